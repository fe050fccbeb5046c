//! One term for another in many entries at once: first what would change, then all of it or nothing.

use std::collections::BTreeMap;

use anyhow::Result;
use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use super::plan::{Plan, refusals};
use super::{Fields, Request, history, see};
use crate::edit::{self, Parts, Value};
use crate::hash::ContentHash;
use crate::link::Site;
use crate::model::record::FieldType;
use crate::model::{Entry, EntryId, Kind};
use crate::read::{self, Source};
use crate::serve::filter::Filter;
use crate::serve::respond::Reply;
use crate::text::is_slug;

/// The kinds whose entries are terms.
const KINDS: [Kind; 3] = [Kind::Thema, Kind::Succesfactor, Kind::Doelgroep];

/// The terms to choose from, by kind.
pub(in crate::serve) fn options(site: &Site, chosen: Option<EntryId>) -> Vec<Json> {
    let group = |kind: Kind| {
        let term = |id: EntryId| {
            let entry = site.entry(id);
            json!({ "waarde": entry.path(), "titel": entry.title(), "gekozen": chosen == Some(id) })
        };
        json!({ "titel": kind.info().heading, "termen": site.ids(kind).map(term).collect::<Vec<_>>() })
    };
    KINDS.into_iter().map(group).collect()
}

/// The list that an editor came from, with what was done; from `/_redactie/`.
pub(super) fn back(request: &Request<'_>, done: &str, number: usize) -> String {
    let query = request.form.get("terug").unwrap_or_default().trim_start_matches('?');
    let filter = Filter::read(&Fields::read(query.as_bytes()));
    format!("{}&gelukt={done}&aantal={number}", filter.address(filter.page))
}

/// What is asked: the term that goes, and the one that comes.
struct Swap {
    kind: Kind,
    from: Option<EntryId>,
    to: Option<EntryId>,
}

impl Swap {
    fn read(site: &Site, form: &Fields) -> Result<Self, &'static str> {
        let term = |name| {
            let path = form.get(name).unwrap_or_default();
            KINDS.into_iter().flat_map(|kind| site.ids(kind)).find(|id| site.entry(*id).path() == path)
        };
        let (from, to) = (term("van"), term("naar"));
        let kind = |id: EntryId| site.entry(id).kind();
        match (from.map(kind), to.map(kind)) {
            (None, None) => Err("Kies welke term weg moet, welke erbij moet, of allebei."),
            (Some(a), Some(b)) if a != b => {
                Err("Kies twee termen van dezelfde soort, bijvoorbeeld twee thema’s.")
            }
            _ if from == to => Err("Kies twee verschillende termen."),
            (a, b) => Ok(Self { kind: a.or(b).unwrap_or(Kind::Thema), from, to }),
        }
    }

    /// What it does, for the list of what was done.
    fn title(&self, site: &Site) -> String {
        let name = |id: EntryId| site.entry(id).title();
        match (self.from.map(name), self.to.map(name)) {
            (Some(from), Some(to)) => format!("«{from}» is vervangen door «{to}»"),
            (Some(from), None) => format!("«{from}» is weggehaald"),
            (None, to) => format!("«{}» is erbij gezet", to.unwrap_or_default()),
        }
    }

    /// The text of an entry after the swap; `None` when nothing in it changes.
    fn applied(&self, site: &Site, entry: &Entry, source: &Source) -> Option<String> {
        let field = edit::fields(entry.kind())
            .find(|field| matches!(field.field_type, FieldType::List(FieldType::Reference(kind)) if *kind == self.kind))?;
        let parts = Parts::read(source)?;
        let old = match parts.value(source, field)? {
            Value::List(items) => items,
            _ => Vec::new(),
        };
        let mut meant: BTreeMap<String, EntryId> = BTreeMap::new();
        entry.visit_references(&mut |_, reference| {
            if let Some(to) = reference.to.filter(|_| reference.kind == self.kind) {
                meant.insert(reference.written.clone(), to);
            }
        });
        let target = |item: &Value| match item {
            Value::Text(written) => meant.get(written).copied(),
            _ => None,
        };
        let by_slug = old.iter().all(|item| matches!(item, Value::Text(written) if is_slug(written)));
        let name = |id: EntryId| {
            let term = site.entry(id);
            Value::text(if by_slug { term.slug() } else { term.title() })
        };
        let has_new = self.to.is_some_and(|to| old.iter().any(|item| target(item) == Some(to)));
        let mut new = Vec::new();
        for item in &old {
            match (target(item), self.from) {
                (Some(own), Some(from)) if own == from => {
                    new.extend(self.to.filter(|_| !has_new).map(name));
                }
                _ => new.push(item.clone()),
            }
        }
        if self.from.is_none() && !has_new {
            new.extend(self.to.map(name));
        }
        let text = edit::set(source, entry.kind(), field, &Value::list(new))?;
        (text != source.original()).then_some(text)
    }
}

