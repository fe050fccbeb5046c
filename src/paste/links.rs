//! Addresses of links, as the writer of the text would give them to a reader.

use crate::text::url::{UrlKind, percent_decode};

/// What becomes of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A link to this address.
    Link(String),
    /// Words without a link, since readers cannot reach this address.
    OutOfReach(String),
    /// Words without a link, which nobody will miss.
    None,
}

/// Services that put their own address before another, with the parameter that holds it.
const REDIRECTS: [(&str, &str, &[&str]); 7] = [
    ("safelinks.protection.outlook.com", "/", &["url"]),
    ("google.com", "/url", &["q", "url"]),
    ("google.nl", "/url", &["q", "url"]),
    ("facebook.com", "/l.php", &["u"]),
    ("linkedin.com", "/redir/redirect", &["url"]),
    ("linkedin.com", "/safety/go", &["url"]),
    ("youtube.com", "/redirect", &["q"]),
];

/// Parameters that follow a reader from site to site.
const TRACKING: [&str; 14] = [
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "mc_cid",
    "mc_eid",
    "igshid",
    "twclid",
    "yclid",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "wt_mc",
    "oly_enc_id",
];

/// What a link to `written` becomes; `base` is the address of the page it was on, when that is known.
pub(super) fn target(written: &str, base: &str) -> Target {
    // How often one address is wrapped in another.
    const MOST_WRAPPINGS: usize = 5;
    let mut address: String =
        written.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned();
    for _ in 0..MOST_WRAPPINGS {
        match unwrapped(&address) {
            Some(inside) => address = inside,
            None => break,
        }
    }
    if address.is_empty() || address.starts_with('#') {
        return Target::None;
    }
    if address.starts_with("\\\\") || has_drive(&address) {
        return Target::OutOfReach(address);
    }
    if address.starts_with("//") {
        address.insert_str(0, "https:");
    }
    match UrlKind::of(&address) {
        UrlKind::External => external(&address),
        UrlKind::Forbidden(scheme) => match &*scheme {
            "javascript" | "vbscript" | "data" | "about" | "blob" | "cid" => Target::None,
            _ => Target::OutOfReach(address),
        },
        _ if address.contains('@') && !address.contains(['/', ' ']) => {
            Target::Link(format!("mailto:{address}"))
        }
        _ if address.starts_with("www.") => external(&format!("https://{address}")),
        _ => match resolve(&address, base) {
            Some(whole) => external(&whole),
            None => Target::OutOfReach(address),
        },
    }
}

/// Whether this is a path on a disk of Windows.
fn has_drive(address: &str) -> bool {
    matches!(address.as_bytes(), [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic())
}

/// The address of a link on the page at `base`.
fn resolve(relative: &str, base: &str) -> Option<String> {
    let (scheme, rest) =
        base.split_once("://").filter(|(s, r)| matches!(*s, "http" | "https") && !r.is_empty())?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    Some(match relative.strip_prefix('/') {
        Some(path) => format!("{scheme}://{host}/{path}"),
        None => format!("{scheme}://{host}/{}", crate::text::url::join_relative(path, relative)),
    })
}

fn external(address: &str) -> Target {
    let scheme = address.split(':').next().unwrap_or_default().to_ascii_lowercase();
    match &*scheme {
        // A subject or a text for the message is not part of the address.
        "mailto" => Target::Link(address.replace(' ', "").split('?').next().unwrap_or_default().to_owned()),
        "tel" => Target::Link(address.replace(' ', "")),
        _ if is_private(&host(address)) => Target::OutOfReach(address.to_owned()),
        _ => Target::Link(encode(&without_tracking(address))),
    }
}

/// The name of the machine in an address of the web, in small letters.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
    host.to_ascii_lowercase()
}

/// Whether only some people reach this machine: those in its network or organisation.
fn is_private(host: &str) -> bool {
    const ENDINGS: [&str; 8] =
        [".sharepoint.com", ".local", ".lan", ".intranet", ".internal", ".intern", ".localhost", ".corp"];
    const STARTS: [&str; 5] = ["intranet.", "intern.", "sharepoint.", "teams.microsoft.", "onedrive."];
    let numbers: Vec<u8> = host.split('.').filter_map(|part| part.parse().ok()).collect();
    let network = matches!(numbers[..], [10 | 127, _, _, _] | [192, 168, _, _] | [169, 254, _, _])
        || matches!(numbers[..], [172, 16..=31, _, _]);
    !host.contains('.')
        || network
        || ENDINGS.iter().any(|end| host.ends_with(end))
        || STARTS.iter().any(|start| host.starts_with(start))
}

