//! A machine that fails while a site is made: the old site stays whole, and the message says what to do.
#![cfg(unix)]

use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Fixture;
use super::users::{build_without_rights, in_namespace, set_mode};
use crate::harness::{PROGRAM, command, run, tree, write};

#[test]
fn another_user_gets_the_same_bytes() {
    let room = Fixture::of("gegevens");
    room.build();
    let expected = tree(&room.output);
    std::fs::remove_dir_all(&room.output).unwrap();
    let other = build_without_rights(&room);
    // Who may write here; the files are for nobody else to read.
    set_mode(room.output.parent().unwrap(), 0o777);
    let mut command = command("sh", room.output.parent().unwrap());
    command.args(["-c", "umask 077 && exec \"$@\"", "sh"]).arg(other.get_program()).args(other.get_args());
    let ended = run(command);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(ended.stderr.contains(&format!("{} nieuw of veranderd", expected.len() - 1)), "{}", ended.stderr);
    assert!(tree(&room.output) == expected);
}

/// A full disk, at every size that still holds a part of the new site.
#[test]
fn a_disk_that_fills_up_leaves_the_old_site() {
    let room = Fixture::of("gegevens");
    let disk = room.output.with_file_name("schijf");
    std::fs::create_dir(&disk).unwrap();
    let script = r#"
        set -e
        mount -t tmpfs -o size=4m geen "$DISK" 2>/dev/null || exit 77
        site() { (cd "$DISK/public" && find . -type f | LC_ALL=C sort | xargs sha256sum); }
        "$PROGRAM" build --content "$CONTENT" --output "$DISK/public" 2>/dev/null
        before=$(site)
        echo 'titel: Anders' > "$CONTENT/site.yaml"
        for room in 0 8 64 200; do
            rm -f "$DISK/vol"
            free=$(df -k --output=avail "$DISK" | tail -n 1)
            dd if=/dev/zero of="$DISK/vol" bs=1k count=$((free - room)) 2>/dev/null || true
            status=0
            "$PROGRAM" build --content "$CONTENT" --output "$DISK/public" || status=$?
            echo "$room: $status"
            [ "$(site)" = "$before" ] || echo "$room: een andere site"
            ls -A "$DISK"
        done
        rm "$DISK/vol"
        "$PROGRAM" build --content "$CONTENT" --output "$DISK/public" 2>/dev/null
        grep -c '<title>Anders</title>' "$DISK/public/index.html"
    "#;
    // Where nobody may make a disk, `a_file_that_cannot_be_written…` still holds.
    let Some(ended) = in_namespace(&room, &disk, script) else { return };
    assert_eq!(ended.status, 0, "{}\n{}", ended.stdout, ended.stderr);
    let expected: String = [0, 8, 64, 200].map(|room| format!("{room}: 3\npublic\nvol\n")).concat() + "1\n";
    assert_eq!(ended.stdout, expected, "{}", ended.stderr);
    let messages: Vec<&str> = ended.stderr.lines().collect();
    assert_eq!(messages.len(), 4, "{}", ended.stderr);
    for message in messages {
        let expected = "schijf/public is mislukt; de vorige site staat er nog: ";
        assert!(message.starts_with("fout: ") && message.contains(expected), "{message}");
        assert!(message.ends_with("de schijf is vol"), "{message}");
    }
}

/// The system refuses to make a file longer than it allows, as some hosts do.
#[test]
fn a_file_that_cannot_be_written_leaves_the_old_site() {
    let room = Fixture::of("gegevens");
    room.build();
    let before = tree(&room.output);
    room.retitle("Anders");
    let mut command = command("sh", room.output.parent().unwrap());
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" build --content content --output public";
    command.args(["-c", script, PROGRAM]);
    let ended = run(command);
    assert_eq!(ended.status, 3, "{}", ended.stderr);
    assert!(ended.stderr.contains("de vorige site staat er nog"), "{}", ended.stderr);
    assert!(tree(&room.output) == before);
    assert_eq!(room.beside(), [""; 0]);
}

