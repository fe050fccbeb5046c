//! How names compare and how they become addresses: without case, accents and double spaces.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `name` without case, accents and superfluous spaces: two names that fold alike are the same name.
pub fn fold(name: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if name.bytes().all(plain) {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len());
    let mut push = |c: char| match c {
        '’' | '‘' | '`' | '´' => out.push('\''),
        '‐'..='―' => out.push('-'),
        c if c.is_whitespace() => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        c => out.push(c),
    };
    for c in name.chars() {
        if c.is_ascii() {
            push(c.to_ascii_lowercase());
        } else {
            // One character at a time: marks are left out, so their order does not matter.
            let parts = std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c));
            parts.flat_map(char::to_lowercase).for_each(&mut push);
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// `text` as a slug: lower-case ASCII letters, digits and single hyphens. Empty when nothing of it can stay.
pub fn slugify(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            '\'' => {}
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Whether `name` can be an address as it stands.
pub fn is_slug(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('-')
        && !name.ends_with('-')
        && !name.contains("--")
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// A file name as part of an address (RFC 3986).
pub fn percent_encode(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_without_case_accents_and_spaces() {
        for (a, b) in
            [("Één  Dag ", "een dag"), ("’t Startpunt", "'T startpunt"), ("COÖPERATIE", "cooperatie")]
        {
            assert_eq!(fold(a), fold(b));
        }
    }

    #[test]
    fn slugs_keep_letters_digits_and_single_hyphens() {
        for (text, slug) in [
            ("Één dag & één plan!", "een-dag-een-plan"),
            ("'t Startpunt", "t-startpunt"),
            ("  Foto's -- 2017 ", "fotos-2017"),
            ("日本", ""),
        ] {
            assert_eq!(slugify(text), slug);
            assert!(slug.is_empty() || is_slug(slug));
        }
    }
}
