//! The cards that other sites show beside a link.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use image::{ImageReader, Rgb};
use parelsnoer::render::{LazySite, Options, Theme};

use crate::harness::{PROGRAM, assert_none, command, parelsnoer, run, tree, write};

const BASE: &str = "https://voorbeeld.nl/pad/";

/// Entries with titles from short to far too long.
fn content(folder: &Path, base: bool) {
    let site = if base { format!("titel: Proef\nbasis_url: {BASE}\n") } else { "titel: Proef\n".to_owned() };
    write(&folder.join("content/site.yaml"), site);
    let titles = [
        ("ede", "Ede".to_owned()),
        (
            "lang",
            "Wat de participatiesamenleving van professionals vraagt, en hoe zij elkaar daarin helpen"
                .to_owned(),
        ),
        ("woord", "Meervoudigecomplexeproblematiekhulpverleningscoördinatieteamoverleg".to_owned()),
        ("veel", "Een heel lange titel met veel woorden ".repeat(12)),
        ("tekens", "«Thuis» & ’s avonds – één €5 ☂ 漢".to_owned()),
    ];
    for (slug, title) in titles {
        let text = format!(
            "---\ntitel: \"{title}\"\nsamenvatting: Zo werkt het.\ndatum: 2017-11-09\nbijgewerkt: 2020-02-03\nthemas: [buurt]\n---\n\nTekst.\n"
        );
        write(&folder.join(format!("content/parels/{slug}.md")), text);
    }
    let theme = "---\ntitel: Buurt\nsamenvatting: De buurt.\n---\n\nTekst.\n";
    write(&folder.join("content/themas/buurt.md"), theme);
}

/// Builds with a cache of its own, and gives the files.
fn built(folder: &Path, cache: &str, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let output = folder.join("public");
    if output.exists() {
        std::fs::remove_dir_all(&output).unwrap();
    }
    let mut command = command(PROGRAM, folder);
    command.arg("build").args(more).env("PARELSNOER_CACHE", cache);
    let ended = run(command);
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    tree(&output)
}

fn cards(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&String, &Vec<u8>> {
    files.iter().filter(|(path, _)| path.starts_with("beelden/delen/")).collect()
}

fn meta<'a>(page: &'a str, property: &str) -> Option<&'a str> {
    page.split(&format!("\"{property}\" content=\"")).nth(1)?.split('"').next()
}

#[test]
fn every_page_of_an_entry_names_its_card() {
    let folder = tempfile::tempdir().unwrap();
    content(folder.path(), true);
    let files = built(folder.path(), "", &[]);
    let mut problems = Vec::new();
    let pages = files.iter().filter(|(path, _)| {
        *path == "index.html"
            || path.matches('/').count() == 2 && path.starts_with("parels/") && path.ends_with(".html")
    });
    let pages: Vec<_> = pages.collect();
    assert_eq!(pages.len(), 6);
    for (path, bytes) in pages {
        let page = std::str::from_utf8(bytes).unwrap();
        let url = meta(page, "og:image").unwrap_or_default();
        let Some(card) = url.strip_prefix(BASE).and_then(|at| files.get(at)) else {
            problems.push(format!("{path}: no file at «{url}»"));
            continue;
        };
        if card.len() > 60_000 {
            problems.push(format!("{path}: {} bytes", card.len()));
        }
        let picture = ImageReader::with_format(Cursor::new(card), image::ImageFormat::Png).decode().unwrap();
        let said =
            [meta(page, "og:image:width"), meta(page, "og:image:height")].map(|n| n.unwrap().to_owned());
        if said != [picture.width(), picture.height()].map(|n| n.to_string()) || said != ["1200", "630"] {
            problems.push(format!("{path}: {said:?}"));
        }
        // Nothing of the title comes near an edge, or under the beads.
        let picture = picture.into_rgb8();
        let ground = *picture.get_pixel(0, 0);
        let edge = (0..630).flat_map(|y| [(20, y), (40, y)]).chain((72..700).map(|x| (x, 625)));
        if edge.into_iter().any(|(x, y)| *picture.get_pixel(x, y) != ground) {
            problems.push(format!("{path}: something stands at the edge"));
        }
        let bright = |x: u32, y: u32| picture.get_pixel(x, y).0.iter().all(|part| *part > 200);
        if !(150..440).any(|y| (72..700).any(|x| bright(x, y))) {
            problems.push(format!("{path}: there is no title"));
        }
        if meta(page, "og:image:alt").is_none_or(str::is_empty) {
            problems.push(format!("{path}: no text instead of the card"));
        }
    }
    assert_none(&problems);
    let page = String::from_utf8(files["parels/ede/index.html"].clone()).unwrap();
    assert_eq!(meta(&page, "article:published_time"), Some("2017-11-09"));
    assert_eq!(meta(&page, "article:modified_time"), Some("2020-02-03"));
    assert_eq!(meta(&page, "article:section"), Some("Parel"));
    assert_eq!(meta(&page, "article:tag"), Some("Buurt"));
    assert_eq!(meta(&page, "og:description"), Some("Zo werkt het."));
}

