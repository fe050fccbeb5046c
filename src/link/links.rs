//! Links in bodies and in `links`: each address to a page of the site, its heading included.

use rayon::prelude::*;

use super::{NameIndex, Site, Target};
use crate::markdown::body::{BodyLink, LinkForm};
use crate::model::{Entry, EntryId, Kind};
use crate::outputs::{self, Output};
use crate::report::{Location, Report, Span};
use crate::rules;
use crate::text::suggest::nearest;
use crate::text::url::{self, UrlKind};

/// Resolves the links of every body; broken ones are reported.
pub(super) fn resolve(site: &Site, names: &NameIndex, report: &mut Report) -> Vec<Vec<Target>> {
    let resolver = Resolver { site, names };
    let resolved: Vec<(Vec<Target>, Diagnostics)> = site
        .entries
        .par_iter()
        .map(|entry| {
            let mut diagnostics = Diagnostics::default();
            let targets =
                entry.body.links.iter().map(|l| resolver.body_link(entry, l, &mut diagnostics)).collect();
            for link in entry.urls() {
                if UrlKind::of(&link.written) == UrlKind::Path {
                    resolver.path(entry, &link.written, link.span, &mut diagnostics);
                }
            }
            (targets, diagnostics)
        })
        .collect();
    let mut all = Vec::with_capacity(resolved.len());
    let mut proposed = 0;
    for (targets, diagnostics) in resolved {
        all.push(targets);
        report.append(diagnostics.report);
        for (place, missing) in diagnostics.missing {
            proposed += 1;
            report.push(resolver.diagnostic(place, &missing, proposed <= super::MAX_SUGGESTIONS));
        }
    }
    if let Some(contact) = site.settings.contact.as_ref().filter(|c| UrlKind::of(&c.written) == UrlKind::Path)
        && resolver.page(&contact.written).is_none()
    {
        let place = Location { path: "site.yaml".into(), span: contact.span };
        report.push(resolver.diagnostic(place, &Missing::Page(contact.written.clone()), true));
    }
    all
}

/// The diagnostics of one entry; suggestions for what is missing are sought afterwards, in the order of the entries.
#[derive(Default)]
struct Diagnostics {
    report: Report,
    missing: Vec<(Location, Missing)>,
}

/// Something that a link points to and that is not there.
enum Missing {
    /// `[[name]]`.
    Name(String),
    /// A file, as written and as a path in the content folder.
    File(String, String),
    /// A page, as written.
    Page(String),
}

struct Resolver<'a> {
    site: &'a Site,
    names: &'a NameIndex,
}

