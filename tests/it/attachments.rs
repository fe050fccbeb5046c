//! Documents beside an entry: what is read of them, and where a reader finds them.

use std::io::Write;

use parelsnoer::attachments::{Attachment, Kind, Problem};

use crate::harness::{build, files, write};

fn read(file: &[u8]) -> Attachment {
    Attachment::new(file.to_vec().into())
}

/// `PDF, 12 bladzijden` and the makers, with a bar between each.
fn facts(file: &[u8]) -> String {
    let document = read(file).content.unwrap();
    let facts = document.facts();
    let (facts, _) = facts.rsplit_once(", ").unwrap();
    std::iter::once(facts.to_owned()).chain(document.makers).collect::<Vec<_>>().join(" | ")
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn stream(id: u32, keys: &str, content: &[u8]) -> Vec<u8> {
    let content = packed(content);
    let head = format!("{id} 0 obj\n<< {keys} /Filter /FlateDecode /Length {} >>\nstream\r\n", content.len());
    [head.as_bytes(), &content, b"\nendstream\nendobj\n"].concat()
}

/// A PDF as modern programs write it: its objects packed together, its table a stream, its metadata XMP.
fn modern(trailer: &str) -> Vec<u8> {
    let objects =
        ["<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>", "<< /Type /Pages /Count 3 0 R >>", "48"];
    let (mut head, mut body) = (String::new(), String::new());
    for (id, object) in (1..).zip(objects) {
        head += &format!("{id} {} ", body.len());
        body += &format!("{object} ");
    }
    let keys = format!("/Type /ObjStm /N 3 /First {}", head.len());
    let xmp = "<x:xmpmeta><dc:creator> <rdf:Seq><rdf:li>Anna &amp; Co</rdf:li>\n<rdf:li>Bo de Wit</rdf:li></rdf:Seq></dc:creator>";
    [
        &b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"[..],
        &stream(5, &keys, format!("{head}{body}").as_bytes()),
        &stream(6, "/Type /Metadata /Subtype /XML", xmp.as_bytes()),
        &stream(7, &format!("/Type /XRef /Root 1 0 R {trailer}"), b"\0\0\0"),
        b"startxref\n0\n%%EOF\n",
    ]
    .concat()
}

#[test]
fn a_pdf_says_how_many_pages_it_has_and_who_made_it() {
    let plain = |author: &str| {
        format!(
            "%PDF-1.4\n1 0 obj<</Author {author}/Title(x)>>endobj 2 0 obj\n<</Type/Catalog\n% a remark >>\n/Pages 3 0 R>>\nendobj\n\
             3 0 obj <</Kids[4 0 R]/Note (\\) >> /Count 9) /Count 7>> endobj\ntrailer\n<</Root 2 0 R/Info 1 0 R>>\n%%EOF"
        )
    };
    for (author, expected) in [
        ("(Jan Jansen)", "PDF, 7 bladzijden | Jan Jansen"),
        ("<FEFF004A00F6>", "PDF, 7 bladzijden | Jö"),
        ("(J\\366 \\(B\\))", "PDF, 7 bladzijden | Jö (B)"),
        ("( )", "PDF, 7 bladzijden"),
        ("[1 2]", "PDF, 7 bladzijden"),
    ] {
        assert_eq!(facts(plain(author).as_bytes()), expected);
    }
    assert_eq!(facts(&modern("")), "PDF, 48 bladzijden | Anna & Co | Bo de Wit");
    assert_eq!(facts(&modern("/Encrypt 9 0 R")), "PDF, 48 bladzijden");
    // What was changed later stands behind it.
    let changed = [&*modern(""), b"2 0 obj << /Type /Pages /Count 1 >> endobj\n%%EOF\n"].concat();
    assert_eq!(facts(&changed), "PDF, 1 bladzijde | Anna & Co | Bo de Wit");
}

#[test]
fn a_damaged_pdf_is_offered_without_facts_and_in_no_time() {
    let whole = modern("");
    for length in 9..whole.len() {
        let found = read(&[&whole[..length], b"\n%%EOF"].concat());
        assert!(found.content.is_ok(), "{length}");
    }
    let loops = b"%PDF-1.4\n1 0 obj 1 0 R endobj trailer << /Root 1 0 R /Info 1 0 R >>\n%%EOF";
    assert_eq!(facts(loops), "PDF");
    let deep =
        [&b"%PDF-1.4\n1 0 obj << /Pages "[..], &b"[".repeat(1_000_000), b" trailer << /Root 1 0 R >> %%EOF"];
    assert_eq!(facts(&deep.concat()), "PDF");
    // A stream that would fill the memory.
    let bomb = stream(5, "/Type /ObjStm /N 1 /First 4", &vec![b' '; 60_000_000]);
    let file = [&b"%PDF-1.7\n"[..], &bomb, b"trailer << /Root 1 0 R >>\n%%EOF"].concat();
    assert_eq!(facts(&file), "PDF");
}

#[test]
fn a_document_is_what_it_holds() {
    let archive = |parts: &[(&str, &str)]| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (name, content) in parts {
            zip.start_file(*name, stored).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let open = |kind: &str| {
        archive(&[
            ("mimetype", &format!("application/vnd.oasis.opendocument.{kind}")),
            ("content.xml", "<x/>"),
        ])
    };
    for (file, expected) in [
        (archive(&[("[Content_Types].xml", ""), ("word/document.xml", "<w/>")]), Some(Kind::Docx)),
        (archive(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "<w/>")]), Some(Kind::Xlsx)),
        (archive(&[("[Content_Types].xml", ""), ("ppt/presentation.xml", "<w/>")]), Some(Kind::Pptx)),
        (open("text"), Some(Kind::Odt)),
        (open("spreadsheet"), Some(Kind::Ods)),
        (open("presentation"), Some(Kind::Odp)),
        (open("text-template"), None),
        (archive(&[("film.mp4", "")]), None),
        (b"naam;aantal\r\nZe\xe9ist;3\r\n".to_vec(), Some(Kind::Csv)),
        (b"<!doctype html><title>x</title>".to_vec(), None),
        (b"MZ\x90\0\x03".to_vec(), None),
        (Vec::new(), None),
    ] {
        let found = read(&file).content;
        assert_eq!(found.clone().map(|document| document.kind).ok(), expected, "{found:?}");
        assert!(expected.is_some() || found == Err(Problem::Unknown));
    }
    let whole = archive(&[("word/document.xml", &"<w/>".repeat(9))]);
    assert_eq!(read(&whole[..whole.len() - 30]).content, Err(Problem::Broken(Kind::Docx)));
}