#[test]
fn a_card_is_the_same_from_the_cache_and_without_it() {
    let folder = tempfile::tempdir().unwrap();
    content(folder.path(), true);
    let cache = folder.path().join("cache");
    let own = cache.to_str().unwrap();
    let first = built(folder.path(), own, &[]);
    let kept: Vec<_> = walkdir::WalkDir::new(&cache).into_iter().map(Result::unwrap).collect();
    let kept: Vec<_> =
        kept.iter().filter(|item| item.path().extension().is_some_and(|e| e == "kaart")).collect();
    assert_eq!(kept.len(), cards(&first).len());
    assert_eq!(cards(&first), cards(&built(folder.path(), own, &[])));
    assert_eq!(cards(&first), cards(&built(folder.path(), "", &[])));
    // It is the cache that a card is taken from.
    for item in &kept {
        std::fs::write(item.path(), "X").unwrap();
    }
    assert!(cards(&built(folder.path(), own, &[])).values().all(|card| *card == b"X"));
    // What was not used for two months leaves the cache, and nothing else.
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(61 * 24 * 60 * 60);
    std::fs::write(cache.join("kaarten/van-een-ander.txt"), "").unwrap();
    for file in [kept[0].path(), &cache.join("opgeruimd"), &cache.join("kaarten/van-een-ander.txt")] {
        std::fs::File::options().append(true).open(file).unwrap().set_modified(old).unwrap();
    }
    built(folder.path(), own, &["--base-url", "https://elders.nl/"]);
    let left = std::fs::read(kept[0].path()).unwrap();
    assert_ne!(left, b"X", "the old card was taken from the cache");
    assert_eq!(std::fs::read(kept[1].path()).unwrap(), b"X");
    assert!(cache.join("kaarten/van-een-ander.txt").exists());
}

#[test]
fn without_an_address_there_are_no_cards() {
    let folder = tempfile::tempdir().unwrap();
    content(folder.path(), false);
    let files = built(folder.path(), "", &[]);
    assert_eq!(cards(&files).len(), 0);
    let page = String::from_utf8(files["parels/ede/index.html"].clone()).unwrap();
    assert_eq!(meta(&page, "og:image"), None);
}

#[test]
fn the_preview_draws_a_card_when_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    content(folder.path(), true);
    let files = built(folder.path(), "", &[]);
    let site =
        parelsnoer::analyze(&folder.path().join("content"), false, &mut Default::default()).unwrap().site;
    let theme = Theme::new(Default::default()).unwrap();
    let lazy = LazySite::new(site.into(), theme.into(), &Options::default());
    for (path, card) in cards(&files) {
        assert!(lazy.serves(path), "{path}");
        assert_eq!(&*lazy.file(path).unwrap().unwrap(), &card[..], "{path}");
    }
    assert!(!lazy.serves("beelden/delen/ede.0000000000.png"));
    assert!(!lazy.serves("beelden/delen/niets.png"));
}

#[test]
fn a_theme_can_draw_its_own_card() {
    let folder = tempfile::tempdir().unwrap();
    content(folder.path(), true);
    let template = folder.path().join("thema/templates/deelkaart.svg");
    let svg = |inside: &str| format!("<svg width=\"1200\" height=\"630\">{inside}</svg>");
    write(&template, svg("<rect width=\"1200\" height=\"630\" fill=\"#ff8800\"/>"));
    let files = built(folder.path(), "", &["--theme", "thema"]);
    for card in cards(&files).values() {
        let picture = image::load_from_memory(card).unwrap().into_rgb8();
        assert_eq!(*picture.get_pixel(600, 300), Rgb([255, 136, 0]));
    }
    for (inside, said) in [
        ("<ellipse/>", "«ellipse» kan niet in deze tekening"),
        ("<text>a</text>", "er is geen lettertype «» in de map fonts van het thema; wel: schibsted-grotesk"),
        ("<rect width=\"9\" height=\"9\" fill=\"rood\"/>", "«rood» is geen kleur"),
        ("<rect width=\"9\" height=\"9\" fill=\"url(#x)\"/>", "er is geen kleurverloop «x»"),
        ("<path d=\"m1 2\"/>", "gebruik M, L, Q, C en Z"),
        ("<g>", "dit is geen geldige SVG"),
    ] {
        write(&template, svg(inside));
        let ended = parelsnoer(folder.path(), &["build", "--theme", "thema"]);
        assert_eq!(ended.status, 2, "{}", ended.stderr);
        assert!(ended.stderr.contains("templates/deelkaart.svg: "), "{}", ended.stderr);
        assert!(ended.stderr.contains(said), "{}", ended.stderr);
    }
}
