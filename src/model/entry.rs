//! One entry: what a file says, read as far as it can be.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::body::Body;
use super::fields::{Adres, Reference, Text};
use super::record::{FieldInfo, Owner, Reader, Record};
use super::settings::{self, Settings};
use super::{Common, Data, Kind};
use crate::read::yaml::{Key, Node};
use crate::read::{Source, Sources, yaml};
use crate::report::{Place, Report, Span};
use crate::rules;
use crate::spelling::{is_slug, slugify};

/// An entry. One with mistakes is there all the same, by slug and title, so that what points to it does not fail too.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file it was read from.
    pub source: Source,
    /// Folder and slug, as [`Self::name`] gives them.
    name: String,
    /// The keys that every kind has.
    pub common: Common,
    /// The keys of its kind.
    pub data: Data,
    /// The text under the keys; shared, since no later step changes it.
    pub body: Arc<Body>,
    /// Where its `titel` stands, or the beginning of the file.
    pub title_span: Span,
    /// Whether every key could be read; what depends on missing values is not reported otherwise.
    pub whole: bool,
}

impl Entry {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.data.kind()
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.common.titel.0
    }

    /// `parels/portiekgesprekken`: folder and slug.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The stem of the file: the last part of the address.
    pub fn slug(&self) -> &str {
        self.name.rsplit_once('/').map_or("", |(_, slug)| slug)
    }

    /// Every address in its keys.
    pub fn addresses(&self) -> impl Iterator<Item = &Adres> {
        let own = match &self.data {
            Data::Organisatie(organisatie) => organisatie.website.as_ref(),
            Data::Publicatie(publicatie) => publicatie.url.as_ref(),
            _ => None,
        };
        self.common.addresses().chain(own)
    }

    /// A place in its file.
    pub fn place(&self, span: Span) -> Place {
        self.source.place(span)
    }

    /// Hands over every reference in its keys.
    pub fn each_reference<'a>(&'a self, visit: &mut dyn FnMut(&'static str, &'a Reference)) {
        self.common.each_reference(visit);
        self.data.each_reference(visit);
    }

    /// Hands over every reference in its keys, to be resolved.
    pub fn each_reference_mut(&mut self, visit: &mut dyn FnMut(&mut Reference)) {
        self.common.each_reference_mut(visit);
        self.data.each_reference_mut(visit);
    }
}

/// Everything that was read, by itself.
#[derive(Debug, Default)]
pub struct Entries {
    /// What `site.yaml` says.
    pub settings: Settings,
    /// The entries, in the order of their paths; at the end those of files that could not be read.
    pub entries: Vec<Arc<Entry>>,
    /// Entries that are left out because they are drafts.
    pub drafts: Vec<Arc<Entry>>,
    /// The images.
    pub images: std::collections::BTreeMap<String, Arc<[u8]>>,
}

/// What files were found to say before.
#[derive(Debug, Default)]
pub struct Known {
    files: HashMap<Arc<str>, Said>,
}

/// What a text says, and the findings in it.
#[derive(Debug, Clone)]
struct Said {
    text: Arc<str>,
    entry: Option<Arc<Entry>>,
    report: Report,
}

/// Reads every source as an entry. `drafts` keeps the entries with `concept: true`.
pub fn model(sources: Sources, drafts: bool) -> (Entries, Report) {
    again(sources, drafts, &mut Known::default())
}

