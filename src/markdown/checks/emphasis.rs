//! Emphasis that does not close as its writer meant: the asterisks stand on the page.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Body;
use crate::report::Report;
use crate::rules::{opmaak_sluit_niet, vette_regel_als_kop};

pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    if !body.text.contains(['*', '_']) {
        return;
    }
    for run in &body.runs {
        for marks in ["**", "__"] {
            check_run(body, run, marks, report);
        }
        check_italic(body, run, report);
    }
    bold_paragraphs(body, report);
}

/// Where `marks` stand literally in a run.
fn literal(body: &Body<'_>, run: &Range<usize>, marks: &str) -> Vec<usize> {
    let found = body.text[run.clone()].match_indices(marks).map(|(at, _)| run.start + at);
    found.filter(|at| body.is_plain(*at)).collect()
}

fn check_run(body: &Body<'_>, run: &Range<usize>, marks: &str, report: &mut Report) {
    let mut open: Option<usize> = None;
    for at in literal(body, run, marks) {
        let Some(start) = open else {
            open = Some(at);
            continue;
        };
        let whole = start..at + marks.len();
        if let Some(right) = repaired(body.text, &whole, marks) {
            let written = &body.text[whole.clone()];
            let inner = &written[marks.len()..written.len() - marks.len()];
            let place = body.place(whole);
            report.push(if inner.trim() == inner {
                opmaak_sluit_niet::glued(place, written, right)
            } else {
                opmaak_sluit_niet::spaces(place, written, right)
            });
            open = None;
        } else {
            open = Some(at);
        }
    }
    if let Some(at) = open {
        // Between spaces they are a sign of their own, such as a power.
        let beside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !"*_".contains(c));
        let before = body.text[run.start..at].chars().next_back();
        let after = body.text[at + marks.len()..run.end].chars().next();
        let star = |c: Option<char>| c.is_some_and(|c| marks.contains(c));
        if (beside(before) || beside(after)) && !star(before) && !star(after) {
            report.push(opmaak_sluit_niet::unclosed(body.place(at..at + marks.len()), marks));
        }
    }
}

/// What was meant by the text in `whole`, between two literal marks.
fn repaired(text: &str, whole: &Range<usize>, marks: &str) -> Option<String> {
    const LONGEST: usize = 300;
    let written = &text[whole.clone()];
    let inner = &written[marks.len()..written.len() - marks.len()];
    let words = inner.trim();
    if words.is_empty() || inner.contains("\n\n") || inner.len() > LONGEST {
        return None;
    }
    let lead = &inner[..inner.len() - inner.trim_start().len()];
    let trail = &inner[inner.trim_end().len()..];
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let space = |side: &str, glued: bool| if side.is_empty() && glued { " " } else { side }.to_owned();
    let before = space(lead, letter(text[..whole.start].chars().next_back()));
    let after = space(trail, letter(text[whole.end..].chars().next()));
    Some(format!("{before}{marks}{words}{marks}{after}"))
}

/// Two single asterisks on a line, of which one has a space on its inner side.
fn check_italic(body: &Body<'_>, run: &Range<usize>, report: &mut Report) {
    const LONGEST: usize = 80;
    for line in body.lines(run) {
        let single = |at: &usize| {
            let around = [body.text[..*at].chars().next_back(), body.text[*at + 1..].chars().next()];
            !around.contains(&Some('*'))
        };
        let found: Vec<usize> = literal(body, &line, "*").into_iter().filter(single).collect();
        let [start, end] = found.as_slice() else { continue };
        let inner = &body.text[start + 1..*end];
        let half = inner.starts_with(' ') != inner.ends_with(' ');
        let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        if half
            && inner.len() <= LONGEST
            && outside(body.text[..*start].chars().next_back())
            && outside(body.text[end + 1..].chars().next())
            && let Some(right) = repaired(body.text, &(*start..end + 1), "*")
        {
            let written = &body.text[*start..=*end];
            report.push(opmaak_sluit_niet::spaces(body.place(*start..end + 1), written, right));
        }
    }
}

/// Paragraphs of nothing but bold text, with another paragraph or list below them.
fn bold_paragraphs(body: &Body<'_>, report: &mut Report) {
    const LONGEST: usize = 80;
    let mut level = 1;
    let mut depth = 0;
    for (at, (event, range)) in body.events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level: own, .. }) => level = *own as usize,
            Event::Start(Tag::Item | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => depth += 1,
            Event::End(TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => depth -= 1,
            Event::Start(Tag::Paragraph) if depth == 0 => {
                let Some(words) = only_bold(&body.events[at + 1..]) else { continue };
                let ends = words.trim_end().ends_with(['.', '!', '?', ':', ',', ';']);
                let followed = body.text[range.end..]
                    .trim_start()
                    .starts_with(|c: char| c.is_alphanumeric() || "-*[".contains(c));
                if !ends && followed && words.len() <= LONGEST && !words.contains('\n') {
                    let heading = format!(
                        "{} {}",
                        "#".repeat((level + usize::from(level == 1)).clamp(2, 3)),
                        words.trim()
                    );
                    let end = range.start + body.text[range.clone()].trim_end().len();
                    report.push(vette_regel_als_kop::bold(body.place(range.start..end), heading));
                }
            }
            _ => {}
        }
    }
}

/// The words of a paragraph that is bold as a whole; `events` begin behind its start.
fn only_bold(events: &[(Event<'_>, Range<usize>)]) -> Option<String> {
    if !matches!(events.first()?.0, Event::Start(Tag::Strong)) {
        return None;
    }
    let mut words = String::new();
    for (at, (event, _)) in events.iter().enumerate().skip(1) {
        match event {
            Event::Text(text) => words.push_str(text),
            Event::End(TagEnd::Strong) => {
                return matches!(events.get(at + 1)?.0, Event::End(TagEnd::Paragraph)).then_some(words);
            }
            _ => return None,
        }
    }
    None
}
