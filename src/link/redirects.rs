//! Old addresses: each leads to one entry, and none is the address of something else.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Entry, EntryId};
use crate::outputs::{self, Output, Outputs};
use crate::report::{Location, Report};
use crate::rules;

/// The old addresses with their entries; one that is in use is reported. Case makes no difference for that, since there are
/// file systems on which it makes none.
pub(super) fn collect(
    entries: &[Arc<Entry>],
    outputs: &Outputs,
    report: &mut Report,
) -> BTreeMap<String, EntryId> {
    let mut aliases: BTreeMap<String, EntryId> = BTreeMap::new();
    // The files at the addresses so far, in lower case, with where each is written.
    let mut taken: BTreeMap<String, (EntryId, Location)> = BTreeMap::new();
    let title = |id: EntryId| entries[id.index()].title();
    for (index, entry) in entries.iter().enumerate() {
        for alias in &entry.common.aliassen {
            let place = entry.place(alias.span);
            let file = outputs::file_at(&alias.path).to_ascii_lowercase();
            let obstacle = if outputs::is_reserved(&file) {
                Some(rules::alias_botst::reserved(place.clone(), &alias.written, "de site zelf"))
            } else if let Some(output) = outputs.obstacle(&file) {
                Some(match output {
                    Output::Overview(kind) => {
                        let overview = format!("het overzicht van {}", kind.info().plural);
                        rules::alias_botst::reserved(place.clone(), &alias.written, &overview)
                    }
                    Output::Entry(id) => {
                        let other = &entries[id.index()];
                        let first = other.place(other.title_span);
                        rules::alias_botst::taken(place.clone(), &alias.written, other.title(), first)
                    }
                    _ => rules::alias_botst::reserved(place.clone(), &alias.written, "de site zelf"),
                })
            } else {
                outputs::obstacle(&taken, &file).map(|(id, first)| {
                    rules::alias_botst::taken(place.clone(), &alias.written, title(*id), first.clone())
                })
            };
            if let Some(obstacle) = obstacle {
                report.push(obstacle);
            } else {
                taken.insert(file, (EntryId::new(index), place));
                aliases.insert(alias.path.clone(), EntryId::new(index));
            }
        }
    }
    aliases
}
