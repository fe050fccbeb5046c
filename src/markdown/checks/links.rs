//! Links with their brackets in the wrong place.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::Body;
use crate::report::Report;
use crate::rules::link_verkeerd_geschreven;
use crate::text::Sieve;

/// `[text] (address)`.
static SPACE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\[([^\[\]\n]+)\][ \t]+\(((?:https?://|www\.|mailto:|/)[^\s()]+)\)").ok());

/// `(text)[address]`.
static SWAPPED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\(([^()\n]+)\)\[((?:https?://|www\.|mailto:|/)[^\s\[\]]+)\]").ok());

/// The beginnings of the address in both.
static SIEVE: LazyLock<Sieve> = LazyLock::new(|| {
    let beginnings = ["http", "www.", "mailto:", "/"];
    let open = [" (", "\t(", ")["];
    let words = beginnings.iter().flat_map(|address| open.iter().map(move |sign| format!("{sign}{address}")));
    let words: Vec<String> = words.collect();
    Sieve::new(&words.iter().map(String::as_str).collect::<Vec<_>>())
});

pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    if !SIEVE.may_match(body.text) {
        return;
    }
    for run in &body.runs {
        let text = &body.text[run.clone()];
        for pattern in [&*SPACE, &*SWAPPED].into_iter().flatten() {
            for found in pattern.captures_iter(text) {
                let (Some(whole), Some(words), Some(url)) = (found.get(0), found.get(1), found.get(2)) else {
                    continue;
                };
                let start = run.start + whole.start();
                if body.is_plain(start) {
                    let url = url.as_str();
                    let url = if url.starts_with("www.") { format!("https://{url}") } else { url.to_owned() };
                    let right = format!("[{}]({url})", words.as_str());
                    let place = body.place(start..run.start + whole.end());
                    report.push(link_verkeerd_geschreven::brackets(place, right));
                }
            }
        }
    }
}
