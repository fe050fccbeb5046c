//! The slips that make front matter unreadable, recognised for what they are. Asked only when the parser has failed.

use std::ops::Range;

use super::{comments, indentation};
use crate::read::Source;
use crate::report::{Report, Span};
use crate::rules;

/// Reports every slip in the lines of `range`; says whether there was one.
pub(super) fn explain(source: &Source, range: Range<usize>, report: &mut Report) -> bool {
    let before = report.diagnostics().len();
    let mut at = range.start;
    // Lines deeper than a `sleutel: |` are free text.
    let mut free_text: Option<usize> = None;
    let end = range.end;
    for line in source.text[range].split_inclusive('\n') {
        let content = line.trim_end();
        let indent = content.len() - content.trim_start_matches([' ', '\t']).len();
        if free_text.is_some_and(|depth| indent > depth || content.is_empty()) {
            at += line.len();
            continue;
        }
        free_text = content.ends_with([':', '|', '>', '-']).then_some(indent).filter(|_| {
            let value = content.rsplit(": ").next().unwrap_or_default();
            matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+")
        });
        let below = &source.text[at + line.len()..end];
        check_line(source, at, content, indent, below, report);
        at += line.len();
    }
    report.diagnostics().len() > before
}

/// Whether the first of the lines `below` is the rest of a value on a line with this indent.
fn is_continued(below: &str, indent: usize) -> bool {
    let next = below.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let text = next.trim_start();
    next.len() - text.len() > indent && !text.starts_with('#') && indentation::is_text(text)
}

/// Where the key on the line above begins, when that is the first of a part of a list: `  - getal: 366`.
fn parent_column(text: &str) -> Option<usize> {
    let line = text.lines().next_back()?;
    let part = line.trim_start().strip_prefix("- ")?;
    part.contains(": ").then(|| line.len() - part.trim_start().len())
}

fn check_line(source: &Source, at: usize, line: &str, indent: usize, below: &str, report: &mut Report) {
    let place = |from: usize, to: usize| source.place(Span::new(at + from..at + to));
    if let Some(tab) = line[..indent].find('\t') {
        // Alone before a key, it stands for what the key above begins with; else for two spaces.
        let alone = indent == 1 && !line[indent..].starts_with('-');
        let spaces = if alone { parent_column(&source.text[..at]).unwrap_or(2) } else { 2 };
        report.push(rules::tab_in_front_matter::tab(place(tab, tab + 1), spaces));
        return;
    }
    if let Some((invisible_char, sign)) = line.char_indices().find(|(_, c)| c.is_control() && *c != '\t') {
        report
            .push(rules::ongeldige_yaml::invisible(place(invisible_char, invisible_char + sign.len_utf8())));
        return;
    }
    let mut start = indent;
    while line[start..].starts_with("- ") {
        start += 2 + (line[start + 2..].len() - line[start + 2..].trim_start().len());
    }
    let text = &line[start..];
    if text.is_empty() || text.starts_with('#') {
        return;
    }
    if text.starts_with(": ") || text == ":" {
        report.push(rules::ongeldige_yaml::no_key(place(start, line.len()), text));
        return;
    }
    // A key between quotes is a key.
    let quoted = text.starts_with(['"', '\'']) && text.contains(&[&text[..1], ": "].concat());
    let (start, text) = if quoted { (start + 1, &text[1..]) } else { (start, text) };
    let key = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    let after = if quoted { &text[key..][1.min(text.len() - key)..] } else { &text[key..] };
    let start = if quoted { start + 1 } else { start };
    let value_at = if key > 0 && after.starts_with(": ") {
        start + key + 1 + (after[1..].len() - after[1..].trim_start().len())
    } else if key > 0 && after == ":" {
        return;
    } else if key > 0 && after.starts_with(":\t") {
        report.push(rules::tab_in_front_matter::tab(place(start + key + 1, start + key + 2), 1));
        return;
    } else if key > 0 && after.starts_with(':') && !after.starts_with("://") {
        let name = &text[..key];
        // A space that is none to YAML, as a word processor makes, goes.
        let value = after[1..].trim_start();
        let end = start + key + (after.len() - value.len());
        report.push(rules::geen_spatie_na_dubbele_punt::missing(place(start, end), name));
        return;
    } else {
        start
    };
    // What is indented, and neither key nor part of a list, is the rest of a value itself.
    let rest_of_value = value_at == indent && indent > 0;
    let whole = !rest_of_value && !is_continued(below, indent);
    check_value(source, at + value_at, &line[value_at..], whole, report);
}

