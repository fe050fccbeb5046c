//! Sentences, paragraphs and whole bodies.

use parelsnoer::text::slugify;

use super::words::*;

/// Xorshift (Marsaglia, 2003): the same numbers on every machine.
pub(super) struct Random(pub(super) u64);

impl Random {
    /// A number below `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        // The low bits are the weakest.
        usize::try_from((self.0 >> 20) % limit as u64).unwrap_or(0)
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    /// A sentence of 8 to 20 words; `link` stands in it.
    fn sentence(&mut self, link: Option<&str>) -> String {
        let (who, does, object, when) =
            (self.pick(&WHO), self.pick(&DOES), self.pick(&OBJECT), self.pick(&WHEN));
        let about = link.map_or_else(String::new, |l| format!(" rond {l}"));
        match self.below(3) {
            0 => format!("{who} {does} {object}{about} {when}."),
            1 => format!("{who} {does} {object}{about} {when}, {}.", self.pick(&BECAUSE)),
            _ => format!("{who} {does}{about} {object}, {}.", self.pick(&BECAUSE)),
        }
    }

    /// One or two sentences for a card; at most 300 characters.
    pub(super) fn summary(&mut self) -> String {
        let (one, two) = (self.sentence(None), self.sentence(None));
        if one.chars().count() + two.chars().count() < 295 { format!("{one} {two}") } else { one }
    }
}

/// Between `least` and `most` different slugs of `titles`.
pub(super) fn some<T: AsRef<str>>(
    random: &mut Random,
    titles: &[T],
    least: usize,
    most: usize,
) -> Vec<String> {
    let mut chosen = Vec::new();
    for _ in 0..least + random.below(most - least + 1) {
        let slug = slugify(titles[random.below(titles.len())].as_ref());
        if !chosen.contains(&slug) {
            chosen.push(slug);
        }
    }
    chosen
}

/// Slugs as a YAML list.
pub(super) fn list(slugs: &[String]) -> String {
    format!("[{}]", slugs.join(", "))
}

/// Paragraphs of about `words` words.
pub(super) fn block(random: &mut Random, terms: &[String], words: usize) -> String {
    let mut out = String::new();
    let mut written = 0;
    while written < words {
        for _ in 0..3 + random.below(3) {
            // A glossary term in one of twelve sentences.
            let term = (!terms.is_empty() && random.below(12) == 0)
                .then(|| terms[random.below(terms.len())].as_str());
            let sentence = random.sentence(term);
            written += sentence.split(' ').count();
            out.push_str(&sentence);
            out.push(' ');
        }
        out.pop();
        out.push_str("\n\n");
    }
    out
}

/// The text of a practice or story: 300 to 600 words under headings, with lists, `links`, a quotation or a table.
pub(super) fn body(random: &mut Random, terms: &[String], links: &[String], headings: &[&str]) -> String {
    let words = 300 + random.below(300);
    let mut links = links.iter();
    let mut out = block(random, terms, words / 8);
    let used = &headings[..3 + random.below(headings.len() - 2)];
    for (at, heading) in used.iter().enumerate() {
        out.push_str(&format!("## {heading}\n\n"));
        let rest = if at + 1 == used.len() { links.len() } else { 1 };
        for link in links.by_ref().take(rest) {
            out.push_str(&random.sentence(Some(link)));
            out.push(' ');
        }
        out.push_str(&block(random, terms, words / (used.len() + 2)));
        if at == 2 {
            for _ in 0..3 + random.below(3) {
                out.push_str(&format!("- **{}** {}\n", random.pick(&WHO), random.sentence(None)));
            }
            out.push('\n');
        }
        if at == 1 && random.below(5) == 0 {
            out.push_str("### In cijfers\n\n| Wat | Aantal |\n|---|---:|\n");
            for _ in 0..4 {
                out.push_str(&format!("| {} | {} |\n", random.pick(&OBJECT), random.below(500)));
            }
            out.push('\n');
        }
        if at == 0 && random.below(3) == 0 {
            out.push_str(&format!("> {}\n> — {}\n\n", random.sentence(None), random.pick(&FIRST)));
        }
    }
    out
}
