//! `cms`: Sveltia CMS for the content folder, beside the site.

use std::path::{Path, PathBuf};

#[cfg(feature = "external")]
use anyhow::Context;
use anyhow::Result;
use bytes::Bytes;
use clap::ValueEnum;

use super::interrupt::Signals;
use super::{ExitStatus, UsageError, display_prefix, print_stderr};
use crate::cms::{self, BUNDLE, BundleFile, VERSION};
use crate::model::settings::{Bewerken, Settings};
use crate::text::forge::{Forge, Repository};
use crate::{read, write};

/// More than the largest file of the package.
const MAX_BUNDLE_FILE: u64 = 10_000_000;

/// Maakt de map admin in de site: daarmee wijzigt een redacteur vermeldingen in de browser (Sveltia CMS), zonder programma op de eigen computer.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De map met inhoud
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
    /// De map van de site, waarin de map admin komt (anders: public)
    #[arg(long, value_name = "MAP", default_value = "public", hide_default_value = true)]
    output: PathBuf,
    /// Het adres van de repository (anders: repository in site.yaml)
    #[arg(long, value_name = "ADRES")]
    repository: Option<String>,
    /// Wat er op dat adres draait, als dat niet aan de naam te zien is: github, gitlab, forgejo; of proef: dan blijft alles in uw browser
    #[arg(long, value_name = "SOORT", hide_possible_values = true)]
    host: Option<Host>,
    /// De tak die de redactie wijzigt (anders: main)
    #[arg(long, value_name = "TAK", default_value = "main", hide_default_value = true)]
    branch: String,
    /// Het adres waar een redacteur zich aanmeldt, als dat niet de host zelf is
    #[arg(long, value_name = "ADRES")]
    auth_url: Option<String>,
    /// Het nummer waaronder de host deze redactie kent; zonder meldt een redacteur zich aan met een toegangssleutel
    #[arg(long, value_name = "NUMMER")]
    app_id: Option<String>,
    /// De map van het npm-pakket @sveltia/cms; anders wordt het opgehaald
    #[arg(long, value_name = "MAP")]
    bundle: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Host {
    Github,
    Gitlab,
    Forgejo,
    /// The test backend of the CMS, which keeps everything in the browser.
    Proef,
}

/// Writes the folder. The content may have errors: the CMS is there to mend them.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let settings = super::load_and_check(&arguments.content, true)?.site.settings;
    let options = cms::Options {
        repository: repository(arguments, &settings)?,
        branch: arguments.branch.clone(),
        folder: display_prefix(&arguments.content).trim_end_matches('/').to_owned(),
        auth_url: arguments.auth_url.clone(),
        app_id: arguments.app_id.clone(),
    };
    let bundle = bundle(arguments.bundle.as_deref())?;
    let pages = cms::pages(&settings, &options, bundle);
    let folder = arguments.output.join("admin");
    let signals = Signals::listen();
    let written =
        write::write(&folder, None, signals.received(), |sink| pages.into_iter().map(sink).collect())
            .map_err(|error| if error.is::<write::Cancelled>() { signals.error().into() } else { error })?;
    print_stderr(&format!(
        "Klaar: {} bestanden in {} (Sveltia CMS {VERSION}).",
        written.files,
        folder.display()
    ));
    if settings.bewerken != Some(Bewerken::Cms) {
        print_stderr(
            "Zet in site.yaml «bewerken: cms» en bouw de site opnieuw: dan leidt elke pagina ernaartoe.",
        );
    }
    Ok(ExitStatus::Success)
}

/// Where the CMS finds and leaves the files.
fn repository(arguments: &Arguments, settings: &Settings) -> Result<Option<Repository>> {
    let known = settings.repository.as_ref().map(|r| r.written.as_str());
    let address = arguments.repository.as_deref().or(known);
    let forge = match arguments.host {
        Some(Host::Proef) => return Ok(None),
        Some(Host::Github) => Some(Forge::GitHub),
        Some(Host::Gitlab) => Some(Forge::GitLab),
        Some(Host::Forgejo) => Some(Forge::Forgejo),
        None => None,
    };
    let Some(address) = address else {
        let message = "de redactie moet weten waar de bestanden staan; zet in site.yaml «repository: https://…», of geef \
                       --repository. Proberen kan met --host proef";
        return Err(UsageError(message.to_owned()).into());
    };
    let found = match forge {
        Some(forge) => Repository::on(forge, address),
        None => Repository::of(address),
    };
    if found.is_some() {
        return Ok(found);
    }
    let help = if forge.is_some() || Repository::on(Forge::GitLab, address).is_none() {
        "schrijf het adres van de repository zelf, zoals https://github.com/naam/parels"
    } else {
        "zeg erbij wat daar draait: --host github, --host gitlab of --host forgejo"
    };
    Err(UsageError(format!("«{address}» is niet als repository te herkennen; {help}")).into())
}

/// The files of the package, from a folder or from the network, and only when they are the ones that we know.
fn bundle(folder: Option<&Path>) -> Result<Vec<Bytes>> {
    let one = |file: &BundleFile| -> Result<Bytes> {
        let (bytes, from) = match folder {
            Some(folder) => {
                let path = folder.join(file.path);
                let missing = || {
                    UsageError(format!(
                        "{} is er niet; geef met --bundle de map van het npm-pakket @sveltia/cms",
                        path.display()
                    ))
                };
                let bytes = read::bytes(&path, MAX_BUNDLE_FILE)?.ok_or_else(missing)?;
                (bytes, path.display().to_string())
            }
            None => fetch(file)?,
        };
        if cms::verified(file, &bytes) {
            return Ok(bytes.into());
        }
        let message = format!(
            "{from} is niet het bestand van @sveltia/cms {VERSION} dat parelsnoer kent, en wordt niet gebruikt; haal die \
             versie op met: npm install @sveltia/cms@{VERSION}"
        );
        Err(UsageError(message).into())
    };
    BUNDLE.iter().map(one).collect()
}

#[cfg(feature = "external")]
fn fetch(file: &BundleFile) -> Result<(Vec<u8>, String)> {
    let url = format!("https://unpkg.com/@sveltia/cms@{VERSION}/{}", file.path);
    let bytes = crate::external_links::download(&url, MAX_BUNDLE_FILE).with_context(|| {
        format!(
            "Sveltia CMS kon niet opgehaald worden; is er internet? Zonder internet: haal het ergens anders op met npm install \
             @sveltia/cms@{VERSION} en geef de map met --bundle node_modules/@sveltia/cms"
        )
    })?;
    Ok((bytes, url))
}

#[cfg(not(feature = "external"))]
fn fetch(_: &BundleFile) -> Result<(Vec<u8>, String)> {
    let message = format!(
        "dit programma haalt niets van internet; haal Sveltia CMS op met npm install @sveltia/cms@{VERSION} en geef de map \
         met --bundle node_modules/@sveltia/cms"
    );
    Err(UsageError(message).into())
}
