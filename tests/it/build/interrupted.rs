//! Builds that are killed, and builds at the same time: the site is whole at every moment.

use std::collections::BTreeMap;
use std::process::Child;
use std::time::{Duration, Instant};

use super::Fixture;
use crate::harness::{tree, write};

#[test]
fn what_a_killed_build_left_is_cleared_up() {
    let room = Fixture::of("gegevens");
    room.build();
    write(&room.output.join("CNAME"), "voorbeeld.nl\n");
    let left =
        [("nieuw/parels/half/index.html", "half"), ("nieuw/index.html", "half"), ("oud/index.html", "oud")];
    room.leave_staging(&left);
    let before = tree(&room.output);
    room.build();
    assert!(tree(&room.output) == before);
    assert_eq!(room.beside(), [""; 0]);
}

/// Where two folders cannot change places at once, the site is away for a moment; killed then, it comes back.
#[test]
fn a_site_that_a_killed_build_took_away_is_put_back() {
    let room = Fixture::of("gegevens");
    room.build();
    write(&room.output.join("CNAME"), "voorbeeld.nl\n");
    let before = tree(&room.output);
    room.leave_staging(&[("nieuw/index.html", "half")]);
    std::fs::rename(&room.output, room.staging().join("oud")).unwrap();
    room.build();
    assert!(tree(&room.output) == before);
    assert_eq!(room.beside(), [""; 0]);
}

/// The whole sites that the content gives with two titles, as the bytes of their files.
fn two_sites(room: &Fixture) -> [BTreeMap<String, Vec<u8>>; 2] {
    ["Eerste", "Tweede"].map(|title| {
        room.retitle(title);
        room.build();
        tree(&room.output)
    })
}

fn is_whole(room: &Fixture, sites: &[BTreeMap<String, Vec<u8>>; 2]) -> bool {
    let found = tree(&room.output);
    sites.contains(&found)
}

#[test]
fn two_builds_at_once_both_succeed_and_leave_one_whole_site() {
    let room = Fixture::of("gegevens");
    let other = Fixture::of("gegevens");
    let sites = two_sites(&room);
    room.retitle("Eerste");
    other.retitle("Tweede");
    for round in 0..8 {
        if round % 2 == 0 {
            std::fs::remove_dir_all(&room.output).unwrap();
        }
        let builds = [room.command(), other.command_to(&room.output)].map(|mut build| build.spawn().unwrap());
        for build in builds {
            let ended = build.wait_with_output().unwrap();
            assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        }
        assert!(is_whole(&room, &sites), "ronde {round}");
        assert_eq!(room.beside(), [""; 0], "ronde {round}");
    }
}

/// Kills at fifty instants: half anywhere in the build, half in the part in which it writes.
#[cfg(unix)]
#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let room = Fixture::of("gegevens");
    for number in 0..150 {
        let text = format!(
            "---\ntitel: Nummer {number}\nsamenvatting: Een van velen.\nthemas: [sport]\n---\n\nTekst.\n"
        );
        write(&room.content.join(format!("parels/nummer-{number}.md")), text);
    }
    let sites = two_sites(&room).map(|mut site| {
        site.insert("CNAME".to_owned(), b"voorbeeld.nl\n".to_vec());
        site
    });
    write(&room.output.join("CNAME"), "voorbeeld.nl\n");
    // The shortest of some builds, or on a machine that was busy for a moment most would be done before they are killed.
    let timed = ["Eerste", "Tweede", "Eerste", "Tweede", "Eerste"].map(|title| {
        room.retitle(title);
        let start = Instant::now();
        let mut build = room.command().spawn().unwrap();
        let quiet = until_writing(&room, &mut build, start);
        build.wait().unwrap();
        (start.elapsed(), quiet)
    });
    let (whole, quiet) = timed.into_iter().min().unwrap();
    let mut killed = 0;
    // A fixed series of numbers that look drawn (Knuth's multiplicative hash): a failure can be repeated.
    let drawn = |instant: u32| f64::from(instant.wrapping_mul(2_654_435_761)) / f64::from(u32::MAX);
    for instant in 1..=50_u32 {
        room.retitle(["Tweede", "Eerste"][instant as usize % 2]);
        let start = Instant::now();
        let mut build = room.command().spawn().unwrap();
        if instant % 4 < 2 {
            std::thread::sleep(whole.mul_f64(drawn(instant)));
        } else {
            until_writing(&room, &mut build, start);
            std::thread::sleep(whole.saturating_sub(quiet).mul_f64(drawn(instant)));
        }
        build.kill().unwrap();
        killed += u32::from(build.wait().unwrap().code().is_none());
        assert!(is_whole(&room, &sites), "gedood op moment {instant}");
    }
    // Had every build been done before it was killed, then nothing was tested. A machine that becomes less busy meanwhile
    // finishes more of them.
    assert!(killed >= 10, "{killed}");
    room.build();
    assert!(is_whole(&room, &sites));
    assert_eq!(room.beside(), [""; 0]);
}

/// Waits until a build prepares the next site, and says how long that took.
fn until_writing(room: &Fixture, build: &mut Child, start: Instant) -> Duration {
    let stage = room.staging().join("nieuw");
    // What an earlier build left is not what this one makes.
    let _ = std::fs::remove_dir_all(&stage);
    while !stage.exists() && build.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    start.elapsed()
}
