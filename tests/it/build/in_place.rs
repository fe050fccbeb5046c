//! Outputs that cannot be exchanged for another folder, and builds that are interrupted.

use std::path::Path;
use std::time::{Duration, Instant};

use super::Fixture;
use super::users::{build_without_rights, in_namespace, set_mode};
use crate::harness::{command, names, run, tree, write};

const IN_PLACE: &str = "bestand voor bestand vervangen";

#[test]
fn the_root_of_a_disk_can_be_the_output() {
    let room = Fixture::of("gegevens");
    let passing = room.content.join("parels/tijdelijk.md");
    let text = "---\ntitel: Tijdelijk\nsamenvatting: Komt en gaat.\nthemas: [sport]\n---\n\nTekst.\n";
    write(&passing, text);
    room.build();
    let first = tree(&room.output);
    let disk = room.output.with_file_name("schijf");
    std::fs::create_dir(&disk).unwrap();
    let script = r#"
        set -e
        mount -t tmpfs -o size=16m geen "$DISK" 2>/dev/null || exit 77
        mkdir "$DISK/lost+found"
        build() { "$PROGRAM" build --content "$CONTENT" --output "$DISK"; }
        build
        echo voorbeeld.nl > "$DISK/CNAME"
        mkdir -m 700 "$DISK/.git"
        touch -d 2001-01-01 "$DISK/index.html" "$DISK/gemeenten/zeist/index.html"
        echo 'titel: Anders' > "$CONTENT/site.yaml"
        rm "$CONTENT/parels/tijdelijk.md"
        build
        build
        grep -c '<title>Anders</title>' "$DISK/index.html"
        ls -A "$DISK" | grep -x -e CNAME -e .git -e '.parelsnoer.*' -e lost+found
        ls "$DISK/parels"
        cp -r "$DISK" "$CONTENT/../kopie"
    "#;
    let Some(ended) = in_namespace(&room, &disk, script) else { return };
    assert_eq!(ended.status, 0, "{}\n{}", ended.stdout, ended.stderr);
    let lines: Vec<&str> = ended.stdout.lines().collect();
    assert_eq!(lines[..5], ["1", ".git", ".parelsnoer", "CNAME", "lost+found"], "{}", ended.stdout);
    assert!(lines.contains(&"proef") && !lines.contains(&"tijdelijk"), "{}", ended.stdout);
    let said: Vec<&str> = ended.stderr.lines().collect();
    assert_eq!(said.len(), 5, "{}", ended.stderr);
    assert!(said[0].contains(IN_PLACE) && said[0].contains("een eigen schijf is"), "{}", said[0]);
    assert!(said[2].contains(IN_PLACE), "{}", said[2]);
    assert!(said[4].starts_with("Klaar: niets veranderd"), "{}", said[4]);
    // The same site as elsewhere.
    room.build();
    let mut copy = tree(&room.content.with_file_name("kopie"));
    copy.remove("CNAME");
    assert!(copy == tree(&room.output) && copy != first);
}

/// A folder of one disk shown at two places, as a container has its volumes.
#[test]
fn a_bound_folder_can_be_the_output() {
    let room = Fixture::of("gegevens");
    let disk = room.output.with_file_name("schijf");
    std::fs::create_dir_all(&disk).unwrap();
    let script = r#"
        set -e
        mkdir "$DISK/bron" "$DISK/site"
        mount --bind "$DISK/bron" "$DISK/site" 2>/dev/null || exit 77
        build() { "$PROGRAM" build --content "$CONTENT" --output "$DISK/site"; }
        build
        echo 'titel: Anders' > "$CONTENT/site.yaml"
        build
        grep -c '<title>Anders</title>' "$DISK/bron/index.html"
        ls -A "$DISK"
        mkdir -p "$DISK/los" "$DISK/site/data"
        echo van mij > "$DISK/los/brief.txt"
        mount --bind "$DISK/los" "$DISK/site/data"
        echo 'titel: Nog anders' > "$CONTENT/site.yaml"
        build
        grep -c '<title>Nog anders</title>' "$DISK/bron/index.html"
        cat "$DISK/los/brief.txt"
    "#;
    let Some(ended) = in_namespace(&room, &disk, script) else { return };
    assert_eq!(ended.status, 0, "{}\n{}", ended.stdout, ended.stderr);
    assert_eq!(ended.stdout, "1\nbron\nsite\n1\nvan mij\n", "{}", ended.stderr);
    assert_eq!(ended.stderr.matches(IN_PLACE).count(), 3, "{}", ended.stderr);
}

