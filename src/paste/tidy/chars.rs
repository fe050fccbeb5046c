//! Characters that nobody typed.

use unicode_normalization::UnicodeNormalization;

use super::each_run;
use crate::paste::decode;
use crate::paste::document::{Block, Inline, Line, Run};
use crate::paste::remarks::Found;

/// Repairs text whose UTF-8 was once taken for Windows-1252, or twice, when that holds for all of it.
pub(super) fn undo_mojibake(blocks: &mut [Block]) {
    const MOST_TIMES: usize = 3;
    for _ in 0..MOST_TIMES {
        if !is_mojibake(blocks) {
            return;
        }
        let mut repair = |run: &mut Run| {
            if let Some(repaired) = decode::undo_mojibake(&run.text) {
                run.text = repaired;
            }
        };
        each_run(blocks, &mut repair);
    }
}

/// Whether all text decodes as UTF-8 once more, and some of it changes.
fn is_mojibake(blocks: &mut [Block]) -> bool {
    let (mut broken, mut sound) = (false, true);
    each_run(blocks, &mut |run| {
        if sound && !run.text.is_ascii() {
            match decode::undo_mojibake(&run.text) {
                Some(_) => broken = true,
                // A hard space has no accents in it and can have come in later.
                None => sound = run.text.chars().all(|c| c.is_ascii() || c == '\u{a0}'),
            }
        }
    });
    broken && sound
}

/// Takes out what cannot be seen, and turns what only looks different into the common character.
pub(super) fn clean(line: &mut Line, remarks: &mut Found) {
    for inline in line {
        match inline {
            Inline::Text(run) => {
                run.text = cleaned(&run.text);
                remarks.lost_characters += run.text.matches(char::REPLACEMENT_CHARACTER).count();
            }
            Inline::Image { alt, .. } => *alt = cleaned(alt),
            Inline::Break | Inline::Note(_) => {}
        }
    }
}

fn cleaned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut previous = '\0';
    let mut chars = text.nfc().peekable();
    while let Some(c) = chars.next() {
        match c {
            // Soft hyphen; spaces and joiners without width; direction marks and overrides; byte order mark.
            '\u{ad}'
            | '\u{200b}'
            | '\u{200c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffc}'
            | '\u{61c}'
            | '\u{180e}' => {}
            // Between two emoji it makes them one.
            '\u{200d}' if previous.is_ascii() || chars.peek().is_none_or(char::is_ascii) => {}
            '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}' => out.push(' '),
            '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
                out.push(' ')
            }
            '\t' | '\n' => out.push(c),
            '\u{2011}' => out.push('-'),
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            c if c.is_control() || is_noncharacter(c) => {}
            c => out.push(c),
        }
        previous = c;
    }
    out
}

fn is_noncharacter(c: char) -> bool {
    matches!(u32::from(c), 0xFDD0..=0xFDEF) || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_goes() {
        assert_eq!(cleaned("ge\u{ad}meen\u{200b}te\u{a0}Zeist\u{feff}"), "gemeente Zeist");
        assert_eq!(cleaned("\u{202e}om\u{202c} e\u{301}\u{0}\u{fffe}"), "om é");
        assert_eq!(cleaned("👩\u{200d}👧 a\u{200d}b"), "👩\u{200d}👧 ab");
        assert_eq!(cleaned("ﬁets 5\u{2011}6"), "fiets 5-6");
    }
}
