//! Photos as cameras and programs make them, and what becomes of them.

use std::io::Cursor;

use bytes::Bytes;
use image::{DynamicImage, Frame, ImageFormat, ImageReader, RgbImage};
use parelsnoer::images::{Format, Prepared, Problem, metadata, packed, prepare};

use crate::harness::{build, files, write};
use crate::photo;

fn prepared(bytes: Vec<u8>) -> Prepared {
    prepare(&bytes.into()).unwrap()
}

fn decoded(bytes: &[u8]) -> RgbImage {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().unwrap();
    reader.decode().unwrap().into_rgb8()
}

/// The colours of the four corners, as one letter each.
fn corners(picture: &RgbImage) -> String {
    let (width, height) = (picture.width(), picture.height());
    let places = [(4, 4), (width - 5, 4), (4, height - 5), (width - 5, height - 5)];
    let name = |(x, y): (u32, u32)| match picture.get_pixel(x, y).0 {
        [r, g, b] if r > 180 && g > 180 && b > 180 => 'w',
        [r, g, b] if r > g && r > b => 'r',
        [r, g, b] if g > r && g > b => 'g',
        _ => 'b',
    };
    places.into_iter().map(name).collect()
}

#[test]
fn a_photo_stands_upright_however_the_camera_was_held() {
    // Red, green, blue and white in the corners of the sensor, seen as EXIF says.
    let seen = ["rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb"];
    for (orientation, expected) in (1..).zip(seen) {
        let file = photo::with_exif(&photo::jpeg(96, 64), &photo::exif(orientation, false));
        let picture = prepared(file);
        let turned = orientation > 4;
        assert_eq!((picture.width, picture.height), if turned { (64, 96) } else { (96, 64) });
        for file in picture.files() {
            assert_eq!((file.width, file.height), (picture.width, picture.height));
            assert_eq!(
                corners(&decoded(&file.bytes)),
                expected,
                "orientation {orientation}, {:?}",
                file.format
            );
        }
    }
}

#[test]
fn nothing_tells_who_made_a_photo_or_where() {
    let file = photo::with_exif(&photo::jpeg(96, 64), &photo::exif(6, true));
    assert!(memchr::memmem::find(&file, b"GEHEIM").is_some());
    let picture = prepared(file.clone());
    assert!(picture.has_location);
    for published in picture.files() {
        for trace in [&b"GEHEIM"[..], b"Exif", b"EXIF", b"GPS", b"XMP"] {
            assert_eq!(memchr::memmem::find(&published.bytes, trace), None, "{:?}", published.format);
        }
    }
    // The file itself without them is the same picture, held in the same way.
    let clean = metadata::without(&file.into()).unwrap();
    assert_eq!(memchr::memmem::find(&clean, b"GEHEIM"), None);
    let again = prepare(&clean).unwrap();
    assert!(!again.has_location);
    assert_eq!(again.webp, picture.webp);
}

#[test]
fn a_file_without_metadata_is_still_held_as_it_was() {
    use image::ImageDecoder;
    for orientation in 1..=8 {
        let exif = photo::exif(orientation, true);
        for file in [
            photo::with_exif(&photo::jpeg(96, 64), &exif),
            photo::with_exif_chunk(&photo::png(96, 64), &exif),
            photo::with_exif_chunk(&photo::webp(96, 64), &exif),
        ] {
            let before = prepared(file.clone());
            assert!(before.has_location && memchr::memmem::find(&file, b"GEHEIM").is_some());
            let clean = metadata::without(&file.clone().into()).unwrap();
            assert_eq!(memchr::memmem::find(&clean, b"GEHEIM"), None);
            // Not a pixel differs, and another reader finds the same orientation and nothing else.
            assert_eq!(decoded(&clean), decoded(&file));
            let reader = ImageReader::new(Cursor::new(&clean)).with_guessed_format().unwrap();
            let mut reader = reader.into_decoder().unwrap();
            assert_eq!(reader.orientation().unwrap().to_exif(), orientation);
            assert_eq!(
                reader.exif_metadata().unwrap().map(|data| data.len()),
                (orientation > 1).then_some(26)
            );
            let after = prepared(clean.to_vec());
            assert!(!after.has_location);
            assert_eq!(after.webp, before.webp);
        }
    }
}

#[test]
fn a_picture_is_published_in_the_widths_of_screens_and_never_enlarged() {
    for (width, widths) in
        [(300, &[300][..]), (960, &[480, 960]), (1200, &[480, 960, 1200]), (1700, &[480, 960, 1600])]
    {
        let picture = prepared(photo::jpeg(width, 40));
        assert_eq!(picture.webp.iter().map(|file| file.width).collect::<Vec<_>>(), widths);
        assert_eq!(picture.fallback.format, Format::Jpeg);
        assert!(picture.fallback.width <= 960);
    }
}

#[test]
fn a_photo_full_of_detail_is_light_enough_for_a_phone() {
    let mut state = 1_u32;
    let noise = RgbImage::from_fn(960, 640, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 20) as u8])
    });
    let mut file = Cursor::new(Vec::new());
    DynamicImage::from(noise).write_to(&mut file, ImageFormat::Jpeg).unwrap();
    let picture = prepared(file.into_inner());
    assert!(picture.webp[0].bytes.len() <= 120_000, "{}", picture.webp[0].bytes.len());
    assert!(picture.webp[1].bytes.len() <= 250_000, "{}", picture.webp[1].bytes.len());
}