/// A web server's folder: `/var/www` is root's, and only the site in it is the builder's.
#[test]
fn a_parent_that_may_not_be_written_is_not_needed() {
    let room = Fixture::of("gegevens");
    let parent = room.output.parent().unwrap().to_owned();
    let mut command = build_without_rights(&room);
    std::fs::create_dir(&room.output).unwrap();
    set_mode(&room.output, 0o777);
    set_mode(&parent, 0o555);
    let first = run(std::mem::replace(&mut command, build_without_rights(&room)));
    set_mode(&parent, 0o755);
    room.retitle("Anders");
    set_mode(&parent, 0o555);
    let second = run(command);
    set_mode(&parent, 0o755);
    for ended in [first, second] {
        assert_eq!(ended.status, 0, "{}", ended.stderr);
        assert!(ended.stderr.contains(IN_PLACE), "{}", ended.stderr);
    }
    let page = std::fs::read_to_string(room.output.join("index.html")).unwrap();
    assert!(page.contains("<title>Anders</title>"));
    assert!(!names(&room.output).iter().any(|name| name.starts_with(".parelsnoer-")));
}

#[test]
fn an_output_that_may_not_be_made_comes_with_advice() {
    let room = Fixture::of("gegevens");
    let parent = room.output.parent().unwrap().to_owned();
    let command = build_without_rights(&room);
    set_mode(&parent, 0o555);
    let ended = run(command);
    set_mode(&parent, 0o755);
    assert_eq!(ended.status, 3, "{}", ended.stderr);
    assert!(ended.stderr.contains("laat een beheerder de map maken"), "{}", ended.stderr);
    assert!(!ended.stderr.contains("vorige site"), "{}", ended.stderr);
}

/// What a page replaces or leaves, file by file, as in one step.
#[test]
fn what_another_put_in_the_way_is_refused_and_nothing_changes() {
    for (path, entry) in [("parels/later/index.html", "parels/later.md"), ("parels/later", "parels/later.md")]
    {
        let room = Fixture::of("gegevens");
        let parent = room.output.parent().unwrap().to_owned();
        std::fs::create_dir(&room.output).unwrap();
        set_mode(&room.output, 0o777);
        let build = || {
            let command = build_without_rights(&room);
            set_mode(&parent, 0o555);
            let ended = run(command);
            set_mode(&parent, 0o755);
            ended
        };
        assert_eq!(build().status, 0);
        set_mode(&room.output.join("parels"), 0o777);
        write(&room.output.join(path), "van een ander");
        let before = tree(&room.output);
        write(
            &room.content.join(entry),
            "---\ntitel: Later\nsamenvatting: Later.\nthemas: [sport]\n---\n\nTekst.\n",
        );
        let ended = build();
        assert_eq!(ended.status, 2, "{}", ended.stderr);
        assert!(ended.stderr.contains("niet door parelsnoer gemaakt"), "{}", ended.stderr);
        assert!(tree(&room.output) == before);
    }
}

/// A list that somebody changed names files outside the site; those are nobody's to remove.
#[test]
fn a_list_cannot_make_us_remove_other_files() {
    let room = Fixture::of("gegevens");
    let parent = room.output.parent().unwrap().to_owned();
    std::fs::create_dir(&room.output).unwrap();
    set_mode(&room.output, 0o777);
    let build = || {
        let command = build_without_rights(&room);
        set_mode(&parent, 0o555);
        let ended = run(command);
        set_mode(&parent, 0o755);
        assert_eq!(ended.status, 0, "{}", ended.stderr);
    };
    build();
    let outside = room.output.with_file_name("elders");
    write(&outside.join("brief.txt"), "van mij");
    set_mode(&outside, 0o777);
    std::os::unix::fs::symlink(&outside, room.output.join("link")).unwrap();
    let manifest = room.output.join(".parelsnoer");
    let list = std::fs::read_to_string(&manifest).unwrap();
    let added = format!("../elders/brief.txt\n{}\nlink/brief.txt\n", outside.join("brief.txt").display());
    write(&manifest, list + &added);
    room.retitle("Anders");
    build();
    assert_eq!(std::fs::read(outside.join("brief.txt")).unwrap(), b"van mij");
}

