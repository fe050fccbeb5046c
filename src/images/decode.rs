//! A file as pixels: upright, 8 bits per channel, in sRGB, no larger than a page shows.

use std::io::Cursor;

use fast_image_resize as fir;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::sniff::Kind;
use super::{MAX_PIXELS, Problem, WIDTHS, gif, metadata, whole};

/// The pixels of a file with what else a page needs.
pub(super) struct Decoded {
    /// Width of the file, upright.
    pub(super) width: u32,
    /// Height of the file, upright.
    pub(super) height: u32,
    /// Whether the file says where the photo was taken.
    pub(super) has_location: bool,
    pub(super) is_animated: bool,
    /// Whether it has few colours, like a drawing.
    pub(super) is_drawn: bool,
    /// RGB or RGBA in the largest width that is published.
    pub(super) pixels: DynamicImage,
}

/// Decodes a file.
pub(super) fn decode(bytes: &[u8], kind: Kind) -> Result<Decoded, Problem> {
    if !whole::is_whole(bytes, kind) {
        return Err(Problem::Broken);
    }
    let broken = |_| Problem::Broken;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind.decoder());
    reader.no_limits();
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS {
        let mega = pixels.div_ceil(1_000_000);
        // A photo takes at least a byte for a hundred pixels.
        let claims = pixels / 500 > bytes.len() as u64;
        return Err(if claims { Problem::Bomb(mega) } else { Problem::TooManyPixels(mega) });
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_PIXELS * 8 + 64_000_000);
    decoder.set_limits(limits).map_err(broken)?;
    let exif = decoder.exif_metadata().ok().flatten();
    let profile = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let is_animated = is_animated(bytes, kind);
    let image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    let image = if image.color().has_alpha() {
        DynamicImage::ImageRgba8(image.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(image.into_rgb8())
    };
    let turned = swaps(orientation);
    let (upright_width, upright_height) = if turned { (height, width) } else { (width, height) };
    let largest = WIDTHS[WIDTHS.len() - 1].min(upright_width);
    let mut pixels = if turned {
        // It is made smaller before it is turned: there is less to turn.
        let height = largest;
        resize(&image, scaled(largest, upright_width, upright_height), height).ok_or(Problem::Broken)?
    } else {
        let height = scaled(largest, width, height);
        resize(&image, largest, height).ok_or(Problem::Broken)?
    };
    drop(image);
    pixels.apply_orientation(orientation);
    let pixels = opaque(pixels);
    Ok(Decoded {
        width: upright_width,
        height: upright_height,
        has_location: metadata::has_location(bytes, exif.as_deref()),
        is_animated,
        is_drawn: kind != Kind::Jpeg && has_few_colours(&pixels),
        pixels: profile.and_then(|profile| in_srgb(&pixels, &profile)).unwrap_or(pixels),
    })
}

/// The height that belongs to a width.
pub(super) fn scaled(width: u32, of_width: u32, of_height: u32) -> u32 {
    let height =
        (u64::from(width) * u64::from(of_height) + u64::from(of_width) / 2) / u64::from(of_width).max(1);
    u32::try_from(height).unwrap_or(u32::MAX).max(1)
}

/// The picture in another size, RGB or RGBA as it was.
pub(super) fn resize(image: &DynamicImage, width: u32, height: u32) -> Option<DynamicImage> {
    if (image.width(), image.height()) == (width, height) {
        return Some(image.clone());
    }
    // The crate is built for this layout only: the code for each of the others is as large.
    let kind = fir::PixelType::U8x4;
    let has_alpha = image.color().has_alpha();
    let rgba = if has_alpha { None } else { Some(image.to_rgba8()) };
    let bytes = rgba.as_ref().map_or(image.as_bytes(), |rgba| rgba.as_raw());
    let from = fir::images::ImageRef::new(image.width(), image.height(), bytes, kind).ok()?;
    let mut to = fir::images::Image::new(width, height, kind);
    let options =
        fir::ResizeOptions::new().resize_alg(fir::ResizeAlg::Convolution(fir::FilterType::CatmullRom));
    fir::Resizer::new().resize(&from, &mut to, &options).ok()?;
    let resized = DynamicImage::ImageRgba8(image::RgbaImage::from_raw(width, height, to.into_vec())?);
    Some(if has_alpha { resized } else { DynamicImage::ImageRgb8(resized.into_rgb8()) })
}

fn swaps(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

fn is_animated(bytes: &[u8], kind: Kind) -> bool {
    match kind {
        Kind::Gif => gif::read(bytes).is_some_and(|gif| gif.frames > 1),
        // The chunk stands before the picture.
        Kind::Png => memchr::memmem::find(&bytes[..bytes.len().min(4096)], b"acTL").is_some(),
        Kind::Webp => bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0),
        Kind::Jpeg => false,
    }
}

/// Without transparency that nothing uses.
fn opaque(image: DynamicImage) -> DynamicImage {
    match &image {
        DynamicImage::ImageRgba8(pixels) if pixels.pixels().all(|pixel| pixel.0[3] == 255) => {
            DynamicImage::ImageRgb8(image.into_rgb8())
        }
        _ => image,
    }
}

fn has_few_colours(image: &DynamicImage) -> bool {
    let size = usize::from(image.color().bytes_per_pixel());
    let (mut seen, mut last): (_, &[u8]) = (std::collections::BTreeSet::new(), &[]);
    image.as_bytes().chunks_exact(size).all(|pixel| {
        // In a drawing most pixels are as the one before.
        pixel == last || {
            last = pixel;
            seen.insert(pixel);
            seen.len() <= 2048
        }
    })
}

/// The picture in sRGB; `None` when it is already, or the profile is for other channels or damaged.
fn in_srgb(image: &DynamicImage, profile: &[u8]) -> Option<DynamicImage> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    if profile.color_space != DataColorSpace::Rgb {
        return None;
    }
    let layout = if image.color().has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let transform = profile
        .create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, TransformOptions::default())
        .ok()?;
    let mut pixels = vec![0; image.as_bytes().len()];
    transform.transform(image.as_bytes(), &mut pixels).ok()?;
    Some(match layout {
        Layout::Rgba => {
            DynamicImage::ImageRgba8(image::RgbaImage::from_raw(image.width(), image.height(), pixels)?)
        }
        _ => DynamicImage::ImageRgb8(image::RgbImage::from_raw(image.width(), image.height(), pixels)?),
    })
}
