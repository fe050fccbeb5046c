//! Pictures: the bytes of a file become what pages show.
//!
//! In: the bytes of one file. Out: [`Prepared`], the picture upright, in sRGB, without metadata, in the widths that screens
//! need; or the [`Problem`] that keeps it from a page. A pure function; [`packed`] is its result as bytes, for a cache.
//! Never: touches a disk.

mod decode;
mod encode;
mod exif;
mod gif;
pub mod metadata;
pub mod packed;
mod sniff;
mod whole;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::hash::ContentHash;

/// Changes when the same file gives other bytes than before, so that no cache keeps the old ones.
pub const RECIPE: u32 = 1;
/// Largest file, in bytes.
pub const MAX_SIZE: u64 = 25_000_000;
/// Most pixels in a picture.
pub const MAX_PIXELS: u64 = 60_000_000;
/// The widths in which a picture is published, if it is that wide.
pub const WIDTHS: [u32; 3] = [480, 960, 1600];

/// The format of a published picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// For every browser of today.
    Webp,
    /// For the others.
    Jpeg,
    /// For the others, when the picture is transparent or drawn.
    Png,
    /// A picture that moves.
    Gif,
}

impl Format {
    /// The end of a file name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Webp => "webp",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
        }
    }

    /// The media type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
        }
    }
}

/// One file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Its format.
    pub format: Format,
    /// The file.
    pub bytes: Bytes,
}

/// A picture, ready for pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// Width of the file in pixels, upright.
    pub width: u32,
    /// Height of the file in pixels, upright.
    pub height: u32,
    /// Its mean colour, for the place where it will appear.
    pub colour: [u8; 3],
    /// Whether the file says where the photo was taken.
    pub has_location: bool,
    /// WebP, from narrow to wide.
    pub webp: Vec<Variant>,
    /// For browsers without WebP.
    pub fallback: Variant,
    /// The moving picture, whole; the others are then a still of it.
    pub animation: Option<Variant>,
}

impl Prepared {
    /// All files of the picture: WebP from narrow to wide, that for other browsers, and the moving one.
    pub fn files(&self) -> impl Iterator<Item = &Variant> {
        self.webp.iter().chain([&self.fallback]).chain(&self.animation)
    }
}

/// An image file of the content: what pages show of it, or why they cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageFile {
    /// The hash of the file.
    pub hash: ContentHash,
    /// What it became.
    pub content: Result<Prepared, Problem>,
}

impl ImageFile {
    /// Prepares a file.
    pub fn new(bytes: &Bytes) -> Self {
        Self { hash: ContentHash::of(bytes), content: prepare(bytes) }
    }

    /// A file that is too large to be read, by its size.
    pub fn too_large(size: u64) -> Self {
        let problem = Problem::TooManyBytes(size.div_ceil(1_000_000));
        Self { hash: ContentHash::of(&size.to_le_bytes()), content: Err(problem) }
    }
}

/// Why a file cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// A known format that no page shows, by its name (`HEIC`).
    Unsupported(String),
    /// Not a picture at all.
    NotAPicture,
    /// The file ends too early or is damaged.
    Broken,
    /// A small file that claims to be a huge picture: its megapixels.
    Bomb(u64),
    /// Too many bytes: megabytes.
    TooManyBytes(u64),
    /// Too many pixels: megapixels.
    TooManyPixels(u64),
}

/// The format of a file, by its bytes.
///
/// # Errors
/// When no page can show it.
pub fn format(bytes: &[u8]) -> Result<Format, Problem> {
    sniff::kind(bytes).map(sniff::Kind::format)
}

/// Makes of a file what pages show.
///
/// # Errors
/// When no page can show it.
pub fn prepare(bytes: &Bytes) -> Result<Prepared, Problem> {
    let size = bytes.len() as u64;
    if size > MAX_SIZE {
        return Err(Problem::TooManyBytes(size.div_ceil(1_000_000)));
    }
    let kind = sniff::kind(bytes)?;
    let decoded = decode::decode(bytes, kind)?;
    let animation = decoded.is_animated.then(|| -> Result<Variant, Problem> {
        let (width, height) = (decoded.width, decoded.height);
        let bytes = metadata::without(bytes).ok_or(Problem::Broken)?;
        Ok(Variant { width, height, format: kind.format(), bytes })
    });
    let encoded = encode::encode(&decoded).ok_or(Problem::Broken)?;
    Ok(Prepared {
        width: decoded.width,
        height: decoded.height,
        colour: encoded.colour,
        has_location: decoded.has_location,
        webp: encoded.webp,
        fallback: encoded.fallback,
        animation: animation.transpose()?,
    })
}
