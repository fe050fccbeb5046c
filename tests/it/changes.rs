//! What differs since a revision, as data: `tests/changes/<case>.md`.
//!
//! `## Revisie <naam>` is a commit with that tag, `## Nu` what stands in the working tree and is not committed, and
//! `## Sinds <revisie>` what the program says. A block ```` ````bestand <path> ```` is a file written then, a block
//! ```` ````weg ```` names files removed then, and ```` ````markdown ```` is what is expected, which `UPDATE_SNAPSHOTS=1` rewrites.

use std::fmt::Write;
use std::path::Path;

use rayon::prelude::*;

use crate::harness::{
    self, Output, assert_none, command, difference, git, names, parelsnoer, repository, run, update_snapshots,
};

fn commit(folder: &Path, tag: &str) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--allow-empty", "--message", tag]);
    git(folder, &["tag", tag]);
}

/// A new repository.
fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().unwrap();
    git(room.path(), &["init", "--quiet"]);
    room
}

/// Plays the revisions of a case and gives the case as it would be with what the program says now.
fn replay(text: &str) -> String {
    let room = room();
    let mut out = String::new();
    let mut lines = text.lines();
    // The revision that is being written, and the one to compare with.
    let (mut open, mut since): (Option<&str>, Option<&str>) = (None, None);
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        if let Some(heading) = line.strip_prefix("## ") {
            if let Some(tag) = open.take() {
                commit(room.path(), tag);
            }
            match heading.split_once(' ') {
                Some(("Revisie", tag)) => open = Some(tag),
                Some(("Sinds", revision)) => since = Some(revision),
                _ => assert_eq!(heading, "Nu", "een kop is «Revisie …», «Nu» of «Sinds …»"),
            }
            continue;
        }
        let Some(block) = line.strip_prefix("````") else { continue };
        let inside: Vec<&str> = lines.by_ref().take_while(|l| *l != "````").collect();
        let mut inside = inside.iter().map(|l| format!("{l}\n")).collect::<String>();
        match block.split_once(' ') {
            Some(("bestand", path)) => harness::write(&room.path().join(path), &inside),
            None if block == "weg" => {
                inside.lines().for_each(|path| std::fs::remove_file(room.path().join(path)).unwrap());
            }
            None if block == "markdown" => {
                let Output { status, stdout, stderr } = parelsnoer(room.path(), &["changes", since.unwrap()]);
                assert_eq!(status, 0, "{stderr}");
                inside = stdout;
            }
            _ => panic!("een blok is «bestand <pad>», «weg» of «markdown», niet: {line}"),
        }
        let _ = writeln!(out, "{inside}````");
    }
    out
}

#[test]
fn every_case_says_what_differs() {
    let check = |name: &String| {
        let file = repository("tests/changes").join(name);
        let expected = std::fs::read_to_string(&file).unwrap();
        assert!(expected.contains("\n````markdown\n"), "tests/changes/{name} verwacht niets");
        let found = replay(&expected);
        if found == expected {
            return None;
        }
        if update_snapshots() {
            harness::write(&file, found);
            return None;
        }
        Some(format!("tests/changes/{name}\n{}", difference(&expected, &found)))
    };
    assert_none(&names(&repository("tests/changes")).par_iter().filter_map(check).collect::<Vec<_>>());
}

const THEME: &str = "---\ntitel: Ontmoeting\nsamenvatting: Over elkaar tegenkomen.\n---\n\nUitleg.\n";

/// An image that differs by a number.
fn image(number: u8) -> Vec<u8> {
    crate::photo::png(960, 16 + u32::from(number))
}

/// Every kind of file that the folder can hold is the same in git: whatever the disk reader takes or leaves, so does
/// the reader of revisions.
#[test]
fn a_revision_is_read_as_the_folder_is() {
    let room = room();
    let content = room.path().join("diep/in/content");
    let write = |path: &str, bytes: &[u8]| harness::write(&content.join(path), bytes);
    write("site.yaml", "\u{feff}titel: Proef\r\n".as_bytes());
    write("themas/ontmoeting.md", THEME.replace('\n', "\r\n").as_bytes());
    write("themas/map/bijnaam é.md", THEME.replace("Ontmoeting", "Bijnaam").as_bytes());
    write("themas/_concept.md", THEME.as_bytes());
    write("themas/.verborgen/x.md", THEME.as_bytes());
    write("themas/latijn.md", b"---\ntitel: Caf\xe9\n---\n");
    write("themas/groot.md", &vec![b'x'; 5_000_001]);
    write("themas/foto.png", &image(0));
    write("overig/lees.md", THEME.as_bytes());
    harness::write(&room.path().join("buiten.md"), THEME);
    #[cfg(unix)]
    for (target, link) in [
        ("map/../ontmoeting.md", "themas/koppeling.md"),
        ("koppeling.md", "themas/koppeling-naar-koppeling.md"),
        ("../../../../buiten.md", "themas/naar-buiten.md"),
        ("rondje.md", "themas/rondje.md"),
        ("weg.md", "themas/naar-niets.md"),
    ] {
        std::os::unix::fs::symlink(target, content.join(link)).unwrap();
    }
    git(room.path(), &["add", "--all"]);
    commit(room.path(), "begin");
    let folders = parelsnoer::model::Kind::folders();
    let (disk, disk_report) = parelsnoer::read::read(&content, &folders, &mut Default::default()).unwrap();
    let (git, git_report) = parelsnoer::read::revision(&content, "begin", &folders).unwrap();
    let texts = |all: &[parelsnoer::read::Source]| -> Vec<(String, String)> {
        all.iter().map(|s| (s.path.to_string(), s.text.to_string())).collect()
    };
    assert!(disk.entries.len() >= 2 && disk.images.len() == 1, "{disk:?}");
    assert_eq!(texts(&disk.entries), texts(&git.entries));
    assert_eq!(texts(disk.site.as_slice()), texts(git.site.as_slice()));
    assert_eq!(disk.images, git.images);
    let said = |report: parelsnoer::report::Report| format!("{:#?}", report.sorted().diagnostics());
    assert_eq!(said(disk_report), said(git_report));
}

