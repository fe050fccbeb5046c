//! `build`: content → site.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use super::card_store::card_store;
use super::fingerprint::site_fingerprint;
use super::interrupt::Signals;
use super::{ExitStatus, UsageError, into_usage_error, print_stderr, timings_chart};
use crate::model::Kind;
use crate::render::{BaseUrl, Options, Theme};
use crate::report::{SourceMap, human};
use crate::timings::{self, Timings};
use crate::{Analysis, read, write};

/// Bouwt de site: leest de map met inhoud en schrijft alle pagina's. Bij een fout blijft de vorige site staan.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De map met inhoud
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
    /// De map waarin de site komt (anders: public)
    #[arg(long, value_name = "MAP", default_value = "public", hide_default_value = true)]
    output: PathBuf,
    /// Een map met een eigen thema; wat daarin ontbreekt, komt uit het ingebouwde thema
    #[arg(long, value_name = "MAP")]
    theme: Option<PathBuf>,
    /// Het adres waarop de site komt, in plaats van basis_url in site.yaml
    #[arg(long, value_name = "ADRES", value_parser = |s: &str| BaseUrl::parse(s).map_err(|e| e.to_string()))]
    base_url: Option<BaseUrl>,
    /// Neemt ook vermeldingen met «concept: true» mee
    #[arg(long)]
    drafts: bool,
    /// Laat een waarschuwing als een fout gelden
    #[arg(long)]
    strict: bool,
    /// Maakt een site die ook werkt als u de map opent zonder webserver
    #[arg(long)]
    portable: bool,
    /// Zet naast elk bestand een kleine vorm (.br en .gz) voor webservers die haar kant-en-klaar versturen
    #[arg(long, conflicts_with = "portable")]
    compress: bool,
    /// Maakt een bladzijde die laat zien waar de tijd van de bouw heen ging (anders: parelsnoer-tijden.html)
    #[arg(long, value_name = "BESTAND", num_args = 0..=1, default_missing_value = "parelsnoer-tijden.html")]
    timings: Option<PathBuf>,
}

/// Builds the site. Nothing is written when the content has errors.
pub(super) fn run(arguments: &Arguments, colour: bool) -> Result<ExitStatus> {
    let Arguments { content, output, .. } = arguments;
    ensure_disjoint(content, output)?;
    let timings = arguments.timings.as_ref().map(|_| Arc::new(Timings::start()));
    let result = build(arguments, colour, timings.as_ref())?;
    if let (Some(timings), Some(path)) = (timings, &arguments.timings) {
        write::put(path, timings_chart::page(&timings.spans()).as_bytes())?;
        print_stderr(&format!("De tijden staan in {}.", path.display()));
    }
    Ok(result)
}

fn build(arguments: &Arguments, colour: bool, timings: Option<&Arc<Timings>>) -> Result<ExitStatus> {
    let Arguments { content, output, drafts, .. } = arguments;
    let clock = timings.map(|timings| &**timings);
    let own = arguments.theme.as_deref().map(read::theme).transpose().map_err(into_usage_error)?;
    let theme = timings::step(clock, "thema lezen", || Theme::new(own.unwrap_or_default()))?;
    let options = Options {
        base: arguments.base_url.clone(),
        portable: arguments.portable,
        compress: arguments.compress,
        card_store: card_store(),
        timings: timings.cloned(),
    };
    let mut cache = crate::Cache::on_disk();
    let folders = Kind::folders();
    let (sources, report) =
        timings::step(clock, "inhoud lezen", || read::read(content, &folders, &mut cache.read))
            .map_err(|e| super::missing_is_usage_error(content, e))?;
    let history = timings::step(clock, "geschiedenis lezen", || read::history(content, &folders))?;
    let up_to_date = |fingerprint| {
        timings::step(clock, "vergelijken met de vorige site", || write::is_up_to_date(output, fingerprint))
    };
    let fingerprint = site_fingerprint(&sources, &history, &theme, &options, *drafts);
    if report.diagnostics().is_empty()
        && let Some(files) = up_to_date(fingerprint)
    {
        print_stderr(&format!("Klaar: niets veranderd, {files} bestanden in {}.", output.display()));
        return Ok(ExitStatus::Success);
    }
    let Analysis { mut site, sources, report, .. } =
        crate::analyze_timed(sources, report, *drafts, &mut cache, clock);
    drop(cache);
    site.news = timings::step(clock, "nieuws zoeken", || crate::news(&history))?;
    if !report.diagnostics().is_empty() {
        let prefix = super::display_prefix(content);
        let files = SourceMap { text: &|path| sources.text(path), prefix: &prefix };
        print_stderr(human::render(&report, &files, colour, human::SHOWN).trim_end());
    }
    if !report.publishable(arguments.strict) {
        print_stderr(if read::path::exists(&output.join(write::MANIFEST)) {
            "De site is niet gebouwd; de vorige staat er nog."
        } else {
            "De site is niet gebouwd."
        });
        return Ok(ExitStatus::ContentErrors);
    }
    drop(sources);
    site.release_sources();
    // A site with warnings gets no fingerprint, so that the next build shows them again.
    let fingerprint = report.diagnostics().is_empty().then_some(fingerprint);
    let signals = Signals::listen();
    let written = crate::publish(&site, &theme, &options, output, fingerprint, signals.received())
        .map_err(|error| if error.is::<write::Cancelled>() { signals.error().into() } else { error })?;
    if let Some(reason) = &written.in_place {
        print_stderr(&format!(
            "Let op: de site is bestand voor bestand vervangen, omdat {reason}. Wie toen keek, zag misschien even oude en nieuwe bladzijden door elkaar."
        ));
    }
    if arguments.strict && options.base.is_none() && site.settings.basis_url.is_none() && !options.portable {
        print_stderr(
            "Let op: de sitemap en de feeds hebben geen volledige adressen, omdat het adres van de site niet bekend is. Zoekmachines en nieuwslezers kunnen er dan niets mee. Zet het adres in site.yaml bij basis_url (of geef --base-url), bijvoorbeeld: basis_url: https://www.voorbeeld.nl/",
        );
    }
    print_stderr(&format!(
        "Klaar: {}, {} bestanden in {} ({} nieuw of veranderd).",
        super::pluralize(site.entries.len(), "vermelding", "vermeldingen"),
        written.files,
        output.display(),
        written.changed
    ));
    Ok(ExitStatus::Success)
}

/// Refuses an output that contains the content or is inside it: one would end up in the other.
fn ensure_disjoint(content: &Path, output: &Path) -> Result<()> {
    let (content_at, output_at) = (read::path::resolve(content)?, read::path::resolve(output)?);
    if content_at.starts_with(&output_at) || output_at.starts_with(&content_at) {
        return Err(UsageError(format!(
            "de site kan niet in {} komen, want daar staat de inhoud ({}); kies een andere map met --output",
            output.display(),
            content.display()
        ))
        .into());
    }
    Ok(())
}
