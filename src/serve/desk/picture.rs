//! An image from an editor's disk or camera: cleaned, under a name of ours beside the entry, and shown by it.

use std::sync::{Arc, PoisonError};

use anyhow::{Result, bail};
use axum::http::StatusCode;
use bytes::Bytes;
use serde_json::{Value as Json, json};

use super::entry::{self, Opened, version};
use super::{Request, save, see};
use crate::edit::{self, Parts, Value};
use crate::images::{self, ImageFile, MAX_SIZE, Problem};
use crate::link;
use crate::read::{self, Source};
use crate::report::{Diagnostic, Location, Severity, Span};
use crate::serve::respond::Reply;
use crate::text::MAX_NAME_CHARS;
use crate::text::markdown::escape;
use crate::write;

/// The key of the image of an entry.
pub(super) const KEY: &str = "afbeelding";
/// The most images of which the name begins with the slug of their entry.
const MOST: usize = 999;

/// Where an image is to be shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the head of the page.
    Head,
    /// Behind the text.
    Text,
}

impl Place {
    fn read(word: Option<&str>) -> Self {
        if word == Some("tekst") { Self::Text } else { Self::Head }
    }
}

/// What a form says of the image.
struct About {
    alt: Value,
    maker: Value,
    licence: Value,
    consent: bool,
}

impl About {
    fn read(request: &Request<'_>) -> Self {
        let value = |name: &str| Value::text(request.form.get(name).unwrap_or_default());
        let consent = request.form.get("toestemming").is_some();
        Self { alt: value("alt"), maker: value("fotograaf"), licence: value("licentie"), consent }
    }

    /// The value of [`KEY`].
    fn record(&self, file: &str) -> Value {
        let consent = if self.consent { Value::Bool(true) } else { Value::Nothing };
        Value::record([
            ("bestand", Value::text(file)),
            ("alt", self.alt.clone()),
            ("fotograaf", self.maker.clone()),
            ("licentie", self.licence.clone()),
            ("toestemming", consent),
        ])
    }

    /// The image for a text. It has no keys there, so that its maker stands under it.
    fn markdown(&self, file: &str) -> String {
        let image = format!("![{}]({file})", escape(text(&self.alt)));
        let credit = match (text(&self.maker), text(&self.licence)) {
            ("", "") => return image,
            ("", licence) => escape(licence),
            (maker, "") => format!("Beeld: {}", escape(maker)),
            (maker, licence) => format!("Beeld: {}, {}", escape(maker), escape(licence)),
        };
        format!("{image}\n\n*{credit}*")
    }
}

fn text(value: &Value) -> &str {
    if let Value::Text(text) = value { text } else { "" }
}

/// Asks for the image.
pub(super) fn show(request: &Request<'_>) -> Result<Reply> {
    let Some(opened) = Opened::find(request)? else { return Ok(request.missing()) };
    page(request, &opened, StatusCode::OK, &[])
}

/// Takes the image.
pub(super) fn take(request: &Request<'_>) -> Result<Reply> {
    let Some(opened) = Opened::find(request)? else { return Ok(request.missing()) };
    if request.form.get("basis") != Some(&version(opened.source.original())) {
        return page(request, &opened, StatusCode::CONFLICT, &[]);
    }
    let refused = |reasons: &[Json]| page(request, &opened, StatusCode::UNPROCESSABLE_ENTITY, reasons);
    let about = About::read(request);
    let Some(upload) = request.upload.filter(|file| !file.bytes.is_empty()) else {
        return refused(&[reason("bestand", "kies eerst een afbeelding", None)]);
    };
    if about.alt.is_empty() {
        let help = "wie haar niet ziet, hoort deze zin";
        return refused(&[reason("alt", "beschrijf wat er op de afbeelding staat", Some(help))]);
    }
    // A large photo takes much memory, and a free name is to stay free.
    let _one_by_one = request.desk.uploading.lock().unwrap_or_else(PoisonError::into_inner);
    let (bytes, file) = match cleaned(&upload.bytes) {
        Ok(cleaned) => cleaned,
        Err(problem) => {
            let place = Location::new(&opened.source.path, Span::default());
            let found = link::unusable_image(place, &problem, shown_name(&upload.name));
            return refused(&[reason("bestand", &found.message, found.help.as_deref())]);
        }
    };
    let name = free_name(request, &opened, &bytes)?;
    let path = beside(&opened, &name);
    let place = Place::read(request.form.get("waar"));
    let Some(source) = changed(&opened, place, &about, &name) else {
        bail!(
            "{} is zo beschadigd dat er geen afbeelding bij kan; zet een eerdere versie terug",
            opened.path
        );
    };
    let after = request.desk.analyze_with(request, |sources| {
        sources.put(source.clone());
        sources.images.insert(path.clone(), Arc::new(file));
    });
    let found = entry::own(&after, &source);
    if entry::is_worse(&opened.found(request), &found) {
        let errors = found.iter().filter(|d| d.severity == Severity::Error);
        let reasons: Vec<Json> = errors.map(|d| reason(field_of(d), &d.message, d.help.as_deref())).collect();
        return refused(&reasons);
    }
    let file = request.desk.content.join(&path);
    write::new_file(&file, &bytes)?;
    save::put(request, &opened, source.original()).inspect_err(|_| write::withdraw(&file))?;
    Ok(see(&format!("{}?gelukt=beeld", opened.address())))
}