/// [`model`], with what is in `known` for a source that is the same as before.
pub fn again(sources: Sources, drafts: bool, known: &mut Known) -> (Entries, Report) {
    let mut report = Report::default();
    let settings = settings::read(sources.site.as_ref(), &sources.unreadable, &mut report);
    let before = std::mem::take(&mut known.files);
    let said = |source: Source| {
        let path = source.path.clone();
        match before.get(&path).filter(|said| Arc::ptr_eq(&said.text, &source.text)) {
            Some(said) => (path, said.clone()),
            None => {
                let text = source.text.clone();
                let (entry, report) = read_entry(source);
                (path, Said { text, entry: entry.map(Arc::new), report })
            }
        }
    };
    let read: Vec<(Arc<str>, Said)> = sources.entries.into_par_iter().map(said).collect();
    let mut entries = Vec::with_capacity(read.len());
    let mut left_out = Vec::new();
    for (path, said) in read {
        report.append(said.report.clone());
        if let Some(entry) = said.entry.clone() {
            if drafts || !entry.common.concept { entries.push(entry) } else { left_out.push(entry) }
        }
        known.files.insert(path, said);
    }
    entries.extend(sources.unreadable.iter().filter_map(|path| unread(path)).map(Arc::new));
    (Entries { settings, entries, drafts: left_out, images: sources.images }, report)
}

/// What the path of an entry file says: its kind and the stem of its name.
fn kind_and_stem(path: &str) -> Option<(Kind, &str)> {
    let (folder, file) = path.split_once('/')?;
    Some((Kind::of_folder(folder)?, file.rsplit('/').next()?.strip_suffix(".md")?))
}

/// The entry of a file that could not be read: there, so that what refers to it does not fail too.
fn unread(path: &str) -> Option<Entry> {
    let (kind, stem) = kind_and_stem(path)?;
    let slug = slugify(stem);
    if slug.is_empty() {
        return None;
    }
    Some(Entry {
        source: Source::new(path, ""),
        name: format!("{}/{slug}", kind.info().folder),
        common: Common { titel: Text(slug), ..Common::default() },
        data: kind.empty(),
        body: Arc::default(),
        title_span: Span::default(),
        whole: false,
    })
}

fn read_entry(source: Source) -> (Option<Entry>, Report) {
    let mut report = Report::default();
    let Some((kind, stem)) = kind_and_stem(&source.path) else { return (None, report) };
    let mut slug = stem.to_owned();
    if !is_slug(stem) {
        let proposal = slugify(stem);
        let proposal = if proposal.is_empty() { kind.info().example.to_owned() } else { proposal };
        report.push(rules::slechte_bestandsnaam::bad(
            Place::file(&source.path),
            &format!("{stem}.md"),
            &proposal,
        ));
        slug = proposal;
    }
    let mut common = Common::default();
    let mut data = kind.empty();
    let mut title_span = Span::default();
    let body = match source.parts() {
        Err(finding) => {
            report.push(finding);
            Body::default()
        }
        Ok(parts) => {
            let (keys, findings) = yaml::parse(&source, parts.front.clone());
            report.append(findings);
            // Where a missing key could be written: on the first line of the front matter.
            let end = Span::new(parts.front.start.saturating_sub(1)..parts.front.start.saturating_sub(1));
            if let Some(keys) = keys {
                title_span = keys.iter().find(|(k, _)| k.name == "titel").map_or(end, |(_, n)| n.span);
                read_keys(&source, &keys, kind, &mut common, &mut data, end, &mut report);
            }
            let title = &common.titel.0;
            super::markdown::read(&source, parts.body, title, kind, &mut report)
        }
    };
    let whole = report.publishable(false);
    if common.titel.0.is_empty() {
        common.titel = Text(slug.clone());
    }
    let name = format!("{}/{slug}", kind.info().folder);
    (Some(Entry { source, name, common, data, body: Arc::new(body), title_span, whole }), report)
}

fn read_keys(
    source: &Source,
    keys: &[(Key, Node)],
    kind: Kind,
    common: &mut Common,
    data: &mut Data,
    end: Span,
    report: &mut Report,
) {
    let fields: Vec<FieldInfo> = Common::FIELDS.iter().chain(kind.fields()).copied().collect();
    let name = kind.info().one();
    let owner = Owner { name: &name, fields: &fields, also_required: kind.info().required, end };
    let mut reader = Reader { source, report, key: "", part: false };
    reader.record(common, keys, &owner, &mut |key, node, reader| data.set(key, node, reader));
}
