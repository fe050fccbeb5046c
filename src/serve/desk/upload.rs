//! From the file that an editor sends to an image of the content: cleaned, judged with its entry, under a name of ours.

use std::sync::{Arc, PoisonError};

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use serde_json::{Value as Json, json};

use super::Request;
use super::entry::{self, Opened};
use crate::edit::{self, Parts, Value};
use crate::images::{self, ImageFile, MAX_SIZE, Problem};
use crate::link;
use crate::read::{self, Source};
use crate::report::{Diagnostic, Location, Severity, Span};
use crate::text::MAX_NAME_CHARS;
use crate::text::markdown::escape;
use crate::write;

/// The key of the image of an entry.
pub(super) const KEY: &str = "afbeelding";
/// The most files beside an entry of which the names differ by a number only.
pub(super) const MOST: usize = 999;

/// Where an image is to be shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the head of the page.
    Head,
    /// Behind the text.
    Text,
    /// In a text that is being written: the answer is its Markdown, and the entry stays as it is.
    Cursor,
}

impl Place {
    pub(super) fn read(word: Option<&str>) -> Self {
        match word {
            Some("tekst") => Self::Text,
            Some("cursor") => Self::Cursor,
            _ => Self::Head,
        }
    }
}

/// What a form says of the image.
struct About {
    alt: Value,
    maker: Value,
    licence: Value,
    consent: bool,
    focus: Value,
}

impl About {
    fn read(request: &Request<'_>) -> Self {
        let value = |name: &str| Value::text(request.form.get(name).unwrap_or_default());
        Self {
            alt: value("alt"),
            maker: value("fotograaf"),
            licence: value("licentie"),
            consent: request.form.get("toestemming").is_some(),
            focus: value("aandacht"),
        }
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
            ("aandacht", self.focus.clone()),
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

/// What came of an image.
pub(super) enum Outcome {
    /// The file is there; this shows it in a text.
    Taken(String),
    /// Why it was not taken, at fields of the page. Nothing was written.
    Refused(Vec<Json>),
}

/// Takes the image of the form for an entry. `keep` writes the entry with it, after the file; when that fails, the file is taken
/// away again.
///
/// # Errors
/// When the disk fails; everything is then as it was.
pub(super) fn take(
    request: &Request<'_>,
    opened: &Opened,
    place: Place,
    keep: impl FnOnce(&Source) -> Result<()>,
) -> Result<Outcome> {
    let refused =
        |field: &str, text: &str, help: Option<&str>| Ok(Outcome::Refused(vec![reason(field, text, help)]));
    let about = About::read(request);
    let Some(upload) = request.upload.filter(|file| !file.bytes.is_empty()) else {
        return refused("bestand", "kies eerst een afbeelding", None);
    };
    if about.alt.is_empty() {
        let help = "wie haar niet ziet, hoort deze zin";
        return refused("alt", "beschrijf wat er op de afbeelding staat", Some(help));
    }
    // A large photo takes much memory, and a free name is to stay free.
    let _one_by_one = request.desk.uploading.lock().unwrap_or_else(PoisonError::into_inner);
    let (bytes, file) = match cleaned(&upload.bytes) {
        Ok(cleaned) => cleaned,
        Err(problem) => {
            let place = Location::new(&opened.source.path, Span::default());
            let found = link::unusable_image(place, &problem, shown_name(&upload.name));
            return refused("bestand", &found.message, found.help.as_deref());
        }
    };
    let name = free_name(request, opened, &bytes)?;
    let path = beside(opened, &name);
    let Some(source) = changed(opened, place, &about, &name) else {
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
        let reasons = errors.map(|d| reason(field_of(d), &d.message, d.help.as_deref()));
        return Ok(Outcome::Refused(reasons.collect()));
    }
    let file = request.desk.content.join(&path);
    write::new_file(&file, &bytes)?;
    keep(&source).inspect_err(|_| write::withdraw(&file))?;
    Ok(Outcome::Taken(about.markdown(&name)))
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

/// A name for the image that nothing has: the slug of the entry, with a number when needed.
fn free_name(request: &Request<'_>, opened: &Opened, bytes: &Bytes) -> Result<String> {
    let format = images::format(bytes).map_or("jpg", images::Format::extension);
    name_beside(request, opened, &opened.slug, format).with_context(|| {
        format!("{} heeft al {MOST} afbeeldingen; haal eerst weg wat u niet gebruikt", opened.path)
    })
}

/// A name for a file beside the entry that nothing has: `stem`, a slug, with a number when needed; `None` when all are taken.
pub(super) fn name_beside(
    request: &Request<'_>,
    opened: &Opened,
    stem: &str,
    extension: &str,
) -> Option<String> {
    // A slug is ASCII.
    let stem = &stem[..stem.len().min(MAX_NAME_CHARS - "-999.webp".len())];
    let mut names = (1..=MOST).map(|number| match number {
        1 => format!("{stem}.{extension}"),
        _ => format!("{stem}-{number}.{extension}"),
    });
    names.find(|name| !read::path::is_taken(&request.desk.content.join(beside(opened, name))))
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
        Place::Text | Place::Cursor => {
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
