//! What a text says, without its marks.

use memchr::{memchr, memchr2, memchr3};

use crate::link::{Site, Target};
use crate::markdown::body::SlotKind;
use crate::model::EntryId;

/// The text of an entry without marks, for words and snippets.
pub(super) fn of(site: &Site, id: EntryId) -> String {
    let body = &site.entry(id).body;
    let mut out = String::with_capacity(body.html.len());
    let mut at = 0;
    for slot in &body.slots {
        strip(&body.html[at..slot.at], &mut out);
        at = slot.at;
        if let SlotKind::LinkTitle(index) = slot.fill
            && let Target::Entry(to, _) = &site.targets[id.index()][index]
        {
            out.push_str(site.entry(*to).title());
        }
    }
    strip(&body.html[at..], &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// HTML without tags, entities as the characters they stand for, white space single. A slot can stand inside a tag;
/// what is left of the tag has no `<`, so a `>` at the beginning ends it.
fn strip(html: &str, out: &mut String) {
    let mut rest = html;
    if let Some(end) = memchr2(b'<', b'>', rest.as_bytes()).filter(|at| rest[*at..].starts_with('>')) {
        rest = &rest[end + 1..];
    }
    while let Some(start) = memchr(b'<', rest.as_bytes()) {
        unescape(&rest[..start], out);
        let tag = &rest[start..];
        let end = tag.find('>').unwrap_or(tag.len() - 1);
        // The sign that links a heading and the number of a note are no words of the text.
        let skip =
            ["<a class=\"anchor\"", "<sup ", "<a class=\"noteback\""].iter().find(|s| tag.starts_with(**s));
        let close = skip.and_then(|s| tag.find(if s.starts_with("<sup") { "</sup>" } else { "</a>" }));
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>']).next();
        let block = !matches!(name, Some("a" | "em" | "strong" | "del" | "code" | "sup"));
        if block {
            space(out);
        }
        rest = &rest[start + close.unwrap_or(end + 1).max(1)..];
    }
    unescape(rest, out);
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

fn unescape(text: &str, out: &mut String) {
    let mut rest = text;
    loop {
        let at = memchr3(b'&', b'\n', b'\t', rest.as_bytes()).unwrap_or(rest.len());
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entities = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];
        if rest.is_empty() {
            return;
        }
        match entities.iter().find(|(entity, _)| rest.starts_with(entity)) {
            Some((entity, plain)) => {
                out.push_str(plain);
                rest = &rest[entity.len()..];
            }
            None => {
                if rest.starts_with('&') {
                    out.push('&')
                } else {
                    space(out)
                }
                rest = &rest[1..];
            }
        }
    }
}
