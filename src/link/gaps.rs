//! Where examples are missing: a theme and a target group that are both common, but hardly ever go together.

use std::collections::BTreeMap;

use crate::model::{Data, Entry, EntryId};

/// So many parels a theme and a group need to have for a gap between them to say something.
const COMMON: usize = 5;
/// With so many parels together there is no gap.
const ENOUGH: usize = 2;
/// A gap counts when chance alone would make so many parels.
const EXPECTED: usize = 2;
/// So many groups per theme are named, and so many themes per group.
const NAMED: usize = 3;

/// A theme and a target group of which there are few parels or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The theme.
    pub theme: EntryId,
    /// The target group.
    pub group: EntryId,
}

/// The gaps, the widest first: where the number of parels lies furthest below what chance would make.
pub(super) fn find<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<Gap> {
    let mut themes: BTreeMap<EntryId, usize> = BTreeMap::new();
    let mut groups: BTreeMap<EntryId, usize> = BTreeMap::new();
    let mut both: BTreeMap<(EntryId, EntryId), usize> = BTreeMap::new();
    let mut parels = 0;
    for entry in entries {
        let Data::Parel(parel) = &entry.data else { continue };
        parels += 1;
        let own_groups: Vec<EntryId> = parel.doelgroepen.iter().filter_map(|r| r.reference.to).collect();
        own_groups.iter().for_each(|group| *groups.entry(*group).or_default() += 1);
        for theme in parel.themas.0.iter().filter_map(|r| r.reference.to) {
            *themes.entry(theme).or_default() += 1;
            own_groups.iter().for_each(|group| *both.entry((theme, *group)).or_default() += 1);
        }
    }
    let mut gaps: Vec<(usize, Gap)> = Vec::new();
    for (theme, in_theme) in themes.iter().filter(|(_, n)| **n >= COMMON) {
        for (group, in_group) in groups.iter().filter(|(_, n)| **n >= COMMON) {
            let found = both.get(&(*theme, *group)).copied().unwrap_or_default();
            // Both sides times the number of parels, so that no fraction is needed.
            let expected = in_theme * in_group;
            if found < ENOUGH && expected >= EXPECTED * parels {
                gaps.push((expected - found * parels, Gap { theme: *theme, group: *group }));
            }
        }
    }
    gaps.sort_by_key(|(width, gap)| (std::cmp::Reverse(*width), gap.theme, gap.group));
    let mut named: BTreeMap<EntryId, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for (_, gap) in gaps {
        let full = [gap.theme, gap.group].iter().all(|id| named.get(id).is_some_and(|n| *n >= NAMED));
        if !full {
            [gap.theme, gap.group].iter().for_each(|id| *named.entry(*id).or_default() += 1);
            shown.push(gap);
        }
    }
    shown
}
