//! The files that `check --fix` and `rename` change: each stays the file that it is.
#![cfg(unix)]

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};

use crate::harness::{Output, command, files, names, parelsnoer, run, write};

/// Has a mistake that can be fixed.
const WRONG: &str = "---\ntitel: X\nsamenvatting: Kort.\nthemas: [sport]\n---\n\n##Kop\n\nZie [[ander]].\n";
const OTHER: &str = "---\ntitel: Ander\nsamenvatting: Kort.\nthemas: [sport]\n---\n\nZie [[x]].\n";
const THEME: &str = "---\ntitel: Sport\nsamenvatting: Bewegen.\n---\n\nTekst.\n";

struct Content {
    folder: tempfile::TempDir,
}

impl Content {
    fn new() -> Self {
        let content = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in [
            ("site.yaml", "titel: Proef\n"),
            ("parels/x.md", WRONG),
            ("parels/ander.md", OTHER),
            ("themas/sport.md", THEME),
        ] {
            write(&content.path(path), text);
        }
        content
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("content").join(path)
    }

    fn fix(&self) -> Output {
        parelsnoer(self.folder.path(), &["check", "--fix"])
    }
}

fn is_fixed(path: &Path) -> bool {
    std::fs::read_to_string(path).unwrap().contains("## Kop")
}

fn is_root() -> bool {
    let mut id = command("id", Path::new("/"));
    id.arg("-u");
    run(id).stdout.trim() == "0"
}

#[test]
fn a_file_keeps_its_mode_and_owner() {
    let content = Content::new();
    let file = content.path("parels/x.md");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    if is_root() {
        chown(&file, Some(65534), Some(54321)).unwrap();
    }
    let before = file.metadata().unwrap();
    assert_eq!(content.fix().status, 0);
    let after = file.metadata().unwrap();
    assert!(is_fixed(&file));
    assert_eq!((after.mode(), after.uid(), after.gid()), (before.mode(), before.uid(), before.gid()));
    assert_eq!(names(&content.path("parels")), ["ander.md", "x.md"]);
}

#[test]
fn a_file_keeps_its_other_names() {
    let content = Content::new();
    let (file, other) = (content.path("parels/x.md"), content.folder.path().join("kopie.md"));
    std::fs::hard_link(&file, &other).unwrap();
    assert_eq!(content.fix().status, 0);
    assert!(is_fixed(&file) && is_fixed(&other));
    assert_eq!(file.metadata().unwrap().ino(), other.metadata().unwrap().ino());
    assert_eq!(names(&content.path("parels")), ["ander.md", "x.md"]);
}

#[test]
fn a_link_stays_and_its_file_is_changed() {
    let content = Content::new();
    let (link, file) = (content.path("parels/x.md"), content.path("_echt.md"));
    std::fs::rename(&link, &file).unwrap();
    symlink("../_echt.md", &link).unwrap();
    let ended = content.fix();
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert_eq!(link.read_link().unwrap(), Path::new("../_echt.md"));
    assert!(is_fixed(&file));
}

#[test]
fn files_with_the_names_of_ours_are_not_touched() {
    let content = Content::new();
    let own = ["parels/.x.md.nieuw", "parels/.x.md.oud", "parels/.x.md.nieuw-1"];
    for path in own {
        write(&content.path(path), "van mij");
    }
    assert_eq!(content.fix().status, 0);
    assert!(is_fixed(&content.path("parels/x.md")));
    for path in own {
        assert_eq!(std::fs::read(content.path(path)).unwrap(), b"van mij", "{path}");
    }
}

#[test]
fn a_renamed_file_keeps_its_mode_and_other_names() {
    let content = Content::new();
    write(&content.path("parels/x.md"), WRONG.replace("##Kop", "## Kop"));
    let (file, other) = (content.path("parels/x.md"), content.folder.path().join("kopie.md"));
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    std::fs::hard_link(&file, &other).unwrap();
    let ended = parelsnoer(content.folder.path(), &["rename", "parels/x", "nieuw"]);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    let after = content.path("parels/nieuw.md").metadata().unwrap();
    assert_eq!((after.mode() & 0o777, after.ino()), (0o600, other.metadata().unwrap().ino()));
    assert!(std::fs::read_to_string(&other).unwrap().contains("/parels/x/"));
    assert!(std::fs::read_to_string(content.path("parels/ander.md")).unwrap().contains("[[nieuw]]"));
    assert_eq!(names(&content.path("parels")), ["ander.md", "nieuw.md"]);
}

#[test]
fn a_renamed_link_stays_a_link() {
    let content = Content::new();
    let (link, file) = (content.path("parels/x.md"), content.path("_echt.md"));
    std::fs::remove_file(&link).unwrap();
    write(&file, WRONG.replace("##Kop", "## Kop"));
    symlink("../_echt.md", &link).unwrap();
    let ended = parelsnoer(content.folder.path(), &["rename", "parels/x", "nieuw"]);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert_eq!(content.path("parels/nieuw.md").read_link().unwrap(), Path::new("../_echt.md"));
    assert!(std::fs::read_to_string(&file).unwrap().contains("/parels/x/"));
    assert!(link.symlink_metadata().is_err());
}

/// When one of the files cannot be written, none is changed.
#[test]
fn all_files_are_changed_or_none() {
    let content = Content::new();
    write(&content.path("parels/lang.md"), WRONG.replace("Zie", &"Zie ".repeat(5_000)));
    let read = || ["parels/x.md", "parels/lang.md"].map(|path| std::fs::read(content.path(path)).unwrap());
    let before = read();
    // No file may become longer than 4 kB, for nobody.
    let mut command = command("sh", content.folder.path());
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" check --fix";
    command.args(["-c", script, crate::harness::PROGRAM]);
    let ended = run(command);
    assert_eq!(ended.status, 3, "{}", ended.stderr);
    assert!(read() == before);
    assert_eq!(files(&content.path("parels")), ["ander.md", "lang.md", "x.md"]);
}
