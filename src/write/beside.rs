//! A new file beside another, for what is going to take its place.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::hash::ContentHash;

/// A file name has at most 255 bytes on nearly every disk.
const LONGEST_NAME: usize = 200;

/// Makes a hidden file in the folder of `path`, for the purpose that its name says. A file that is there already is not
/// ours and stays as it is.
///
/// # Errors
/// When the folder cannot be written.
pub(super) fn create(path: &Path, purpose: &str) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default();
    let name = if name.len() > LONGEST_NAME {
        ContentHash::of(name.as_encoded_bytes()).to_string()
    } else {
        name.to_string_lossy().into_owned()
    };
    let mut number = 1;
    loop {
        let free = path.with_file_name(format!(".{name}.{purpose}-{number}"));
        match File::create_new(&free) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            other => return other.map(|file| (free, file)),
        }
    }
}
