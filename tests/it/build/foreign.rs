//! What is not ours, in the output and beside it: it stays as it is, and does not stop a build.

use std::os::unix::fs::{FileTypeExt, MetadataExt, chown, symlink};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use super::users::{NOBODY, build_as_member, build_without_rights, is_root, mode, set_mode, skip};
use super::{Fixture, LONG_AGO};
use crate::harness::{command, files, names, run, write};

/// The title that the site shows.
fn title(room: &Fixture) -> String {
    let page = std::fs::read_to_string(room.output.join("index.html")).unwrap();
    page.split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_owned()
}

#[test]
fn a_folder_of_another_with_the_name_of_the_staging_folder_is_left_alone() {
    let room = Fixture::of("gegevens");
    write(&room.staging().join("mijn.txt"), "van mij");
    write(&room.staging().join("nieuw/foto.jpg"), "van mij");
    write(&room.staging().join("oud/brief.txt"), "van mij");
    let before = files(&room.staging());
    room.build();
    room.retitle("Anders");
    room.build();
    assert_eq!(title(&room), "Anders");
    assert_eq!(files(&room.staging()), before);
    assert_eq!(room.beside(), [".public.parelsnoer"]);
}

#[test]
fn a_link_with_the_name_of_the_staging_folder_is_not_followed() {
    let room = Fixture::of("gegevens");
    room.build();
    let precious = room.output.with_file_name("kostbaar");
    // Also when it leads to what looks like a staging folder.
    for file in ["nieuw/foto.jpg", "oud/brief.txt", "los.txt", "parelsnoer-bouwt-hier"] {
        write(&precious.join(file), "van mij");
    }
    symlink("kostbaar", room.staging()).unwrap();
    let before = files(&precious);
    room.retitle("Anders");
    room.build();
    assert_eq!(title(&room), "Anders");
    assert_eq!(files(&precious), before);
    assert_eq!(room.staging().read_link().unwrap(), Path::new("kostbaar"));
}

#[test]
fn an_empty_folder_file_or_dead_link_with_the_name_stays_too() {
    let room = Fixture::of("gegevens");
    std::fs::create_dir(room.staging()).unwrap();
    write(&room.output.with_file_name(".public.parelsnoer-2"), "van mij");
    symlink("nergens", room.output.with_file_name(".public.parelsnoer-3")).unwrap();
    room.build();
    room.retitle("Anders");
    room.build();
    assert_eq!(title(&room), "Anders");
    assert_eq!(room.beside(), [".public.parelsnoer", ".public.parelsnoer-2", ".public.parelsnoer-3"]);
}

#[test]
fn what_somebody_puts_in_the_staging_folder_is_not_removed() {
    let room = Fixture::of("gegevens");
    room.build();
    room.leave_staging(&[("nieuw/half.html", "half"), ("brief.txt", "van mij")]);
    room.retitle("Anders");
    room.build();
    assert_eq!(title(&room), "Anders");
    assert_eq!(names(&room.staging()), ["brief.txt", "parelsnoer-bouwt-hier"]);
}

