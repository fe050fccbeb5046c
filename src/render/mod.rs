//! Step 4 of 5: render. The site and the theme become the bytes of every file.
//!
//! In: [`Site`] and [`Theme`]. Out: [`Pages`]. A file is a pure function of both and its [`Output`], so that it can also be
//! rendered alone, when it is asked for ([`LazySite`]). A page is a struct, of which the fields are what its template gets.
//! Never: touches a disk, reads the clock, changes the site.

mod body;
mod cards;
mod cms_policy;
mod colours;
mod compress;
mod context;
mod data;
mod edit_link;
mod editions;
mod entry;
mod export;
mod facet_value;
mod facets;
mod feed;
mod finder;
mod gather;
mod headers;
mod home;
mod insights;
mod json_ld;
mod lazy_site;
mod list_pages;
mod manifest;
mod markdown_twin;
mod new_entry;
mod newest;
mod news;
mod not_found;
mod overview;
mod page;
mod picture;
mod places;
mod qr;
mod redirects;
mod relations;

mod roads;
mod robots;
pub mod schema;
mod search;
mod share;
mod sitemap;
mod social_card;
mod strand;
pub mod theme;
mod toc;
mod tokens;
mod url;
mod value;
mod wanted;

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::Result;
use bytes::Bytes;
use rayon::prelude::*;

use crate::link::Site;
use crate::model::{EntryId, Kind};
use crate::outputs::{BOOKLET, Output, Outputs};
use crate::timings::{self, Timings};
pub use cms_policy::cms_policy;
pub use compress::compressed;
use context::{RenderContext, Shared};
pub use lazy_site::LazySite;
pub use new_entry::new_entry;
pub use page::CSP;
pub use social_card::CardStore;
pub use theme::{Theme, ThemeError};
pub use url::BaseUrl;

/// How a site is built.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where the site will stand; instead of `basis_url` in `site.yaml`.
    pub base: Option<BaseUrl>,
    /// Links end in `index.html`, so that the folder works when it is opened from disk.
    pub portable: bool,
    /// Beside each file that gains by it stand its compressed forms.
    pub compress: bool,
    /// Where the cards for sharing of earlier builds are kept.
    pub card_store: Option<Arc<dyn CardStore>>,
    /// Where it is noted when each page is rendered, when that is asked.
    pub timings: Option<Arc<Timings>>,
}

/// A file of the site.
#[derive(Debug, Clone)]
pub struct Page {
    /// Path in the output folder, with `/`.
    pub path: String,
    /// Its content.
    pub bytes: Bytes,
}

/// The page in a [`booklet`].
pub const BOOKLET_FILE: &str = "boekje/index.html";

/// All files of the site, by path.
pub type Pages = Vec<Page>;

/// The entries in the order of the finder, and the scripts of its index.
pub fn search_index(site: &Site) -> (Vec<EntryId>, Pages) {
    let order = search::order(site);
    let files = search::build(site, &order).files;
    (order, files)
}

/// The entries of a booklet: those that are named, and of a term or municipality with parels those parels.
pub fn booklet_entries(site: &Site, named: &[EntryId]) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = Vec::new();
    for id in named {
        let parels = gather::booklet::parels(site, *id);
        let own = if parels.is_empty() { vec![*id] } else { parels };
        ids.extend(own);
    }
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    ids.truncate(gather::booklet::MOST);
    ids
}

/// A booklet as a page with what it is shown with, to open from a folder. Its own path is [`BOOKLET_FILE`].
///
/// # Errors
/// When a template of the theme fails.
pub fn booklet(site: &Site, theme: &Theme, options: &Options, title: &str, ids: &[EntryId]) -> Result<Pages> {
    let shared = Shared::new(site, theme, options);
    let ctx = RenderContext { site, theme, shared: &shared };
    let html = gather::booklet::page(ctx, BOOKLET, title, String::new(), "", ids)?;
    let mut pages = vec![Page { path: BOOKLET_FILE.to_owned(), bytes: html.into() }];
    for (path, output) in theme_outputs(site, theme).iter() {
        pages.push(Page { path: path.to_owned(), bytes: render_output(ctx, output, path)? });
    }
    Ok(pages)
}

