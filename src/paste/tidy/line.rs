//! Spaces, emphasis and addresses in a line of text.

use std::sync::Arc;

use crate::paste::document::{Inline, Line, Run, Style};
use crate::paste::links::{self, Target};
use crate::paste::remarks::Found;

/// A character with how it looks and where it leads: a number in the list of links, from 1.
#[derive(Clone, Copy, PartialEq)]
struct Char {
    c: char,
    style: Style,
    link: usize,
}

/// Joins runs that look alike, leaves one space between words and none at the ends, and moves the edges of emphasis and
/// links to words.
pub(super) fn normalize(line: &mut Line) {
    let mut out: Line = Vec::with_capacity(line.len());
    let mut stretch: Line = Vec::new();
    for inline in std::mem::take(line) {
        match inline {
            Inline::Text(_) => stretch.push(inline),
            // A break at either end breaks nothing.
            Inline::Break if out.is_empty() && crate::paste::document::is_blank(&stretch) => stretch.clear(),
            other => {
                let before = out.last().cloned();
                write(&stretch, before.as_ref(), Some(&other), &mut out);
                stretch.clear();
                out.push(other);
            }
        }
    }
    let before = out.last().cloned();
    write(&stretch, before.as_ref(), None, &mut out);
    while out.last() == Some(&Inline::Break) {
        out.pop();
    }
    *line = out;
}

/// Adds runs of text, cleaned; `before` and `after` are what stands around them.
fn write(stretch: &[Inline], before: Option<&Inline>, after: Option<&Inline>, out: &mut Line) {
    let edge = |inline: Option<&Inline>| matches!(inline, None | Some(Inline::Break));
    let mut links: Vec<Arc<str>> = Vec::new();
    let mut chars: Vec<Char> = Vec::new();
    for inline in stretch {
        let Inline::Text(run) = inline else { continue };
        let link = run.link.as_ref().map_or(0, |link| {
            if links.last() != Some(link) {
                links.push(link.clone());
            }
            links.len()
        });
        for c in run.text.chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            let doubled = c == ' ' && chars.last().map_or(edge(before), |last| last.c == ' ');
            if !doubled {
                chars.push(Char { c, style: run.style, link });
            }
        }
    }
    if edge(after) && chars.last().is_some_and(|last| last.c == ' ') {
        chars.pop();
    }
    spaces_between_looks(&mut chars);
    let flags: [fn(&mut Style) -> &mut bool; 3] = [|s| &mut s.bold, |s| &mut s.italic, |s| &mut s.strike];
    for flag in flags {
        to_words(&mut chars, flag, !edge(before), !edge(after));
    }
    let mut last: Option<Char> = None;
    for char in chars {
        match out.last_mut() {
            Some(Inline::Text(run)) if last.is_some_and(|l| l.style == char.style && l.link == char.link) => {
                run.text.push(char.c);
            }
            _ => out.push(Inline::Text(Run {
                text: char.c.to_string(),
                style: char.style,
                link: char.link.checked_sub(1).and_then(|at| links.get(at)).cloned(),
            })),
        }
        last = Some(char);
    }
}

/// A space looks like both its neighbours, or like neither.
fn spaces_between_looks(chars: &mut [Char]) {
    let plain = Char { c: ' ', style: Style::default(), link: 0 };
    for at in 0..chars.len() {
        if chars[at].c != ' ' {
            continue;
        }
        let before = at.checked_sub(1).map_or(plain, |p| chars[p]);
        let after = chars.get(at + 1).copied().unwrap_or(plain);
        chars[at].style = Style {
            bold: before.style.bold && after.style.bold,
            italic: before.style.italic && after.style.italic,
            strike: before.style.strike && after.style.strike,
            code: before.style.code && after.style.code,
        };
        chars[at].link = if before.link == after.link { before.link } else { 0 };
    }
}

/// Narrows emphasis to where CommonMark opens and closes it: punctuation at its edge needs a space or punctuation on the
/// other side. Emphasis without a letter or digit goes.
fn to_words(chars: &mut [Char], flag: fn(&mut Style) -> &mut bool, joined_before: bool, joined_after: bool) {
    let mut start = 0;
    while start < chars.len() {
        if !*flag(&mut chars[start].style) {
            start += 1;
            continue;
        }
        let mut end = start;
        while end < chars.len() && *flag(&mut chars[end].style) {
            end += 1;
        }
        let word = |at: Option<usize>, outside: bool| {
            at.and_then(|at| chars.get(at)).map_or(outside, |char| char.c.is_alphanumeric())
        };
        let (mut from, mut to) = (start, end);
        if word(start.checked_sub(1), start == 0 && joined_before) {
            from += chars[start..end].iter().take_while(|char| !char.c.is_alphanumeric()).count();
        }
        if word(Some(end), end == chars.len() && joined_after) {
            to -= chars[from..end].iter().rev().take_while(|char| !char.c.is_alphanumeric()).count();
        }
        if !chars[from..to].iter().any(|char| char.c.is_alphanumeric()) {
            to = from;
        }
        for (at, char) in chars.iter_mut().enumerate().take(end).skip(start) {
            *flag(&mut char.style) = (from..to).contains(&at);
        }
        start = end;
    }
}

