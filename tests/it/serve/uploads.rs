//! Images that an editor sends to the desk: what lands in the content, and what never does.

use bytes::Bytes;
use parelsnoer::images::prepare;

use super::client::{PAREL, Response, Server};
use super::desk::{basis, cookie, file, post};
use crate::harness::{names, write};
use crate::photo;

const PAGE: &str = "/_redactie/beeld/parel/buurttafel/";
const TYPE: &str = "multipart/form-data; boundary=----grens";

/// A form with a file, as a browser sends it.
fn form(fields: &[(&str, &str)], name: &str, content: &[u8]) -> Vec<u8> {
    let field = |(name, value): &(&str, &str)| {
        format!("------grens\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let mut form: String = fields.iter().map(field).collect();
    form += &format!(
        "------grens\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n"
    );
    [form.as_bytes(), content, b"\r\n------grens--\r\n"].concat()
}

fn send_as(server: &Server, kind: &str, headers: &str, body: &[u8]) -> Response {
    send_to(server, PAGE, kind, headers, body)
}

fn send_to(server: &Server, page: &str, kind: &str, headers: &str, body: &[u8]) -> Response {
    let (host, length) = (&server.host, body.len());
    let head = format!(
        "POST {page} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         {headers}\r\n"
    );
    server.send(&[head.as_bytes(), body].concat())
}

fn own(server: &Server) -> String {
    format!("Origin: http://{}\r\nCookie: {}\r\n", server.host, cookie(server))
}

/// Sends an image from the page that asks for one.
fn upload(server: &Server, fields: &[(&str, &str)], name: &str, content: &[u8]) -> Response {
    upload_at(server, PAGE, fields, name, content)
}

/// Sends a file from a page that asks for one.
pub(super) fn upload_at(
    server: &Server,
    page: &str,
    fields: &[(&str, &str)],
    name: &str,
    content: &[u8],
) -> Response {
    let basis = basis(&server.get(page).text());
    let all: Vec<_> = [("basis", basis.as_str())].iter().chain(fields).copied().collect();
    send_to(server, page, TYPE, &own(server), &form(&all, name, content))
}

fn parels(server: &Server) -> Vec<String> {
    names(&server.path("content/parels"))
}

/// A photo that says who made it, where, and that the camera was held on its side.
fn photo_with_place() -> Vec<u8> {
    photo::with_exif(&photo::jpeg(96, 64), &photo::exif(6, true))
}

#[test]
fn a_photo_lands_beside_the_entry_without_what_the_camera_knew() {
    let server = Server::start();
    let about = [
        ("waar", "kop"),
        ("alt", "Buren aan tafel"),
        ("fotograaf", "A. de Vries"),
        ("licentie", "CC BY 4.0"),
        ("toestemming", "true"),
    ];
    // The name is a path, and says another format than it is.
    let saved = upload(&server, &about, "../../IMG 1.png", &photo_with_place());
    let done = "/_redactie/bewerk/parel/buurttafel/?gelukt=beeld";
    assert_eq!((saved.status, saved.header("location")), (303, done));
    let key = "afbeelding:\n  bestand: buurttafel.jpg\n  alt: Buren aan tafel\n  fotograaf: A. de Vries\n  licentie: CC BY 4.0\n  \
               toestemming: true\n";
    let themes = "themas: [ontmoeting]\n";
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL.replace(themes, &format!("{key}{themes}")));
    let bytes = std::fs::read(server.path("content/parels/buurttafel.jpg")).unwrap();
    let has = |word: &[u8]| bytes.windows(word.len()).any(|w| w == word);
    assert!(!has(b"GEHEIM") && !has(b"GPS") && !has(&[0x88, 0x25]));
    let picture = prepare(&Bytes::from(bytes)).unwrap();
    assert_eq!((picture.has_location, picture.width, picture.height), (false, 64, 96));
    // It is on the page, and the text that was there can come back.
    server.wait_for_text("/parels/buurttafel/", "alt=\"Buren aan tafel\"");
    assert_eq!(post(&server, "/_redactie/versies/parel/buurttafel/", &[("versie", "1")]).status, 303);
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL);
}

