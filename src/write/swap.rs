//! Two folders change places: in one step where the system can, otherwise in two with a way back.

use std::path::Path;

use anyhow::{Context, Result};

use super::staging::Staging;

/// Puts `stage` in the place of the folder `output`. The old site ends up in the staging folder. `false` when the system
/// does not allow it, as with the root of a disk; then nothing has changed.
///
/// # Errors
/// When the old site was moved away and could not be put back.
pub(super) fn swap(stage: &Path, output: &Path, staging: &Staging) -> Result<bool> {
    if exchange(stage, output) { Ok(true) } else { rename_twice(stage, output, staging) }
}

/// For systems and disks that cannot exchange folders: killed between the two steps, the next build puts the old site
/// back.
fn rename_twice(stage: &Path, output: &Path, staging: &Staging) -> Result<bool> {
    if std::fs::rename(output, staging.old()).is_err() {
        return Ok(false);
    }
    if std::fs::rename(stage, output).is_ok() {
        return Ok(true);
    }
    std::fs::rename(staging.old(), output).with_context(|| {
        format!("de vorige site staat nu in {} en kon niet worden teruggezet", staging.old().display())
    })?;
    Ok(false)
}

/// Exchanges the two in one step (`renameat2` with `RENAME_EXCHANGE`); says whether it was done.
#[cfg(target_os = "linux")]
fn exchange(stage: &Path, output: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, stage, CWD, output, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make their own folders")]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;

    #[test]
    fn two_steps_do_the_same_and_a_half_done_exchange_is_repaired() -> Result<()> {
        let dir = tempfile::tempdir()?;
        let output = dir.path().join("public");
        std::fs::create_dir_all(&output)?;
        std::fs::write(output.join("a"), "oud")?;
        let staging = Staging::open(&output, true, &AtomicBool::new(false))?;
        let stage = staging.stage()?;
        std::fs::write(stage.join("a"), "nieuw")?;
        assert!(rename_twice(&stage, &output, &staging)?);
        assert_eq!(std::fs::read_to_string(output.join("a"))?, "nieuw");
        assert_eq!(std::fs::read_to_string(staging.old().join("a"))?, "oud");

        // As if the program was killed between the steps.
        std::fs::remove_dir_all(staging.old())?;
        std::fs::rename(&output, staging.old())?;
        drop(staging);
        let _next = Staging::open(&output, false, &AtomicBool::new(false))?;
        assert_eq!(std::fs::read_to_string(output.join("a"))?, "nieuw");
        Ok(())
    }
}
