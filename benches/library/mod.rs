//! A generated library that resembles a real one: any size, always the same bytes.
//!
//! In: the number of entries. Out: the files of a content folder, in memory or on disk. It has no diagnostic, which the
//! benchmarks check; the shares of the kinds and the sizes of the texts are those of real use.
#![expect(clippy::disallowed_methods, reason = "it writes a content folder")]

mod text;
mod words;

use std::path::Path;

use parelsnoer::read::{Source, Sources};
use parelsnoer::text::slugify;
use text::{Random, block, list, some};
use words::*;

/// Seed of the generator; another number is another library.
const SEED: u64 = 0x2017_1109;

/// The names of all entries, which the entries refer to.
struct Names {
    gemeenten: Vec<String>,
    organisaties: Vec<String>,
    parels: Vec<String>,
    verhalen: Vec<String>,
    bijeenkomsten: Vec<String>,
    publicaties: Vec<String>,
    begrippen: Vec<String>,
}

impl Names {
    /// Shares in thousandths; the parels get what the fixed vocabularies leave, at least 60 %.
    fn new(entries: usize) -> Self {
        let share = |thousandths: usize| (entries * thousandths / 1000).max(1);
        let fixed = THEMAS.len() + SUCCESFACTOREN.len() + DOELGROEPEN.len() + PAGINAS.len();
        let (verhalen, organisaties, gemeenten) = (share(80), share(120), share(80));
        let (bijeenkomsten, publicaties, begrippen) = (share(10), share(5), share(10));
        let others = fixed + verhalen + organisaties + gemeenten + bijeenkomsten + publicaties + begrippen;
        let gemeenten: Vec<String> = (0..gemeenten).map(town).collect();
        let in_town = |i: usize, words: &[&str]| {
            let (what, second) = (WHAT[i % WHAT.len()], words[i / WHAT.len() % words.len()]);
            // Far enough apart that no name occurs twice: the pair repeats after `names` entries.
            let names = WHAT.len() * words.len();
            format!("{what}{second} {}", gemeenten[(i / names * 7 + i) % gemeenten.len()])
        };
        Self {
            organisaties: (0..organisaties).map(|i| in_town(i, &ORGANISATION)).collect(),
            parels: (0..entries.saturating_sub(others)).map(|i| in_town(i, &PRACTICE)).collect(),
            verhalen: (0..verhalen)
                .map(|i| format!("In gesprek met {} over {}", person(i), town(i)))
                .collect(),
            bijeenkomsten: (0..bijeenkomsten)
                .map(|i| format!("Werkbezoek {} {}", town(i), 2015 + i % 10))
                .collect(),
            publicaties: (0..publicaties)
                .map(|i| format!("Jaarverslag {} {}", town(i), 2015 + i % 10))
                .collect(),
            begrippen: (0..begrippen).map(term).collect(),
            gemeenten,
        }
    }
}

fn town(i: usize) -> String {
    let (start, i) = (TOWN_START[i % TOWN_START.len()], i / TOWN_START.len());
    let (end, i) = (TOWN_END[i % TOWN_END.len()], i / TOWN_END.len());
    format!("{start}{}{end}", TOWN_MIDDLE[i % TOWN_MIDDLE.len()])
}

fn term(i: usize) -> String {
    format!("{}{}", TERM_START[i % TERM_START.len()], TERM_END[i / TERM_START.len() % TERM_END.len()])
}

fn person(i: usize) -> String {
    format!("{} {}", FIRST[i % FIRST.len()], LAST[i / FIRST.len() % LAST.len()])
}

