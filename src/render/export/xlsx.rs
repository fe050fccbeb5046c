//! The library as a workbook (Office Open XML), a sheet per kind. The few parts that a workbook must have are written here:
//! `rust_xlsxwriter` brings a second version of `zip`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::markdown::body::escaped;
use crate::model::record::Record;
use crate::model::{Common, EntryId, Kind};
use crate::render::context::RenderContext;
use crate::render::data::{address, cell, is_internal};

/// What Excel takes of a text in a cell, and of links on a sheet.
const LONGEST_TEXT: usize = 32_767;
const MOST_LINKS: usize = 65_530;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Style 1 is a heading, style 2 a link.
const STYLES: &str = "<fonts count=\"3\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>\
<font><u/><sz val=\"11\"/><color rgb=\"FF0B5661\"/><name val=\"Calibri\"/></font></fonts>\
<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf/>\
<xf fontId=\"1\" applyFont=\"1\"/><xf fontId=\"2\" applyFont=\"1\"/></cellXfs>";

/// Renders the workbook. Its bytes follow from the content: parts have a fixed date and order.
pub(crate) fn render(ctx: RenderContext<'_>) -> Result<Vec<u8>> {
    let filled = Kind::ALL.iter().filter(|kind| ctx.site.ids(**kind).next().is_some());
    let mut kinds: Vec<Kind> = filled.copied().collect();
    // A workbook has at least one sheet.
    if kinds.is_empty() {
        kinds.push(Kind::Parel);
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut part = |name: &str, text: String| -> Result<()> {
        archive.start_file(name, options).with_context(|| format!("vermeldingen.xlsx: {name}"))?;
        archive.write_all(HEAD.as_bytes())?;
        Ok(archive.write_all(text.as_bytes())?)
    };
    part("[Content_Types].xml", content_types(kinds.len()))?;
    part("_rels/.rels", relations(&[relation(1, "officeDocument", "xl/workbook.xml", false)]))?;
    part("xl/workbook.xml", workbook(&kinds))?;
    let mut sheets: Vec<String> = (1..=kinds.len())
        .map(|n| relation(n, "worksheet", &format!("worksheets/sheet{n}.xml"), false))
        .collect();
    sheets.push(relation(kinds.len() + 1, "styles", "styles.xml", false));
    part("xl/_rels/workbook.xml.rels", relations(&sheets))?;
    part("xl/styles.xml", format!("<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>"))?;
    for (number, kind) in (1..).zip(kinds) {
        let (sheet, links) = sheet(ctx, kind);
        part(&format!("xl/worksheets/sheet{number}.xml"), sheet)?;
        part(&format!("xl/worksheets/_rels/sheet{number}.xml.rels"), relations(&links))?;
    }
    Ok(archive.finish()?.into_inner())
}

fn content_types(sheets: usize) -> String {
    let base = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut out = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{base}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{base}.styles+xml\"/>"
    );
    for number in 1..=sheets {
        let _ = write!(
            out,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{base}.worksheet+xml\"/>"
        );
    }
    out + "</Types>"
}

fn workbook(kinds: &[Kind]) -> String {
    let mut out = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>");
    for (number, kind) in (1..).zip(kinds) {
        let name = kind.info().heading;
        let _ = write!(out, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
    }
    out + "</sheets></workbook>"
}

fn relation(number: usize, kind: &str, target: &str, external: bool) -> String {
    let mode = if external { " TargetMode=\"External\"" } else { "" };
    format!(
        "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{}\"{mode}/>",
        escaped(target)
    )
}

fn relations(all: &[String]) -> String {
    format!("<Relationships xmlns=\"{RELATIONS}\">{}</Relationships>", all.concat())
}

/// The sheet of a kind and the relations of its links. The first row stays in view and filters.
fn sheet(ctx: RenderContext<'_>, kind: Kind) -> (String, Vec<String>) {
    let ids: Vec<EntryId> = ctx.site.sorted(ctx.site.ids(kind).collect());
    let used: BTreeSet<&str> = ids
        .iter()
        .flat_map(|id| ctx.site.entry(*id).values())
        .filter(|(_, value)| !cell(ctx.site, value).is_empty())
        .map(|(key, _)| key)
        .collect();
    let fields = Common::FIELDS.iter().chain(kind.fields()).map(|field| field.key);
    let keys: Vec<&str> = fields.filter(|key| !is_internal(key) && used.contains(key)).collect();
    let mut rows = String::from("<row r=\"1\">");
    for (at, name) in keys.iter().copied().chain(["adres"]).enumerate() {
        text(&mut rows, at, 1, 1, &heading(name));
    }
    rows.push_str("</row>");
    let mut links = Vec::new();
    let mut anchors = String::new();
    let last = column(keys.len());
    for (row, id) in (2..).zip(&ids) {
        let entry = ctx.site.entry(*id);
        let values = entry.values();
        let _ = write!(rows, "<row r=\"{row}\">");
        for (at, key) in keys.iter().enumerate() {
            let value = values.iter().find(|(name, _)| name == key);
            text(&mut rows, at, row, 0, &value.map(|(_, v)| cell(ctx.site, v)).unwrap_or_default());
        }
        let url = address(ctx, entry);
        // Without a base URL the address is a path, which leads nowhere from a workbook.
        let is_link = url.starts_with("http") && links.len() < MOST_LINKS;
        text(&mut rows, keys.len(), row, if is_link { 2 } else { 0 }, &url);
        if is_link {
            links.push(relation(row - 1, "hyperlink", &url, true));
            let _ = write!(anchors, "<hyperlink ref=\"{last}{row}\" r:id=\"rId{}\"/>", row - 1);
        }
        rows.push_str("</row>");
    }
    if !anchors.is_empty() {
        anchors = format!("<hyperlinks>{anchors}</hyperlinks>");
    }
    let sheet = format!(
        "<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
         <cols><col min=\"1\" max=\"1\" width=\"36\" customWidth=\"1\"/><col min=\"2\" max=\"{}\" width=\"24\" customWidth=\"1\"/></cols>\
         <sheetData>{rows}</sheetData><autoFilter ref=\"A1:{last}{}\"/>{anchors}</worksheet>",
        keys.len() + 1,
        ids.len() + 1,
    );
    (sheet, links)
}

/// A name of a key as a person writes it: `Ook bekend als`.
fn heading(key: &str) -> String {
    let words = key.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A cell with a text; a number that is written as one becomes a number.
fn text(out: &mut String, at: usize, row: usize, style: u8, text: &str) {
    if text.is_empty() {
        return;
    }
    let place = format!("{}{row}", column(at));
    let plain = text.parse::<i64>().is_ok_and(|number| number.to_string() == text && text.len() < 15);
    if plain {
        let _ = write!(out, "<c r=\"{place}\" s=\"{style}\"><v>{text}</v></c>");
        return;
    }
    // Signs that XML 1.0 cannot hold do not get through the reader of the content; to be sure they are left out.
    let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let text: String = text.chars().filter(allowed).take(LONGEST_TEXT).collect();
    let _ = write!(
        out,
        "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
        escaped(&text)
    );
}

/// The letters of a column: A, B, …, Z, AA.
fn column(mut at: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.push(char::from(b'A' + u8::try_from(at % 26).unwrap_or_default()));
        match (at / 26).checked_sub(1) {
            Some(rest) => at = rest,
            None => break,
        }
    }
    name.iter().rev().collect()
}
