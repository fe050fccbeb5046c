//! `kop-zonder-spatie`: number signs without a space behind them, which make no heading.

use super::kop_zonder_spatie as RULE;
use crate::report::{Diagnostic, Location};

/// The line at `place` begins with `signs`, and its text follows at once.
pub fn missing_space(place: Location, signs: &str) -> Diagnostic {
    // One sign is never right: that level is the title of the page.
    let right = if signs == "#" { "## " } else { &format!("{signs} ") };
    RULE.at(place, format!("achter {signs} ontbreekt een spatie; zo is dit geen kop maar gewone tekst"))
        .help(format!("schrijf «{right}» voor een kop; zet er een \\ voor als het geen kop is"))
        .fix(right)
}