/// The files of a library with `entries` entries: path and text.
pub(crate) fn files(entries: usize) -> Vec<(String, String)> {
    let names = Names::new(entries);
    let mut random = Random(SEED);
    let mut files = vec![("site.yaml".to_owned(), SITE.to_owned())];
    let mut add = |folder: &str, title: &str, keys: &str, body: &str| {
        let text = format!("---\ntitel: \"{title}\"\n{keys}---\n\n{body}");
        files.push((format!("{folder}/{}.md", slugify(title)), text));
    };
    for (folder, titles) in
        [("themas", &THEMAS[..]), ("succesfactoren", &SUCCESFACTOREN), ("doelgroepen", &DOELGROEPEN)]
    {
        for title in titles {
            let keys = format!("samenvatting: \"{}\"\n", random.summary());
            add(folder, title, &keys, &block(&mut random, &names.begrippen, 120));
        }
    }
    for (i, title) in PAGINAS.iter().enumerate() {
        add("paginas", title, &format!("menu: {i}\n"), &block(&mut random, &[], 200));
    }
    for (i, title) in names.begrippen.iter().enumerate() {
        let keys =
            format!("samenvatting: \"{}\"\nbronnen: {}\n", random.summary(), cited(&mut random, &names, i));
        add("begrippen", title, &keys, "");
    }
    for (i, title) in names.publicaties.iter().enumerate() {
        let keys = format!("uitgever: \"{}\"\njaar: {}\nsoort: verslag\n", person(i), 2015 + i % 10);
        add("publicaties", title, &keys, "");
    }
    for (i, title) in names.gemeenten.iter().enumerate() {
        add(
            "gemeenten",
            title,
            &gemeente(&mut random, &names, i),
            &block(&mut random, &names.begrippen, 200),
        );
    }
    for (i, title) in names.organisaties.iter().enumerate() {
        let keys = format!(
            "samenvatting: \"{}\"\nsoort: sociaalwerkorganisatie\ngemeenten: {}\nwebsite: https://{}.voorbeeld.nl/\n",
            random.summary(),
            list(&some(&mut random, &names.gemeenten, 1, 2)),
            slugify(title),
        );
        add("organisaties", title, &keys, &block(&mut random, &names.begrippen, 60 + i % 40));
    }
    for (i, title) in names.bijeenkomsten.iter().enumerate() {
        let keys = format!(
            "datum: 2018-05-{:02}\nsoort: werkbezoek\nplaats: {}\ngemeenten: {}\nthemas: {}\nsamenvatting: \"{}\"\n",
            1 + i % 28,
            town(i),
            list(&some(&mut random, &names.gemeenten, 1, 2)),
            list(&some(&mut random, &THEMAS, 1, 2)),
            random.summary(),
        );
        add("bijeenkomsten", title, &keys, &block(&mut random, &names.begrippen, 150));
    }
    for (folder, titles, headings) in
        [("verhalen", &names.verhalen, &STORY_HEADINGS[..]), ("parels", &names.parels, &HEADINGS)]
    {
        for (i, title) in titles.iter().enumerate() {
            let body = text::body(
                &mut random,
                &names.begrippen,
                &body_links(&mut Random(i as u64 + 1), &names, i),
                headings,
            );
            let keys = practice(&mut random, &names, i, folder == "parels");
            add(folder, title, &keys, &body);
        }
    }
    files
}

const SITE: &str = "titel: \"Bibliotheek op maat\"\nondertitel: \"Wat werkt, en waarom\"\n\
basis_url: \"https://parels.voorbeeld.nl/\"\norganisatie: \"Voorbeeld\"\ntaal: nl\n\
menu: [parels, gemeenten, themas, succesfactoren, verhalen, organisaties]\nzoekmachines: ja\n";

/// Sources to cite: the entry's own, so that each is cited, and another now and then.
fn cited(random: &mut Random, names: &Names, i: usize) -> String {
    let own = slugify(&names.publicaties[i % names.publicaties.len()]);
    let mut cited = some(random, &names.publicaties, 0, 1);
    cited.retain(|c| *c != own);
    cited.push(own);
    list(&cited)
}

