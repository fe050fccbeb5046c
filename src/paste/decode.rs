//! Bytes of unknown encoding to text.

use std::borrow::Cow;

/// What Windows-1252 has at 0x80 to 0x9F; `\0` where it has nothing.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“',
    '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The text in `bytes`: UTF-8 or UTF-16 with a mark, UTF-8, or else Windows-1252, in which Word saves pages.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => return units(rest, u16::from_le_bytes).into(),
        [0xFE, 0xFF, rest @ ..] => return units(rest, u16::from_be_bytes).into(),
        _ => {}
    }
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => bytes.iter().copied().map(from_windows_1252).collect::<String>().into(),
    }
}

fn from_windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F if WINDOWS_1252[usize::from(byte) - 0x80] != '\0' => {
            WINDOWS_1252[usize::from(byte) - 0x80]
        }
        _ => char::from(byte),
    }
}

/// The byte that Windows-1252 writes `c` with.
fn to_windows_1252(c: char) -> Option<u8> {
    if let Some(at) = WINDOWS_1252.iter().position(|w| *w == c && c != '\0') {
        return u8::try_from(0x80 + at).ok();
    }
    // The five bytes without a character are passed on as they are.
    u8::try_from(u32::from(c)).ok()
}

/// `text` as it was before its UTF-8 was taken for Windows-1252 (`cafÃ©`); `None` when it cannot have been.
pub(super) fn undo_mojibake(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(to_windows_1252).collect();
    String::from_utf8(bytes?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_encodings_of_windows() {
        assert_eq!(decode("één".as_bytes()), "één");
        assert_eq!(decode(b"\xEF\xBB\xBF\xC3\xA9"), "é");
        assert_eq!(decode(b"\xE9\xE9n \x96 \x80 5"), "één – € 5");
        assert_eq!(decode(b"\xFF\xFEa\0\xE9\0"), "aé");
        assert_eq!(decode(b"\xFE\xFF\0a\0\xE9"), "aé");
        assert_eq!(decode(b"\xFF\xFEa\0\xE9"), "a");
    }

    #[test]
    fn mojibake_is_undone_only_when_all_of_it_decodes() {
        assert_eq!(undo_mojibake("cafÃ© â€™t BÃ«r â‚¬").as_deref(), Some("café ’t Bër €"));
        assert_eq!(undo_mojibake("café"), None);
        assert_eq!(undo_mojibake("cafÃ© en café"), None);
        assert_eq!(undo_mojibake("cafe"), None);
    }
}
