//! Signs in running text that Markdown would take for mark-up, and only those, get a backslash.

/// Where a line of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Item,
    Cell,
}

/// What stands around a run of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings {
    pub(super) place: Place,
    /// The run begins a line, so that what it begins with could begin a block.
    pub(super) at_start: bool,
    /// The run ends its line.
    pub(super) at_end: bool,
    /// The run is inside the square brackets of a link.
    pub(super) in_link: bool,
    /// The character before the run, if there is one on the line.
    pub(super) before: Option<char>,
    /// The character behind the run.
    pub(super) after: Option<char>,
    /// How often the line has a backtick and a tilde.
    pub(super) ticks: usize,
    pub(super) tildes: usize,
    /// Escape whatever can be escaped.
    pub(super) all: bool,
}

/// `text` with backslashes.
pub(super) fn escape(text: &str, around: Surroundings) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    let start = if around.at_start { block_start(&chars, around) } else { None };
    for (at, c) in chars.iter().copied().enumerate() {
        let previous = if at == 0 { around.before } else { chars.get(at - 1).copied() };
        let next = chars.get(at + 1).copied().or(around.after);
        let rest = &chars[at + 1..];
        if around.all && c.is_ascii_punctuation()
            || start == Some(at)
            || means_something(c, previous, next, rest, around)
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The character to escape so that a line does not begin a heading, list, quotation, line, fence or definition.
fn block_start(chars: &[char], around: Surroundings) -> Option<usize> {
    let first = *chars.first()?;
    let ends = around.at_end;
    let blank = |at: usize| chars.get(at).map_or(ends, |c| c.is_whitespace());
    let only = |sign: char, least: usize| {
        ends && chars.iter().all(|c| *c == sign || c.is_whitespace())
            && chars.iter().filter(|c| **c == sign).count() >= least
    };
    match first {
        '#' => {
            let signs = chars.iter().take_while(|c| **c == '#').count();
            // `#samen` is a hashtag; `#Aanpak` looks like a heading whose space was forgotten.
            (signs > 1 || blank(signs) || chars.get(signs).is_some_and(|c| c.is_uppercase())).then_some(0)
        }
        '>' => Some(0),
        '+' if blank(1) => Some(0),
        '-' if blank(1) || only('-', 1) => Some(0),
        '*' if blank(1) => Some(0),
        '=' if only('=', 1) => Some(0),
        '_' if only('_', 3) => Some(0),
        '~' if chars.starts_with(&['~', '~', '~']) => Some(0),
        '[' if around.place == Place::Item && matches!(chars, ['[', ' ' | 'x' | 'X', ']', ..]) => Some(0),
        '|' => Some(0),
        '0'..='9' => {
            let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
            (digits <= 9 && matches!(chars.get(digits), Some('.' | ')')) && blank(digits + 1))
                .then_some(digits)
        }
        _ => None,
    }
}

fn means_something(
    c: char,
    previous: Option<char>,
    next: Option<char>,
    rest: &[char],
    around: Surroundings,
) -> bool {
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' => next.is_none_or(|n| n.is_ascii_punctuation() || n == '\n'),
        '*' => !(space(previous) && space(next)),
        '_' => !(space(previous) && space(next) || word(previous) && word(next)),
        '`' => around.ticks > 1 || around.in_link,
        '~' => around.tildes > 1 && !space(next) || next == Some('~'),
        '<' => next.is_some_and(|n| n.is_ascii_alphabetic() || matches!(n, '/' | '!' | '?')),
        '&' => is_entity(rest),
        '|' => around.place == Place::Cell,
        '!' => next == Some('['),
        '[' => around.in_link || opens_link(rest, next, around.after),
        // Behind it a link of ours would make it the end of a label.
        ']' => around.in_link || rest.is_empty() && matches!(around.after, Some('[' | '(' | ':')),
        '#' | '{' if around.place == Place::Heading && around.at_end => {
            if c == '#' {
                space(previous) && rest.iter().all(|r| *r == '#')
            } else {
                rest.last() == Some(&'}')
            }
        }
        _ => false,
    }
}

/// Whether what follows a `&` makes it a character reference.
fn is_entity(rest: &[char]) -> bool {
    const LONGEST: usize = 33;
    let end = rest.iter().take(LONGEST).position(|c| *c == ';');
    end.is_some_and(|end| end > 0 && rest[..end].iter().all(|c| c.is_ascii_alphanumeric() || *c == '#'))
}

/// Whether what follows a `[` could make it a link, a footnote or the definition of one.
fn opens_link(rest: &[char], next: Option<char>, after: Option<char>) -> bool {
    const LONGEST: usize = 300;
    if matches!(next, None | Some('[' | '^' | '!')) {
        return true;
    }
    let Some(end) = rest.iter().take(LONGEST).position(|c| matches!(c, ']' | '[')) else {
        // A link of ours can follow.
        return rest.len() < LONGEST;
    };
    if rest[end] == '[' {
        return rest[end..].contains(&']');
    }
    match &rest[end + 1..] {
        ['(' | '[' | ':', ..] | [' ', '(', ..] => true,
        [] => matches!(after, Some('(' | '[' | ':')),
        _ => false,
    }
}