/// Makes links of addresses that stand in the text, and shows those that are shown without what follows readers.
pub(super) fn link_addresses(line: &mut Line, remarks: &mut Found) {
    let mut out: Line = Vec::with_capacity(line.len());
    for inline in std::mem::take(line) {
        let Inline::Text(run) = inline else {
            out.push(inline);
            continue;
        };
        if run.style.code || !(run.text.contains("://") || run.text.contains("www.")) {
            out.push(Inline::Text(run));
            continue;
        }
        if let Some(link) = &run.link {
            let shown = run.text.trim();
            let same = shown.contains("://")
                && matches!(links::target(shown, ""), Target::Link(address) if address == **link);
            let text = if same { link.to_string() } else { run.text.clone() };
            out.push(Inline::Text(Run { text, ..run }));
            continue;
        }
        let mut rest = &*run.text;
        while let Some((start, end)) = find_address(rest) {
            let (before, address) = (&rest[..start], &rest[start..end]);
            rest = &rest[end..];
            // Mail in plain text has addresses between angle brackets.
            let angled = before.ends_with('<') && rest.starts_with('>');
            let before = if angled { &before[..before.len() - 1] } else { before };
            rest = if angled { &rest[1..] } else { rest };
            if !before.is_empty() {
                out.push(Inline::Text(Run { text: before.to_owned(), ..run.clone() }));
            }
            match links::target(address, "") {
                Target::Link(link) => {
                    let text = if address.starts_with("www.") { address.to_owned() } else { link.clone() };
                    // An address needs no emphasis, and is shortest without.
                    out.push(Inline::Text(Run { text, link: Some(link.into()), style: Style::default() }));
                }
                Target::OutOfReach(left_out) => {
                    out.push(Inline::Text(Run { text: address.to_owned(), ..run.clone() }));
                    remarks.links_left_out.push(left_out);
                }
                Target::None => out.push(Inline::Text(Run { text: address.to_owned(), ..run.clone() })),
            }
        }
        if !rest.is_empty() {
            out.push(Inline::Text(Run { text: rest.to_owned(), ..run.clone() }));
        }
    }
    *line = out;
}

/// Where the first address of the web in a text begins and ends.
fn find_address(text: &str) -> Option<(usize, usize)> {
    let begins = |at: usize| {
        !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '@' | '-'))
    };
    let starts = ["https://", "http://", "www."];
    let start =
        starts.iter().flat_map(|s| text.match_indices(s).map(|(at, _)| at).find(|at| begins(*at))).min()?;
    let stops = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '|');
    let mut end = text[start..].find(stops).map_or(text.len(), |length| start + length);
    // What ends a sentence or closes a bracket that was opened before the address.
    while let Some(last) = text[start..end].chars().next_back() {
        let closing =
            last == ')' && text[start..end].matches('(').count() < text[start..end].matches(')').count();
        if !closing && !matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '*' | '_') {
            break;
        }
        end -= last.len_utf8();
    }
    // Nothing but the scheme is no address.
    let shortest =
        starts.iter().map(|s| if text[start..].starts_with(s) { s.len() } else { 0 }).max().unwrap_or(0);
    (end > start + shortest).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold(text: &str) -> Inline {
        Inline::Text(Run {
            text: text.to_owned(),
            style: Style { bold: true, ..Style::default() },
            link: None,
        })
    }

    fn plain(text: &str) -> Inline {
        Inline::Text(Run { text: text.to_owned(), ..Run::default() })
    }

    #[test]
    fn emphasis_moves_to_words() {
        let cases: [(Line, Line); 6] = [
            (vec![bold("vet "), plain("en")], vec![bold("vet"), plain(" en")]),
            (vec![bold("Let op:"), plain("tekst")], vec![bold("Let op"), plain(":tekst")]),
            (vec![bold("Let op:"), plain(" tekst")], vec![bold("Let op:"), plain(" tekst")]),
            (vec![plain("a"), bold("\"b\""), plain("c")], vec![plain("a\""), bold("b"), plain("\"c")]),
            (vec![bold("een "), bold(" twee")], vec![bold("een twee")]),
            (vec![plain("a"), bold(" : "), plain("b")], vec![plain("a : b")]),
        ];
        for (mut line, expected) in cases {
            normalize(&mut line);
            assert_eq!(line, expected);
        }
    }

    #[test]
    fn addresses_end_where_their_sentence_goes_on() {
        for (text, address) in [
            ("zie https://a.nl/x, of", Some("https://a.nl/x")),
            ("(https://a.nl/x_(y)).", Some("https://a.nl/x_(y)")),
            ("<https://a.nl/>", Some("https://a.nl/")),
            ("www.a.nl.", Some("www.a.nl")),
            ("https://", None),
            ("x@www.a.nl", None),
        ] {
            assert_eq!(find_address(text).map(|(start, end)| &text[start..end]), address, "{text}");
        }
    }
}
