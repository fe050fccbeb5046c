//! Headings: those that are only bold lines, their levels, and the title of the document.

use crate::paste::document::{BOLD_LINE, Block, Inline, Line, is_blank, plain};
use crate::paste::remarks::Found;
use crate::text::fold;

/// Makes headings of bold lines, drops one that repeats `title`, and counts levels from 2 without a gap.
pub(super) fn tidy(blocks: &mut Vec<Block>, title: &str, remarks: &mut Found) {
    from_bold_lines(blocks);
    for block in &mut *blocks {
        match block {
            // An image or the mark of a note is no heading.
            Block::Heading { line, .. } if plain(line).trim().is_empty() => {
                *block = Block::paragraph(std::mem::take(line));
            }
            Block::Heading { line, .. } => unstyle(line),
            Block::Table(rows) => {
                if let Some(head) =
                    rows.first_mut().filter(|head| head.iter().all(|cell| is_blank(cell) || is_bold(cell)))
                {
                    head.iter_mut().for_each(unstyle);
                }
            }
            _ => {}
        }
    }
    drop_title(blocks, title, remarks);
    renumber(blocks);
}

fn from_bold_lines(blocks: &mut Vec<Block>) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    while let Some(block) = rest.next() {
        let Block::Paragraph { mut line, indent } = block else {
            out.push(block);
            continue;
        };
        let first = line.iter().position(|inline| *inline == Inline::Break).unwrap_or(line.len());
        let follows = line.len() > first
            || rest.peek().is_some_and(|next| !matches!(next, Block::Note { .. } | Block::Rule));
        let signature = out.last().is_some_and(is_greeting);
        if signature
            || !is_bold_line(&line[..first])
            || !follows
            || line.len() > first && is_bold(&line[first..])
        {
            out.push(Block::Paragraph { line, indent });
            continue;
        }
        let text = line.split_off(first);
        if let Some(Inline::Text(last)) = line.last_mut() {
            last.text.truncate(last.text.trim_end_matches(':').len());
        }
        out.push(Block::Heading { level: BOLD_LINE, line });
        if !text.is_empty() {
            out.push(Block::Paragraph { line: text[1..].to_vec(), indent });
        }
    }
    *blocks = out;
}

/// Whether the name of who wrote a message stands below this.
fn is_greeting(block: &Block) -> bool {
    const GREETINGS: [&str; 6] =
        ["groet", "met vriendelijke", "met hartelijke", "vriendelijke groet", "hartelijke groet", "mvg"];
    let Block::Paragraph { line, .. } = block else { return false };
    let text = fold(plain(line).trim()).into_owned();
    text.len() < 60 && GREETINGS.iter().any(|greeting| text.starts_with(greeting))
}

fn is_bold(line: &[Inline]) -> bool {
    !is_blank(line)
        && line.iter().all(|inline| match inline {
            Inline::Text(run) => run.style.bold && !run.style.strike || run.text.trim().is_empty(),
            Inline::Break => true,
            Inline::Image { .. } | Inline::Note(_) => false,
        })
}

/// Whether a line is bold, short, and no sentence.
fn is_bold_line(line: &[Inline]) -> bool {
    const LONGEST: usize = 90;
    let text = plain(line);
    let text = text.trim();
    is_bold(line)
        && line.iter().all(|inline| !matches!(inline, Inline::Text(run) if run.link.is_some()))
        && text.chars().count() <= LONGEST
        && text.contains(char::is_alphabetic)
        && !text.ends_with(['.', ',', ';', '…', '”', '"'])
}

/// A heading and the head of a table are bold by themselves, so that only other emphasis stays.
fn unstyle(line: &mut Line) {
    for inline in line {
        if let Inline::Text(run) = inline {
            run.style.bold = false;
        }
    }
}

/// Takes out the title of the document: the key `titel` has it.
fn drop_title(blocks: &mut Vec<Block>, title: &str, remarks: &mut Found) {
    for (at, block) in blocks.iter_mut().enumerate() {
        let Block::Heading { level, line } = block else { continue };
        let text = plain(line).trim().to_owned();
        // A browser's title has the name of the site behind it.
        let (whole, shown) = (fold(title).trim().to_owned(), fold(&text).into_owned());
        let rest = whole.strip_prefix(&*shown).map(str::trim_start);
        let repeats = !shown.is_empty()
            && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '|', ':', '·']));
        if repeats || *level == 0 && !shown.is_empty() {
            remarks.title = Some(text);
            blocks.remove(at);
        }
        return;
    }
}

/// The first heading gets level 2; each other one is at most one deeper than the one it stands under.
fn renumber(blocks: &mut [Block]) {
    let mut above: Vec<u8> = Vec::new();
    for block in blocks {
        if let Block::Heading { level, line } = block
            && !is_blank(line)
        {
            while above.last().is_some_and(|last| last >= level) {
                above.pop();
            }
            above.push(*level);
            *level = u8::try_from(above.len() + 1).unwrap_or(6).min(6);
        }
    }
}
