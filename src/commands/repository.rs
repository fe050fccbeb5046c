//! The files around a content folder that publish it: what `init --ci` writes.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

#[allow(clippy::disallowed_methods, reason = "rust-embed reads the disk, in a debug build only")]
mod files {
    #[derive(rust_embed::RustEmbed)]
    #[folder = "src/commands/ci"]
    pub(super) struct Files;
}

/// Where the content is kept, and who publishes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Host {
    Github,
    Gitlab,
    Forgejo,
    Geen,
}

impl Host {
    /// The hosts as a question offers them.
    pub(super) const OFFERED: [(&'static str, Self); 4] = [
        ("GitHub: controle van voorstellen, publiceren op GitHub Pages", Self::Github),
        ("GitLab: controle van voorstellen, publiceren op GitLab Pages", Self::Gitlab),
        ("Forgejo of Gitea: controle van voorstellen, publiceren op uw eigen server", Self::Forgejo),
        ("Geen van deze: de site wordt op deze computer gebouwd", Self::Geen),
    ];

    fn folder(self) -> Option<&'static str> {
        match self {
            Self::Github => Some("github/"),
            Self::Gitlab => Some("gitlab/"),
            Self::Forgejo => Some("forgejo/"),
            Self::Geen => None,
        }
    }

    /// What the README says of publishing.
    fn publishing(self) -> &'static str {
        match self {
            Self::Github => {
                "Wat op de tak `main` komt, staat binnen een minuut op GitHub Pages. Kies daarvoor één keer bij *Settings*,\n*Pages*, \
                 *Source* voor *GitHub Actions*. Elke maandag komt er een melding (*issue*) met links die niet meer werken."
            }
            Self::Gitlab => {
                "Wat op de hoofdtak komt, staat binnen een minuut op GitLab Pages. Bovenaan `.gitlab-ci.yml` leest u hoe u\nde \
                 wekelijkse controle van links aanzet."
            }
            Self::Forgejo => {
                "Wat op de tak `main` komt, wordt gebouwd. Uw beheerder leest in `.forgejo/workflows/site.yml` hoe de site\nop uw \
                 webserver komt."
            }
            Self::Geen => {
                "Bouw de site met `parelsnoer build --strict` en zet de map `public` op uw webserver."
            }
        }
    }
}

/// The commit that the program was built from, as far as the build knew it.
const COMMIT: &str = env!("PARELSNOER_COMMIT");
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Where the program is kept and released.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// The files for `host`, by their paths from `root`.
pub(super) fn files(host: Host, root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut names: Vec<_> = files::Files::iter().collect();
    names.sort();
    let file = |name: &str| {
        let own = [Some("every/"), host.folder()].into_iter().flatten().find_map(|f| name.strip_prefix(f))?;
        let text = String::from_utf8(files::Files::get(name)?.data.into_owned()).ok()?;
        Some((root.join(own), filled_in(&text, host).into_bytes()))
    };
    names.iter().filter_map(|name| file(name)).collect()
}

fn filled_in(text: &str, host: Host) -> String {
    let home = REPOSITORY.strip_prefix("https://github.com/").unwrap_or(REPOSITORY);
    // A commit cannot be moved to other code, as a tag can.
    let action = match COMMIT {
        "" => format!("{home}@v{VERSION}"),
        commit => format!("{home}@{commit} # v{VERSION}"),
    };
    text.replace("[ACTIE]", &action)
        .replace("[VERSIE]", VERSION)
        .replace("[REPOSITORY]", REPOSITORY)
        .replace("[OPSLAGPLAATS]", home)
        .replace("[PUBLICEREN]", host.publishing())
}
