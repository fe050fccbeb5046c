//! Lists that were typed, and the levels of all.

use crate::paste::document::{Block, Inline, Line, Marker, plain};

/// The sign or number before an item that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Typed {
    kind: Kind,
    value: u32,
    /// How much of the text it takes, with the space behind it.
    length: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bullet(char),
    Digit(char),
    Letter(char),
    Roman(char),
}

impl Kind {
    fn is_number(self) -> bool {
        !matches!(self, Self::Bullet(_))
    }

    /// Whether a single line with this sign is an item. Others also begin ordinary lines, and need company.
    fn is_sure(self) -> bool {
        match self {
            Self::Bullet(sign) => !matches!(sign, 'o' | '–' | '—' | '―' | '§' | '*' | '+'),
            _ => false,
        }
    }
}

/// Signs that word processors and people put before an item.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '·'
            | '∙'
            | '●'
            | '○'
            | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '◆'
            | '◇'
            | '❖'
            | '‣'
            | '⁃'
            | '►'
            | '▶'
            | '➢'
            | '➤'
            | '➔'
            | '→'
            | '⇒'
            | '✓'
            | '✔'
            | '☑'
            | '☐'
            | '◾'
            | '◼'
            | '-'
            | '–'
            | '—'
            | '―'
            | '−'
            | 'o'
            | '§'
            | '*'
            | '+'
    ) || is_private(c)
}

/// Characters of Symbol and Wingdings, which have no place in Unicode.
fn is_private(c: char) -> bool {
    matches!(c, '\u{f000}'..='\u{f0ff}')
}

fn typed(text: &str) -> Option<Typed> {
    let blank = text.len() - text.trim_start().len();
    let body = text.trim_start();
    let first = body.chars().next()?;
    if is_bullet(first) {
        let rest = &body[first.len_utf8()..];
        let spaces = rest.len() - rest.trim_start().len();
        // Signs that stand for nothing else need no space.
        let needs_space = first.is_ascii() || matches!(first, '–' | '—' | '―' | '−' | '§' | '·' | '→' | '⇒');
        let legal = first == '§' && rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
        if rest.trim().is_empty() || legal || spaces == 0 && needs_space {
            return None;
        }
        return Some(Typed {
            kind: Kind::Bullet(first),
            value: 0,
            length: blank + first.len_utf8() + spaces,
        });
    }
    let opened = usize::from(first == '(');
    let word = &body[opened..];
    let length = word.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = word.get(..length).filter(|name| (1..=4).contains(&name.len()))?;
    let delimiter = word[length..].chars().next().filter(|c| matches!(c, '.' | ')'))?;
    if opened == 1 && delimiter != ')' {
        return None;
    }
    let rest = &word[length + 1..];
    let spaces = rest.len() - rest.trim_start().len();
    if spaces == 0 || rest.trim().is_empty() {
        return None;
    }
    let delimiter = if opened == 1 { '(' } else { delimiter };
    let (kind, value) = value(name, delimiter)?;
    Some(Typed { kind, value, length: blank + opened + length + 1 + spaces })
}

fn value(name: &str, delimiter: char) -> Option<(Kind, u32)> {
    if let Ok(number) = name.parse::<u32>() {
        return (name.len() <= 3).then_some((Kind::Digit(delimiter), number));
    }
    let lower = name.to_ascii_lowercase();
    if lower.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')) {
        return roman(&lower).map(|number| (Kind::Roman(delimiter), number));
    }
    match lower.as_bytes() {
        // With a full stop a letter is an initial as often as a number.
        [letter @ b'a'..=b'z'] => Some((Kind::Letter(delimiter), u32::from(letter - b'a') + 1)),
        _ => None,
    }
}

fn roman(name: &str) -> Option<u32> {
    const NUMBERS: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
        "xvii", "xviii", "xix", "xx",
    ];
    NUMBERS.iter().position(|n| *n == name).and_then(|at| u32::try_from(at + 1).ok())
}

/// Whether a line begins as an item does.
pub(in crate::paste) fn looks_typed(line: &[Inline]) -> bool {
    typed(&plain(line)).is_some()
}

/// Takes `length` bytes of text, and the spaces behind them, off the start of a line.
pub(super) fn cut(line: &mut Line, mut length: usize) {
    for inline in line.iter_mut() {
        let Inline::Text(run) = inline else { break };
        let here = length.min(run.text.len());
        run.text.replace_range(..here, "");
        length -= here;
        if length == 0 {
            let blank = run.text.len() - run.text.trim_start().len();
            run.text.replace_range(..blank, "");
            if !run.text.is_empty() {
                break;
            }
        }
    }
    line.retain(|inline| !matches!(inline, Inline::Text(run) if run.text.is_empty()));
}

/// Paragraphs in a row that begin with a sign or with consecutive numbers become items.
pub(super) fn from_typed(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut group: Vec<(Line, u8, Typed)> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { line, indent } => match typed(&plain(&line)) {
                Some(typed) => group.push((line, indent, typed)),
                None => {
                    flush(&mut group, &mut out);
                    out.push(Block::Paragraph { line, indent });
                }
            },
            other => {
                flush(&mut group, &mut out);
                out.push(other);
            }
        }
    }
    flush(&mut group, &mut out);
    out
}

