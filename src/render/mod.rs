//! Step 4 of 5: render. The site and the theme become the bytes of every page.
//!
//! In: [`Site`] and [`Theme`]. Out: [`Pages`]. A page is a pure function of both and its `Route`, so that a page
//! can also be rendered alone, when it is asked for.
//! Never: touches a disk, reads the clock, changes the site.

mod cards;
mod colours;
mod data;
mod entry;
mod feed;
mod finder;
mod home;
mod host_files;
mod json_ld;
mod lazy_site;
mod not_found;
mod page;
mod redirects;
pub mod schema;
mod search;
mod sitemap;
pub mod theme;
mod url;
mod value;

use std::sync::OnceLock;

use anyhow::Result;
use bytes::Bytes;
use rayon::prelude::*;
use tera::{Context, Value};

use crate::link::Site;
use crate::model::{EntryId, Kind};
pub use lazy_site::LazySite;
pub use page::CSP;
pub use theme::{Theme, ThemeError};
pub use url::BaseUrl;

/// The page of the finder.
const FINDER: &str = "zoeken/index.html";

/// How a site is built.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where the site will stand; instead of `basis_url` in `site.yaml`.
    pub base: Option<BaseUrl>,
    /// Links end in `index.html`, so that the folder works when it is opened from disk.
    pub portable: bool,
}

/// A file of the site.
#[derive(Debug, Clone)]
pub struct Page {
    /// Path in the output folder, with `/`.
    pub path: String,
    /// Its content.
    pub bytes: Bytes,
}

/// All files of the site, by path.
pub type Pages = Vec<Page>;

/// What can be asked for; the path is in the table that [`routes`] makes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Route {
    Home,
    Overview(Kind),
    Entry(EntryId),
    /// A value without an entry of its own: facet and value by index.
    FacetValue(usize, usize),
    NotFound,
    Redirect(EntryId),
    Redirects,
    Headers,
    Robots,
    Sitemap,
    Feed,
    /// The feed of a value: facet and value by index.
    ValueFeed(usize, usize),
    DataJson,
    DataCsv,
    NoJekyll,
    Colours,
    Asset(String),
    Image(String),
}

impl Route {
    /// Whether the file tells of all entries, or of all of a kind.
    fn is_slow(&self) -> bool {
        matches!(self, Self::Overview(_) | Self::DataJson | Self::DataCsv | Self::Sitemap)
    }
}

/// Every file of the site with what makes it, by path. An output is one line here. The finder and its index are not
/// among them, since [`render`] makes those beside the others.
fn routes(site: &Site, theme: &Theme) -> Vec<(String, Route)> {
    let mut routes = vec![
        ("index.html".to_owned(), Route::Home),
        ("404.html".to_owned(), Route::NotFound),
        ("_redirects".to_owned(), Route::Redirects),
        ("_headers".to_owned(), Route::Headers),
        ("robots.txt".to_owned(), Route::Robots),
        ("sitemap.xml".to_owned(), Route::Sitemap),
        ("atom.xml".to_owned(), Route::Feed),
        ("data/vermeldingen.json".to_owned(), Route::DataJson),
        ("data/vermeldingen.csv".to_owned(), Route::DataCsv),
        (".nojekyll".to_owned(), Route::NoJekyll),
    ];
    if let Some(sheet) = site.settings.kleuren.as_ref().and_then(colours::sheet) {
        routes.push((colours::address(&sheet), Route::Colours));
    }
    let folders = Kind::ALL.iter().map(|k| (format!("{}/index.html", k.info().folder), Route::Overview(*k)));
    routes.extend(folders);
    let entries = site.entries.iter().enumerate();
    routes.extend(entries.map(|(i, e)| (format!("{}/index.html", e.path()), Route::Entry(EntryId::new(i)))));
    for (facet, group) in site.facets.iter().enumerate() {
        for (i, value) in group.values.iter().enumerate() {
            routes.push((format!("{}atom.xml", value.path), Route::ValueFeed(facet, i)));
            if value.path.starts_with("zoeken/") {
                routes.push((format!("{}index.html", value.path), Route::FacetValue(facet, i)));
            }
        }
    }
    let file =
        |alias: &str| if alias.ends_with('/') { format!("{alias}index.html") } else { alias.to_owned() };
    routes.extend(site.aliases.iter().map(|(alias, id)| (file(alias), Route::Redirect(*id))));
    routes.extend(theme.assets().map(|(address, name)| (address.to_owned(), Route::Asset(name.to_owned()))));
    routes
        .extend(site.images.iter().map(|(path, image)| (image.address.clone(), Route::Image(path.clone()))));
    routes.sort_by(|a, b| a.0.cmp(&b.0));
    // One image under two names has one address.
    routes.dedup_by(|a, b| a.0 == b.0);
    routes
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
    let renderer = Renderer { site, theme, shared: &shared };
    let make = |routes: Vec<(String, Route)>| -> Result<Vec<T>> {
        let page =
            |(path, route): (String, Route)| sink(Page { bytes: renderer.bytes(&route, &path)?, path });
        routes.into_par_iter().map(page).collect()
    };
    let (long, others): (Vec<_>, Vec<_>) = routes(site, theme).into_iter().partition(|(_, r)| r.is_slow());
    // What takes longest is begun first, so that no core waits for it in the end.
    let (finder, (long, others)) = rayon::join(
        || renderer.finder_and_index()?.into_par_iter().map(&sink).collect::<Result<Vec<T>>>(),
        || rayon::join(|| make(long), || make(others)),
    );
    // Taking thousands of cards apart takes a while, so it happens beside what the caller does next.
    rayon::spawn(move || drop(shared));
    let mut taken = others?;
    taken.extend(long?);
    taken.extend(finder?);
    Ok(taken)
}