/// The outputs that the theme and the colours add to those of the site.
fn theme_outputs(site: &Site, theme: &Theme) -> Outputs {
    let mut outputs = Outputs::default();
    for (address, name) in theme.assets() {
        outputs.add(address.to_owned(), Output::Asset(name.to_owned()));
    }
    if let Some(sheet) = site.settings.kleuren.as_ref().and_then(colours::sheet) {
        outputs.add(colours::address(&sheet), Output::Colours);
    }
    outputs
}

/// Renders one output, the file `path`.
fn render_output(ctx: RenderContext<'_>, output: &Output, path: &str) -> Result<Bytes> {
    let text = match output {
        Output::Home => home::render(ctx)?,
        Output::Finder => finder::render(ctx)?,
        Output::Insights => insights::render(ctx)?,
        Output::Map => insights::map::render(ctx)?,
        Output::Timeline => insights::timeline::render(ctx)?,
        Output::Matrix => insights::matrix::render(ctx)?,
        Output::Necklace => insights::necklace::render(ctx)?,
        Output::Collection => gather::collection(ctx)?,
        Output::Comparison => gather::comparison(ctx)?,
        Output::OwnBooklet => gather::booklet::own(ctx)?,
        Output::Booklet(id) => gather::booklet::of(ctx, *id)?,
        Output::EntryData(id) => gather::entry_data::render(ctx, *id)?,
        Output::Markdown(id) => markdown_twin::render(ctx, *id),
        Output::News => news::render(ctx)?,
        Output::NewsFeed => news::render_feed(ctx),
        Output::Feed => feed::render(ctx),
        Output::DataJson => data::render_json(ctx)?,
        Output::DataCsv => data::render_csv(ctx),
        Output::DataExcelCsv => data::render_excel_csv(ctx),
        Output::KindCsv(kind) => data::render_kind_csv(ctx, *kind),
        Output::KindExcelCsv(kind) => data::render_kind_excel_csv(ctx, *kind),
        Output::Workbook => return Ok(export::xlsx::render(ctx, Kind::ALL)?.into()),
        Output::KindWorkbook(kind) => return Ok(export::xlsx::render(ctx, &[*kind])?.into()),
        Output::DataSchema => export::schema::render()?,
        Output::CitationsRis => export::citations::ris(ctx),
        Output::CitationsBibtex => export::citations::bibtex(ctx),
        Output::CitationsCsl => export::citations::csl(ctx)?,
        Output::Calendar => export::calendar::render(ctx),
        Output::Llms => export::llms::render(ctx),
        Output::Sitemap => sitemap::render(ctx),
        Output::Manifest => manifest::render(ctx)?,
        Output::Favicon => return Ok(ctx.theme.asset("favicon.ico")),
        Output::Robots => robots::render(ctx),
        Output::NotFound => not_found::render(ctx)?,
        Output::Redirects => redirects::list(ctx),
        Output::Headers => headers::render(ctx),
        Output::NoJekyll => String::new(),
        Output::Overview(kind) => overview::render(ctx, *kind, 1)?,
        Output::OverviewPage(kind, page) => overview::render(ctx, *kind, *page)?,
        Output::Entry(id) => entry::render(ctx, *id)?,
        Output::FacetValue(facet, value) => facet_value::render(ctx, *facet, *value, 1)?,
        Output::ValuePage(facet, value, page) => facet_value::render(ctx, *facet, *value, *page)?,
        Output::ValueFeed(facet, value) => feed::render_value(ctx, *facet, *value),
        Output::Redirect(id) => redirects::render(ctx, *id, path)?,
        Output::Colours => ctx.site.settings.kleuren.as_ref().and_then(colours::sheet).unwrap_or_default(),
        Output::Asset(name) => return Ok(ctx.theme.asset(name)),
        Output::Attachment(path) => {
            let offered = ctx.site.attachments.get(path);
            return Ok(offered.map(|offered| offered.document.bytes.clone()).unwrap_or_default());
        }
        Output::Image(path, file) => {
            let image = ctx.site.images.get(path);
            return Ok(image
                .and_then(|i| i.picture.files().nth(*file))
                .map(|f| f.bytes.clone())
                .unwrap_or_default());
        }
    };
    Ok(text.into_bytes().into())
}

