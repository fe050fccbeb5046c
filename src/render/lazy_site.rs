//! A site of which pages are rendered when they are asked for.

use std::sync::Arc;

use anyhow::Result;
use bytes::Bytes;

use super::context::{RenderContext, Shared};
use super::{Options, Theme, render_output, social_card, theme_outputs};
use crate::link::Site;
use crate::outputs::{Access, Output, Outputs, SEARCH_INDEX, SOCIAL_CARDS};

/// A site with its theme, ready to make any of its pages. What costs time (cards, the index of the finder) is made when a
/// page first needs it.
pub struct LazySite {
    site: Arc<Site>,
    theme: Arc<Theme>,
    shared: Shared,
    theme_outputs: Outputs,
}

impl LazySite {
    /// Prepares the pages; renders none.
    pub fn new(site: Arc<Site>, theme: Arc<Theme>, options: &Options) -> Self {
        let shared = Shared::new(&site, &theme, options);
        let theme_outputs = theme_outputs(&site, &theme);
        Self { site, theme, shared, theme_outputs }
    }

    /// The site.
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// The theme.
    pub fn theme(&self) -> &Arc<Theme> {
        &self.theme
    }

    /// The path of the base URL, from `/` to `/`.
    pub fn base_path(&self) -> &str {
        self.context().base_path()
    }

    /// The file at `path` (`parels/x/index.html`), the same bytes as [`render`](super::render) gives; `None` when there is
    /// none.
    ///
    /// # Errors
    /// When a template of the theme fails; the error names the template and the line.
    pub fn file(&self, path: &str) -> Option<Result<Bytes>> {
        if let Some(output) = self.output(path) {
            return Some(render_output(self.context(), output, path));
        }
        if path.starts_with(SOCIAL_CARDS) {
            let id = social_card::at(self.context(), path)?;
            return Some(social_card::render(self.context(), id).map(|(_, bytes)| bytes));
        }
        // The addresses of the index follow from its content.
        if !path.starts_with(SEARCH_INDEX) {
            return None;
        }
        let list = match self.context().finder_list() {
            Ok(list) => list,
            Err(error) => return Some(Err(error)),
        };
        let mut files = list.into_iter().chain(&self.context().index().files);
        files.find(|page| page.path == path).map(|page| Ok(page.bytes.clone()))
    }

    /// Whether the host serves a file at `path`.
    pub fn serves(&self, path: &str) -> bool {
        match self.output(path) {
            Some(output) => output.access() != Access::Host,
            None if path.starts_with(SOCIAL_CARDS) => social_card::at(self.context(), path).is_some(),
            None => self.file(path).is_some(),
        }
    }

    /// Where an old address leads, when the file at `path` only sends the reader on: a path without its first slash.
    pub fn redirect(&self, path: &str) -> Option<String> {
        match self.output(path)? {
            Output::Redirect(id) => Some(format!("{}/", self.site.entry(*id).path())),
            _ => None,
        }
    }

    /// The file in the content folder that the page at `path` is made of.
    pub fn source(&self, path: &str) -> Option<&str> {
        match self.output(path)? {
            Output::Entry(id) => Some(&self.site.entry(*id).source.path),
            _ => None,
        }
    }

    /// Renders a template of the theme that is not for a page of the site, such as the editors' dashboard. `root` leads from
    /// the page to the root of the site.
    ///
    /// # Errors
    /// When there is no such template or it fails.
    pub fn template(&self, name: &str, root: &str, values: &serde_json::Value) -> Result<String> {
        self.context().page_at(name, root, values)
    }

    /// The addresses of the style sheets of a page, from the root of the site.
    pub fn style_sheets(&self) -> Vec<String> {
        let is_sheet =
            |(path, output): &(&str, &Output)| **output == Output::Colours || path.ends_with(".css");
        let (colours, sheets): (Vec<_>, Vec<_>) =
            self.theme_outputs.iter().filter(is_sheet).partition(|(_, output)| **output == Output::Colours);
        // The colours of the site come after those of the theme.
        sheets.into_iter().chain(colours).map(|(path, _)| path.to_owned()).collect()
    }

    fn output(&self, path: &str) -> Option<&Output> {
        self.site.outputs.get(path).or_else(|| self.theme_outputs.get(path))
    }

    fn context(&self) -> RenderContext<'_> {
        RenderContext { site: &self.site, theme: &self.theme, shared: &self.shared }
    }
}
