//! Links to other sites: whether what they lead to is still there. The only code that touches the network, and only when
//! an editor asks for it: what another site does may not decide whether this one can be built.
//!
//! In: a [`Site`]. Out: warnings. [`Links`] says which addresses stand where, [`ask()`] visits them, [`report`] says what
//! came of it; between runs [`Memory`] keeps the good answers.
//! Never: is part of a build, reads a page that it visits, says that content is wrong.

mod links;
mod memory;
mod visit;

use std::collections::BTreeMap;

use crate::link::Site;
use crate::report::Report;
use crate::rules::dode_link;

pub use links::Links;
pub use memory::Memory;
pub use visit::{Answer, Limits, ask};

/// The links of a site to other sites.
pub fn links(site: &Site) -> Links {
    Links::of(site)
}

/// What is wrong with `links`, by the answers per address; each place where a dead address stands gets a warning.
pub fn report(links: &Links, answers: &BTreeMap<String, Answer>) -> Report {
    let mut report = Report::default();
    for (address, places) in links.places() {
        let Some(answer) = answers.get(address) else { continue };
        for (place, written) in places {
            let place = place.clone();
            let host = links::host(written);
            report.push(match answer {
                Answer::Good => continue,
                Answer::Status(404 | 410) => dode_link::gone(place, written),
                Answer::Status(status @ 500..) => dode_link::failing(place, written, *status),
                Answer::Status(status) => dode_link::refused(place, written, *status),
                Answer::NoHost => dode_link::no_host(place, host),
                Answer::Silent => dode_link::silent(place, host),
                Answer::Loop => dode_link::circle(place, written),
                Answer::Insecure => dode_link::insecure(place, host),
                Answer::NoAddress => dode_link::no_address(place, written),
            });
        }
    }
    report
}
