//! The one fact that we look for in the EXIF data of a photo, besides how the camera was held.

/// The number of the tag that leads to the position.
const GPS: u16 = 0x8825;

/// Whether the data says where the photo was taken.
pub(super) fn has_location(exif: &[u8]) -> bool {
    find_location(exif).is_some()
}

fn find_location(exif: &[u8]) -> Option<()> {
    let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let big = match exif.get(..2)? {
        b"MM" => true,
        b"II" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let two: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    };
    let long = |at: usize| -> Option<u32> {
        let four: [u8; 4] = exif.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    };
    let first = long(4)? as usize;
    (0..usize::from(short(first)?))
        .find_map(|n| {
            let at = first + 2 + n * 12;
            (short(at)? == GPS).then(|| long(at + 8)).flatten()
        })
        // An empty list of facts about the position says nothing.
        .and_then(|list| (short(list as usize)? > 0).then_some(()))
}
