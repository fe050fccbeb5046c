//! What a file is, by its bytes; its name does not count.

use super::{Format, Problem};

/// A format that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    Webp,
    Gif,
}

impl Kind {
    /// The same format as one of published files.
    pub(super) fn format(self) -> Format {
        match self {
            Self::Jpeg => Format::Jpeg,
            Self::Png => Format::Png,
            Self::Webp => Format::Webp,
            Self::Gif => Format::Gif,
        }
    }

    /// The same format as the decoder names it.
    pub(super) fn decoder(self) -> image::ImageFormat {
        match self {
            Self::Jpeg => image::ImageFormat::Jpeg,
            Self::Png => image::ImageFormat::Png,
            Self::Webp => image::ImageFormat::WebP,
            Self::Gif => image::ImageFormat::Gif,
        }
    }
}

/// The format of a file.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Problem> {
    let unsupported = |name: &str| Err(Problem::Unsupported(name.to_owned()));
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Ok(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(Kind::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Kind::Webp),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Kind::Gif),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => unsupported("TIFF"),
        [b'B', b'M', ..] if bytes.len() > 26 => unsupported("BMP"),
        [b'8', b'B', b'P', b'S', ..] => unsupported("Photoshop"),
        [b'%', b'P', b'D', b'F', ..] => unsupported("PDF"),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.get(..4) {
            Some(b"avif" | b"avis") => unsupported("AVIF"),
            Some(b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1") => {
                unsupported("HEIC")
            }
            _ => Err(Problem::NotAPicture),
        },
        _ if is_svg(bytes) => unsupported("SVG"),
        [] => Err(Problem::Broken),
        _ => Err(Problem::NotAPicture),
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(2048)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && text.split('<').any(|tag| tag.starts_with("svg"))
}
