//! The form of an entry: a new one, and one that is there.

use anyhow::Result;
use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use super::controls::{BODY, Filled, Shown};
use super::entry::{self, Opened, version};
use super::save::{self, Outcome};
use super::upload;
use super::{Fields, Request, detour, document, see};
use crate::edit::{self, Parts};
use crate::model::Kind;
use crate::read::{self, Source};
use crate::report::{Diagnostic, Severity, line_column};
use crate::serve::respond::Reply;
use crate::text::{MAX_NAME_CHARS, is_reserved_name, slugify};
use crate::write;

/// The button of a repair; its value is the number of the finding.
const REPAIR: &str = "herstel";
/// The button that saves and goes on to an image; its value is where that is to be.
const THEN: &str = "daarna";

/// A file with nothing in it.
pub(super) const EMPTY: &str = "---\n---\n";

/// The form of a new entry.
pub(super) fn show_new(request: &Request<'_>) -> Result<Reply> {
    let Some(kind) = entry::kind(request.rest.trim_end_matches('/')) else { return choose(request) };
    let path = format!("{}/_nieuw.md", kind.info().folder);
    let empty = Source::new(path.as_str(), EMPTY);
    if let Some(sent) = detour::resumed(request) {
        let filled = Filled::read(kind, &sent);
        let back = sent.get(detour::BACK).and_then(|number| number.parse().ok());
        let form = Form { back, ..Form::new(request, kind, &empty, Some(&filled)) };
        return form.page(StatusCode::OK, &[], None);
    }
    let copied = request.query.get("van").and_then(|slug| copy(request, kind, slug));
    let titled = |title: &str| {
        let field = edit::fields(kind).find(|field| field.key == "titel")?;
        Some(Source::new(path.as_str(), edit::set(&empty, kind, field, &edit::Value::text(title))?))
    };
    let source = copied.or_else(|| titled(request.query.get("titel")?)).unwrap_or_else(|| empty.clone());
    let back = detour::number(request);
    Form { back, ..Form::new(request, kind, &source, None) }.page(StatusCode::OK, &[], None)
}

/// What a duplicate begins with: all that the entry has, but for what is only its own.
fn copy(request: &Request<'_>, kind: Kind, slug: &str) -> Option<Source> {
    let entries = &request.snapshot.latest.lazy_site.site().entries;
    let entry = entries.iter().find(|entry| entry.kind() == kind && entry.slug() == slug)?;
    let mut source = request.snapshot.latest.sources.source(&entry.source.path)?.clone();
    for field in edit::fields(kind) {
        let value = match field.key {
            "titel" => edit::Value::text(&format!("{} (kopie)", entry.title())),
            "aliassen" | "ook_bekend_als" | "gecontroleerd" => edit::Value::Nothing,
            _ => continue,
        };
        source = Source::new(source.path.clone(), edit::set(&source, kind, field, &value)?);
    }
    Some(source)
}

/// The kinds to choose from.
fn choose(request: &Request<'_>) -> Result<Reply> {
    if !request.rest.is_empty() {
        return Ok(request.missing());
    }
    let kind = |kind: &Kind| {
        let info = kind.info();
        json!({ "naam": info.name, "titel": super::controls::label(info.name), "uitleg": info.intro })
    };
    let kinds: Vec<Json> = Kind::ALL.iter().map(kind).collect();
    request.page("redactie_soorten.html", "Nieuwe vermelding", json!({ "soorten": kinds }))
}

/// The slug of a new entry with this title, empty when the title gives none, and the path of its file.
pub(super) fn new_path(kind: Kind, title: &str) -> (String, String) {
    let mut slug = slugify(title);
    slug.truncate(MAX_NAME_CHARS - ".md".len());
    let slug = slug.trim_end_matches('-').to_owned();
    let stem = if slug.is_empty() { "nieuwe-vermelding" } else { &slug };
    let path = format!("{}/{stem}.md", kind.info().folder);
    (slug, path)
}

