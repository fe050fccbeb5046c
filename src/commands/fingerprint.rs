//! The fingerprint of a site: one hash of everything that decides its bytes, namely the program, the theme, the options
//! the content and its history. The path and the time of the content are not part of it.

use std::sync::Arc;

use rayon::prelude::*;

use crate::attachments::Attachment;
use crate::hash::ContentHash;
use crate::images::ImageFile;
use crate::read::{History, Source, Sources};
use crate::render::{Options, Theme};

/// The hash of the program's source; `build.rs` computes it.
const SOURCE_HASH: &str = env!("PARELSNOER_SOURCE_HASH");

/// The hash of everything that decides the bytes of a site.
pub(super) fn site_fingerprint(
    sources: &Sources,
    history: &History,
    theme: &Theme,
    options: &Options,
    drafts: bool,
) -> ContentHash {
    let source = |source: &Source| ContentHash::of_all([source.path.as_bytes(), source.text.as_bytes()]);
    let image = |(path, file): (&String, &Arc<ImageFile>)| {
        ContentHash::of_all([path.as_bytes(), &file.hash.0.to_le_bytes()])
    };
    let mut parts: Vec<ContentHash> = sources.site.iter().chain(&sources.search_words).map(source).collect();
    parts.par_extend(sources.entries.par_iter().map(source));
    parts.par_extend(sources.images.par_iter().map(image));
    let attachment = |(path, file): (&String, &Arc<Attachment>)| {
        ContentHash::of_all([path.as_bytes(), &file.hash.0.to_le_bytes()])
    };
    parts.extend(sources.attachments.iter().map(attachment));
    let base = options.base.as_ref().map(|base| base.absolute(""));
    let flags = [drafts, options.portable, options.compress, base.is_some()].map(u8::from);
    parts.push(ContentHash::of_all([SOURCE_HASH.as_bytes(), &flags, base.unwrap_or_default().as_bytes()]));
    parts.push(theme.fingerprint());
    parts.push(ContentHash::of_all([history.fingerprint().as_bytes()]));
    let parts: Vec<[u8; 16]> = parts.into_iter().map(|part| part.0.to_le_bytes()).collect();
    ContentHash::of_all(parts.iter().map(<[u8; 16]>::as_slice))
}