#[test]
fn a_document_has_one_address_that_stays() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    let attached = |names: &[&str]| {
        let one = |name: &&str| format!("  - bestand: {name}\n    titel: Het document\n");
        let list: String = names.iter().map(one).collect();
        format!("---\ntitel: Over\nbijlagen:\n{list}---\n\nZie [het stuk](/paginas/jaar-plan.pdf).\n")
    };
    write(&content.join("site.yaml"), "titel: Proef\nbasis_url: https://voorbeeld.nl/x/\n");
    let names = ["\"Jaar plan.pdf\"", "jaar-plan.pdf", "../stukken/lijst.csv"];
    write(&content.join("paginas/over.md"), attached(&names));
    write(&content.join("paginas/weer.md"), attached(&["jaar-plan.pdf"]));
    write(&content.join("paginas/Jaar plan.pdf"), "%PDF-1.4 een\n%%EOF");
    write(&content.join("paginas/jaar-plan.pdf"), "%PDF-1.4 twee\n%%EOF");
    write(&content.join("stukken/lijst.csv"), "naam;aantal\n");
    let output = folder.path().join("public");
    build(&content, &output, &[]);
    let published: Vec<String> =
        files(&output).into_iter().filter(|p| p.ends_with("df") || p.contains("lijst")).collect();
    assert_eq!(published, ["bijlagen/lijst.csv", "paginas/jaar-plan-2.pdf", "paginas/jaar-plan.pdf"]);
    let text = |path: &str| std::fs::read_to_string(output.join(path)).unwrap();
    assert_eq!(text("paginas/jaar-plan-2.pdf"), "%PDF-1.4 twee\n%%EOF");
    let page = text("paginas/over/index.html");
    let link = r#"<a href="../../bijlagen/lijst.csv" type="text/csv; charset=utf-8">Het document <span class="card-meta">(CSV-tabel, 1 kB)</span></a>"#;
    assert!(page.contains(link), "{page}");
    let twin = text("paginas/over/index.md");
    assert!(
        twin.contains(
            "- Bijlage: [Het document](<https://voorbeeld.nl/x/paginas/jaar-plan.pdf>) (PDF, 1 kB)"
        ),
        "{twin}"
    );
    assert!(text("data/vermeldingen.json").contains(r#""bestand":"paginas/jaar-plan.pdf""#));
}
