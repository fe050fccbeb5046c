//! What people paste, as data: `tests/paste/<name>.html`, `.txt` and `.docx` (a file, or a folder with its parts), with
//! the Markdown that it becomes in `<name>.md` and what a person should look at in `<name>.remarks`.
//!
//! `UPDATE_SNAPSHOTS=1` rewrites both.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use parelsnoer::paste::{self, DocxError, Pasted, Remark};
use parelsnoer::read::{Source, Sources};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::{assert_none, difference, names, repository, tree, update_snapshots, write};

const SAMPLES: &str = "tests/paste";

/// A .docx with these parts.
fn package<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A .docx with this XML as its text.
fn document(xml: &str) -> Vec<u8> {
    package([("word/document.xml", xml.as_bytes())])
}

fn paste_file(path: &Path) -> Pasted {
    let extension = path.extension().unwrap().to_str().unwrap();
    if path.is_dir() {
        let parts = tree(path);
        return paste::docx(&package(parts.iter().map(|(name, bytes)| (&**name, &**bytes)))).unwrap();
    }
    let bytes = std::fs::read(path).unwrap();
    match extension {
        "docx" => paste::docx(&bytes).unwrap(),
        "html" => paste::html(&paste::decode(&bytes)),
        "txt" => paste::plain_text(&paste::decode(&bytes)),
        other => panic!("{}: wat is .{other}?", path.display()),
    }
}

fn markdown(pasted: &Pasted) -> String {
    pasted.markdown(|image| image.name.clone())
}

/// What `check` has against an entry with this text, without what only a person can put right.
fn findings(pasted: &Pasted) -> Vec<String> {
    let entry = format!(
        "---\ntitel: Een proef met plakken\nsamenvatting: Kort.\nthemas: [ontmoeting]\n---\n\n{}",
        markdown(pasted)
    );
    let theme = "---\ntitel: Ontmoeting\nsamenvatting: Over elkaar.\n---\n\n[[proef]]\n";
    let images = pasted.images.iter().map(|i| {
        (
            format!("parels/{}", i.name),
            std::sync::Arc::new(parelsnoer::images::ImageFile::new(&i.bytes.clone().into())),
        )
    });
    let mut sources = Sources { images: images.collect::<BTreeMap<_, _>>(), ..Sources::default() };
    sources.site = Some(Source::new("site.yaml", "titel: Proef\n"));
    sources.entries =
        vec![Source::new("parels/proef.md", &*entry), Source::new("themas/ontmoeting.md", theme)];
    sources.sort();
    let analysis = parelsnoer::analyze_sources(sources, Default::default(), false, &mut Default::default());
    let found = analysis.report.diagnostics().iter();
    // A description, what may be published, what is not finished, and what was already written wrongly.
    const FOR_A_PERSON: [&str; 15] = [
        "afbeelding-kapot",
        "afbeelding-te-klein",
        "afbeelding-zonder-alt",
        "feit-zonder-bron",
        "persoonsgegevens",
        "werknotitie",
        "adres-niet-openbaar",
        "vreemde-opmaak",
        "verminkte-tekens",
        "losse-voetnoot",
        "vreemd-opsommingsteken",
        "onzichtbaar-teken",
        "link-verkeerd-geschreven",
        "opmaak-sluit-niet",
        "vette-regel-als-kop",
    ];
    let found = found.filter(|d| !FOR_A_PERSON.contains(&d.rule));
    found
        .map(|d| {
            format!("{} [{}] in «{}»", d.message, d.rule, entry.get(d.place.span.range()).unwrap_or_default())
        })
        .collect()
}

#[test]
fn every_sample_becomes_clean_markdown() {
    let root = repository(SAMPLES);
    let mut problems = Vec::new();
    let samples: Vec<String> =
        names(&root).into_iter().filter(|n| !n.ends_with(".md") && !n.ends_with(".remarks")).collect();
    assert!(samples.len() > 10, "{samples:?}");
    for name in samples {
        let pasted = paste_file(&root.join(&name));
        let stem = name.rsplit_once('.').unwrap().0;
        let remarks: String = pasted.remarks.iter().map(|remark| format!("{remark}\n")).collect();
        for (ending, found) in [("md", markdown(&pasted)), ("remarks", remarks)] {
            let file = root.join(format!("{stem}.{ending}"));
            let expected = std::fs::read_to_string(&file).unwrap_or_default();
            if expected == found {
                continue;
            }
            if update_snapshots() {
                write(&file, found);
            } else {
                problems.push(format!("{name} → {ending}\n{}", difference(&expected, &found)));
            }
        }
        problems.extend(findings(&pasted).into_iter().map(|finding| format!("{name}: {finding}")));
    }
    assert_none(&problems);
}

