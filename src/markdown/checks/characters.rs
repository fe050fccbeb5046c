//! Characters that cannot be seen, were lost, or were decoded with the wrong encoding.

use super::Body;
use crate::report::Report;
use crate::rules::{onzichtbaar_teken, verminkte_tekens};

pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    if body.text.is_ascii() && !body.text.contains('\0') {
        return;
    }
    let mut chars = body.text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_ascii() && c != '\0' {
            continue;
        }
        let range = at..at + c.len_utf8();
        if let Some(name) = invisible(c) {
            report.push(onzichtbaar_teken::invisible(body.place(range), name));
        } else if c == '\u{fffd}' {
            report.push(onzichtbaar_teken::lost(body.place(range)));
        } else if let Some((written, right)) = mojibake(&body.text[at..]) {
            let end = at + written.len();
            report.push(verminkte_tekens::mojibake(body.place(at..end), written, right));
            while chars.next_if(|(next, _)| *next < end).is_some() {}
        }
    }
}

/// The name of a character that nobody sees: directional formatting (UAX 9), zero width, and non-characters.
fn invisible(c: char) -> Option<&'static str> {
    Some(match c {
        '\0' => "nul",
        '\u{ad}' => "zacht afbreekstreepje",
        '\u{200b}' | '\u{2060}' | '\u{feff}' => "spatie zonder breedte",
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "leesrichting",
        '\u{fdd0}'..='\u{fdef}' => "geen teken",
        c if u32::from(c) & 0xfffe == 0xfffe => "geen teken",
        c if c.is_control() => "stuurteken",
        _ => return None,
    })
}

/// The beginning of `text` when it is UTF-8 that was decoded as Windows-1252, with what it was.
fn mojibake(text: &str) -> Option<(&str, String)> {
    let first = text.chars().next()?;
    let length = match windows_1252(first)? {
        0xc3 | 0xc2 => 2,
        0xe2 => 3,
        _ => return None,
    };
    let written: String = text.chars().take(length).collect();
    let bytes: Vec<u8> = written.chars().map(windows_1252).collect::<Option<_>>()?;
    let right = String::from_utf8(bytes).ok()?;
    let sensible = right.chars().all(|c| c.is_alphabetic() || "‘’“”–—…•€«»°´·½".contains(c));
    (sensible && right.chars().count() == 1).then(|| (&text[..written.len()], right))
}

/// The byte that Windows-1252 has for a character (WHATWG Encoding Standard).
fn windows_1252(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match u32::from(c) {
        code @ (0..=0x7f | 0xa0..=0xff) => u8::try_from(code).ok(),
        _ => u8::try_from(HIGH.iter().position(|high| *high == c)? + 0x80).ok(),
    }
}
