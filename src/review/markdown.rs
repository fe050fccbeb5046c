//! The review in words for editors, as Markdown. All sentences of the report stand here.

use std::fmt::Write;

use super::{EntryLocation, Missing, Origin, Overdue, ReferenceDate, Review, Vague, reviews::MONTHS};

/// Longest piece of a sentence that is quoted, in characters.
const QUOTE: usize = 160;

/// A longer list is folded where Markdown is shown as a page.
const FOLD: usize = 30;

/// The whole report; `prefix` stands before the path of a file, such as `content/`.
pub fn render(review: &Review, prefix: &str) -> String {
    let parts = parts(review, prefix);
    let mut out = format!(
        "# Verslag voor de redactie\n\nDit verslag gaat over {}. Wat hier staat, is niet fout: het zijn tips om de \
         vermeldingen beter te maken.\n\n{}\n\n| onderdeel | aantal |\n|---|---:|\n",
        count(review.entries, "vermelding", "vermeldingen"),
        compared(review.reviews.today),
    );
    for part in &parts {
        let _ = writeln!(out, "| {} | {} |", part.heading, part.number);
    }
    let _ = write!(out, "\n{}\n", measure(review));
    for part in parts.iter().filter(|p| p.number > 0) {
        let _ = write!(out, "\n## {}\n\n{}\n\n", part.heading, part.why);
        let folded = part.lines.len() > FOLD;
        if folded {
            let _ = write!(out, "<details><summary>Toon alle {}</summary>\n\n", part.lines.len());
        }
        part.lines.iter().for_each(|line| {
            let _ = writeln!(out, "- {line}");
        });
        if folded {
            out.push_str("\n</details>\n");
        }
    }
    out
}

/// A check as a section.
struct Part {
    heading: &'static str,
    why: String,
    number: usize,
    lines: Vec<String>,
}

impl Part {
    fn new(heading: &'static str, why: impl Into<String>, lines: Vec<String>) -> Self {
        Self { heading, why: why.into(), number: lines.len(), lines }
    }
}

fn parts(review: &Review, prefix: &str) -> Vec<Part> {
    let spots = |spots: &[EntryLocation]| spots.iter().map(|s| name(s, prefix)).collect::<Vec<_>>();
    let incomplete = review
        .incomplete
        .iter()
        .map(|i| format!("{}: {}", name(&i.spot, prefix), describe_missing(&i.missing)));
    let overdue = review.reviews.overdue.iter().map(|o| format!("{}: {}", name(&o.spot, prefix), checked(o)));
    let twins =
        review.twins.iter().map(|t| format!("{} en {}", name(&t.first, prefix), name(&t.second, prefix)));
    let long = review.sentences.worst.iter().map(|s| {
        let words = count(s.words, "woord", "woorden");
        format!("{}: {words}, waarvan {} lang: «{}»", name(&s.spot, prefix), s.long_words, quoted(&s.text))
    });
    let vague = review.vague_links.iter().map(|l| {
        let why = match l.why {
            Vague::Words => "zegt niet waar de link heen gaat",
            Vague::Address => "is een kaal adres",
        };
        format!("{}: «{}» {why}", name(&l.spot, prefix), quoted(&l.text))
    });
    let mut sentences = Part::new(
        "Lange zinnen",
        format!(
            "Een zin leest prettig als hij kort is en weinig lange woorden heeft. Kunt u van deze zinnen er twee \
             maken? {}",
            if review.sentences.too_long > review.sentences.worst.len() {
                format!("Dit zijn de {} zwaarste.", review.sentences.worst.len())
            } else {
                "De zwaarste staat bovenaan.".to_owned()
            }
        ),
        long.collect(),
    );
    sentences.number = review.sentences.too_long;
    vec![
        Part::new(
            "Niet compleet",
            "Lezers verwachten hier meer. Vul de sleutels aan, of maak de tekst langer.",
            incomplete.collect(),
        ),
        Part::new(
            "Nodig opnieuw te controleren",
            format!(
                "Niemand keek de laatste {MONTHS} maanden of dit nog klopt. Lees de vermelding na en zet de datum \
                 van vandaag achter `gecontroleerd`."
            ),
            overdue.collect(),
        ),
        Part::new(
            "Zonder verbinding",
            "Geen enkele vermelding verwijst hiernaar. Noem ze ergens, of haal het bestand weg.",
            spots(&review.orphans),
        ),
        Part::new(
            "Bijna dezelfde titel",
            "Gaat het om hetzelfde? Maak er dan één vermelding van. Gaat het om iets anders? Maak de titels dan \
             duidelijker.",
            twins.collect(),
        ),
        Part::new(
            "Termen die niemand gebruikt",
            "Geen enkele vermelding heeft dit thema, deze succesfactor of deze doelgroep. Gebruik de term, of haal \
             het bestand weg.",
            spots(&review.terms.unused),
        ),
        Part::new(
            "Thema's zonder parels",
            "Andere vermeldingen gebruiken deze thema's wel, maar er is nog geen parel bij.",
            spots(&review.terms.without_parels),
        ),
        sentences,
        Part::new(
            "Onduidelijke linkteksten",
            "Sommige mensen horen of zien alleen de tekst van de link. Schrijf op waar de link heen gaat, zoals \
             «het verslag van het werkbezoek».",
            vague.collect(),
        ),
    ]
}

