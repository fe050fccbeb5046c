//! What every page tells about itself and about the site it belongs to.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::context::RenderContext;
use super::edit_link::{self, EditLink};
use super::roads::{self, Address, Road};
use super::social_card::{self, Preview};
use super::{Theme, cards, colours, json_ld, url};
use crate::link::Site;
use crate::model::fields::DeelDatum;
use crate::model::settings::JaNee;
use crate::model::{Data, Entry, EntryId, Kind};
use crate::outputs::{FEED, FINDER, INSIGHTS, MAP, MATRIX, NEWS, TIMELINE, file_at};

/// What a page of the site may load: only the site itself, and no script or style in the page.
/// `data:` is for the small pictures in the style sheet.
pub const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'";

/// What others tell of an entry.
#[derive(Debug, Clone, Serialize)]
struct Article<'a> {
    soort: String,
    /// The days on which it appeared and was revised, as far as they are known.
    verschenen: Option<String>,
    bijgewerkt: Option<String>,
    themas: Vec<&'a str>,
    /// Its facts in one line.
    korte_omschrijving: String,
}

/// `pagina`: what the head of a page needs.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Head<'a> {
    titel: &'a str,
    omschrijving: &'a str,
    /// The address without its first slash: `parels/x/`.
    pad: &'a str,
    /// The absolute URL, when the site has a base URL.
    canoniek: Option<String>,
    /// Images for previews, the best first.
    kaart: Option<Preview>,
    /// Another one, as an absolute URL.
    beeld: Option<String>,
    /// Of an article: its dates, what it is and about what.
    artikel: Option<Article<'a>>,
    /// The page as schema.org describes it, safe in a `script` element.
    jsonld: Option<Value>,
    /// The feed of the entries that the page lists.
    feed: Option<String>,
    /// Where the entry of the page can be edited.
    bewerk: Option<EditLink>,
    /// Where an entry of the kind that the page lists can be written.
    nieuw: Option<EditLink>,
}

impl<'a> Head<'a> {
    /// The head of the page at `path`.
    pub(super) fn new(ctx: RenderContext<'_>, path: &'a str, title: &'a str, description: &'a str) -> Self {
        Self {
            titel: title,
            omschrijving: description,
            pad: path,
            canoniek: ctx.absolute(path),
            kaart: None,
            beeld: None,
            artikel: None,
            jsonld: None,
            feed: None,
            bewerk: None,
            nieuw: None,
        }
    }

    /// With the card of an entry, or of the site.
    pub(super) fn card(self, ctx: RenderContext<'_>, id: Option<EntryId>) -> Self {
        Self { kaart: social_card::preview(ctx, id), ..self }
    }

    /// With what others tell of an entry: its card, dates, kind and themes. Without a summary it is described by its facts.
    pub(super) fn article(self, ctx: RenderContext<'a>, id: EntryId) -> Self {
        let entry = ctx.site.entry(id);
        let mut themes = Vec::new();
        entry.visit_references(&mut |key, reference| {
            themes.extend(reference.to.filter(|_| key == "themas").map(|to| ctx.site.entry(to).title()));
        });
        let label = cards::label(entry);
        let facts = cards::subtitle(ctx.site, id);
        let article = Article {
            verschenen: entry.common.datum.and_then(DeelDatum::day).map(|day| day.0.to_string()),
            bijgewerkt: entry.common.bijgewerkt.map(|day| day.0.to_string()),
            themas: themes,
            korte_omschrijving: if facts.is_empty() { label.clone() } else { format!("{label}: {facts}") },
            soort: label,
        };
        Self { artikel: Some(article), ..self.card(ctx, Some(id)) }
    }

    /// With an image, given as a path on the site.
    pub(super) fn image(self, ctx: RenderContext<'_>, path: Option<&str>) -> Self {
        Self { beeld: path.and_then(|path| ctx.absolute(path)), ..self }
    }

    /// With a description for search engines.
    pub(super) fn json_ld(self, json_ld: Option<serde_json::Value>) -> Self {
        Self { jsonld: json_ld.map(|ld| Value::safe_string(&json_ld::embed(&ld))), ..self }
    }

    /// With the feed that stands beside the page, when there is one.
    pub(super) fn feed(self, ctx: RenderContext<'_>) -> Self {
        let feed = format!("{}{FEED}", self.pad);
        Self { feed: ctx.site.outputs.get(&feed).map(|_| feed), ..self }
    }

    /// With the place where the entry of the page is edited.
    pub(super) fn editable(self, ctx: RenderContext<'_>, entry: &Entry) -> Self {
        Self { bewerk: edit_link::edit(ctx, entry), ..self }
    }

    /// With the place where a new entry of the kind is written.
    pub(super) fn extensible(self, ctx: RenderContext<'_>, kind: Kind) -> Self {
        Self { nieuw: edit_link::new(ctx, kind), ..self }
    }
}

/// A link to a page of the site.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PageLink<'a> {
    url: String,
    pad: String,
    titel: &'a str,
}

impl<'a> PageLink<'a> {
    /// A link to the page at `path`.
    pub(super) fn new(path: String, title: &'a str, portable: bool) -> Self {
        Self { url: url::page(&path, portable), pad: path, titel: title }
    }
}