#[test]
fn what_cannot_be_a_document_is_refused() {
    assert_eq!(paste::docx(b"").unwrap_err(), DocxError::Damaged);
    assert_eq!(paste::docx(b"PK\x03\x04 niets").unwrap_err(), DocxError::Damaged);
    assert_eq!(paste::docx(&[0xD0, 0xCF, 0x11, 0xE0, 0]).unwrap_err(), DocxError::EncryptedOrOld);
    assert_eq!(paste::docx(&vec![0; paste::MAX_SIZE + 1]).unwrap_err(), DocxError::TooLarge);
    assert_eq!(paste::docx(&package([("content.xml", &b"<x/>"[..])])).unwrap_err(), DocxError::Damaged);
    assert_eq!(paste::docx(&document("<w:body/>")).unwrap_err(), DocxError::Damaged);
    assert_eq!(paste::docx(&document("<w:document><w:body></w:p>")).unwrap_err(), DocxError::Damaged);
    assert_eq!(markdown(&paste::docx(&document("<w:document/>")).unwrap()), "");
}

/// An archive of 150 kB that unpacks to 150 MB.
#[test]
fn a_bomb_in_an_archive_is_refused() {
    let bytes = document(&" ".repeat(150_000_000));
    assert!(bytes.len() < 1_000_000);
    assert_eq!(paste::docx(&bytes).unwrap_err(), DocxError::TooLarge);
}

#[test]
fn entities_of_a_document_do_not_multiply() {
    let lots: String =
        (1..10).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
    let xml = format!(
        "<!DOCTYPE x [<!ENTITY a0 \"aaaaaaaaaa\">{lots}]><w:document><w:body><w:p><w:r><w:t>x&a9;y &amp; z</w:t></w:r></w:p></w:body></w:document>"
    );
    assert_eq!(markdown(&paste::docx(&document(&xml)).unwrap()), "xy & z\n");
}

