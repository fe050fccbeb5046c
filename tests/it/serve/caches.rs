//! The caches of a rebuild never show: every rebuild gives what a first build of the same files gives.

use std::path::Path;

use parelsnoer::render::theme::ThemeFiles;
use parelsnoer::render::{LazySite, Options, Theme, render};
use parelsnoer::report::{SourceMap, human};
use parelsnoer::{link, read};

use super::client::{LIBRARY, PAREL};
use crate::harness::{difference, write};

const STORY: &str = "---\ntitel: Een verhaal\nsamenvatting: Over tuinen.\nthemas: [ontmoeting]\n---\n\nEen mantelzorger at mee. Lees \
    [[moestuin]] en [het plan](/parels/buurttafel/#plan).\n";

/// A change to the content folder: a path with its new text, or without to remove it.
type Edit<'a> = (&'a str, Option<String>);

fn edits() -> Vec<Edit<'static>> {
    let parel = |from: &str, to: &str| Some(PAREL.replace(from, to));
    let term = |title: &str| {
        Some(format!("---\ntitel: {title}\nsamenvatting: Wie zorgt.\nook_bekend_als: [verzorger]\n---\n"))
    };
    vec![
        ("verhalen/tuin.md", Some(STORY.to_owned())),
        ("parels/buurttafel.md", parel("Aan tafel.", "## Plan\n\nEen mantelzorger kookt.")),
        ("begrippen/mantelzorger.md", term("Mantelzorger")),
        ("parels/buurttafel.md", parel("Aan tafel.", "## Plan\n\nDe mantelzorger en de verzorger eten.")),
        // A title that contains a glossary term, so that the term is linked elsewhere.
        ("parels/nieuw.md", parel("Buurttafel", "De mantelzorger eet mee")),
        ("parels/aaa.md", parel("Buurttafel", "Een mantelzorger at mee")),
        // The ids of all entries after it shift.
        (
            "gemeenten/aa.md",
            Some("---\ntitel: Aa\nsamenvatting: Klein.\nprovincie: Drenthe\n---\n\nTekst.\n".to_owned()),
        ),
        ("parels/buurttafel.md", parel("themas:", "gemeenten: [aa]\nthemas:")),
        ("begrippen/mantelzorger.md", term("Verzorgende")),
        ("parels/buurttafel.md", parel("Buurttafel", "Tafel")),
        (
            "themas/ontmoeting.md",
            Some("---\ntitel: Samen\nsamenvatting: Anders.\n---\n\nTekst.\n".to_owned()),
        ),
        ("themas/samen.md", Some("---\ntitel: Ontmoeting\nsamenvatting: Botst.\n---\n\nTekst.\n".to_owned())),
        ("parels/nieuw.md", parel("[ontmoeting]", "[Ontmoeting]")),
        ("themas/samen.md", None),
        ("parels/nieuw.md", parel("[ontmoeting]", "[bestaatniet]")),
        ("parels/map/nieuw.md", parel("Buurttafel", "Dubbel")),
        ("parels/nieuw.md", None),
        ("parels/map/nieuw.md", parel("titel: Buurttafel", "titel: [")),
        ("parels/map/nieuw.md", None),
        ("parels/niet-af.md", None),
        ("gemeenten/aa.md", None),
        ("parels/buurttafel.md", parel("themas:", "afbeelding: {bestand: vlak.png, alt: Een vlak}\nthemas:")),
        ("site.yaml", Some("titel: Andere naam\nbasis_url: https://voorbeeld.nl/pad/\n".to_owned())),
        ("begrippen/mantelzorger.md", None),
        ("site.yaml", None),
        ("parels/vreemd.txt", Some("hoort hier niet".to_owned())),
    ]
}

/// The diagnostics and the number of entries as text.
fn rendered(site: &link::Site, report: &parelsnoer::report::Report, sources: &read::Sources) -> String {
    human::render(report, &SourceMap { text: &|path| sources.text(path), prefix: "" }, false, usize::MAX)
        + &format!("{} vermeldingen", site.entries.len())
}

#[test]
fn every_rebuild_gives_what_a_first_build_gives() {
    for drafts in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path();
        LIBRARY.iter().for_each(|(path, text)| write(&content.join(path), text));
        let image =
            std::fs::read(crate::harness::repository("tests/sites/soort-pagina/input/paginas/vlak.png"))
                .unwrap();
        write(&content.join("parels/vlak.png"), image);
        let theme = std::sync::Arc::new(Theme::new(ThemeFiles::default()).unwrap());
        let mut rebuilds = Rebuilds::default();
        rebuilds.compare(content, drafts, &theme, "the start");
        for (path, text) in edits() {
            let file = content.join(path);
            match &text {
                Some(text) => write(&file, text),
                None => std::fs::remove_file(&file).unwrap(),
            }
            rebuilds.compare(content, drafts, &theme, &format!("{path}: {text:?}"));
        }
    }
}

#[derive(Default)]
struct Rebuilds {
    cache: parelsnoer::Cache,
}

impl Rebuilds {
    fn compare(&mut self, content: &Path, drafts: bool, theme: &std::sync::Arc<Theme>, edit: &str) {
        let parelsnoer::Analysis { site, sources, report, .. } =
            parelsnoer::analyze(content, drafts, &mut self.cache).unwrap();
        let found = rendered(&site, &report, &sources);

        let parelsnoer::Analysis { site: fresh, sources: texts, report, .. } =
            parelsnoer::analyze(content, drafts, &mut Default::default()).unwrap();
        let expected = rendered(&fresh, &report, &texts);
        assert!(found == expected, "after {edit}\n{}", difference(&expected, &found));

        let preview = LazySite::new(std::sync::Arc::new(site), theme.clone(), &Options::default());
        for page in render(&fresh, theme, &Options::default()).unwrap() {
            let shown = preview
                .file(&page.path)
                .unwrap_or_else(|| panic!("after {edit}: {} is missing", page.path))
                .unwrap();
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            assert!(
                shown == page.bytes,
                "after {edit}: {}\n{}",
                page.path,
                difference(&text(&page.bytes), &text(&shown))
            );
        }
    }
}
