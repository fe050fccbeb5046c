//! What an address in an entry can be, and how a relative one joins to the file it stands in.

/// An address by its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// `https:`, `http:`, `mailto:` or `tel:`.
    Outside,
    /// Another scheme, which is refused.
    Forbidden(String),
    /// A path on the site, from its root: `/parels/`.
    Path,
    /// A path from the file it stands in: `../gemeenten/zeist.md`.
    Relative,
    /// A heading on the same page: `#aanpak`.
    Anchor,
}

/// Sorts an address by its form; what a browser would take for a scheme is taken for one.
///
/// A browser drops control characters and white space before it looks for the scheme (URL Standard, 4.4), so they
/// do not count here either.
pub fn classify(written: &str) -> Address {
    let plain: String = written.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    if plain.starts_with("//") || plain.starts_with("\\") || plain.starts_with("/\\") {
        return Address::Forbidden("//".to_owned());
    }
    if plain.starts_with('#') {
        return Address::Anchor;
    }
    let head = plain.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((scheme, rest)) = head.split_once(':') {
        let scheme = scheme.to_ascii_lowercase();
        let whole = match scheme.as_str() {
            "http" | "https" => {
                plain.get(scheme.len() + 1..).is_some_and(|r| r.starts_with("//") && r.len() > 2)
            }
            "mailto" | "tel" => !rest.is_empty(),
            _ => false,
        };
        return if whole { Address::Outside } else { Address::Forbidden(scheme) };
    }
    if plain.starts_with('/') { Address::Path } else { Address::Relative }
}

/// Whether `written` is the address of a website and nothing more: `https://voorbeeld.nl/pad/`.
pub fn is_site(written: &str) -> bool {
    let (scheme, rest) = written.split_once("://").unwrap_or_default();
    let good = |c: char| c.is_ascii_alphanumeric() || "-._~/%:@".contains(c);
    matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https")
        && !rest.is_empty()
        && !rest.starts_with('/')
        && rest.chars().all(good)
}

/// `relative`, seen from the file at `from`, as a path from the root of the content folder.
///
/// `..` never leads out of the root: what would, stays in the path and is not found.
pub fn join(from: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|p| *p != "..") => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

/// `%20` and its like as the characters they stand for; what is no UTF-8 stays as it is.
pub fn decode(written: &str) -> String {
    if !written.contains('%') {
        return written.to_owned();
    }
    let bytes = written.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| written.get(at + 1..at + 3).and_then(|h| u8::from_str_radix(h, 16).ok()))
            .flatten();
        out.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_seen_through_white_space_and_capitals() {
        for written in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " java\nscript:x",
            "data:text/html,x",
            "vbscript:x",
            "http:x",
            "mailto:",
            "x:y",
        ] {
            assert!(matches!(classify(written), Address::Forbidden(_)), "{written:?}");
        }
        for written in ["https://a.nl", "HTTP://a.nl/x", "mailto:a@b.nl", "tel:+31201234567"] {
            assert_eq!(classify(written), Address::Outside, "{written:?}");
        }
        assert_eq!(classify("//elders.nl/x"), Address::Forbidden("//".to_owned()));
        assert_eq!(classify("/parels/"), Address::Path);
        assert_eq!(classify("a/b:c"), Address::Relative);
        assert_eq!(classify("#kop"), Address::Anchor);
    }

    #[test]
    fn paths_join_and_stay_inside() {
        assert_eq!(join("parels/a.md", "foto.jpg"), "parels/foto.jpg");
        assert_eq!(join("parels/2017/a.md", "../../gemeenten/./zeist.md"), "gemeenten/zeist.md");
        assert_eq!(join("parels/a.md", "../../../etc/passwd"), "../../etc/passwd");
    }
}
