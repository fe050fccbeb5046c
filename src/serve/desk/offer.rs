//! «Bied aan»: what an editor changed, as a proposal to who keeps the site, or as an archive to mail to them.

use std::path::Path;
use std::sync::PoisonError;

use anyhow::Result;
use axum::http::StatusCode;
use serde_json::json;

use super::changed::{Item, Work};
use super::{Request, see};
use crate::attachments::Kind;
use crate::model::Entry;
use crate::offer::{self, Change, ChangedFile, GitError, Outcome, Pending};
use crate::read;
use crate::serve::respond::Reply;
use crate::system_error;
use crate::text::slugify;
use crate::write::begin;

/// The name of the archive, which is the end of its address.
const ARCHIVE: &str = "voorstel.zip";
/// The longest message, in characters.
const LONGEST: usize = 200;
/// The longest name of a branch.
const LONGEST_NAME: usize = 50;

/// What the page says above the list, and whether it is bad news.
struct Notice {
    status: StatusCode,
    text: String,
    lines: Vec<String>,
}

impl Notice {
    fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, text: text.into(), lines: Vec::new() }
    }
}

/// Shows what differs.
pub(super) fn show(request: &Request<'_>) -> Result<Reply> {
    if !request.rest.is_empty() {
        return Ok(request.missing());
    }
    page(request, &Work::find(request)?, None)
}

/// Offers what was chosen.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    if !matches!(request.rest, "" | ARCHIVE) {
        return Ok(request.missing());
    }
    // Who clicks twice offers once: the second request finds what the first one made.
    let _turn = request.desk.offering.lock().unwrap_or_else(PoisonError::into_inner);
    if request.form.get("klaar").is_some() {
        begin::forget(&request.desk.content)?;
        return Ok(see("aanbieden/?gelukt=klaar"));
    }
    let work = Work::find(request)?;
    let asked = |item: &&Item| request.form.iter().any(|(name, path)| name == "kies" && path == item.path);
    let chosen: Vec<&Item> = work.items.iter().filter(asked).collect();
    if chosen.is_empty() {
        let text = "Kies eerst een vermelding. Er is niets aangeboden.";
        return page(request, &work, Some(Notice::new(StatusCode::UNPROCESSABLE_ENTITY, text)));
    }
    let sentence = sentence(request, &work, &chosen);
    if request.rest == ARCHIVE {
        return archive(request, &work, &chosen, &sentence);
    }
    let lines = work.faults(request.desk, &chosen);
    if !lines.is_empty() {
        let text = "Zo past dit niet op de site, en daarom is er niets aangeboden. Herstel de fout, of kies ook de vermelding \
                    die er bij hoort.";
        let notice = Notice { lines, ..Notice::new(StatusCode::UNPROCESSABLE_ENTITY, text) };
        return page(request, &work, Some(notice));
    }
    let files: Vec<String> = chosen.iter().flat_map(|item| item.files()).map(str::to_owned).collect();
    if let Some(same) = pending(&request.desk.content)?.into_iter().find(|offer| is_same(offer, &files)) {
        return Ok(see(&format!("aanbieden/?gelukt={}", same.branch)));
    }
    let mut name = slugify(&chosen[0].title);
    name.truncate(LONGEST_NAME);
    let name = if name.is_empty() { "voorstel" } else { name.trim_end_matches('-') };
    match offer::offer(&request.desk.content, &files, name, &sentence) {
        Ok(Outcome::Offered { branch, merged, .. }) => {
            let with = if merged.is_empty() { "" } else { "&samen=ja" };
            Ok(see(&format!("aanbieden/?gelukt={branch}{with}")))
        }
        Ok(Outcome::Overtaken(lines)) => {
            let text = "Een collega veranderde intussen dezelfde regels. Er is niets aangeboden en uw tekst staat er nog. Laat \
                        wie de site beheert de nieuwste versie ophalen, of download uw wijzigingen als zip.";
            page(request, &work, Some(Notice { lines, ..Notice::new(StatusCode::CONFLICT, text) }))
        }
        Err(error) => {
            let text = format!("Er is niets aangeboden: {}.", system_error::chain(&error));
            page(request, &work, Some(Notice::new(StatusCode::BAD_GATEWAY, text)))
        }
    }
}

/// The sentence of the editor; the one that we proposed only when it still says what was chosen.
fn sentence(request: &Request<'_>, work: &Work, chosen: &[&Item]) -> String {
    let written = request.form.get("zin").unwrap_or_default();
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if written.is_empty() || Some(written.as_str()) == request.form.get("voorstel") {
        return proposal(work, chosen.iter().copied());
    }
    written.chars().take(LONGEST).collect()
}

fn proposal<'a>(work: &Work, items: impl Iterator<Item = &'a Item>) -> String {
    let files: Vec<ChangedFile> = items.flat_map(|item| item.changed_files()).collect();
    let gone = files.iter().all(|file| file.change == Change::Removed);
    offer::message(if gone { &work.old.site } else { &work.new.site }, &files)
}

/// Whether an offer holds exactly these files, as they are now.
fn is_same(offer: &Pending, files: &[String]) -> bool {
    offer.files.len() == files.len() && files.iter().all(|file| offer.same.contains(file))
}

