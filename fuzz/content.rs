//! A small library in memory with one part made of what the fuzzer gives, read, linked, reported and rendered.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use parelsnoer::read::{Source, Sources};
use parelsnoer::render::{self, Theme};
use parelsnoer::report::{SourceMap, gitlab, human};

static THEME: LazyLock<Theme> =
    LazyLock::new(|| Theme::new(BTreeMap::new()).expect("the theme of the program"));

/// Takes the library through the program. `site` is `site.yaml`, `entry` a parel; nothing in them may stop the program,
/// a diagnostic stands in its file, a fix is applied, and what has no diagnostic can be shown.
pub fn pass(site: &str, entry: &str) {
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
    let texts =
        Sources { site: sources.site.clone(), entries: sources.entries.clone(), ..Sources::default() };
    let analysis = parelsnoer::analyze_sources(sources, Default::default(), false, &mut Default::default());
    let report = analysis.report.clone().sorted();
    for diagnostic in report.diagnostics() {
        let text = texts.text(&diagnostic.place.path).expect("a file that exists");
        assert!(text.get(diagnostic.place.span.range()).is_some(), "{diagnostic:?}");
    }
    let files = SourceMap { text: &|path| texts.text(path), prefix: "" };
    human::render(&report, &files, false, usize::MAX);
    gitlab::render(&report, &files);
    render::render(&analysis.site, &THEME, &render::Options::default()).expect("a site that can be shown");
    parelsnoer::fixes::fix_all(analysis, false);
}
