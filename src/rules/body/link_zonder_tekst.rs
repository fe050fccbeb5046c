//! `link-zonder-tekst`: a link that nobody can see or hear.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Body, link_zonder_tekst as RULE};
use crate::report::Report;

pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    for (at, (event, range)) in body.events.iter().enumerate() {
        let Event::Start(Tag::Link { dest_url, .. }) = event else { continue };
        if !dest_url.trim().is_empty() && body.is_empty(at, |end| *end == TagEnd::Link) {
            let written = body.text(range).lines().next().unwrap_or_default();
            report.push(
                RULE.at(body.place(range.clone()), format!("deze link heeft geen tekst: {written}"))
                    .help("schrijf tussen de haken [ en ] waar de link heen gaat, of haal de link weg"),
            );
        }
    }
}
