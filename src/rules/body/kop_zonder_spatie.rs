//! `kop-zonder-spatie`: number signs without a space after them, which make no heading.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Body, kop_zonder_spatie as RULE};
use crate::report::{Diagnostic, Location, Report};

pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    for at in body.texts() {
        let range = &body.events[at].1;
        let begins_line = at.checked_sub(1).is_some_and(|before| {
            matches!(
                body.events[before].0,
                Event::Start(Tag::Paragraph | Tag::Item) | Event::SoftBreak | Event::HardBreak
            )
        });
        if !begins_line || !body.text(range).starts_with('#') {
            continue;
        }
        let line = body.rest(range.start).lines().next().unwrap_or_default().trim_end();
        let signs = line.bytes().take_while(|b| *b == b'#').count();
        let next = line[signs..].chars().next();
        let meant = match signs {
            // A single one can also begin a hashtag or a number.
            1 => next.is_some_and(char::is_uppercase) && line.contains(' ') && ends_paragraph(body, at),
            2..=6 => next.is_some(),
            _ => false,
        };
        if meant {
            report.push(missing_space(body.place(range.start..range.start + signs), &line[..signs]));
        }
    }
}

/// Whether the line of the text at `at` is the last of its paragraph.
fn ends_paragraph(body: &Body<'_>, at: usize) -> bool {
    let mut after = body.events[at + 1..].iter().map(|(event, _)| event);
    let next = after.find(|event| !matches!(event, Event::Text(_) | Event::Code(_)));
    matches!(next, Some(Event::End(TagEnd::Paragraph)))
}

/// The line at `place` begins with `signs`, and its text follows at once.
fn missing_space(place: Location, signs: &str) -> Diagnostic {
    // One sign is never right: that level is the title of the page.
    let right = if signs == "#" { "## " } else { &format!("{signs} ") };
    RULE.at(place, format!("achter {signs} ontbreekt een spatie; zo is dit geen kop maar gewone tekst"))
        .help(format!("schrijf «{right}» voor een kop; zet er een \\ voor als het geen kop is"))
        .fix(right)
}