#[test]
fn an_image_with_the_same_name_can_differ() {
    let room = room();
    let content = room.path().join("content");
    harness::write(&content.join("site.yaml"), "titel: Proef\n");
    let keys = "samenvatting: Over elkaar tegenkomen.\nafbeelding: {bestand: foto.png, alt: Een plein}\n";
    harness::write(
        &content.join("themas/ontmoeting.md"),
        THEME.replace("samenvatting: Over elkaar tegenkomen.\n", keys),
    );
    harness::write(&content.join("themas/foto.png"), image(0));
    commit(room.path(), "begin");
    harness::write(&content.join("themas/foto.png"), image(1));
    let ended = parelsnoer(room.path(), &["changes", "begin"]);
    assert!(ended.stdout.contains("\n  - afbeelding `themas/foto.png`: een ander beeld\n"), "{ended:?}");
}

/// The content of this repository, so that nothing differs where nothing was changed.
#[test]
fn the_present_content_does_not_differ_from_itself() {
    let room = room();
    harness::copy(&repository("content"), &room.path().join("content"));
    commit(room.path(), "begin");
    let ended = parelsnoer(room.path(), &["changes", "HEAD"]);
    assert_eq!(ended.stdout, "Er verandert niets op de site sinds `HEAD`.\n", "{}", ended.stderr);
}

#[test]
fn what_cannot_be_compared_is_the_callers_to_mend() {
    let room = room();
    let content = room.path().join("content");
    harness::write(&content.join("site.yaml"), "titel: Proef\n");
    harness::write(&content.join("themas/ontmoeting.md"), THEME);
    commit(room.path(), "versie-een");
    let outside = tempfile::tempdir().unwrap();
    harness::write(&outside.path().join("site.yaml"), "titel: Proef\n");
    let elsewhere = outside.path().display().to_string();
    let written = room.path().join("uit").display().to_string();
    let unknown = "schrijf een tak, een label of een commit, zoals main of HEAD~1";
    let cases: [(&[&str], &str); 9] = [
        (&["changes", "versie-ene"], "«versie-ene» niet; bedoelde u «versie-een»?"),
        (&["changes", "qqqq"], unknown),
        (&["changes", ""], unknown),
        (&["changes", "HEAD:content"], unknown),
        (&["changes", "--", "--help"], unknown),
        (&["changes", "--", &format!("--output={written}")], unknown),
        (&["changes", "HEAD..HEAD"], unknown),
        (
            &["changes", "HEAD", "--content", &elsewhere],
            "staat niet in een git-repository; geef met --content",
        ),
        (&["changes", "HEAD", "--content", "weg"], "de map met inhoud weg is er niet; geef de juiste map"),
    ];
    let mut problems = Vec::new();
    for (arguments, message) in cases {
        let ended = parelsnoer(room.path(), arguments);
        if ended.status != 2 || !ended.stdout.is_empty() || !ended.stderr.contains(message) {
            problems.push(format!("{arguments:?} geeft {ended:?}"));
        }
    }
    assert!(!Path::new(&written).exists());
    let mut without = command(harness::PROGRAM, room.path());
    without.args(["changes", "HEAD"]).env("PATH", outside.path());
    let ended = run(without);
    if ended.status != 2 || !ended.stderr.contains("het programma git is niet gevonden; installeer het") {
        problems.push(format!("zonder git: {ended:?}"));
    }
    let shallow = outside.path().join("ondiep");
    commit(room.path(), "versie-twee");
    let from = format!("file://{}", room.path().display());
    git(
        room.path(),
        &["clone", "--quiet", "--depth", "1", "--no-tags", &from, &shallow.display().to_string()],
    );
    let ended = parelsnoer(&shallow, &["changes", "versie-een"]);
    if ended.status != 2 || !ended.stderr.contains("git fetch --unshallow") {
        problems.push(format!("zonder geschiedenis: {ended:?}"));
    }
    assert_none(&problems);
}
