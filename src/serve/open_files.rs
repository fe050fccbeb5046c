//! How many files, connections among them, the program may have open.

/// macOS allows no more than this, whatever its limit says.
#[cfg(unix)]
const OPEN_MAX: u64 = 10_240;

/// Raises the limit as far as the system allows without other rights, and gives it. Most systems begin with a low one for
/// the sake of old programs.
#[cfg(unix)]
pub(super) fn raise_limit() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let lower = |wanted: Option<u64>| current.is_some_and(|now| wanted.is_none_or(|wanted| now < wanted));
    for wanted in [maximum, Some(maximum.map_or(OPEN_MAX, |maximum| maximum.min(OPEN_MAX)))] {
        if lower(wanted) && setrlimit(Resource::Nofile, Rlimit { current: wanted, maximum }).is_ok() {
            break;
        }
    }
    let now = getrlimit(Resource::Nofile).current;
    now.and_then(|now| usize::try_from(now).ok()).unwrap_or(usize::MAX)
}

/// Windows has no such limit.
#[cfg(not(unix))]
pub(super) fn raise_limit() -> usize {
    usize::MAX
}
