//! Documents that an editor sends to the desk.

use super::client::{PAREL, Server};
use super::desk::file;
use super::uploads::upload_at;
use crate::harness::names;

const PAGE: &str = "/_redactie/bijlage/parel/buurttafel/";
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Count 3>> endobj trailer <</Root 1 0 R>>\n%%EOF";

#[test]
fn a_document_lands_beside_the_entry_and_behind_those_that_it_has() {
    let server = Server::start();
    let form = server.get("/_redactie/bewerk/parel/buurttafel/").text();
    assert!(form.contains(&format!("<a href=\"{PAGE}\">Kies een document op dit apparaat</a>")), "{form}");
    let about = [("titel", "Handleiding: aan tafel"), ("omschrijving", "")];
    let saved = upload_at(&server, PAGE, &about, "C:\\fakepath\\Handleiding tafel.PDF", PDF);
    let done = "/_redactie/bewerk/parel/buurttafel/?gelukt=bijlage";
    assert_eq!((saved.status, saved.header("location")), (303, done), "{}", saved.text());
    let again = [("titel", "Nog een"), ("omschrijving", "Wie wat meeneemt")];
    assert_eq!(upload_at(&server, PAGE, &again, "handleiding tafel.pdf", PDF).status, 303);
    let key = "bijlagen:\n  - bestand: handleiding-tafel.pdf\n    titel: \"Handleiding: aan tafel\"\n  \
               - bestand: handleiding-tafel-2.pdf\n    titel: Nog een\n    omschrijving: Wie wat meeneemt\n";
    let themes = "themas: [ontmoeting]\n";
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL.replace(themes, &format!("{key}{themes}")));
    assert_eq!(std::fs::read(server.path("content/parels/handleiding-tafel.pdf")).unwrap(), PDF);
    server.wait_for_text("/parels/buurttafel/", "(PDF, 3 bladzijden, 1 kB)");
    let sent = server.get("/parels/handleiding-tafel-2.pdf");
    assert_eq!((sent.status, sent.header("content-type")), (200, "application/pdf"));
}

#[test]
fn what_readers_cannot_open_is_refused_with_advice() {
    let server = Server::start();
    let before = names(&server.path("content/parels"));
    for (name, content, expected) in [
        ("a.pdf", &b""[..], "kies eerst een document"),
        ("oud.doc", &b"\xd0\xcf\x11\xe0"[..], "als .docx als lezers erin verder schrijven"),
        ("<b>a</b>.docm", &b"PK\x03\x04"[..], "kan geen bijlage zijn"),
        (
            "pagina.pdf",
            &b"<html><script>alert(1)</script>"[..],
            "«pagina.pdf» heet PDF, maar de inhoud is iets anders",
        ),
        ("half.pdf", &b"%PDF-1.4 half"[..], "is niet heel"),
        ("groot.pdf", &vec![b'%'; 25_100_000][..], "hooguit 25 MB kan"),
    ] {
        let refused = upload_at(&server, PAGE, &[("titel", "Een <i>stuk</i>")], name, content);
        let page = refused.text();
        assert!(refused.status == 422 && page.contains(expected), "{name}: {}\n{page}", refused.status);
        assert!(page.contains("value=\"Een &lt;i&gt;stuk") && !page.contains("<b>a</b>"), "{page}");
    }
    let silent = upload_at(&server, PAGE, &[("titel", " ")], "a.pdf", PDF);
    assert!(silent.status == 422 && silent.text().contains("zeg hoe het document heet"));
    assert_eq!(
        (names(&server.path("content/parels")), file(&server, "parels/buurttafel.md").as_str()),
        (before, PAREL)
    );
}
