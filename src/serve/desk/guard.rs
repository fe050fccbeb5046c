//! Who may write: a page that this server gave, in the browser that asked for it.
//!
//! A page of another site in the same browser can send a form to this machine. It does not have the token of this run,
//! which is in a cookie that the browser sends from our own pages only, and it says its own origin.

use std::hash::{BuildHasher, RandomState};

use axum::http::{HeaderMap, StatusCode, header};

use crate::serve::host_check::{Rejection, is_local};

/// The largest form or file that is taken, in bytes: a photo of 25 MB.
pub(in crate::serve) const MAX_BODY: usize = 25 * 1024 * 1024;

/// The token of this run of the server.
pub(in crate::serve) struct Guard {
    port: u16,
    token: String,
}

impl Guard {
    pub(super) fn new(port: u16) -> Self {
        // The keys of `RandomState` are random numbers of the system.
        let word = || format!("{:016x}", RandomState::new().hash_one(port));
        Self { port, token: [word(), word(), word(), word()].concat() }
    }

    /// Cookies do not differ per port, so that the port is in the name.
    fn name(&self) -> String {
        format!("parelsnoer-{}", self.port)
    }

    /// The cookie that a page brings.
    pub(in crate::serve) fn cookie(&self) -> String {
        format!("{}={}; Path=/_redactie/; HttpOnly; SameSite=Strict", self.name(), self.token)
    }

    /// Why a request may write nothing.
    pub(in crate::serve) fn check(&self, headers: &HeaderMap) -> Option<Rejection> {
        let text = |name| headers.get_all(name).iter().map(|value| value.to_str().unwrap_or_default());
        // Every browser says where a form comes from.
        let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| is_local(host, self.port));
        let same_host = |origin: &str| {
            text(header::HOST)
                .all(|host| origin.strip_prefix("http://").is_some_and(|o| o.eq_ignore_ascii_case(host)))
        };
        if !text(header::ORIGIN).all(|origin| own(origin) && same_host(origin)) {
            return Some(Rejection {
                status: StatusCode::FORBIDDEN,
                message: "Dit verzoek komt van een andere site. Er is niets bewaard.",
            });
        }
        let mut cookies = text(header::COOKIE).flat_map(|line| line.split(';')).map(str::trim);
        let name = self.name();
        let is_ours = |cookie: &str| {
            cookie.split_once('=').is_some_and(|(own, value)| own == name && same(value, &self.token))
        };
        if cookies.any(is_ours) {
            return None;
        }
        Some(Rejection {
            status: StatusCode::FORBIDDEN,
            message: "Parelsnoer is opnieuw gestart sinds u deze bladzijde opende. Er is niets bewaard. Ga terug, kopieer uw \
                      tekst, ververs de bladzijde en bewaar opnieuw.",
        })
    }
}

/// Compares in a time that does not tell how much is right.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}
