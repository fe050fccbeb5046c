//! A text in a box: as large as it can be, in lines of about the same length, and never cut off.

use hypher::Lang;

/// How much smaller a size is than the one before it.
const STEP: f32 = 0.96;
/// The part of the wished size that a text keeps before a long word is broken.
const WITHOUT_HYPHENS: f32 = 0.7;
/// Below this nobody can read it; a text that still does not fit ends in «…».
const SMALLEST: f32 = 14.0;

/// The box of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) lines: usize,
    /// The size that it has if it fits.
    pub(super) size: f32,
    /// The height of a line, in sizes.
    pub(super) leading: f32,
}

/// The lines of a text, and their size.
#[derive(Debug, PartialEq)]
pub(super) struct Fitted {
    pub(super) lines: Vec<String>,
    pub(super) size: f32,
}

/// Fits a text into a box; `width` measures a text in ems.
pub(super) fn fit(text: &str, bounds: Bounds, width: &impl Fn(&str) -> f32) -> Fitted {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut size = bounds.size;
    while size >= SMALLEST {
        let room = Room { ems: bounds.width / size, lines: most_lines(bounds, size) };
        let hyphens = size < bounds.size * WITHOUT_HYPHENS;
        if let Some(lines) = balanced(&words, room, hyphens, width) {
            return Fitted { lines, size };
        }
        size *= STEP;
    }
    let size = SMALLEST;
    let room = Room { ems: bounds.width / size, lines: most_lines(bounds, size) };
    Fitted { lines: shortened(&words, room, width), size }
}

/// What fits at one size: the width in ems, and lines.
#[derive(Clone, Copy)]
struct Room {
    ems: f32,
    lines: usize,
}

fn most_lines(bounds: Bounds, size: f32) -> usize {
    // The first line needs its own height only; each other also the space above it.
    let lines = ((bounds.height / size - 1.0) / bounds.leading).floor() + 1.0;
    (lines.max(1.0) as usize).min(bounds.lines)
}

/// The lines of a text in the fewest lines, as narrow as those allow; `None` when it does not fit.
fn balanced(words: &[&str], room: Room, hyphens: bool, width: &impl Fn(&str) -> f32) -> Option<Vec<String>> {
    let lines = broken(words, room.ems, hyphens, width)?;
    if lines.len() > room.lines {
        return None;
    }
    let (mut best, mut low, mut high) = (lines, 0.0, room.ems);
    for _ in 0..8 {
        let middle = f32::midpoint(low, high);
        // Narrower lines may not break a word that is whole in wider ones.
        match broken(words, middle, false, width).filter(|lines| lines.len() == best.len()) {
            Some(lines) => (best, high) = (lines, middle),
            None => low = middle,
        }
    }
    Some(best)
}

/// The lines of a text, each filled before the next; `None` when a word is wider than a line.
fn broken(words: &[&str], ems: f32, hyphens: bool, width: &impl Fn(&str) -> f32) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if width(&longer) <= ems {
                *line = longer;
                continue;
            }
        }
        if width(word) <= ems {
            lines.push((*word).to_owned());
        } else if hyphens {
            hyphenated(word, ems, width, &mut lines)?;
        } else {
            return None;
        }
    }
    Some(lines)
}

/// Adds a word that is wider than a line, broken between syllables or after a hyphen of its own.
fn hyphenated(word: &str, ems: f32, width: &impl Fn(&str) -> f32, lines: &mut Vec<String>) -> Option<()> {
    let with_hyphen = |part: &str| if part.ends_with('-') { part.to_owned() } else { format!("{part}-") };
    let mut syllables = hypher::hyphenate(word, Lang::Dutch).peekable();
    let mut part = syllables.next()?.to_owned();
    // What still fits behind the words before it.
    let mut before = lines.pop().map(|line| format!("{line} ")).unwrap_or_default();
    if width(&with_hyphen(&format!("{before}{part}"))) > ems {
        lines.extend((!before.is_empty()).then(|| before.trim_end().to_owned()));
        before.clear();
    }
    for syllable in syllables {
        let longer = format!("{part}{syllable}");
        if width(&with_hyphen(&format!("{before}{longer}"))) <= ems {
            part = longer;
        } else {
            lines.push(with_hyphen(&format!("{before}{part}")));
            before.clear();
            syllable.clone_into(&mut part);
        }
    }
    (width(&part) <= ems).then(|| lines.push(part))
}

/// As much of a text as there is room for.
fn shortened(words: &[&str], room: Room, width: &impl Fn(&str) -> f32) -> Vec<String> {
    let text = words.join(" ");
    let mut lines = vec![String::new()];
    for sign in text.chars() {
        let last = lines.len() == room.lines;
        let Some(line) = lines.last_mut() else { break };
        line.push(sign);
        if width(&format!("{line}…")) <= room.ems {
            continue;
        }
        line.pop();
        if last {
            line.push('…');
            break;
        }
        lines.push(sign.to_string());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sign half an em wide.
    fn half(text: &str) -> f32 {
        text.chars().count() as f32 / 2.0
    }

    const BOX: Bounds = Bounds { width: 600.0, height: 400.0, lines: 4, size: 80.0, leading: 1.1 };

    #[test]
    fn a_short_text_keeps_its_size() {
        assert_eq!(fit("Oss", BOX, &half), Fitted { lines: vec!["Oss".into()], size: 80.0 });
    }

    #[test]
    fn lines_are_about_as_long() {
        let fitted = fit("Vroeg kennismaken met statushouders", BOX, &half);
        assert_eq!(fitted.lines, ["Vroeg", "kennismaken met", "statushouders"].map(String::from));
        let fitted = fit("een twee drie vier vijf", BOX, &half);
        assert_eq!(fitted.lines, ["een twee drie", "vier vijf"].map(String::from));
    }

    #[test]
    fn every_text_is_whole_within_its_box() {
        let long = "meervoudigecomplexeproblematiekhulpverleningscoördinatieteamoverleg ".repeat(2);
        let many = "een paar woorden over het werk in de wijk ".repeat(6);
        for text in
            ["Ede", &long, &many, "a-b", "Hart-voor-elkaar-in-de-gemeente-Utrechtse-Heuvelrug-en-omstreken"]
        {
            let fitted = fit(text, BOX, &half);
            assert!(fitted.lines.len() <= BOX.lines, "{fitted:?}");
            assert!(
                fitted.lines.iter().all(|line| half(line) * fitted.size <= BOX.width + 0.01),
                "{fitted:?}"
            );
            let letters = |text: &str| text.replace([' ', '-'], "");
            assert_eq!(letters(&fitted.lines.concat()), letters(text), "{fitted:?}");
        }
    }

    #[test]
    fn what_nobody_could_read_is_shortened() {
        let fitted = fit(&"x".repeat(2000), BOX, &half);
        assert_eq!(fitted.lines.len(), 4);
        assert!(fitted.lines[3].ends_with('…'));
    }
}
