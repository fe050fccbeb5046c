//! `maker-in-bijlage`: a PDF of which the properties name somebody.

use super::maker_in_bijlage as RULE;
use crate::link::Site;
use crate::model::Kind;
use crate::report::{Diagnostic, Location, Report};
use crate::text::fold;

pub(super) fn check(site: &Site, report: &mut Report) {
    let organisations = site.ids(Kind::Organisatie).map(|id| &site.entry(id).common);
    let named = organisations.flat_map(|own| std::iter::once(&own.titel).chain(&own.ook_bekend_als));
    let own = site.settings.organisatie.iter().chain([&site.settings.titel]);
    let known: std::collections::BTreeSet<String> =
        named.chain(own).map(|name| fold(&name.0).into_owned()).collect();
    for (path, offered) in &site.attachments {
        for maker in offered.document.makers.iter().filter(|maker| !known.contains(&*fold(maker))) {
            report.push(named_in(Location::file(path), maker));
        }
    }
}

/// The properties of the document at `place` name `maker`, who is no organisation that we know.
fn named_in(place: Location, maker: &str) -> Diagnostic {
    RULE.at(place, format!("dit document noemt in zijn eigenschappen als maker «{maker}»"))
        .help("hoeft dat niemand te weten, haal de naam dan weg in het programma waarmee het document is gemaakt: Bestand, Info, Eigenschappen; en maak de PDF opnieuw")
}
