//! The images that pages show, measured, so that a browser can reserve their place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::hash::ContentHash;
use crate::model::Entry;
use crate::outputs::IMAGES;
use crate::report::{Report, Span};
use crate::rules;
use crate::text::suggest::nearest;

/// An image that a page shows.
#[derive(Debug, Clone)]
pub struct Image {
    /// The file, whole.
    pub bytes: Arc<[u8]>,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Address on the site: the name with a hash of the content in it.
    pub address: String,
}

/// The images that entries use; those that are not there or cannot be measured are reported.
pub(super) fn collect(
    entries: &[Arc<Entry>],
    files: &BTreeMap<String, Arc<[u8]>>,
    report: &mut Report,
) -> BTreeMap<String, Image> {
    let mut images = BTreeMap::new();
    let mut unreadable = BTreeSet::new();
    for entry in entries {
        let own =
            entry.common.afbeelding.iter().map(|a| (&a.bestand.path, &a.bestand.written, a.bestand.span));
        let inside = entry.body.images.iter().map(|i| (&i.path, &i.written, i.span));
        for (path, written, span) in own.chain(inside) {
            if images.contains_key(path) || span == Span::default() {
                continue;
            }
            match files.get(path) {
                None => report.push(missing(entry, path, written, span, files)),
                Some(bytes) => match measure(path, bytes).filter(|_| !unreadable.contains(path)) {
                    Some(image) => {
                        images.insert(path.clone(), image);
                    }
                    None => {
                        unreadable.insert(path.clone());
                        report.push(rules::ontbrekende_afbeelding::unreadable(entry.place(span), written));
                    }
                },
            }
        }
    }
    images
}

fn measure(path: &str, bytes: &Arc<[u8]>) -> Option<Image> {
    let size = imagesize::blob_size(bytes).ok().filter(|s| s.width > 0 && s.height > 0)?;
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = crate::text::slugify(stem);
    let stem = if stem.is_empty() { "beeld" } else { &stem };
    let address =
        format!("{IMAGES}{stem}.{}.{}", ContentHash::of(bytes).short(), extension.to_ascii_lowercase());
    Some(Image { bytes: bytes.clone(), width: size.width, height: size.height, address })
}

fn missing(
    entry: &Entry,
    path: &str,
    written: &str,
    span: Span,
    files: &BTreeMap<String, Arc<[u8]>>,
) -> crate::report::Diagnostic {
    // A proposal is written as seen from the entry, when the image stands in the same folder.
    let folder = entry.source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside: Vec<&str> = files
        .keys()
        .filter_map(|f| f.strip_prefix(folder)?.strip_prefix('/'))
        .filter(|f| !f.contains('/'))
        .collect();
    let name = path.rsplit('/').next().unwrap_or(path);
    let near = nearest(name, beside);
    rules::ontbrekende_afbeelding::missing(entry.place(span), written, &near)
}
