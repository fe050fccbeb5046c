//! The URLs of other sites, each with every location where it is written.

use std::collections::BTreeMap;

use crate::link::Site;
use crate::markdown::body::LinkForm;
use crate::report::Location;

/// URLs without their fragment, each with its locations and how it is written there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links(BTreeMap<String, Vec<(Location, String)>>);

impl Links {
    /// The links of the site's entries and settings that a browser would fetch; mail and telephone are not.
    pub(super) fn of(site: &Site) -> Self {
        let mut links = Self::default();
        for entry in &site.entries {
            let own = entry.urls().into_iter().map(|a| (a.written.as_str(), a.span));
            let text = entry.body.links.iter().filter(|l| l.form == LinkForm::External);
            for (written, span) in own.chain(text.map(|l| (l.target.as_str(), l.span))) {
                links.add(written, entry.place(span));
            }
        }
        if let Some(contact) = &site.settings.contact {
            links.add(&contact.written, Location { path: "site.yaml".into(), span: contact.span });
        }
        links
    }

    fn add(&mut self, written: &str, place: Location) {
        let scheme = written.split_once(':').map_or("", |(scheme, _)| scheme);
        if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") {
            let page = written.split('#').next().unwrap_or_default();
            self.0.entry(page.to_owned()).or_default().push((place, written.to_owned()));
        }
    }

    /// The addresses.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The addresses with their places.
    pub(super) fn places(&self) -> impl Iterator<Item = (&String, &Vec<(Location, String)>)> {
        self.0.iter()
    }
}

/// The host of a URL, with its port.
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().rsplit('@').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_what_is_asked() {
        for (address, of) in [
            ("https://voorbeeld.nl", "voorbeeld.nl"),
            ("http://127.0.0.1:80/a?b", "127.0.0.1:80"),
            ("https://ik@voorbeeld.nl?a/b", "voorbeeld.nl"),
            ("mailto:a@b.nl", ""),
        ] {
            assert_eq!(host(address), of, "{address}");
        }
    }
}
