//! Municipalities that count for others: one that merged into another, one that is part of a region, and the region itself.

use std::sync::Arc;

use crate::model::{Data, Entry, EntryId};

/// A chain of mergers is followed so far.
const MAX_MERGERS: usize = 8;

/// Per entry: the municipalities and regions that an entry about it also counts for. What happens in Leerdam happens in its
/// successor Vijfheerenlanden; what happens in a member happens in the region, and what a region does is done in each member.
pub(super) fn also_counts_for(entries: &[Arc<Entry>]) -> Vec<Vec<EntryId>> {
    let mut counts = vec![Vec::new(); entries.len()];
    for (index, entry) in entries.iter().enumerate() {
        let Data::Gemeente(gemeente) = &entry.data else { continue };
        for member in gemeente.deelgemeenten.iter().filter_map(|r| r.reference.to) {
            counts[member.index()].push(EntryId::new(index));
            counts[index].push(member);
        }
        let mut successor = successor_of(entry);
        for _ in 0..MAX_MERGERS {
            let Some(into) = successor.filter(|into| into.index() != index) else { break };
            counts[index].push(into);
            successor = entries.get(into.index()).and_then(|e| successor_of(e));
        }
    }
    for list in &mut counts {
        list.sort_unstable();
        list.dedup();
    }
    counts
}

fn successor_of(entry: &Entry) -> Option<EntryId> {
    match &entry.data {
        Data::Gemeente(gemeente) => gemeente.opgegaan_in.as_ref()?.gemeente.reference.to,
        _ => None,
    }
}
