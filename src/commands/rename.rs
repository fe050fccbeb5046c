//! `rename`: moves an entry, mends every reference to it and leaves its old address as an alias.

use std::ops::Range;
use std::path::PathBuf;

use anyhow::Result;

use super::{ExitStatus, UsageError, pluralize, print_stderr, print_stdout};
use crate::Analysis;
use crate::fixes::{self, Edit};
use crate::link::{Site, Target};
use crate::markdown::body::LinkForm;
use crate::model::{Entry, EntryId, Kind};
use crate::read::Sources;
use crate::report::{Span, line_column};
use crate::text::suggest::{did_you_mean, nearest};
use crate::text::url;
use crate::text::{MAX_NAME_CHARS, fold, is_reserved_name, is_slug, slugify};
use crate::write::{self, FileEdit};

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

/// The file with the settings.
const SITE: &str = "site.yaml";

/// Renames an entry: every file that changes, or none.
pub(super) fn run(arguments: &Arguments) -> Result<ExitStatus> {
    let Analysis { site, sources, report, .. } = super::load_and_check(&arguments.content, true)?;
    if !report.publishable(false) {
        let message = "er staan fouten in de inhoud, zodat niet elke verwijzing te vinden is; herstel die eerst (parelsnoer check)";
        return Err(UsageError(message.to_owned()).into());
    }
    let id = find(&site, &arguments.old)?;
    let entry = site.entry(id);
    let folder = entry.kind().info().folder;
    let new =
        arguments.new.strip_prefix(&format!("{folder}/")).unwrap_or(&arguments.new).trim_end_matches(".md");
    validate_slug(&site, entry, new)?;
    let mut edits = references(&site, id, new, &sources);
    edits.extend(alias(entry, new));
    let prefix = super::display_prefix(&arguments.content);
    let new_path = match entry.source.path.rsplit_once('/') {
        Some((inside, _)) => format!("{inside}/{new}.md"),
        None => format!("{new}.md"),
    };
    print_stdout(&format!("{prefix}{} → {prefix}{new_path}\n", entry.source.path))?;
    edits.sort();
    for edit in &edits {
        print_stdout(&format!("{prefix}{}\n", line(edit, &sources)))?;
    }
    if arguments.dry_run {
        print_stderr("Er is niets veranderd.");
        return Ok(ExitStatus::Success);
    }
    let files: Vec<FileEdit> = fixes::apply(&edits, &sources)
        .into_iter()
        .map(|(path, text)| {
            let moved = path == *entry.source.path;
            FileEdit {
                from: moved.then(|| arguments.content.join(&path)),
                path: arguments.content.join(if moved { &new_path } else { &path }),
                text,
            }
        })
        .collect();
    write::replace(Some(&arguments.content), &files)?;
    print_stderr(&format!("{} aangepast.", pluralize(files.len(), "bestand", "bestanden")));
    Ok(ExitStatus::Success)
}

/// The entry at an address.
fn find(site: &Site, written: &str) -> Result<EntryId> {
    let name = written.trim_matches('/').trim_end_matches(".md");
    let found: Vec<EntryId> = (0..site.entries.len())
        .map(EntryId::new)
        .filter(|id| site.entry(*id).path() == name || site.entry(*id).slug() == name)
        .collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let near = nearest(name, site.entries.iter().map(|e| e.path()));
            let help = if near.is_empty() {
                "schrijf de map en de bestandsnaam".to_owned()
            } else {
                did_you_mean(&near)
            };
            Err(UsageError(format!("er is geen vermelding «{written}»; {help}")).into())
        }
        several => {
            let names: Vec<&str> = several.iter().map(|id| site.entry(*id).path()).collect();
            Err(UsageError(format!("«{written}» kan op meer vermeldingen slaan: {}", names.join(", ")))
                .into())
        }
    }
}

