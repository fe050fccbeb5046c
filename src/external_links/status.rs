//! The answer of a URL.

/// How a URL answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkStatus {
    /// The page is there.
    Good,
    /// A status of 400 or more.
    Status(u16),
    /// There is no host of that name.
    DnsFailure,
    /// No connection, or no answer in time.
    Timeout,
    /// Redirects that never end.
    TooManyRedirects,
    /// The certificate is not trusted, or the handshake failed.
    TlsFailure,
    /// The URL is not one that can be visited.
    InvalidUrl,
}