fn flush(group: &mut Vec<(Line, u8, Typed)>, out: &mut Vec<Block>) {
    let mut lines = std::mem::take(group);
    letters_or_numerals(&mut lines);
    let listed = listed(&lines);
    let last: Vec<(Kind, usize)> =
        lines.iter().enumerate().rev().fold(Vec::new(), |mut last, (at, (_, _, typed))| {
            if !last.iter().any(|(kind, _)| *kind == typed.kind) {
                last.push((typed.kind, at));
            }
            last
        });
    // The signs that are open, each with how far its lines stand in.
    let mut open: Vec<(Kind, u8)> = Vec::new();
    for (at, ((mut line, indent, typed), is_item)) in lines.into_iter().zip(listed).enumerate() {
        if !is_item {
            open.clear();
            out.push(Block::Paragraph { line, indent });
            continue;
        }
        if let Some(level) = open.iter().position(|(kind, i)| *kind == typed.kind && *i == indent) {
            open.truncate(level + 1);
        } else {
            // Numbers below bullets, or bullets below numbers, are another list when the first does not go on.
            let ended = |kind: Kind| {
                kind.is_number() != typed.kind.is_number()
                    && !last.iter().any(|(other, end)| *other == kind && *end > at)
            };
            while open.last().is_some_and(|(kind, i)| *i > indent || *i == indent && ended(*kind)) {
                open.pop();
            }
            open.push((typed.kind, indent));
        }
        let level = u8::try_from(open.len() - 1).unwrap_or(u8::MAX);
        cut(&mut line, typed.length);
        let marker = match typed.kind {
            Kind::Bullet(_) => Marker::Bullet,
            _ => Marker::Number(typed.value),
        };
        out.push(Block::Item { level, marker, line });
    }
}

/// `i)` behind `h)` is a letter; `c)` is never a numeral, and `a)` before `v)` makes that a letter.
fn letters_or_numerals(lines: &mut [(Line, u8, Typed)]) {
    let mut last: Option<(u32, char)> = None;
    for (line, _, typed) in lines {
        match typed.kind {
            Kind::Letter(delimiter) => last = Some((typed.value, delimiter)),
            Kind::Roman(delimiter) => {
                let text = plain(line);
                let letter = text
                    .trim_start()
                    .trim_start_matches('(')
                    .bytes()
                    .next()
                    .map_or(0, |b| b.to_ascii_lowercase());
                let value = u32::from(letter.saturating_sub(b'a')) + 1;
                if last == Some((value.saturating_sub(1), delimiter)) {
                    (typed.kind, typed.value) = (Kind::Letter(delimiter), value);
                    last = Some((value, delimiter));
                }
            }
            _ => {}
        }
    }
}

/// Which lines of a group are items: signs that are sure or have company, and numbers that follow each other.
fn listed(lines: &[(Line, u8, Typed)]) -> Vec<bool> {
    let mut listed = vec![false; lines.len()];
    for (at, (_, _, typed)) in lines.iter().enumerate() {
        listed[at] = match typed.kind {
            kind @ Kind::Bullet(_) => kind.is_sure() || lines.len() > 1,
            kind => {
                let of_kind = |(_, _, other): &&(Line, u8, Typed)| other.kind == kind;
                let before = lines[..at].iter().rev().find(of_kind).map(|(_, _, t)| t.value);
                let after = lines[at + 1..].iter().find(of_kind).map(|(_, _, t)| t.value);
                let follows = before.is_some_and(|b| b.checked_add(1) == Some(typed.value));
                let leads = after.is_some_and(|a| typed.value.checked_add(1) == Some(a));
                follows || leads
            }
        };
    }
    listed
}

/// Levels without a gap: an item is at most one deeper than the one above it.
pub(super) fn close_gaps(blocks: &mut [Block]) {
    let mut open: Vec<u8> = Vec::new();
    for block in blocks {
        match block {
            Block::Item { level, .. } => {
                while open.last().is_some_and(|last| last > level) {
                    open.pop();
                }
                if open.last() != Some(level) {
                    open.push(*level);
                }
                *level = u8::try_from(open.len() - 1).unwrap_or(u8::MAX);
            }
            Block::Quote(inside) | Block::Note { blocks: inside, .. } => {
                open.clear();
                close_gaps(inside);
            }
            _ => open.clear(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_numbers_are_told_from_text() {
        for (text, kind) in [
            ("• een", Some(Kind::Bullet('•'))),
            ("\u{f0b7}\teen", Some(Kind::Bullet('\u{f0b7}'))),
            ("o een", Some(Kind::Bullet('o'))),
            ("1. een", Some(Kind::Digit('.'))),
            ("(a) een", Some(Kind::Letter('('))),
            ("iv) vier", Some(Kind::Roman(')'))),
            ("op een", None),
            ("-5 graden", None),
            ("§ 3 van de wet", None),
            ("2017. Het jaar", None),
            ("dr. Jansen", None),
            ("1.5 meter", None),
            ("•", None),
        ] {
            assert_eq!(typed(text).map(|t| t.kind), kind, "{text}");
        }
    }
}
