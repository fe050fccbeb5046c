//! The signs of emphasis, links, images and notes around the text of a line.

use super::Address;
use super::escape::{Place, Surroundings, escape};
use crate::paste::document::{Inline, Run, Style};

/// How much mark-up a line gets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Markup {
    /// Emphasis and code.
    pub(super) styled: bool,
    pub(super) linked: bool,
    /// A backslash before every sign that can have one.
    pub(super) escape_all: bool,
}

/// A pair of signs that can be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Strong,
    Emphasis,
    Strike,
    Link,
}

impl Mark {
    const ALL: [Self; 4] = [Self::Link, Self::Strong, Self::Emphasis, Self::Strike];
}

/// The line with as much mark-up as `markup` allows.
pub(super) fn write(line: &[Inline], place: Place, address: Address<'_>, markup: Markup) -> String {
    let count = |sign: char| {
        let runs = line.iter().filter_map(|i| if let Inline::Text(run) = i { Some(&run.text) } else { None });
        runs.map(|text| text.matches(sign).count()).sum::<usize>()
    };
    let (ticks, tildes) = (count('`'), count('~'));
    let mut writer = Writer { line, place, markup, ticks, tildes, open: Vec::new(), out: String::new() };
    for (at, inline) in line.iter().enumerate() {
        if let Inline::Text(run) = inline {
            writer.marks(at, run);
            writer.text(at, run);
            continue;
        }
        writer.close_to(0, at);
        match inline {
            Inline::Break if matches!(place, Place::Heading | Place::Cell) => writer.out.push(' '),
            Inline::Break => writer.out.push_str("\\\n"),
            Inline::Image { index, alt } => {
                writer.out.push_str("![");
                for c in alt.chars() {
                    if "\\[]*_`|<&".contains(c) {
                        writer.out.push('\\');
                    }
                    writer.out.push(c);
                }
                writer.out.push_str(&format!("]({})", address(*index)));
            }
            Inline::Note(label) => writer.out.push_str(&format!("[^{label}]")),
            Inline::Text(_) => {}
        }
    }
    writer.close_to(0, line.len());
    writer.out
}

struct Writer<'a> {
    line: &'a [Inline],
    place: Place,
    markup: Markup,
    /// How often the line has a backtick and a tilde.
    ticks: usize,
    tildes: usize,
    open: Vec<Mark>,
    out: String,
}

