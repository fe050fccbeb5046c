//! Another address for an entry: what refers to it by its slug, and its old address, which keeps working.

use std::ops::Range;

use super::references::{mentions, slug_span};
use crate::fixes::Edit;
use crate::link::Site;
use crate::markdown::body::LinkForm;
use crate::model::{Entry, EntryId};
use crate::read::Sources;
use crate::report::Span;
use crate::text::{MAX_NAME_CHARS, fold, is_reserved_name, is_slug, slugify};
use crate::yaml;

/// Why an entry cannot have the address `new`; `None` when it can.
pub fn refusal(site: &Site, entry: &Entry, new: &str) -> Option<String> {
    if !is_slug(new) {
        return Some(format!("«{new}» kan geen adres worden; bedoelde u «{}»?", slugify(new)));
    }
    if is_reserved_name(new) || new.len() > MAX_NAME_CHARS {
        return Some(format!(
            "«{new}» kan niet op elke computer een bestandsnaam zijn; kies een andere of kortere naam"
        ));
    }
    if new == entry.slug() {
        return Some(format!("{} heet al zo", entry.path()));
    }
    let folder = entry.kind().info().folder;
    if site.ids(entry.kind()).any(|id| site.entry(id).slug() == new) {
        return Some(format!("{folder}/{new} is er al"));
    }
    let address = format!("{folder}/{new}/");
    let other = site.aliases.get(&address).map(|id| site.entry(*id));
    // Its own old address can become its address again.
    let other = other.filter(|other| !std::ptr::eq(*other, entry))?;
    Some(format!("/{address} is een oud adres van «{}»", other.title()))
}

/// The path of the file of an entry with another slug.
pub fn new_path(entry: &Entry, new: &str) -> String {
    match entry.source.path.rsplit_once('/') {
        Some((inside, _)) => format!("{inside}/{new}.md"),
        None => format!("{new}.md"),
    }
}

/// What must be written anew where other entries, the entry itself or `site.yaml` refer to it by its slug, and its old
/// address among its `aliassen`.
pub fn rename(site: &Site, sources: &Sources, id: EntryId, new: &str) -> Vec<Edit> {
    let entry = site.entry(id);
    let old = entry.slug();
    let is_name = |written: &str| {
        let others = entry.common.ook_bekend_als.iter().map(|n| n.0.as_str());
        std::iter::once(entry.title()).chain(others).any(|n| fold(n) == fold(written))
    };
    // What refers by the title or another name stays right, also when that reads like the slug.
    let by_slug = |written: &str| written == old || (fold(written) == old && !is_name(written));
    let mut edits = Vec::new();
    for mention in mentions(site, sources, id) {
        let Some(source) = sources.source(&mention.path) else { continue };
        let written = source.text.get(mention.span.range()).unwrap_or_default();
        let name = match mention.form {
            None => written.trim_matches(['"', '\'']),
            Some(LinkForm::Wiki) => {
                let page = written.split(['#', '?']).next().unwrap_or_default().trim().trim_matches('/');
                let page = page.rsplit('/').next().unwrap_or_default();
                page.strip_suffix(".md").unwrap_or(page)
            }
            Some(_) => old,
        };
        if by_slug(name) {
            let span = slug_span(&source.text, mention.span);
            edits.push(Edit { path: mention.path, span, text: new.to_owned() });
        }
    }
    edits.extend(alias(entry, new));
    edits.sort();
    edits.dedup();
    edits
}

/// The old address among the `aliassen` of the entry.
fn alias(entry: &Entry, new: &str) -> Option<Edit> {
    let source = &entry.source;
    let address = format!("/{}/", entry.path());
    let edit = |range: Range<usize>, text: String| {
        Some(Edit { path: source.path.to_string(), span: Span::new(range), text })
    };
    let again = format!("{}/{new}/", entry.kind().info().folder);
    if let Some(own) = entry.common.aliassen.iter().find(|a| a.path == again) {
        // It gets an address back that it had before: the two change places.
        return edit(own.span.range(), address);
    }
    let parts = source.split_front_matter().ok()?;
    if let Some(last) = entry.common.aliassen.last() {
        let last = last.span.range();
        // In a list with dashes a line is added, in one between brackets a part.
        let line = &source.text[..last.start];
        let line = &line[line.rfind('\n').map_or(0, |n| n + 1)..];
        let added = match line.trim_start().strip_prefix('-') {
            Some(_) => format!("\n{}- {address}", &line[..line.len() - line.trim_start().len()]),
            None => format!(", {address}"),
        };
        return edit(last.end..last.end, added);
    }
    let list = format!("aliassen: [{address}]");
    let (parsed, _) = yaml::parse(source, parts.front.clone());
    if let Some((key, _)) = parsed.keys.iter().find(|(key, _)| key.name == "aliassen") {
        // The key is there, with nothing behind it.
        let start = key.span.range().start;
        let line = source.text[start..].lines().next().unwrap_or_default();
        return edit(start..start + line.len(), list);
    }
    edit(parts.front.end..parts.front.end, list + "\n")
}