impl Resolver<'_> {
    fn body_link(&self, entry: &Entry, link: &BodyLink, found: &mut Diagnostics) -> Target {
        match link.form {
            LinkForm::External => Target::External(link.target.clone()),
            LinkForm::Rejected => Target::Broken,
            LinkForm::Anchor => {
                let anchor = link.anchor.clone().unwrap_or_default();
                if !has_anchor(entry, &anchor) {
                    found.report.push(unknown_anchor(entry, entry, &anchor, link.span));
                }
                Target::Anchor(anchor)
            }
            LinkForm::Wiki => self.wiki(entry, link, found),
            LinkForm::Path => {
                let whole = with_anchor(&link.target, link.anchor.as_deref());
                self.path(entry, &whole, link.span, found)
            }
            LinkForm::Relative => self.relative(entry, link, found),
        }
    }

    fn wiki(&self, entry: &Entry, link: &BodyLink, found: &mut Diagnostics) -> Target {
        let place = entry.place(link.span);
        // The address or the file of an entry names it, too: `[[/parels/x/]]`, `[[parels/x.md]]`.
        let name = link.target.trim_matches('/');
        let name = name.strip_suffix(".md").unwrap_or(name);
        let in_folder =
            name.split_once('/').and_then(|(folder, name)| Some((Kind::of_folder(folder)?, name)));
        let matches = match in_folder {
            Some((kind, name)) => self.names.in_kind(kind, name).to_vec(),
            // A title may have a slash in it.
            None => self.names.anywhere(name),
        };
        match matches.as_slice() {
            [id] => self.at_anchor(entry, *id, link.anchor.clone(), link.span, found),
            [] => {
                found.missing.push((
                    place,
                    Missing::Name(link.target.split_whitespace().collect::<Vec<_>>().join(" ")),
                ));
                Target::Broken
            }
            several => {
                let names: Vec<&str> = several.iter().map(|id| self.site.entry(*id).path()).collect();
                found.report.push(rules::dubbelzinnige_verwijzing::ambiguous(place, &link.target, &names));
                Target::Broken
            }
        }
    }

    fn unknown(&self, place: Location, written: &str) -> crate::report::Diagnostic {
        let entries = &self.site.entries;
        let (kind, bare) = match written.split_once('/') {
            Some((folder, name)) => (Kind::of_folder(folder), name),
            None => (None, written),
        };
        if let Some(file) = self.names.draft(kind, bare) {
            return rules::onbekende_verwijzing::draft(place, written, file);
        }
        let Some((folder, name)) = written.split_once('/') else {
            let near = self.names.nearest(entries, None, written);
            let near: Vec<&str> = near.iter().map(String::as_str).collect();
            return rules::onbekende_verwijzing::unknown(place, "geen vermelding", written, None, &near);
        };
        let near: Vec<String> = match Kind::of_folder(folder) {
            Some(kind) => self.names.nearest(entries, Some(kind), name),
            None => self.names.nearest(entries, None, name),
        };
        let whole: Vec<String> = near
            .iter()
            .flat_map(|n| match Kind::of_folder(folder) {
                Some(_) => vec![format!("{folder}/{n}")],
                None => {
                    self.names.anywhere(n).iter().map(|id| self.site.entry(*id).path().to_owned()).collect()
                }
            })
            .take(3)
            .collect();
        let whole: Vec<&str> = whole.iter().map(String::as_str).collect();
        rules::onbekende_verwijzing::unknown(place, "geen vermelding", written, Some(folder), &whole)
    }

    /// A path from the file: another entry's `.md` file, or the address of a page seen from this page's address.
    fn relative(&self, entry: &Entry, link: &BodyLink, found: &mut Diagnostics) -> Target {
        let decoded = url::percent_decode(&link.target);
        if decoded.ends_with(".md") {
            let path = url::join_relative(&entry.source.path, &decoded);
            if let Some(id) = self.names.of_file(&path) {
                return self.at_anchor(entry, id, link.anchor.clone(), link.span, found);
            }
            found.missing.push((entry.place(link.span), Missing::File(link.target.clone(), path)));
            return Target::Broken;
        }
        let from = format!("{}/", entry.path());
        let joined = format!("/{}", url::join_relative(&from, &decoded));
        if self.page(&joined).is_none() {
            found.missing.push((entry.place(link.span), Missing::Page(link.target.clone())));
            return Target::Broken;
        }
        self.path(entry, &with_anchor(&joined, link.anchor.as_deref()), link.span, found)
    }

    /// A path from the root of the site.
    fn path(&self, entry: &Entry, written: &str, span: Span, found: &mut Diagnostics) -> Target {
        let (path, anchor) = match written.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (written, None),
        };
        match self.page(path) {
            Some(Target::Entry(id, _)) => self.at_anchor(entry, id, anchor, span, found),
            Some(Target::Page(page, ..)) => {
                // What is asked of the finder belongs to the address.
                let query = path.split_once('?').map_or_else(String::new, |(_, q)| format!("?{q}"));
                Target::Page(page, query, anchor)
            }
            _ => {
                found.missing.push((entry.place(span), Missing::Page(path.to_owned())));
                Target::Broken
            }
        }
    }

    /// What is at a path; `None` when there is nothing that a text may link to.
    fn page(&self, written: &str) -> Option<Target> {
        let decoded = url::percent_decode(written.split('?').next().unwrap_or_default());
        let (path, output) = self.site.outputs.at(decoded.trim_start_matches('/'))?;
        match output {
            Output::Entry(id) | Output::Redirect(id) => Some(Target::Entry(*id, None)),
            _ if output.access().is_linkable() => {
                Some(Target::Page(outputs::address_of(path).to_owned(), String::new(), None))
            }
            _ => None,
        }
    }

    fn at_anchor(
        &self,
        from: &Entry,
        id: EntryId,
        anchor: Option<String>,
        span: Span,
        found: &mut Diagnostics,
    ) -> Target {
        let to = self.site.entry(id);
        if let Some(anchor) = anchor.as_deref().filter(|a| !has_anchor(to, a)) {
            found.report.push(unknown_anchor(from, to, anchor, span));
        }
        Target::Entry(id, anchor)
    }

    /// A fix replaces the marked text unseen, so there is none when the file has it in another spelling.
    fn diagnostic(&self, place: Location, missing: &Missing, propose: bool) -> crate::report::Diagnostic {
        let (Missing::Name(written) | Missing::File(written, _) | Missing::Page(written)) = missing;
        let text = self.names.of_file(&place.path).map(|id| &*self.site.entry(id).source.text);
        let exact = text.is_none_or(|t| t.get(place.span.range()) == Some(written));
        let mut diagnostic = self.worded(place, missing, propose);
        diagnostic.fix = diagnostic.fix.filter(|_| exact);
        diagnostic
    }

    fn worded(&self, place: Location, missing: &Missing, propose: bool) -> crate::report::Diagnostic {
        if let Missing::File(written, _) | Missing::Page(written) = missing
            && let Some(id) = self.entry_file(written)
        {
            return rules::gebroken_link::file(place, written, &format!("/{}/", self.site.entry(id).path()));
        }
        match missing {
            Missing::Name(written) if propose => self.unknown(place, written),
            Missing::Name(written) => {
                rules::onbekende_verwijzing::unknown(place, "geen vermelding", written, None, &[])
            }
            Missing::File(written, path) if propose => {
                let near = nearest(path, self.site.entries.iter().map(|e| &*e.source.path));
                let proposals: Vec<String> =
                    near.iter().map(|n| format!("/{}/", n.trim_end_matches(".md"))).collect();
                let proposals: Vec<&str> = proposals.iter().map(String::as_str).collect();
                rules::gebroken_link::broken(place, written, &proposals)
            }
            Missing::Page(written) if propose => self.broken(place, written),
            Missing::File(written, _) | Missing::Page(written) => {
                rules::gebroken_link::broken(place, written, &[])
            }
        }
    }

    /// The entry whose file a path names that begins above the content folder, such as `content/parels/x.md`.
    fn entry_file(&self, written: &str) -> Option<EntryId> {
        let decoded = url::percent_decode(written);
        let mut parts = decoded.rsplit('/');
        let (file, folder) = (parts.next()?, parts.next()?);
        self.names.of_file(&format!("{folder}/{file}"))
    }

    fn broken(&self, place: Location, written: &str) -> crate::report::Diagnostic {
        // Nobody who misspells an address means an old one, and a feed only spoils the suggestion of its page.
        let is_suggested = |output: &Output| {
            output.access().is_linkable() && !matches!(output, Output::Redirect(_) | Output::ValueFeed(..))
        };
        let suggested = self.site.outputs.iter().filter(|(_, output)| is_suggested(output));
        let addresses: Vec<String> =
            suggested.map(|(path, _)| format!("/{}", outputs::address_of(path))).collect();
        let near = nearest(written, addresses.iter().map(String::as_str));
        rules::gebroken_link::broken(place, written, &near)
    }
}

