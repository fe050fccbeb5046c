//! Slugs: the part of a URL path that identifies an entry.

use super::fold;

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

/// Longest name of a file or folder. Windows limits a whole path to 260 characters.
pub const MAX_NAME_CHARS: usize = 120;

/// Whether Windows keeps this name, with any extension, for a device.
pub fn is_reserved_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    match stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt")) {
        Some(number) => {
            matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
        }
        None => matches!(&*stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_are_reserved() {
        for name in ["con", "CON.md", "nul.tar.gz", "aux .md", "com1", "lpt9.md", "com²"] {
            assert!(is_reserved_name(name), "{name}");
        }
        for name in ["console.md", "com.md", "com10.md", "lpt", "context", "a.con", "auxiliair"] {
            assert!(!is_reserved_name(name), "{name}");
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
