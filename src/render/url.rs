//! Addresses: where the site stands, and how one page reaches another.

use anyhow::{Result, bail};

use crate::text::url;

/// The address of a site: scheme, host and a path that begins and ends with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// Reads `https://voorbeeld.nl/pad/`; the last `/` may be left out.
    ///
    /// # Errors
    /// When it is not the address of a website.
    pub fn parse(written: &str) -> Result<Self> {
        let (scheme, rest) = written.split_once("://").unwrap_or_default();
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let scheme = scheme.to_ascii_lowercase();
        if !url::is_http_url(written) {
            bail!("«{written}» is geen adres van een site; schrijf bijvoorbeeld https://voorbeeld.nl/pad/");
        }
        let path = path.trim_matches('/');
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Ok(Self { origin: format!("{scheme}://{host}"), path })
    }

    /// The path part, from `/` to `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole address of a path on the site, given without its first slash.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.path)
    }
}

/// What leads from the page at `path` (`parels/x/`) to the root of the site: `../../`.
pub(super) fn root(path: &str) -> String {
    match path.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// The address of a page from the root of the site: `parels/x/`, or with `index.html` when folders are not served.
pub(super) fn page(path: &str, portable: bool) -> String {
    if portable && (path.is_empty() || path.ends_with('/')) {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_has_a_path_between_slashes() -> Result<()> {
        for (written, path) in [("https://a.nl", "/"), ("https://a.nl/", "/"), ("HTTP://a.nl/b/c", "/b/c/")] {
            assert_eq!(BaseUrl::parse(written)?.path(), path);
        }
        assert_eq!(BaseUrl::parse("https://a.nl/b")?.absolute("x/"), "https://a.nl/b/x/");
        Ok(())
    }

    #[test]
    fn what_is_no_site_is_refused() {
        for written in
            ["", "a.nl", "ftp://a.nl", "https://", "javascript:x", "https://a.nl/\"><script>", "https://a b/"]
        {
            assert!(BaseUrl::parse(written).is_err(), "{written}");
        }
    }

    #[test]
    fn the_root_is_as_many_steps_up_as_the_path_is_deep() {
        assert_eq!(root(""), "./");
        assert_eq!(root("zoeken/"), "../");
        assert_eq!(root("parels/x/"), "../../");
    }
}
