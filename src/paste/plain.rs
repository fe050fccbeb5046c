//! Plain text to blocks: from mail, a text editor, or a program that gives nothing better.

use super::document::{Block, Draft, Inline, Line, Run};

/// Columns of white space for one level of a list.
const STEP: usize = 2;
/// A line that is shorter ended there because its writer wanted so.
const SHORT: usize = 45;
/// A line that is longer was not cut to a width.
const LONG: usize = 100;

/// Reads text.
pub(super) fn read(text: &str) -> Draft {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'], "\n");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    // Word and most sites put a paragraph on one line; mail cuts them.
    let is_cut = !lines.iter().any(|line| line.chars().count() > LONG);
    let separated = lines.iter().any(|line| line.trim().is_empty());
    let mut draft = Draft::default();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if line.trim().is_empty() {
            flush(&mut paragraph, is_cut, &mut draft.blocks);
            continue;
        }
        if let Some(level) = lines.get(at).and_then(|next| underline(next)).filter(|_| paragraph.is_empty()) {
            draft.blocks.push(Block::Heading { level, line: vec![run(line.trim())] });
            at += 1;
            continue;
        }
        if underline(line).is_some() && paragraph.is_empty() {
            draft.blocks.push(Block::Rule);
            continue;
        }
        if !is_cut || !separated || begins_item(line) || line.trim_start().contains('\t') {
            flush(&mut paragraph, is_cut, &mut draft.blocks);
        }
        paragraph.push(line);
    }
    flush(&mut paragraph, is_cut, &mut draft.blocks);
    draft
}

/// The level of a heading above this line of `===` or `---`.
fn underline(line: &str) -> Option<u8> {
    let line = line.trim();
    let only = |sign: char| line.chars().count() >= 3 && line.chars().all(|c| c == sign);
    if only('=') { Some(1) } else { (only('-') || only('_')).then_some(2) }
}

fn begins_item(line: &str) -> bool {
    super::tidy::begins_item(&[run(line)])
}

fn run(text: &str) -> Inline {
    Inline::Text(Run { text: text.to_owned(), ..Run::default() })
}

/// Lines of one paragraph: joined where they were cut to a width, broken where they were ended.
fn flush(paragraph: &mut Vec<&str>, is_cut: bool, blocks: &mut Vec<Block>) {
    let lines = std::mem::take(paragraph);
    let Some(first) = lines.first() else { return };
    let columns = |line: &str| {
        line.chars()
            .take_while(|c| c.is_whitespace())
            .map(|c| if c == '\t' { 2 * STEP } else { 1 })
            .sum::<usize>()
    };
    let indent = u8::try_from(columns(first) / STEP).unwrap_or(u8::MAX);
    let item = begins_item(first);
    let mut out: Line = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            let cut = is_cut && (item || lines[number - 1].chars().count() >= SHORT);
            out.push(if cut { run(" ") } else { Inline::Break });
        }
        out.push(run(line.trim_start()));
    }
    blocks.push(Block::Paragraph { line: out, indent });
}
