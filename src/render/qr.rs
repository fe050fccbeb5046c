//! The dark modules of a QR code, row by row.
//!
//! The crate makes the code; which of the eight masks it gets is decided here, with the penalties of the standard counted on
//! whole rows at once. That gives the choice of the crate in a tenth of its time, which was a third of a build.

use qrcode::bits::encode_auto;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel};

/// The largest code of which a row fits in the bits of one number; its text is longer than any address.
const WIDEST: usize = 128;
const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// A square of modules: per row a number of which bit `x` is set when the module at `x` is dark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Modules {
    pub(super) rows: Vec<u128>,
}

/// The code of a text, of which a seventh may be damaged; `None` when the text is too long for one.
pub(super) fn modules(text: &str) -> Option<Modules> {
    let bits = encode_auto(text.as_bytes(), EcLevel::M).ok()?;
    let version = bits.version();
    if usize::try_from(version.width()).ok()? > WIDEST {
        return None;
    }
    let (data, correction) = construct_codewords(&bits.into_bytes(), version, EcLevel::M).ok()?;
    let mut canvas = Canvas::new(version, EcLevel::M);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    let masked = MASKS.iter().map(|mask| {
        let mut canvas = canvas.clone();
        canvas.apply_mask(*mask);
        Modules::new(&canvas.into_colors())
    });
    masked.min_by_key(Modules::penalty)
}

impl Modules {
    fn new(colors: &[Color]) -> Self {
        let row = |row: &[Color]| {
            row.iter().rev().fold(0, |bits, color| bits << 1 | u128::from(*color == Color::Dark))
        };
        Self { rows: colors.chunks(colors.len().isqrt().max(1)).map(row).collect() }
    }

    pub(super) fn width(&self) -> usize {
        self.rows.len()
    }

    /// The rows of the square on its side.
    fn columns(&self) -> Vec<u128> {
        let mut columns = vec![0; self.width()];
        for (y, row) in self.rows.iter().enumerate() {
            for (x, column) in columns.iter_mut().enumerate() {
                *column |= (row >> x & 1) << y;
            }
        }
        columns
    }

    /// How far the square is from one that is easy to read (ISO 18004, evaluation of masks).
    fn penalty(&self) -> u32 {
        let width = self.width();
        let lines = || self.rows.iter().copied().chain(self.columns());
        let in_lines: u32 = lines().map(|line| runs(line, width) + finders(line, width)).sum();
        let pairs = self.rows.windows(2).map(|pair| blocks(pair[0], pair[1], width));
        let dark: u32 = self.rows.iter().map(|row| row.count_ones()).sum();
        // In steps of half a percent, as the crate counts it.
        let share = (dark as usize * 200 / (width * width)) as u32;
        in_lines + pairs.sum::<u32>() + share.abs_diff(100)
    }
}

/// The lowest `n` bits.
fn lowest(n: usize) -> u128 {
    if n >= 128 { u128::MAX } else { (1 << n) - 1 }
}

/// The places of which the module to the right is the same.
fn same(line: u128, width: usize) -> u128 {
    !(line ^ line >> 1) & lowest(width - 1)
}

/// Three points for five modules of one colour in a row, and one for each further.
fn runs(line: u128, width: usize) -> u32 {
    let same = same(line, width);
    let fives = same & same >> 1 & same >> 2 & same >> 3;
    let starts = fives & !(fives << 1);
    fives.count_ones() + 2 * starts.count_ones()
}

/// Three points for each square of two by two in one colour.
fn blocks(above: u128, below: u128, width: usize) -> u32 {
    let equal = same(above, width) & same(below, width) & !(above ^ below);
    3 * equal.count_ones()
}

/// Forty points for what looks like a corner: dark, light, three dark, light, dark, with four light ones beside it.
fn finders(line: u128, width: usize) -> u32 {
    let shape = line & !(line >> 1) & line >> 2 & line >> 3 & line >> 4 & !(line >> 5) & line >> 6;
    let dark_before = line << 1 | line << 2 | line << 3 | line << 4;
    let dark_after = line >> 7 | line >> 8 | line >> 9 | line >> 10;
    40 * (shape & lowest(width - 6) & !(dark_before & dark_after)).count_ones()
}

#[cfg(test)]
mod tests {
    use super::*;
    use qrcode::QrCode;

    #[test]
    fn the_mask_is_that_of_the_crate() {
        for length in (0..1_000).step_by(7) {
            let path: String =
                ('a'..='z').cycle().skip(length % 26).step_by(1 + length % 5).take(length).collect();
            let text = format!("https://voorbeeld.nl/{path}/{length}");
            let expected = QrCode::with_error_correction_level(&text, EcLevel::M);
            let expected = expected.ok().map(|code| Modules::new(&code.into_colors()));
            assert!(expected.is_some());
            assert_eq!(modules(&text), expected, "{text}");
        }
        assert_eq!(modules(&"x".repeat(2_000)), None);
    }
}