fn has_anchor(entry: &Entry, anchor: &str) -> bool {
    anchor.is_empty() || entry.body.headings.iter().any(|h| h.id == anchor)
}

fn unknown_anchor(from: &Entry, to: &Entry, anchor: &str, span: Span) -> crate::report::Diagnostic {
    let page = if std::ptr::eq(from, to) { "deze pagina".to_owned() } else { format!("«{}»", to.title()) };
    let ids: Vec<String> = to.body.headings.iter().map(|h| format!("#{}", h.id)).collect();
    let near = nearest(anchor, ids.iter().map(|i| i.trim_start_matches('#')));
    let near: Vec<String> = near.iter().map(|n| format!("#{n}")).collect();
    let near: Vec<&str> = near.iter().map(String::as_str).collect();
    // Only the heading is wrong, so only that is marked.
    let written = from.source.text.get(span.range()).unwrap_or_default();
    let start = written.find('#').map_or(span.start, |at| span.start + u32::try_from(at).unwrap_or_default());
    rules::onbekend_anker::unknown(from.place(Span { start, ..span }), &page, anchor, &near)
}

fn with_anchor(path: &str, anchor: Option<&str>) -> String {
    anchor.map_or_else(|| path.to_owned(), |a| format!("{path}#{a}"))
}