/// Refuses a name that cannot be an address or is in use.
fn validate_slug(site: &Site, entry: &Entry, new: &str) -> Result<()> {
    if !is_slug(new) {
        let proposal = slugify(new);
        return Err(UsageError(format!("«{new}» kan geen adres worden; bedoelde u «{proposal}»?")).into());
    }
    if is_reserved_name(new) || new.len() > MAX_NAME_CHARS {
        let message = format!(
            "«{new}» kan niet op elke computer een bestandsnaam zijn; kies een andere of kortere naam"
        );
        return Err(UsageError(message).into());
    }
    let kind: Kind = entry.kind();
    if new == entry.slug() {
        return Err(UsageError(format!("{} heet al zo", entry.path())).into());
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

/// What must be written anew where other entries, the entry itself or `site.yaml` refer to it by its slug.
fn references(site: &Site, id: EntryId, new: &str, sources: &Sources) -> Vec<Edit> {
    let entry = site.entry(id);
    let (name, old) = (entry.path(), entry.slug());
    let is_name = |written: &str| {
        let others = entry.common.ook_bekend_als.iter().map(|n| n.0.as_str());
        std::iter::once(entry.title()).chain(others).any(|n| fold(n) == fold(written))
    };
    // What refers by the title or another name stays right, also when that reads like the slug.
    let by_slug = |written: &str| written == old || (fold(written) == old && !is_name(written));
    let mut edits = Vec::new();
    let mut edit = |path: &str, text: &str, span: Span| {
        edits.push(Edit { path: path.to_owned(), span: slug_span(text, span), text: new.to_owned() });
    };
    for (index, from) in site.entries.iter().enumerate() {
        let mut edit = |span| edit(&from.source.path, &from.source.text, span);
        from.visit_references(&mut |_, reference| {
            if reference.to == Some(id) && by_slug(&reference.written) {
                edit(reference.span);
            }
        });
        for (link, target) in from.body.links.iter().zip(&site.targets[index]) {
            let page = page(&link.target);
            let refers = match link.form {
                LinkForm::Wiki => {
                    let last = page.rsplit('/').next().unwrap_or_default();
                    by_slug(last.strip_suffix(".md").unwrap_or(last))
                }
                LinkForm::Path => page == name,
                LinkForm::Relative if page.ends_with(".md") => true,
                LinkForm::Relative => url::join_relative(&format!("{}/", from.path()), &page) == name,
                _ => false,
            };
            if refers && matches!(target, Target::Entry(to, _) if *to == id) {
                edit(link.span);
            }
        }
        from.urls().into_iter().filter(|a| page(&a.written) == name).for_each(|a| edit(a.span));
    }
    let settings = &site.settings;
    let text = sources.text(SITE).unwrap_or_default();
    let in_menu = settings.menu.iter().filter(|i| entry.kind() == Kind::Pagina && i.written == old);
    in_menu.for_each(|item| edit(SITE, text, item.span));
    settings.contact.iter().filter(|a| page(&a.written) == name).for_each(|a| edit(SITE, text, a.span));
    edits.sort();
    edits.dedup();
    edits
}

/// The page that an address on the site leads to, without the slashes around it.
fn page(address: &str) -> String {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let path = url::percent_decode(path);
    path.strip_suffix("index.html").unwrap_or(&path).trim().trim_matches('/').to_owned()
}

/// Of a reference the part that names the entry: the last of its path, without what stands around it.
fn slug_span(text: &str, span: Span) -> Span {
    let range = span.range();
    let written = &text[range.clone()];
    // A heading behind # can have the same words.
    let path = written.split(['#', '?']).next().unwrap_or_default();
    let path = path.trim_end_matches(['"', '\'', '>', ' ']);
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let path = path.strip_suffix(".md").unwrap_or(path);
    let start = path.rfind(['/', '"', '\'', '<', ' ']).map_or(0, |at| at + 1);
    Span::new(range.start + start..range.start + path.len())
}

/// The old address among the `aliassen` of the entry.
fn alias(entry: &Entry, new: &str) -> Option<Edit> {
    let source = &entry.source;
    let address = format!("/{}/", entry.path());
    let edit = |range: Range<usize>, text: String| {
        Some(Edit { path: source.path.to_string(), span: Span::new(range), text })
    };
    let again = format!("{}/{new}/", entry.kind().info().folder);
    if let Some(own) = entry.common.aliassen.iter().find(|a| a.path == again) {
        // It gets an address back that it had before: the two change places.
        return edit(own.span.range(), address);
    }
    let parts = source.split_front_matter().ok()?;
    if let Some(last) = entry.common.aliassen.last() {
        let last = last.span.range();
        // In a list with dashes a line is added, in one between brackets a part.
        let line = &source.text[..last.start];
        let line = &line[line.rfind('\n').map_or(0, |n| n + 1)..];
        let added = match line.trim_start().strip_prefix('-') {
            Some(_) => format!("\n{}- {address}", &line[..line.len() - line.trim_start().len()]),
            None => format!(", {address}"),
        };
        return edit(last.end..last.end, added);
    }
    let list = format!("aliassen: [{address}]");
    let (parsed, _) = crate::yaml::parse(source, parts.front.clone());
    if let Some((key, _)) = parsed.keys.iter().find(|(key, _)| key.name == "aliassen") {
        // The key is there, with nothing behind it.
        let start = key.span.range().start;
        let line = source.text[start..].lines().next().unwrap_or_default();
        return edit(start..start + line.len(), list);
    }
    edit(parts.front.end..parts.front.end, list + "\n")
}

fn line(edit: &Edit, sources: &Sources) -> String {
    let text = sources.text(&edit.path).unwrap_or_default();
    let (line, _) = line_column(text, edit.span.start);
    let before = text.get(edit.span.range()).unwrap_or_default();
    let added = edit.text.trim();
    if before.is_empty() {
        format!("{}:{line}: + {added}", edit.path)
    } else {
        format!("{}:{line}: {before} → {added}", edit.path)
    }
}
