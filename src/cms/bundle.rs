//! The program of the CMS: which version, and how we know that it is that one.

use sha2::{Digest, Sha256};

/// The version of `@sveltia/cms`.
pub const VERSION: &str = "0.221.1";

/// A file of the package.
#[derive(Debug, Clone, Copy)]
pub struct BundleFile {
    /// Its name in `admin/`.
    pub name: &'static str,
    /// Its path in the package.
    pub path: &'static str,
    sha256: &'static str,
}

/// The files of the package that `admin/` needs.
pub const BUNDLE: [BundleFile; 3] = [
    BundleFile {
        name: "sveltia-cms.js",
        path: "dist/sveltia-cms.js",
        sha256: "2fc783907e1a4a70783f155cc28435c70b8f79792f2aab75e787984e84aa413a",
    },
    BundleFile {
        name: "nl.json",
        path: "locales/nl.json",
        sha256: "f2a9edc8320a7c8cae578a9d41534fc1113dea3afec30bb048208cf4e22c12d4",
    },
    BundleFile {
        name: "LICENSE.txt",
        path: "LICENSE.txt",
        sha256: "dcbe3c626d85741f6fabefed0b34d07a2e92c032f63aa21c0279062363859c32",
    },
];

/// Whether these are the bytes of the file.
pub fn verified(file: &BundleFile, bytes: &[u8]) -> bool {
    let digest = Sha256::digest(bytes);
    let hex = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    hex.map(u32::from).filter_map(|digit| char::from_digit(digit, 16)).eq(file.sha256.chars())
}
