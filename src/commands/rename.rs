//! `rename`: moves an entry, mends every reference to it and leaves its old address as an alias.

use std::path::PathBuf;

use anyhow::Result;

use super::{Outcome, UsageError, count, say, tell};
use crate::edits::{self, Edit};
use crate::link::{Site, Target};
use crate::model::body::LinkForm;
use crate::model::{Entry, EntryId, Kind};
use crate::read::Sources;
use crate::report::{Span, line_column};
use crate::rules::nearest::{did_you_mean, nearest};
use crate::spelling::{fold, is_slug, slugify};
use crate::write::{self, NewText};

/// Geeft een vermelding een ander adres: het bestand krijgt een nieuwe naam, elke verwijzing gaat mee en het oude adres
/// stuurt door.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Opties")]
pub(super) struct Arguments {
    /// De vermelding: de map en de bestandsnaam zonder .md, zoals parels/oude-naam
    #[arg(value_name = "OUD", help_heading = "Argumenten")]
    old: String,
    /// De nieuwe bestandsnaam zonder .md
    #[arg(value_name = "NIEUW", help_heading = "Argumenten")]
    new: String,
    /// De map met inhoud (anders: content)
    #[arg(long, value_name = "MAP", default_value = "content", hide_default_value = true)]
    content: PathBuf,
    /// Laat zien wat er zou veranderen en verandert niets
    #[arg(long)]
    dry_run: bool,
}

/// Renames an entry: every file that changes, or none.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let (site, texts, report) = super::checked(&arguments.content, true)?;
    if !report.publishable(false) {
        let message = "er staan fouten in de inhoud, zodat niet elke verwijzing te vinden is; herstel die eerst (parelsnoer check)";
        return Err(UsageError(message.to_owned()).into());
    }
    let id = find(&site, &arguments.old)?;
    let entry = site.entry(id);
    let folder = entry.kind().info().folder;
    let new =
        arguments.new.strip_prefix(&format!("{folder}/")).unwrap_or(&arguments.new).trim_end_matches(".md");
    refuse(&site, entry, new)?;
    let mut edits = references(&site, id, new);
    edits.extend(alias(entry));
    let prefix = super::prefix(&arguments.content);
    let new_path = match entry.source.path.rsplit_once('/') {
        Some((inside, _)) => format!("{inside}/{new}.md"),
        None => format!("{new}.md"),
    };
    tell(&format!("{prefix}{} → {prefix}{new_path}\n", entry.source.path));
    edits.sort();
    for edit in &edits {
        tell(&format!("{prefix}{}\n", line(edit, &texts)));
    }
    if arguments.dry_run {
        say("Er is niets veranderd.");
        return Ok(Outcome::Good);
    }
    let files: Vec<NewText> = edits::apply(&edits, |path| texts.text(path))
        .into_iter()
        .map(|(path, text)| {
            let moved = path == *entry.source.path;
            NewText {
                from: moved.then(|| arguments.content.join(&path)),
                path: arguments.content.join(if moved { &new_path } else { &path }),
                text,
            }
        })
        .collect();
    write::replace(&files)?;
    say(&format!("{} aangepast.", count(files.len(), "bestand", "bestanden")));
    Ok(Outcome::Good)
}

/// The entry at an address.
fn find(site: &Site, written: &str) -> Result<EntryId> {
    let name = written.trim_matches('/').trim_end_matches(".md");
    let found: Vec<EntryId> = (0..site.entries.len())
        .map(EntryId::new)
        .filter(|id| site.entry(*id).name() == name || site.entry(*id).slug() == name)
        .collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let near = nearest(name, site.entries.iter().map(|e| e.name()));
            let help = if near.is_empty() {
                "schrijf de map en de bestandsnaam".to_owned()
            } else {
                did_you_mean(&near)
            };
            Err(UsageError(format!("er is geen vermelding «{written}»; {help}")).into())
        }
        several => {
            let names: Vec<&str> = several.iter().map(|id| site.entry(*id).name()).collect();
            Err(UsageError(format!("«{written}» kan op meer vermeldingen slaan: {}", names.join(", ")))
                .into())
        }
    }
}