#[test]
fn what_may_not_be_read_is_named() {
    let room = Fixture::of("gegevens");
    room.build();
    let before = tree(&room.output);
    set_mode(&room.output, 0o777);
    set_mode(room.output.parent().unwrap(), 0o777);
    let entry = room.content.join("parels/proef.md");
    set_mode(&entry, 0o000);
    let ended = run(build_without_rights(&room));
    assert_eq!(ended.status, 3, "{}", ended.stderr);
    assert_eq!(
        ended.stderr, "fout: parels/proef.md is niet te lezen: daarvoor is geen toestemming\n",
        "{}",
        ended.stderr
    );
    set_mode(&entry, 0o644);
    let folder = room.content.join("parels");
    set_mode(&folder, 0o000);
    let ended = run(build_without_rights(&room));
    set_mode(&folder, 0o755);
    assert_eq!(ended.status, 3, "{}", ended.stderr);
    assert!(ended.stderr.contains("parels: daarvoor is geen toestemming"), "{}", ended.stderr);
    assert_eq!(ended.stderr.matches("toestemming").count(), 1, "{}", ended.stderr);
    assert!(tree(&room.output) == before);
}

#[test]
fn a_folder_that_may_not_be_written_keeps_its_site() {
    let room = Fixture::of("gegevens");
    room.build();
    let before = tree(&room.output);
    room.retitle("Anders");
    let mut command = build_without_rights(&room);
    set_mode(&room.output, 0o555);
    set_mode(room.output.parent().unwrap(), 0o555);
    let ended = run(std::mem::replace(&mut command, Command::new("true")));
    set_mode(room.output.parent().unwrap(), 0o755);
    set_mode(&room.output, 0o755);
    assert_eq!(ended.status, 3, "{}", ended.stderr);
    assert!(ended.stderr.contains("daarvoor is geen toestemming"), "{}", ended.stderr);
    assert!(tree(&room.output) == before);
}

/// Somebody saves, moves and removes files all the time while sites are built.
#[test]
fn content_that_changes_while_it_is_read_gives_a_whole_site_or_a_message() {
    let room = Fixture::of("gegevens");
    room.build();
    let entry = |number: usize| room.content.join(format!("parels/wissel-{number}.md"));
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut round = 0_usize;
            while !stop.load(Ordering::Relaxed) {
                let number = round % 7;
                let text = format!(
                    "---\ntitel: Wissel {round}\nsamenvatting: Steeds anders.\nthemas: [sport]\n---\n\n{}\n",
                    "Tekst en nog wat. ".repeat(round % 400)
                );
                write(&entry(number), text);
                let _ = std::fs::remove_file(entry((round + 3) % 7));
                let _ = std::fs::rename(entry((round + 1) % 7), entry((round + 5) % 7));
                round += 1;
            }
        });
        for turn in 0..25 {
            let (status, message) = room.try_build();
            assert!([0, 1, 3].contains(&status), "{turn}: {status} {message}");
            assert!(!message.contains("panicked"), "{turn}: {message}");
            for (path, bytes) in tree(&room.output) {
                let whole = !path.ends_with(".html") || bytes.ends_with(b"</html>\n");
                assert!(whole, "{turn}: {path} is half");
            }
        }
        stop.store(true, Ordering::Relaxed);
    });
    assert_eq!(room.beside(), [""; 0]);
}

/// Folders have all sorts of names; addresses are made of the names inside them only.
#[test]
fn folders_with_spaces_emoji_and_dots_are_folders_like_others() {
    let room = Fixture::of("gegevens");
    room.build();
    let expected = tree(&room.output);
    let strange = room.output.with_file_name("Onze site 🐚 (2026)");
    std::fs::create_dir(&strange).unwrap();
    let mut command = command(PROGRAM, &strange);
    command.args([
        "build",
        "--content",
        "../content/../content/.",
        "--output",
        "../Onze site 🐚 (2026)/é é/../Uit",
    ]);
    let ended = run(command);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    assert!(tree(&strange.join("Uit")) == expected);
}
