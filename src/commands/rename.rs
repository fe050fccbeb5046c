//! `rename`: moves an entry, mends every reference to it and leaves its old address as an alias.

use std::ops::Range;
use std::path::PathBuf;

use anyhow::Result;

use super::{Outcome, UsageError, count, say, tell};
use crate::edits::{self, Edit};
use crate::link::{Site, Target};
use crate::model::body::LinkForm;
use crate::model::{Entry, EntryId, Kind, address};
use crate::read::{Sources, yaml};
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

/// The file with the settings.
const SITE: &str = "site.yaml";

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
    let mut edits = references(&site, id, new, &texts);
    edits.extend(alias(entry, new));
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

/// What must be written anew where other entries, the entry itself or `site.yaml` refer to it by its slug.
fn references(site: &Site, id: EntryId, new: &str, texts: &Sources) -> Vec<Edit> {
    let entry = site.entry(id);
    let (name, old) = (entry.name(), entry.slug());
    let is_name = |written: &str| {
        let others = entry.common.ook_bekend_als.iter().map(|n| n.0.as_str());
        std::iter::once(entry.title()).chain(others).any(|n| fold(n) == fold(written))
    };
    // What refers by the title or another name stays right, also when that reads like the slug.
    let by_slug = |written: &str| written == old || (fold(written) == old && !is_name(written));
    let mut edits = Vec::new();
    let mut mend = |path: &str, text: &str, span: Span| {
        edits.push(Edit { path: path.to_owned(), span: last_part(text, span), text: new.to_owned() });
    };
    for (index, from) in site.entries.iter().enumerate() {
        let mut mend = |span| mend(&from.source.path, &from.source.text, span);
        from.each_reference(&mut |_, reference| {
            if reference.to == Some(id) && by_slug(&reference.written) {
                mend(reference.span);
            }
        });
        for (link, target) in from.body.links.iter().zip(&site.targets[index]) {
            let page = page(&link.target);
            let refers = match link.form {
                LinkForm::Wiki => by_slug(page.rsplit('/').next().unwrap_or_default()),
                LinkForm::Path => page == name,
                LinkForm::Relative if page.ends_with(".md") => true,
                LinkForm::Relative => address::join(&format!("{}/", from.name()), &page) == name,
                _ => false,
            };
            if refers && matches!(target, Target::Entry(to, _) if *to == id) {
                mend(link.span);
            }
        }
        from.addresses().filter(|a| page(&a.written) == name).for_each(|a| mend(a.span));
    }
    let settings = &site.settings;
    let text = texts.text(SITE).unwrap_or_default();
    let in_menu = settings.menu.iter().filter(|i| entry.kind() == Kind::Pagina && i.written == old);
    in_menu.for_each(|item| mend(SITE, text, item.span));
    settings.contact.iter().filter(|a| page(&a.written) == name).for_each(|a| mend(SITE, text, a.span));
    edits.sort();
    edits.dedup();
    edits
}

/// The page that an address on the site leads to, without the slashes around it.
fn page(address: &str) -> String {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let path = address::decode(path);
    path.strip_suffix("index.html").unwrap_or(&path).trim().trim_matches('/').to_owned()
}

/// Of a reference the part that names the entry: the last of its path, without what stands around it.
fn last_part(text: &str, span: Span) -> Span {
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
    let address = format!("/{}/", entry.name());
    let edit = |range: Range<usize>, text: String| {
        Some(Edit { path: source.path.to_string(), span: Span::new(range), text })
    };
    let again = format!("{}/{new}/", entry.kind().info().folder);
    if let Some(own) = entry.common.aliassen.iter().find(|a| a.path == again) {
        // It gets an address back that it had before: the two change places.
        return edit(own.span.range(), address);
    }
    let parts = source.parts().ok()?;
    let newline = if source.text[parts.front.clone()].contains("\r\n") { "\r\n" } else { "\n" };
    if let Some(last) = entry.common.aliassen.last() {
        let last = last.span.range();
        // In a list with dashes a line is added, in one between brackets a part.
        let line = &source.text[..last.start];
        let line = &line[line.rfind('\n').map_or(0, |n| n + 1)..];
        let added = match line.trim_start().strip_prefix('-') {
            Some(_) => format!("{newline}{}- {address}", &line[..line.len() - line.trim_start().len()]),
            None => format!(", {address}"),
        };
        return edit(last.end..last.end, added);
    }
    let list = format!("aliassen: [{address}]");
    let (keys, _) = yaml::parse(source, parts.front.clone());
    if let Some((key, _)) = keys.iter().flatten().find(|(key, _)| key.name == "aliassen") {
        // The key is there, with nothing behind it.
        let start = key.span.range().start;
        let line = source.text[start..].lines().next().unwrap_or_default();
        return edit(start..start + line.len(), list);
    }
    edit(parts.front.end..parts.front.end, list + newline)
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
