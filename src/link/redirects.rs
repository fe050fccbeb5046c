//! Old addresses: each leads to one entry, and none is the address of something else.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Entry, EntryId};
use crate::outputs::{self, Output, Outputs};
use crate::report::Report;
use crate::rules;

/// The old addresses with their entries; one that is in use is reported. Case makes no difference for that, since there are
/// file systems on which it makes none.
pub(super) fn collect(
    entries: &[Arc<Entry>],
    outputs: &Outputs,
    report: &mut Report,
) -> BTreeMap<String, EntryId> {
    let mut aliases: BTreeMap<String, EntryId> = BTreeMap::new();
    // The files at the addresses so far, in lower case.
    let mut taken: BTreeMap<String, EntryId> = BTreeMap::new();
    let title = |id: EntryId| format!("«{}»", entries[id.index()].title());
    for (index, entry) in entries.iter().enumerate() {
        for alias in &entry.common.aliassen {
            let file = outputs::file_at(&alias.path).to_ascii_lowercase();
            let owner = if outputs::is_reserved(&file) {
                Some("de site zelf".to_owned())
            } else if let Some(output) = outputs.obstacle(&file) {
                Some(match output {
                    Output::Overview(kind) => format!("het overzicht van {}", kind.info().plural),
                    Output::Entry(id) => title(*id),
                    _ => "de site zelf".to_owned(),
                })
            } else {
                outputs::obstacle(&taken, &file).map(|id| title(*id))
            };
            match owner {
                Some(owner) => {
                    report.push(rules::alias_botst::taken(entry.place(alias.span), &alias.written, &owner));
                }
                None => {
                    taken.insert(file, EntryId::new(index));
                    aliases.insert(alias.path.clone(), EntryId::new(index));
                }
            }
        }
    }
    aliases
}
