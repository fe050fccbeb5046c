//! The compressed forms of a file (`build --compress`): `.br` and `.gz` beside it, for servers that hand them over as
//! they are. The same bytes on every machine.

use std::io::Write;

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};

use super::Page;

/// Files of other kinds are compressed already.
const KINDS: [&str; 9] = [".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".webmanifest"];
/// A smaller file fits in the packet of its headers.
const LEAST: usize = 512;
/// One step below the best, which takes ten times as long for 2 %.
const BROTLI_QUALITY: i32 = 9;
/// The reach of brotli as a power of two; every browser takes so much.
const BROTLI_WINDOW: i32 = 22;
/// The operating system «unknown» in the header of gzip, so that it does not depend on ours.
const UNKNOWN_SYSTEM: u8 = 255;

/// The compressed forms of `page`, those that are at least a tenth smaller.
///
/// # Errors
/// When a compressor fails, which it does only without memory.
pub fn compressed(page: &Page) -> Result<Vec<Page>> {
    let kind = KINDS.iter().any(|end| page.path.ends_with(end));
    if !kind || page.bytes.len() < LEAST {
        return Ok(Vec::new());
    }
    let failed = || format!("{} kon niet verkleind worden", page.path);
    let brotli = brotli(&page.bytes).with_context(failed)?;
    let gzip = gzip(&page.bytes).with_context(failed)?;
    let gains = |small: &Vec<u8>| small.len() <= page.bytes.len() / 10 * 9;
    let form = |end: &str, bytes: Vec<u8>| Page { path: page.path.clone() + end, bytes: bytes.into() };
    let forms = [(".br", brotli), (".gz", gzip)].into_iter().filter(|(_, small)| gains(small));
    Ok(forms.map(|(end, small)| form(end, small)).collect())
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut small, &params)?;
    Ok(small)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    // Without a name and a time: both would differ for the same content.
    let header = GzBuilder::new().operating_system(UNKNOWN_SYSTEM);
    // Of the best level alone zlib-rs computes the hash in one way on all processors.
    let mut encoder = header.write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
