//! What a build leaves on the disk: the same bytes every time, the whole site or the old one, and nothing of another.

mod faults;
#[cfg(unix)]
mod foreign;
#[cfg(unix)]
mod in_place;
mod interrupted;
mod limits;
mod refused;
mod unchanged;
#[cfg(unix)]
mod users;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use crate::harness::{PROGRAM, build, command, copy, files, names, parelsnoer, repository, run, tree, write};

/// A small library in a folder of its own, and the place where its site comes.
struct Fixture {
    _folder: tempfile::TempDir,
    content: PathBuf,
    output: PathBuf,
}

impl Fixture {
    /// A room with the content of a golden case.
    fn of(case: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let room = Self { _folder: folder, content: root.join("content"), output: root.join("public") };
        copy(&repository(&format!("tests/sites/{case}/input")), &room.content);
        room
    }

    fn build(&self) {
        build(&self.content, &self.output, &[]);
    }

    /// A build that may fail: its status and what it says.
    fn try_build(&self) -> (i32, String) {
        let ended = run(self.command());
        assert_eq!(ended.stdout, "");
        (ended.status, ended.stderr)
    }

    fn command(&self) -> Command {
        self.command_to(&self.output)
    }

    fn command_to(&self, output: &Path) -> Command {
        let mut command = command(PROGRAM, self.output.parent().unwrap());
        command.args(["build", "--content"]).arg(&self.content).arg("--output").arg(output);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn staging(&self) -> PathBuf {
        self.output.with_file_name(".public.parelsnoer")
    }

    /// The staging folder as a killed build leaves it, with these files.
    fn leave_staging(&self, files: &[(&str, &str)]) {
        write(&self.staging().join("parelsnoer-bouwt-hier"), "");
        for (path, text) in files {
            write(&self.staging().join(path), text);
        }
    }

    /// What stands beside the content and the site.
    fn beside(&self) -> Vec<String> {
        let all = names(self.output.parent().unwrap());
        all.into_iter().filter(|n| !["content", "public"].contains(&n.as_str())).collect()
    }

    /// Gives the site another title, so that every page changes.
    fn retitle(&self, title: &str) {
        write(&self.content.join("site.yaml"), format!("titel: {title}\n"));
    }
}

const LONG_AGO: Duration = Duration::from_secs(1_000_000_000);

fn set_time(path: &Path, time: SystemTime) {
    std::fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

fn time(path: &Path) -> SystemTime {
    path.symlink_metadata().unwrap().modified().unwrap()
}

/// Copies a folder, the last file first: where the order of a folder is that of making, it is now another.
fn copy_backwards(from: &Path, to: &Path) {
    for path in files(from).iter().rev() {
        write(&to.join(path), std::fs::read(from.join(path)).unwrap());
    }
}

/// Where the same content could give other bytes: another folder, other surroundings, another number of threads.
fn same_bytes_everywhere(content: &Path) {
    let folder = tempfile::tempdir().unwrap();
    // Outside the repository, whose history is told on a page of its own.
    let original = folder.path().join("origineel");
    copy(content, &original);
    let first = folder.path().join("eerste");
    build(&original, &first, &[]);
    let expected = tree(&first);
    let elsewhere = folder.path().join("heel/ergens anders");
    copy_backwards(content, &elsewhere.join("inhoud"));
    let settings: [&[(&str, &str)]; 4] = [
        &[],
        &[
            ("RAYON_NUM_THREADS", "1"),
            ("TZ", "Pacific/Kiritimati"),
            ("LANG", "nl_NL.UTF-8"),
            ("LC_ALL", "nl_NL.UTF-8"),
        ],
        &[
            ("RAYON_NUM_THREADS", "2"),
            ("TZ", "America/Los_Angeles"),
            ("LANG", "tr_TR.UTF-8"),
            ("LC_ALL", "C"),
        ],
        &[("RAYON_NUM_THREADS", "8"), ("HOME", "/nergens"), ("USER", "een ander")],
    ];
    for (number, setting) in settings.iter().enumerate() {
        let mut command = command(PROGRAM, &elsewhere);
        let output = format!("site-{number}");
        command.args(["build", "--content", "inhoud", "--output", &output]).envs(setting.iter().copied());
        let ended = run(command);
        assert_eq!(ended.status, 0, "{}", ended.stderr);
        let found = tree(&elsewhere.join(output));
        let differs = |path: &&String| expected.get(*path) != found.get(*path);
        let different: Vec<&String> = expected.keys().chain(found.keys()).filter(differs).collect();
        assert!(different.is_empty(), "met {setting:?} anders: {different:?}");
    }
}

#[test]
fn the_library_itself_builds_without_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let content = repository("content").display().to_string();
    let ended = parelsnoer(folder.path(), &["build", "--strict", "--content", &content]);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
}

/// The protocols of sitemaps and feeds ask for absolute addresses (sitemaps.org; RFC 4287, section 4.2.6).
#[test]
fn a_site_without_an_address_is_told_what_does_not_work() {
    let room = Fixture::of("leeg");
    let says = |options: &[&str]| {
        let mut command = room.command();
        command.arg("--strict").args(options);
        let ended = run(command);
        assert_eq!(ended.status, 0, "{}", ended.stderr);
        ended.stderr.contains("basis_url")
    };
    assert!(says(&[]));
    assert!(!says(&["--base-url", "https://voorbeeld.nl/"]));
    assert!(!says(&["--portable"]));
    write(&room.content.join("site.yaml"), "titel: Leeg\nbasis_url: https://voorbeeld.nl/\n");
    assert!(!says(&[]));
}

#[test]
fn the_library_itself_gives_the_same_bytes_every_time() {
    same_bytes_everywhere(&repository("content"));
}

#[test]
fn a_golden_case_gives_the_same_bytes_every_time() {
    same_bytes_everywhere(&repository("tests/sites/gegevens/input"));
}

#[test]
fn what_did_not_change_keeps_its_time() {
    let room = Fixture::of("gegevens");
    room.build();
    let before = tree(&room.output);
    let past = SystemTime::UNIX_EPOCH + LONG_AGO;
    for path in files(&room.output) {
        set_time(&room.output.join(path), past);
    }
    let entry = room.content.join("parels/proef.md");
    let text = std::fs::read_to_string(&entry).unwrap();
    write(&entry, text + "\nEen zin erbij.\n");
    room.build();
    let after = tree(&room.output);
    let mut changed = Vec::new();
    for (path, bytes) in &after {
        let kept = time(&room.output.join(path)) == past;
        assert_eq!(kept, before.get(path) == Some(bytes), "{path}");
        if !kept {
            changed.push(path.as_str());
        }
    }
    assert!(changed.contains(&"parels/proef/index.html"), "{changed:?}");
    assert!(!changed.contains(&"gemeenten/zeist/index.html"), "{changed:?}");
}

#[test]
fn a_page_goes_with_its_entry_and_is_restored_when_it_was_touched() {
    let room = Fixture::of("wikilinks");
    room.build();
    let page = room.output.join("parels/vormen/index.html");
    assert!(page.exists());
    std::fs::remove_file(room.content.join("parels/vormen.md")).unwrap();
    // Of the same length, so that only the content tells.
    let other = room.output.join("parels/buurttafel/index.html");
    let good = std::fs::read(&other).unwrap();
    write(&other, vec![b'x'; good.len()]);
    room.build();
    assert!(!page.parent().unwrap().exists());
    assert!(!String::from_utf8(std::fs::read(&other).unwrap()).unwrap().starts_with('x'));
}

#[cfg(unix)]
#[test]
fn what_another_put_in_the_site_survives() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let room = Fixture::of("gegevens");
    room.build();
    let site = &room.output;
    write(&site.join("CNAME"), "voorbeeld.nl\n");
    write(&site.join(".git/HEAD"), "ref: refs/heads/main\n");
    write(&site.join(".git/hooks/post-commit"), "#!/bin/sh\n");
    std::fs::set_permissions(site.join(".git/hooks/post-commit"), PermissionsExt::from_mode(0o755)).unwrap();
    write(&site.join("parels/proef/bijlage.pdf"), "%PDF");
    symlink("/nergens/heen", site.join("los")).unwrap();
    symlink("parels", site.join("praktijken")).unwrap();
    symlink("CNAME", site.join("naam")).unwrap();
    set_time(&site.join("CNAME"), SystemTime::UNIX_EPOCH + LONG_AGO);
    let inode = site.join(".git/HEAD").metadata().unwrap().ino();
    room.retitle("Anders");
    room.build();
    assert_eq!(std::fs::read_to_string(site.join("CNAME")).unwrap(), "voorbeeld.nl\n");
    assert_eq!(time(&site.join("CNAME")), SystemTime::UNIX_EPOCH + LONG_AGO);
    assert_eq!(site.join(".git/HEAD").metadata().unwrap().ino(), inode);
    assert_eq!(site.join(".git/hooks/post-commit").metadata().unwrap().mode() & 0o777, 0o755);
    assert_eq!(std::fs::read(site.join("parels/proef/bijlage.pdf")).unwrap(), b"%PDF");
    for (link, target) in [("los", "/nergens/heen"), ("praktijken", "parels"), ("naam", "CNAME")] {
        assert_eq!(site.join(link).read_link().unwrap(), Path::new(target), "{link}");
    }
    assert!(std::fs::read_to_string(site.join("index.html")).unwrap().contains("<title>Anders</title>"));
}

/// A repository without its empty folders is broken.
#[test]
fn an_empty_folder_of_another_survives() {
    let room = Fixture::of("gegevens");
    room.build();
    for folder in [".git/refs/tags", ".git/objects/info", "bijlagen"] {
        std::fs::create_dir_all(room.output.join(folder)).unwrap();
    }
    room.build();
    for folder in [".git/refs/tags", ".git/objects/info", "bijlagen"] {
        assert!(room.output.join(folder).is_dir(), "{folder} is weg");
    }
}

#[cfg(unix)]
#[test]
fn a_site_behind_a_symbolic_link_stays_there() {
    let room = Fixture::of("gegevens");
    let real = room.output.with_file_name("echt");
    std::fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink("echt", &room.output).unwrap();
    room.build();
    room.retitle("Anders");
    room.build();
    assert_eq!(room.output.read_link().unwrap(), Path::new("echt"));
    assert!(std::fs::read_to_string(real.join("index.html")).unwrap().contains("<title>Anders</title>"));
    assert_eq!(room.beside(), ["echt"]);
}