/// The file without metadata and what pages show of it.
fn cleaned(bytes: &Bytes) -> Result<(Bytes, ImageFile), Problem> {
    if bytes.len() as u64 > MAX_SIZE {
        return Err(Problem::TooManyBytes((bytes.len() as u64).div_ceil(1_000_000)));
    }
    images::format(bytes)?;
    let clean = images::metadata::without(bytes).ok_or(Problem::Broken)?;
    let file = ImageFile::new(&clean);
    match &file.content {
        // Nothing that we know leaves a place in it; what we do not know is not taken.
        Ok(picture) if picture.has_location => Err(Problem::Broken),
        Ok(_) => Ok((clean, file)),
        Err(problem) => Err(problem.clone()),
    }
}

/// A name for the file that nothing has: the slug of the entry, with a number when needed.
fn free_name(request: &Request<'_>, opened: &Opened, bytes: &Bytes) -> Result<String> {
    let format = images::format(bytes).map_or("jpg", images::Format::extension);
    // A slug is ASCII.
    let stem = &opened.slug[..opened.slug.len().min(MAX_NAME_CHARS - "-999.webp".len())];
    let names = (1..=MOST).map(|number| match number {
        1 => format!("{stem}.{format}"),
        _ => format!("{stem}-{number}.{format}"),
    });
    for name in names {
        if !read::path::is_taken(&request.desk.content.join(beside(opened, &name))) {
            return Ok(name);
        }
    }
    bail!("{} heeft al {MOST} afbeeldingen; haal eerst weg wat u niet gebruikt", opened.path)
}

/// The path of a file in the folder of the entry.
pub(super) fn beside(opened: &Opened, name: &str) -> String {
    opened.path.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

/// The text of the entry when it shows the image; `None` when it has no front matter.
fn changed(opened: &Opened, place: Place, about: &About, name: &str) -> Option<Source> {
    let text = match place {
        Place::Head => {
            let field = edit::fields(opened.kind).find(|field| field.key == KEY)?;
            edit::set(&opened.source, opened.kind, field, &about.record(name))?
        }
        Place::Text => {
            let parts = Parts::read(&opened.source)?;
            let body = parts.body(&opened.source);
            edit::set_body(&opened.source, &format!("{body}\n\n{}", about.markdown(name)))?
        }
    };
    Some(Source::new(opened.path.as_str(), text.as_str()))
}

/// The last part of the name that the sender gives, for a message.
pub(super) fn shown_name(sent: &str) -> &str {
    sent.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).unwrap_or("dit bestand")
}

fn field_of(found: &Diagnostic) -> &'static str {
    if found.rule.contains("alt") { "alt" } else { "bestand" }
}

/// Why the image was not taken, at a field of the page.
pub(super) fn reason(field: &str, text: &str, help: Option<&str>) -> Json {
    json!({ "veld": field, "ernst": "fout", "tekst": text, "raad": help })
}

fn page(request: &Request<'_>, opened: &Opened, status: StatusCode, reasons: &[Json]) -> Result<Reply> {
    let word = |name: &str| request.form.get(name).unwrap_or_default().to_owned();
    let at =
        |field: &str| -> Vec<&Json> { reasons.iter().filter(|reason| reason["veld"] == field).collect() };
    let asked = request.form.get("waar").or(request.query.get("waar"));
    let title = "Een afbeelding erbij";
    let values = json!({
        "kop": title,
        "bestand": opened.path,
        "terug": format!("{}{}", super::ROOT, opened.address()),
        "basis": version(opened.source.original()),
        "veranderd": status == StatusCode::CONFLICT,
        "geweigerd": !reasons.is_empty(),
        "in_tekst": Place::read(asked) == Place::Text,
        "alt": word("alt"),
        "fotograaf": word("fotograaf"),
        "licentie": word("licentie"),
        "toestemming": request.form.get("toestemming").is_some(),
        "bij_bestand": at("bestand"),
        "bij_alt": at("alt"),
    });
    request.page_with(status, "redactie_beeld.html", title, values)
}
