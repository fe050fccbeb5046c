//! The objects of a PDF by number, found by reading the file from begin to end. The table at its end says the same, but not
//! in a file that was repaired, sent by mail or put together by hand.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;

use memchr::memmem::{find, find_iter, rfind_iter};

use super::pdf_syntax::{get, number, reference, value};

/// Most objects that are looked at, how many bytes at the beginning of each say what it is, and most streams of objects: so
/// that a file made to take long does not.
const MOST: usize = 200_000;
const HEAD: usize = 2_000;
const MOST_STREAMS: usize = 5_000;
/// Most bytes of one packed stream.
const LARGEST_PACKED: usize = 4_000_000;
/// Most bytes of one unpacked stream, and of all together.
const LARGEST_STREAM: u64 = 8_000_000;
const ALL_STREAMS: usize = 48_000_000;
/// References to references are followed so many times.
const MAX_STEPS: usize = 8;

/// The objects of a file; each slice begins with the object and goes on behind it.
pub(super) struct Objects<'a> {
    by_number: HashMap<u32, Cow<'a, [u8]>>,
    /// The dictionary that says where to begin.
    pub(super) trailer: Cow<'a, [u8]>,
}

impl<'a> Objects<'a> {
    /// Finds the objects of a file; `None` when nothing says where to begin.
    pub(super) fn read(file: &'a [u8]) -> Option<Self> {
        let mut by_number = HashMap::new();
        let mut last_root = None;
        let (mut left, mut streams) = (ALL_STREAMS, MOST_STREAMS);
        for at in find_iter(file, b"obj").take(MOST) {
            let Some(id) = id_before(&file[..at]) else { continue };
            let object = &file[at + 3..];
            let kind = get(&object[..object.len().min(HEAD)], "Type");
            if kind == Some(b"/ObjStm") && streams > 0 {
                streams -= 1;
                // What was changed later stands later in the file.
                unpack(object, &mut left, &mut by_number);
            } else if kind == Some(b"/XRef") && get(object, "Root").is_some() {
                last_root = Some(object);
            }
            by_number.insert(id, Cow::Borrowed(object));
        }
        let classic = rfind_iter(file, b"trailer").take(MAX_STEPS).map(|at| &file[at + 7..]);
        let trailer = classic.into_iter().find(|object| get(object, "Root").is_some()).or(last_root)?;
        Some(Self { by_number, trailer: Cow::Borrowed(trailer) })
    }

    /// The value itself, when it is a reference to one.
    pub(super) fn resolve<'b>(&'b self, value: &'b [u8]) -> Option<&'b [u8]> {
        let mut value = value;
        for _ in 0..MAX_STEPS {
            match reference(value) {
                Some(id) => value = self.by_number.get(&id)?,
                None => return Some(value),
            }
        }
        None
    }

    /// The value of a key, itself.
    pub(super) fn get<'b>(&'b self, dictionary: &'b [u8], key: &str) -> Option<&'b [u8]> {
        self.resolve(get(dictionary, key)?)
    }
}

/// The number of the object of which `before` ends in `12 0 `.
fn id_before(before: &[u8]) -> Option<u32> {
    let line = &before[before.len().saturating_sub(24)..];
    let generation = line.trim_ascii_end();
    if generation.len() == line.len() {
        return None;
    }
    let digits = |bytes: &[u8]| bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let line = &generation[..generation.len() - Some(digits(generation)).filter(|n| *n > 0)?];
    let id = line.trim_ascii_end();
    (id.len() < line.len()).then(|| number(&id[id.len() - digits(id)..])).flatten()
}

/// The content of a stream; `None` when it is packed in a way that such streams never are.
pub(super) fn stream(object: &[u8], limit: u64) -> Option<Vec<u8>> {
    let (dictionary, rest) = value(object)?;
    let rest = rest.trim_ascii_start().strip_prefix(b"stream")?;
    let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    let content = &rest[..find(&rest[..rest.len().min(LARGEST_PACKED)], b"endstream")?];
    let mut unpacked = Vec::new();
    match get(dictionary, "Filter").map(<[u8]>::trim_ascii) {
        None => content.take(limit).read_to_end(&mut unpacked).ok()?,
        Some(filter) if filter.trim_ascii_start().starts_with(b"/FlateDecode") || is_only_flate(filter) => {
            // What could be unpacked of a damaged stream is as good as nothing.
            flate2::read::ZlibDecoder::new(content).take(limit).read_to_end(&mut unpacked).ok()?
        }
        Some(_) => return None,
    };
    Some(unpacked)
}

fn is_only_flate(filter: &[u8]) -> bool {
    let inside = filter.strip_prefix(b"[").and_then(|rest| rest.strip_suffix(b"]"));
    inside.is_some_and(|inside| inside.trim_ascii() == b"/FlateDecode")
}

/// The objects in a stream of objects (ISO 32000-1, 7.5.7).
fn unpack(object: &[u8], left: &mut usize, by_number: &mut HashMap<u32, Cow<'_, [u8]>>) -> Option<()> {
    let limit = LARGEST_STREAM.min(*left as u64);
    let content = stream(object, limit)?;
    *left = left.saturating_sub(content.len());
    let count = get(object, "N").and_then(number)? as usize;
    let first = get(object, "First").and_then(number)? as usize;
    let head = std::str::from_utf8(content.get(..first)?).ok()?;
    let numbers: Vec<usize> = head.split_ascii_whitespace().map_while(|word| word.parse().ok()).collect();
    let (pairs, _) = numbers.as_chunks::<2>();
    for (index, [id, offset]) in pairs.iter().take(count).enumerate() {
        let end = pairs.get(index + 1).map_or(content.len(), |[_, next]| first.saturating_add(*next));
        let own = content.get(first.saturating_add(*offset)..end.min(content.len()));
        if let (Ok(id), Some(own)) = (u32::try_from(*id), own) {
            by_number.insert(id, Cow::Owned(own.to_vec()));
        }
    }
    Some(())
}