fn compared(today: Option<ReferenceDate>) -> String {
    let Some(today) = today else {
        return "In de vermeldingen staat geen enkele datum. Daarom is niet te zeggen wat lang niet gecontroleerd is; \
                geef de dag van vandaag met `--today`."
            .to_owned();
    };
    let day = today.day.long();
    match today.origin {
        Origin::Given => format!("De dag van vandaag is {day}; die is opgegeven met `--today`."),
        Origin::Epoch => format!("De dag van vandaag is {day}; die komt uit `SOURCE_DATE_EPOCH`."),
        Origin::Content => format!(
            "Data zijn vergeleken met {day}: dat is de nieuwste datum in de vermeldingen. Geef de dag van vandaag met \
             `--today`."
        ),
    }
}

/// The averages, to one decimal.
fn measure(review: &Review) -> String {
    let all = &review.sentences;
    if all.sentences == 0 {
        return "Er zijn nog geen zinnen om te meten.".to_owned();
    }
    let tenths = |number: usize| {
        let tenths = (number * 10 + all.sentences / 2) / all.sentences;
        format!("{},{}", tenths / 10, tenths % 10)
    };
    format!(
        "Gemiddeld heeft een zin {} woorden, waarvan {} lang (13 letters of meer). Rond de 12 woorden leest prettig.",
        tenths(all.words),
        tenths(all.long_words)
    )
}

/// `**Title** (parel, content/parels/x.md:2)`.
fn name(spot: &EntryLocation, prefix: &str) -> String {
    format!("**{}** ({}, `{prefix}{}:{}`)", escaped(&spot.title), spot.kind.info().name, spot.path, spot.line)
}

/// What an entry describe_missing, in one sentence.
pub fn describe_missing(missing: &[Missing]) -> String {
    let keys: Vec<String> = missing
        .iter()
        .filter_map(|m| if let Missing::Key(key) = m { Some(format!("`{key}`")) } else { None })
        .collect();
    let mut parts = Vec::new();
    match keys.as_slice() {
        [] => {}
        [only] => parts.push(format!("{only} ontbreekt")),
        [first @ .., last] => parts.push(format!("{} en {last} ontbreken", first.join(", "))),
    }
    parts.extend(missing.iter().filter_map(|m| match m {
        Missing::Key(_) => None,
        Missing::Words { found: 0, .. } => Some("er is geen tekst".to_owned()),
        Missing::Words { found, wanted } => Some(format!(
            "de tekst is kort ({}; schrijf er ten minste {wanted})",
            count(*found, "woord", "woorden")
        )),
    }));
    parts.join("; ")
}

fn checked(overdue: &Overdue) -> String {
    overdue.checked.map_or_else(
        || "nog nooit gecontroleerd".to_owned(),
        |day| format!("voor het laatst gecontroleerd op {}", day.long()),
    )
}

/// The beginning of a text, cut between words.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        length += word.chars().count() + 1;
        if length > QUOTE {
            // A single word can be longer than the whole quotation.
            if out.is_empty() {
                out.extend(word.chars().take(QUOTE));
            }
            out.push_str(" …");
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    escaped(&out)
}

/// Text that means itself in Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
