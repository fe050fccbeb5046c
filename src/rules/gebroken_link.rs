//! `gebroken-link`: a link to a page that does not exist.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, LinkType};

use super::{gebroken_link as RULE, with_suggestions};
use crate::report::{Diagnostic, Location, Span};
use crate::text::slugify;

/// What is wrong with the brackets at `range` of the file, of which the parser can make no link; `None` when they may be
/// just brackets.
pub fn check_brackets(
    path: &Arc<str>,
    text: &str,
    range: Range<usize>,
    link: &BrokenLink<'_>,
) -> Option<Diagnostic> {
    let named = matches!(
        link.link_type,
        LinkType::Reference | LinkType::Collapsed | LinkType::ReferenceUnknown | LinkType::CollapsedUnknown
    );
    if named || link.reference.starts_with('^') {
        let line = text[range.clone()].lines().next().unwrap_or_default();
        return Some(empty(Location::new(path, Span::new(range)), line));
    }
    let address = spaced_address(text, range.end)?;
    Some(spaces(Location::new(path, Span::new(address.clone())), &text[address]))
}

/// The address between the round brackets that open at `from`, when there are spaces in it.
fn spaced_address(text: &str, from: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 2000;
    let opened = text[from..].strip_prefix('(')?;
    let mut depth = 1;
    let end = opened
        .char_indices()
        .take_while(|(at, c)| *at < LONGEST && !matches!(c, '\n' | '\r'))
        .find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        })
        .map(|(at, _)| at)?;
    let inside = opened[..end].trim();
    // A title can follow the address.
    let address = inside.split(" \"").next().unwrap_or_default().trim_end();
    let start = from + 1 + (opened.len() - opened.trim_start().len());
    (address.contains([' ', '\t']) && !address.starts_with('<')).then_some(start..start + address.len())
}

/// The site has no page `written`.
pub fn broken(place: Location, written: &str, nearest: &[&str]) -> Diagnostic {
    let diagnostic = RULE.at(place, format!("de site heeft geen pagina «{written}»"));
    with_suggestions(diagnostic, written, nearest, || "controleer het adres, of haal de link weg".to_owned())
}

/// `written` is the file of an entry, seen from a folder above the content; `address` is its page.
pub fn file(place: Location, written: &str, address: &str) -> Diagnostic {
    RULE.at(place, format!("«{written}» is een bestand, en geen pagina van de site"))
        .help(format!("schrijf {address}"))
        .fix(address)
}

/// The link at `place` leads nowhere: its address is empty or was never given.
pub fn empty(place: Location, written: &str) -> Diagnostic {
    RULE.at(place, format!("achter deze link zit geen adres: {written}"))
        .help("schrijf [tekst](adres) of [[naam-van-de-vermelding]]; zet voor een gewone haak een \\")
}

fn encoded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("%20")
}

/// An address on this site: pages and their files have hyphens instead of spaces, images keep their names.
fn on_this_site(address: &str) -> String {
    let (folder, name) =
        address.rsplit_once('/').map_or(("", address), |(folder, name)| (&address[..=folder.len()], name));
    match name.rsplit_once('.') {
        Some((stem, "md")) => format!("{}{}.md", encoded(folder), slugify(stem)),
        None if !name.is_empty() => format!("{}{}", encoded(folder), slugify(name)),
        _ => encoded(address),
    }
}

/// The address at `place` has spaces in it, so that the whole is not a link. One on another site is fixed unseen; a page of
/// this site may have another name.
fn spaces(place: Location, written: &str) -> Diagnostic {
    let right = match written.split_once('#') {
        _ if written.contains("://") => encoded(written),
        Some((page, heading)) => format!("{}#{}", on_this_site(page), slugify(heading)),
        None => on_this_site(written),
    };
    let right = crate::text::url::probable(written).filter(|_| written.starts_with("tel:")).unwrap_or(right);
    let diagnostic = RULE.at(place, format!("in een adres kan geen spatie staan: «{written}»")).help(format!(
        "schrijf {right}; is het de naam van een vermelding, schrijf dan [[naam|tekst]]; zet voor een gewone haak een \\"
    ));
    if written.contains("://") || written.starts_with("tel:") { diagnostic.fix(right) } else { diagnostic }
}
