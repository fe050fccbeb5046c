//! The library as a workbook, a sheet per kind.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatUnderline, Workbook, Worksheet, XlsxError,
};

use crate::model::record::Record;
use crate::model::{Common, EntryId, Kind};
use crate::render::context::RenderContext;
use crate::render::data::{address, cell, heading, is_internal};

/// What Excel takes: characters of a text in a cell and of an address, and links on a sheet.
const LONGEST_TEXT: usize = 32_767;
const LONGEST_LINK: usize = 2_079;
const MOST_LINKS: usize = 65_530;
/// The day on which the workbook was made must be in it and may not be the clock.
const MADE: (u16, u8, u8) = (2000, 1, 1);

/// Renders the workbook of these kinds.
pub(crate) fn render(ctx: RenderContext<'_>, kinds: &[Kind]) -> Result<Vec<u8>> {
    workbook(ctx, kinds).context("een werkmap in data/ kan niet worden gemaakt")
}

fn workbook(ctx: RenderContext<'_>, kinds: &[Kind]) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(MADE.0, MADE.1, MADE.2)?;
    let title = ctx.site.settings.titel.0.as_str();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let has_entries = |kind: &&Kind| ctx.site.ids(**kind).next().is_some();
    let mut filled: Vec<Kind> = kinds.iter().filter(has_entries).copied().collect();
    // A workbook has at least one sheet.
    if filled.is_empty() {
        filled.extend(kinds.first());
    }
    for kind in filled {
        let sheet = workbook.add_worksheet();
        sheet.set_name(kind.info().heading)?;
        fill(sheet, ctx, kind)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Fills the sheet of a kind. The first row stays in view and filters; the last column is the address.
fn fill(sheet: &mut Worksheet, ctx: RenderContext<'_>, kind: Kind) -> Result<()> {
    let ids: Vec<EntryId> = ctx.site.sorted(ctx.site.ids(kind).collect());
    let values: Vec<Vec<(&str, String)>> = ids.iter().map(|id| texts(ctx, *id)).collect();
    let used: BTreeSet<&str> = values.iter().flatten().map(|(key, _)| *key).collect();
    let fields = Common::FIELDS.iter().chain(kind.fields()).map(|field| field.key);
    let keys: Vec<&str> = fields.filter(|key| used.contains(key)).collect();
    let bold = Format::new().set_bold();
    let link = Format::new().set_font_color(0x000B_5661).set_underline(FormatUnderline::Single);
    for (column, name) in (0..).zip(keys.iter().copied().chain(["adres"])) {
        sheet.set_column_width(column, if column == 0 { 36 } else { 24 })?;
        sheet.write_string_with_format(0, column, heading(name), &bold)?;
    }
    let last = u16::try_from(keys.len())?;
    for (row, (id, values)) in (1..).zip(ids.iter().zip(&values)) {
        for (column, key) in (0..).zip(&keys) {
            if let Some((_, text)) = values.iter().find(|(name, _)| name == key) {
                write(sheet, row, column, text)?;
            }
        }
        let url = address(ctx, ctx.site.entry(*id));
        // Without a base URL the address is a path, which leads nowhere from a workbook.
        if url.starts_with("http") && url.len() <= LONGEST_LINK && (row as usize) <= MOST_LINKS {
            sheet.write_url_with_format(row, last, url.as_str(), &link)?;
        } else {
            write(sheet, row, last, &url)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, u32::try_from(ids.len())?, last)?;
    Ok(())
}

/// The keys of an entry that are filled in, as the text of a cell.
fn texts(ctx: RenderContext<'_>, id: EntryId) -> Vec<(&'static str, String)> {
    let values = ctx.site.entry(id).values().into_iter().filter(|(key, _)| !is_internal(key));
    values.map(|(key, value)| (key, cell(ctx.site, &value))).filter(|(_, text)| !text.is_empty()).collect()
}

/// Writes a cell: a number when the text is one, as it would be written. A text is never a formula.
fn write(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    match text.parse::<i32>() {
        Ok(number) if number.to_string() == text => sheet.write_number(row, column, number)?,
        _ => sheet.write_string(row, column, text.chars().take(LONGEST_TEXT).collect::<String>())?,
    };
    Ok(())
}
