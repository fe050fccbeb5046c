//! What refers to an entry: keys and texts of other entries, and `site.yaml`.

use crate::link::{Site, Target};
use crate::markdown::body::{BodyLink, LinkForm};
use crate::model::{Entry, EntryId, Kind};
use crate::read::Sources;
use crate::report::Span;
use crate::text::url;

/// The file with the settings.
pub(super) const SITE: &str = "site.yaml";

/// A place that refers to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The file, relative to the content folder.
    pub path: String,
    /// Where the reference is written.
    pub span: Span,
    /// How a text writes it; `None` for a key that asks for an entry.
    pub form: Option<LinkForm>,
}

/// Every place that refers to the entry, in the order of the files. An entry can refer to itself.
pub fn mentions(site: &Site, sources: &Sources, id: EntryId) -> Vec<Mention> {
    let entry = site.entry(id);
    let name = entry.path();
    let mut found = Vec::new();
    let mut add = |path: &str, span: Span, form: Option<LinkForm>| {
        found.push(Mention { path: path.to_owned(), span, form });
    };
    for (index, from) in site.entries.iter().enumerate() {
        let path = &*from.source.path;
        from.visit_references(&mut |_, reference| {
            if reference.to == Some(id) {
                add(path, reference.span, None);
            }
        });
        for (link, target) in from.body.links.iter().zip(&site.targets[index]) {
            let to = matches!(target, Target::Entry(to, _) if *to == id);
            if to && leads_by_address(from, link, name) {
                add(path, link.span, Some(link.form));
            }
        }
        let own = from.urls().into_iter().filter(|a| page(&a.written) == name);
        own.for_each(|a| add(path, a.span, Some(LinkForm::Path)));
    }
    let settings = &site.settings;
    if sources.source(SITE).is_some() {
        let in_menu =
            settings.menu.iter().filter(|i| entry.kind() == Kind::Pagina && i.written == entry.slug());
        in_menu.for_each(|item| add(SITE, item.span, None));
        let contact = settings.contact.iter().filter(|a| page(&a.written) == name);
        contact.for_each(|a| add(SITE, a.span, Some(LinkForm::Path)));
    }
    found.sort_by(|a, b| (&a.path, a.span).cmp(&(&b.path, b.span)));
    found.dedup();
    found
}

/// Whether a link that leads to the entry `name` does so by its present address or name: what goes by an old address stays
/// right when that address goes along.
fn leads_by_address(from: &Entry, link: &BodyLink, name: &str) -> bool {
    let page = page(&link.target);
    match link.form {
        LinkForm::Wiki => true,
        LinkForm::Path => page == name,
        LinkForm::Relative if page.ends_with(".md") => true,
        LinkForm::Relative => url::join_relative(&format!("{}/", from.path()), &page) == name,
        _ => false,
    }
}

/// The page that an address on the site leads to, without the slashes around it.
fn page(address: &str) -> String {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let path = url::percent_decode(path);
    path.strip_suffix("index.html").unwrap_or(&path).trim().trim_matches('/').to_owned()
}

/// Of a reference the part that names the entry: the last of its path, without what stands around it.
pub(super) fn slug_span(text: &str, span: Span) -> Span {
    let range = span.range();
    let written = text.get(range.clone()).unwrap_or_default();
    // A heading behind # can have the same words.
    let path = written.split(['#', '?']).next().unwrap_or_default();
    let path = path.trim_end_matches(['"', '\'', '>', ' ']);
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let path = path.strip_suffix(".md").unwrap_or(path);
    let start = path.rfind(['/', '"', '\'', '<', ' ']).map_or(0, |at| at + 1);
    Span::new(range.start + start..range.start + path.len())
}
