//! A prepared picture as bytes, for a cache: a line of JSON that says what follows, the files one after another, and a
//! hash of it all.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::{Format, Prepared, Problem, Variant};
use crate::hash::ContentHash;

/// What the first line says.
#[derive(Serialize, Deserialize)]
struct Head {
    width: u32,
    height: u32,
    colour: [u8; 3],
    has_location: bool,
    animated: bool,
    files: Vec<Part>,
}

#[derive(Serialize, Deserialize)]
struct Part {
    width: u32,
    height: u32,
    format: Format,
    length: usize,
}

/// The result of [`prepare`](super::prepare) as bytes.
pub fn pack(result: &Result<Prepared, Problem>) -> Vec<u8> {
    let files: Vec<&Variant> = result.iter().flat_map(Prepared::files).collect();
    let head = result.as_ref().map(|prepared| Head {
        width: prepared.width,
        height: prepared.height,
        colour: prepared.colour,
        has_location: prepared.has_location,
        animated: prepared.animation.is_some(),
        files: files
            .iter()
            .map(|f| Part { width: f.width, height: f.height, format: f.format, length: f.bytes.len() })
            .collect(),
    });
    // It fails only on a map with keys that are no texts.
    let mut out = serde_json::to_vec(&head).unwrap_or_default();
    out.push(b'\n');
    for file in files {
        out.extend_from_slice(&file.bytes);
    }
    let hash = ContentHash::of(&out).0.to_le_bytes();
    out.extend(hash);
    out
}

/// What [`pack`] packed; `None` when that is not what the bytes are.
pub fn unpack(bytes: &Bytes) -> Option<Result<Prepared, Problem>> {
    let end = bytes.len().checked_sub(16)?;
    if ContentHash::of(&bytes[..end]).0.to_le_bytes() != bytes[end..] {
        return None;
    }
    let line = memchr::memchr(b'\n', bytes)?;
    let head: Head = match serde_json::from_slice::<Result<Head, Problem>>(&bytes[..line]).ok()? {
        Ok(head) => head,
        Err(problem) => return Some(Err(problem)),
    };
    let mut at = line + 1;
    // In the order of `Prepared::files`.
    let mut webp = Vec::with_capacity(head.files.len());
    for part in head.files {
        let next = at.checked_add(part.length).filter(|next| *next <= end)?;
        let bytes = bytes.slice(at..next);
        webp.push(Variant { width: part.width, height: part.height, format: part.format, bytes });
        at = next;
    }
    let animation = if head.animated { Some(webp.pop()?) } else { None };
    let fallback = webp.pop()?;
    let Head { width, height, colour, has_location, .. } = head;
    Some(Ok(Prepared { width, height, colour, has_location, webp, fallback, animation }))
}
