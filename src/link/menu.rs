//! The menu of `site.yaml`: every item names a kind or a page.

use super::Site;
use crate::model::Kind;
use crate::report::{Location, Report};
use crate::rules;
use crate::text::suggest::nearest;

pub(super) fn check(site: &Site, report: &mut Report) {
    for item in &site.settings.menu {
        let written = &item.written;
        let page = site.ids(Kind::Pagina).any(|id| site.entry(id).slug() == *written);
        if Kind::of_folder(written).is_none() && !page && written != "zoeken" {
            let pages: Vec<&str> = site.ids(Kind::Pagina).map(|id| site.entry(id).slug()).collect();
            let place = Location { path: "site.yaml".into(), span: item.span };
            let near = nearest(written, Kind::folders().into_iter().chain(pages));
            report.push(rules::site_yaml::menu(place, written, &near));
        }
    }
}