/// Refuses a name that cannot be an address or is in use.
fn refuse(site: &Site, entry: &Entry, new: &str) -> Result<()> {
    if !is_slug(new) {
        let proposal = slugify(new);
        return Err(UsageError(format!("«{new}» kan geen adres worden; bedoelde u «{proposal}»?")).into());
    }
    let kind: Kind = entry.kind();
    if new == entry.slug() {
        return Err(UsageError(format!("{} heet al zo", entry.name())).into());
    }
    if site.ids(kind).any(|id| site.entry(id).slug() == new) {
        return Err(UsageError(format!("{}/{new} is er al", kind.info().folder)).into());
    }
    let address = format!("{}/{new}/", kind.info().folder);
    match site.aliases.get(&address) {
        // Its own old address becomes its address again.
        Some(id) if !std::ptr::eq(site.entry(*id), entry) => {
            Err(UsageError(format!("/{address} is een oud adres van «{}»", site.entry(*id).title())).into())
        }
        _ => Ok(()),
    }
}

/// What must be written anew where other entries, or the entry itself, refer to it by its slug.
fn references(site: &Site, id: EntryId, new: &str) -> Vec<Edit> {
    let old = site.entry(id).slug().to_owned();
    let mut edits = Vec::new();
    for (index, from) in site.entries.iter().enumerate() {
        let text = &from.source.text;
        // Inside what is written the slug stands once, at the end; what refers by title or other name stays right.
        let mut mend = |span: Span, last: bool| {
            let written = &text[span.range()];
            let at = if last { written.rfind(&old) } else { written.find(&old) };
            if let Some(at) = at {
                let span = Span::new(at..at + old.len()).shift(span.start as usize);
                edits.push(Edit { path: from.source.path.to_string(), span, text: new.to_owned() });
            }
        };
        from.each_reference(&mut |_, reference| {
            if reference.to == Some(id) && fold(&reference.written) == old {
                mend(reference.span, true);
            }
        });
        for (link, target) in from.body.links.iter().zip(&site.targets[index]) {
            let here = matches!(target, Target::Entry(to, _) if *to == id);
            let by_slug = match link.form {
                LinkForm::Wiki => link.target.rsplit('/').next().is_some_and(|name| name == old),
                LinkForm::Path | LinkForm::Relative => link.target.contains(&old),
                _ => false,
            };
            if here && by_slug {
                // A heading behind # can have the same words.
                let end =
                    text[link.span.range()].find('#').map_or(link.span.end, |n| link.span.start + n as u32);
                mend(Span { start: link.span.start, end }, true);
            }
        }
        for link in from
            .addresses()
            .filter(|l| l.written.trim_end_matches('/') == format!("/{}", site.entry(id).name()))
        {
            mend(link.span, true);
        }
    }
    edits.sort();
    edits.dedup();
    edits
}

/// The old address among the `aliassen` of the entry.
fn alias(entry: &Entry) -> Option<Edit> {
    let text = &entry.source.text;
    let address = format!("/{}/", entry.name());
    let path = entry.source.path.to_string();
    let parts = entry.source.parts().ok()?;
    if let Some(last) = entry.common.aliassen.last() {
        let end = last.span.end as usize;
        // In a list with dashes a line is added, in one between brackets a part.
        let start = text[..last.span.start as usize].rfind('\n').map_or(0, |n| n + 1);
        let line = &text[start..last.span.start as usize];
        let added = match line.trim_start().strip_prefix('-') {
            Some(_) => format!("\n{}- {address}", &line[..line.len() - line.trim_start().len()]),
            None => format!(", {address}"),
        };
        return Some(Edit { path, span: Span::new(end..end), text: added });
    }
    let newline = if text[parts.front.clone()].contains("\r\n") { "\r\n" } else { "\n" };
    let at = parts.front.end;
    Some(Edit { path, span: Span::new(at..at), text: format!("aliassen: [{address}]{newline}") })
}

fn line(edit: &Edit, texts: &Sources) -> String {
    let text = texts.text(&edit.path).unwrap_or_default();
    let (line, _) = line_column(text, edit.span.start);
    let before = text.get(edit.span.range()).unwrap_or_default();
    let added = edit.text.trim();
    if before.is_empty() {
        format!("{}:{line}: + {added}", edit.path)
    } else {
        format!("{}:{line}: {before} → {added}", edit.path)
    }
}