/// The address that a service wrapped in its own.
fn unwrapped(address: &str) -> Option<String> {
    let host = host(address);
    let rest = address.split_once("://")?.1;
    let path = rest.find(['/', '?']).map_or("", |at| &rest[at..]);
    let (path, query) = path.split_once('?')?;
    let path = if path.is_empty() { "/" } else { path };
    let (_, _, names) = REDIRECTS.iter().find(|(domain, start, _)| {
        let own = host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'));
        own && path.starts_with(start)
    })?;
    let query = query.split('#').next().unwrap_or_default();
    // Mail that was taken through XML has `&amp;` where an address has `&`.
    let parameters = query.split('&').map(|p| p.strip_prefix("amp;").unwrap_or(p));
    let found = parameters.filter_map(|p| p.split_once('=')).find(|(name, _)| names.contains(name))?;
    let inside = percent_decode(found.1).into_owned();
    matches!(UrlKind::of(&inside), UrlKind::External).then_some(inside)
}

fn without_tracking(address: &str) -> String {
    let (rest, fragment) = match address.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (address, None),
    };
    let mut out = String::with_capacity(address.len());
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    out.push_str(path);
    let follows = |parameter: &str| {
        let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
        name.starts_with("utm_") || TRACKING.contains(&&*name)
    };
    for parameter in query.split('&').filter(|p| !p.is_empty() && !follows(p)) {
        out.push(if out.len() == path.len() { '?' } else { '&' });
        out.push_str(parameter);
    }
    // A browser adds the words that a search engine found (`#:~:text=`).
    if let Some(fragment) =
        fragment.map(|f| f.split(":~:").next().unwrap_or_default()).filter(|f| !f.is_empty())
    {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

/// An address that Markdown takes whole.
fn encode(address: &str) -> String {
    let balanced = {
        let mut depth = 0_i32;
        address.chars().all(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth >= 0
        }) && depth == 0
    };
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '\u{a0}' => out.push_str("%20"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '"' => out.push_str("%22"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            '`' => out.push_str("%60"),
            '[' => out.push_str("%5B"),
            ']' => out.push_str("%5D"),
            '(' if !balanced => out.push_str("%28"),
            ')' if !balanced => out.push_str("%29"),
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(address: &str) -> Target {
        Target::Link(address.to_owned())
    }

    #[test]
    fn wrappings_and_tracking_come_off() {
        let safe = "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.voorbeeld.nl%2Fa%3Futm_source%3Dx%26id%3D3&data=05%7C01&reserved=0";
        assert_eq!(target(safe, ""), link("https://www.voorbeeld.nl/a?id=3"));
        assert_eq!(
            target("https://www.google.com/url?q=https://a.nl/x&sa=D&source=docs", ""),
            link("https://a.nl/x")
        );
        assert_eq!(
            target("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.nl%2F%3Ffbclid%3D1&h=2", ""),
            link("https://a.nl/")
        );
        assert_eq!(target("https://a.nl/?utm_medium=mail&UTM_id=3#deel", ""), link("https://a.nl/#deel"));
        assert_eq!(target("https://a.nl/#:~:text=woord", ""), link("https://a.nl/"));
        // A path that only looks like a service.
        assert_eq!(
            target("https://nietgoogle.com/url?q=https://a.nl", ""),
            link("https://nietgoogle.com/url?q=https://a.nl")
        );
    }

    #[test]
    fn what_readers_cannot_reach_is_no_link() {
        for address in [
            "https://gemeente.sharepoint.com/sites/x",
            "http://localhost:8080/",
            "http://intranet/start",
            "file:///C:/x.doc",
            "\\\\server\\map",
            "C:\\map\\x.doc",
            "http://192.168.1.4/",
            "https://intranet.zeist.nl/",
            "/nieuws/",
        ] {
            assert_eq!(target(address, ""), Target::OutOfReach(address.to_owned()));
        }
        for address in ["#boven", "", "javascript:void(0)", "cid:deel1"] {
            assert_eq!(target(address, ""), Target::None, "{address}");
        }
    }

    #[test]
    fn addresses_are_made_whole() {
        assert_eq!(target("/nieuws/a", "https://krant.nl/b/c?d"), link("https://krant.nl/nieuws/a"));
        assert_eq!(target("../a", "https://krant.nl/b/c/d"), link("https://krant.nl/b/a"));
        assert_eq!(target("www.voorbeeld.nl", ""), link("https://www.voorbeeld.nl"));
        assert_eq!(target("jan@voorbeeld.nl", ""), link("mailto:jan@voorbeeld.nl"));
        assert_eq!(target("mailto:jan@voorbeeld.nl?subject=Hoi", ""), link("mailto:jan@voorbeeld.nl"));
        assert_eq!(
            target("https://nl.wikipedia.org/wiki/Zeist_(stad)", ""),
            link("https://nl.wikipedia.org/wiki/Zeist_(stad)")
        );
        assert_eq!(target("https://a.nl/x)y z", ""), link("https://a.nl/x%29y%20z"));
    }
}
