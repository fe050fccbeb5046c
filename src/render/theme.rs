//! The theme: templates and assets, built into the binary or read from a folder that replaces parts of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;
use bytes::Bytes;
use rust_embed::RustEmbed;
use tera::{Context, ErrorKind, Tera};

use crate::drawing::{self, Fonts};
use crate::hash::ContentHash;
use crate::outputs::ASSETS;
use builtin::{BuiltinAssets, BuiltinFonts, BuiltinPreview, BuiltinTemplates};

// Folder by folder, so that the sources of bundled assets are not in the binary.
#[allow(clippy::disallowed_methods, reason = "rust-embed reads the disk, in a debug build only")]
mod builtin {
    #[derive(rust_embed::RustEmbed)]
    #[folder = "themes/parels/templates"]
    #[prefix = "templates/"]
    pub(super) struct BuiltinTemplates;

    #[derive(rust_embed::RustEmbed)]
    #[folder = "themes/parels/assets"]
    #[prefix = "assets/"]
    pub(super) struct BuiltinAssets;

    #[derive(rust_embed::RustEmbed)]
    #[folder = "themes/parels/fonts"]
    #[prefix = "fonts/"]
    pub(super) struct BuiltinFonts;

    #[derive(rust_embed::RustEmbed)]
    #[folder = "themes/parels/preview"]
    #[prefix = "preview/"]
    pub(super) struct BuiltinPreview;
}

/// The theme cannot be used as it is; the text says which template, which line and what is missing.
#[derive(Debug)]
pub struct ThemeError(String);

impl std::fmt::Display for ThemeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ThemeError {}

/// The files of a theme by path: `templates/parel.html`, `assets/parels.css`.
pub type ThemeFiles = BTreeMap<String, Arc<[u8]>>;

/// Assets by name, each with its address and content.
type Assets = BTreeMap<String, (String, Bytes)>;

/// Templates and assets, ready for use.
pub struct Theme {
    tera: Tera,
    sources: BTreeMap<String, String>,
    assets: Assets,
    /// What the pages of `serve` load besides; not a part of a built site.
    preview: BTreeMap<String, Bytes>,
    fingerprint: ContentHash,
    /// The typefaces of drawings; not a part of a built site.
    fonts: Fonts,
    drawings_hash: ContentHash,
}

impl Theme {
    /// The theme `parels`, with the files of `own` in place of its own of the same name.
    ///
    /// # Errors
    /// When a template cannot be read; the error names it with the line.
    pub fn new(own: ThemeFiles) -> Result<Self> {
        let mut files = ThemeFiles::new();
        files.extend(embedded::<BuiltinTemplates>());
        files.extend(embedded::<BuiltinAssets>());
        files.extend(embedded::<BuiltinFonts>());
        files.extend(embedded::<BuiltinPreview>());
        files.extend(own);
        let whole = fingerprint(files.iter());
        let is_drawing = |path: &str| {
            path.starts_with("fonts/") || path.ends_with(".svg") && path.starts_with("templates/")
        };
        let drawings_hash = fingerprint(files.iter().filter(|(path, _)| is_drawing(path)));
        let mut sources = BTreeMap::new();
        let mut raw = BTreeMap::new();
        let mut preview = BTreeMap::new();
        let mut fonts = Fonts::new();
        for (path, bytes) in files {
            if let Some(name) = path.strip_prefix("templates/") {
                let text = std::str::from_utf8(&bytes).map_err(|_| {
                    ThemeError(format!("het thema: templates/{name} is niet als UTF-8 opgeslagen"))
                })?;
                sources.insert(name.to_owned(), text.to_owned());
            } else if let Some(name) = path.strip_prefix("assets/") {
                raw.insert(name.to_owned(), bytes);
            } else if let Some(name) = path.strip_prefix("fonts/") {
                let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                fonts.insert(stem.to_owned(), Bytes::from_owner(bytes));
            } else if let Some(name) = path.strip_prefix("preview/") {
                preview.insert(name.to_owned(), Bytes::from_owner(bytes));
            }
        }
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".svg"]);
        let templates: Vec<(&str, &str)> = sources.iter().map(|(n, s)| (n.as_str(), s.as_str())).collect();
        tera.add_raw_templates(templates).map_err(|e| explain(&e, &sources))?;
        Ok(Self { tera, sources, assets: address(raw), preview, fingerprint: whole, fonts, drawings_hash })
    }

    /// The hash of all files of the theme.
    pub fn fingerprint(&self) -> ContentHash {
        self.fingerprint
    }

    /// The hash of all that decides a drawing: its template and the typefaces.
    pub(super) fn drawings_hash(&self) -> ContentHash {
        self.drawings_hash
    }

    /// The PNG of a drawing, which the template `name` gave.
    ///
    /// # Errors
    /// When it cannot be drawn; the error names the template and what is wrong.
    pub(super) fn draw(&self, name: &str, svg: &str) -> Result<Bytes> {
        drawing::draw(svg, &self.fonts)
            .map_err(|error| ThemeError(format!("het thema: templates/{name}: {error}")).into())
    }

    /// Renders a template.
    ///
    /// # Errors
    /// When it fails; the error names the template, the line and what is missing.
    pub(super) fn render(&self, name: &str, context: &Context) -> Result<String> {
        self.tera.render(name, context).map_err(|e| explain(&e, &self.sources).into())
    }

    /// Addresses and names of the assets.
    pub(super) fn assets(&self) -> impl Iterator<Item = (&str, &str)> {
        self.assets.iter().map(|(name, (address, _))| (address.as_str(), name.as_str()))
    }

    /// The address of an asset.
    pub(super) fn asset_address(&self, name: &str) -> Option<&str> {
        self.assets.get(name).map(|(address, _)| address.as_str())
    }

    /// A file that only editors load.
    pub fn preview_file(&self, name: &str) -> Option<Bytes> {
        self.preview.get(name).cloned()
    }

    /// The content of an asset.
    pub(super) fn asset(&self, name: &str) -> Bytes {
        self.assets.get(name).map(|(_, bytes)| bytes.clone()).unwrap_or_default()
    }
}