/// `whole` when all of the value stands on this line.
fn check_value(source: &Source, at: usize, value: &str, whole: bool, report: &mut Report) {
    let place = source.place(Span::new(at..at + value.len()));
    let Some(first) = value.chars().next() else { return };
    match first {
        '"' | '\'' => {
            let inner = &value[1..];
            let open = |end: usize| !inner[end..].trim().is_empty();
            match closing_quote(inner, first) {
                end if apostrophe(value) && end.is_none_or(|end| open(end + 1)) => {
                    report.push(rules::aanhalingsteken_niet_gesloten::apostrophe(place, value, whole));
                }
                None => report.push(rules::aanhalingsteken_niet_gesloten::unclosed(place, first)),
                Some(end) => {
                    let rest = inner[end + 1..].trim();
                    if !rest.is_empty() && !rest.starts_with(['#', ',', ']', '}']) {
                        report.push(rules::aanhalingsteken_niet_gesloten::text_after(place, first));
                    } else if first == '"' && unknown_escape(&inner[..end]) {
                        let span = Span::new(at..at + end + 2);
                        report.push(rules::ongeldige_yaml::backslash(source.place(span), &value[..end + 2]));
                    }
                }
            }
        }
        '[' | '{' => {
            let close = if first == '[' { ']' } else { '}' };
            let item = comments::item_with_comment(value);
            if let Some((range, lost)) =
                item.and_then(|r| Some((r.clone(), comments::dropped_comment(&value[r])?)))
            {
                let place = source.place(Span::new(at + range.start..at + range.end));
                report.push(rules::hekje_in_waarde::dropped(place, &value[range], lost));
            } else {
                check_brackets(source, at, value, (first, close), report);
            }
        }
        '@' | '`' | '%' | ',' => report.push(rules::ongeldige_yaml::special_char(place, first)),
        // Behind these comes nothing but how the text below is to be read.
        '|' | '>' if value[1..].trim_start_matches(['-', '+', '1', '2', '3', '4']).starts_with(" #") => {}
        '|' | '>' if value[1..].trim_matches(['-', '+', '1', '2', '3', '4']).is_empty() => {}
        '|' | '>' => report.push(rules::ongeldige_yaml::special_char(place, first)),
        '-' | '?' if value[1..].starts_with(' ') => {
            report.push(rules::ongeldige_yaml::special_char(place, first))
        }
        '“' if value.ends_with('”') => {
            let inner = value.trim_matches(['“', '”']);
            report.push(rules::aanhalingsteken_niet_gesloten::curly_quotes(place, inner));
        }
        '#' => {}
        _ if value.contains(": ") || value.ends_with(':') => {
            report.push(rules::dubbele_punt_in_waarde::unquoted(place, value, whole));
        }
        _ => {
            if let Some(lost) = comments::dropped_comment(value) {
                report.push(rules::hekje_in_waarde::dropped(place, value, lost));
            }
        }
    }
}

/// What is wrong with a list or block between brackets that ends on this line.
fn check_brackets(source: &Source, at: usize, value: &str, (open, close): (char, char), report: &mut Report) {
    let place = |range: std::ops::Range<usize>| source.place(Span::new(at + range.start..at + range.end));
    let mut depth = 0;
    let mut quoted: Option<char> = None;
    let mut begins = true;
    for (found, c) in value.char_indices() {
        match quoted {
            Some(mark) if c == mark => {
                quoted = None;
                // Only a comma or a bracket can follow, or the mark was an apostrophe.
                let rest = value[found + 1..].trim_start();
                if !rest.is_empty() && !rest.starts_with([',', ']', '}', ':', mark]) {
                    let whole = place(0..value.len());
                    report.push(rules::aanhalingsteken_niet_gesloten::text_after(whole, mark));
                    return;
                }
            }
            Some(_) => {}
            None if (c == '"' || c == '\'') && begins => quoted = Some(c),
            None if c == open => depth += 1,
            None if c == close => {
                depth -= 1;
                let rest = &value[found + 1..];
                if depth == 0 && !rest.trim().is_empty() && !rest.trim_start().starts_with('#') {
                    report.push(rules::ongeldige_yaml::after_bracket(
                        place(found + 1..value.len()),
                        open,
                        close,
                    ));
                    return;
                }
            }
            None if c == ',' && begins => {
                report.push(rules::ongeldige_yaml::empty_item(place(found..found + 1)));
                return;
            }
            None => {}
        }
        begins = matches!(c, '[' | '{' | ',') || (begins && c == ' ');
    }
    if let Some(mark) = quoted {
        report.push(rules::aanhalingsteken_niet_gesloten::unclosed(place(0..value.len()), mark));
    } else if depth > 0 {
        report.push(rules::ongeldige_yaml::unclosed_bracket(place(0..value.len()), open, close));
    }
}

/// Whether a value begins with the apostrophe of a Dutch word: `'s Avonds`, `'t Huus`, `'s-Hertogenbosch`.
fn apostrophe(value: &str) -> bool {
    let mut letters = value.chars();
    letters.next() == Some('\'')
        && letters.next().is_some_and(|letter| "kmnrst".contains(letter.to_ascii_lowercase()))
        && matches!(letters.next(), Some(' ' | '-'))
}

/// Whether a text between double quotation marks has a `\` that is no sign of YAML.
fn unknown_escape(inner: &str) -> bool {
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c == '\\' && !chars.next().is_some_and(|next| "0abtnvfre \"/\\N_LPxuU".contains(next)) {
            return true;
        }
    }
    false
}

/// Where the closing_quote quotation mark stands; a doubled `'` and an escaped `"` do not close.
fn closing_quote(text: &str, mark: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && mark == '"' {
            chars.next();
        } else if c == mark {
            if mark == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
            } else {
                return Some(at);
            }
        }
    }
    None
}
