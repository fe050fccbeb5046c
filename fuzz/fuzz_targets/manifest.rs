//! Any text as the list of the files that we made, in an output where files of others lie too.
#![no_main]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use parelsnoer::render::Page;
use parelsnoer::write::{self, MANIFEST};
use tempfile::TempDir;

/// Files in a folder that holds the output `site`, and whether a list may have them removed.
const FILES: [(&str, bool); 4] =
    [("buiten.txt", false), ("buiten/mijn.txt", false), ("site/mijn.txt", true), ("site/map/mijn.txt", true)];

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a folder"));

libfuzzer_sys::fuzz_target!(|list: &str| {
    let root = FOLDER.path();
    let site = root.join("site");
    let _ = fs::remove_dir_all(&site);
    for (path, _) in FILES {
        put(&root.join(path), path);
    }
    put(&site.join(MANIFEST), list);
    let page = |path: &str| Page { path: path.to_owned(), bytes: path.to_owned().into_bytes().into() };
    let pages = ["index.html", "map/index.html"];
    let written = write::write(&site, None, &AtomicBool::new(false), |sink| {
        pages.iter().map(|path| sink(page(path))).collect()
    });
    for (path, is_in_site) in FILES {
        // A list that names a file says that we made it.
        if !(is_in_site && list.contains("mijn.txt")) {
            assert_eq!(fs::read_to_string(root.join(path)).ok().as_deref(), Some(path));
        }
    }
    if written.is_ok() {
        for path in pages {
            assert_eq!(fs::read_to_string(site.join(path)).ok().as_deref(), Some(path));
        }
    }
});

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}
