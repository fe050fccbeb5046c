//! The page of an entry: its keys, its text, what it points to and what points to it.

use std::collections::BTreeSet;

use anyhow::Result;
use tera::Value as Shown;
use tera::value::Map;

use super::page::Head;
use super::value::{map, optional, text};
use super::{Renderer, json_ld, url};
use crate::link::{Backlink, Target};
use crate::markdown::body::{SlotKind, escape};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::{Data, Entry, EntryId, Kind};

/// A page with fewer headings is read at a glance and needs no table of contents.
const HEADINGS_FOR_CONTENTS: usize = 4;
/// A page with fewer words neither.
const WORDS_FOR_CONTENTS: usize = 350;

impl Renderer<'_> {
    /// Renders the page of an entry.
    pub(super) fn entry(&self, id: EntryId) -> Result<String> {
        let entry = self.site.entry(id);
        let path = format!("{}/", entry.path());
        let root = url::root(&path);
        let publisher = self.site.settings.organisatie.as_ref().map(|o| o.0.as_str());
        let ld = self.base.as_ref().map(|b| json_ld::entry(entry, &b.absolute(&path), publisher));
        let image = entry.common.afbeelding.as_ref().and_then(|a| self.site.images.get(&a.bestand.path));
        let info = entry.kind().info();
        let head = self.head(Head {
            path: &path,
            title: entry.title(),
            description: &entry.common.samenvatting.0,
            image: image.map(|i| i.address.as_str()),
            json_ld: ld,
            feed: self.has_feed[id.index()],
            source: Some(&entry.source.path),
        });
        let links = Links::of(self, id);
        let mut keys: Map = Map::new();
        for (key, value) in entry.common.values().into_iter().chain(entry.data.values()) {
            keys.insert(key.into(), self.to_value(&value));
        }
        for (key, ids) in &links.merged {
            keys.insert((*key).into(), self.cards_of(ids.iter().copied()));
        }
        keys.insert("links".into(), self.external_links(entry));
        let related = &self.site.related[id.index()];
        let shared: Vec<Shown> = related.iter().map(|r| self.cards_of(r.shared.iter().copied())).collect();
        self.template(
            &format!("{}.html", info.name),
            &path,
            vec![
                ("pagina", head),
                ("kaart", self.card(id)),
                ("naam", text(entry.path())),
                ("overzicht", self.link(&format!("{}/", info.folder), info.heading)),
                ("e", keys.into()),
                ("tekst", Shown::safe_string(&self.body(id, &root))),
                ("inhoudsopgave", self.contents(id)),
                ("dragers", self.groups(links.carriers)),
                ("genoemd", self.groups(links.mentions)),
                ("regios", self.cards_of(links.regions)),
                ("voorgangers", self.cards_of(links.predecessors)),
                ("verwant", self.cards_of(related.iter().map(|r| r.id))),
                ("gedeeld", shared.into()),
            ],
        )
    }

    fn external_links(&self, entry: &Entry) -> Shown {
        let links = entry.common.links.iter().map(|link| {
            map([
                ("titel", text(&link.titel.0)),
                ("url", text(self.public_href(&link.url.written))),
                ("buiten", Shown::from(link.url.written.to_ascii_lowercase().starts_with("http"))),
            ])
        });
        links.collect::<Vec<_>>().into()
    }

    /// The text of an entry with its slots filled and glossary terms linked, as seen from `root`.
    pub(super) fn body(&self, id: EntryId, root: &str) -> String {
        let body = &self.site.entry(id).body;
        let terms = &self.site.mentions[id.index()];
        let mut out = String::with_capacity(body.html.len() + 64 * (body.slots.len() + terms.len()));
        let mut at = 0;
        let mut term = terms.iter().peekable();
        // Terms stand in running text and slots in tags, so they never overlap.
        let mut terms_until = |limit: usize, at: &mut usize, out: &mut String| {
            while let Some((range, meaning)) = term.next_if(|(r, _)| r.start < limit) {
                let address = url::page(&format!("{}/", self.site.entry(*meaning).path()), self.portable);
                out.push_str(&body.html[*at..range.start]);
                out.push_str(&format!("<a class=\"term\" href=\"{root}{address}\">"));
                out.push_str(&body.html[range.clone()]);
                out.push_str("</a>");
                *at = range.end;
            }
        };
        for slot in &body.slots {
            terms_until(slot.at, &mut at, &mut out);
            out.push_str(&body.html[at..slot.at]);
            at = slot.at;
            self.fill(id, slot.fill, root, &mut out);
        }
        terms_until(usize::MAX, &mut at, &mut out);
        out.push_str(&body.html[at..]);
        out
    }

    fn fill(&self, id: EntryId, fill: SlotKind, root: &str, out: &mut String) {
        let attribute = |out: &mut String, name: &str, value: &str| {
            out.push_str(&format!(" {name}=\""));
            escape(value, out);
            out.push('"');
        };
        match fill {
            SlotKind::LinkAttributes(index) => {
                let anchored = |address: String, anchor: &Option<String>| match anchor.as_deref() {
                    Some(anchor) if !anchor.is_empty() => format!("{address}#{anchor}"),
                    _ => address,
                };
                match &self.site.targets[id.index()][index] {
                    Target::Entry(to, anchor) => {
                        let page = url::page(&format!("{}/", self.site.entry(*to).path()), self.portable);
                        attribute(out, "href", &anchored(format!("{root}{page}"), anchor));
                    }
                    Target::Page(path, query, anchor) => {
                        let page = url::page(path, self.portable) + query;
                        attribute(out, "href", &anchored(format!("{root}{page}"), anchor));
                    }
                    Target::Anchor(anchor) => attribute(out, "href", &format!("#{anchor}")),
                    Target::External(address) => {
                        attribute(out, "href", address);
                        if address.to_ascii_lowercase().starts_with("http") {
                            out.push_str(" rel=\"external\"");
                        }
                    }
                    Target::Broken => {}
                }
            }
            SlotKind::LinkTitle(index) => escape(self.link_title(id, index), out),
            SlotKind::ImageAttributes(index) => {
                let image = &self.site.entry(id).body.images[index];
                if let Some(image) = self.site.images.get(&image.path) {
                    attribute(out, "src", &format!("{root}{}", image.address));
                    attribute(out, "width", &image.width.to_string());
                    attribute(out, "height", &image.height.to_string());
                }
            }
        }
    }

    /// What stands in place of a link that has no text of its own.
    fn link_title(&self, id: EntryId, link: usize) -> &str {
        match &self.site.targets[id.index()][link] {
            Target::Entry(to, _) => self.site.entry(*to).title(),
            _ => &self.site.entry(id).body.links[link].target,
        }
    }

    /// The table of contents of a long page: headings of level 2 with those of level 3 below them.
    fn contents(&self, id: EntryId) -> Shown {
        let body = &self.site.entry(id).body;
        if body.headings.len() < HEADINGS_FOR_CONTENTS || body.words < WORDS_FOR_CONTENTS {
            return Shown::none();
        }
        let mut top: Vec<(Shown, Shown, Vec<Shown>)> = Vec::new();
        for heading in body.headings.iter().filter(|h| h.level <= 3) {
            let title = text(heading.full_text(|link| self.link_title(id, link)));
            let address = text(&heading.id);
            match top.last_mut() {
                Some((_, _, below)) if heading.level == 3 => {
                    below.push(map([
                        ("id", address),
                        ("titel", title),
                        ("onder", Vec::<Shown>::new().into()),
                    ]));
                }
                _ => top.push((address, title, Vec::new())),
            }
        }
        let list: Vec<Shown> = top
            .into_iter()
            .map(|(id, title, below)| map([("id", id), ("titel", title), ("onder", below.into())]))
            .collect();
        optional(Some(list), Shown::from)
    }
}