/// Half the new files are there then, and the next build knows them as ours.
#[test]
fn a_build_that_is_killed_halfway_is_finished_by_the_next() {
    let room = Fixture::of("gegevens");
    let parent = room.output.parent().unwrap().to_owned();
    std::fs::create_dir(&room.output).unwrap();
    set_mode(&room.output, 0o777);
    drop(build_without_rights(&room));
    let entry = |name: &str| room.content.join(format!("parels/{name}.md"));
    let text = "---\ntitel: Van velen\nsamenvatting: Een van velen.\nthemas: [sport]\n---\n\nTekst.\n";
    let start = Instant::now();
    set_mode(&parent, 0o755);
    let first = build_without_rights(&room);
    set_mode(&parent, 0o555);
    assert_eq!(run(first).status, 0);
    let whole = start.elapsed();
    let mut killed = 0;
    for moment in 1..=30_u32 {
        // Other pages each time, so that files come and go.
        for number in 0..100 {
            let (old, new) = (moment * 1_000 + number - 1_000, moment * 1_000 + number);
            let _ = std::fs::remove_file(entry(&format!("nummer-{old}")));
            write(&entry(&format!("nummer-{new}")), text);
        }
        set_mode(&parent, 0o755);
        let mut command = build_without_rights(&room);
        set_mode(&parent, 0o555);
        let mut build = command.spawn().unwrap();
        std::thread::sleep(whole.mul_f64(f64::from(moment) / 20.0));
        build.kill().unwrap();
        killed += u32::from(build.wait().unwrap().code().is_none());
    }
    set_mode(&parent, 0o755);
    let last = build_without_rights(&room);
    set_mode(&parent, 0o555);
    let ended = run(last);
    set_mode(&parent, 0o755);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(killed > 5, "{killed}");
    let elsewhere = room.output.with_file_name("elders");
    crate::harness::build(&room.content, &elsewhere, &[]);
    let (mut found, mut expected) = (tree(&room.output), tree(&elsewhere));
    found.remove(".parelsnoer");
    expected.remove(".parelsnoer");
    let differs = |path: &&String| found.get(*path) != expected.get(*path);
    let different: Vec<&String> = found.keys().chain(expected.keys()).filter(differs).take(9).collect();
    assert!(different.is_empty(), "{different:?}");
}

#[test]
fn a_link_to_a_folder_that_is_not_there_yet_is_followed() {
    let room = Fixture::of("gegevens");
    std::os::unix::fs::symlink("uitgave/1", &room.output).unwrap();
    let (status, message) = room.try_build();
    assert_eq!(status, 2, "{message}");
    assert!(message.contains("uitgave is er niet") && !message.contains("is een bestand"), "{message}");
    std::fs::create_dir(room.output.with_file_name("uitgave")).unwrap();
    room.build();
    assert_eq!(room.output.read_link().unwrap(), Path::new("uitgave/1"));
    assert!(room.output.join("index.html").is_file());
    assert_eq!(room.beside(), ["uitgave"]);
    assert_eq!(names(&room.output.with_file_name("uitgave")), ["1"]);
}

#[test]
fn a_link_in_a_circle_is_refused() {
    let room = Fixture::of("gegevens");
    std::os::unix::fs::symlink("public", &room.output).unwrap();
    let (status, message) = room.try_build();
    assert_eq!(status, 2, "{message}");
    assert!(message.contains("in een kring"), "{message}");
}

/// Nothing is said about an old site where there never was one.
#[test]
fn a_first_build_that_fails_mentions_no_old_site() {
    let room = Fixture::of("gegevens");
    let mut command = command("sh", room.output.parent().unwrap());
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" build --content content --output public";
    command.args(["-c", script, crate::harness::PROGRAM]);
    let ended = run(command);
    assert_eq!(ended.status, 3, "{}", ended.stderr);
    assert!(!ended.stderr.contains("vorige site"), "{}", ended.stderr);
    assert!(ended.stderr.contains("het bestand wordt te groot voor deze schijf"), "{}", ended.stderr);
    assert!(!ended.stderr.contains("os error"), "{}", ended.stderr);
    assert_eq!(room.beside(), [""; 0]);
}

#[test]
fn an_interrupted_build_leaves_nothing_behind() {
    let room = Fixture::of("gegevens");
    for number in 0..300 {
        let text = format!(
            "---\ntitel: Nummer {number}\nsamenvatting: Een van velen.\nthemas: [sport]\n---\n\nTekst.\n"
        );
        write(&room.content.join(format!("parels/nummer-{number}.md")), text);
    }
    room.build();
    let before = tree(&room.output);
    for (signal, expected) in [("INT", 130), ("TERM", 143)] {
        let mut interrupted = false;
        // On a busy machine the build can be done before the signal comes.
        for attempt in 0..10 {
            room.retitle(&format!("{signal} {attempt}"));
            let mut build = room.command().spawn().unwrap();
            let start = Instant::now();
            while !room.staging().join("nieuw").exists() && build.try_wait().unwrap().is_none() {
                assert!(start.elapsed() < Duration::from_secs(30));
                std::thread::sleep(Duration::from_millis(1));
            }
            let mut kill = command("kill", Path::new("/"));
            kill.args(["-s", signal, &build.id().to_string()]);
            let _ = run(kill);
            let ended = build.wait_with_output().unwrap();
            assert_eq!(room.beside(), [""; 0], "{signal}");
            let Some(status) = ended.status.code() else { panic!("{signal} ended the build") };
            if status == expected {
                interrupted = true;
                let said = String::from_utf8(ended.stderr).unwrap();
                assert_eq!(said, "Afgebroken; er is niets veranderd.\n");
                break;
            }
            assert_eq!(status, 0);
        }
        assert!(interrupted, "{signal}");
    }
    room.retitle("Weer gewoon");
    room.build();
    assert!(tree(&room.output) != before);
}
