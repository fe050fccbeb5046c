//! Pixels as the files that a site publishes.

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};

use super::decode::{Decoded, resize, scaled};
use super::{Format, Variant, WIDTHS};

/// Most bytes of a file, by its width: what a phone may take for a photo as wide as its screen, and screens with more
/// pixels. A photo with much detail loses some of it.
const BUDGETS: [(u32, usize); 3] = [(480, 60_000), (960, 180_000), (u32::MAX, 400_000)];
/// The qualities that are tried, best first.
const QUALITIES: [u8; 6] = [76, 64, 50, 35, 20, 5];
/// The width of the file for browsers without WebP.
const FALLBACK_WIDTH: u32 = 960;

/// The files of a picture, and its mean colour.
pub(super) struct Encoded {
    pub(super) colour: [u8; 3],
    pub(super) webp: Vec<Variant>,
    pub(super) fallback: Variant,
}

/// Encodes a picture in every width that it has.
pub(super) fn encode(decoded: &Decoded) -> Option<Encoded> {
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|width| *width < decoded.width).collect();
    widths.push(decoded.width.min(WIDTHS[WIDTHS.len() - 1]));
    widths.dedup();
    // Each from the next wider one.
    let mut pixels = decoded.pixels.clone();
    let (mut webp, mut fallback, mut colour) = (Vec::new(), None, [0; 3]);
    for width in widths.into_iter().rev() {
        pixels = resize(&pixels, width, scaled(width, decoded.width, decoded.height))?;
        webp.push(variant(&pixels, Format::Webp, webp_file(&pixels, decoded.is_drawn)?));
        if width <= FALLBACK_WIDTH && fallback.is_none() {
            fallback = Some(fallback_file(&pixels, decoded.is_drawn)?);
        }
        colour = mean(&resize(&pixels, 1, 1)?);
    }
    webp.reverse();
    Some(Encoded { colour, webp, fallback: fallback? })
}

fn variant(pixels: &DynamicImage, format: Format, bytes: Bytes) -> Variant {
    Variant { width: pixels.width(), height: pixels.height(), format, bytes }
}

/// A drawing is smaller and sharper without loss; a photo is not.
fn webp_file(pixels: &DynamicImage, drawn: bool) -> Option<Bytes> {
    let (width, height) = (pixels.width(), pixels.height());
    let encoder = if pixels.color().has_alpha() {
        webp::Encoder::from_rgba(pixels.as_bytes(), width, height)
    } else {
        webp::Encoder::from_rgb(pixels.as_bytes(), width, height)
    };
    let lossy = |quality: u8| -> Option<Bytes> {
        let mut config = webp::WebPConfig::new().ok()?;
        config.quality = f32::from(quality);
        // The second of seven in effort: the next takes half as long again for two percent.
        config.method = 2;
        Some(Bytes::copy_from_slice(&encoder.encode_advanced(&config).ok()?))
    };
    let best = within(width, lossy)?;
    if drawn {
        let exact = Bytes::copy_from_slice(&encoder.encode_lossless());
        if exact.len() < best.len() {
            return Some(exact);
        }
    }
    Some(best)
}

fn fallback_file(pixels: &DynamicImage, drawn: bool) -> Option<Variant> {
    if pixels.color().has_alpha() || drawn {
        let mut bytes = Vec::new();
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive)
            .write_image(pixels.as_bytes(), pixels.width(), pixels.height(), pixels.color().into())
            .ok()?;
        return Some(variant(pixels, Format::Png, bytes.into()));
    }
    let jpeg = |quality: u8| -> Option<Bytes> {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(pixels).ok()?;
        Some(bytes.into())
    };
    Some(variant(pixels, Format::Jpeg, within(pixels.width(), jpeg)?))
}

/// The best file that is small enough for its width, or the smallest.
fn within(width: u32, file: impl Fn(u8) -> Option<Bytes>) -> Option<Bytes> {
    let budget = BUDGETS.iter().find(|(limit, _)| width <= *limit).map_or(usize::MAX, |(_, budget)| *budget);
    let mut last = None;
    for quality in QUALITIES {
        let bytes = file(quality)?;
        if bytes.len() <= budget {
            return Some(bytes);
        }
        last = Some(bytes);
    }
    last
}

/// The one pixel of a picture, on white where it is transparent.
fn mean(pixel: &DynamicImage) -> [u8; 3] {
    let [red, green, blue, alpha] = pixel.to_rgba8().get_pixel(0, 0).0;
    let mix = |channel: u8| {
        let mixed = (u32::from(channel) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    [mix(red), mix(green), mix(blue)]
}
