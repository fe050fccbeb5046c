//! What pasting leaves behind: bullets of a word processor, indents, and numbers between brackets for notes.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::Body;
use crate::report::Report;
use crate::rules::body::losse_voetnoot;
use crate::rules::{citaat_zonder_tekst, ingesprongen_tekst, vreemd_opsommingsteken};

/// Bullets that mean a list wherever they begin a line.
const BULLETS: [char; 12] = ['•', '·', '▪', '■', '◦', '‣', '●', '○', '➢', '✓', '\u{f0b7}', '\u{f0a7}'];

/// Bullets that can also begin a sentence, so that it takes two lines to see what they mean.
const DASHES: [&str; 4] = ["–", "—", "o", "§"];

pub(super) fn check(body: &Body<'_>, report: &mut Report) {
    for run in &body.runs {
        bullets(body, run, report);
    }
    for (event, range) in body.events {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => indented(body, range, report),
            Event::Start(Tag::BlockQuote(_)) => quotation(body, range, report),
            _ => {}
        }
    }
    numbers(body, report);
}

fn bullets(body: &Body<'_>, run: &Range<usize>, report: &mut Report) {
    let lines: Vec<Range<usize>> = body.lines(run).collect();
    let bullet_of = |line: &Range<usize>| {
        let text = body.text[line.clone()].trim_start_matches([' ', '\t', '>']);
        let end = text.find([' ', '\t', '\u{a0}'])?;
        let (bullet, words) = (&text[..end], text[end..].trim());
        let letter = bullet.len() == 2
            && bullet.ends_with(')')
            && bullet.starts_with(|c: char| c.is_ascii_lowercase());
        let sure = bullet.chars().count() == 1 && bullet.starts_with(BULLETS);
        let start = line.end - text.len();
        ((sure || letter || DASHES.contains(&bullet)) && !words.is_empty() && body.is_plain(start))
            .then_some((start, bullet, words, sure, letter))
    };
    let mut at = 0;
    while at < lines.len() {
        let Some((start, bullet, _, sure, letter)) = bullet_of(&lines[at]) else {
            at += 1;
            continue;
        };
        let same = |line: &Range<usize>| {
            bullet_of(line).filter(|(_, other, ..)| *other == bullet || letter && other.ends_with(')'))
        };
        let items: Vec<&str> =
            lines[at..].iter().map_while(|line| same(line).map(|(_, _, words, ..)| words)).collect();
        let end = lines[at + items.len() - 1].end;
        let in_quote = body.text[lines[at].start..start].contains('>');
        if (sure || items.len() >= 2) && !in_quote {
            let list: Vec<String> = items.iter().map(|words| format!("- {words}")).collect();
            report.push(vreemd_opsommingsteken::bullets(body.place(start..end), bullet, list.join("\n")));
        }
        at += items.len();
    }
}

fn indented(body: &Body<'_>, range: &Range<usize>, report: &mut Report) {
    // The block begins behind the indent of its first line.
    let start = body.text[..range.start].rfind('\n').map_or(0, |n| n + 1);
    let end = range.start + body.text[range.clone()].trim_end().len();
    let written = &body.text[start..end];
    let nested = !written.starts_with([' ', '\t']);
    let start = if nested { range.start } else { start };
    let is_text =
        written.contains(' ') && !written.contains(['{', '}', ';', '<', '>', '=', '`', '\\', '|', '#']);
    let text: Vec<&str> = written.lines().map(str::trim_start).collect();
    let text = (is_text && !nested).then(|| text.join("\n"));
    report.push(ingesprongen_tekst::code(body.place(start..end), text));
}

/// A quotation that is nothing but a line with its speaker.
fn quotation(body: &Body<'_>, range: &Range<usize>, report: &mut Report) {
    let mut lines = body.text[range.clone()].lines().map(|line| line.trim_start_matches(['>', ' ']));
    let mut written = lines.by_ref().filter(|line| !line.trim().is_empty());
    if written.next().is_some_and(|line| line.starts_with("— ")) && written.next().is_none() {
        let end = range.start + body.text[range.clone()].trim_end().len();
        report.push(citaat_zonder_tekst::empty(body.place(range.start..end)));
    }
}

/// `[1]` in the text with `[1] …` at the beginning of a line.
fn numbers(body: &Body<'_>, report: &mut Report) {
    let number_at = |at: usize| {
        let inside = body.text[at..].strip_prefix('[')?;
        let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
        ((1..=2).contains(&digits) && inside[digits..].starts_with(']')).then(|| &inside[..digits])
    };
    let found: Vec<(usize, &str)> = body
        .text
        .match_indices('[')
        .filter_map(|(at, _)| Some((at, number_at(at)?)))
        .filter(|(at, _)| body.is_plain(*at))
        .collect();
    let begins_line = |at: usize| body.text[..at].is_empty() || body.text[..at].ends_with('\n');
    for (at, number) in &found {
        let end = at + number.len() + 2;
        let rest = &body.text[end..];
        if begins_line(*at) {
            let mentioned = found.iter().any(|(other, n)| n == number && !begins_line(*other));
            if mentioned && rest.starts_with([' ', '\t']) {
                let right = format!("[^{number}]:");
                report.push(losse_voetnoot::bracketed(body.place(*at..end), number, right));
            }
        } else if found.iter().any(|(other, n)| n == number && begins_line(*other)) {
            report.push(losse_voetnoot::bracketed(body.place(*at..end), number, format!("[^{number}]")));
        }
    }
}
