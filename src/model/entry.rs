//! One entry: what a file says, read as far as it can be.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::fields::{Adres, DeelDatum, Reference, Text};
use super::record::{FieldInfo, FieldReader, Record, RecordContext};
use super::search_words::{self, SearchWords};
use super::settings::{self, Settings};
use super::value::Value;
use super::{BodyPolicy, Common, Data, Kind};
use crate::attachments::Attachment;
use crate::images::ImageFile;
use crate::markdown::{self, Body};
use crate::read::{Source, Sources};
use crate::report::{Location, Report, Span};
use crate::rules;
use crate::text::personal::{self, PersonalData};
use crate::text::{is_slug, slugify};
use crate::yaml::{self, Keys};

/// An entry. One with mistakes is there all the same, by slug and title, so that what points to it does not fail too.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file it was read from.
    pub source: Source,
    /// Folder and slug, see [`Self::path`].
    path: String,
    /// The keys that every kind has.
    pub common: Common,
    /// The keys of its kind.
    pub data: Data,
    /// The text under the keys; shared, since no later step changes it.
    pub body: Arc<Body>,
    /// Where its `titel` stands, or the beginning of the file.
    pub title_span: Span,
    /// Personal data in the file, whether or not it may be published.
    pub personal: Vec<(Span, PersonalData)>,
    /// Whether every key could be read; rules that depend on missing values pass over other entries.
    pub valid: bool,
}

impl Entry {
    pub fn kind(&self) -> Kind {
        self.data.kind()
    }

    pub fn title(&self) -> &str {
        &self.common.titel.0
    }

    /// `parels/portiekgesprekken`: folder and slug.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The last date in its keys: revised, else first published.
    pub fn last_modified(&self) -> Option<DeelDatum> {
        self.common.bijgewerkt.map(DeelDatum::from).max(self.common.datum)
    }

    /// The stem of the file: the last segment of the path.
    pub fn slug(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(_, slug)| slug)
    }

    /// Every URL in its keys.
    pub fn urls(&self) -> Vec<&Adres> {
        let mut urls = Vec::new();
        self.common.visit_urls(&mut |url| urls.push(url));
        self.data.visit_urls(&mut |url| urls.push(url));
        urls
    }

    /// Its keys with their values.
    pub fn values(&self) -> Vec<(&'static str, Value)> {
        self.common.values().into_iter().chain(self.data.values()).collect()
    }

    /// A place in its file.
    pub fn place(&self, span: Span) -> Location {
        self.source.place(span)
    }

    /// Hands over every reference in its keys.
    pub fn visit_references<'a>(&'a self, visit: &mut dyn FnMut(&'static str, &'a Reference)) {
        self.common.visit_references(visit);
        self.data.visit_references(visit);
    }

    /// Hands over every reference in its keys, to be resolved.
    pub fn visit_references_mut(&mut self, visit: &mut dyn FnMut(&mut Reference)) {
        self.common.visit_references_mut(visit);
        self.data.visit_references_mut(visit);
    }
}

/// Everything that was read, by itself.
#[derive(Debug, Default)]
pub struct Entries {
    /// What `site.yaml` says.
    pub settings: Settings,
    /// What `zoekwoorden.yaml` says.
    pub search_words: SearchWords,
    /// The entries, in the order of their paths; at the end those of files that could not be read.
    pub entries: Vec<Arc<Entry>>,
    /// Entries that are left out because they are drafts.
    pub drafts: Vec<Arc<Entry>>,
    /// The image files, by path.
    pub images: std::collections::BTreeMap<String, Arc<ImageFile>>,
    /// The document files, by path.
    pub attachments: std::collections::BTreeMap<String, Arc<Attachment>>,
}

/// The entries of earlier runs, by path.
#[derive(Debug, Default)]
pub struct Cache {
    files: HashMap<Arc<str>, Parsed>,
}

/// What a text was parsed into, with its diagnostics.
#[derive(Debug, Clone)]
struct Parsed {
    text: Arc<str>,
    entry: Option<Arc<Entry>>,
    report: Report,
}

/// Parses every source as an entry, or takes it from the cache when its text is the same value. `drafts` keeps the entries
/// with `concept: true`.
pub fn model(sources: &Sources, drafts: bool, cache: &mut Cache) -> (Entries, Report) {
    let mut report = Report::default();
    let settings = settings::read(sources.site.as_ref(), &sources.unreadable, &mut report);
    let search_words = search_words::read(sources.search_words.as_ref(), &mut report);
    let cached = std::mem::take(&mut cache.files);
    let parse = |source: &Source| match cached.get(&source.path) {
        Some(parsed) if Arc::ptr_eq(&parsed.text, &source.text) => parsed.clone(),
        _ => {
            let (entry, report) = parse_entry(source.clone());
            Parsed { text: source.text.clone(), entry: entry.map(Arc::new), report }
        }
    };
    let parsed: Vec<Parsed> = sources.entries.par_iter().map(parse).collect();
    let mut entries = Vec::with_capacity(parsed.len());
    let mut left_out = Vec::new();
    for (source, parsed) in sources.entries.iter().zip(parsed) {
        report.append(parsed.report.clone());
        if let Some(entry) = parsed.entry.clone() {
            if drafts || !entry.common.concept { entries.push(entry) } else { left_out.push(entry) }
        }
        cache.files.insert(source.path.clone(), parsed);
    }
    entries.extend(sources.unreadable.iter().filter_map(|path| placeholder(path)).map(Arc::new));
    (
        Entries {
            settings,
            search_words,
            entries,
            drafts: left_out,
            images: sources.images.clone(),
            attachments: sources.attachments.clone(),
        },
        report,
    )
}

