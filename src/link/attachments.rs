//! The documents that pages offer, with their addresses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::attachments::{Attachment, Document, Kind as DocumentKind, Problem};
use crate::model::fields::DocumentBestand;
use crate::model::{Entry, Kind};
use crate::outputs::ATTACHMENTS;
use crate::report::{Diagnostic, Report};
use crate::rules;
use crate::text::slugify;
use crate::text::suggest::nearest;

type Files = BTreeMap<String, Arc<Attachment>>;

/// A document that pages offer.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The document.
    pub document: Document,
    /// Where it stands on the site. It follows from the place of the file in the content, so that it stays the same when the
    /// document is replaced by a newer one.
    pub address: String,
}

/// The documents that entries name; those that are not there or cannot be offered are reported.
pub(super) fn collect(
    entries: &[Arc<Entry>],
    files: &Files,
    report: &mut Report,
) -> BTreeMap<String, Offered> {
    let mut offered: BTreeMap<String, Offered> = BTreeMap::new();
    for entry in entries {
        for file in entry.common.bijlagen.iter().map(|own| &own.bestand) {
            if file.written.is_empty() || offered.contains_key(&file.path) {
                continue;
            }
            match usable(entry, file, files) {
                Ok(document) => {
                    let address = String::new();
                    offered.insert(file.path.clone(), Offered { document: document.clone(), address });
                }
                Err(problem) => report.push(*problem),
            }
        }
    }
    // By path, so that the order of the entries decides nothing.
    let mut taken = BTreeSet::new();
    for (path, own) in &mut offered {
        let plain = address(path, own.document.kind);
        let (stem, extension) = plain.rsplit_once('.').unwrap_or((&plain, ""));
        let numbered = (2..).map(|number| format!("{stem}-{number}.{extension}"));
        let free = std::iter::once(plain.clone()).chain(numbered).find(|name| taken.insert(name.clone()));
        own.address = free.unwrap_or_default();
    }
    offered
}

/// The address of a document: beside the pages of the kind in whose folder it stands, or in a folder for all others.
fn address(path: &str, kind: DocumentKind) -> String {
    let path = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let mut parts: Vec<String> = path.split('/').map(slugify).filter(|part| !part.is_empty()).collect();
    let own = path.split('/').next().is_some_and(|folder| Kind::of_folder(folder).is_some());
    if !own {
        if parts.len() > 1 {
            parts.remove(0);
        }
        parts.insert(0, ATTACHMENTS.trim_end_matches('/').to_owned());
    }
    if parts.len() == 1 {
        parts.push("bijlage".to_owned());
    }
    format!("{}.{}", parts.join("/"), kind.extension())
}

/// The document that an entry names.
fn usable<'a>(
    entry: &Entry,
    file: &DocumentBestand,
    files: &'a Files,
) -> Result<&'a Document, Box<Diagnostic>> {
    let place = entry.place(file.span);
    let extension = file.path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let Some(named) = DocumentKind::of_extension(extension) else {
        return Err(Box::new(rules::bijlage_soort::unsupported(place, &file.written, extension)));
    };
    let Some(found) = files.get(&file.path) else {
        let folder = entry.source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = files.keys().filter_map(|f| f.strip_prefix(folder)?.strip_prefix('/'));
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let near = nearest(name, beside.filter(|f| !f.contains('/')));
        return Err(Box::new(rules::ontbrekende_bijlage::missing(place, &file.written, &near)));
    };
    Err(Box::new(match &found.content {
        Ok(document) if document.kind == named => return Ok(document),
        Ok(document) => {
            let (named, found) = (named.name(), document.kind.name());
            rules::bijlage_soort::other(place, &file.written, named, Some(found))
        }
        Err(Problem::Unknown) => rules::bijlage_soort::other(place, &file.written, named.name(), None),
        Err(Problem::Broken(_)) => rules::bijlage_kapot::broken(place, &file.written),
        Err(Problem::TooLarge(mega)) => rules::bijlage_te_groot::too_large(place, &file.written, *mega),
    }))
}

/// The paths of the files in the folder of a kind that no entry names.
pub(super) fn unused(entries: &[Arc<Entry>], drafts: &[Arc<Entry>], files: &Files) -> Vec<String> {
    let all = entries.iter().chain(drafts).flat_map(|entry| &entry.common.bijlagen);
    let used: BTreeSet<&str> = all.map(|own| &*own.bestand.path).collect();
    let in_kind = |path: &str| path.split('/').next().is_some_and(|folder| Kind::of_folder(folder).is_some());
    files.keys().filter(|path| in_kind(path) && !used.contains(path.as_str())).cloned().collect()
}