#[test]
fn nothing_is_overwritten_and_an_image_can_stand_under_the_text() {
    let server = Server::start();
    write(&server.path("content/parels/buurttafel.png"), "van een ander");
    let drawing = photo::png(40, 30);
    let about = [("waar", "tekst"), ("alt", "Een [tafel]"), ("fotograaf", "A_B"), ("licentie", "")];
    assert_eq!(upload(&server, &about, "tafel.JPG", &drawing).status, 303);
    assert_eq!(file(&server, "parels/buurttafel.png"), "van een ander");
    let first = format!("{PAREL}\n![Een \\[tafel\\]](buurttafel-2.png)\n\n*Beeld: A\\_B*\n");
    assert_eq!(file(&server, "parels/buurttafel.md"), first);
    assert_eq!(upload(&server, &[("waar", "tekst"), ("alt", "Tafel")], "x", &drawing).status, 303);
    assert_eq!(file(&server, "parels/buurttafel.md"), format!("{first}\n![Tafel](buurttafel-3.png)\n"));
    assert!(parels(&server).contains(&"buurttafel-3.png".to_owned()));
}

#[test]
fn an_image_for_a_text_is_answered_with_its_markdown_and_changes_no_entry() {
    let server = Server::start();
    let send = |page: &str, fields: &[(&str, &str)], content: &[u8]| {
        let all = [&[("waar", "cursor")], fields].concat();
        let answer = send_to(&server, page, TYPE, &own(&server), &form(&all, "IMG 1.jpg", content));
        assert_eq!(answer.header("content-type"), "application/json", "{}", answer.text());
        (answer.status, serde_json::from_str::<serde_json::Value>(&answer.text()).unwrap())
    };
    let drawing = photo::png(40, 30);
    let about = [("alt", "Een [tafel]"), ("fotograaf", "Ans"), ("licentie", "CC0")];
    let (status, answer) = send(PAGE, &about, &drawing);
    let markdown = "![Een \\[tafel\\]](buurttafel.png)\n\n*Beeld: Ans, CC0*";
    assert_eq!((status, answer["tekst"].as_str()), (200, Some(markdown)));
    assert_eq!(file(&server, "parels/buurttafel.md"), PAREL);
    // An entry that is not there yet gives its title, which becomes the name.
    let new = "/_redactie/beeld/parel/";
    let (_, answer) = send(new, &[("alt", "Tafel"), ("titel", " Samen ../ koken")], &drawing);
    assert_eq!(answer["tekst"], "![Tafel](samen-koken.png)");
    let before = parels(&server);
    assert!(before.contains(&"samen-koken.png".to_owned()), "{before:?}");
    for (page, fields, content, field, expected) in [
        (new, &[("alt", "Tafel")][..], &*drawing, "bestand", "schrijf eerst een titel"),
        (PAGE, &[("alt", "Tafel")], b"geen beeld", "bestand", "«IMG 1.jpg» is geen afbeelding"),
        (PAGE, &[], &drawing, "alt", "beschrijf wat er op de afbeelding staat"),
    ] {
        let (status, answer) = send(page, fields, content);
        let reason = &answer["redenen"][0];
        let text = reason["tekst"].as_str().unwrap();
        assert!(status == 422 && reason["veld"] == field && text.contains(expected), "{status} {answer}");
    }
    let headers = format!("Origin: http://{}\r\n", server.host);
    let body = form(&[("waar", "cursor"), ("alt", "Tafel")], "a.png", &drawing);
    assert_eq!(send_to(&server, PAGE, TYPE, &headers, &body).status, 403);
    assert_eq!(send_to(&server, "/_redactie/beeld/iets/", TYPE, &own(&server), &body).status, 404);
    assert_eq!(parels(&server), before);
}

