//! The page of an entry: its keys, its text, what it points to and what points to it.

use std::collections::BTreeSet;

use anyhow::Result;
use serde::Serialize;
use tera::Value;
use tera::value::Map;

use super::cards::{Group, groups, short_label};
use super::context::{RenderContext, href};
use super::insights::map::SmallMap;
use super::list_pages::ListPage;
use super::page::{Head, PageLink};
use super::places::{self, Elsewhere};
use super::relations::{Relations, relations};
use super::share::{Share, share};
use super::strand::{self, Bead};
use super::toc::{TocItem, toc};
use super::{body, insights, json_ld, url, value, wanted};
use crate::link::{Backlink, Site};
use crate::model::fields::{Periode, Stand, Video};
use crate::model::{Data, Entry, EntryId, Kind};
use crate::outputs;

#[derive(Debug, Serialize)]
struct EntryPage<'a> {
    pagina: Head<'a>,
    kaart: Value,
    /// What a short entry of the kind is called.
    kort: &'static str,
    /// What a reader follows with the feed of the page: `dit thema`.
    volgen: &'static str,
    /// The path of the entry.
    naam: &'a str,
    /// The overview of its kind.
    overzicht: PageLink<'a>,
    /// Its keys.
    e: Value,
    /// The beads of its drawing, when it has no image.
    kralen: Vec<Bead>,
    /// Its text, as HTML.
    tekst: Value,
    /// How the page can be passed on.
    delen: Option<Share>,
    inhoudsopgave: Option<Vec<TocItem<'a>>>,
    /// Where it is, of a municipality.
    kaartje: Option<SmallMap>,
    /// The entries that refer to it in a key.
    dragers: Vec<Group>,
    /// Further pages of these, of a term that many refer to.
    blad: usize,
    bladen: Vec<String>,
    /// The entries that mention it in their text only.
    genoemd: Vec<Group>,
    regios: Vec<Value>,
    voorgangers: Vec<Value>,
    /// What happens in municipalities that are part of this one, or that this one is part of.
    elders: Vec<Elsewhere>,
    /// Terms that go with this one too seldom.
    gezocht: Vec<Value>,
    /// It with its neighbours.
    relaties: Option<Relations>,
    /// The booklet of its parels.
    boekje: Option<String>,
    /// Related entries.
    verwant: Vec<Value>,
    /// What each of `verwant` shares with it.
    gedeeld: Vec<Vec<Value>>,
}

/// Renders the page of an entry.
pub(super) fn render(ctx: RenderContext<'_>, id: EntryId) -> Result<String> {
    let entry = ctx.site.entry(id);
    let info = entry.kind().info();
    let path = format!("{}/", entry.path());
    let connections = Connections::of(ctx.site, id);
    let related = &ctx.site.related[id.index()];
    let list = ListPage::of_term(ctx, id, connections.carriers.clone());
    let page = EntryPage {
        pagina: head(ctx, id, &path),
        kaart: ctx.card(id),
        kort: short_label(entry.kind()),
        volgen: match entry.kind() {
            Kind::Thema => "dit thema",
            Kind::Succesfactor => "deze succesfactor",
            Kind::Doelgroep => "deze doelgroep",
            Kind::Gemeente => "deze gemeente",
            _ => "deze pagina",
        },
        naam: entry.path(),
        overzicht: PageLink::new(format!("{}/", info.folder), info.heading, ctx.shared.portable),
        e: keys(ctx, entry, &connections),
        kralen: if entry.common.afbeelding.is_none() { strand::beads(ctx.site, id) } else { Vec::new() },
        tekst: Value::safe_string(&body::html(ctx, id, &url::root(&path))),
        delen: share(ctx, id, &path),
        inhoudsopgave: toc(ctx, id),
        kaartje: insights::map::small(ctx, id),
        dragers: list.groepen,
        blad: list.blad,
        bladen: list.bladen,
        genoemd: groups(ctx, connections.mentions),
        elders: places::elsewhere(ctx, id, &connections.regions, &connections.predecessors),
        regios: ctx.cards(connections.regions),
        voorgangers: ctx.cards(connections.predecessors),
        gezocht: wanted::beside(ctx, id),
        relaties: relations(ctx, id),
        boekje: booklet(ctx, &path),
        verwant: ctx.cards(related.iter().map(|r| r.id)),
        gedeeld: related.iter().map(|r| ctx.cards(r.shared.iter().copied())).collect(),
    };
    ctx.page(&format!("{}.html", info.name), &path, &page)
}

