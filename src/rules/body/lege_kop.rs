//! `lege-kop`: a heading without text.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Body, lege_kop as RULE};
use crate::report::Report;

pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    for (at, (event, range)) in body.events.iter().enumerate() {
        let is_heading = matches!(event, Event::Start(Tag::Heading { .. }));
        if is_heading && body.is_empty(at, |end| matches!(end, TagEnd::Heading(_))) {
            let line = body.text(range).lines().next().unwrap_or_default().trim_end().len();
            let place = body.place(range.start..range.start + line);
            report.push(
                RULE.at(place, "deze kop heeft geen tekst")
                    .help("schrijf er een tekst achter, of haal de regel weg"),
            );
        }
    }
}