impl Writer<'_> {
    fn is_on(&self, mark: Mark, run: &Run) -> bool {
        match mark {
            Mark::Strong => self.markup.styled && run.style.bold,
            Mark::Emphasis => self.markup.styled && run.style.italic,
            Mark::Strike => self.markup.styled && run.style.strike,
            Mark::Link => self.markup.linked && run.link.is_some(),
        }
    }

    fn run(&self, at: Option<usize>) -> Option<&Run> {
        match self.line.get(at?)? {
            Inline::Text(run) => Some(run),
            _ => None,
        }
    }

    /// For how many runs from `at` a mark stays on, up to `most`.
    fn reach(&self, mark: Mark, at: usize, most: usize) -> usize {
        let link = self.run(Some(at)).and_then(|run| run.link.as_ref());
        let stays = |at: &usize| {
            self.run(Some(*at))
                .is_some_and(|run| self.is_on(mark, run) && (mark != Mark::Link || run.link.as_ref() == link))
        };
        (at..self.line.len()).take(most).take_while(stays).count()
    }

    /// Closes and opens what differs between the run at `at` and what stands before it.
    fn marks(&mut self, at: usize, run: &Run) {
        let before = self.run(at.checked_sub(1));
        let same_link = before.is_some_and(|before| before.link == run.link);
        let goes_on = |mark: &Mark| self.is_on(*mark, run) && (*mark != Mark::Link || same_link);
        if let Some(first) = self.open.iter().position(|mark| !goes_on(mark)) {
            self.close_to(first, at);
        }
        // Emphasis that ends inside a link would cut it in two.
        if self.is_on(Mark::Link, run) && !self.open.contains(&Mark::Link) {
            let length = self.reach(Mark::Link, at, usize::MAX);
            if let Some(first) = self.open.iter().position(|mark| self.reach(*mark, at, length) < length) {
                self.close_to(first, at);
            }
        }
        let mut opening: Vec<(usize, Mark)> = Mark::ALL
            .into_iter()
            .filter(|mark| self.is_on(*mark, run) && !self.open.contains(mark))
            .map(|mark| (self.reach(mark, at, usize::MAX), mark))
            .collect();
        // What reaches furthest is outermost.
        opening.sort_by_key(|(reach, _)| std::cmp::Reverse(*reach));
        for (_, mark) in opening {
            self.out.push_str(match mark {
                Mark::Strong => "**",
                Mark::Emphasis => "*",
                Mark::Strike => "~~",
                Mark::Link if self.is_autolink(at) => "<",
                Mark::Link => "[",
            });
            self.open.push(mark);
        }
    }

    /// Closes marks down to the `first`; the last run that they mark stands before `at`.
    fn close_to(&mut self, first: usize, at: usize) {
        while self.open.len() > first {
            match self.open.pop() {
                Some(Mark::Strong) => self.out.push_str("**"),
                Some(Mark::Emphasis) => self.out.push('*'),
                Some(Mark::Strike) => self.out.push_str("~~"),
                Some(Mark::Link) if at.checked_sub(1).is_some_and(|last| self.is_autolink(last)) => {
                    self.out.push('>');
                }
                Some(Mark::Link) => {
                    let link =
                        self.run(at.checked_sub(1)).and_then(|run| run.link.clone()).unwrap_or_default();
                    self.out.push_str(&format!("]({link})"));
                }
                None => {}
            }
        }
    }

    /// Whether the run at `at` is a whole link whose text is its address.
    fn is_autolink(&self, at: usize) -> bool {
        let Some(run) = self.run(Some(at)) else { return false };
        let Some(link) = &run.link else { return false };
        let more = |at: Option<usize>| self.run(at).is_some_and(|other| other.link == run.link);
        !more(at.checked_sub(1))
            && !more(Some(at + 1))
            && run.style == Style::default()
            && (**link == *run.text || link.strip_prefix("mailto:") == Some(&*run.text))
    }

    fn text(&mut self, at: usize, run: &Run) {
        let in_link = self.open.contains(&Mark::Link);
        if in_link && self.is_autolink(at) {
            self.out.push_str(&run.text);
            return;
        }
        if self.markup.styled && run.style.code {
            let longest = run.text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest + 1);
            let pad = if run.text.starts_with('`') || run.text.ends_with('`') { " " } else { "" };
            let text =
                if self.place == Place::Cell { run.text.replace('|', "\\|") } else { run.text.clone() };
            self.out.push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
            return;
        }
        let previous = at.checked_sub(1).and_then(|previous| self.line.get(previous));
        let next = self.line.get(at + 1);
        let ends = |inline: Option<&Inline>| matches!(inline, None | Some(Inline::Break));
        let around = Surroundings {
            place: self.place,
            at_start: ends(previous) && !matches!(self.place, Place::Cell | Place::Heading),
            at_end: ends(next),
            in_link,
            before: previous.and_then(|inline| edges(inline, in_link).1),
            after: next.and_then(|inline| edges(inline, in_link).0),
            ticks: self.ticks,
            tildes: self.tildes,
            all: self.markup.escape_all,
        };
        self.out.push_str(&escape(&run.text, around));
    }
}

/// The first and the last character of what is written for a part of a line.
fn edges(inline: &Inline, in_link: bool) -> (Option<char>, Option<char>) {
    match inline {
        Inline::Text(run) if run.link.is_some() && !in_link => (Some('['), Some(')')),
        Inline::Text(run) => (run.text.chars().next(), run.text.chars().last()),
        Inline::Image { .. } => (Some('!'), Some(')')),
        Inline::Note(_) => (Some('['), Some(']')),
        Inline::Break => (None, None),
    }
}
