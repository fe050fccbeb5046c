//! The files of an offer as one archive, for a library that is in no repository.

use std::io::{Cursor, Write};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The file in the archive that says what to do with the others.
const NOTE: &str = "aanbod.txt";

/// An archive of files, each by its path, with `note` for who unpacks it. The same files give the same bytes.
///
/// # Errors
/// When the archive becomes larger than its format can hold.
pub fn archive(note: &str, files: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let failed = "de zip kon niet gemaakt worden";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let note = (NOTE.to_owned(), note.as_bytes().to_vec());
    for (path, bytes) in std::iter::once(&note).chain(files) {
        zip.start_file(path.as_str(), options).context(failed)?;
        zip.write_all(bytes).context(failed)?;
    }
    Ok(zip.finish().context(failed)?.into_inner())
}