fn gemeente(random: &mut Random, names: &Names, i: usize) -> String {
    let mut keys = format!(
        "samenvatting: \"{}\"\nprovincie: {}\ncbs_code: GM{:04}\nlocatie: {{lat: 5{}.{:02}, lon: {}.{:02}}}\nbronnen: {}\n",
        random.summary(),
        PROVINCES[i % PROVINCES.len()],
        i,
        1 + i % 3,
        random.below(70),
        4 + i % 3,
        random.below(100),
        cited(random, names, i),
    );
    if i.is_multiple_of(20) {
        keys.push_str(&format!(
            "goud:\n  editie: {}\n  voorgedragen_door: {}\n  motto: {}\nthemas: {}\nsuccesfactoren: {}\n",
            2015 + i / 20 % 5,
            list(&some(random, &names.organisaties, 1, 1)),
            OBJECT[i % OBJECT.len()],
            list(&some(random, &THEMAS, 2, 3)),
            list(&some(random, &SUCCESFACTOREN, 3, 5)),
        ));
    }
    keys
}

/// The keys of a parel or story.
fn practice(random: &mut Random, names: &Names, i: usize, parel: bool) -> String {
    let mut organisaties = some(random, &names.organisaties, 0, 1);
    let own = slugify(&names.organisaties[i % names.organisaties.len()]);
    organisaties.retain(|o| *o != own);
    organisaties.push(own);
    let mut keys = format!(
        "samenvatting: \"{}\"\nthemas: {}\nsuccesfactoren: {}\ndoelgroepen: {}\ngemeenten: {}\norganisaties: {}\nbronnen: {}\n\
         datum: 20{}-{:02}-{:02}\n",
        random.summary(),
        list(&some(random, &THEMAS, 1, 3)),
        list(&some(random, &SUCCESFACTOREN, 2, 5)),
        list(&some(random, &DOELGROEPEN, 1, 3)),
        list(&some(random, &names.gemeenten, 1, 2)),
        list(&organisaties),
        cited(random, names, i),
        15 + i % 10,
        1 + i % 12,
        1 + i % 28,
    );
    if random.below(3) > 0 {
        keys.push_str("personen:\n");
        for n in 0..1 + random.below(3) {
            let at = random.below(200) * 3 + n;
            keys.push_str(&format!("  - naam: {}\n    rol: {}\n", person(at), ROLES[at % ROLES.len()]));
        }
    }
    if parel {
        keys.push_str(&format!("plaats: {}\n", town(i)));
        if random.below(3) == 0 {
            keys.push_str("cijfers:\n");
            for _ in 0..1 + random.below(3) {
                let what = OBJECT[random.below(OBJECT.len())];
                keys.push_str(&format!(
                    "  - getal: {}\n    toelichting: keer {what}\n",
                    10 + random.below(900)
                ));
            }
        }
        if random.below(4) == 0 {
            keys.push_str(&format!("ook_bekend_als: [\"aanpak {i} van {}\"]\n", town(i)));
        }
    }
    keys
}

/// Where the text of entry `i` links to. The first is a term or the entry before it, so that every term is named.
fn body_links(random: &mut Random, names: &Names, i: usize) -> Vec<String> {
    let link = |folder: &str, title: &str| format!("[[{folder}/{}|{}]]", slugify(title), title);
    let mut links = match names.begrippen.get(i) {
        Some(term) => vec![link("begrippen", term)],
        None => vec![link("parels", &names.parels[i.saturating_sub(1) % names.parels.len()])],
    };
    for _ in 0..random.below(4) {
        links.push(match random.below(4) {
            0 => link("gemeenten", &names.gemeenten[random.below(names.gemeenten.len())]),
            1 => link("organisaties", &names.organisaties[random.below(names.organisaties.len())]),
            2 => link("verhalen", &names.verhalen[random.below(names.verhalen.len())]),
            _ => link("parels", &names.parels[random.below(names.parels.len())]),
        });
    }
    links
}

/// The library as step 1 would read it.
pub(crate) fn sources(entries: usize) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files(entries) {
        match path.as_str() {
            "site.yaml" => sources.site = Some(Source::new(path, text)),
            _ => sources.entries.push(Source::new(path, text)),
        }
    }
    sources.sort();
    sources
}

/// The library as a content folder.
///
/// # Errors
/// When the disk fails.
pub(crate) fn on_disk(entries: usize, folder: &Path) -> std::io::Result<()> {
    for (path, text) in files(entries) {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}