/// Where the booklet of an entry is, which those with several parels have.
fn booklet(ctx: RenderContext<'_>, path: &str) -> Option<String> {
    let address = format!("{path}{}", outputs::BOOKLET);
    ctx.site.outputs.get(&outputs::file_at(&address)).map(|_| ctx.url(&address))
}

fn head<'a>(ctx: RenderContext<'a>, id: EntryId, path: &'a str) -> Head<'a> {
    let entry = ctx.site.entry(id);
    let image = entry.common.afbeelding.as_ref().and_then(|a| ctx.site.images.get(&a.bestand.path));
    Head::new(ctx, path, entry.title(), &entry.common.samenvatting.0)
        .article(ctx, id)
        .image(ctx, image.map(|image| image.fallback().0))
        .json_ld(ctx.absolute(path).map(|url| json_ld::entry(ctx, entry, &url)))
        .feed(ctx)
        .markdown()
        .editable(ctx, entry)
}

/// The keys of an entry, with the lists that are completed by what points to it.
fn keys(ctx: RenderContext<'_>, entry: &Entry, connections: &Connections) -> Value {
    let values = entry.values().into_iter();
    let mut keys: Map = values.map(|(key, field)| (key.into(), value::from_field(ctx, &field))).collect();
    for (key, ids) in &connections.merged {
        keys.insert((*key).into(), ctx.cards(ids.iter().copied()).into());
    }
    keys.insert("links".into(), value::from(&links(ctx, entry)));
    keys.insert("video".into(), value::from(&entry.common.video.as_ref().and_then(EntryVideo::new)));
    match &entry.data {
        Data::Parel(parel) => {
            let period = parel.periode.as_ref().map(EntryPeriod::from);
            keys.insert("periode".into(), value::from(&period));
        }
        Data::Gemeente(gemeente) => {
            let number = gemeente.inwoners.as_ref().map(|inwoners| value::grouped(inwoners.aantal));
            keys.insert("inwonertal".into(), value::from(&number));
        }
        _ => {}
    }
    keys.into()
}

/// The key `periode` in words.
#[derive(Debug, Serialize)]
struct EntryPeriod {
    wanneer: Option<String>,
    stand: Option<&'static str>,
}

impl From<&Periode> for EntryPeriod {
    fn from(period: &Periode) -> Self {
        Self { wanneer: period.words(), stand: period.stand.map(Stand::word) }
    }
}

/// The key `video`.
#[derive(Debug, Serialize)]
struct EntryVideo<'a> {
    titel: &'a str,
    url: &'a str,
    /// The site that it leads to: `YouTube`.
    plek: &'a str,
}

impl<'a> EntryVideo<'a> {
    fn new(video: &'a Video) -> Option<Self> {
        let (titel, url, plek) = (&*video.titel.0, &*video.url.clean, &*video.url.site);
        (!titel.is_empty() && !url.is_empty()).then_some(Self { titel, url, plek })
    }
}

/// An item of the key `links`.
#[derive(Debug, Serialize)]
struct EntryLink<'a> {
    titel: &'a str,
    url: String,
    /// Whether it leads to another site.
    buiten: bool,
}

fn links<'a>(ctx: RenderContext<'_>, entry: &'a Entry) -> Vec<EntryLink<'a>> {
    let link = |link: &'a crate::model::fields::Link| EntryLink {
        titel: &link.titel.0,
        url: href(ctx.site, ctx.shared.portable, &link.url.written),
        buiten: link.url.written.to_ascii_lowercase().starts_with("http"),
    };
    entry.common.links.iter().map(link).collect()
}

/// What points to an entry, sorted out, so that the page names each other entry once.
/// The entries that refer to an entry in a key.
pub(super) fn carriers(site: &Site, id: EntryId) -> Vec<EntryId> {
    Connections::of(site, id).carriers
}

struct Connections {
    /// Entries that refer to this one in a key.
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

impl Connections {
    fn of(site: &Site, id: EntryId) -> Self {
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
        let is_new = |b: &&Backlink| {
            !forward.contains(&b.from) && !regions.contains(&b.from) && !predecessors.contains(&b.from)
        };
        let pick = |keyed: bool| {
            backlinks
                .iter()
                .filter(|b| b.key.is_some() == keyed)
                .filter(is_new)
                .map(|b| b.from)
                .collect::<Vec<_>>()
        };
        Self { carriers: pick(true), mentions: pick(false), regions, predecessors, merged }
    }
}