#[test]
fn a_file_that_ends_too_early_is_broken() {
    for (name, whole) in [("jpeg", photo::jpeg(96, 64)), ("png", photo::png(96, 64)), ("gif", animation())] {
        for tenth in 1..10 {
            let part = whole[..whole.len() * tenth / 10].to_vec();
            assert_eq!(prepare(&part.into()), Err(Problem::Broken), "{name}, {tenth} tenths");
        }
    }
}

#[test]
fn a_bomb_is_not_unpacked() {
    assert_eq!(prepare(&photo::claims(50_000, 50_000, 100).into()), Err(Problem::Bomb(2_500)));
    assert_eq!(prepare(&photo::claims(10_000, 7_000, 200_000).into()), Err(Problem::TooManyPixels(70)));
}

#[test]
fn other_depths_and_channels_become_plain_colours() {
    let picture = DynamicImage::from(photo::picture(96, 64));
    let deep = DynamicImage::from(picture.to_rgb16());
    let seen_through = DynamicImage::from(picture.to_rgba8());
    let grey = DynamicImage::from(picture.to_luma16());
    for (image, expected) in [(deep, "rgbw"), (seen_through, "rgbw"), (grey, "")] {
        let mut file = Cursor::new(Vec::new());
        image.write_to(&mut file, ImageFormat::Png).unwrap();
        let picture = prepared(file.into_inner());
        for published in picture.files() {
            let pixels = decoded(&published.bytes);
            assert!(expected.is_empty() || corners(&pixels) == expected, "{:?}", published.format);
        }
    }
}

#[test]
fn a_photo_for_print_and_one_that_appears_in_passes_keep_their_colours() {
    let cmyk = include_bytes!("photo/cmyk.jpg").to_vec();
    for file in [cmyk, photo::interlaced(96, 64)] {
        let picture = prepared(file);
        for published in picture.files() {
            assert_eq!(corners(&decoded(&published.bytes)), "rgbw", "{:?}", published.format);
        }
    }
}

#[test]
fn a_published_file_has_no_part_that_is_not_the_picture() {
    // Headers, tables and pixels; nothing for data of a camera, colours, comments or programs.
    let known = |part: &str| match part {
        "VP8 " | "VP8L" | "VP8X" | "ALPH" | "IHDR" | "PLTE" | "tRNS" | "IDAT" | "IEND" => true,
        // JFIF, tables, frame and scan.
        part => ["e0", "db", "c0", "c2", "c4", "dd", "da"].contains(&part),
    };
    let photo = photo::with_exif(&photo::jpeg(96, 64), &photo::exif(6, true));
    for file in [photo, photo::png(96, 64), include_bytes!("photo/cmyk.jpg").to_vec()] {
        for published in prepared(file).files() {
            let parts = photo::parts(&published.bytes);
            assert!(!parts.is_empty() && parts.iter().all(|part| known(part)), "{parts:?}");
        }
    }
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    for file in [photo::jpeg(1700, 40), photo::png(96, 64), animation()] {
        assert_eq!(prepared(file.clone()), prepared(file));
    }
}

#[test]
fn a_file_is_what_it_holds_and_not_what_it_is_called() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    write(&content.join("site.yaml"), "titel: Proef\n");
    write(&content.join("paginas/over.md"), "---\ntitel: Over\n---\n\n![Een vlak](foto.jpg)\n");
    write(&content.join("paginas/foto.jpg"), photo::png(96, 64));
    let output = folder.path().join("public");
    build(&content, &output, &[]);
    let published = files(&output.join("beelden"));
    let webp = published.iter().find(|path| path.ends_with(".webp")).unwrap();
    assert_eq!(corners(&decoded(&std::fs::read(output.join("beelden").join(webp)).unwrap())), "rgbw");
}

/// Two frames, with a comment.
fn animation() -> Vec<u8> {
    let mut bytes = Vec::new();
    {
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
        for _ in 0..2 {
            let frame = DynamicImage::from(photo::picture(96, 64)).into_rgba8();
            encoder.encode_frame(Frame::new(frame)).unwrap();
        }
    }
    let end = bytes.len() - 1;
    bytes.splice(end..end, *b"\x21\xfe\x06GEHEIM\0");
    bytes
}

#[test]
fn what_moves_is_published_once_with_a_still() {
    let picture = prepared(animation());
    let moving = picture.animation.as_ref().unwrap();
    assert_eq!((moving.format, moving.width), (Format::Gif, 96));
    assert_eq!(memchr::memmem::find(&moving.bytes, b"GEHEIM"), None);
    assert_eq!(corners(&decoded(&picture.webp[0].bytes)), "rgbw");
}

#[test]
fn what_is_kept_in_a_cache_comes_out_as_it_went_in() {
    for bytes in [photo::jpeg(500, 40), animation(), b"geen beeld".to_vec()] {
        let result = prepare(&bytes.into());
        let kept = Bytes::from(packed::pack(&result));
        assert_eq!(packed::unpack(&kept), Some(result));
        // A cache that was cut off is as good as none.
        assert_eq!(packed::unpack(&kept.slice(..kept.len() - 1)), None);
    }
}
