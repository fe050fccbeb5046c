//! The forms of all content, opened and sent as a browser would.

use std::path::Path;

use parelsnoer::model::Kind;

use super::client::Server;
use super::desk::{cookie, encode, send};
use crate::harness::repository;

/// Serves a copy of the content of this repository, without its pictures.
pub(super) fn library() -> Server {
    let folder = tempfile::tempdir().unwrap();
    copy(&repository("content"), &folder.path().join("content"));
    Server::in_folder(folder, &[])
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in from.read_dir().unwrap() {
        let path = item.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else if path.extension().is_some_and(|end| end == "md" || end == "yaml") {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// The problems of sending every form.
pub(super) fn send_all(server: &Server) -> Vec<String> {
    let mut problems = Vec::new();
    let headers = format!("Origin: http://{}\r\nCookie: {}\r\n", server.host, cookie(server));
    let mut number = 0;
    for kind in Kind::ALL {
        let folder = server.path("content").join(kind.info().folder);
        for file in folder.read_dir().into_iter().flatten() {
            let file = file.unwrap().path();
            let slug = file.file_stem().unwrap().to_string_lossy().into_owned();
            let before = std::fs::read(&file).unwrap();
            let address = format!("/_redactie/bewerk/{}/{slug}/", kind.info().name);
            let page = server.get(&address);
            let fields = fields(&page.text());
            let pairs: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let sent = send(server, &address, &headers, &encode(&pairs));
            if !sent.header("location").ends_with("gelukt=gelijk") {
                problems.push(format!("{address}: {} {}", sent.status, sent.header("location")));
            }
            if std::fs::read(&file).unwrap() != before {
                problems.push(format!("{address}: the file changed"));
            }
            number += 1;
        }
    }
    assert!(number > 100, "{number}");
    problems
}

/// What a browser sends for the form of a page, in the order of the form.
fn fields(page: &str) -> Vec<(String, String)> {
    let form = page.split("<form class=\"bureau-formulier\"").nth(1).unwrap_or_default();
    let form = form.split("</form>").next().unwrap_or_default();
    let mut fields = Vec::new();
    for (at, _) in form.match_indices('<') {
        let rest = &form[at + 1..];
        let tag = rest.split('>').next().unwrap_or_default();
        let attribute = |name: &str| {
            let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
            Some(unescape(value))
        };
        let Some(name) = attribute("name") else { continue };
        if tag.starts_with("input") {
            let is_box = attribute("type").as_deref() == Some("checkbox");
            if !is_box || tag.contains(" checked") {
                fields.push((name, attribute("value").unwrap_or_default()));
            }
        } else if tag.starts_with("textarea") {
            let text = rest[tag.len() + 1..].split("</textarea>").next().unwrap_or_default();
            let text = unescape(text.strip_prefix('\n').unwrap_or(text));
            fields.push((name, text.replace('\n', "\r\n")));
        } else if tag.starts_with("select") {
            let options = rest.split("</select>").next().unwrap_or_default();
            let chosen = options.split("<option").find(|option| option.contains(" selected"));
            let value = chosen.and_then(|o| o.split("value=\"").nth(1)?.split('"').next());
            fields.push((name, unescape(value.unwrap_or_default())));
        }
    }
    fields
}

fn unescape(text: &str) -> String {
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2F;", "/")];
    let text = pairs.iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign));
    text.replace("&amp;", "&")
}
