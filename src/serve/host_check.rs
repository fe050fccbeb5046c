//! Requests that are rejected before anything is looked up.
//!
//! The server listens to this machine only, but a page of another site in the same browser could still send requests to
//! it: by pointing a host name of its own here (DNS rebinding), or from an element of that page.

use axum::extract::Request;
use axum::http::{Method, StatusCode, header};

use super::desk::{self, Desk};

/// Largest size of the headers of a request, in bytes.
const MAX_HEADERS: usize = 16_000;
/// Longest URL, in bytes.
const MAX_URL: usize = 8_000;

/// Why a request is rejected.
pub(super) struct Rejection {
    pub(super) status: StatusCode,
    pub(super) message: &'static str,
}

/// Checks a request to the server at `port`.
pub(super) fn check(request: &Request, port: u16) -> Option<Rejection> {
    let reject = |status, message| Some(Rejection { status, message });
    let headers = request.headers();
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > MAX_HEADERS {
        return reject(
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "De koppen van dit verzoek zijn te groot.",
        );
    }
    if request.uri().to_string().len() > MAX_URL {
        return reject(StatusCode::URI_TOO_LONG, "Dit adres is te lang.");
    }
    let mut hosts = headers.get_all(header::HOST).iter().map(|host| host.to_str().unwrap_or_default());
    let (host, second) = (hosts.next(), hosts.next());
    let authority = request.uri().authority().map(|a| a.as_str());
    match host {
        Some(host)
            if second.is_none() && is_local(host, port) && authority.is_none_or(|a| is_local(a, port)) => {}
        _ => {
            return reject(
                StatusCode::MISDIRECTED_REQUEST,
                "Deze server antwoordt alleen op deze computer. Gebruik het adres dat in de terminal staat.",
            );
        }
    }
    let takes = || request.uri().path().strip_prefix(desk::ROOT).is_some_and(Desk::takes);
    if !matches!(*request.method(), Method::GET | Method::HEAD)
        && !(*request.method() == Method::POST && takes())
    {
        return reject(StatusCode::METHOD_NOT_ALLOWED, "Deze server geeft alleen bladzijden (GET en HEAD).");
    }
    None
}

/// Whether a `Host` is this server.
pub(super) fn is_local(host: &str, port: u16) -> bool {
    let names = ["127.0.0.1", "localhost", "[::1]"];
    let (name, written) = match host.rsplit_once(':') {
        Some((name, number)) if !number.ends_with(']') => (name, number.parse().ok()),
        _ => (host, Some(80)),
    };
    written == Some(port) && names.iter().any(|n| n.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_with_the_port_are_local() {
        for host in ["127.0.0.1:4747", "localhost:4747", "LocalHost:4747", "[::1]:4747"] {
            assert!(is_local(host, 4747), "{host}");
        }
        for host in [
            "",
            "127.0.0.1",
            "localhost",
            "[::1]",
            "127.0.0.1:80",
            "evil.nl:4747",
            "localhost.evil.nl:4747",
            "127.0.0.1.evil.nl:4747",
            "localhost:4747@evil.nl",
            "127.1:4747",
            "0.0.0.0:4747",
            ":4747",
            "localhost:+4747x",
        ] {
            assert!(!is_local(host, 4747), "{host}");
        }
        assert!(is_local("localhost", 80));
    }
}
