//! A site of which pages are rendered when they are asked for.

use std::sync::{Arc, OnceLock};

use anyhow::Result;
use bytes::Bytes;
use tera::{Context, Value};

use super::{FINDER, Options, Pages, Renderer, Route, Shared, Theme, ThemeError, colours, routes, search};
use crate::link::Site;

/// A site with its theme, ready to make any of its pages. What costs time (cards, the index of the finder) is made when a
/// page first needs it.
pub struct LazySite {
    site: Arc<Site>,
    theme: Arc<Theme>,
    shared: Shared,
    routes: Vec<(String, Route)>,
    /// The finder and its index, or what is wrong with the template.
    finder: OnceLock<Result<Pages, String>>,
}

impl LazySite {
    /// Prepares the pages; renders none.
    pub fn new(site: Arc<Site>, theme: Arc<Theme>, options: &Options) -> Self {
        let shared = Shared::new(&site, &theme, options);
        let routes = routes(&site, &theme);
        Self { site, theme, shared, routes, finder: OnceLock::new() }
    }

    /// The site.
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// The theme.
    pub fn theme(&self) -> &Arc<Theme> {
        &self.theme
    }

    /// The path of the address at which the site will stand, from `/` to `/`.
    pub fn base_path(&self) -> &str {
        self.shared.base.as_ref().map_or("/", |base| base.path())
    }

    /// The file at `path` (`parels/x/index.html`), the same bytes as [`render`](super::render) gives; `None` when there is
    /// none.
    ///
    /// # Errors
    /// When a template of the theme fails; the error names the template and the line.
    pub fn file(&self, path: &str) -> Option<Result<Bytes>> {
        if let Some(route) = self.route(path) {
            return Some(self.renderer().bytes(route, path));
        }
        match self.finder(path)? {
            Ok(pages) => pages.iter().find(|page| page.path == path).map(|page| Ok(page.bytes.clone())),
            Err(wrong) => Some(Err(ThemeError::new(wrong.clone()).into())),
        }
    }

    /// Whether there is a file at `path`, without making it.
    pub fn contains(&self, path: &str) -> bool {
        self.route(path).is_some() || path == FINDER || self.file(path).is_some()
    }

    /// The finder and its index, when `path` belongs to them. Their addresses follow from their content.
    fn finder(&self, path: &str) -> Option<&Result<Pages, String>> {
        let belongs = path == FINDER || path.starts_with(search::FOLDER);
        let make = || self.renderer().finder_and_index().map_err(|error| error.to_string());
        belongs.then(|| self.finder.get_or_init(make))
    }

    /// Where an old address leads, when the file at `path` only sends the reader on: a path without its first slash.
    pub fn redirect(&self, path: &str) -> Option<String> {
        match self.route(path)? {
            Route::Redirect(id) => Some(format!("{}/", self.site.entry(*id).path())),
            _ => None,
        }
    }

    /// The file in the content folder that the page at `path` is made of.
    pub fn source(&self, path: &str) -> Option<&str> {
        match self.route(path)? {
            Route::Entry(id) => Some(&self.site.entry(*id).source.path),
            _ => None,
        }
    }

    /// Renders a template of the theme that is no page of the site, such as the editors' desk. `root` leads from the page
    /// to the root of the site.
    ///
    /// # Errors
    /// When there is no such template or it fails.
    pub fn template(&self, name: &str, root: &str, values: &serde_json::Value) -> Result<String> {
        let mut context = Context::new();
        context.insert_value("site", self.shared.globals.clone());
        context.insert_value("root", Value::from(root));
        for (key, value) in values.as_object().into_iter().flatten() {
            context.insert_value(key.clone(), Value::from_serializable(value));
        }
        self.theme.render(name, &context)
    }

    /// The addresses of the style sheets of a page, from the root of the site.
    pub fn style_sheets(&self) -> Vec<String> {
        let sheets = self.theme.assets().filter(|(address, _)| address.ends_with(".css"));
        let colours = self.site.settings.kleuren.as_ref().and_then(colours::sheet);
        let colours = colours.map(|sheet| colours::address(&sheet));
        sheets.map(|(address, _)| address.to_owned()).chain(colours).collect()
    }

    fn route(&self, path: &str) -> Option<&Route> {
        let at = self.routes.binary_search_by(|(p, _)| p.as_str().cmp(path)).ok()?;
        Some(&self.routes[at].1)
    }

    fn renderer(&self) -> Renderer<'_> {
        Renderer { site: &self.site, theme: &self.theme, shared: &self.shared }
    }
}
