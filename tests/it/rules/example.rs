//! A Markdown file in which a tree of files stands, what the program says of it, and the same tree mended.
//!
//! It is an explanation for an editor and a test at once, so what cannot be written as text has a line in brackets
//! that both can read: `(koppeling: ../buiten.md)`, `(regeleinden: CRLF)`. See [`Content::of`] for all of them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use parelsnoer::read::Source;
use parelsnoer::report::Span;

use crate::harness::write;
use crate::photo;

/// What a tree gets that has no `site.yaml` of its own.
const SITE: &str = "titel: Voorbeeld\n";

/// A whole file: its title, the text under it, and its cases.
#[derive(Debug, Default)]
pub(super) struct Example {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) cases: Vec<Case>,
}

/// One group of `## Fout`, `## Melding` and `## Goed`; a case of things that are fine has the last one only.
#[derive(Debug, Default)]
pub(super) struct Case {
    /// What stands behind the colon of its headings.
    pub(super) label: String,
    pub(super) wrong: Tree,
    /// The expected report and where it stands, to write another in its place.
    pub(super) report: Option<(String, Range<usize>)>,
    pub(super) right: Option<Tree>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    Bytes(Vec<u8>),
    /// A symbolic link.
    Link(String),
    /// The file is not there: one of the wrong tree that the mended one lacks, or no `site.yaml`.
    Gone,
}

impl Content {
    /// The content that a fenced block and the lines in brackets above it stand for.
    fn of(block: Option<&str>, notes: &[&str]) -> Result<Self, String> {
        let mut text = block.map(str::to_owned);
        let mut narrow = false;
        for note in notes {
            let (name, value) = note.split_once(": ").unwrap_or((note, ""));
            let bad = || format!("({note}) is niet te begrijpen");
            match (name, value) {
                ("weg", "") => return Ok(Self::Gone),
                ("afbeelding", "") => return Ok(Self::Bytes(photo::png(960, 16))),
                ("halve afbeelding", "") => {
                    let whole = photo::jpeg(640, 480);
                    return Ok(Self::Bytes(whole[..whole.len() / 2].to_vec()));
                }
                ("foto met plaats", "") => {
                    return Ok(Self::Bytes(photo::with_exif(&photo::jpeg(640, 480), &photo::exif(1, true))));
                }
                (size, "") if size.contains(" zegt te zijn") => {
                    let numbers: Vec<u32> = size.split(' ').filter_map(|n| n.parse().ok()).collect();
                    let [width, height] = numbers[..] else { return Err(bad()) };
                    let bytes = if size.starts_with("klein ") { 100 } else { 200_000 };
                    return Ok(Self::Bytes(photo::claims(width, height, bytes)));
                }
                (size, "") if size.starts_with("afbeelding van ") => {
                    let numbers: Vec<u32> = size.split(' ').filter_map(|n| n.parse().ok()).collect();
                    let [width, height] = numbers[..] else { return Err(bad()) };
                    return Ok(Self::Bytes(photo::png(width, height)));
                }
                ("koppeling", to) => return Ok(Self::Link(to.to_owned())),
                ("grootte", size) => return Ok(Self::Bytes(vec![b'.'; size.parse().map_err(|_| bad())?])),
                ("bytes", hex) => {
                    let bytes: Result<_, _> =
                        hex.split_whitespace().map(|b| u8::from_str_radix(b, 16)).collect();
                    return bytes.map(Self::Bytes).map_err(|_| bad());
                }
                ("codering", "Windows-1252") => narrow = true,
                ("regeleinden", "CRLF") => text = text.map(|t| t.replace('\n', "\r\n")),
                ("regeleinden", "CR") => text = text.map(|t| t.replace('\n', "\r")),
                ("zonder laatste regeleinde", "") => text = text.map(|t| t.trim_end_matches('\n').to_owned()),
                ("begint met een BOM", "") => text = text.map(|t| format!("\u{feff}{t}")),
                // (… is 100000 keer [)
                _ => {
                    let (mark, what) = note.split_once(" is ").ok_or_else(bad)?;
                    let (times, unit) = what.split_once(" keer ").unwrap_or(("1", what));
                    let code = unit
                        .strip_prefix("U+")
                        .and_then(|c| u32::from_str_radix(c, 16).ok())
                        .and_then(char::from_u32);
                    let unit = code.map_or_else(|| unit.to_owned(), String::from);
                    let all = unit.repeat(times.parse().map_err(|_| bad())?);
                    text = text.filter(|t| t.contains(mark)).map(|t| t.replace(mark, &all));
                }
            }
        }
        let text =
            text.ok_or("er ontbreekt een blok met tekst, of het teken dat vervangen wordt staat er niet in")?;
        Ok(Self::Bytes(if narrow {
            text.chars()
                .map(|c| u8::try_from(u32::from(c)))
                .collect::<Result<_, _>>()
                .map_err(|e| e.to_string())?
        } else {
            text.into_bytes()
        }))
    }
}

/// SourceMap by path; a path that begins with `../` stands beside the content folder.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree(BTreeMap<String, Content>);

