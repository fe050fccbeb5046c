//! Errors of the system in Dutch. The standard library has them in English only.

use std::io;

/// An error and its causes on one line, each said once.
pub fn chain(error: &anyhow::Error) -> String {
    let mut parts: Vec<String> = Vec::new();
    for cause in error.chain() {
        let part = if let Some(error) = cause.downcast_ref::<io::Error>() {
            describe(error)
        } else if let Some(error) = cause.downcast_ref::<walkdir::Error>() {
            describe_walk(error, parts.last().map_or("", String::as_str))
        } else {
            cause.to_string()
        };
        if parts.last().is_none_or(|last| *last != part && !last.ends_with(&format!(": {part}"))) {
            parts.push(part);
        }
    }
    parts.join(": ")
}

/// An error of a walk over a folder; `before` is what was said already, perhaps with the path.
fn describe_walk(error: &walkdir::Error, before: &str) -> String {
    let what = error.io_error().map_or_else(|| "koppelingen wijzen in een kring".to_owned(), describe);
    match error.path().map(|path| path.display().to_string()) {
        Some(path) if !before.contains(&path) => format!("{path}: {what}"),
        _ => what,
    }
}

/// What the system says, in Dutch.
pub fn describe(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let text = match error.kind() {
        Kind::NotFound => "het bestand of de map is er niet",
        Kind::PermissionDenied => "daarvoor is geen toestemming",
        Kind::AlreadyExists => "er is al iets met die naam",
        Kind::StorageFull => "de schijf is vol",
        Kind::QuotaExceeded => "u hebt geen ruimte meer op deze schijf",
        Kind::FileTooLarge => "het bestand wordt te groot voor deze schijf",
        Kind::ReadOnlyFilesystem => "deze schijf is alleen te lezen",
        Kind::ResourceBusy | Kind::ExecutableFileBusy => "het is in gebruik",
        Kind::NotADirectory => "een deel van het pad is een bestand en geen map",
        Kind::IsADirectory => "het is een map en geen bestand",
        Kind::DirectoryNotEmpty => "de map is niet leeg",
        Kind::InvalidFilename => "de naam is te lang of kan niet op deze schijf",
        Kind::InvalidInput => "de naam of waarde kan niet",
        Kind::InvalidData => "het is geen leesbare tekst",
        Kind::CrossesDevices => "het staat op een andere schijf",
        Kind::TooManyLinks => "er zijn te veel koppelingen naar dit bestand",
        Kind::NotSeekable | Kind::Unsupported => "dat kan niet op dit systeem of op deze schijf",
        Kind::StaleNetworkFileHandle => "de netwerkschijf is de verbinding kwijt",
        Kind::OutOfMemory => "er is geen geheugen meer",
        Kind::AddrInUse => "de poort is bezet",
        Kind::AddrNotAvailable => "dat adres heeft deze computer niet",
        Kind::ConnectionRefused => "de verbinding is geweigerd",
        Kind::ConnectionReset | Kind::ConnectionAborted | Kind::NotConnected | Kind::BrokenPipe => {
            "de verbinding is verbroken"
        }
        Kind::HostUnreachable | Kind::NetworkUnreachable | Kind::NetworkDown => {
            "het netwerk is niet te bereiken"
        }
        Kind::TimedOut => "het duurde te lang",
        Kind::Interrupted => "het is onderbroken",
        Kind::WouldBlock => "het is nu bezet",
        Kind::Deadlock => "twee programma's wachten op elkaar",
        Kind::UnexpectedEof => "het houdt te vroeg op",
        Kind::WriteZero => "er kan niets meer bij",
        _ => return describe_number(error.raw_os_error()),
    };
    text.to_owned()
}

/// Errors for which the standard library has no stable kind.
fn describe_number(number: Option<i32>) -> String {
    #[cfg(unix)]
    if let Some(number) = number {
        use rustix::io::Errno;
        let known = [
            (Errno::MFILE, "er staan te veel bestanden open"),
            (Errno::NFILE, "er staan te veel bestanden open op deze computer"),
            (Errno::LOOP, "koppelingen wijzen in een kring"),
            (Errno::IO, "de schijf geeft een fout"),
            (Errno::NODEV, "het apparaat is er niet"),
            (Errno::NXIO, "het apparaat is er niet"),
        ];
        if let Some((_, text)) = known.iter().find(|(errno, _)| errno.raw_os_error() == number) {
            return (*text).to_owned();
        }
    }
    number.map_or_else(|| "onbekende fout".to_owned(), |number| format!("fout {number} van het systeem"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    #[test]
    fn no_text_of_the_system_is_shown() {
        for number in 1..=140 {
            let error = io::Error::from_raw_os_error(number);
            let english = error.to_string();
            let english = english.split(" (os error").next().unwrap_or_default();
            let dutch = describe(&error);
            assert!(!dutch.contains(english) && !dutch.is_empty(), "{number}: {dutch}");
        }
    }

    #[test]
    fn a_cause_is_said_once() {
        let error = Err::<(), _>(io::Error::from(io::ErrorKind::PermissionDenied))
            .context("a.md is niet te lezen")
            .context("a.md is niet te lezen");
        let said = error.map_err(|error| chain(&error));
        assert_eq!(said, Err("a.md is niet te lezen: daarvoor is geen toestemming".to_owned()));
    }

    #[test]
    fn a_walk_names_the_path_once() {
        let walked = walkdir::WalkDir::new("nergens").into_iter().find_map(Result::err);
        let Some(error) = walked else { unreachable!("there is no such folder") };
        let plain = chain(&anyhow::Error::new(error));
        assert_eq!(plain, "nergens: het bestand of de map is er niet");
    }
}
