//! What a site is made of, as one hash: the program, the theme, what was asked for and the content. Where the content
//! stands, and when it was written, is no part of it.

use std::sync::Arc;

use blake3::{Hash, Hasher};
use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use crate::read::{Source, Sources};
use crate::render::{Options, Theme};

/// The source of the program, as a number; `build.rs` makes it.
const PROGRAM: &str = env!("PARELSNOER_PROGRAM");

/// The hash of all that decides what a site becomes.
pub(super) fn made_of(sources: &Sources, theme: &Theme, options: &Options, drafts: bool) -> Hash {
    let source = |source: &Source| hash(&[source.path.as_bytes(), source.text.as_bytes()]);
    let image = |(path, bytes): (&String, &Arc<[u8]>)| hash(&[path.as_bytes(), bytes]);
    let mut parts: Vec<u128> = sources.site.iter().map(source).collect();
    parts.par_extend(sources.entries.par_iter().map(source));
    parts.par_extend(sources.images.par_iter().map(image));
    let base = options.base.as_ref().map(|base| base.absolute(""));
    let asked = [drafts, options.portable, base.is_some()].map(u8::from);
    let mut whole = Hasher::new();
    parts.push(hash(&[PROGRAM.as_bytes(), &asked, base.unwrap_or_default().as_bytes()]));
    parts.iter().for_each(|part| {
        whole.update(&part.to_le_bytes());
    });
    whole.update(theme.fingerprint().as_bytes());
    whole.finalize()
}

/// The hash of pieces (XXH3, 128 bits), each after its length: so no piece can take over the end of another.
fn hash(pieces: &[&[u8]]) -> u128 {
    let mut hasher = Xxh3::new();
    for piece in pieces {
        hasher.update(&piece.len().to_le_bytes());
        hasher.update(piece);
    }
    hasher.digest128()
}
