//! Links in bodies and in `links`: each address to a page of the site, its heading included.

use rayon::prelude::*;

use super::{Names, Site, Target};
use crate::model::address::{self, Address};
use crate::model::body::{BodyLink, LinkForm};
use crate::model::{Entry, EntryId, Kind};
use crate::report::{Place, Report, Span};
use crate::rules;
use crate::rules::nearest::nearest;

/// Resolves the links of every body; what leads nowhere is reported. `before` gives the targets of an entry that is the
/// same as before in a site with the same names and addresses.
pub(super) fn resolve<'a>(
    site: &Site,
    names: &Names,
    before: impl Fn(usize) -> Option<&'a [Target]> + Sync,
    report: &mut Report,
) -> Vec<Vec<Target>> {
    let resolver = Resolver { site, names };
    let resolved: Vec<(Vec<Target>, Findings)> = site
        .entries
        .par_iter()
        .enumerate()
        .map(|(at, entry)| {
            if let Some(targets) = before(at).filter(|targets| stands_alone(entry, targets)) {
                return (targets.to_vec(), Findings::default());
            }
            let mut findings = Findings::default();
            let targets =
                entry.body.links.iter().map(|l| resolver.body_link(entry, l, &mut findings)).collect();
            for link in entry.addresses() {
                if address::classify(&link.written) == Address::Path {
                    resolver.path(entry, &link.written, link.span, &mut findings);
                }
            }
            (targets, findings)
        })
        .collect();
    let mut all = Vec::with_capacity(resolved.len());
    let mut proposed = 0;
    for (targets, findings) in resolved {
        all.push(targets);
        report.append(findings.report);
        for (place, missing) in findings.missing {
            proposed += 1;
            report.push(resolver.finding(place, &missing, proposed <= super::MOST_PROPOSALS));
        }
    }
    if let Some(contact) =
        site.settings.contact.as_ref().filter(|c| address::classify(&c.written) == Address::Path)
        && resolver.page(&contact.written).is_none()
    {
        let place = Place { path: "site.yaml".into(), span: contact.span };
        report.push(resolver.finding(place, &Missing::Page(contact.written.clone()), true));
    }
    all
}

/// Whether nothing was found in the links of an entry, nor can be because of another: a heading of another page may
/// have gone.
fn stands_alone(entry: &Entry, targets: &[Target]) -> bool {
    let other = |target: &Target| {
        matches!(target, Target::Entry(_, None) | Target::Page(_, _, None) | Target::Outside(_))
    };
    targets.iter().all(other) && !entry.addresses().any(|a| address::classify(&a.written) == Address::Path)
}

/// What was found in one entry; proposals for what is missing are sought afterwards, in the order of the entries.
#[derive(Default)]
struct Findings {
    report: Report,
    missing: Vec<(Place, Missing)>,
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
    names: &'a Names,
}

