//! Photos and drawings that tests make themselves.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, ImageReader, Rgb, RgbImage};

/// A picture of which the four corners differ: red, green, blue and white, on a soft gradient.
pub(crate) fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (left, top) = (x < width / 4, y < height / 4);
        let (right, bottom) = (x >= width - width / 4, y >= height - height / 4);
        match (left, right, top, bottom) {
            (true, _, true, _) => Rgb([220, 20, 20]),
            (_, true, true, _) => Rgb([20, 200, 20]),
            (true, _, _, true) => Rgb([20, 20, 220]),
            (_, true, _, true) => Rgb([250, 250, 250]),
            _ => Rgb([(x * 120 / width) as u8 + 60, (y * 120 / height) as u8 + 60, 120]),
        }
    })
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The picture as PNG.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(&picture(width, height).into(), ImageFormat::Png)
}

/// The picture as JPEG.
pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(&picture(width, height).into(), ImageFormat::Jpeg)
}

/// The picture as WebP.
pub(crate) fn webp(width: u32, height: u32) -> Vec<u8> {
    encoded(&picture(width, height).into(), ImageFormat::WebP)
}

/// The data of a camera: how it was held, its maker, and where.
pub(crate) fn exif(orientation: u8, place: bool) -> Vec<u8> {
    let entries: u16 = if place { 3 } else { 2 };
    let mut data = b"MM\0*\0\0\0\x08".to_vec();
    data.extend(entries.to_be_bytes());
    // The maker, after the list and the two of the place.
    let text = 8 + 2 + u32::from(entries) * 12 + 4;
    data.extend([0x01, 0x0f, 0, 2, 0, 0, 0, 12]);
    data.extend(text.to_be_bytes());
    data.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    if place {
        data.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1]);
        data.extend((text + 12).to_be_bytes());
    }
    data.extend([0; 4]);
    data.extend(b"GEHEIMCAMERA");
    if place {
        // One fact: north.
        data.extend([0, 1, 0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0, 0, 0, 0, 0]);
    }
    data
}

/// A JPEG with these data of a camera in it, a comment, and the place once more as XMP.
pub(crate) fn with_exif(jpeg: &[u8], exif: &[u8]) -> Vec<u8> {
    let segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap();
        [&[0xff, marker][..], &length.to_be_bytes(), content].concat()
    };
    let data = segment(0xe1, &[b"Exif\0\0", exif].concat());
    [&jpeg[..2], &data, &segment(0xfe, b"GEHEIM commentaar"), &jpeg[2..]].concat()
}

/// A PNG or WebP file with these data of a camera in it, and a text that tells more.
pub(crate) fn with_exif_chunk(file: &[u8], exif: &[u8]) -> Vec<u8> {
    if file.starts_with(b"\x89PNG") {
        let extra = png_of(&[(b"eXIf", exif.to_vec()), (b"tEXt", b"Comment\0GEHEIM commentaar".to_vec())]);
        // After the signature and the header.
        return [&file[..33], &extra[8..], &file[33..]].concat();
    }
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let size = u32::try_from(content.len()).unwrap();
        let padding = &[0][..content.len() % 2];
        [name, &size.to_le_bytes()[..], content, padding].concat()
    };
    let (width, height) =
        ImageReader::new(Cursor::new(file)).with_guessed_format().unwrap().into_dimensions().unwrap();
    let mut header = vec![0x0c, 0, 0, 0];
    header.extend(&(width - 1).to_le_bytes()[..3]);
    header.extend(&(height - 1).to_le_bytes()[..3]);
    let extended =
        [&chunk(b"VP8X", &header), &file[12..], &chunk(b"EXIF", exif), &chunk(b"XMP ", b"GEHEIM")].concat();
    let inside = [b"WEBP", &*extended].concat();
    chunk(b"RIFF", &inside)
}

/// A PNG that says it has this size, with so many bytes of nothing in it.
pub(crate) fn claims(width: u32, height: u32, bytes: usize) -> Vec<u8> {
    let mut header = width.to_be_bytes().to_vec();
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    png_of(&[(b"IHDR", header), (b"IDAT", vec![0; bytes]), (b"IEND", Vec::new())])
}

/// A PNG of these parts.
fn png_of(parts: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in parts {
        file.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        let start = file.len();
        file.extend(*kind);
        file.extend(content);
        file.extend(crc32(&file[start..]).to_be_bytes());
    }
    file
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { c >> 1 ^ 0xedb8_8320 } else { c >> 1 })
    })
}

/// The picture as a PNG that appears in seven passes (Adam7).
pub(crate) fn interlaced(width: u32, height: u32) -> Vec<u8> {
    use std::io::Write;
    let picture = picture(width, height);
    let mut rows = Vec::new();
    for (left, top, right, down) in
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    {
        for y in (top..height).step_by(down) {
            rows.push(0);
            (left..width).step_by(right).for_each(|x| rows.extend(picture.get_pixel(x, y).0));
        }
    }
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&rows).unwrap();
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, 1]);
    png_of(&[(b"IHDR", header), (b"IDAT", packed.finish().unwrap()), (b"IEND", Vec::new())])
}

/// The names of the parts of a file, as its standard says where they begin.
pub(crate) fn parts(file: &[u8]) -> Vec<String> {
    let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut parts = Vec::new();
    if file.starts_with(b"RIFF") {
        let mut at = 12;
        while at + 8 <= file.len() {
            parts.push(name(&file[at..at + 4]));
            let size = u32::from_le_bytes(file[at + 4..at + 8].try_into().unwrap()) as usize;
            at += 8 + size + size % 2;
        }
    } else if file.starts_with(b"\x89PNG") {
        let mut at = 8;
        while at + 8 <= file.len() {
            parts.push(name(&file[at + 4..at + 8]));
            at += 12 + u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        }
    } else if file.starts_with(b"\xff\xd8") {
        let mut at = 2;
        while at + 4 <= file.len() && file[at] == 0xff {
            parts.push(format!("{:02x}", file[at + 1]));
            if file[at + 1] == 0xda {
                break;
            }
            at += 2 + usize::from(u16::from_be_bytes([file[at + 2], file[at + 3]]));
        }
    }
    parts
}