/// What the path of an entry file says: its kind and the stem of its name.
fn kind_and_stem(path: &str) -> Option<(Kind, &str)> {
    let (folder, file) = path.split_once('/')?;
    Some((Kind::of_folder(folder)?, file.rsplit('/').next()?.strip_suffix(".md")?))
}

/// The entry of a file that could not be read: there, so that what refers to it does not fail too.
fn placeholder(path: &str) -> Option<Entry> {
    let (kind, stem) = kind_and_stem(path)?;
    let slug = slugify(stem);
    if slug.is_empty() {
        return None;
    }
    Some(Entry {
        source: Source::new(path, ""),
        path: format!("{}/{slug}", kind.info().folder),
        common: Common { titel: Text(slug), ..Common::default() },
        data: kind.empty(),
        body: Arc::default(),
        title_span: Span::default(),
        personal: Vec::new(),
        valid: false,
    })
}

fn parse_entry(source: Source) -> (Option<Entry>, Report) {
    let mut report = Report::default();
    let Some((kind, stem)) = kind_and_stem(&source.path) else { return (None, report) };
    let mut slug = stem.to_owned();
    if !is_slug(stem) {
        let proposal = slugify(stem);
        let proposal = if proposal.is_empty() { kind.info().example.to_owned() } else { proposal };
        report.push(rules::slechte_bestandsnaam::invalid(
            Location::file(&source.path),
            &format!("{stem}.md"),
            &proposal,
        ));
        slug = proposal;
    }
    let mut common = Common::default();
    let mut data = kind.empty();
    let mut title_span = Span::default();
    let body = match source.split_front_matter() {
        Err(diagnostic) => {
            report.push(*diagnostic);
            Body::default()
        }
        Ok(parts) => {
            let (parsed, diagnostics) = yaml::parse(&source, parts.front.clone());
            report.append(diagnostics);
            // Where a missing key could be written: on the first line of the front matter.
            let end = Span::new(parts.front.start.saturating_sub(1)..parts.front.start.saturating_sub(1));
            title_span = parsed.keys.iter().find(|(k, _)| k.name == "titel").map_or(end, |(_, n)| n.span);
            read_fields(&source, &parsed, kind, &mut common, &mut data, end, &mut report);
            let text = &source.text[parts.body.clone()];
            if text.trim().is_empty() && kind.info().body != BodyPolicy::Optional {
                let end = parts.body.start.saturating_sub(1);
                let start = source.text[..end].rfind('\n').map_or(0, |n| n + 1);
                report.push(rules::lege_tekst::empty(source.place(Span::new(start..end.max(start)))));
            }
            let title = &common.titel.0;
            markdown::parse(&source, parts.body, title, &mut report)
        }
    };
    if !common.concept {
        placeholders(&source, &common, title_span, &mut report);
    }
    let personal = personal::find(&source.text);
    let personal = personal.into_iter().map(|(range, sort)| (Span::new(range), sort)).collect();
    let valid = report.publishable(false);
    if common.titel.0.is_empty() {
        common.titel = Text(slug.clone());
    }
    let path = format!("{}/{slug}", kind.info().folder);
    (Some(Entry { source, path, common, data, body: Arc::new(body), title_span, personal, valid }), report)
}

/// Reports texts that a new file begins with.
fn placeholders(source: &Source, common: &Common, title_span: Span, report: &mut Report) {
    const BODY: &str = "Schrijf hier de tekst.";
    const SUMMARY: &str = "een korte tekst";
    if let Some(at) = source.text.find(BODY) {
        let place = source.place(Span::new(at..at + BODY.len()));
        report.push(rules::voorbeeldtekst::left(place, BODY));
    }
    let at = source.text.find(&format!("samenvatting: {SUMMARY}\n"));
    if let Some(at) = at.filter(|_| common.samenvatting.0 == SUMMARY) {
        let start = at + "samenvatting: ".len();
        let place = source.place(Span::new(start..start + SUMMARY.len()));
        report.push(rules::voorbeeldtekst::left(place, SUMMARY));
    }
    if common.titel.0 == SUMMARY {
        report.push(rules::voorbeeldtekst::left(source.place(title_span), SUMMARY));
    }
}

fn read_fields(
    source: &Source,
    parsed: &Keys,
    kind: Kind,
    common: &mut Common,
    data: &mut Data,
    end: Span,
    report: &mut Report,
) {
    let fields: Vec<FieldInfo> = Common::FIELDS.iter().chain(kind.fields()).copied().collect();
    let name = kind.info().with_article();
    let owner = RecordContext {
        name: &name,
        fields: &fields,
        extra_required: kind.info().required,
        end,
        complete: parsed.complete,
    };
    let mut reader = FieldReader { source, report, key: "", in_list: false };
    reader.record(common, &parsed.keys, &owner, &mut |key, node, reader| data.set(key, node, reader));
}
