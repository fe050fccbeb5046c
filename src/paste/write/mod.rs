//! Blocks to Markdown: one empty line between blocks, lines that are not wrapped, escapes only where they are needed.

mod escape;
mod inline;
mod marks;

use super::document::{Block, Line, Marker};
use escape::Place;

/// Where the image with this number is found.
type Address<'a> = &'a dyn Fn(usize) -> String;

/// The Markdown of these blocks; empty when there are none.
pub(super) fn write(blocks: &[Block], address: Address<'_>) -> String {
    let mut out = String::new();
    write_blocks(blocks, address, &mut out);
    if !out.is_empty() {
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}

/// The list that the last item belongs to: per level the number it had, its delimiter and how far its text stands in.
#[derive(Default)]
struct List {
    levels: Vec<(Marker, char, usize)>,
}

fn write_blocks(blocks: &[Block], address: Address<'_>, out: &mut String) {
    let mut list = List::default();
    for (at, block) in blocks.iter().enumerate() {
        if let Block::Item { level, marker, line } = block {
            let starts = list.levels.is_empty();
            let text = inline::line(line, Place::Item, address);
            if !starts && *marker == Marker::Continued {
                let width = list.levels.get(usize::from(*level)).or(list.levels.last()).map_or(0, |l| l.2);
                out.push('\n');
                indented(&text, width, width, out);
                continue;
            }
            if starts && at > 0 {
                out.push('\n');
            }
            list.item(*level, *marker, &text, out);
            continue;
        }
        if at > 0 {
            out.push('\n');
        }
        list.levels.clear();
        write_block(block, address, out);
    }
}

impl List {
    fn item(&mut self, level: u8, marker: Marker, text: &str, out: &mut String) {
        let level = usize::from(level).min(self.levels.len());
        let before = self.levels.get(level).copied();
        self.levels.truncate(level);
        let indent = self.levels.last().map_or(0, |l| l.2);
        let mut delimiter = before.map_or('.', |b| b.1);
        let sign = match marker {
            Marker::Number(number) => {
                // Another delimiter begins another list.
                if let Some((Marker::Number(last), _, _)) = before
                    && last.checked_add(1) != Some(number)
                {
                    delimiter = if delimiter == '.' { ')' } else { '.' };
                }
                format!("{number}{delimiter} ")
            }
            Marker::Bullet | Marker::Continued => "- ".to_owned(),
        };
        // Two lists that follow each other.
        let another = match (before, marker) {
            (Some((Marker::Number(_), old, _)), Marker::Number(_)) => old != delimiter,
            (Some((Marker::Number(_), ..)), _) | (Some(_), Marker::Number(_)) => true,
            _ => false,
        };
        if level == 0 && another {
            out.push('\n');
        }
        out.push_str(&" ".repeat(indent));
        out.push_str(&sign);
        let width = indent + sign.len();
        indented(text, 0, width, out);
        self.levels.push((marker, delimiter, width));
    }
}

/// Writes lines, the first with `first` spaces before it and the others with `rest`.
fn indented(text: &str, first: usize, rest: usize, out: &mut String) {
    for (number, line) in text.lines().enumerate() {
        if !line.is_empty() {
            out.push_str(&" ".repeat(if number == 0 { first } else { rest }));
        }
        out.push_str(line);
        out.push('\n');
    }
    if text.is_empty() {
        out.push('\n');
    }
}

fn write_block(block: &Block, address: Address<'_>, out: &mut String) {
    match block {
        Block::Heading { level, line } => {
            out.push_str(&"#".repeat(usize::from(*level).clamp(2, 6)));
            out.push(' ');
            out.push_str(&inline::line(line, Place::Heading, address));
            out.push('\n');
        }
        Block::Paragraph { line, .. } | Block::Item { line, .. } => {
            out.push_str(&inline::line(line, Place::Paragraph, address));
            out.push('\n');
        }
        Block::Table(rows) => table(rows, address, out),
        Block::Quote(blocks) => {
            let mut inside = String::new();
            write_blocks(blocks, address, &mut inside);
            for line in inside.trim_end().lines() {
                out.push_str(if line.is_empty() { ">" } else { "> " });
                out.push_str(line);
                out.push('\n');
            }
        }
        Block::Code(text) => {
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            out.push_str(&format!("{fence}\n{}\n{fence}\n", text.trim_matches('\n')));
        }
        Block::Rule => out.push_str("---\n"),
        Block::Note { label, blocks } => {
            let mut inside = String::new();
            write_blocks(blocks, address, &mut inside);
            out.push_str(&format!("[^{label}]: "));
            indented(inside.trim_end(), 0, 4, out);
        }
    }
}

fn table(rows: &[Vec<Line>], address: Address<'_>, out: &mut String) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for (number, row) in rows.iter().enumerate() {
        out.push('|');
        for column in 0..columns {
            let text =
                row.get(column).map_or_else(String::new, |cell| inline::line(cell, Place::Cell, address));
            out.push(' ');
            out.push_str(&text);
            out.push_str(if text.is_empty() { "|" } else { " |" });
        }
        out.push('\n');
        if number == 0 {
            out.push('|');
            out.push_str(&" --- |".repeat(columns));
            out.push('\n');
        }
    }
}
