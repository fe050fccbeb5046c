//! Outputs and contents that cannot be: nothing is lost, and the message says what is wrong.

use std::time::{Duration, Instant};

use super::Fixture;
use crate::harness::{command, files, run, tree, write};

/// A file of another where a page comes, or where the folder of a page comes.
#[test]
fn what_another_put_where_a_page_comes_is_refused() {
    for (path, entry) in [
        ("parels/later/index.html", "parels/later.md"),
        ("parels/later", "parels/later.md"),
        ("oud/naam", "parels/later.md"),
    ] {
        let room = Fixture::of("gegevens");
        room.build();
        write(&room.output.join(path), "van een ander");
        let before = tree(&room.output);
        let text = "---\ntitel: Later\nsamenvatting: Later.\nthemas: [sport]\naliassen: [/oud/naam/]\n---\n\nTekst.\n";
        write(&room.content.join(entry), text);
        let (status, message) = room.try_build();
        assert_eq!(status, 2, "{path}: {message}");
        assert!(message.contains(path) && message.contains("niet door parelsnoer gemaakt"), "{message}");
        assert!(tree(&room.output) == before, "{path}");
        std::fs::remove_file(room.output.join(path)).unwrap();
        room.build();
        assert_eq!(room.beside(), [""; 0]);
    }
}

#[test]
fn a_refused_or_failed_build_leaves_nothing_beside_the_site() {
    let room = Fixture::of("gegevens");
    write(&room.output.join("brief.txt"), "van een ander");
    assert_eq!(room.try_build().0, 2);
    assert_eq!(room.beside(), [""; 0]);
    assert_eq!(files(&room.output), ["brief.txt"]);
}

#[cfg(unix)]
#[test]
fn an_output_that_cannot_be_written_is_no_fault_of_the_content() {
    use std::os::unix::fs::PermissionsExt;
    let room = Fixture::of("gegevens");
    let shut = room.output.with_file_name("dicht");
    std::fs::create_dir(&shut).unwrap();
    std::fs::set_permissions(&shut, PermissionsExt::from_mode(0o555)).unwrap();
    // For root nothing is shut; a file is no folder for anybody.
    let nowhere = if std::fs::write(shut.join("proef"), "").is_ok() {
        write(&room.output.with_file_name("bestand"), "");
        room.output.with_file_name("bestand").join("site")
    } else {
        shut.join("site")
    };
    let ended = run(room.command_to(&nowhere));
    assert_eq!(ended.status, 3, "{}", ended.stderr);
    assert!(ended.stderr.starts_with("fout: "), "{}", ended.stderr);
    assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_content_are_refused() {
    use std::os::unix::fs::symlink;
    let room = Fixture::of("gegevens");
    let outside = room.output.with_file_name("elders");
    write(
        &outside.join("geheim.md"),
        "---\ntitel: Geheim\nsamenvatting: Geheim.\nthemas: [sport]\n---\n\nGeheim.\n",
    );
    symlink(outside.join("geheim.md"), room.content.join("parels/geheim.md")).unwrap();
    symlink("../../elders/geheim.md", room.content.join("parels/ook-geheim.md")).unwrap();
    symlink(&outside, room.content.join("parels/map")).unwrap();
    symlink("nergens.md", room.content.join("parels/los.md")).unwrap();
    symlink("kring.md", room.content.join("parels/kring.md")).unwrap();
    symlink("/dev/zero", room.content.join("parels/nullen.md")).unwrap();
    let (status, message) = room.try_build();
    assert_eq!(status, 1, "{message}");
    assert_eq!(message.matches("fout[koppeling-buiten-inhoud]").count(), 6, "{message}");
    assert!(!room.output.exists());
}

#[cfg(unix)]
#[test]
fn a_link_inside_the_content_is_the_file_it_points_to() {
    let room = Fixture::of("gegevens");
    std::os::unix::fs::symlink("../verhalen/v.md", room.content.join("verhalen/tweede.md")).unwrap();
    room.build();
    assert!(room.output.join("verhalen/tweede/index.html").exists());
}

/// Something that is no file but has the name of an entry must not stop the build for ever.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_content_does_not_hang_the_build() {
    let room = Fixture::of("gegevens");
    let mut make = command("mkfifo", &room.content);
    make.arg("parels/pijp.md");
    assert_eq!(run(make).status, 0);
    let mut build = room.command().spawn().unwrap();
    let start = Instant::now();
    while build.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(20) {
            build.kill().unwrap();
            build.wait().unwrap();
            panic!("de bouw wacht op een pijp");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let ended = build.wait_with_output().unwrap();
    let message = String::from_utf8(ended.stderr).unwrap();
    assert!(message.contains("content/parels/pijp.md"), "{message}");
}
