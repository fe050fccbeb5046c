//! One file from another site.

use anyhow::{Context, Result};

use super::Limits;
use super::client::agent;

/// The file at `url`, of at most `limit` bytes.
///
/// # Errors
/// When the host cannot be reached, does not have the file, or sends more.
pub fn download(url: &str, limit: u64) -> Result<Vec<u8>> {
    let limits = Limits { timeout: std::time::Duration::from_secs(60), ..Limits::default() };
    let mut response = agent(limits).get(url).call().with_context(|| format!("{url} is niet te bereiken"))?;
    if response.status() != 200 {
        anyhow::bail!("{url} geeft status {}", response.status().as_u16());
    }
    let body = response.body_mut().with_config().limit(limit).read_to_vec();
    body.with_context(|| format!("{url} kwam niet heel aan"))
}
