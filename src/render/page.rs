//! What every page tells about itself and about the site it belongs to.

use tera::Value as Shown;

use super::value::{map, optional, text};
use super::{Renderer, colours, json_ld, url};
use crate::model::settings::JaNee;
use crate::model::value::Value;
use crate::model::{Data, Entry, Kind};
use crate::text::url::percent_encode;

/// What a page of the site may load: only the site itself, and no script or style in the page.
/// `data:` is for the small pictures in the style sheet.
pub const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'";

/// What the head of a page needs.
pub(super) struct Head<'t> {
    /// Address without its first slash: `parels/x/`.
    pub(super) path: &'t str,
    /// The title of the page.
    pub(super) title: &'t str,
    /// One or two sentences about it.
    pub(super) description: &'t str,
    /// An image for previews, as an address on the site.
    pub(super) image: Option<&'t str>,
    /// The page as schema.org describes it.
    pub(super) json_ld: Option<serde_json::Value>,
    /// Whether the page lists the entries of a facet value, so that there is a feed of them beside it.
    pub(super) feed: bool,
    /// The file in the content folder that it was made of.
    pub(super) source: Option<&'t str>,
}

impl Renderer<'_> {
    /// What is the same on every page.
    pub(super) fn site_values(&self) -> Shown {
        let settings = &self.site.settings;
        let menu: Vec<Shown> =
            settings.menu.iter().filter_map(|item| self.menu_item(&item.written)).collect();
        let mut pages: Vec<(u32, &Entry)> = self
            .site
            .ids(Kind::Pagina)
            .map(|id| self.site.entry(id))
            .filter_map(|e| if let Data::Pagina(p) = &e.data { p.menu.map(|m| (m, e)) } else { None })
            .collect();
        pages.sort_by_cached_key(|(place, e)| (*place, crate::text::fold(e.title()).into_owned()));
        let footer: Vec<Shown> =
            pages.into_iter().map(|(_, e)| self.link(&format!("{}/", e.path()), e.title())).collect();
        let assets: Vec<(String, String)> =
            self.theme.assets().map(|(address, name)| (name.to_owned(), address.to_owned())).collect();
        let assets: tera::value::Map = assets.into_iter().map(|(n, a)| (n.into(), Shown::from(a))).collect();
        let overviews: tera::value::Map = Kind::ALL
            .iter()
            .map(|k| {
                let folder = k.info().folder;
                (folder.into(), text(url::page(&format!("{folder}/"), self.portable)))
            })
            .collect();
        map([
            ("titel", text(&settings.titel.0)),
            ("ondertitel", optional(settings.ondertitel.as_ref(), |o| text(&o.0))),
            ("organisatie", optional(settings.organisatie.as_ref(), |o| text(&o.0))),
            (
                "contact",
                optional(settings.contact.as_ref(), |c| {
                    self.to_value(&Value::Text(self.public_href(&c.written)))
                }),
            ),
            ("menu", menu.into()),
            ("voetmenu", footer.into()),
            ("overzichten", overviews.into()),
            ("home", text(url::page("", self.portable))),
            ("zoeken", text(url::page("zoeken/", self.portable))),
            ("middelen", assets.into()),
            ("beleid", optional((!self.portable).then_some(super::page::CSP), text)),
            (
                "kleuren",
                optional(settings.kleuren.as_ref().and_then(colours::sheet), |s| text(colours::address(&s))),
            ),
            ("vindbaar", Shown::from(settings.zoekmachines != Some(JaNee::Nee))),
        ])
    }

    fn menu_item(&self, written: &str) -> Option<Shown> {
        if written == "zoeken" {
            return Some(self.link("zoeken/", "Zoeken"));
        }
        if let Some(kind) = Kind::of_folder(written) {
            return Some(self.link(&format!("{}/", kind.info().folder), kind.info().heading));
        }
        let page = self.site.ids(Kind::Pagina).map(|id| self.site.entry(id)).find(|e| e.slug() == written)?;
        Some(self.link(&format!("{}/", page.path()), page.title()))
    }

    /// A link to a page of the site: address from the root, path and title.
    pub(super) fn link(&self, path: &str, title: &str) -> Shown {
        map([("url", text(url::page(path, self.portable))), ("pad", text(path)), ("titel", text(title))])
    }

    /// An address of front matter as a page shows it: a path on the site from the root, anything else as it is.
    pub(super) fn public_href(&self, written: &str) -> String {
        match written.strip_prefix('/') {
            Some(path) => {
                let end = path.find(['?', '#']).unwrap_or(path.len());
                let (path, rest) = path.split_at(end);
                let last = path.rsplit('/').next().unwrap_or_default();
                let path =
                    if last.is_empty() || last.contains('.') { path.to_owned() } else { format!("{path}/") };
                format!("{}{rest}", url::page(&path, self.portable))
            }
            None => written.to_owned(),
        }
    }

    /// The URL of a path for readers elsewhere: absolute when the site has a base URL.
    pub(super) fn public_url(&self, path: &str) -> String {
        self.base.as_ref().map_or_else(|| format!("/{path}"), |b| b.absolute(path))
    }

    /// The head of a page.
    pub(super) fn head(&self, head: Head<'_>) -> Shown {
        let absolute = |path: &str| self.base.as_ref().map(|b| b.absolute(path));
        let ld = head.json_ld.map(|ld| json_ld::embed(&ld));
        map([
            ("titel", text(head.title)),
            ("omschrijving", text(head.description)),
            ("pad", text(head.path)),
            ("canoniek", optional(absolute(head.path), text)),
            ("beeld", optional(head.image.and_then(absolute), text)),
            ("jsonld", optional(ld, |ld| Shown::safe_string(&ld))),
            ("feed", optional(head.feed.then(|| format!("{}atom.xml", head.path)), text)),
            ("verbeter", optional(head.source.and_then(|s| self.edit_address(s)), text)),
        ])
    }

    /// The address at which the file of a page can be edited. For an address of a repository on GitHub or GitLab the
    /// branch is `main` and the folder `content`; any other address is taken for the folder itself.
    fn edit_address(&self, source: &str) -> Option<String> {
        let written = &self.site.settings.repository.as_ref()?.written;
        let repository = written.trim_end_matches('/').trim_end_matches(".git");
        let (host, path) = repository.split_once("://")?.1.split_once('/')?;
        let bare = path.matches('/').count() == 1;
        let edit = if bare && host == "github.com" {
            "/edit/main/content"
        } else if bare && host.contains("gitlab") {
            "/-/edit/main/content"
        } else {
            ""
        };
        let path: Vec<String> = source.split('/').map(percent_encode).collect();
        Some(format!("{repository}{edit}/{}", path.join("/")))
    }
}