/// What the pages share: the entries as cards, the addresses. A card is made when a page first needs it.
struct Shared {
    base: Option<BaseUrl>,
    portable: bool,
    cards: Vec<OnceLock<Value>>,
    globals: Value,
    /// Per entry: whether it is a value of a facet, so that there is a feed of what carries it.
    has_feed: Vec<bool>,
}

impl Shared {
    fn new(site: &Site, theme: &Theme, options: &Options) -> Self {
        let own = site.settings.basis_url.as_ref().and_then(|u| BaseUrl::parse(&u.written).ok());
        let base = options.base.clone().or(own);
        let mut shared = Self {
            base,
            portable: options.portable,
            cards: vec![OnceLock::new(); site.entries.len()],
            globals: Value::none(),
            has_feed: vec![false; site.entries.len()],
        };
        for id in site.facets.iter().flat_map(|f| &f.values).filter_map(|v| v.entry) {
            shared.has_feed[id.index()] = true;
        }
        shared.globals = Renderer { site, theme, shared: &shared }.site_values();
        shared
    }
}

/// Makes pages of a site with a theme.
struct Renderer<'a> {
    site: &'a Site,
    theme: &'a Theme,
    shared: &'a Shared,
}

/// Pages read what they share as their own.
impl std::ops::Deref for Renderer<'_> {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        self.shared
    }
}

impl Renderer<'_> {
    /// The page of the finder and the scripts of its index.
    fn finder_and_index(&self) -> Result<Pages> {
        let index = search::build(self.site, &search::order(self.site));
        let finder = self.finder(index.address())?;
        let mut pages = index.files;
        pages.push(Page { path: FINDER.to_owned(), bytes: finder.into_bytes().into() });
        Ok(pages)
    }

    fn bytes(&self, route: &Route, path: &str) -> Result<Bytes> {
        let text = match route {
            Route::Home => self.home()?,
            Route::Overview(kind) => self.overview(*kind)?,
            Route::Entry(id) => self.entry(*id)?,
            Route::FacetValue(facet, value) => self.facet_value(*facet, *value)?,
            Route::NotFound => self.not_found()?,
            Route::Redirect(id) => self.redirect(*id, path)?,
            Route::Redirects => self.redirects(),
            Route::Headers => self.headers(),
            Route::Robots => self.robots(),
            Route::Sitemap => self.sitemap(),
            Route::Feed => self.feed(),
            Route::ValueFeed(facet, value) => self.value_feed(*facet, *value),
            Route::DataJson => self.data_json()?,
            Route::DataCsv => self.data_csv(),
            Route::NoJekyll => String::new(),
            Route::Colours => {
                self.site.settings.kleuren.as_ref().and_then(colours::sheet).unwrap_or_default()
            }
            Route::Asset(name) => return Ok(self.theme.asset(name)),
            Route::Image(path) => return Ok(Bytes::from_owner(self.site.images[path].bytes.clone())),
        };
        Ok(text.into_bytes().into())
    }

    /// Renders a template; `path` is the address of the page, for what depends on it.
    fn template(&self, name: &str, path: &str, page: Vec<(&'static str, Value)>) -> Result<String> {
        let mut context = Context::new();
        context.insert_value("site", self.globals.clone());
        context.insert_value("root", Value::from(url::root(path)));
        for (key, value) in page {
            context.insert_value(key, value);
        }
        self.theme.render(name, &context)
    }
}