/// Makes the new entry.
pub(super) fn take_new(request: &Request<'_>) -> Result<Reply> {
    let Some(kind) = entry::kind(request.rest.trim_end_matches('/')) else { return Ok(request.missing()) };
    let filled = Filled::read(kind, request.form);
    let (slug, path) = new_path(kind, request.form.get("titel").unwrap_or_default());
    let source = save::applied(&Source::new(path.as_str(), EMPTY), kind, &filled);
    if let Some(away) = detour::begin(request, &format!("nieuw/{}/", kind.info().name)) {
        return Ok(away);
    }
    let back = detour::number(request);
    if request.form.get(REPAIR).is_some() {
        let (source, found) = repaired(request, source);
        return Form { back, ..Form::new(request, kind, &source, None) }.page(StatusCode::OK, &found, None);
    }
    let form = Form { back, ..Form::new(request, kind, &source, Some(&filled)) };
    if arranges(request.form) {
        return form.page(StatusCode::OK, &[], request.form.get("extra"));
    }
    let found = entry::own(&request.desk.analyze(request, &source), &source);
    let taken = || {
        request.snapshot.latest.lazy_site.site().entries.iter().any(|e| e.kind() == kind && e.slug() == slug)
    };
    let refusal = if slug.is_empty() || is_reserved_name(&slug) {
        Some("Schrijf een titel met letters of cijfers; die wordt ook het adres van de pagina.")
    } else if taken() || read::path::text_inside(&request.desk.content, &path)?.is_some() {
        Some(
            "Er is al een vermelding met deze titel. Kies een andere titel, of open de vermelding die er al is.",
        )
    } else {
        None
    };
    if refusal.is_some() || entry::is_worse(&[], &found) {
        return form.refused(&found, refusal);
    }
    write::new_file(&request.desk.content.join(&path), source.original())?;
    if let Some(back) = detour::end(request, &slug) {
        return Ok(back);
    }
    Ok(saved(request, kind, &slug, "gemaakt"))
}

/// The form of an entry that is there.
pub(super) fn show(request: &Request<'_>) -> Result<Reply> {
    let Some(opened) = Opened::find(request)? else { return Ok(request.missing()) };
    if let Some(sent) = detour::resumed(request) {
        let basis = sent.get("basis").unwrap_or_default();
        let base = request.desk.recall(basis).map(|text| Source::new(opened.path.as_str(), text));
        let filled = Filled::read(opened.kind, &sent);
        let source = save::applied(base.as_ref().unwrap_or(&opened.source), opened.kind, &filled);
        let found = entry::own(&request.desk.analyze(request, &source), &source);
        return Form::of(request, &opened, &source, basis, Some(&filled)).page(StatusCode::OK, &found, None);
    }
    request.desk.remember(opened.source.original());
    let basis = version(opened.source.original());
    let form = Form::of(request, &opened, &opened.source, &basis, None);
    form.page(StatusCode::OK, &opened.found(request), None)
}

/// Saves an entry that is there.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    let Some(opened) = Opened::find(request)? else { return Ok(request.missing()) };
    let filled = Filled::read(opened.kind, request.form);
    let basis = request.form.get("basis").unwrap_or_default();
    if let Some(away) = detour::begin(request, &opened.address()) {
        return Ok(away);
    }
    if arranges(request.form) || request.form.get(REPAIR).is_some() {
        let base = request.desk.recall(basis).map(|text| Source::new(opened.path.as_str(), text));
        let source = save::applied(base.as_ref().unwrap_or(&opened.source), opened.kind, &filled);
        let (source, found) = repaired(request, source);
        let form = Form::of(request, &opened, &source, basis, None);
        return form.page(StatusCode::OK, &found, request.form.get("extra"));
    }
    match save::save(request, &opened, &filled, basis)? {
        Outcome::Saved => Ok(saved(request, opened.kind, &opened.slug, "bewaard")),
        Outcome::Unchanged => Ok(saved(request, opened.kind, &opened.slug, "gelijk")),
        Outcome::Merged => Ok(saved(request, opened.kind, &opened.slug, "samengevoegd")),
        Outcome::Wrong(source, found) => {
            Form::of(request, &opened, &source, basis, Some(&filled)).refused(&found, None)
        }
        Outcome::Conflict(yours) => {
            request.desk.remember(opened.source.original());
            let values = json!({
                "soort": opened.kind.info().name,
                "adres": format!("{}{}", super::ROOT, opened.address()),
                "basis": version(opened.source.original()),
                "uw": yours.original(),
                "hun": opened.source.original(),
                "velden": sent(request),
            });
            request.page_with(StatusCode::CONFLICT, "redactie_botsing.html", "Intussen veranderd", values)
        }
    }
}