/// An entry that changes.
struct Edited {
    title: String,
    source: Source,
    text: String,
}

/// Shows what would change, or changes it when that is what was shown.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    if !request.rest.is_empty() {
        return Ok(request.missing());
    }
    let site = request.snapshot.latest.lazy_site.site();
    let swap = match Swap::read(site, request.form) {
        Ok(swap) => swap,
        Err(message) => return page(request, StatusCode::UNPROCESSABLE_ENTITY, &[], Some(message), &[]),
    };
    let edited = edited(request, site, &swap)?;
    let basis = basis(&edited);
    if edited.is_empty() {
        let message = "In deze vermeldingen verandert niets. Kies een andere term of andere vermeldingen.";
        return page(request, StatusCode::UNPROCESSABLE_ENTITY, &[], Some(message), &[]);
    }
    // The files as they are now, also when the last rebuild did not see them yet.
    let before = request
        .desk
        .analyze_with(request, |sources| edited.iter().for_each(|entry| sources.put(entry.source.clone())));
    let text = |entry: &Edited| {
        let path = entry.source.path.to_string();
        (path.clone(), Source::new(path, entry.text.as_str()))
    };
    let plan = Plan { texts: edited.iter().map(text).collect(), ..Plan::default() };
    let faults = refusals(&plan.new_errors(request, &before));
    if !faults.is_empty() {
        let message = "Zo passen deze vermeldingen niet meer op de site. Er is niets veranderd.";
        return page(request, StatusCode::UNPROCESSABLE_ENTITY, &edited, Some(message), &faults);
    }
    match request.form.get("basis") {
        Some(shown) if shown == basis => {
            plan.perform(request, &before, &swap.title(site))?;
            Ok(see(&back(request, "termen", edited.len())))
        }
        Some(_) => {
            let message = "Een van deze vermeldingen is intussen veranderd. Kijk nog eens of dit klopt.";
            page(request, StatusCode::CONFLICT, &edited, Some(message), &[])
        }
        None => page(request, StatusCode::OK, &edited, None, &[]),
    }
}

/// The chosen entries that change, from their files as they are now.
fn edited(request: &Request<'_>, site: &Site, swap: &Swap) -> Result<Vec<Edited>> {
    let chosen: Vec<&str> =
        request.form.iter().filter(|(name, _)| *name == "kies").map(|(_, path)| path).collect();
    let mut found = Vec::new();
    for entry in site.entries.iter().filter(|entry| chosen.contains(&&*entry.source.path)) {
        let path = &entry.source.path;
        let Some(text) = read::path::text_inside(&request.desk.content, path)? else { continue };
        let source = Source::new(path.clone(), text.as_str());
        if let Some(text) = swap.applied(site, entry, &source) {
            found.push(Edited { title: entry.title().to_owned(), source, text });
        }
    }
    Ok(found)
}

/// Identifies what is shown before it is done.
fn basis(edited: &[Edited]) -> String {
    let parts = edited.iter().flat_map(|entry| [entry.source.original().as_bytes(), entry.text.as_bytes()]);
    ContentHash::of_all(parts).to_string()
}

fn page(
    request: &Request<'_>,
    status: StatusCode,
    edited: &[Edited],
    message: Option<&str>,
    faults: &[String],
) -> Result<Reply> {
    let site = request.snapshot.latest.lazy_site.site();
    let term = |name| {
        let path = request.form.get(name).unwrap_or_default();
        site.entries.iter().find(|entry| entry.path() == path).map(|entry| entry.title().to_owned())
    };
    let shown = |entry: &Edited| {
        json!({
            "titel": entry.title,
            "bestand": &*entry.source.path,
            "regels": history::differences(entry.source.original(), &entry.text),
        })
    };
    let sound = !edited.is_empty() && faults.is_empty();
    let values = json!({
        "vermeldingen": edited.iter().map(shown).collect::<Vec<_>>(),
        "van": request.form.get("van"),
        "naar": request.form.get("naar"),
        "weg": term("van"),
        "erbij": term("naar"),
        "terug": back(request, "", 0).split("&gelukt").next(),
        "bericht": message,
        "fouten": faults,
        "basis": sound.then(|| basis(edited)),
    });
    request.page_with(status, "redactie_termen.html", "Een term veranderen", values)
}
