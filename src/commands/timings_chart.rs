//! `build --timings`: the spans of a build as a page with a chart, without scripts, for a browser and for a colleague.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use crate::timings::Span;

/// Pixels of the chart: its width, what stands before and behind it, and the height of a row.
const WIDTH: f64 = 1140.0;
const MARGIN: f64 = 200.0;
const EDGE: f64 = 60.0;
const ROW: f64 = 26.0;
/// What is done at most this many pixels later by the same worker is drawn as one.
const GAP: f64 = 0.7;
/// The number of colours in the style sheet.
const COLOURS: usize = 12;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:75rem;color:#222;background:#fff}
svg{width:100%;height:auto}text{font-size:12px;fill:currentColor}.grid{stroke:#8886;stroke-width:1}
table{border-collapse:collapse}th,td{text-align:left;padding:.2rem .8rem;border-bottom:1px solid #8886}
td+td,th+th{text-align:right;font-variant-numeric:tabular-nums}td svg{width:14px;height:14px;vertical-align:-2px}
.c0{fill:#8a6d1a}.c1{fill:#3b6ea5}.c2{fill:#b4532a}.c3{fill:#4d8a4a}.c4{fill:#8a4a8a}.c5{fill:#c99a2e}
.c6{fill:#2a8c8c}.c7{fill:#b0416b}.c8{fill:#6b6bc4}.c9{fill:#7a8a2e}.c10{fill:#96633c}.c11{fill:#777}
@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1f}}";

/// Work of one sort: how often, and how long without what was done inside it.
#[derive(Default)]
struct Sum {
    times: usize,
    own: Duration,
    longest: Duration,
}

/// The page. `spans` are by worker and begin.
pub(super) fn page(spans: &[Span]) -> String {
    let end = spans.iter().map(|span| span.end).max().unwrap_or_default();
    let (steps, pieces): (Vec<Span>, Vec<Span>) = spans.iter().partition(|span| span.worker.is_none());
    let sums = sums(&pieces);
    let mut kinds: Vec<(&'static str, Sum)> = sums.into_iter().collect();
    kinds.sort_by_key(|(what, sum)| (std::cmp::Reverse(sum.own), *what));
    let colour_of: BTreeMap<&str, usize> =
        kinds.iter().enumerate().map(|(place, (what, _))| (*what, place.min(COLOURS - 1))).collect();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n<title>Tijden van de bouw</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>Tijden van de bouw</h1>\n<p>De bouw duurde {}. Boven staan de stappen, daaronder wat elke werker deed. Wijs een balk aan om te zien wat het is.</p>\n",
        long(end)
    );
    chart(&steps, &pieces, end, &colour_of, &mut out);
    out.push_str("<h2>Stappen</h2>\n<table>\n<tr><th>Stap</th><th>Begin</th><th>Duur</th></tr>\n");
    for span in &steps {
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            span.what,
            long(span.begin),
            long(span.end - span.begin)
        );
    }
    out.push_str("</table>\n<h2>Soorten werk</h2>\n<table>\n<tr><th>Werk</th><th>Aantal</th><th>Samen</th><th>Langste</th></tr>\n");
    for (what, sum) in &kinds {
        let colour = colour_of.get(what).copied().unwrap_or_default();
        let _ = writeln!(
            out,
            "<tr><td><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><rect width=\"14\" height=\"14\" class=\"c{colour}\"/></svg> {what}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            sum.times,
            long(sum.own),
            long(sum.longest)
        );
    }
    out.push_str("</table>\n</body>\n</html>\n");
    out
}

/// What the workers did, per sort of work.
fn sums(pieces: &[Span]) -> BTreeMap<&'static str, Sum> {
    let mut sums: BTreeMap<&'static str, Sum> = BTreeMap::new();
    // The spans around the present one.
    let mut around: Vec<Span> = Vec::new();
    for span in pieces {
        around.retain(|outer| outer.worker == span.worker && outer.end > span.begin);
        let length = span.end - span.begin;
        if let Some(outer) = around.last().and_then(|outer| sums.get_mut(outer.what)) {
            outer.own = outer.own.saturating_sub(length);
        }
        let sum = sums.entry(span.what).or_default();
        sum.times += 1;
        sum.own += length;
        sum.longest = sum.longest.max(length);
        around.push(*span);
    }
    sums
}