/// `site`: what is the same on every page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SiteContext<'a> {
    titel: &'a str,
    ondertitel: Option<&'a str>,
    organisatie: Option<&'a str>,
    /// The terms of the texts.
    licentie: &'a str,
    contact: Option<String>,
    /// Questions that readers may have, with where to ask them.
    wegen: Vec<Road>,
    /// Where an example of one's own can be brought.
    bijdragen: Option<String>,
    /// The addresses of `site.yaml`, for the contact page.
    adressen: Vec<Address>,
    /// The page that explains the key `bewijs`.
    bewijs: Option<String>,
    menu: Vec<PageLink<'a>>,
    /// The pages in the footer.
    voetmenu: Vec<PageLink<'a>>,
    /// The overviews that the menu does not have.
    overzichtmenu: Vec<PageLink<'a>>,
    /// The overview of each kind by its folder.
    overzichten: BTreeMap<&'static str, String>,
    nieuw: String,
    home: String,
    zoeken: String,
    inzichten: String,
    kaart: String,
    matrix: String,
    tijd: String,
    /// The assets of the theme by name.
    middelen: BTreeMap<&'a str, &'a str>,
    /// The content security policy; a folder that is opened from disk has none.
    beleid: Option<&'static str>,
    /// The style sheet with the colours of the site.
    kleuren: Option<String>,
    /// Whether search engines may list the site.
    vindbaar: bool,
}

impl<'a> SiteContext<'a> {
    pub(super) fn new(site: &'a Site, theme: &'a Theme, portable: bool) -> Self {
        let settings = &site.settings;
        let overview = |kind: &Kind| {
            let folder = kind.info().folder;
            (folder, url::page(&format!("{folder}/"), portable))
        };
        let menu = settings.menu.iter().filter_map(|item| menu_item(site, &item.written, portable));
        let in_menu = |kind: &Kind| settings.menu.iter().any(|item| item.written == kind.info().folder);
        let others = Kind::ALL
            .iter()
            .filter(|kind| **kind != Kind::Pagina && !in_menu(kind) && site.ids(**kind).next().is_some());
        Self {
            overzichtmenu: others.filter_map(|k| menu_item(site, k.info().folder, portable)).collect(),
            titel: &settings.titel.0,
            ondertitel: settings.ondertitel.as_ref().map(|text| text.0.as_str()),
            organisatie: settings.organisatie.as_ref().map(|text| text.0.as_str()),
            licentie: settings.licence(),
            contact: roads::contact(site, portable),
            wegen: roads::roads(site, portable),
            bijdragen: roads::contribute(site, portable),
            adressen: roads::addresses(site),
            bewijs: own_page(site, "bewijs", portable),
            menu: menu.collect(),
            voetmenu: footer(site, portable),
            overzichten: Kind::ALL.iter().map(overview).collect(),
            nieuw: url::page(NEWS, portable),
            home: url::page("", portable),
            zoeken: url::page(FINDER, portable),
            inzichten: url::page(INSIGHTS, portable),
            kaart: url::page(MAP, portable),
            tijd: url::page(TIMELINE, portable),
            matrix: url::page(MATRIX, portable),
            middelen: theme.assets().map(|(address, name)| (name, address)).collect(),
            beleid: (!portable).then_some(CSP),
            kleuren: settings.kleuren.as_ref().and_then(colours::sheet).map(|s| colours::address(&s)),
            vindbaar: settings.zoekmachines != Some(JaNee::Nee),
        }
    }
}

/// The URL of the page with this slug, when there is one.
fn own_page(site: &Site, slug: &str, portable: bool) -> Option<String> {
    let path = format!("{}/{slug}/", Kind::Pagina.info().folder);
    site.outputs.get(&file_at(&path)).map(|_| url::page(&path, portable))
}

fn menu_item<'a>(site: &'a Site, written: &str, portable: bool) -> Option<PageLink<'a>> {
    if written == "zoeken" {
        return Some(PageLink::new(FINDER.to_owned(), "Zoeken", portable));
    }
    if let Some(kind) = Kind::of_folder(written) {
        return Some(PageLink::new(format!("{}/", kind.info().folder), kind.info().heading, portable));
    }
    let page = site.ids(Kind::Pagina).map(|id| site.entry(id)).find(|e| e.slug() == written)?;
    Some(PageLink::new(format!("{}/", page.path()), page.title(), portable))
}

/// The pages with a place in the footer, in that order.
fn footer(site: &Site, portable: bool) -> Vec<PageLink<'_>> {
    let mut pages: Vec<(u32, &Entry)> = site
        .ids(Kind::Pagina)
        .map(|id| site.entry(id))
        .filter_map(|e| if let Data::Pagina(p) = &e.data { p.menu.map(|m| (m, e)) } else { None })
        .collect();
    pages.sort_by_cached_key(|(place, e)| (*place, crate::text::fold(e.title()).into_owned()));
    pages.into_iter().map(|(_, e)| PageLink::new(format!("{}/", e.path()), e.title(), portable)).collect()
}
