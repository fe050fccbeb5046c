//! The HTTP client: visits URLs with bounded concurrency, timeouts and retries.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Result, bail};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rayon::prelude::*;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Error};

use super::LinkStatus;
use super::links::host;

/// Request limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Requests at the same time.
    pub concurrency: usize,
    /// Requests at the same time to one host.
    pub per_host: usize,
    /// How long one URL may take, redirects included.
    pub timeout: Duration,
    /// How often a URL is tried when it fails in a way that may pass.
    pub attempts: u32,
    /// The wait before the second attempt; it doubles each time.
    pub backoff: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            concurrency: 16,
            per_host: 2,
            timeout: Duration::from_secs(10),
            attempts: 3,
            backoff: Duration::from_secs(1),
        }
    }
}

/// Visits every URL. A host gets a few queues of its own, so that it never sees more requests at a time than that.
///
/// # Errors
/// When the system gives no threads.
pub fn check_all<'a>(
    addresses: impl IntoIterator<Item = &'a str>,
    limits: Limits,
) -> Result<BTreeMap<String, LinkStatus>> {
    let mut queues: BTreeMap<(&str, usize), Vec<&str>> = BTreeMap::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for address in addresses {
        let count = known.entry(host(address)).or_default();
        queues.entry((host(address), *count % limits.per_host.max(1))).or_default().push(address);
        *count += 1;
    }
    let agent = agent(limits);
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(limits.concurrency).build() else {
        bail!("er kunnen geen draden gestart worden om links te controleren");
    };
    let queues: Vec<Vec<&str>> = queues.into_values().collect();
    let answers: Vec<Vec<(String, LinkStatus)>> = pool.install(|| {
        let one = |address: &&str| ((*address).to_owned(), visit(&agent, address, limits));
        queues.par_iter().with_max_len(1).map(|queue| queue.iter().map(one).collect()).collect()
    });
    Ok(answers.into_iter().flatten().collect())
}

pub(super) fn agent(limits: Limits) -> Agent {
    let tls = TlsConfig::builder().root_certs(root_certs()).build();
    Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(10)
        .timeout_global(Some(limits.timeout))
        .user_agent(concat!("parelsnoer/", env!("CARGO_PKG_VERSION"), " (controleert links)"))
        .build()
        .into()
}

/// The certificate authorities of the system, as in the browser, so that an office's own proxy is trusted too. A system
/// without any, such as a bare container, gets Mozilla's list.
fn root_certs() -> RootCerts {
    let known = rustls_native_certs::load_native_certs().certs;
    if known.is_empty() {
        return RootCerts::WebPki;
    }
    known.iter().map(|known| Certificate::from_der(known).to_owned()).into()
}

/// A URL as it is requested: the host in Punycode (UTS 46), the rest percent-encoded where an editor wrote `é` or a space.
/// `None` when the host cannot exist.
fn request_url(written: &str) -> Option<String> {
    const UNSAFE: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    let name = host(written);
    let start = name.as_ptr() as usize - written.as_ptr() as usize;
    let (before, after) = (&written[..start], &written[start + name.len()..]);
    let ascii = idna::domain_to_ascii(name).ok()?;
    Some(format!("{before}{ascii}{}", utf8_percent_encode(after, UNSAFE)))
}

/// Visits one URL, again while it fails in a way that may pass.
fn visit(agent: &Agent, address: &str, limits: Limits) -> LinkStatus {
    let Some(address) = request_url(address) else { return LinkStatus::InvalidUrl };
    let mut backoff = limits.backoff;
    let mut attempts = 1;
    loop {
        let answer = head_or_get(agent, &address);
        let may_pass = matches!(
            answer,
            LinkStatus::Timeout | LinkStatus::DnsFailure | LinkStatus::Status(408 | 425 | 429 | 500..=599)
        );
        if !may_pass || attempts >= limits.attempts {
            return answer;
        }
        std::thread::sleep(backoff);
        backoff *= 2;
        attempts += 1;
    }
}

/// Sends HEAD, and GET when that is refused, since not every site knows HEAD. The body is not read.
fn head_or_get(agent: &Agent, address: &str) -> LinkStatus {
    match answer(agent.head(address).call()) {
        LinkStatus::Status(_) => answer(agent.get(address).call()),
        other => other,
    }
}

fn answer(response: Result<ureq::http::Response<ureq::Body>, Error>) -> LinkStatus {
    match response {
        Ok(response) => match response.status().as_u16() {
            status @ 400.. => LinkStatus::Status(status),
            _ => LinkStatus::Good,
        },
        Err(Error::HostNotFound) => LinkStatus::DnsFailure,
        Err(Error::TooManyRedirects | Error::RedirectFailed) => LinkStatus::TooManyRedirects,
        Err(Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) | Error::TlsRequired) => LinkStatus::TlsFailure,
        // A failed handshake comes as an error of the connection.
        Err(Error::Io(error)) if error.kind() == std::io::ErrorKind::InvalidData => LinkStatus::TlsFailure,
        Err(Error::BadUri(_) | Error::Http(_)) => LinkStatus::InvalidUrl,
        Err(_) => LinkStatus::Timeout,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_requested_in_ascii() {
        for (written, requested) in [
            ("https://a.nl/café 1?b=%20", "https://a.nl/caf%C3%A9%201?b=%20"),
            ("https://münchen.de:8080/x", "https://xn--mnchen-3ya.de:8080/x"),
            ("http://127.0.0.1:80/a?b", "http://127.0.0.1:80/a?b"),
        ] {
            assert_eq!(request_url(written).as_deref(), Some(requested));
        }
    }
}
