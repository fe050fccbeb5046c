//! The roads from a page to the people behind it: for a correction, an example of one's own, or the removal of a name.

use serde::Serialize;

use super::context::href;
use super::url;
use crate::link::Site;
use crate::model::Kind;
use crate::model::fields::Adres;
use crate::outputs::file_at;
use crate::text::url::percent_encode;

/// The slug of the page that explains how to reach the editors.
const CONTACT_PAGE: &str = "contact";

/// A question that a reader may have, with where it can be asked.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Road {
    vraag: &'static str,
    url: String,
}

/// An address of `site.yaml` as the contact page shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Address {
    waarvoor: &'static str,
    url: String,
    tekst: String,
    /// Whether it leads to another site.
    buiten: bool,
}

/// The questions with, on the contact page, the heading that answers each.
const QUESTIONS: [(&str, &str); 3] = [
    ("Klopt dit niet?", "klopt-dit-niet"),
    ("Kent u ook een voorbeeld?", "kent-u-ook-een-voorbeeld"),
    ("Wilt u niet genoemd worden?", "wilt-u-niet-genoemd-worden"),
];

/// Where each question can be asked: at its heading on the contact page, else at the address that `site.yaml` gives. A
/// question that cannot be asked anywhere is left out.
pub(super) fn roads(site: &Site, portable: bool) -> Vec<Road> {
    let page = contact_page(site, portable);
    let settings = &site.settings;
    let road = |(question, heading): (&'static str, &'static str)| {
        let url = match &page {
            Some((url, headings)) if headings.contains(&heading) => format!("{url}#{heading}"),
            Some((url, _)) => url.clone(),
            None => {
                let own = settings.bijdragen.as_ref().filter(|_| heading.starts_with("kent"));
                with_subject(href(site, portable, &own.or(settings.contact.as_ref())?.written), question)
            }
        };
        Some(Road { vraag: question, url })
    };
    QUESTIONS.into_iter().filter_map(road).collect()
}

/// The URL of the contact page, else the address that `site.yaml` gives.
pub(super) fn contact(site: &Site, portable: bool) -> Option<String> {
    let own = contact_page(site, portable).map(|(url, _)| url);
    own.or_else(|| Some(href(site, portable, &site.settings.contact.as_ref()?.written)))
}

/// Where an example of one's own can be brought.
pub(super) fn contribute(site: &Site, portable: bool) -> Option<String> {
    roads(site, portable).into_iter().nth(1).map(|road| road.url)
}

/// The addresses of `site.yaml`, for the contact page; an address on the site itself is a page with a link of its own.
pub(super) fn addresses(site: &Site) -> Vec<Address> {
    let settings = &site.settings;
    let address = |what: &'static str, address: &Adres| {
        let written = address.written.as_str();
        let bare = written.split_once(':').filter(|_| !written.starts_with('/'))?.1;
        Some(Address {
            waarvoor: what,
            url: written.to_owned(),
            tekst: bare.trim_start_matches('/').trim_end_matches('/').to_owned(),
            buiten: written.to_ascii_lowercase().starts_with("http"),
        })
    };
    let contact = settings.contact.as_ref().and_then(|a| address("Vragen, fouten en namen", a));
    let own = settings.bijdragen.as_ref().and_then(|a| address("Een eigen voorbeeld", a));
    contact.into_iter().chain(own).collect()
}

/// The URL of the contact page with the ids of its headings.
fn contact_page(site: &Site, portable: bool) -> Option<(String, Vec<&str>)> {
    let path = format!("{}/{CONTACT_PAGE}/", Kind::Pagina.info().folder);
    site.outputs.get(&file_at(&path))?;
    let page = site.ids(Kind::Pagina).map(|id| site.entry(id)).find(|e| e.slug() == CONTACT_PAGE)?;
    let headings = page.body.headings.iter().map(|h| h.id.as_str()).collect();
    Some((url::page(&path, portable), headings))
}

/// A mail address with what the mail is about.
fn with_subject(url: String, subject: &str) -> String {
    if url.starts_with("mailto:") && !url.contains('?') {
        format!("{url}?subject={}", percent_encode(subject))
    } else {
        url
    }
}
