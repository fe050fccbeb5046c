//! The images that pages show, with the addresses of their files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::hash::ContentHash;
use crate::images::{ImageFile, Prepared, Problem, Variant};
use crate::model::Entry;
use crate::outputs::IMAGES;
use crate::report::{Diagnostic, Location, Report, Span};
use crate::rules;
use crate::rules::alt_zegt_niets::{nothing, says_nothing};
use crate::text::suggest::nearest;

/// An image that a page shows.
#[derive(Debug, Clone)]
pub struct Image {
    /// The hash of the file in the content.
    pub source: ContentHash,
    /// The picture.
    pub picture: Prepared,
    /// Addresses on the site of its files, in their order: each name has a hash of the content in it.
    pub addresses: Vec<String>,
}

impl Image {
    fn new(path: &str, source: ContentHash, picture: Prepared) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = crate::text::slugify(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let stem = if stem.is_empty() { "beeld" } else { &stem };
        let address = |file: &Variant| {
            let hash = ContentHash::of(&file.bytes).short();
            format!("{IMAGES}{stem}.{hash}.{}", file.format.extension())
        };
        let addresses = picture.files().map(address).collect();
        Self { source, picture, addresses }
    }

    /// The WebP files with their addresses, from narrow to wide.
    pub fn webp(&self) -> impl Iterator<Item = (&str, &Variant)> {
        self.addresses.iter().map(String::as_str).zip(&self.picture.webp)
    }

    /// The file for browsers without WebP, with its address.
    pub fn fallback(&self) -> (&str, &Variant) {
        (self.addresses.get(self.picture.webp.len()).map_or("", String::as_str), &self.picture.fallback)
    }

    /// The file that stands for the picture where there is room for one: the moving one, or that for every browser.
    pub fn main(&self) -> (&str, &Variant) {
        self.animation().unwrap_or_else(|| self.fallback())
    }

    /// The moving picture with its address, if it moves.
    pub fn animation(&self) -> Option<(&str, &Variant)> {
        self.addresses.last().map(String::as_str).zip(self.picture.animation.as_ref())
    }
}

/// The images that entries use; those that are not there or cannot be shown are reported.
pub(super) fn collect(
    entries: &[Arc<Entry>],
    files: &BTreeMap<String, Arc<ImageFile>>,
    report: &mut Report,
) -> BTreeMap<String, Image> {
    let mut images = BTreeMap::new();
    for entry in entries {
        if let Some(own) =
            entry.common.afbeelding.as_ref().filter(|a| says_nothing(&a.alt.0, &a.bestand.written))
        {
            report.push(nothing(entry.place(own.bestand.span), &own.alt.0));
        }
        let own =
            entry.common.afbeelding.iter().map(|a| (&a.bestand.path, &a.bestand.written, a.bestand.span));
        let inside = entry.body.images.iter().map(|i| (&i.path, &i.written, i.span));
        for (path, written, span) in own.chain(inside) {
            if images.contains_key(path) || span == Span::default() {
                continue;
            }
            match files.get(path).map(|file| (file.hash, &file.content)) {
                None => report.push(missing(entry, path, written, span, files)),
                Some((_, Err(problem))) => report.push(unusable_image(entry.place(span), problem, written)),
                Some((hash, Ok(picture))) => {
                    images.insert(path.clone(), Image::new(path, hash, picture.clone()));
                }
            }
        }
    }
    images
}

/// The paths of the files that no entry uses.
pub(super) fn unused(
    entries: &[Arc<Entry>],
    drafts: &[Arc<Entry>],
    files: &BTreeMap<String, Arc<ImageFile>>,
) -> Vec<String> {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for entry in entries.iter().chain(drafts) {
        used.extend(entry.common.afbeelding.iter().map(|a| &*a.bestand.path));
        used.extend(entry.body.images.iter().map(|image| &*image.path));
    }
    files.keys().filter(|path| !used.contains(path.as_str())).cloned().collect()
}

/// Why the file `written` cannot be shown, and what to do.
pub fn unusable_image(place: Location, problem: &Problem, written: &str) -> Diagnostic {
    match problem {
        Problem::Unsupported(format) => rules::afbeelding_soort::unsupported(place, written, format),
        Problem::NotAPicture => rules::afbeelding_soort::not_a_picture(place, written),
        Problem::Broken => rules::afbeelding_kapot::broken(place, written),
        Problem::Bomb(mega) => rules::afbeelding_kapot::bomb(place, written, *mega),
        Problem::TooManyBytes(mega) => rules::afbeelding_te_groot::bytes(place, written, *mega),
        Problem::TooManyPixels(mega) => rules::afbeelding_te_groot::pixels(place, written, *mega),
    }
}

fn missing(
    entry: &Entry,
    path: &str,
    written: &str,
    span: Span,
    files: &BTreeMap<String, Arc<ImageFile>>,
) -> Diagnostic {
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