/// Input that makes parsers or converters take minutes, or run out of stack.
#[test]
fn nothing_takes_long() {
    let many = |unit: &str, times: usize| unit.repeat(times);
    let numbered =
        |unit: &str, times: usize| (0..times).map(|n| unit.replace('#', &n.to_string())).collect::<String>();
    let wrap = |body: String| format!("<w:document><w:body>{body}</w:body></w:document>");
    let html = [
        many("<div>", 50_000),
        many("<b><p>", 50_000),
        many("</p>", 50_000),
        numbered("<p><b id=#>x", 20_000),
        format!("<a {}>x", numbered("a# ", 50_000)),
        numbered("<ul><li>x", 20_000),
        many("<table><tr><td>x", 5_000),
        format!("<table><tr>{}</tr>{}</table>", many("<td>a", 2_000), many("<tr><td>a", 2_000)),
        format!("<table><tr>{}</table>", many("<td colspan=1000 rowspan=1000>a", 1_000)),
        format!("<p>{}</p>", many("*_`[", 20_000)),
        format!("<p>{}</p>", many("<b>a</b><i>b</i>", 10_000)),
        format!("<p>{}</p>", many("<a href='https://a.nl'>a</a> b ", 10_000)),
        format!("<p>{}</p>", many("a<br>", 50_000)),
        format!("<p>{}</p>", many("[1] ", 20_000)),
        format!("<p>{}</p>", many("https://", 20_000)),
        many("<p>[1] x</p>", 20_000),
        many("<blockquote>", 20_000),
        many("&", 100_000),
        many("<", 100_000),
        many("<!--", 50_000),
    ];
    let text = [
        many("\t", 100_000),
        many("a\tb\n", 20_000),
        many("- a\n", 20_000),
        many(" ", 200_000),
        many("i) a\na) b\n", 10_000),
        many("www.", 50_000),
        many("\n", 100_000),
    ];
    let xml = [
        wrap(many("<w:tbl><w:tr><w:tc>", 20_000)),
        wrap(format!("<w:p>{}", many("<w:ins>", 50_000))),
        wrap(format!("<w:p {}/>", numbered("a#='' ", 50_000))),
        wrap(many("<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:t>x</w:t></w:r></w:p>", 10_000)),
    ];
    let started = Instant::now();
    let mut slow = Vec::new();
    let mut measure = |what: &str, made: &dyn Fn() -> String| {
        let begun = Instant::now();
        made();
        // A hundred times what the slowest takes on a machine that does something else as well.
        if begun.elapsed() > Duration::from_secs(10) {
            slow.push(format!("{:?} voor {}", begun.elapsed(), &what[..what.len().min(60)]));
        }
    };
    html.iter().for_each(|input| measure(input, &|| markdown(&paste::html(input))));
    text.iter().for_each(|input| measure(input, &|| markdown(&paste::plain_text(input))));
    xml.iter().for_each(|input| {
        let bytes = document(input);
        measure(input, &|| {
            paste::docx(&bytes).map_or_else(|error| error.to_string(), |pasted| markdown(&pasted))
        });
    });
    assert_none(&slow);
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

/// Parts of HTML that mean something to the reader, in an order that nobody thought of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<ul>",
        "</ul>",
        "<ol>",
        "<li>",
        "</li>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td colspan=3>",
        "<th rowspan=2>",
        "<h1>",
        "</h1>",
        "<h4>",
        "<br>",
        "<hr>",
        "<blockquote>",
        "</blockquote>",
        "<a href='https://a.nl/?utm_x=1'>",
        "<a href='#n'>1</a>",
        "</a>",
        "<a id=n>",
        "<div id=ftn1>",
        "</div>",
        "<pre>",
        "<code>",
        "</code>",
        "<sup>2</sup>",
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
        "<del datetime=x>",
        "<p style='mso-list:l0 level2 lfo1'>",
        "<span style='mso-list:Ignore'>o</span>",
        "een ",
        "twee",
        " ",
        "*",
        "**",
        "_",
        "`",
        "[",
        "](x)",
        "[1]",
        "[^1]",
        "# ",
        "1. ",
        "- ",
        "• ",
        "> ",
        "|",
        "\\",
        "<!-- x -->",
        "&lt;b&gt;",
        "&amp;copy;",
        "~~",
        "!",
        "{#x}",
        "é",
        "Ã©",
        "\u{a0}",
        "\u{202e}",
        "\t",
        "https://b.nl/x.",
        "www.c.nl",
        "===",
        "---",
        "\n",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// What can be read in a text: letters and digits.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_html_passes_the_check(html in pieces()) {
        let pasted = paste::html(&html);
        let found = findings(&pasted);
        prop_assert!(found.is_empty() || markdown(&pasted).is_empty(), "{html:?}\n{}\n{found:?}", markdown(&pasted));
    }

    #[test]
    fn any_text_passes_the_check_and_stays(pieces in pieces()) {
        // As text it is full of signs that Markdown would take for something.
        let text = pieces.replace('\u{202e}', "");
        let pasted = paste::plain_text(&text);
        let written = markdown(&pasted);
        let found = findings(&pasted);
        prop_assert!(found.is_empty() || written.is_empty(), "{text:?}\n{written}\n{found:?}");
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = paste::decode(&bytes);
        markdown(&paste::html(&text));
        markdown(&paste::plain_text(&text));
        let _ = paste::docx(&bytes);
    }

    #[test]
    fn any_xml_is_read(xml in "(<w:(p|r|t|tbl|tr|tc|pPr|ins|del|hyperlink|drawing)( w:val=\"1\")?/?>|</w:(p|r|t|tbl|tr|tc)>|een|&amp;| ){0,40}") {
        let _ = paste::docx(&document(&format!("<w:document><w:body>{xml}</w:body></w:document>"))).map(|p| markdown(&p));
    }

    #[test]
    fn no_letter_is_lost(words in prop::collection::vec("[a-zé]{2,8}[.,:*_`#|!~-]{0,2}", 1..30)) {
        let text = words.join(" ");
        let html = format!("<p><b>{}</b></p>", words.join("</b><i> "));
        // Only what begins an item of a list may go.
        prop_assert_eq!(letters(&markdown(&paste::plain_text(&text))), letters(&text));
        prop_assert_eq!(letters(&markdown(&paste::html(&html))), letters(&text));
    }
}

#[test]
fn remarks_are_dutch_sentences_with_the_right_number() {
    assert!(Remark::Comments(1).to_string().starts_with("1 opmerking "));
    assert!(Remark::Comments(2).to_string().starts_with("2 opmerkingen "));
}
