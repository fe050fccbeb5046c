//! Links to other sites: whether what they lead to is still there. The only code that touches the network, and only when
//! an editor asks for it: what another site does may not decide whether this one can be built.
//!
//! In: a [`Site`]. Out: warnings. [`Links`] says which addresses stand where, [`check_all()`] visits them, [`report`] says what
//! came of it; between runs [`Cache`] keeps the good answers.
//! Never: is part of a build, reads a page that it visits, says that content is wrong.

mod cache;
mod client;
mod links;

use std::collections::BTreeMap;

use crate::link::Site;
use crate::report::Report;
use crate::rules::dode_link;

pub use cache::Cache;
pub use client::{Limits, LinkStatus, check_all};
pub use links::Links;

/// The links of a site to other sites.
pub fn links(site: &Site) -> Links {
    Links::of(site)
}

/// What is wrong with `links`, by the answers per address; each place where a dead address stands gets a warning.
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
                LinkStatus::Status(status @ 500..) => dode_link::failing(place, written, *status),
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
