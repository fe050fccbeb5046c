//! Where an entry can be changed or added: the desk, the CMS, or the web editor of the repository.

use serde::Serialize;

use super::context::RenderContext;
use super::new_entry::new_entry;
use crate::model::settings::Bewerken;
use crate::model::{Entry, Kind};
use crate::outputs::CMS;
use crate::text::forge::Repository;
use crate::text::url::percent_encode;

/// Where the desk is, on the computer of an editor.
const DESK: &str = "http://localhost:4747/_redactie/";
/// The branch and the folder of the entries in a repository of which only the page is given.
const BRANCH: &str = "main";
const FOLDER: &str = "content";

/// A link for who writes.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EditLink {
    url: String,
    /// Whether it leads to a page of this site, from its root.
    eigen: bool,
    tekst: &'static str,
    uitleg: &'static str,
}

impl EditLink {
    fn new(url: String, by: Bewerken) -> Self {
        let uitleg = match by {
            Bewerken::Bureau => {
                "Dit opent het redactiebureau op uw eigen computer, als parelsnoer daar aanstaat."
            }
            Bewerken::Cms => "Dit is voor redacteuren, die zich eerst aanmelden.",
            Bewerken::Opslagplaats => {
                "Ziet u iets wat niet klopt of wat mist? Iedereen kan een verbetering voorstellen."
            }
        };
        Self { url, eigen: by == Bewerken::Cms, tekst: "", uitleg }
    }
}

/// Where an entry is changed.
pub(super) fn edit(ctx: RenderContext<'_>, entry: &Entry) -> Option<EditLink> {
    let info = entry.data.kind().info();
    let slug = percent_encode(entry.slug());
    let by = place(ctx)?;
    let url = match by {
        Bewerken::Bureau => format!("{DESK}bewerk/{}/{slug}/", info.name),
        Bewerken::Cms => format!("{}#/collections/{}/entries/{slug}", ctx.url(CMS), info.folder),
        Bewerken::Opslagplaats => file(ctx, &entry.source.path)?,
    };
    Some(EditLink::new(url, by))
}

/// Where an entry of a kind is written.
pub(super) fn new(ctx: RenderContext<'_>, kind: Kind) -> Option<EditLink> {
    let info = kind.info();
    let by = place(ctx)?;
    let url = match by {
        Bewerken::Bureau => format!("{DESK}nieuw/{}/", info.name),
        Bewerken::Cms => format!("{}#/collections/{}/new", ctx.url(CMS), info.folder),
        Bewerken::Opslagplaats => {
            let name = format!("{FOLDER}/{}/nieuw-{}.md", info.folder, info.name);
            Repository::of(repository(ctx)?)?.new_file(BRANCH, &name, &new_entry(kind))
        }
    };
    let uitleg = match by {
        Bewerken::Opslagplaats => "Kent u er een die hier mist? Iedereen kan er een voorstellen.",
        Bewerken::Bureau | Bewerken::Cms => "",
    };
    let link = EditLink::new(url, by);
    let uitleg = if uitleg.is_empty() { link.uitleg } else { uitleg };
    Some(EditLink { tekst: title(kind), uitleg, ..link })
}

/// What the link to a new entry says.
fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Gemeente => "Nieuwe gemeente",
        Kind::Parel => "Nieuwe parel",
        Kind::Organisatie => "Nieuwe organisatie",
        Kind::Thema => "Nieuw thema",
        Kind::Succesfactor => "Nieuwe succesfactor",
        Kind::Doelgroep => "Nieuwe doelgroep",
        Kind::Verhaal => "Nieuw verhaal",
        Kind::Bijeenkomst => "Nieuwe bijeenkomst",
        Kind::Publicatie => "Nieuwe publicatie",
        Kind::Begrip => "Nieuw begrip",
        Kind::Pagina => "Nieuwe pagina",
    }
}

/// What `site.yaml` says; a repository is a place by itself.
fn place(ctx: RenderContext<'_>) -> Option<Bewerken> {
    let settings = &ctx.site.settings;
    settings.bewerken.or_else(|| settings.repository.as_ref().map(|_| Bewerken::Opslagplaats))
}

fn repository(ctx: RenderContext<'_>) -> Option<&str> {
    ctx.site.settings.repository.as_ref().map(|r| r.written.as_str())
}

/// Where a file of the content folder can be edited. The address of a repository stands for its page; any other address is
/// taken for that of the folder itself.
fn file(ctx: RenderContext<'_>, source: &str) -> Option<String> {
    let written = repository(ctx)?;
    if let Some(repository) = Repository::of(written) {
        return Some(repository.edit(BRANCH, &format!("{FOLDER}/{source}")));
    }
    let path: Vec<String> = source.split('/').map(percent_encode).collect();
    Some(format!("{}/{}", written.trim_end_matches('/'), path.join("/")))
}
