//! A form with a file in it (RFC 7578, `multipart/form-data`), as browsers send it.
//!
//! The well-kept crates read a stream (`multer`) or have no maintainer. Here the whole form is in memory, within the limit of
//! [`MAX_BODY`](super::MAX_BODY), and its file is a slice of it. Whatever no browser sends is refused.

use bytes::Bytes;
use memchr::memmem;

use super::Fields;

/// The most parts of a form.
const MAX_PARTS: usize = 32;
/// The largest part that is not a file, in bytes.
const MAX_TEXT: usize = 64 * 1024;
/// The most bytes of the headers of a part.
const MAX_HEAD: usize = 4 * 1024;

/// A file that a form sends. Its name is what the sender says; nothing is ever written under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Upload {
    pub(super) name: String,
    pub(super) bytes: Bytes,
}

/// Whether a content type is that of a form with files.
pub(super) fn is_multipart(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("multipart/form-data")
}

/// The fields of a form and its file; `None` when it is not one that a browser sends, or not whole.
pub(super) fn read(content_type: &str, body: &Bytes) -> Option<(Fields, Option<Upload>)> {
    let boundary = boundary(content_type)?;
    let between = format!("\r\n--{boundary}");
    let (mut fields, mut file) = (Fields::default(), None);
    // The first boundary has no line before it.
    let first = &between.as_bytes()[2..];
    body.strip_prefix(first)?;
    let mut rest = body.slice(first.len()..);
    for _ in 0..=MAX_PARTS {
        if let Some(end) = rest.strip_prefix(b"--") {
            return matches!(end, b"" | b"\r\n").then_some((fields, file));
        }
        rest.strip_prefix(b"\r\n")?;
        let head_end = memmem::find(&rest[2..rest.len().min(MAX_HEAD)], b"\r\n\r\n")? + 2;
        let (name, file_name) = disposition(std::str::from_utf8(&rest[2..head_end]).ok()?)?;
        let content = rest.slice(head_end + 4..);
        let end = memmem::find(&content, between.as_bytes())?;
        rest = content.slice(end + between.len()..);
        let content = content.slice(..end);
        match file_name {
            Some(_) if file.is_some() => return None,
            Some(name) => file = Some(Upload { name, bytes: content }),
            None if content.len() > MAX_TEXT => return None,
            None => fields.add(&name, &std::str::from_utf8(&content).ok()?.replace("\r\n", "\n")),
        }
    }
    None
}

/// What stands between the parts (RFC 2046, 5.1.1).
fn boundary(content_type: &str) -> Option<&str> {
    let all = content_type.split(';').skip(1).filter_map(|parameter| parameter.trim().split_once('='));
    let mut own = all.filter(|(name, _)| name.eq_ignore_ascii_case("boundary")).map(|(_, value)| value);
    let boundary = own.next()?.trim_matches('"');
    let is_allowed = |c: u8| c.is_ascii_alphanumeric() || b"'()+_,-./:=?".contains(&c);
    ((1..=70).contains(&boundary.len()) && own.next().is_none() && boundary.bytes().all(is_allowed))
        .then_some(boundary)
}

/// The name of a field, and that of its file.
fn disposition(head: &str) -> Option<(String, Option<String>)> {
    let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
    let (_, value) = lines.find(|(name, _)| name.eq_ignore_ascii_case("content-disposition"))?;
    let mut rest = value.trim().strip_prefix("form-data")?;
    let (mut name, mut file) = (None, None);
    while !rest.is_empty() {
        // A quotation mark in a name is sent as `%22` (WHATWG HTML, 4.10.21.8).
        let (key, value) = rest.trim_start_matches([';', ' ']).split_once("=\"")?;
        let (value, after) = value.split_once('"')?;
        let value = value.replace("%22", "\"").replace("%0D", "").replace("%0A", "");
        match key {
            "name" => name = Some(value),
            "filename" => file = Some(value),
            _ => {}
        }
        rest = after.trim_start();
    }
    Some((name?, file))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=----grens";

    fn form(text: &str) -> Option<(Fields, Option<Upload>)> {
        read(TYPE, &Bytes::from(text.replace('\n', "\r\n")))
    }

    #[test]
    fn a_form_with_a_file_is_read_as_a_browser_sends_it() {
        let text = "------grens\nContent-Disposition: form-data; name=\"alt\"\n\neen\ntwee\n------grens\n\
                    Content-Disposition: form-data; name=\"bestand\"; filename=\"../a%22b.jpg\"\nContent-Type: image/jpeg\n\n\
                    --a\n\n\n------grens--\n";
        let mut fields = Fields::default();
        fields.add("alt", "een\ntwee");
        let file = Upload { name: "../a\"b.jpg".to_owned(), bytes: Bytes::from_static(b"--a\r\n\r\n") };
        assert_eq!(form(text), Some((fields, Some(file))));
    }

    #[test]
    fn whatever_no_browser_sends_is_refused() {
        let part = |name: &str| format!("------grens\nContent-Disposition: form-data; {name}\n\na\n");
        let good = format!("{}------grens--\n", part("name=\"a\""));
        assert!(form(&good).is_some());
        let twice = part("name=\"a\"; filename=\"b\"").repeat(2) + "------grens--\n";
        let many = part("name=\"a\"").repeat(MAX_PARTS + 1) + "------grens--\n";
        let long = good.replace("\na\n", &format!("\n{}\n", "a".repeat(MAX_TEXT + 1)));
        let cases = [
            "",
            "------grens",
            &good[..good.len() - 5],
            &good.replace("\na\n", "\na"),
            &format!("voor\n{good}"),
            &format!("{good}na"),
            &part("filename=\"b\""),
            &good.replace("name=\"a\"", "filename=\"b\""),
            &good.replace("name=\"a\"", "name=\"a"),
            &twice,
            &many,
            &long,
        ];
        for case in cases {
            assert_eq!(form(case), None, "{case:.200}");
        }
        let kinds =
            ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=a b"];
        for kind in kinds {
            assert_eq!(read(kind, &Bytes::from(good.replace('\n', "\r\n"))), None, "{kind}");
        }
    }
}
