//! What a document is: by its name, and by its bytes.

use memchr::memmem::{find, rfind};

/// A sort of document that a page can offer: those that readers can open without the program that made them, and that
/// hold no program themselves. A text alone (.txt) is not one: it belongs on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PDF.
    Pdf,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// PowerPoint.
    Pptx,
    /// A text of OpenDocument.
    Odt,
    /// A sheet of OpenDocument.
    Ods,
    /// A presentation of OpenDocument.
    Odp,
    /// A table as text.
    Csv,
}

/// The kinds with their extension, their name for readers and their media type.
const KINDS: [(Kind, &str, &str, &str); 8] = [
    (Kind::Pdf, "pdf", "PDF", "application/pdf"),
    (Kind::Docx, "docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (Kind::Xlsx, "xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (
        Kind::Pptx,
        "pptx",
        "PowerPoint",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    (Kind::Odt, "odt", "OpenDocument-tekst", "application/vnd.oasis.opendocument.text"),
    (Kind::Ods, "ods", "OpenDocument-rekenblad", "application/vnd.oasis.opendocument.spreadsheet"),
    (Kind::Odp, "odp", "OpenDocument-presentatie", "application/vnd.oasis.opendocument.presentation"),
    (Kind::Csv, "csv", "CSV-tabel", "text/csv; charset=utf-8"),
];

/// Parts that the archives of Microsoft have, each under a name of its own.
const OFFICE: [(Kind, &[u8]); 3] =
    [(Kind::Docx, b"word/document"), (Kind::Xlsx, b"xl/workbook"), (Kind::Pptx, b"ppt/presentation")];
/// The first part of an archive of OpenDocument says what it is (OpenDocument 1.3, part 2, 3.3), at this place.
const OPEN_DOCUMENT: usize = 30;

impl Kind {
    /// The kind of a file with this extension, in any case.
    pub fn of_extension(extension: &str) -> Option<Self> {
        KINDS.iter().find(|kind| extension.eq_ignore_ascii_case(kind.1)).map(|kind| kind.0)
    }

    /// The end of a file name.
    pub fn extension(self) -> &'static str {
        self.row().1
    }

    /// What readers call it.
    pub fn name(self) -> &'static str {
        self.row().2
    }

    /// The media type.
    pub fn mime(self) -> &'static str {
        self.row().3
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        KINDS.iter().find(|kind| kind.0 == self).unwrap_or(&KINDS[0])
    }
}

/// What a file is by its bytes; its name does not count.
pub(super) fn of(bytes: &[u8]) -> Option<Kind> {
    // Some programs put a line of their own before it (PDF 1.7, implementation note 13).
    if find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() {
        return Some(Kind::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let says = bytes.get(OPEN_DOCUMENT..).and_then(|rest| rest.strip_prefix(b"mimetype"));
        let open = [Kind::Odt, Kind::Ods, Kind::Odp].into_iter().find(|kind| {
            // A template or a drawing has a longer name.
            let rest = says.and_then(|says| says.strip_prefix(kind.mime().as_bytes()));
            rest.is_some_and(|rest| !rest.starts_with(b"-"))
        });
        return open.or_else(|| {
            // The names of the parts are not packed, and stand together at the end.
            OFFICE.into_iter().find(|(_, part)| rfind(bytes, part).is_some()).map(|(kind, _)| kind)
        });
    }
    is_text(bytes).then_some(Kind::Csv)
}

/// Whether the bytes are lines of text, in UTF-8 or as an old Excel writes them.
fn is_text(bytes: &[u8]) -> bool {
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    let start = bytes.trim_ascii_start();
    // A web page or a program is text, too.
    let other = [&b"<"[..], b"{\\rtf", b"%!PS", b"#!"].iter().any(|start_of| start.starts_with(start_of));
    !start.is_empty() && !other && !bytes.iter().any(|byte| control(byte) || *byte == 0x7f)
}

/// Whether the file has its end.
pub(super) fn is_whole(kind: Kind, bytes: &[u8]) -> bool {
    match kind {
        Kind::Pdf => rfind(bytes, b"%%EOF").or_else(|| rfind(bytes, b"startxref")).is_some(),
        Kind::Csv => true,
        // The list of its parts, before a comment of at most 64 kB.
        _ => rfind(&bytes[bytes.len().saturating_sub(66_000)..], b"PK\x05\x06").is_some(),
    }
}
