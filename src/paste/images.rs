//! Images that come along with a paste.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::document::{Draft, Inline};
use crate::text::{slugify, url};

/// A file that the text shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its file name: a slug with the extension of its format.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Image {
    /// Gives the image the first numbered name that is not `taken`, when its own is.
    pub fn rename_unless_free(&mut self, taken: impl Fn(&str) -> bool) {
        if let Some((base, extension)) = self.name.rsplit_once('.') {
            self.name = unused_name(base, extension, taken);
        }
    }
}

/// The extension for what these bytes are, when a page can show it.
fn extension(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some("png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f', ..] => Some("avif"),
        _ => None,
    }
}

/// The bytes of a `data:` address.
pub(super) fn data_url(address: &str) -> Option<Vec<u8>> {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    let (kind, data) = address.trim_start().get(5..)?.split_once(',')?;
    if !kind.to_ascii_lowercase().ends_with("base64") {
        return None;
    }
    let data = url::percent_decode(data);
    let data: Vec<u8> = data.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    LENIENT.decode(data).ok()
}

impl Draft {
    /// Takes an image along and gives what stands for it in the text. `name` is what it was called, if anything.
    pub(super) fn image(&mut self, bytes: &[u8], name: &str, alt: &str) -> Option<Inline> {
        // What cannot be measured cannot be shown either.
        let Some(extension) = extension(bytes).filter(|_| imagesize::blob_size(bytes).is_ok()) else {
            let known = if name.is_empty() { "een afbeelding zonder naam" } else { name };
            self.remarks.unsupported_images.push(known.to_owned());
            return None;
        };
        let alt = useful_alt(alt);
        if alt.is_empty() {
            self.remarks.images_without_alt += 1;
        }
        let index = self.images.iter().position(|image| image.bytes == bytes).unwrap_or_else(|| {
            let name =
                unused_name(&base_name(name, &alt), extension, |n| self.images.iter().any(|i| i.name == n));
            self.images.push(Image { name, bytes: bytes.to_owned() });
            self.images.len() - 1
        });
        Some(Inline::Image { index, alt })
    }
}

/// The first of `base.extension`, `base-2.extension`, … that is not `taken`.
fn unused_name(base: &str, extension: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut name = format!("{base}.{extension}");
    let mut number = 2_usize;
    while taken(&name) {
        name = format!("{base}-{number}.{extension}");
        number += 1;
    }
    name
}

/// A slug for a file: from the name it had when that says something, or else from what can be seen on it.
fn base_name(name: &str, alt: &str) -> String {
    const LONGEST: usize = 40;
    let stem = slugify(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let slug = if stem.is_empty() || is_made_up(&stem) { slugify(alt) } else { stem };
    // At the end of a word.
    let cut =
        slug.get(..LONGEST).map_or(&*slug, |short| short.rsplit_once('-').map_or(short, |(words, _)| words));
    if cut.is_empty() { "afbeelding".to_owned() } else { cut.to_owned() }
}

/// Whether a program made up this name: `image1`, `clip-image001`, `afbeelding-3`, `img-20171109-wa0001`.
fn is_made_up(slug: &str) -> bool {
    const WORDS: [&str; 12] = [
        "image",
        "img",
        "clip-image",
        "afbeelding",
        "picture",
        "graphic",
        "foto",
        "photo",
        "dsc",
        "dscn",
        "screenshot",
        "schermafbeelding",
    ];
    let letters = slug.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    letters.is_empty() || WORDS.contains(&letters) || slug.starts_with("img-")
}

/// An alternative text without what programs put there by themselves.
pub(super) fn useful_alt(alt: &str) -> String {
    const AUTOMATIC: [&str; 4] = [
        "Automatisch gegenereerde beschrijving",
        "Door AI gegenereerde inhoud is mogelijk onjuist.",
        "Description automatically generated",
        "AI-generated content may be incorrect.",
    ];
    let mut text = alt.split_whitespace().collect::<Vec<_>>().join(" ");
    let automatic = AUTOMATIC.iter().any(|words| text.contains(words));
    let file = text.rsplit_once('.').is_some_and(|(stem, end)| {
        !stem.is_empty()
            && matches!(
                &*end.to_ascii_lowercase(),
                "jpg" | "jpeg" | "png" | "gif" | "webp" | "bmp" | "tif" | "heic"
            )
    });
    if automatic || file || is_made_up(&slugify(&text)) {
        text.clear();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_shown() {
        assert_eq!(base_name("image1.png", "Buren aan tafel"), "buren-aan-tafel");
        assert_eq!(base_name("Buurtfeest 2017.JPG", ""), "buurtfeest-2017");
        assert_eq!(base_name("", ""), "afbeelding");
        assert_eq!(
            base_name("", "Een heel lange beschrijving van wat er te zien is"),
            "een-heel-lange-beschrijving-van-wat-er"
        );
        assert_eq!(unused_name("a", "png", |n| n == "a.png" || n == "a-2.png"), "a-3.png");
    }

    #[test]
    fn alternative_texts_of_programs_are_none() {
        for alt in [
            "foto.png",
            "Afbeelding 3",
            "image001.png",
            "Een stoel\n\nAutomatisch gegenereerde beschrijving",
            "",
        ] {
            assert_eq!(useful_alt(alt), "", "{alt}");
        }
        assert_eq!(useful_alt(" Buren\n aan tafel "), "Buren aan tafel");
    }

    #[test]
    fn data_addresses_are_decoded() {
        assert_eq!(data_url("data:image/png;base64,aGFs\n bG8=").as_deref(), Some(&b"hallo"[..]));
        assert_eq!(data_url("data:image/png;base64,aGFsbG8").as_deref(), Some(&b"hallo"[..]));
        assert_eq!(data_url("data:image/svg+xml,%3Csvg%3E"), None);
        assert_eq!(data_url("data:"), None);
    }
}
