//! `http-waar-https-bestaat`: an http link to a site that is linked to with https elsewhere.

use super::http_waar_https_bestaat as RULE;
use crate::report::{Diagnostic, Location};

/// The link at `place` uses http for `host`, which answers to https too.
pub fn insecure(place: Location, host: &str, better: &str) -> Diagnostic {
    RULE.at(
        place,
        format!("deze link naar {host} begint met http, terwijl een andere link daar https gebruikt"),
    )
    .help(format!("schrijf {better}"))
    .fix(better)
}
