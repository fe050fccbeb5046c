//! Where a repository stands on the web, and the addresses of its pages.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::url::percent_encode;

/// What may stand as it is in the value of a query.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'/');

/// A program that shows repositories on the web.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forge {
    GitHub,
    GitLab,
    /// Forgejo, and Gitea, from which it comes.
    Forgejo,
}

impl Forge {
    /// Which one a host runs, as far as its name tells.
    fn of_host(host: &str) -> Option<Self> {
        if host == "github.com" {
            Some(Self::GitHub)
        } else if host.contains("gitlab") {
            Some(Self::GitLab)
        } else if host == "codeberg.org" || host.contains("forgejo") || host.contains("gitea") {
            Some(Self::Forgejo)
        } else {
            None
        }
    }

    /// Its name, as people know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::GitHub => "GitHub",
            Self::GitLab => "GitLab",
            Self::Forgejo => "Forgejo",
        }
    }

    /// What it calls the request to take over a change.
    pub fn request(self) -> &'static str {
        if self == Self::GitLab { "merge request" } else { "pull request" }
    }
}

/// A repository on the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// What its host runs.
    pub forge: Forge,
    /// `https://gitlab.com`.
    pub origin: String,
    /// Owner and name: `vereniging/parels`.
    pub path: String,
}

impl Repository {
    /// The repository that is meant with the address of its page or with that of its remote in git.
    pub fn of(address: &str) -> Option<Self> {
        let (host, _) = parts(address)?;
        Self::on(Forge::of_host(host.split(':').next()?)?, address)
    }

    /// The repository at this address, when it is known what its host runs.
    pub fn on(forge: Forge, address: &str) -> Option<Self> {
        let (host, path) = parts(address)?;
        let scheme = if address.starts_with("http://") { "http" } else { "https" };
        let path = path.trim_end_matches('/').trim_end_matches(".git");
        let mut segments = path.split('/');
        let depth = segments.clone().count();
        let nested = forge == Forge::GitLab && depth > 2;
        let named = segments.all(|s| !s.is_empty() && s != "-" && s != ".." && !s.contains(['?', '#', ' ']));
        (named && (depth == 2 || nested)).then(|| Self {
            forge,
            origin: format!("{scheme}://{host}"),
            path: path.to_owned(),
        })
    }

    /// The page of the repository.
    pub fn page(&self) -> String {
        format!("{}/{}", self.origin, self.path)
    }

    /// Where a file of a branch can be edited.
    pub fn edit(&self, branch: &str, file: &str) -> String {
        let (branch, file) = (encoded(branch), encoded(file));
        let page = self.page();
        match self.forge {
            Forge::GitHub => format!("{page}/edit/{branch}/{file}"),
            Forge::GitLab => format!("{page}/-/edit/{branch}/{file}"),
            Forge::Forgejo => format!("{page}/_edit/{branch}/{file}"),
        }
    }

    /// Where a new file of a branch can be written. GitLab fills in the name only (issue 337038 of gitlab-org/gitlab).
    pub fn new_file(&self, branch: &str, file: &str, text: &str) -> String {
        let (page, branch) = (self.page(), encoded(branch));
        let (name, value) = (utf8_percent_encode(file, QUERY), utf8_percent_encode(text, QUERY));
        match self.forge {
            Forge::GitHub => format!("{page}/new/{branch}?filename={name}&value={value}"),
            Forge::GitLab => format!("{page}/-/new/{branch}?file_name={name}"),
            Forge::Forgejo => format!("{page}/_new/{branch}/?filename={name}&value={value}"),
        }
    }

    /// Where one asks to take a branch over into another.
    pub fn request(&self, branch: &str, into: &str) -> String {
        let page = self.page();
        match self.forge {
            Forge::GitHub => {
                format!("{page}/compare/{}...{}?expand=1", encoded(into), encoded(branch))
            }
            Forge::GitLab => {
                let source = utf8_percent_encode(branch, QUERY);
                let target = utf8_percent_encode(into, QUERY);
                format!(
                    "{page}/-/merge_requests/new?merge_request%5Bsource_branch%5D={source}&merge_request%5Btarget_branch%5D={target}"
                )
            }
            Forge::Forgejo => format!("{page}/compare/{}...{}", encoded(into), encoded(branch)),
        }
    }
}

/// Host and path of `https://host/path`, `ssh://git@host:22/path` and `git@host:path`. A name and password before the host
/// are never part of what we show.
fn parts(address: &str) -> Option<(&str, &str)> {
    if let Some((scheme, rest)) = address.split_once("://") {
        let (authority, path) = rest.split_once('/')?;
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        return match scheme {
            "https" | "http" => Some((host, path)),
            // The port is that of SSH.
            "ssh" | "git" | "git+ssh" => Some((host.split(':').next()?, path)),
            _ => None,
        };
    }
    let (authority, path) = address.split_once(':')?;
    let (_, host) = authority.split_once('@')?;
    (!host.contains('/')).then_some((host, path.trim_start_matches('/')))
}

/// A path with each of its segments encoded.
fn encoded(path: &str) -> String {
    let segments: Vec<String> = path.split('/').map(percent_encode).collect();
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repository_is_known_by_its_page_and_by_its_remote() {
        for (address, page) in [
            ("https://github.com/a/b.git", "https://github.com/a/b"),
            ("git@github.com:a/b.git", "https://github.com/a/b"),
            ("ssh://git@gitlab.example.nl:2222/a/b/c.git", "https://gitlab.example.nl/a/b/c"),
            ("https://naam:geheim@gitlab.com/a/b/", "https://gitlab.com/a/b"),
            ("https://codeberg.org/a/b", "https://codeberg.org/a/b"),
            ("http://gitea.intern:3000/a/b", "http://gitea.intern:3000/a/b"),
        ] {
            assert_eq!(Repository::of(address).map(|r| r.page()).as_deref(), Some(page), "{address}");
        }
        for address in [
            "https://github.com/a",
            "https://github.com/a/b/tree/main",
            "https://gitlab.com/a/b/-/tree/main",
            "https://example.nl/a/b",
            "https://nietgithub.com/a/b",
            "/srv/git/parels.git",
            "../parels",
            "file:///srv/git/parels.git",
            "C:\\parels",
        ] {
            assert_eq!(Repository::of(address), None, "{address}");
        }
    }

    #[test]
    fn text_is_encoded_for_a_query() {
        let address = Repository::of("https://github.com/a/b")
            .map(|r| r.new_file("main", "content/parels/x.md", "---\ntitel: \"é & ü\"\n"));
        assert_eq!(
            address.as_deref(),
            Some(
                "https://github.com/a/b/new/main?filename=content/parels/x.md&value=---%0Atitel%3A%20%22%C3%A9%20%26%20%C3%BC%22%0A"
            )
        );
    }
}