/// What making an output is called in the timings.
fn work(output: &Output) -> &'static str {
    match output {
        Output::Entry(_) => "vermeldingen",
        Output::EntryData(_) => "index.json van vermeldingen",
        Output::Markdown(_) => "index.md van vermeldingen",
        Output::Booklet(_) | Output::OwnBooklet => "boekjes",
        Output::Overview(_) | Output::OverviewPage(..) => "overzichten",
        Output::FacetValue(..) | Output::ValuePage(..) => "lijsten bij een filter",
        Output::ValueFeed(..) | Output::Feed | Output::NewsFeed => "feeds",
        Output::Finder => "zoeker",
        Output::Insights | Output::Map | Output::Timeline | Output::Matrix | Output::Necklace => "inzichten",
        Output::Workbook | Output::KindWorkbook(_) => "Excel",
        Output::DataJson
        | Output::DataCsv
        | Output::DataExcelCsv
        | Output::KindCsv(_)
        | Output::KindExcelCsv(_) => "tabellen en data",
        _ => "andere bestanden",
    }
}

/// Whether an output takes long: the file tells of all entries, or of all of a kind.
fn is_slow(output: &Output) -> bool {
    use Output::{DataCsv, DataExcelCsv, DataJson, KindWorkbook, Overview, OverviewPage, Sitemap, Workbook};
    matches!(
        output,
        Overview(_)
            | OverviewPage(..)
            | DataJson
            | DataCsv
            | DataExcelCsv
            | KindWorkbook(_)
            | Workbook
            | Sitemap
    )
}

/// Renders the whole site, on all cores.
///
/// # Errors
/// When a template of the theme fails; the error names the template and the line.
pub fn render(site: &Site, theme: &Theme, options: &Options) -> Result<Pages> {
    let mut pages = render_to(site, theme, options, Ok)?;
    pages.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(pages)
}

/// Renders the whole site, on all cores, and hands over each page as soon as it is made, so that a large site need not
/// be in memory. Gives what `sink` gave for each, in no order.
///
/// # Errors
/// When a template of the theme fails, a [`ThemeError`] that names the template and the line; or the first error of
/// `sink`.
pub fn render_to<T: Send>(
    site: &Site,
    theme: &Theme,
    options: &Options,
    sink: impl Fn(Page) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let shared = Shared::new(site, theme, options);
    let ctx = RenderContext { site, theme, shared: &shared };
    let timings = options.timings.as_deref();
    let theme_outputs = theme_outputs(site, theme);
    let render = |outputs: Vec<(&str, &Output)>| -> Result<Vec<T>> {
        let page = |(path, output): (&str, &Output)| {
            let bytes = timings::piece(timings, work(output), || render_output(ctx, output, path))?;
            sink(Page { path: path.to_owned(), bytes })
        };
        outputs.into_par_iter().map(page).collect()
    };
    let outputs = site.outputs.iter().chain(theme_outputs.iter());
    let (finder, outputs): (Vec<_>, Vec<_>) = outputs.partition(|(_, output)| **output == Output::Finder);
    let (slow, others): (Vec<_>, Vec<_>) = outputs.into_iter().partition(|(_, output)| is_slow(output));
    // What takes longest is begun first, so that no core waits for it in the end. Only one task may make the index: one
    // that waits for another to make it could be the task that the other waits for.
    let (index, ((slow, others), cards)) = rayon::join(
        || {
            let index = timings::piece(timings, "index van de zoeker", || ctx.index());
            let mut files = index.files.par_iter().cloned().map(&sink).collect::<Result<Vec<T>>>()?;
            if let Some(list) = ctx.finder_list()? {
                files.push(sink(list.clone())?);
            }
            files.extend(render(finder)?);
            Ok::<_, anyhow::Error>(files)
        },
        || {
            rayon::join(
                || rayon::join(|| render(slow), || render(others)),
                || {
                    let card = |id| {
                        let made = timings::piece(timings, "deelkaarten", || social_card::render(ctx, id));
                        made.and_then(|(path, bytes)| sink(Page { path, bytes }))
                    };
                    social_card::all(ctx).into_par_iter().map(card).collect::<Result<Vec<T>>>()
                },
            )
        },
    );
    // Freeing thousands of cards takes a while, so it happens beside what the caller does next.
    rayon::spawn(move || drop(shared));
    let mut results = others?;
    results.extend(slow?);
    results.extend(cards?);
    results.extend(index?);
    Ok(results)
}