/// The files of a folder that is built into the binary.
fn embedded<Folder: RustEmbed>() -> impl Iterator<Item = (String, Arc<[u8]>)> {
    Folder::iter().filter_map(|name| Some((name.to_string(), Folder::get(&name)?.data.into())))
}

fn fingerprint<'a>(files: impl Iterator<Item = (&'a String, &'a Arc<[u8]>)>) -> ContentHash {
    ContentHash::of_all(files.flat_map(|(path, bytes)| [path.as_bytes(), bytes]))
}

/// Gives each asset an address with a hash of its content in it; style sheets follow the others, since they name them.
fn address(raw: ThemeFiles) -> Assets {
    let mut assets = Assets::new();
    let (sheets, others): (Vec<_>, Vec<_>) = raw.into_iter().partition(|(name, _)| name.ends_with(".css"));
    for (name, bytes) in others.into_iter().chain(sheets) {
        let bytes: Bytes = match std::str::from_utf8(&bytes) {
            Ok(sheet) if name.ends_with(".css") => {
                let mut sheet = sheet.to_owned();
                for (other, (address, _)) in &assets {
                    let hashed = address.trim_start_matches(ASSETS);
                    for (open, close) in [("url(", ")"), ("url(\"", "\")"), ("url('", "')")] {
                        sheet = sheet
                            .replace(&format!("{open}{other}{close}"), &format!("{open}{hashed}{close}"));
                    }
                }
                sheet.into_bytes().into()
            }
            _ => Bytes::from_owner(bytes),
        };
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, "bin"));
        let address = format!("{ASSETS}{stem}.{}.{extension}", ContentHash::of(&bytes).short());
        assets.insert(name, (address, bytes));
    }
    assets
}

/// What went wrong in which template and line, with the line itself.
fn explain(error: &tera::Error, sources: &BTreeMap<String, String>) -> ThemeError {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let line = report.span().start_line;
            let source = sources.get(report.filename()).and_then(|s| s.lines().nth(line.saturating_sub(1)));
            let source = source.map_or_else(String::new, |s| format!("\n  {line} | {}", s.trim_end()));
            ThemeError(format!(
                "het thema: templates/{}, regel {line}: {}{source}",
                report.filename(),
                report.message()
            ))
        }
        ErrorKind::TemplateNotFound(name) | ErrorKind::MissingParent { parent: name, .. } => {
            ThemeError(format!("het thema heeft geen templates/{name}; voeg dat bestand toe"))
        }
        _ => parse_location(&error.to_string(), sources),
    }
}

/// An error that names its place in its text only: `error: what` and ` --> parel.html:3:12`.
fn parse_location(text: &str, sources: &BTreeMap<String, String>) -> ThemeError {
    let what = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
    let place = text.lines().find_map(|l| l.trim_start().strip_prefix("--> ")).unwrap_or_default();
    let mut parts = place.split(':');
    let name = parts.next().unwrap_or_default();
    let line = parts.next().and_then(|n| n.parse::<usize>().ok()).unwrap_or_default();
    match sources.get(name).and_then(|s| s.lines().nth(line.checked_sub(1)?)) {
        Some(source) => ThemeError(format!(
            "het thema: templates/{name}, regel {line}: {what}\n  {line} | {}",
            source.trim_end()
        )),
        None => ThemeError(format!("het thema: {what}")),
    }
}