/// Whether a button was pressed that only changes what the form shows.
fn arranges(form: &Fields) -> bool {
    ["extra", "weg", "omhoog", "omlaag"].iter().any(|name| form.get(name).is_some())
}

/// The text after the repair that was asked for, with what is wrong in it then.
fn repaired(request: &Request<'_>, source: Source) -> (Source, Vec<Diagnostic>) {
    let found = entry::own(&request.desk.analyze(request, &source), &source);
    let asked = request.form.get(REPAIR).and_then(|number| number.parse::<usize>().ok());
    let Some(Diagnostic { place, fix: Some(fix), .. }) = asked.and_then(|number| found.get(number)) else {
        return (source, found);
    };
    let source = Source::new(source.path.clone(), source.edited(&[(place.span, fix)]));
    let found = entry::own(&request.desk.analyze(request, &source), &source);
    (source, found)
}

/// Where the editor goes after an entry was saved: to its form, or on to an image.
fn saved(request: &Request<'_>, kind: Kind, slug: &str, word: &str) -> Reply {
    let kind = kind.info().name;
    see(&match request.form.get(THEN) {
        Some(place @ ("kop" | "tekst")) => format!("beeld/{kind}/{slug}/?waar={place}&gelukt={word}"),
        _ => format!("bewerk/{kind}/{slug}/?gelukt={word}"),
    })
}

/// The fields that were sent, to be sent again.
fn sent(request: &Request<'_>) -> Vec<Json> {
    let all = request.form.iter().filter(|(name, _)| *name != "basis");
    all.map(|(name, value)| json!({ "naam": name, "waarde": value })).collect()
}

/// A form with what it shows.
struct Form<'a> {
    request: &'a Request<'a>,
    kind: Kind,
    source: &'a Source,
    slug: Option<&'a str>,
    /// Identifies the text that the editor opened.
    basis: &'a str,
    /// What the editor filled in, when the file cannot say that.
    filled: Option<&'a Filled>,
    /// The form that waits until this entry is made.
    back: Option<u64>,
}

impl<'a> Form<'a> {
    fn new(request: &'a Request<'a>, kind: Kind, source: &'a Source, filled: Option<&'a Filled>) -> Self {
        Self { request, kind, source, slug: None, basis: "", filled, back: None }
    }

    fn of(
        request: &'a Request<'a>,
        opened: &'a Opened,
        source: &'a Source,
        basis: &'a str,
        filled: Option<&'a Filled>,
    ) -> Self {
        Self { request, kind: opened.kind, source, slug: Some(&opened.slug), basis, filled, back: None }
    }

    /// The form with what is wrong, which was not saved.
    fn refused(&self, found: &[Diagnostic], refusal: Option<&str>) -> Result<Reply> {
        self.render(StatusCode::UNPROCESSABLE_ENTITY, found, None, refusal)
    }

    fn page(&self, status: StatusCode, found: &[Diagnostic], extra: Option<&str>) -> Result<Reply> {
        self.render(status, found, extra, None)
    }

