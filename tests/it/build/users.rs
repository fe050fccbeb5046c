//! Other users and other disks, as far as the system that runs the tests allows.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Fixture;
use crate::harness::{Output, PROGRAM, command, run};

/// A user without rights, when the tests run as one who may do everything.
pub(super) const NOBODY: u32 = 65534;

pub(super) fn is_root() -> bool {
    let mut id = command("id", Path::new("/"));
    id.arg("-u");
    run(id).stdout.trim() == "0"
}

/// Says why a test cannot be done here.
#[expect(clippy::print_stdout, reason = "whoever runs the tests must know what was not tested")]
pub(super) fn skip(reason: &str) {
    println!("skipped: {reason}");
}

/// The build of a fixture by somebody for whom permissions count; `groups` are more groups that he is in.
pub(super) fn build_as_member(room: &Fixture, groups: &str) -> Command {
    let root = room.output.parent().unwrap();
    let program = root.join("programma");
    // A program that is running cannot be written.
    if !program.exists() {
        std::fs::copy(PROGRAM, &program).unwrap();
    }
    // The folder of the test is its owner's only.
    let open = root.metadata().unwrap().permissions().mode() | 0o755;
    set_mode(root, open);
    let mut command = command("setpriv", root);
    command.args(["--reuid", &NOBODY.to_string(), "--regid", &NOBODY.to_string()]);
    command.arg(if groups.is_empty() { "--clear-groups".to_owned() } else { format!("--groups={groups}") });
    command.arg(program);
    command.args(["build", "--content"]).arg(&room.content).arg("--output").arg(&room.output);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The build of a fixture by somebody for whom permissions count.
pub(super) fn build_without_rights(room: &Fixture) -> Command {
    if is_root() { build_as_member(room, "") } else { room.command() }
}

pub(super) fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
}

/// The last twelve bits of the mode.
pub(super) fn mode(path: &Path) -> u32 {
    path.symlink_metadata().unwrap().permissions().mode() & 0o7777
}

/// Runs a script that makes disks, with `DISK`, `CONTENT` and `PROGRAM`; it ends with 77 when it may not. `None` when that
/// cannot be done here.
pub(super) fn in_namespace(room: &Fixture, disk: &Path, script: &str) -> Option<Output> {
    let mut command = command("unshare", disk);
    command.args(if is_root() { ["-m", "sh"] } else { ["-Urm", "sh"] }).args(["-c", script]);
    command.env("DISK", disk).env("CONTENT", &room.content).env("PROGRAM", PROGRAM);
    let ended = run(command);
    if ended.status == 77 || ended.stderr.contains("unshare") {
        skip("this user may not make a disk");
        return None;
    }
    Some(ended)
}
