//! URLs as editors write them: what each can be, joining relative ones, percent-encoding.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use unicode_normalization::UnicodeNormalization;

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

/// The URL that was probably meant by one without its scheme, or with a slip in it: `www.voorbeeld.nl`, `jan@voorbeeld.nl`,
/// `https:/voorbeeld.nl`, `tel:020 123`.
pub fn probable(written: &str) -> Option<String> {
    const DOMAINS: [&str; 8] = [".nl", ".com", ".org", ".eu", ".net", ".be", ".info", ".nu"];
    let plain = written.trim();
    if let Some(number) = plain.strip_prefix("tel:").filter(|number| number.contains([' ', '(', ')'])) {
        let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        return (!digits.is_empty()).then(|| format!("tel:{digits}"));
    }
    for scheme in ["https", "http"] {
        let rest =
            plain.strip_prefix(scheme).and_then(|rest| rest.strip_prefix(':').or(rest.strip_prefix(";//")));
        if let Some(rest) = rest.filter(|rest| !rest.starts_with("//")) {
            let host = rest.trim_start_matches(['/', '\\']);
            return host.contains('.').then(|| format!("{scheme}://{host}"));
        }
    }
    if plain.contains(char::is_whitespace) || plain.contains(':') || plain.starts_with(['/', '.', '#', '\\'])
    {
        return None;
    }
    let host = plain.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((name, domain)) = plain.split_once('@') {
        let good = !name.is_empty() && domain.contains('.') && !domain.contains(['/', '@']);
        return good.then(|| format!("mailto:{plain}"));
    }
    let known = host.starts_with("www.") || DOMAINS.iter().any(|domain| host.ends_with(domain));
    (known && host.len() > 4).then(|| format!("https://{plain}"))
}

/// Whether a URL holds a name or a password of a user before its host (RFC 3986, userinfo).
pub fn has_credentials(url: &str) -> bool {
    let authority = url.split_once("://").map_or("", |(_, rest)| rest);
    authority.split(['/', '?', '#']).next().unwrap_or_default().contains('@')
}

/// Whether a URL holds a control character once it is decoded: in `mailto:` a line end would add a header of its own.
pub fn has_control(url: &str) -> bool {
    percent_decode(url).chars().any(char::is_control)
}

/// Whether everybody can open a URL of another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// As far as its form tells.
    Public,
    /// It is on the writer's own machine or network.
    Private,
    /// It passes through a service that rewrites links in mail; this is the URL itself.
    Wrapped(String),
}

impl Reach {
    /// Judges a URL by its host.
    pub fn of(url: &str) -> Self {
        let Some((scheme, rest)) = url.split_once("://") else { return Self::Public };
        if !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
            return Self::Public;
        }
        let (authority, after) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let host = authority.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
        let host = if host.starts_with('[') { &host } else { host.split(':').next().unwrap_or_default() };
        if host.ends_with(".safelinks.protection.outlook.com")
            || host == "www.google.com" && after.starts_with("/url?")
        {
            let query = after.split_once('?').map_or("", |(_, query)| query);
            let pair = query.split('&').filter_map(|pair| pair.split_once('='));
            let target =
                pair.filter(|(key, _)| matches!(*key, "url" | "q")).map(|(_, value)| percent_decode(value));
            return match target.into_iter().find(|target| target.starts_with("http")) {
                Some(target) => Self::Wrapped(target.into_owned()),
                None => Self::Private,
            };
        }
        let numbers: Vec<u8> = host.split('.').filter_map(|part| part.parse().ok()).collect();
        let private = matches!(numbers.as_slice(), [127 | 10, _, _, _] | [192, 168, _, _] | [169, 254, _, _])
            || matches!(numbers.as_slice(), [172, 16..=31, _, _])
            || host == "localhost"
            || host.starts_with("[::1]")
            || [".localhost", ".local", ".lan", ".intern", ".internal", ".sharepoint.com"]
                .iter()
                .any(|end| host.ends_with(end))
            || host == "teams.microsoft.com"
            || !host.is_empty() && !host.contains('.') && !host.starts_with('[');
        if private { Self::Private } else { Self::Public }
    }
}

/// The ranges of bare URLs in running text (GitHub Flavored Markdown, 6.9), without the punctuation of the sentence.
pub fn bare_urls(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if !text.contains("://") && !text.contains("www.") {
        return found;
    }
    for start in ["https://", "http://", "www."] {
        for (at, _) in text.match_indices(start) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| !c.is_whitespace() && !"(*_~«\"'‘“[".contains(c)) {
                continue;
            }
            let rest = &text[at..];
            let end = rest.find(|c: char| c.is_whitespace() || "<>«»\"“”".contains(c)).unwrap_or(rest.len());
            let mut url = &rest[..end];
            loop {
                let open = url.matches('(').count();
                let trimmed =
                    url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_', '~', ']']);
                let trimmed = match trimmed.strip_suffix(')') {
                    Some(inner) if trimmed.matches(')').count() > open => inner,
                    _ => trimmed,
                };
                if trimmed.len() == url.len() {
                    break;
                }
                url = trimmed;
            }
            let host = url[start.len()..].split(['/', '?', '#', ':']).next().unwrap_or_default();
            if host.contains('.') && !host.starts_with('.') && !found.iter().any(|range| range.contains(&at))
            {
                found.push(at..at + url.len());
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
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
    composed(&parts.join("/")).into_owned()
}

/// A path with its letters composed (Unicode NFC): macOS writes `é` in names as two characters.
pub fn composed(path: &str) -> Cow<'_, str> {
    if path.is_ascii() { Cow::Borrowed(path) } else { Cow::Owned(path.nfc().collect()) }
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
