//! Notes of a writer who was not ready.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::Body;
use crate::report::Report;
use crate::rules::werknotitie;
use crate::text::Sieve;

static NOTE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:TO",
        r"DO|FIX",
        r"ME|XX",
        r"X+|TBD|LOREM IPSUM|Lorem ipsum)\b|\[(?:PM|pm|P\.M\.|\.\.\.|…|x+|X+|invullen|naam|datum|bron\??)\]",
        r"|\?{3,}|(?i:\bnog (?:in te vullen|invullen|aanvullen|aan te vullen|uitzoeken|checken|navragen|toevoegen)\b)"
    ))
    .ok()
});

/// What every one of these has.
static SIEVE: LazyLock<Sieve> = LazyLock::new(|| {
    Sieve::new(&[
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X"),
        "TBD",
        "lorem ipsum",
        "[pm]",
        "[p.m.]",
        "[...]",
        "[…]",
        "[x",
        "[invullen",
        "[naam]",
        "[datum]",
        "[bron",
        "???",
        "nog in te vullen",
        "nog invullen",
        "nog aanvullen",
        "nog aan te vullen",
        "nog uitzoeken",
        "nog checken",
        "nog navragen",
        "nog toevoegen",
    ])
});

pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    let Some(note) = &*NOTE else { return };
    if !SIEVE.may_match(body.text) {
        return;
    }
    for run in &body.runs {
        for found in note.find_iter(&body.text[run.clone()]) {
            let range = run.start + found.start()..run.start + found.end();
            if body.is_plain(range.start) {
                report.push(werknotitie::note(body.place(range), found.as_str()));
            }
        }
    }
}
