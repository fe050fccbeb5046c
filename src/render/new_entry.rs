//! The text of an entry that still has to be written, for an editor that a link fills in.

use std::fmt::Write;

use crate::model::record::{FieldInfo, Record};
use crate::model::{Common, Kind};

/// The keys that an entry of the kind cannot do without and those that it is better with, each with its explanation, and the
/// headings of its text. A draft, so that it can be saved before it is finished. Short enough to be a part of a URL.
pub fn new_entry(kind: Kind) -> String {
    let info = kind.info();
    let required = |f: &FieldInfo| f.required || info.required.contains(&f.key);
    let recommended = |f: &FieldInfo| info.recommended.iter().any(|r| r.key == f.key);
    let all = || Common::FIELDS.iter().chain(kind.fields());
    let mut out = String::from("---\n");
    for field in all().filter(|f| required(f)) {
        let _ = write!(out, "# {}\n{}:\n", field.doc.trim(), field.key);
    }
    for field in all().filter(|f| recommended(f) && !required(f)) {
        let _ = write!(out, "# {}\n# {}:\n", field.doc.trim(), field.key);
    }
    out.push_str("# Haal deze regel weg als de vermelding klaar is.\nconcept: true\n---\n\n");
    out.push_str(if kind == Kind::Parel {
        "## Aanleiding\n\n## Wat er gebeurt\n\n## Waarom het werkt\n\n## Wat lastig is\n"
    } else {
        "Schrijf hier de tekst.\n"
    });
    out
}