#[test]
fn another_user_cannot_prepare_a_staging_folder() {
    if !is_root() {
        return skip("only root can make folders of another user");
    }
    let room = Fixture::of("gegevens");
    room.leave_staging(&[("oud/index.html", "niet van ons")]);
    for path in ["", "parelsnoer-bouwt-hier", "oud", "oud/index.html"] {
        chown(room.staging().join(path), Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let before = files(&room.staging());
    room.build();
    assert!(room.output.join("gemeenten").is_dir(), "{:?}", files(&room.output));
    assert_eq!(files(&room.staging()), before);
}

/// As certbot makes it: a folder of root in the site of somebody else.
#[test]
fn files_of_another_user_do_not_stop_a_build() {
    if !is_root() {
        return skip("only root can make files of another user");
    }
    let room = Fixture::of("gegevens");
    let parent = room.output.parent().unwrap();
    chown(parent, Some(NOBODY), Some(NOBODY)).unwrap();
    let build = || {
        let ended = run(build_without_rights(&room));
        assert_eq!(ended.status, 0, "{}", ended.stderr);
        ended.stderr
    };
    build();
    let challenge = room.output.join(".well-known/acme-challenge/abc");
    write(&challenge, "sleutel");
    symlink("/etc/hostname", room.output.join("link")).unwrap();
    symlink("/nergens", room.output.join("dood")).unwrap();
    write(&room.output.join("geheim/brief.txt"), "van root");
    set_mode(&room.output.join("geheim"), 0o700);
    let inode = challenge.metadata().unwrap().ino();
    for number in 0..3 {
        room.retitle(&format!("Titel {number}"));
        let said = build();
        assert!(said.contains("bestand voor bestand vervangen"), "{said}");
        assert_eq!(title(&room), format!("Titel {number}"));
        let now = challenge.metadata().unwrap();
        assert_eq!((now.ino(), now.uid()), (inode, 0));
        assert_eq!(room.output.join("link").read_link().unwrap(), Path::new("/etc/hostname"));
        assert_eq!(room.output.join("dood").read_link().unwrap(), Path::new("/nergens"));
        assert!(room.output.join("geheim/brief.txt").exists());
        assert_eq!(room.beside(), ["programma"]);
        assert!(!names(&room.output).iter().any(|name| name.starts_with(".parelsnoer-")), "{number}");
    }
    // With the same content there is nothing to do, also after that.
    assert!(build().contains("niets veranderd"));
}

/// A folder in which nothing may be removed, not even by its owner.
#[test]
fn a_folder_that_may_not_be_changed_does_not_stop_a_build() {
    let room = Fixture::of("gegevens");
    let parent = room.output.parent().unwrap().to_owned();
    if is_root() {
        chown(&parent, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let build = || {
        let ended = run(build_without_rights(&room));
        assert_eq!(ended.status, 0, "{}", ended.stderr);
    };
    build();
    let locked = room.output.join("archief");
    write(&locked.join("brief.txt"), "van mij");
    if is_root() {
        for path in ["", "brief.txt"] {
            chown(locked.join(path), Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
    set_mode(&locked, 0o555);
    for number in 0..3 {
        room.retitle(&format!("Titel {number}"));
        build();
        assert_eq!(title(&room), format!("Titel {number}"));
        assert_eq!(mode(&locked), 0o555);
        assert!(room.beside().iter().all(|name| name == "programma"), "{:?}", room.beside());
    }
    set_mode(&locked, 0o755);
}

#[test]
fn pipes_and_sockets_in_the_site_stay() {
    let room = Fixture::of("gegevens");
    room.build();
    let mut make = command("mkfifo", &room.output);
    make.arg("pijp");
    assert_eq!(run(make).status, 0);
    let _socket = std::os::unix::net::UnixListener::bind(room.output.join("contact")).unwrap();
    let identity = |name: &str| room.output.join(name).symlink_metadata().unwrap().ino();
    let before = (identity("pijp"), identity("contact"));
    room.retitle("Anders");
    room.build();
    assert_eq!((identity("pijp"), identity("contact")), before);
    assert!(room.output.join("pijp").symlink_metadata().unwrap().file_type().is_fifo());
}

/// Where nothing can be linked, a pipe was read and a link followed.
#[test]
fn what_cannot_be_linked_is_not_read() {
    if !is_root() {
        return skip("only root can make files of another user");
    }
    let room = Fixture::of("gegevens");
    chown(room.output.parent().unwrap(), Some(NOBODY), Some(NOBODY)).unwrap();
    assert_eq!(run(build_without_rights(&room)).status, 0);
    let mut make = command("mkfifo", &room.output);
    make.args(["-m", "644", "pijp"]);
    assert_eq!(run(make).status, 0);
    room.retitle("Anders");
    let mut build = build_without_rights(&room).spawn().unwrap();
    let start = Instant::now();
    while build.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(20) {
            build.kill().unwrap();
            build.wait().unwrap();
            panic!("the build waits for a pipe");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(build.wait().unwrap().success());
    assert_eq!(title(&room), "Anders");
    assert!(room.output.join("pijp").symlink_metadata().unwrap().file_type().is_fifo());
}

#[test]
fn folders_keep_their_modes_and_times() {
    let room = Fixture::of("gegevens");
    room.build();
    let past = SystemTime::UNIX_EPOCH + LONG_AGO;
    write(&room.output.join("geheim/diep/brief.txt"), "van mij");
    std::fs::create_dir(room.output.join("leeg")).unwrap();
    write(&room.output.join("parels/bijlage.pdf"), "%PDF");
    let modes =
        [("", 0o2750), ("geheim", 0o700), ("geheim/diep", 0o1711), ("leeg", 0o2770), ("parels", 0o750)];
    for (path, mode) in modes {
        set_mode(&room.output.join(path), mode);
    }
    let folders = ["geheim/diep", "geheim", "leeg"];
    for folder in folders {
        std::fs::File::open(room.output.join(folder)).unwrap().set_modified(past).unwrap();
    }
    room.retitle("Anders");
    room.build();
    for (path, wanted) in modes {
        assert_eq!(mode(&room.output.join(path)), wanted, "{path}");
    }
    for folder in folders {
        assert_eq!(room.output.join(folder).metadata().unwrap().modified().unwrap(), past, "{folder}");
    }
    assert_eq!(room.beside(), [""; 0]);
}

/// A first build into a folder that was made for it.
#[test]
fn an_empty_output_keeps_its_mode_owner_and_group() {
    let room = Fixture::of("gegevens");
    std::fs::create_dir(&room.output).unwrap();
    if is_root() {
        chown(&room.output, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    set_mode(&room.output, 0o2750);
    let before = room.output.metadata().unwrap();
    room.build();
    let after = room.output.metadata().unwrap();
    assert_eq!((after.uid(), after.gid(), after.mode()), (before.uid(), before.gid(), before.mode()));
    // The bit means that what is made inside is of the group too.
    let page = room.output.join("index.html").metadata().unwrap();
    assert_eq!(page.gid(), before.gid());
}

/// A folder of another user, in which a group may write.
#[test]
fn a_member_of_the_group_builds_into_a_shared_folder() {
    if !is_root() {
        return skip("only root can make folders of another user");
    }
    const GROUP: u32 = 54321;
    let room = Fixture::of("gegevens");
    let parent = room.output.parent().unwrap();
    chown(parent, Some(0), Some(GROUP)).unwrap();
    set_mode(parent, 0o775);
    std::fs::create_dir(&room.output).unwrap();
    chown(&room.output, Some(0), Some(GROUP)).unwrap();
    set_mode(&room.output, 0o2770);
    for number in 0..2 {
        room.retitle(&format!("Titel {number}"));
        let ended = run(build_as_member(&room, &GROUP.to_string()));
        assert_eq!(ended.status, 0, "{}", ended.stderr);
        assert_eq!(title(&room), format!("Titel {number}"));
        let after = room.output.metadata().unwrap();
        assert_eq!((after.uid(), after.gid(), mode(&room.output)), (0, GROUP, 0o2770));
        assert_eq!(room.output.join("index.html").metadata().unwrap().gid(), GROUP);
        assert_eq!(room.beside(), ["programma"]);
    }
}

/// Lists of who else has access (`setfacl`).
#[cfg(target_os = "linux")]
#[test]
fn access_lists_stay() {
    let room = Fixture::of("gegevens");
    room.build();
    // `user::rwx,user:65534:r-x,group::r-x,mask::r-x,other::---` as the kernel stores it.
    let list = "0sAgAAAAEABwD/////AgAFAP7/AAAEAAUA/////xAABQD/////IAAAAP////8=";
    let mut set = command("python3", &room.output);
    let script = "import os,sys,base64\ntry: os.setxattr('.', 'system.posix_acl_access', base64.b64decode(sys.argv[1][2:]))\n\
                  except OSError as e: sys.exit(77)";
    set.args(["-c", script, list]);
    if run(set).status != 0 {
        return skip("this disk has no access lists, or there is no python3");
    }
    let read = || {
        let mut get = command("python3", &room.output);
        get.args(["-c", "import os; print(os.getxattr('.', 'system.posix_acl_access').hex())"]);
        run(get)
    };
    let before = read();
    assert_eq!(before.status, 0, "{}", before.stderr);
    room.retitle("Anders");
    room.build();
    assert_eq!(read(), before);
    assert_eq!(title(&room), "Anders");
}
