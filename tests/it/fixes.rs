//! `check --fix` on files that were damaged at random: a fix never makes a file worse.

use std::collections::BTreeMap;

use parelsnoer::report::{Report, Severity};
use parelsnoer::{Analysis, fixes, read};
use rayon::prelude::*;

use crate::harness::{assert_none, repository};

/// Damaged files that are fixed.
const FILES: usize = 1000;

/// Rules about front matter that is not YAML.
const YAML: [&str; 8] = [
    "ongeldige-yaml",
    "tab-in-front-matter",
    "dubbele-punt-in-waarde",
    "hekje-in-waarde",
    "geen-spatie-na-dubbele-punt",
    "aanhalingsteken-niet-gesloten",
    "scheve-inspringing",
    "front-matter-niet-gesloten",
];

/// A small generator of numbers (xorshift64), so that a failure can be replayed from its seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }
}

/// What editors and programs do to a text.
fn damage(text: &str, random: &mut Random) -> String {
    const PIECES: [&str; 22] = [
        "\t", ": ", " #x", "\"", "'", "[", "]", "- ", "•", "\u{a0}", "**", "  ", "\n", "#", "!", "{", "|",
        "<b>", "\u{200b}", ":", ",", "\r",
    ];
    let mut text = text.to_owned();
    for _ in 0..1 + random.below(4) {
        let mut at = random.below(text.len().min(900));
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let next = text[at..].chars().next().map_or(0, char::len_utf8);
        match random.below(4) {
            0 => text.replace_range(at..at + next, ""),
            1 => {
                // A line is indented, or loses its indent.
                let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
                text.insert_str(start, ["  ", "\t", " ", "- "][random.below(4)]);
            }
            _ => text.insert_str(at, PIECES[random.below(PIECES.len())]),
        }
    }
    text
}

/// The words of a text, without what a fix may change.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    // A character that nobody sees does not part words.
    let text = text.replace('\u{200b}', "");
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

fn own<'a>(report: &'a Report, path: &str) -> Vec<(&'a str, Severity)> {
    let own = report.diagnostics().iter().filter(|d| &*d.place.path == path);
    own.map(|d| (d.rule, d.severity)).collect()
}

#[test]
fn fixes_never_make_a_damaged_file_worse() {
    let content = repository("content");
    let (sources, _) =
        read::read(&content, &parelsnoer::model::Kind::folders(), &mut Default::default()).unwrap();
    let paths: Vec<String> = sources.entries.iter().map(|s| s.path.to_string()).collect();
    // Many files at once, each with its own damage, so that a thousand cost a few runs over the library.
    let rounds = FILES.div_ceil(paths.len());
    let problems: Vec<String> = (0..rounds as u64)
        .into_par_iter()
        .flat_map_iter(|round| {
            let mut damaged = sources.clone();
            for (number, path) in (0_u64..).zip(&paths) {
                let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (round * 100_003 + number + 1));
                random.below(2);
                let text = damage(sources.text(path).unwrap(), &mut random);
                damaged.replace(path, &text);
            }
            check_round(round, damaged, &paths)
        })
        .collect();
    assert_none(&problems);
}

fn check_round(round: u64, damaged: read::Sources, paths: &[String]) -> Vec<String> {
    let analysis =
        |sources| parelsnoer::analyze_sources(sources, Report::default(), false, &mut Default::default());
    let before = analysis(damaged.clone()).report;
    let fixed = fixes::fix_all(analysis(damaged.clone()), false);
    let Analysis { sources, report, .. } = &fixed.analysis;
    let mut problems = Vec::new();
    assert!(fixed.files.len() > 20, "the damage gives too little to fix: {}", fixed.files.len());
    for path in paths {
        let (old, new) = (own(&before, path), own(report, path));
        let errors = |all: &[(&str, Severity)]| all.iter().filter(|d| d.1 == Severity::Error).count();
        if errors(&new) > errors(&old) {
            problems.push(format!("round {round}, {path}: {old:?} became {new:?}"));
        }
        if let Some((rule, _)) = new.iter().find(|d| YAML.contains(&d.0) && !old.contains(d)) {
            problems.push(format!("round {round}, {path}: {rule} is new"));
        }
        if fixed.files.contains_key(path) {
            let (old, new) = (words(damaged.text(path).unwrap()), words(sources.text(path).unwrap()));
            let lost = old.iter().find(|(word, count)| new.get(*word).unwrap_or(&0) < count);
            // A misspelled name becomes the right one, and a date its own digits.
            let renamed = fixed.applied.iter().filter(|a| a.path == *path);
            let mut changed = renamed.flat_map(|a| words(&a.before).into_keys().collect::<Vec<_>>());
            if let Some((word, _)) = lost.filter(|(word, _)| !changed.any(|c| c == **word)) {
                problems.push(format!("round {round}, {path}: the word {word} is lost"));
            }
        }
    }
    // A second run changes nothing.
    let again = fixes::fix_all(analysis(sources.clone()), false);
    problems.extend(again.files.keys().map(|path| format!("round {round}, {path}: a second run changes it")));
    problems
}
