//! Two folders change places: in one step where the system can, otherwise in two with a way back.

use std::path::Path;

use anyhow::Result;

use super::staging::Staging;

/// Puts `stage` in the place of `output`. The old site ends up in the staging.
pub(super) fn swap(stage: &Path, output: &Path, staging: &Staging) -> Result<()> {
    if !output.exists() {
        return rename(stage, output);
    }
    if exchange(stage, output) { Ok(()) } else { rename_twice(stage, output, staging) }
}

/// For systems and disks that cannot exchange folders: killed between the two steps, the next build puts the old site
/// back.
fn rename_twice(stage: &Path, output: &Path, staging: &Staging) -> Result<()> {
    rename(output, &staging.old())?;
    if let Err(error) = rename(stage, output) {
        rename(&staging.old(), output)?;
        return Err(error);
    }
    Ok(())
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

fn rename(from: &Path, to: &Path) -> Result<()> {
    Ok(std::fs::rename(from, to)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_steps_do_the_same_and_a_half_done_exchange_is_mended() -> Result<()> {
        let dir = tempfile::tempdir()?;
        let output = dir.path().join("public");
        std::fs::create_dir_all(&output)?;
        std::fs::write(output.join("a"), "oud")?;
        let staging = Staging::open(&output)?;
        let stage = staging.stage()?;
        std::fs::write(stage.join("a"), "nieuw")?;
        rename_twice(&stage, &output, &staging)?;
        assert_eq!(std::fs::read_to_string(output.join("a"))?, "nieuw");
        assert_eq!(std::fs::read_to_string(staging.old().join("a"))?, "oud");

        // As if the program was killed between the steps.
        std::fs::remove_dir_all(staging.old())?;
        rename(&output, &staging.old())?;
        drop(staging);
        let _next = Staging::open(&output)?;
        assert_eq!(std::fs::read_to_string(output.join("a"))?, "nieuw");
        Ok(())
    }
}
