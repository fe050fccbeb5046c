//! `html-in-tekst`: HTML in a body. The parser finds all but one case, a comment that is never closed.

use pulldown_cmark::{Event, TagEnd};

use super::{Body, html_in_tekst as RULE};
use crate::report::{Diagnostic, Location, Report};

/// Reports comments that are never closed: to the parser they are plain text.
pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    let mut texts = body.texts().peekable();
    // Every `<!--` up to the end of the block would be part of the first.
    let mut open = false;
    for (at, (event, range)) in body.events.iter().enumerate() {
        if matches!(
            event,
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell)
        ) {
            open = false;
        }
        if texts.next_if_eq(&at).is_none() {
            continue;
        }
        let found = body.text(range).find('<').map(|found| range.start + found);
        let Some(start) = found.filter(|start| body.rest(*start).starts_with("<!--")) else { continue };
        if !std::mem::replace(&mut open, true) {
            let place = body.place(start..start + "<!--".len());
            report.push(tag(place, "<!--", Some("--> aan het eind van het commentaar")));
        }
    }
}

/// `tag` at `place` is HTML; `markdown` is what to write instead, where there is such a thing.
pub fn tag(place: Location, tag: &str, markdown: Option<&str>) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("«{tag}» is HTML; dat komt als gewone tekst op de pagina"));
    match markdown {
        Some(md) => diagnostic.help(format!("schrijf het zo: {md}")),
        None => {
            diagnostic.help("haal het weg, of zet er `schuine aanhalingstekens` om als u het wilt laten zien")
        }
    }
}
