//! `codeblok-niet-gesloten`: a code block that swallows the rest of the text.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::{Body, codeblok_niet_gesloten as RULE};
use crate::report::{Diagnostic, Location, Report};

pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    for (event, range) in body.events {
        if matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))) {
            report_unclosed(body, range, report);
        }
    }
}

/// A fenced block must end with the characters that it begins with.
fn report_unclosed(body: &Body<'_>, range: &Range<usize>, report: &mut Report) {
    let block = body.text(range);
    let first = block.lines().next().unwrap_or_default();
    let marks = first.len() - first.trim_start_matches(['`', '~']).len();
    // The last line can stand in a quotation or a list.
    let last = block.trim_end().rsplit('\n').next().unwrap_or_default();
    let last = last.trim_start_matches(['>', ' ', '\t']);
    let closed =
        block.trim_end().contains('\n') && last.len() >= marks && last.chars().all(|c| first.starts_with(c));
    if !closed {
        report.push(unclosed(body.place(range.start..range.start + marks), &first[..marks]));
    }
}

/// The line `mark` at `place` opens a block that is never closed.
fn unclosed(place: Location, mark: &str) -> Diagnostic {
    RULE.at(place, format!("het blok met code dat met {mark} begint, wordt niet gesloten"))
        .help(format!("zet onder de code een regel met alleen {mark}"))
}