/// The offers of this content folder that wait; none without a repository.
pub(in crate::serve) fn pending(content: &Path) -> Result<Vec<Pending>> {
    match offer::pending(content) {
        Err(error) if error.is::<GitError>() => Ok(Vec::new()),
        found => found,
    }
}

/// The chosen files as an archive.
fn archive(request: &Request<'_>, work: &Work, chosen: &[&Item], sentence: &str) -> Result<Reply> {
    let prefix = &request.snapshot.latest.prefix;
    let folder = prefix.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty());
    let folder = folder.unwrap_or("content");
    let mut note = format!("{sentence}.\n\nPak deze bestanden uit over de map {folder}.\n");
    let mut files = Vec::new();
    for file in chosen.iter().flat_map(|item| item.changed_files()) {
        match read::path::bytes_inside(&request.desk.content, &file.path)? {
            Some(bytes) if file.change != Change::Removed => {
                files.push((format!("{folder}/{}", file.path), bytes))
            }
            _ => note.push_str(&format!("Haal weg: {folder}/{}\n", file.path)),
        }
    }
    for item in chosen {
        for line in lines(work, item) {
            note.push_str(&format!("\n{} ({}): {line}", item.title, item.kind.info().name));
        }
    }
    let bytes = offer::archive(note.trim_end(), &files)?;
    Ok(Reply::file(ARCHIVE, bytes.into()))
}

/// What differs in an entry.
fn lines(work: &Work, item: &Item) -> Vec<String> {
    let address = format!("/{}/", item.address);
    let changed = work.changes.changed.iter().find(|changed| changed.entry.address == address);
    let moved = work.changes.moved.iter().find(|moved| moved.changed.entry.address == address);
    let mut lines = changed.or(moved.map(|moved| &moved.changed)).map(|c| c.lines()).unwrap_or_default();
    lines.extend(moved.map(|moved| format!("had eerst het adres {}", moved.from)));
    lines
}

fn page(request: &Request<'_>, work: &Work, notice: Option<Notice>) -> Result<Reply> {
    let (waiting, trouble) = match pending(&request.desk.content) {
        Ok(waiting) => (waiting, None),
        Err(error) => (Vec::new(), Some(system_error::chain(&error))),
    };
    let offered =
        |item: &Item| waiting.iter().find(|offer| item.files().all(|f| offer.same.iter().any(|s| s == f)));
    let was_chosen = |item: &Item| match notice {
        Some(_) => request.form.iter().any(|(name, path)| name == "kies" && path == item.path),
        None => offered(item).is_none(),
    };
    let entry = |item: &Item| {
        work.new.site.entries.iter().any(|entry: &std::sync::Arc<Entry>| *entry.source.path == item.path)
    };
    let files = |item: &Item, documents: bool| -> Vec<String> {
        let is_document = |file: &&ChangedFile| {
            let extension = file.path.rsplit_once('.').map_or("", |(_, extension)| extension);
            Kind::of_extension(extension).is_some() == documents
        };
        item.images.iter().filter(is_document).map(|file| file.path.clone()).collect()
    };
    let shown = |item: &Item| {
        let info = item.kind.info();
        let slug = item.address.rsplit('/').next().unwrap_or_default();
        json!({
            "bestand": item.path,
            "titel": item.title,
            "soort": info.name,
            "wat": match item.change {
                Some(Change::Added) => "nieuw",
                Some(Change::Removed) => "verwijderd",
                Some(Change::Modified) | None => "veranderd",
            },
            "regels": lines(work, item),
            "beelden": files(item, false),
            "bijlagen": files(item, true),
            "gekozen": was_chosen(item),
            "aangeboden": offered(item).map(|offer| offer.subject.as_str()),
            "url": entry(item).then(|| format!("{}/", item.address)),
            "bewerk": entry(item).then(|| format!("/_redactie/bewerk/{}/{slug}/", info.name)),
        })
    };
    let open = |offer: &Pending| json!({ "tak": offer.branch, "zin": offer.subject, "adres": offer.request });
    let done = request.query.get("gelukt");
    let proposal = proposal(work, work.items.iter().filter(|item| was_chosen(item)));
    let sentence = notice.as_ref().and(request.form.get("zin")).unwrap_or(&proposal);
    let values = json!({
        "git": work.in_git,
        "rijen": work.items.iter().map(shown).collect::<Vec<_>>(),
        "elders": work.changes.elsewhere(),
        "overig": work.others,
        "zin": sentence,
        "voorstel": proposal,
        "langste": LONGEST,
        "archief": ARCHIVE,
        "open": waiting.iter().map(open).collect::<Vec<_>>(),
        "gelukt": done.and_then(|branch| waiting.iter().find(|offer| offer.branch == branch)).map(open),
        "samen": request.query.get("samen").is_some(),
        "klaar": done == Some("klaar"),
        "storing": trouble,
        "bericht": notice.as_ref().map(|notice| json!({ "tekst": notice.text, "regels": notice.lines })),
    });
    let status = notice.map_or(StatusCode::OK, |notice| notice.status);
    request.page_with(status, "redactie_aanbieden.html", "Bied aan", values)
}