    fn render(
        &self,
        status: StatusCode,
        found: &[Diagnostic],
        extra: Option<&str>,
        refusal: Option<&str>,
    ) -> Result<Reply> {
        let parts = Parts::read(self.source);
        let messages = messages(self.kind, self.source, parts.as_ref(), found, refusal);
        let at =
            |field: &str| -> Vec<Json> { messages.iter().filter(|m| m["veld"] == field).cloned().collect() };
        let site = self.request.snapshot.latest.lazy_site.site();
        let shown = Shown { site, kind: self.kind, messages: &at, extra };
        let document_page =
            self.slug.map(|slug| format!("{}bijlage/{}/{slug}/", super::ROOT, self.kind.info().name));
        let controls: Vec<Json> = edit::fields(self.kind)
            .map(|field| {
                let filled = self.filled.and_then(|filled| filled.value(field.key)).cloned();
                let value = filled.or_else(|| parts.as_ref()?.value(self.source, field));
                let mut control = shown.control(field, value.as_ref());
                if field.key == upload::KEY {
                    control["beeld"] = json!(self.back.is_none());
                } else if field.key == document::KEY {
                    control["bijlage"] = json!(document_page);
                }
                control
            })
            .collect();
        let own = |control: &Json| {
            let name = control["naam"].as_str().unwrap_or_default();
            name == "titel"
                || control["verplicht"] == true
                || self.kind.fields().iter().any(|f| f.key == name)
        };
        let (main, other): (Vec<Json>, Vec<Json>) = controls.into_iter().partition(own);
        let body = self.filled.and_then(|filled| filled.body.as_deref());
        let body = body.unwrap_or_else(|| parts.as_ref().map_or("", |parts| parts.body(self.source)));
        let info = self.kind.info();
        let title = match self.slug {
            Some(_) => format!("{} bewerken", super::controls::label(info.name)),
            None => format!("Nieuwe {}", info.name),
        };
        let page = self.slug.map(|slug| format!("{}/{slug}/", info.folder));
        let values = json!({
            "kop": title,
            "soort": info.name,
            "uitleg": info.intro,
            "bestand": self.slug.map(|_| &*self.source.path),
            "bekijk": page,
            "leesbaar": parts.is_some(),
            "slug": self.slug,
            "basis": self.basis,
            "hoofd": main,
            "verder": other,
            "tekst": body,
            "tekst_meldingen": at(BODY),
            "elders": at(""),
            "namen": shown.names(),
            "geweigerd": status == StatusCode::UNPROCESSABLE_ENTITY,
            "aantal": messages.iter().filter(|m| m["ernst"] == "fout").count(),
            "terug": self.back,
            "teruggekomen": self.request.query.get("verder").is_some(),
            "gelukt": self.request.query.get("gelukt").and_then(done),
            "beeld": self.back.is_none(),
            "versies": self.slug.map(|slug| format!("{}versies/{}/{slug}/", super::ROOT, info.name)),
        });
        self.request.page_with(status, "redactie_formulier.html", &title, values)
    }
}

/// What is said after something was saved.
pub(super) fn done(word: &str) -> Option<&'static str> {
    match word {
        "bewaard" => Some("Opgeslagen. Uw wijziging staat in het bestand."),
        "gemaakt" => Some("Opgeslagen. De nieuwe vermelding is gemaakt."),
        "gelijk" => Some("Er was niets veranderd; het bestand is gelijk gebleven."),
        "samengevoegd" => Some(
            "Opgeslagen. Iemand anders had intussen andere velden veranderd; beide wijzigingen staan er nu in.",
        ),
        "beeld" => Some("De afbeelding staat erbij. Waar de foto is gemaakt, is uit het bestand gehaald."),
        "bijlage" => Some("Het document staat erbij; lezers kunnen het downloaden."),
        "hernoemd" => Some("De vermelding is hernoemd en alle verwijzingen zijn meegegaan."),
        "opgegaan" => Some("De twee vermeldingen zijn samengevoegd. Lees de tekst nog eens na."),
        "teruggezet" => Some("De vorige versie is teruggezet."),
        _ => None,
    }
}

/// The findings, each with the field that it is about; without a field it is about the file.
pub(super) fn messages(
    kind: Kind,
    source: &Source,
    parts: Option<&Parts>,
    found: &[Diagnostic],
    refusal: Option<&str>,
) -> Vec<Json> {
    let known = |key: &str| edit::fields(kind).any(|field| field.key == key);
    let refusal = refusal.map(|text| json!({ "veld": "titel", "ernst": "fout", "tekst": text }));
    let message = |(number, d): (usize, &Diagnostic)| {
        let named =
            d.message.split('«').skip(1).filter_map(|rest| rest.split('»').next()).find(|word| known(word));
        let at = d.place.span.range().start;
        let field = match (d.rule, named) {
            ("verplichte-sleutel", Some(key)) => key,
            ("lege-tekst", _) => BODY,
            _ => match parts {
                Some(parts) => match parts.key_at(at) {
                    Some(key) if known(key) => key,
                    Some(_) => "",
                    None => BODY,
                },
                None => "",
            },
        };
        let word = if d.severity == Severity::Error { "fout" } else { "waarschuwing" };
        let (line, _) = line_column(&source.text, d.place.span.start);
        json!({
            "veld": field,
            "ernst": word,
            "tekst": d.message,
            "raad": d.help,
            "regel": line,
            "nummer": number,
            "herstel": d.fix.is_some(),
        })
    };
    refusal.into_iter().chain(found.iter().enumerate().map(message)).collect()
}
