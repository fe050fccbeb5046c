//! `build`: content → site.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::made_of::made_of;
use super::{Outcome, UsageError, caller, say};
use crate::render::{BaseUrl, Options, Theme};
use crate::report::{Files, human};
use crate::{read, render, write};

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
}

/// Builds the site. Nothing is written when the content is wrong.
pub(super) fn run(arguments: &Arguments, colour: bool) -> Result<Outcome> {
    keep_apart(&arguments.content, &arguments.output)?;
    let own = arguments.theme.as_deref().map(read::theme).transpose().map_err(caller)?.unwrap_or_default();
    let theme = Theme::new(own)?;
    let options = Options { base: arguments.base_url.clone(), portable: arguments.portable };
    let (sources, report) = super::sources(&arguments.content)?;
    let made_of = made_of(&sources, &theme, &options, arguments.drafts);
    if report.findings().is_empty()
        && let Some(files) = write::current(&arguments.output, made_of)
    {
        say(&format!("Klaar: niets veranderd, {files} bestanden in {}.", arguments.output.display()));
        std::mem::forget((sources, theme));
        return Ok(Outcome::Good);
    }
    let (mut site, texts, report) = crate::check_sources(sources, report, arguments.drafts);
    if !report.findings().is_empty() {
        let prefix = super::prefix(&arguments.content);
        let files = Files { text: &|path| texts.text(path), prefix: &prefix };
        say(human::render(&report, &files, colour).trim_end());
    }
    if !report.publishable(arguments.strict) {
        let before = arguments.output.join(write::MANIFEST).exists();
        say(if before {
            "De site is niet gebouwd; de vorige staat er nog."
        } else {
            "De site is niet gebouwd."
        });
        return Ok(Outcome::Wrong);
    }
    drop(texts);
    site.release_sources();
    // What was found has to be shown by the next build too.
    let made_of = report.findings().is_empty().then_some(made_of);
    let written = write::write(&arguments.output, made_of, |place| {
        render::render_each(&site, &theme, &options, place)
    })?;
    let entries = match site.entries.len() {
        1 => "1 vermelding".to_owned(),
        n => format!("{n} vermeldingen"),
    };
    say(&format!(
        "Klaar: {entries}, {} bestanden in {} ({} nieuw of veranderd).",
        written.files,
        arguments.output.display(),
        written.changed
    ));
    // The memory goes back to the system with the process; taking the site apart first would only cost time.
    std::mem::forget((site, theme));
    Ok(Outcome::Good)
}

/// Refuses an output that holds the content or stands in it: one would end up in the other.
fn keep_apart(content: &Path, output: &Path) -> Result<()> {
    let (content_at, output_at) = (real(content)?, real(output)?);
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

/// The path behind symbolic links and `..`, also when its last parts do not exist yet.
fn real(path: &Path) -> Result<PathBuf> {
    use std::path::Component;
    let absolute = std::path::absolute(path).with_context(|| format!("{} is geen map", path.display()))?;
    let mut real = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            other => real.push(other),
        }
        if let Ok(behind) = real.canonicalize() {
            real = behind;
        }
    }
    Ok(real)
}
