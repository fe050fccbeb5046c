//! What the pages of a site share: its values and its cards, each made once.

use std::sync::{Arc, OnceLock};

use anyhow::Result;
use serde::Serialize;
use tera::{Context, Value};

use super::insights::kinship::{Term, terms};
use super::page::SiteContext;
use super::qr::{Modules, modules};
use super::search::Search;
use super::share::Code;
use super::{BaseUrl, CardStore, Options, Page, Theme, cards, finder, search, url, value};
use crate::link::Site;
use crate::model::EntryId;
use crate::outputs;

/// What is made once per site. A card is made when a page first needs it, as is the index of the finder.
pub(super) struct Shared {
    /// Where the site will stand.
    pub(super) base: Option<BaseUrl>,
    /// Links end in `index.html`.
    pub(super) portable: bool,
    /// Where the cards for sharing of earlier builds are kept.
    pub(super) card_store: Option<Arc<dyn CardStore>>,
    site_context: Value,
    cards: Vec<OnceLock<Value>>,
    index: OnceLock<Search>,
    finder_list: OnceLock<Option<Page>>,
    terms: OnceLock<Vec<Term>>,
    /// The codes of the pages of entries, which take longer than the pages.
    codes: Vec<OnceLock<Option<Modules>>>,
}

impl Shared {
    pub(super) fn new(site: &Site, theme: &Theme, options: &Options) -> Self {
        let own = site.settings.basis_url.as_ref().and_then(|u| BaseUrl::parse(&u.written).ok());
        Self {
            base: options.base.clone().or(own),
            portable: options.portable,
            card_store: options.card_store.clone(),
            site_context: value::from(&SiteContext::new(site, theme, options.portable)),
            cards: vec![OnceLock::new(); site.entries.len()],
            index: OnceLock::new(),
            finder_list: OnceLock::new(),
            terms: OnceLock::new(),
            codes: (0..site.entries.len()).map(|_| OnceLock::new()).collect(),
        }
    }
}

/// What the function of a page gets.
#[derive(Clone, Copy)]
pub(super) struct RenderContext<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) shared: &'a Shared,
}

impl<'a> RenderContext<'a> {
    /// The card of an entry.
    pub(super) fn card(self, id: EntryId) -> Value {
        self.shared.cards[id.index()].get_or_init(|| cards::card(self, id)).clone()
    }

    /// The cards of entries.
    pub(super) fn cards(self, ids: impl IntoIterator<Item = EntryId>) -> Vec<Value> {
        ids.into_iter().map(|id| self.card(id)).collect()
    }

    /// The index of the finder.
    pub(super) fn index(self) -> &'a Search {
        self.shared.index.get_or_init(|| search::build(self.site, &search::order(self.site)))
    }

    /// The script with what the page of the finder leaves out, when there is any.
    pub(super) fn finder_list(self) -> Result<Option<&'a Page>> {
        if let Some(made) = self.shared.finder_list.get() {
            return Ok(made.as_ref());
        }
        let made = finder::list(self)?;
        Ok(self.shared.finder_list.get_or_init(|| made).as_ref())
    }

    /// The themes and success factors with their parels.
    pub(super) fn terms(self) -> &'a [Term] {
        self.shared.terms.get_or_init(|| terms(self.site))
    }

    /// The QR code of the page of an entry, when the site has a base URL.
    pub(super) fn code(self, id: EntryId) -> Option<Code> {
        let make = || modules(&self.absolute(&format!("{}/", self.site.entry(id).path()))?);
        self.shared.codes[id.index()].get_or_init(make).as_ref().map(Code::new)
    }

    /// The URL of a page from the root of the site.
    pub(super) fn url(self, path: &str) -> String {
        url::page(path, self.shared.portable)
    }

    /// The absolute URL of a path, when the site has a base URL.
    pub(super) fn absolute(self, path: &str) -> Option<String> {
        self.shared.base.as_ref().map(|base| base.absolute(path))
    }

    /// The URL of a path for readers elsewhere: absolute when the site has a base URL.
    pub(super) fn public_url(self, path: &str) -> String {
        self.absolute(path).unwrap_or_else(|| format!("/{path}"))
    }

    /// The path of the base URL, from `/` to `/`.
    pub(super) fn base_path(self) -> &'a str {
        self.shared.base.as_ref().map_or("/", |base| base.path())
    }

    /// Renders the template of the page at `path`.
    pub(super) fn page(self, template: &str, path: &str, page: &impl Serialize) -> Result<String> {
        self.page_at(template, &url::root(path), page)
    }

    /// Renders the template of a page of which the links begin with `root`. The keys of the template are the fields of
    /// `page`. A [`Value`] in it is shared, not copied.
    pub(super) fn page_at(self, template: &str, root: &str, page: &impl Serialize) -> Result<String> {
        let mut context = Context::from_serialize(page)?;
        context.insert_value("site", self.shared.site_context.clone());
        context.insert_value("root", Value::from(root));
        self.theme.render(template, &context)
    }
}

/// An address of front matter as a page shows it: a path on the site from its root, anything else as it is.
pub(super) fn href(site: &Site, portable: bool, written: &str) -> String {
    let Some(path) = written.strip_prefix('/') else { return written.to_owned() };
    let (path, rest) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
    let path = site
        .outputs
        .at(&crate::text::url::percent_decode(path))
        .map_or(path, |(file, _)| outputs::address_of(file));
    format!("{}{rest}", url::page(path, portable))
}