fn chart(
    steps: &[Span],
    pieces: &[Span],
    end: Duration,
    colour_of: &BTreeMap<&str, usize>,
    out: &mut String,
) {
    let scale = (WIDTH - MARGIN - EDGE) / end.as_secs_f64().max(1e-9);
    let x = |at: Duration| MARGIN + at.as_secs_f64() * scale;
    let workers: Vec<&[Span]> = pieces.chunk_by(|a, b| a.worker == b.worker).collect();
    let height = ROW * (steps.len() + workers.len() + 2) as f64;
    let _ = writeln!(
        out,
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"Stappen en werkers in de tijd\">"
    );
    for part in 0..=10 {
        let at = end * part / 10;
        let _ = writeln!(
            out,
            "<path class=\"grid\" d=\"M{:.1} 16V{height}\"/><text x=\"{:.1}\" y=\"11\">{}</text>",
            x(at),
            x(at) - 12.0,
            long(at)
        );
    }
    let bar = |from: Duration, to: Duration, row: f64, colour: usize, title: &str, out: &mut String| {
        let _ = writeln!(
            out,
            "<rect class=\"c{colour}\" x=\"{:.2}\" y=\"{:.1}\" width=\"{:.2}\" height=\"18\"><title>{title}</title></rect>",
            x(from),
            row + 4.0,
            ((to - from).as_secs_f64() * scale).max(0.5)
        );
    };
    let mut row = 18.0;
    for span in steps {
        let _ = writeln!(out, "<text x=\"0\" y=\"{:.1}\">{}</text>", row + 17.0, span.what);
        let title = format!("{}: {}", span.what, long(span.end - span.begin));
        bar(span.begin, span.end, row, 0, &title, out);
        row += ROW;
    }
    for (number, worker) in workers.iter().enumerate() {
        let _ = writeln!(out, "<text x=\"0\" y=\"{:.1}\">werker {}</text>", row + 17.0, number + 1);
        for (span, times) in merged(worker, GAP / scale) {
            let colour = colour_of.get(span.what).copied().unwrap_or_default();
            let title = format!("{} ({times}): {}", span.what, long(span.end - span.begin));
            bar(span.begin, span.end, row, colour, &title, out);
        }
        row += ROW;
    }
    out.push_str("</svg>\n");
}

/// The spans of a worker, those that are too short or too near to be told apart as one, by the longest of them.
fn merged(spans: &[Span], gap: f64) -> Vec<(Span, usize)> {
    let mut bars: Vec<(Span, usize)> = Vec::new();
    let mut longest = Duration::ZERO;
    for span in spans {
        let length = span.end - span.begin;
        if let Some((last, times)) = bars.last_mut()
            && span.begin.as_secs_f64() - last.end.as_secs_f64() < gap
            && (span.what == last.what || span.end.as_secs_f64() - last.begin.as_secs_f64() < gap)
        {
            if length > longest {
                (last.what, longest) = (span.what, length);
            }
            last.end = last.end.max(span.end);
            *times += 1;
        } else {
            bars.push((*span, 1));
            longest = length;
        }
    }
    bars
}

/// A time as people read it.
fn long(time: Duration) -> String {
    let text = if time >= Duration::from_secs(1) {
        format!("{:.2} s", time.as_secs_f64())
    } else {
        format!("{:.1} ms", time.as_secs_f64() * 1000.0)
    };
    text.replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(what: &'static str, worker: Option<usize>, begin: u64, end: u64) -> Span {
        Span { what, worker, begin: Duration::from_millis(begin), end: Duration::from_millis(end) }
    }

    #[test]
    fn work_inside_other_work_counts_once() {
        let spans = [span("a", Some(0), 0, 100), span("b", Some(0), 20, 50), span("a", Some(1), 0, 10)];
        let sums = sums(&spans);
        assert_eq!(sums["a"].own, Duration::from_millis(80));
        assert_eq!(sums["b"].own, Duration::from_millis(30));
        assert_eq!((sums["a"].times, sums["a"].longest), (2, Duration::from_millis(100)));
    }

    #[test]
    fn thousands_of_short_pieces_are_few_bars() {
        let many: Vec<Span> =
            (0..20_000).map(|n| span(if n % 2 == 0 { "a" } else { "b" }, Some(0), n, n + 1)).collect();
        assert!(merged(&many, 10.0 / 1000.0).len() < 2_500);
        let page = page(&many);
        assert!(page.len() < 500_000 && !page.contains("<script"));
    }
}
