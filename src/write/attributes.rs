//! Owner, mode, access lists and time. What takes the place of a folder or file takes these over, so that what was
//! private or shared with a group stays so.

use std::fs::Metadata;
use std::path::Path;

/// Gives the new folder `to` the owner, group and access lists of `from`, and its mode with all rights for the owner, who
/// is going to write in it. `false` when the system does not allow it.
#[cfg(unix)]
pub(super) fn inherit(from: &Path, to: &Path) -> bool {
    use std::os::unix::fs::{MetadataExt, chown};
    let (Ok(old), Ok(new)) = (from.metadata(), to.metadata()) else { return false };
    // Each by itself: a member of the group can give the group without being the owner, and then what is put in the
    // folder is of the group too.
    let group = old.gid() == new.gid() || chown(to, None, Some(old.gid())).is_ok();
    let owner = old.uid() == new.uid() || chown(to, Some(old.uid()), None).is_ok();
    let lists = extended::copy(from, to);
    set_mode(to, mode(&old) | 0o700) && group && owner && lists
}

/// Gives the new file `to` the owner, access lists and mode of `from`. `false` when the system does not allow it.
#[cfg(unix)]
pub(super) fn inherit_file(from: &Path, to: &Path) -> bool {
    from.metadata().is_ok_and(|old| inherit(from, to) && set_mode(to, mode(&old)))
}

/// Gives the folder `to`, which is complete now, exactly the mode of `from`, and its time when `and_time`.
#[cfg(unix)]
pub(super) fn finish(from: &Path, to: &Path, and_time: bool) -> bool {
    let Ok(old) = from.metadata() else { return false };
    let set_time = || std::fs::File::open(to)?.set_modified(old.modified()?);
    (!and_time || set_time().is_ok()) && set_mode(to, mode(&old))
}

#[cfg(unix)]
fn mode(metadata: &Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o7777
}

/// Lets the owner of the folders below `root` remove what is in them, as far as they are this user's.
#[cfg(unix)]
pub(super) fn unlock_folders(root: &Path) {
    for item in walkdir::WalkDir::new(root).into_iter().flatten().filter(|item| item.file_type().is_dir()) {
        if let Ok(metadata) = item.metadata() {
            set_mode(item.path(), mode(&metadata) | 0o700);
        }
    }
}

/// The system drops the setgid bit without an error for a group that the user is not in, so this looks again.
#[cfg(unix)]
fn set_mode(path: &Path, wanted: u32) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let has_it = || path.metadata().is_ok_and(|metadata| mode(&metadata) == wanted);
    has_it() || std::fs::set_permissions(path, std::fs::Permissions::from_mode(wanted)).is_ok() && has_it()
}

/// Elsewhere a new folder has the rights of the folder that it stands in.
#[cfg(not(unix))]
pub(super) fn inherit(_: &Path, _: &Path) -> bool {
    true
}

#[cfg(not(unix))]
pub(super) fn unlock_folders(_: &Path) {}

#[cfg(not(unix))]
pub(super) fn inherit_file(from: &Path, to: &Path) -> bool {
    from.metadata().is_ok_and(|old| std::fs::set_permissions(to, old.permissions()).is_ok())
}

#[cfg(not(unix))]
pub(super) fn finish(_: &Path, _: &Path, _: bool) -> bool {
    true
}

/// Whether a folder is where another disk is attached; `parent` is the folder that it stands in.
#[cfg(unix)]
pub(super) fn is_mount_point(folder: &Metadata, parent: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    folder.dev() != parent.dev()
}

#[cfg(not(unix))]
pub(super) fn is_mount_point(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// Whether this user owns the file or folder; where that is not recorded, everything counts as owned.
#[cfg(unix)]
pub(super) fn is_own(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
pub(super) fn is_own(_: &Metadata) -> bool {
    true
}

/// Extended attributes, in which Linux keeps the lists of who else has access (`setfacl`).
#[cfg(target_os = "linux")]
mod extended {
    use std::path::Path;

    use rustix::fs::{XattrFlags, lgetxattr, llistxattr, lremovexattr, lsetxattr};
    use rustix::io::Errno;

    /// Room for the names, and for one value.
    const SIZE: usize = 64 * 1024;

    /// Makes the attributes of `to` those of `from`. Labels of a security module are the system's own to give, so a
    /// refusal of those does not count.
    pub(super) fn copy(from: &Path, to: &Path) -> bool {
        let (Ok(wanted), Ok(present)) = (names(from), names(to)) else { return false };
        let mut extra = present.iter().filter(|name| !wanted.contains(name) && counts(name));
        let set = |name: &[u8]| {
            value(from, name).is_some_and(|wanted| {
                value(to, name).as_ref() == Some(&wanted)
                    || lsetxattr(to, name, &wanted, XattrFlags::empty()).is_ok()
            })
        };
        extra.all(|name| lremovexattr(to, name.as_slice()).is_ok())
            && wanted.iter().all(|name| set(name) || !counts(name))
    }

    fn counts(name: &[u8]) -> bool {
        name.starts_with(b"system.") || name.starts_with(b"user.")
    }

    fn names(path: &Path) -> rustix::io::Result<Vec<Vec<u8>>> {
        // Nearly every folder has none, and then no buffer is needed.
        match rustix::fs::llistxattr_query(path) {
            Ok(0) | Err(Errno::NOTSUP) => return Ok(Vec::new()),
            size => size?,
        };
        let mut list = vec![0; SIZE];
        let length = llistxattr(path, &mut list[..])?;
        let names = list[..length].split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(<[u8]>::to_vec).collect())
    }

    fn value(path: &Path, name: &[u8]) -> Option<Vec<u8>> {
        let mut value = vec![0; SIZE];
        let length = lgetxattr(path, name, &mut value[..]).ok()?;
        value.truncate(length);
        Some(value)
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
mod extended {
    use std::path::Path;

    pub(super) fn copy(_: &Path, _: &Path) -> bool {
        true
    }
}
