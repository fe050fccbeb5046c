//! URLs as editors write them: what each can be, joining relative ones, percent-encoding.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

/// A URL by its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UrlKind {
    /// `https:`, `http:`, `mailto:` or `tel:`.
    External,
    /// Another scheme, which is refused.
    Forbidden(String),
    /// A path on the site, from its root: `/parels/`.
    Path,
    /// A path from the file it stands in: `../gemeenten/zeist.md`.
    Relative,
    /// A heading on the same page: `#aanpak`.
    Anchor,
}

impl UrlKind {
    /// Sorts an address by its form; what a browser would take for a scheme is taken for one.
    ///
    /// A browser drops control characters and white space before it looks for the scheme (URL Standard, 4.4), so they
    /// do not count here either.
    pub fn of(written: &str) -> Self {
        let plain: String = written.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        if plain.starts_with("//") || plain.starts_with("\\") || plain.starts_with("/\\") {
            return Self::Forbidden("//".to_owned());
        }
        if plain.starts_with('#') {
            return Self::Anchor;
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
            return if whole { Self::External } else { Self::Forbidden(scheme) };
        }
        if plain.starts_with('/') { Self::Path } else { Self::Relative }
    }
}

/// Whether `written` is the address of a website and nothing more: `https://voorbeeld.nl/pad/`.
pub fn is_http_url(written: &str) -> bool {
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
pub fn join_relative(from: &str, relative: &str) -> String {
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

/// `%20` and the like decoded; text that is not UTF-8 after decoding stays as it is.
pub fn percent_decode(written: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(written).decode_utf8().unwrap_or(Cow::Borrowed(written))
}

/// One segment of a URL path, encoded (RFC 3986, 2.3).
pub fn percent_encode(segment: &str) -> String {
    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    percent_encoding::utf8_percent_encode(segment, RESERVED).to_string()
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
            assert!(matches!(UrlKind::of(written), UrlKind::Forbidden(_)), "{written:?}");
        }
        for written in ["https://a.nl", "HTTP://a.nl/x", "mailto:a@b.nl", "tel:+31201234567"] {
            assert_eq!(UrlKind::of(written), UrlKind::External, "{written:?}");
        }
        assert_eq!(UrlKind::of("//elders.nl/x"), UrlKind::Forbidden("//".to_owned()));
        assert_eq!(UrlKind::of("/parels/"), UrlKind::Path);
        assert_eq!(UrlKind::of("a/b:c"), UrlKind::Relative);
        assert_eq!(UrlKind::of("#kop"), UrlKind::Anchor);
    }

    #[test]
    fn paths_join_and_stay_inside() {
        assert_eq!(join_relative("parels/a.md", "foto.jpg"), "parels/foto.jpg");
        assert_eq!(join_relative("parels/2017/a.md", "../../gemeenten/./zeist.md"), "gemeenten/zeist.md");
        assert_eq!(join_relative("parels/a.md", "../../../etc/passwd"), "../../etc/passwd");
    }
}
