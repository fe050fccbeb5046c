//! Addresses of films: where they lead, and without what follows the one who watches.

/// What an address tells about who sent it, on any site.
const TRACES: [&str; 3] = ["fbclid", "gclid", "igsh"];
/// What YouTube and Vimeo tell besides, and about the list that a film was found in; the film is the same without.
const OWN_TRACES: [&str; 9] =
    ["si", "feature", "pp", "ab_channel", "list", "index", "start_radio", "share", "fl"];

/// An address of a film, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Video {
    /// The address of the page with the film, without traces.
    pub clean: String,
    /// Where it is: `YouTube`, or the name of the site.
    pub site: String,
}

/// Takes an address apart; `None` when it is no address that begins with `https://`.
pub fn video(written: &str) -> Option<Video> {
    let scheme = written.get(..8).filter(|scheme| scheme.eq_ignore_ascii_case("https://"))?;
    let rest = &written[scheme.len()..];
    let (host, after) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = host.to_ascii_lowercase();
    if host.is_empty() || host.contains('@') || !host.contains('.') || written.contains(char::is_whitespace) {
        return None;
    }
    let name = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(&host);
    let (place, fragment) = after.split_once('#').map_or((after, None), |(place, own)| (place, Some(own)));
    let (path, query) = place.split_once('?').unwrap_or((place, ""));
    let youtube = matches!(name, "youtube.com" | "youtu.be" | "youtube-nocookie.com" | "music.youtube.com");
    // A list by itself is what somebody wants to show.
    let known = (youtube && path != "/playlist") || matches!(name, "vimeo.com" | "player.vimeo.com");
    let kept = |pair: &&str| {
        let key = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
        let trace =
            key.starts_with("utm_") || TRACES.contains(&&*key) || known && OWN_TRACES.contains(&&*key);
        !pair.is_empty() && !trace
    };
    let pairs: Vec<&str> = query.split('&').filter(kept).collect();
    let site = match name {
        _ if youtube => "YouTube",
        "vimeo.com" | "player.vimeo.com" => "Vimeo",
        other => other,
    };
    // A player alone has no page around it, and the other host of YouTube is for players only.
    let film = ["/embed/", "/v/"].iter().find_map(|player| path.strip_prefix(player)).filter(|_| youtube);
    let (host, path, mut pairs) = match film {
        Some(film) => {
            ("www.youtube.com", "/watch".to_owned(), [vec![format!("v={film}")], owned(&pairs)].concat())
        }
        None if name == "player.vimeo.com" => ("vimeo.com", path.replacen("/video/", "/", 1), owned(&pairs)),
        None => (&*host, path.to_owned(), owned(&pairs)),
    };
    pairs.dedup();
    let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
    let fragment = fragment.filter(|own| !own.is_empty()).map(|own| format!("#{own}")).unwrap_or_default();
    Some(Video { clean: format!("https://{host}{path}{query}{fragment}"), site: site.to_owned() })
}

fn owned(pairs: &[&str]) -> Vec<String> {
    pairs.iter().map(|pair| (*pair).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Video, video};

    #[test]
    fn an_address_loses_what_follows_the_viewer() {
        for (written, clean, site) in [
            ("https://youtu.be/a1B2?si=XyZ", "https://youtu.be/a1B2", "YouTube"),
            ("https://youtu.be/a1B2?si=XyZ&t=30", "https://youtu.be/a1B2?t=30", "YouTube"),
            (
                "https://www.youtube.com/watch?v=a1&list=PL3&index=2",
                "https://www.youtube.com/watch?v=a1",
                "YouTube",
            ),
            (
                "https://www.youtube-nocookie.com/embed/a1?si=2",
                "https://www.youtube.com/watch?v=a1",
                "YouTube",
            ),
            ("https://player.vimeo.com/video/123?h=abc", "https://vimeo.com/123?h=abc", "Vimeo"),
            ("https://vimeo.com/123?utm_source=mail#t=5", "https://vimeo.com/123#t=5", "Vimeo"),
            (
                "https://www.youtube.com/playlist?list=PL3&si=x",
                "https://www.youtube.com/playlist?list=PL3&si=x",
                "YouTube",
            ),
            ("https://omroep.nl/film?share=3&fbclid=4", "https://omroep.nl/film?share=3", "omroep.nl"),
            ("HTTPS://Www.Omroep.nl/film", "https://www.omroep.nl/film", "omroep.nl"),
        ] {
            let found = Some(Video { clean: clean.to_owned(), site: site.to_owned() });
            assert_eq!(video(written), found);
            assert_eq!(video(clean), found, "what is clean stays");
        }
        for wrong in
            ["http://youtu.be/a", "https://", "https://a b.nl/", "/film/", "film.mp4", "https://jan@x.nl/"]
        {
            assert_eq!(video(wrong), None, "{wrong}");
        }
    }
}