impl Resolver<'_> {
    fn body_link(&self, entry: &Entry, link: &BodyLink, found: &mut Findings) -> Target {
        match link.form {
            LinkForm::Outside => Target::Outside(link.target.clone()),
            LinkForm::Refused => Target::Nowhere,
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

    fn wiki(&self, entry: &Entry, link: &BodyLink, found: &mut Findings) -> Target {
        let place = entry.place(link.span);
        let matches = match link.target.split_once('/') {
            Some((folder, name)) => match Kind::of_folder(folder) {
                Some(kind) => self.names.of_kind(kind, name).to_vec(),
                None => Vec::new(),
            },
            None => self.names.of_any_kind(&link.target),
        };
        match matches.as_slice() {
            [id] => self.at_anchor(entry, *id, link.anchor.clone(), link.span, found),
            [] => {
                found.missing.push((
                    place,
                    Missing::Name(link.target.split_whitespace().collect::<Vec<_>>().join(" ")),
                ));
                Target::Nowhere
            }
            several => {
                let names: Vec<&str> = several.iter().map(|id| self.site.entry(*id).name()).collect();
                found.report.push(rules::dubbelzinnige_verwijzing::ambiguous(place, &link.target, &names));
                Target::Nowhere
            }
        }
    }

    fn unknown(&self, place: Place, written: &str) -> crate::report::Diagnostic {
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
                None => self
                    .names
                    .of_any_kind(n)
                    .iter()
                    .map(|id| self.site.entry(*id).name().to_owned())
                    .collect(),
            })
            .take(3)
            .collect();
        let whole: Vec<&str> = whole.iter().map(String::as_str).collect();
        rules::onbekende_verwijzing::unknown(place, "geen vermelding", written, Some(folder), &whole)
    }

    /// A path from the file: another entry's `.md` file, or the address of a page seen from this page's address.
    fn relative(&self, entry: &Entry, link: &BodyLink, found: &mut Findings) -> Target {
        let decoded = address::decode(&link.target);
        if decoded.ends_with(".md") {
            let path = address::join(&entry.source.path, &decoded);
            if let Some(id) = self.names.of_file(&path) {
                return self.at_anchor(entry, id, link.anchor.clone(), link.span, found);
            }
            found.missing.push((entry.place(link.span), Missing::File(link.target.clone(), path)));
            return Target::Nowhere;
        }
        let from = format!("{}/", entry.name());
        let joined = format!("/{}", address::join(&from, &decoded));
        if self.page(&joined).is_none() {
            found.missing.push((entry.place(link.span), Missing::Page(link.target.clone())));
            return Target::Nowhere;
        }
        self.path(entry, &with_anchor(&joined, link.anchor.as_deref()), link.span, found)
    }

    /// A path from the root of the site.
    fn path(&self, entry: &Entry, written: &str, span: Span, found: &mut Findings) -> Target {
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
                Target::Nowhere
            }
        }
    }

    /// The page at a path; `None` when there is none.
    fn page(&self, written: &str) -> Option<Target> {
        let path = written.split('?').next().unwrap_or_default();
        let decoded = address::decode(path);
        let path = decoded.trim_start_matches('/');
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let bare = path.trim_end_matches('/');
        if let Some(id) = self.site.aliases.get(path).or_else(|| self.site.aliases.get(&format!("{bare}/"))) {
            return Some(Target::Entry(*id, None));
        }
        if let Some((folder, slug)) = bare.split_once('/')
            && let Some(kind) = Kind::of_folder(folder)
        {
            let found = self.site.entries.binary_search_by(|e| (e.kind(), e.slug()).cmp(&(kind, slug)));
            return found.ok().map(|index| Target::Entry(EntryId::new(index), None));
        }
        let page = match bare {
            "" => "",
            "zoeken" => "zoeken/",
            "atom.xml" | "sitemap.xml" | "data/vermeldingen.json" | "data/vermeldingen.csv" => bare,
            folder => {
                return Kind::of_folder(folder)
                    .map(|k| Target::Page(format!("{}/", k.info().folder), String::new(), None));
            }
        };
        Some(Target::Page(page.to_owned(), String::new(), None))
    }

    fn at_anchor(
        &self,
        from: &Entry,
        id: EntryId,
        anchor: Option<String>,
        span: Span,
        found: &mut Findings,
    ) -> Target {
        let to = self.site.entry(id);
        if let Some(anchor) = anchor.as_deref().filter(|a| !has_anchor(to, a)) {
            found.report.push(unknown_anchor(from, to, anchor, span));
        }
        Target::Entry(id, anchor)
    }

    /// Only what stands there as it was understood can be replaced unseen.
    fn finding(&self, place: Place, missing: &Missing, propose: bool) -> crate::report::Diagnostic {
        let (Missing::Name(written) | Missing::File(written, _) | Missing::Page(written)) = missing;
        let text = self.names.of_file(&place.path).map(|id| &*self.site.entry(id).source.text);
        let exact = text.is_none_or(|t| t.get(place.span.range()) == Some(written));
        let mut finding = self.worded(place, missing, propose);
        finding.fix = finding.fix.filter(|_| exact);
        finding
    }

    fn worded(&self, place: Place, missing: &Missing, propose: bool) -> crate::report::Diagnostic {
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

    fn broken(&self, place: Place, written: &str) -> crate::report::Diagnostic {
        let addresses: Vec<String> = self
            .site
            .entries
            .iter()
            .map(|e| format!("/{}/", e.name()))
            .chain(Kind::ALL.iter().map(|k| format!("/{}/", k.info().folder)))
            .collect();
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
    rules::onbekend_anker::unknown(from.place(span), &page, anchor, &near)
}

fn with_anchor(path: &str, anchor: Option<&str>) -> String {
    anchor.map_or_else(|| path.to_owned(), |a| format!("{path}#{a}"))
}
