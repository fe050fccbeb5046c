//! A build with nothing to do: it says so, touches nothing, and is not fooled.

use std::path::Path;

use super::Fixture;
use crate::harness::{PROGRAM, command, copy, files, run, tree, write};

const NOTHING: &str = "Klaar: niets veranderd, ";

impl Fixture {
    /// Builds with these options; says whether there was nothing to do.
    fn nothing_to_do(&self, options: &[&str]) -> bool {
        let mut command = self.command();
        command.args(options);
        let ended = run(command);
        assert_eq!(ended.status, 0, "{}", ended.stderr);
        ended.stderr.starts_with(NOTHING)
    }

    /// Builds what may have changed, and once more: then there is nothing to do.
    fn build_twice(&self, what: &str, options: &[&str]) {
        assert!(!self.nothing_to_do(options), "{what}: er is niet gebouwd");
        assert!(self.nothing_to_do(options), "{what}: er is nog eens gebouwd");
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_when_nothing_changed() {
    use std::os::unix::fs::MetadataExt;
    let room = Fixture::of("gegevens");
    room.build();
    let identity = |path: &Path| {
        let data = path.metadata().unwrap();
        (data.ino(), data.ctime(), data.ctime_nsec())
    };
    let state = || [identity(&room.output), identity(&room.output.join("index.html"))];
    let before = state();
    assert!(room.nothing_to_do(&[]));
    assert_eq!(state(), before);
    assert!(!room.staging().exists());
}

#[test]
fn all_that_a_site_is_made_of_counts() {
    let room = Fixture::of("afbeeldingen");
    room.build_twice("de eerste keer", &[]);
    room.retitle("Anders");
    room.build_twice("de titel", &[]);
    let images: Vec<String> = files(&room.content).into_iter().filter(|p| p.ends_with(".png")).collect();
    let image = room.content.join(images.first().unwrap());
    let mut bytes = std::fs::read(&image).unwrap();
    bytes.push(0);
    write(&image, bytes);
    room.build_twice("een afbeelding", &[]);
    write(&room.content.join("paginas/nieuw.md"), "---\ntitel: Nieuw\nconcept: true\n---\n\nTekst.\n");
    room.build_twice("een concept erbij", &[]);
    std::fs::rename(room.content.join("paginas/nieuw.md"), room.content.join("paginas/nieuwer.md")).unwrap();
    room.build_twice("een andere naam", &[]);
    std::fs::remove_file(room.content.join("paginas/nieuwer.md")).unwrap();
    room.build_twice("een concept weg", &[]);
    write(&room.content.join("zoekwoorden.yaml"), "ook:\n  blut: schulden\n");
    room.build_twice("zoekwoorden", &[]);
    for options in [
        &["--drafts"][..],
        &["--portable"],
        &["--base-url", "https://voorbeeld.nl/"],
        &["--base-url", "https://voorbeeld.nl/pad/"],
        &[],
    ] {
        room.build_twice(&options.join(" "), options);
    }
    let theme = room.content.with_file_name("thema");
    write(&theme.join("assets/eigen.css"), "p { color: red }");
    let own = ["--theme", &theme.display().to_string()];
    room.build_twice("een eigen thema", &own);
    write(&theme.join("assets/eigen.css"), "p { color: tan }");
    room.build_twice("een ander eigen thema", &own);
}

#[test]
fn the_same_content_elsewhere_is_the_same() {
    let room = Fixture::of("gegevens");
    room.build();
    let elsewhere = room.content.with_file_name("elders");
    copy(&room.content, &elsewhere);
    assert!(room.nothing_to_do(&[]));
    let mut command = command(PROGRAM, &room.content);
    command.args(["build", "--content"]).arg(&elsewhere).arg("--output").arg(&room.output);
    let ended = run(command);
    assert!(ended.stderr.starts_with(NOTHING), "{}", ended.stderr);
}

#[test]
fn a_site_that_was_touched_is_made_again() {
    let room = Fixture::of("gegevens");
    room.build();
    let good = tree(&room.output);
    let page = room.output.join("index.html");
    let manifest = room.output.join(".parelsnoer");
    let bytes = std::fs::read(&page).unwrap();
    let list = std::fs::read_to_string(&manifest).unwrap();
    let cases: [(&str, &dyn Fn()); 5] = [
        ("een andere tekst van dezelfde lengte", &|| write(&page, vec![b'x'; bytes.len()])),
        ("een bladzijde weg", &|| std::fs::remove_file(&page).unwrap()),
        ("een lijst met een regel erbij", &|| {
            write(&manifest, format!("{list}{} weg.html\n", "0".repeat(32)))
        }),
        ("een lijst zonder stempel", &|| {
            write(&manifest, list.replacen(" Stempel: ", " Geen: ", 1));
        }),
        ("wat een afgebroken bouw achterliet", &|| room.leave_staging(&[("nieuw/half.html", "half")])),
    ];
    for (what, touch) in cases {
        touch();
        room.build_twice(what, &[]);
        assert_eq!(tree(&room.output), good, "{what}");
        assert!(!room.staging().exists(), "{what}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_the_same_text_is_no_page_of_ours() {
    let room = Fixture::of("gegevens");
    room.build();
    let page = room.output.join("index.html");
    let elsewhere = room.output.with_file_name("elders.html");
    std::fs::rename(&page, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &page).unwrap();
    room.build_twice("een koppeling", &[]);
    assert!(page.symlink_metadata().unwrap().is_file());
}

#[test]
fn what_was_found_is_said_every_time() {
    let room = Fixture::of("gegevens");
    write(&room.content.join("themas/los.md"), "---\ntitel: Los\nsamenvatting: Alleen.\n---\n\nTekst.\n");
    let first = room.try_build();
    assert!(first.1.contains("waarschuwing[wees]"), "{}", first.1);
    let second = room.try_build();
    assert!(second.1.contains("waarschuwing[wees]"), "{}", second.1);
    // A file that is passed over is seen before the content is understood.
    std::fs::remove_file(room.content.join("themas/los.md")).unwrap();
    room.build_twice("niets te melden", &[]);
    write(&room.content.join("parels/notitie.txt"), "?");
    for _ in 0..2 {
        let (_, said) = room.try_build();
        assert!(said.contains("parels/notitie.txt"), "{said}");
    }
}

/// The list of an earlier version had no hashes.
#[test]
fn an_old_list_is_understood() {
    let room = Fixture::of("gegevens");
    room.build();
    let manifest = room.output.join(".parelsnoer");
    let list = std::fs::read_to_string(&manifest).unwrap();
    let paths: Vec<&str> = list.lines().skip(1).map(|line| line.split_once(' ').unwrap().1).collect();
    write(
        &manifest,
        format!("Deze map is gemaakt door parelsnoer.\n{}\nvroeger/weg.html\n", paths.join("\n")),
    );
    write(&room.output.join("vroeger/weg.html"), "weg");
    room.build_twice("een oude lijst", &[]);
    assert!(!room.output.join("vroeger").exists());
}
