//! A file without what it says about its maker, camera and place; not a pixel changes.

use bytes::Bytes;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;

use super::sniff::{Kind, kind};
use super::{exif, gif, whole};

/// The chunks of a PNG that make up the picture, still or moving.
const PNG_CHUNKS: [&[u8; 4]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT", b"hIST",
];

/// Whether anything in the file says where the photo was taken; `exif` is what the decoder found.
pub(super) fn has_location(bytes: &[u8], exif: Option<&[u8]>) -> bool {
    exif.is_some_and(exif::has_location) || memchr::memmem::find(bytes, b"exif:GPSLatitude").is_some()
}

/// The same file without metadata. What a viewer needs stays: how the camera was held, and the colours. `None` when the
/// file is damaged or of a format that we do not know.
pub fn without(bytes: &Bytes) -> Option<Bytes> {
    let kind = kind(bytes).ok()?;
    let turned = orientation(bytes, kind);
    match kind {
        Kind::Jpeg => {
            // After the end, phones put more pictures with data of their own.
            let own = bytes.slice(..whole::jpeg_end(bytes)?);
            let mut jpeg = Jpeg::from_bytes(own).ok()?;
            jpeg.segments_mut().retain(|segment| match segment.marker() {
                markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE"),
                // How its colours are coded.
                markers::APP14 | markers::APP0 => true,
                markers::COM => false,
                marker => !(markers::APP1..=markers::APP15).contains(&marker),
            });
            if let Some(turned) = turned {
                let data = [b"Exif\0\0", &*orientation_only(turned)].concat();
                let segment = JpegSegment::new_with_contents(markers::APP1, data.into());
                jpeg.segments_mut().insert(0, segment);
            }
            Some(jpeg.encoder().bytes())
        }
        Kind::Png => {
            let mut png = Png::from_bytes(bytes.clone()).ok()?;
            png.chunks_mut().retain(|chunk| PNG_CHUNKS.contains(&&chunk.kind()));
            if let Some(turned) = turned {
                // After the header and before the picture, where every program looks for it.
                let chunk = PngChunk::new(*b"eXIf", orientation_only(turned).into());
                let at = png.chunks().len().min(1);
                png.chunks_mut().insert(at, chunk);
            }
            Some(png.encoder().bytes())
        }
        Kind::Webp => {
            let mut webp = WebP::from_bytes(bytes.clone()).ok()?;
            for name in [b"EXIF", b"XMP "] {
                webp.remove_chunks_by_id(*name);
            }
            // The header of an extended file says what is there: of both only what we put back.
            for chunk in webp.chunks_mut().iter_mut().filter(|chunk| chunk.id() == *b"VP8X") {
                let mut header = chunk.content().data()?.to_vec();
                let flags = header.first_mut()?;
                *flags = *flags & !0x0c | if turned.is_some() { 0x08 } else { 0 };
                *chunk = RiffChunk::new(*b"VP8X", RiffContent::Data(header.into()));
            }
            if let Some(turned) = turned {
                let data = RiffContent::Data(orientation_only(turned).into());
                webp.chunks_mut().push(RiffChunk::new(*b"EXIF", data));
            }
            Some(webp.encoder().bytes())
        }
        Kind::Gif => gif::read(bytes).map(|gif| gif.clean.into()),
    }
}

/// How the camera was held, when not upright.
fn orientation(bytes: &Bytes, kind: Kind) -> Option<u8> {
    use image::ImageDecoder;
    let reader = image::ImageReader::with_format(std::io::Cursor::new(bytes), kind.decoder());
    let turned = reader.into_decoder().ok()?.orientation().ok()?.to_exif();
    (turned != 1).then_some(turned)
}

/// EXIF data with one fact.
fn orientation_only(turned: u8) -> Vec<u8> {
    let mut data = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    data.extend([turned, 0, 0, 0, 0, 0, 0]);
    data
}
