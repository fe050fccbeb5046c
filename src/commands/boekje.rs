//! `boekje`: entries as a booklet in a PDF, which Chromium prints from the pages of the site.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{ExitStatus, UsageError, print_stderr};
use crate::link::Site;
use crate::model::EntryId;
use crate::render::{self, BaseUrl, Options, Theme};
use crate::{read, write};

/// Maakt van vermeldingen een boekje in pdf: een omslag, de inhoud, elke vermelding op één A4, en de bronnen. Hiervoor is
/// Chromium of Chrome nodig.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De vermeldingen, zoals portiekgesprekken of gemeenten/zeist; van een thema of gemeente komen de parels erin
    #[arg(value_name = "NAAM", required = true)]
    names: Vec<String>,
    /// Het bestand dat u krijgt
    #[arg(long, value_name = "BESTAND", default_value = "boekje.pdf", hide_default_value = true)]
    output: PathBuf,
    /// De titel op de omslag
    #[arg(long, value_name = "TITEL")]
    titel: Option<String>,
    /// De map met inhoud
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
    /// Het adres van de site, in plaats van basis_url in site.yaml
    #[arg(long, value_name = "ADRES", value_parser = |s: &str| BaseUrl::parse(s).map_err(|e| e.to_string()))]
    base_url: Option<BaseUrl>,
}

/// The names under which Chromium and its relatives are installed.
const BROWSERS: [&str; 6] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

/// More than forty pages with codes ever take.
const LARGEST: u64 = 50_000_000;

/// Prints the booklet.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let browser = browser()?;
    let analysis = super::load_and_check(&arguments.content, false)?;
    if !analysis.report.publishable(false) {
        print_stderr("Er zitten fouten in de inhoud. Bekijk ze met: parelsnoer check");
        return Ok(ExitStatus::ContentErrors);
    }
    let site = &analysis.site;
    let chosen: Vec<EntryId> =
        arguments.names.iter().map(|name| entry(site, name)).collect::<Result<_, UsageError>>()?;
    let ids = render::booklet_entries(site, &chosen);
    let title = match (&arguments.titel, &chosen[..]) {
        (Some(title), _) => title.as_str(),
        (None, [only]) => site.entry(*only).title(),
        (None, _) => site.settings.titel.0.as_str(),
    };
    let theme = Theme::new(Default::default())?;
    let options = Options { base: arguments.base_url.clone(), portable: true, ..Options::default() };
    let files = render::booklet(site, &theme, &options, title, &ids)?;
    let pdf = write::scratch(&files, |folder| print(&browser, &folder.join(render::BOOKLET_FILE), folder))?;
    write::put(&arguments.output, &pdf)?;
    print_stderr(&format!(
        "Klaar: {} in {}.",
        super::pluralize(ids.len(), "vermelding", "vermeldingen"),
        arguments.output.display()
    ));
    Ok(ExitStatus::Success)
}

/// The entry with this name: its folder and file, or its file alone.
fn entry(site: &Site, name: &str) -> Result<EntryId, UsageError> {
    let wanted = name.trim_matches('/').trim_end_matches(".md");
    let found: Vec<EntryId> = (0..site.entries.len())
        .map(EntryId::new)
        .filter(|id| site.entry(*id).path() == wanted || site.entry(*id).slug() == wanted)
        .collect();
    match found[..] {
        [only] => Ok(only),
        [] => {
            Err(UsageError(format!("er is geen vermelding «{name}»; zoek de naam op met: parelsnoer zoek")))
        }
        _ => {
            let paths: Vec<&str> = found.iter().map(|id| site.entry(*id).path()).collect();
            Err(UsageError(format!("«{name}» kan meer zijn; schrijf {}", paths.join(" of "))))
        }
    }
}

/// The browser: the one that `CHROMIUM` names, or the first on the path.
fn browser() -> Result<PathBuf, UsageError> {
    if let Some(own) = std::env::var_os("CHROMIUM").filter(|own| !own.is_empty()) {
        let own = PathBuf::from(own);
        return match read::path::exists(&own) {
            true => Ok(own),
            false => Err(UsageError(format!("CHROMIUM wijst naar {}, en dat bestaat niet", own.display()))),
        };
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    let candidates = BROWSERS.iter().flat_map(|name| {
        folders.iter().map(move |folder| folder.join(name).with_extension(std::env::consts::EXE_EXTENSION))
    });
    candidates.into_iter().find(|path| read::path::exists(path)).ok_or_else(|| {
        UsageError(
            "Chromium of Chrome is niet gevonden. Installeer een van beide, of zet in CHROMIUM waar het programma staat. \
             U kunt het boekje ook op de site openen en daar printen naar pdf."
                .to_owned(),
        )
    })
}

/// Prints a page to a PDF in `folder`, where the browser also keeps what it keeps.
fn print(browser: &Path, page: &Path, folder: &Path) -> Result<Vec<u8>> {
    let pdf = folder.join("boekje.pdf");
    let flag = |name: &str, value: &Path| {
        let mut flag = std::ffi::OsString::from(name);
        flag.push(value);
        flag
    };
    let mut command = Command::new(browser);
    command.args(["--headless", "--disable-gpu", "--no-pdf-header-footer", "--no-first-run"]);
    // Its own sandbox cannot be made by root, as in a container; the page is ours.
    command.arg("--no-sandbox");
    command
        .arg(flag("--user-data-dir=", &folder.join("profiel")))
        .arg(flag("--print-to-pdf=", &pdf))
        .arg(page);
    let ended = command.output().with_context(|| format!("{} kan niet worden gestart", browser.display()))?;
    if let Some(bytes) = read::bytes(&pdf, LARGEST)?.filter(|_| ended.status.success()) {
        return Ok(bytes);
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    bail!("{} maakte geen pdf: {}", browser.display(), said.trim().lines().last().unwrap_or("zonder uitleg"))
}
