//! A small library in memory with one part made of what the fuzzer gives, read, linked, reported, rendered and
//! fixed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use parelsnoer::read::{Source, Sources};
use parelsnoer::render::{self, Theme};
use parelsnoer::report::{Severity, SourceMap, gitlab, human};
use parelsnoer::{Analysis, fixes};

static THEME: LazyLock<Theme> =
    LazyLock::new(|| Theme::new(BTreeMap::new()).expect("the theme of the program"));

/// The library with `site` as `site.yaml` and `entry` as its parel.
fn sources(site: &str, entry: &str) -> Sources {
    let mut sources = Sources { site: Some(Source::new("site.yaml", site)), ..Sources::default() };
    sources.entries = vec![
        Source::new(
            "gemeenten/zeist.md",
            "---\ntitel: Zeist\nsamenvatting: Een gemeente.\n---\n\n## Plan\n\nTekst.\n",
        ),
        Source::new("parels/proef.md", entry),
        Source::new(
            "themas/ontmoeting.md",
            "---\ntitel: Ontmoeting\nook_bekend_als: [elkaar zien]\nsamenvatting: Over elkaar.\n---\n\n[[proef]]\n",
        ),
    ];
    sources.sort();
    sources
}

fn analyze(sources: Sources) -> Analysis {
    parelsnoer::analyze_sources(sources, Default::default(), false, &mut Default::default())
}

/// Takes the library through the program. Nothing in `site` and `entry` may stop it, a diagnostic stands in its file, and
/// a site with errors can still be shown.
pub fn pass(site: &str, entry: &str) {
    let texts = sources(site, entry);
    let analysis = analyze(texts.clone());
    let report = analysis.report.clone().sorted();
    for diagnostic in report.diagnostics() {
        let text = texts.text(&diagnostic.place.path).expect("a file that exists");
        assert!(text.get(diagnostic.place.span.range()).is_some(), "{diagnostic:?}");
    }
    let files = SourceMap { text: &|path| texts.text(path), prefix: "" };
    human::render(&report, &files, false, usize::MAX);
    gitlab::render(&report, &files);
    render::render(&analysis.site, &THEME, &render::Options::default()).expect("a site that can be shown");
}

/// Fixes the library: there are never more errors than before, and a second run changes nothing.
pub fn fix(site: &str, entry: &str) {
    let before = analyze(sources(site, entry));
    let errors = before.report.count(Severity::Error);
    let fixed = fixes::fix_all(before, false).analysis;
    assert!(fixed.report.count(Severity::Error) <= errors, "more errors");
    let again = fixes::fix_all(analyze(fixed.sources), false);
    assert!(again.files.is_empty(), "a second run changes {:?}", again.applied);
}
