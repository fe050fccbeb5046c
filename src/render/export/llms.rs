//! `llms.txt`: what the site is and where its pages and data are, for programs that read it for someone (llmstxt.org).

use std::fmt::Write;

use crate::model::Kind;
use crate::outputs;
use crate::render::context::RenderContext;

/// At most this many entries of a kind are named; the data has them all.
const MOST: usize = 200;

/// Renders `llms.txt`.
pub(crate) fn render(ctx: RenderContext<'_>) -> String {
    let settings = &ctx.site.settings;
    let mut out = format!("# {}\n\n", line(&settings.titel.0));
    if let Some(subtitle) = &settings.ondertitel {
        let _ = write!(out, "> {}\n\n", line(&subtitle.0));
    }
    let _ = writeln!(out, "Taal: Nederlands. Licentie van de teksten: {}.", settings.licence());
    out.push_str(
        "Elke vermelding staat ook als Markdown op haar adres met index.md erachter.\n\n## Gegevens\n\n",
    );
    for (path, what) in [
        ("data/vermeldingen.json", "alle vermeldingen met al hun gegevens"),
        ("data/schema.json", "wat er in dat bestand staat (JSON Schema)"),
        ("data/vermeldingen.csv", "dezelfde vermeldingen als tabel"),
        ("data/vermeldingen.csl.json", "parels, verhalen en gemeenten als bronvermelding (CSL-JSON)"),
        ("data/bijeenkomsten.ics", "bijeenkomsten (iCalendar)"),
        (outputs::SITEMAP, "alle adressen"),
    ] {
        let name = path.rsplit('/').next().unwrap_or(path);
        let _ = writeln!(out, "- [{name}]({}): {what}", ctx.public_url(path));
    }
    for kind in Kind::ALL {
        let ids = ctx.site.sorted(ctx.site.ids(*kind).collect());
        if ids.is_empty() {
            continue;
        }
        let info = kind.info();
        let _ = write!(out, "\n## {}\n\n{}\n\n", info.heading, info.intro);
        for id in ids.iter().take(MOST) {
            let entry = ctx.site.entry(*id);
            let address = ctx.public_url(&format!("{}/index.md", entry.path()));
            let _ = write!(out, "- [{}]({address})", line(entry.title()).replace(['[', ']'], ""));
            let summary = &entry.common.samenvatting.0;
            let _ = if summary.is_empty() { writeln!(out) } else { writeln!(out, ": {}", line(summary)) };
        }
        if let Some(more) = ids.len().checked_sub(MOST).filter(|more| *more > 0) {
            let all = ctx.public_url(&format!("{}/", info.folder));
            let _ = writeln!(out, "- [nog {more}]({all})");
        }
    }
    out
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
