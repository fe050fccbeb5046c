//! Links to other sites: whether their targets still exist. With [`download()`], the only code that touches the network, and
//! only when an editor asks for it: what another site answers never decides whether this one can be built.
//!
//! In: a [`Site`]. Out: warnings. [`Links`] collects the URLs, [`check_all`] visits them, [`report`] turns answers into
//! warnings; between runs [`Cache`] keeps the good answers.
//! Never: takes part in a build, reads the page behind a link, reports an error.

mod cache;
#[cfg(feature = "external")]
mod client;
#[cfg(feature = "external")]
mod download;
mod links;
mod status;

use std::collections::BTreeMap;

use crate::link::Site;
use crate::report::Report;
use crate::rules::dode_link;

pub use cache::Cache;
#[cfg(feature = "external")]
pub use client::{Limits, check_all};
#[cfg(feature = "external")]
pub use download::download;
pub use links::Links;
pub use status::LinkStatus;

/// The links of a site to other sites.
pub fn links(site: &Site) -> Links {
    Links::of(site)
}

/// Warnings for `links` by the answer of each URL, one per location.
pub fn report(links: &Links, answers: &BTreeMap<String, LinkStatus>) -> Report {
    let mut report = Report::default();
    for (address, places) in links.places() {
        let Some(answer) = answers.get(address) else { continue };
        for (place, written) in places {
            let place = place.clone();
            let host = links::host(written);
            report.push(match answer {
                LinkStatus::Good => continue,
                LinkStatus::Status(404 | 410) => dode_link::gone(place, written),
                LinkStatus::Status(status @ 500..=599) => dode_link::failing(place, written, *status),
                LinkStatus::Status(status) => dode_link::refused(place, written, *status),
                LinkStatus::DnsFailure => dode_link::no_host(place, host),
                LinkStatus::Timeout => dode_link::silent(place, host),
                LinkStatus::TooManyRedirects => dode_link::circle(place, written),
                LinkStatus::TlsFailure => dode_link::insecure(place, host),
                LinkStatus::InvalidUrl => dode_link::no_address(place, written),
            });
        }
    }
    report
}
