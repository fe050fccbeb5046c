//! Whether a file is there to its end. Decoders fill what is missing with grey, which nobody wants on a page.

use super::gif;
use super::sniff::Kind;

/// Whether the file has its end.
pub(super) fn is_whole(bytes: &[u8], kind: Kind) -> bool {
    match kind {
        Kind::Jpeg => jpeg_end(bytes).is_some(),
        Kind::Png => png_end(bytes).is_some(),
        Kind::Webp => {
            let size = bytes.get(4..8).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
            size.is_some_and(|size| bytes.len() as u64 >= u64::from(size) + 8)
        }
        Kind::Gif => gif::read(bytes).is_some(),
    }
}

/// Where a JPEG ends: after its last marker. Previews of the photo stand in segments, which are passed over whole.
pub(super) fn jpeg_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        // Between a scan and the next marker is coded data, in which 0xff is followed by zero or a restart marker.
        let marker = loop {
            at += memchr::memchr(0xff, bytes.get(at..)?)?;
            match *bytes.get(at + 1)? {
                0xff => at += 1,
                0x00 | 0xd0..=0xd7 => at += 2,
                marker => break marker,
            }
        };
        at += 2;
        match marker {
            0xd9 => return Some(at),
            0x01 => {}
            _ => {
                let length = u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?);
                at += usize::from(length.max(2));
            }
        }
    }
}

/// Where a PNG ends: after its chunk `IEND`.
fn png_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let kind = bytes.get(at + 4..at + 8)?;
        at = at.checked_add(length)?.checked_add(12)?;
        if at > bytes.len() {
            return None;
        }
        if kind == b"IEND" {
            return Some(at);
        }
    }
}
