//! `http-waar-https-bestaat`: an http link to a site that another link reaches with https.

use std::collections::{BTreeMap, HashSet};

use super::http_waar_https_bestaat as RULE;
use crate::link::Site;
use crate::markdown::body::LinkForm;
use crate::model::EntryId;
use crate::report::{Diagnostic, Location, Report, Span};

pub(super) fn check(site: &Site, report: &mut Report) {
    let mut secure: HashSet<String> = HashSet::new();
    let mut insecure: BTreeMap<(EntryId, Span), &str> = BTreeMap::new();
    for (index, entry) in site.entries.iter().enumerate() {
        let keys = entry.urls().into_iter().map(|url| (url.written.as_str(), url.span));
        let external = entry.body.links.iter().filter(|link| link.form == LinkForm::External);
        for (written, span) in keys.chain(external.map(|link| (link.target.as_str(), link.span))) {
            if let Some(rest) = written.strip_prefix("https://") {
                secure.insert(host(rest));
            } else if let Some(rest) = written.strip_prefix("http://") {
                insecure.insert((EntryId::new(index), span), rest);
            }
        }
    }
    for ((id, span), rest) in insecure {
        let host = host(rest);
        if secure.contains(&host) {
            report.push(insecure_link(site.entry(id).place(span), &host, &format!("https://{rest}")));
        }
    }
}

fn host(address: &str) -> String {
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    host.trim_start_matches("www.").to_ascii_lowercase()
}

/// The link at `place` uses http for `host`, which answers to https too.
fn insecure_link(place: Location, host: &str, better: &str) -> Diagnostic {
    RULE.at(
        place,
        format!("deze link naar {host} begint met http, terwijl een andere link daar https gebruikt"),
    )
    .help(format!("schrijf {better}"))
    .fix(better)
}