/// What points to an entry, sorted out, so that the page names each other entry once.
struct Links {
    /// Entries that carry this one in a key.
    carriers: Vec<EntryId>,
    /// Entries that name it in their text only.
    mentions: Vec<EntryId>,
    /// Regions it belongs to.
    regions: Vec<EntryId>,
    /// Municipalities that merged into it.
    predecessors: Vec<EntryId>,
    /// Keys whose list is completed with what points back: a municipality's organisations and the reverse.
    merged: Vec<(&'static str, Vec<EntryId>)>,
}

impl Links {
    fn of(renderer: &Renderer<'_>, id: EntryId) -> Self {
        let site = renderer.site;
        let entry = site.entry(id);
        let backlinks = &site.backlinks[id.index()];
        let by_key =
            |key: &str| backlinks.iter().filter(|b| b.key == Some(key)).map(|b| b.from).collect::<Vec<_>>();
        let (regions, predecessors) = (by_key("deelgemeenten"), by_key("opgegaan_in"));
        let mut forward: BTreeSet<EntryId> = BTreeSet::new();
        entry.visit_references(&mut |_, r| forward.extend(r.to));
        let mut merged = Vec::new();
        let mut complete = |key, own: Vec<Option<EntryId>>, kind: Kind| {
            let mut ids: Vec<EntryId> = own.into_iter().flatten().collect();
            let back = backlinks.iter().filter(|b| b.key.is_some() && site.entry(b.from).kind() == kind);
            ids.extend(back.map(|b| b.from));
            forward.extend(ids.iter().copied());
            ids.sort();
            ids.dedup();
            merged.push((key, site.sorted(ids)));
        };
        match &entry.data {
            Data::Gemeente(d) => {
                complete(
                    "organisaties",
                    d.organisaties.iter().map(|r| r.reference.to).collect(),
                    Kind::Organisatie,
                );
            }
            Data::Organisatie(d) => {
                complete("gemeenten", d.gemeenten.iter().map(|r| r.reference.to).collect(), Kind::Gemeente);
            }
            _ => {}
        }
        let shown = |b: &&Backlink| {
            !forward.contains(&b.from) && !regions.contains(&b.from) && !predecessors.contains(&b.from)
        };
        let pick = |keyed: bool| {
            backlinks
                .iter()
                .filter(|b| b.key.is_some() == keyed)
                .filter(shown)
                .map(|b| b.from)
                .collect::<Vec<_>>()
        };
        Self { carriers: pick(true), mentions: pick(false), regions, predecessors, merged }
    }
}

/// The keys of an entry with their values, for the data files.
pub(super) fn all_values(entry: &Entry) -> Vec<(&'static str, Value)> {
    entry.common.values().into_iter().chain(entry.data.values()).collect()
}