impl Tree {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// This tree with the files of `other` in place of its own.
    pub(super) fn with(&self, other: &Self) -> Self {
        let mut all = self.clone();
        all.0.extend(other.0.clone());
        all
    }

    /// This tree with `text` in place of what stands at `span`.
    pub(super) fn mended(&self, path: &str, span: Span, text: &str) -> Self {
        let mut mended = self.clone();
        match mended.0.get_mut(path) {
            Some(Content::Bytes(bytes)) => {
                let source = Source::new(path, String::from_utf8(bytes.clone()).unwrap());
                *bytes = source.edited(&[(span, text)]).into_bytes();
            }
            other => panic!("a fix for {path}, but there is {other:?}"),
        }
        mended
    }

    /// The files in it.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The text of a file.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        match self.0.get(path) {
            Some(Content::Bytes(bytes)) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    /// Writes the tree into `content`.
    pub(super) fn write(&self, content: &Path) {
        if !self.0.contains_key("site.yaml") {
            write(&content.join("site.yaml"), SITE);
        }
        for (path, file) in &self.0 {
            let at = content.join(path);
            std::fs::create_dir_all(at.parent().unwrap()).unwrap();
            match file {
                Content::Bytes(bytes) => write(&at, bytes),
                #[cfg(unix)]
                Content::Link(to) => std::os::unix::fs::symlink(to, &at).unwrap(),
                #[cfg(windows)]
                Content::Link(to) => std::os::windows::fs::symlink_file(to, &at).unwrap(),
                Content::Gone => {}
            }
        }
    }
}

/// A file that is being read: its path, the lines in brackets, the fenced block.
struct Open<'a> {
    path: &'a str,
    notes: Vec<&'a str>,
    block: Option<String>,
}

/// Reads an example.
pub(super) fn parse(text: &str) -> Result<Example, String> {
    let mut example = Example::default();
    let mut section = "";
    let mut open: Option<Open<'_>> = None;
    let mut at = 0;
    let mut lines = text.split_inclusive('\n');
    while let Some(whole) = lines.next() {
        let line = whole.trim_end();
        at += whole.len();
        let bad = |what: &str| Err(format!("«{line}»: {what}"));
        let marks = line.len() - line.trim_start_matches(['`', '~']).len();
        if marks >= 3 {
            let fence = &line[..marks];
            let start = at;
            let mut end = at;
            for whole in lines.by_ref() {
                at += whole.len();
                if whole.trim_end() == fence {
                    break;
                }
                end = at;
            }
            let block = text[start..end].to_owned();
            match (section, example.cases.last_mut(), open.as_mut()) {
                ("Melding", Some(case), _) => case.report = Some((block, start..end)),
                ("Fout" | "Goed", Some(_), Some(open)) if open.block.is_none() => open.block = Some(block),
                _ => return bad("hier hoort geen blok"),
            }
        } else if let Some(title) = line.strip_prefix("# ") {
            example.title = title.to_owned();
        } else if let Some(heading) = line.strip_prefix("## ") {
            close(&mut open, section, &mut example)?;
            let (name, label) = heading.split_once(": ").unwrap_or((heading, ""));
            section = match name {
                "Fout" => "Fout",
                "Melding" => "Melding",
                "Goed" => "Goed",
                _ => return bad("deze kop ken ik niet"),
            };
            // What has no name of its own belongs to the group above it.
            let belongs = |case: &&mut Case| section != "Fout" && [case.label.as_str(), ""].contains(&label);
            if example.cases.last_mut().filter(belongs).is_none() {
                example.cases.push(Case { label: label.to_owned(), ..Case::default() });
            }
            if let ("Goed", Some(case)) = (section, example.cases.last_mut()) {
                case.right = Some(Tree::default());
            }
        } else if section.is_empty() {
            example.text.push_str(whole);
        } else if let Some(path) = line.strip_prefix('`').and_then(|l| l.strip_suffix('`')) {
            close(&mut open, section, &mut example)?;
            open = Some(Open { path, notes: Vec::new(), block: None });
        } else if let Some(note) = line.strip_prefix('(').and_then(|l| l.strip_suffix(')')) {
            match open.as_mut().filter(|o| o.block.is_none()) {
                Some(open) => open.notes.push(note),
                None => return bad("deze regel staat niet onder een bestandsnaam"),
            }
        } else if !line.is_empty() {
            return bad("hier hoort een bestandsnaam, een regel tussen haakjes of een blok");
        }
    }
    close(&mut open, section, &mut example)?;
    Ok(example)
}

fn close(open: &mut Option<Open<'_>>, section: &str, example: &mut Example) -> Result<(), String> {
    let Some(Open { path, notes, block }) = open.take() else { return Ok(()) };
    let content = Content::of(block.as_deref(), &notes).map_err(|e| format!("{path}: {e}"))?;
    let case = example.cases.last_mut().ok_or("een bestand zonder kop")?;
    let tree = if section == "Goed" { case.right.get_or_insert_default() } else { &mut case.wrong };
    match tree.0.insert(path.to_owned(), content) {
        None => Ok(()),
        Some(_) => Err(format!("{path} staat er twee keer")),
    }
}
