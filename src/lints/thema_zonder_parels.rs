//! `thema-zonder-parels`: a theme that other entries carry, but no parel.

use super::thema_zonder_parels as RULE;
use crate::link::Site;
use crate::model::Kind;
use crate::report::{Diagnostic, Location, Report};

pub(super) fn check(site: &Site, report: &mut Report) {
    for (entry, backlinks) in site.entries.iter().zip(&site.backlinks) {
        let mut users = backlinks.iter().filter(|b| b.key.is_some()).peekable();
        if entry.kind() == Kind::Thema
            && users.peek().is_some()
            && !users.any(|b| site.entry(b.from).kind() == Kind::Parel)
        {
            report.push(without_parels(entry.place(entry.title_span), entry.title()));
        }
    }
}

/// Nobody who comes to the theme at `place` finds an example.
fn without_parels(place: Location, title: &str) -> Diagnostic {
    RULE.at(place, format!("bij het thema «{title}» is nog geen parel"))
        .help("zet het thema bij een parel die erover gaat, of zoek een voorbeeld")
}