#[test]
fn what_is_no_picture_for_a_page_is_refused_with_advice() {
    let server = Server::start();
    let before = parels(&server);
    let jpeg = photo_with_place();
    let cases: [(&[u8], &str); 9] = [
        (b"", "kies eerst een afbeelding"),
        (b"\0\0\0\x18ftypheic....", "Meest compatibel"),
        (b"II*\0........", "TIFF"),
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
            "de tekening op als PNG",
        ),
        (b"<html><script>alert(1)</script>", "is geen afbeelding"),
        (&jpeg[..jpeg.len() - 40], "beschadigd of niet compleet"),
        (&photo::claims(40_000, 40_000, 900), "past niet in zo’n klein bestand"),
        (&photo::claims(9_000, 9_000, 300_000), "hooguit 60 kan"),
        (&vec![0xff; 25_100_000], "hooguit 25 MB kan"),
    ];
    for (content, expected) in cases {
        let refused = upload(&server, &[("alt", "Een <b>tafel</b>")], "a/<i>foto</i>.jpg", content);
        let page = refused.text();
        assert!(refused.status == 422 && page.contains(expected), "{expected}: {}\n{page}", refused.status);
        assert!(page.contains("value=\"Een &lt;b&gt;tafel") && !page.contains("<i>foto"), "{page}");
    }
    let silent = upload(&server, &[("alt", " ")], "a.jpg", &photo::jpeg(20, 20));
    assert!(silent.status == 422 && silent.text().contains("beschrijf wat er op de afbeelding staat"));
    assert_eq!((parels(&server), file(&server, "parels/buurttafel.md").as_str()), (before, PAREL));
}

#[test]
fn a_form_of_another_site_or_of_no_browser_changes_nothing() {
    let server = Server::start();
    let before = parels(&server);
    let basis = basis(&server.get(PAGE).text());
    let good = form(&[("basis", &basis), ("alt", "Tafel")], "a.jpg", &photo::jpeg(20, 20));
    let (host, own, cookie) = (&server.host, own(&server), cookie(&server));
    for headers in [
        format!("Origin: http://{host}\r\n"),
        format!("Origin: http://{host}\r\nCookie: {}x\r\n", &cookie[..cookie.len() - 1]),
        format!("Origin: http://elders.nl\r\nCookie: {cookie}\r\n"),
    ] {
        assert_eq!(send_as(&server, TYPE, &headers, &good).status, 403, "{headers}");
    }
    let cases: [(&str, &[u8]); 5] = [
        ("multipart/form-data", &good),
        ("multipart/form-data; boundary=anders", &good),
        (TYPE, &good[..good.len() - 30]),
        (TYPE, b""),
        (TYPE, b"------grens\r\nContent-Disposition: form-data\r\n\r\n\r\n------grens--"),
    ];
    for (kind, body) in cases {
        assert_eq!(send_as(&server, kind, &own, body).status, 400, "{kind}");
    }
    // The entry changed after the page was shown.
    server.replace("parels/buurttafel.md", &PAREL.replace("Aan tafel.", "Anders."));
    assert_eq!(send_as(&server, TYPE, &own, &good).status, 409);
    assert_eq!(parels(&server), before);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    use std::os::unix::fs::symlink;
    // A name that is a link, be it to nothing, is taken.
    let server = Server::start();
    symlink("../../buiten.jpg", server.path("content/parels/buurttafel.jpg")).unwrap();
    assert_eq!(upload(&server, &[("alt", "Tafel")], "a.jpg", &photo::jpeg(20, 20)).status, 303);
    assert!(!server.path("buiten.jpg").exists() && server.path("content/parels/buurttafel-2.jpg").is_file());
    // After the page was shown, the folder of the entry begins to lead outside the content.
    let (basis, own) = (basis(&server.get(PAGE).text()), own(&server));
    std::fs::rename(server.path("content/parels"), server.path("elders")).unwrap();
    symlink("../elders", server.path("content/parels")).unwrap();
    let before = names(&server.path("elders"));
    let body = form(&[("basis", &basis), ("alt", "Tafel")], "a.jpg", &photo::jpeg(20, 20));
    let refused = send_as(&server, TYPE, &own, &body);
    assert!(refused.status >= 400, "{}", refused.head);
    let body =
        form(&[("waar", "cursor"), ("titel", "Koken"), ("alt", "Tafel")], "a.jpg", &photo::jpeg(20, 20));
    let refused = send_to(&server, "/_redactie/beeld/parel/", TYPE, &own, &body);
    assert!(refused.status >= 400, "{}", refused.head);
    assert_eq!(names(&server.path("elders")), before);
}
