//! Visiting addresses, some at a time, with patience and with respect for who is visited.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result};
use rayon::prelude::*;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Error};

use super::links::{encoded, host};

/// How an address answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The page is there.
    Good,
    /// A status of 400 or more.
    Status(u16),
    /// There is no site of that name.
    NoHost,
    /// No connection, or no answer in time.
    Silent,
    /// Redirects that never end.
    Loop,
    /// The connection cannot be trusted.
    Insecure,
    /// What is written is no address that can be visited.
    NoAddress,
}

/// The manners of a visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Visits at the same time.
    pub at_once: usize,
    /// Visits at the same time to one host.
    pub per_host: usize,
    /// How long one visit may take, redirects included.
    pub patience: Duration,
    /// How often an address is tried when it fails in a way that may pass.
    pub tries: u32,
    /// The wait before the second try; each next wait is twice as long.
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            at_once: 16,
            per_host: 2,
            patience: Duration::from_secs(10),
            tries: 3,
            pause: Duration::from_secs(1),
        }
    }
}

/// Visits every address. A host gets a few queues of its own, so that it never has more visitors than that.
///
/// # Errors
/// When the system gives no threads.
pub fn ask<'a>(
    addresses: impl IntoIterator<Item = &'a str>,
    limits: Limits,
) -> Result<BTreeMap<String, Answer>> {
    let mut queues: BTreeMap<(&str, usize), Vec<&str>> = BTreeMap::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for address in addresses {
        let count = known.entry(host(address)).or_default();
        queues.entry((host(address), *count % limits.per_host.max(1))).or_default().push(address);
        *count += 1;
    }
    let agent = agent(limits);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(limits.at_once).build();
    let queues: Vec<Vec<&str>> = queues.into_values().collect();
    let answers: Vec<Vec<(String, Answer)>> =
        pool.context("er kunnen geen draden gestart worden om links te controleren")?.install(|| {
            let one = |address: &&str| ((*address).to_owned(), visit(&agent, address, limits));
            queues.par_iter().with_max_len(1).map(|queue| queue.iter().map(one).collect()).collect()
        });
    Ok(answers.into_iter().flatten().collect())
}

fn agent(limits: Limits) -> Agent {
    let tls = TlsConfig::builder().root_certs(trusted()).build();
    Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(10)
        .timeout_global(Some(limits.patience))
        .user_agent(concat!("parelsnoer/", env!("CARGO_PKG_VERSION"), " (controleert links)"))
        .build()
        .into()
}

/// Who may vouch for a site: whom this system trusts, as in the browser, also when an office looks into what passes its
/// gate under a certificate of its own. A system without a list, such as a bare container, gets that of Mozilla.
fn trusted() -> RootCerts {
    let known = rustls_native_certs::load_native_certs().certs;
    if known.is_empty() {
        return RootCerts::WebPki;
    }
    known.iter().map(|known| Certificate::from_der(known).to_owned()).into()
}

/// One address, tried again while it fails in a way that may pass.
fn visit(agent: &Agent, address: &str, limits: Limits) -> Answer {
    let address = encoded(address);
    let mut pause = limits.pause;
    let mut tries = 1;
    loop {
        let answer = knock(agent, &address);
        let may_pass =
            matches!(answer, Answer::Silent | Answer::NoHost | Answer::Status(408 | 425 | 429 | 500..));
        if !may_pass || tries >= limits.tries {
            return answer;
        }
        std::thread::sleep(pause);
        pause *= 2;
        tries += 1;
    }
}

/// Asks for the head of a page, and for the page when that is refused: not every site knows HEAD. The page itself is not
/// read; the connection is closed when its head is there.
fn knock(agent: &Agent, address: &str) -> Answer {
    match answer(agent.head(address).call()) {
        Answer::Status(_) => answer(agent.get(address).call()),
        other => other,
    }
}

fn answer(response: Result<ureq::http::Response<ureq::Body>, Error>) -> Answer {
    match response {
        Ok(response) => match response.status().as_u16() {
            status @ 400.. => Answer::Status(status),
            _ => Answer::Good,
        },
        Err(Error::HostNotFound) => Answer::NoHost,
        Err(Error::TooManyRedirects | Error::RedirectFailed) => Answer::Loop,
        Err(Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) | Error::TlsRequired) => Answer::Insecure,
        // A failed handshake comes as an error of the connection.
        Err(Error::Io(error)) if error.kind() == std::io::ErrorKind::InvalidData => Answer::Insecure,
        Err(Error::BadUri(_) | Error::Http(_)) => Answer::NoAddress,
        Err(_) => Answer::Silent,
    }
}
