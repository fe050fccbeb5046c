//! Visiting addresses, some at a time, with timeout and with respect for who is visited.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Result, bail};
use rayon::prelude::*;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Error};

use super::links::{encoded, host};

/// How an address answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkStatus {
    /// The page is there.
    Good,
    /// A status of 400 or more.
    Status(u16),
    /// There is no site of that name.
    DnsFailure,
    /// No connection, or no answer in time.
    Timeout,
    /// Redirects that never end.
    TooManyRedirects,
    /// The connection cannot be root_certs.
    TlsFailure,
    /// What is written is no address that can be visited.
    InvalidUrl,
}

/// The manners of a visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Visits at the same time.
    pub exchange: usize,
    /// Visits at the same time to one host.
    pub per_host: usize,
    /// How long one visit may take, redirects included.
    pub timeout: Duration,
    /// How often an address is tried when it fails in a way that may pass.
    pub attempts: u32,
    /// The wait before the second try; each next wait is twice as long.
    pub backoff: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            exchange: 16,
            per_host: 2,
            timeout: Duration::from_secs(10),
            attempts: 3,
            backoff: Duration::from_secs(1),
        }
    }
}

/// Visits every address. A host gets a few queues of its own, so that it never has more visitors than that.
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
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(limits.exchange).build() else {
        bail!("er kunnen geen draden gestart worden om links te controleren");
    };
    let queues: Vec<Vec<&str>> = queues.into_values().collect();
    let answers: Vec<Vec<(String, LinkStatus)>> = pool.install(|| {
        let one = |address: &&str| ((*address).to_owned(), visit(&agent, address, limits));
        queues.par_iter().with_max_len(1).map(|queue| queue.iter().map(one).collect()).collect()
    });
    Ok(answers.into_iter().flatten().collect())
}

fn agent(limits: Limits) -> Agent {
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

/// Who may vouch for a site: whom this system trusts, as in the browser, also when an office looks into what passes its
/// gate under a certificate of its own. A system without a list, such as a bare container, gets that of Mozilla.
fn root_certs() -> RootCerts {
    let known = rustls_native_certs::load_native_certs().certs;
    if known.is_empty() {
        return RootCerts::WebPki;
    }
    known.iter().map(|known| Certificate::from_der(known).to_owned()).into()
}

/// One address, tried again while it fails in a way that may pass.
fn visit(agent: &Agent, address: &str, limits: Limits) -> LinkStatus {
    let address = encoded(address);
    let mut backoff = limits.backoff;
    let mut attempts = 1;
    loop {
        let answer = head_or_get(agent, &address);
        let may_pass = matches!(
            answer,
            LinkStatus::Timeout | LinkStatus::DnsFailure | LinkStatus::Status(408 | 425 | 429 | 500..)
        );
        if !may_pass || attempts >= limits.attempts {
            return answer;
        }
        std::thread::sleep(backoff);
        backoff *= 2;
        attempts += 1;
    }
}

/// Asks for the head of a page, and for the page when that is refused: not every site knows HEAD. The page itself is not
/// read; the connection is closed when its head is there.
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
