//! The keys of two versions of an entry.

use super::matching::{Pairs, Side};
use crate::model::fields::Reference;
use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::{Entry, EntryId};

/// A key with another value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyChange {
    /// The key, with the block it stands in: `goud.motto`.
    pub key: String,
    /// ValueChange is different.
    pub what: ValueChange,
}

/// How a value differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueChange {
    /// One value became another; `None` is a key that is not there.
    Value(Option<String>, Option<String>),
    /// A list has items more and items difference.
    List {
        /// Items that are new.
        added: Vec<String>,
        /// Items that are gone.
        removed: Vec<String>,
    },
    /// A list has the same items in another order.
    Order,
}

/// A value without ids, so that those of two sites compare.
enum Comparable {
    Nothing,
    One(Item),
    List(Vec<Item>),
    Block(Vec<(&'static str, Self)>),
}

/// One value: `same` decides whether it is the same, `shown` is what a reader sees.
#[derive(Clone)]
struct Item {
    same: String,
    shown: String,
}

impl Item {
    fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { same: text.clone(), shown: text }
    }
}

/// The keys that differ. Of a moved entry, its old address among the `aliassen` is left out: that it moved says so.
pub(super) fn between(pairs: &Pairs<'_>, before: EntryId, now: EntryId, moved: bool) -> Vec<KeyChange> {
    let (old, new) = (pairs.old.entry(before), pairs.new.entry(now));
    let old_address = format!("/{}/", old.path());
    let mut olds = values(pairs, Side::Old, old);
    let mut changes = Vec::new();
    for (key, mut value) in values(pairs, Side::New, new) {
        let at = olds.iter().position(|(k, _)| *k == key);
        let earlier = at.map_or(Comparable::Nothing, |at| olds.remove(at).1);
        if let (true, "aliassen", Comparable::List(items)) = (moved, key, &mut value) {
            items.retain(|i| i.same != old_address);
        }
        differ(key, earlier, value, &mut changes);
    }
    // ValueChange is left are keys that only the old kind has.
    for (key, earlier) in olds {
        differ(key, earlier, Comparable::Nothing, &mut changes);
    }
    changes
}

/// The keys of `site.yaml` that differ.
pub(super) fn settings(pairs: &Pairs<'_>) -> Vec<KeyChange> {
    let values = |side| {
        let all = pairs.site(side).settings.values();
        all.into_iter().map(move |(key, value)| (key, plain(pairs, side, &value, &mut std::iter::empty())))
    };
    let mut changes = Vec::new();
    for ((key, old), (_, new)) in values(Side::Old).zip(values(Side::New)) {
        differ(key, old, new, &mut changes);
    }
    changes
}

fn values(pairs: &Pairs<'_>, side: Side, entry: &Entry) -> Vec<(&'static str, Comparable)> {
    let mut references = Vec::new();
    entry.visit_references(&mut |_, reference| references.push(reference));
    // Values and references come from the same fields, in the same order.
    let mut references = references.into_iter();
    let all = entry.common.values().into_iter().chain(entry.data.values());
    all.map(|(key, value)| (key, plain(pairs, side, &value, &mut references))).collect()
}

fn plain(
    pairs: &Pairs<'_>,
    side: Side,
    value: &Value,
    references: &mut dyn Iterator<Item = &Reference>,
) -> Comparable {
    match value {
        Value::Null | Value::Bool(false) => Comparable::Nothing,
        Value::Bool(true) => Comparable::One(Item::plain("ja")),
        Value::Text(text) if text.is_empty() => Comparable::Nothing,
        Value::Text(text) => Comparable::One(Item::plain(one_line(text))),
        Value::Number(number) => Comparable::One(Item::plain(number.to_string())),
        Value::Decimal(number) => Comparable::One(Item::plain(number.to_string())),
        Value::Date(date) => Comparable::One(Item::plain(date.to_string())),
        Value::Image(path) | Value::Document(path) => Comparable::One(Item::plain(path)),
        Value::Entry(to) => {
            let written = references.next().map_or("", |r| r.written.as_str());
            Comparable::One(match to {
                Some(id) => Item {
                    same: format!("\0{}", pairs.shared_id(side, *id)),
                    shown: pairs.site(side).entry(*id).title().to_owned(),
                },
                None => Item::plain(one_line(written)),
            })
        }
        Value::List(items) => {
            Comparable::List(items.iter().filter_map(|i| inline(plain(pairs, side, i, references))).collect())
        }
        Value::Record(keys) => {
            Comparable::Block(keys.iter().map(|(key, v)| (*key, plain(pairs, side, v, references))).collect())
        }
    }
}

/// A value on one line; a block without its keys, as `An, wethouder, Zeist`.
fn inline(value: Comparable) -> Option<Item> {
    let (items, between) = match value {
        Comparable::Nothing => return None,
        Comparable::One(item) => return Some(item),
        Comparable::List(items) => (items, "; "),
        Comparable::Block(keys) => (keys.into_iter().filter_map(|(_, v)| inline(v)).collect(), ", "),
    };
    let join =
        |part: fn(&Item) -> &str, between: &str| items.iter().map(part).collect::<Vec<_>>().join(between);
    (!items.is_empty()).then(|| Item { same: join(|i| &i.same, "\n"), shown: join(|i| &i.shown, between) })
}

fn differ(key: &str, old: Comparable, new: Comparable, changes: &mut Vec<KeyChange>) {
    let what = match (old, new) {
        (Comparable::Block(olds), Comparable::Block(news)) => {
            for ((inner, old), (_, new)) in olds.into_iter().zip(news) {
                differ(&format!("{key}.{inner}"), old, new, changes);
            }
            return;
        }
        (Comparable::List(old), Comparable::List(new)) => lists(&old, &new),
        (Comparable::List(old), Comparable::Nothing) => lists(&old, &[]),
        (Comparable::Nothing, Comparable::List(new)) => lists(&[], &new),
        (old, new) => {
            let (old, new) = (inline(old), inline(new));
            let same = old.as_ref().map(|i| &i.same) == new.as_ref().map(|i| &i.same);
            (!same).then(|| ValueChange::Value(old.map(|i| i.shown), new.map(|i| i.shown)))
        }
    };
    changes.extend(what.map(|what| KeyChange { key: key.to_owned(), what }));
}

fn lists(old: &[Item], new: &[Item]) -> Option<ValueChange> {
    let same = |a: &Item, b: &Item| a.same == b.same;
    if old.len() == new.len() && old.iter().zip(new).all(|(a, b)| same(a, b)) {
        return None;
    }
    let mut removed = old.to_vec();
    let mut added = Vec::new();
    for item in new {
        match removed.iter().position(|r| same(r, item)) {
            Some(at) => drop(removed.remove(at)),
            None => added.push(item.shown.clone()),
        }
    }
    if added.is_empty() && removed.is_empty() {
        return Some(ValueChange::Order);
    }
    Some(ValueChange::List { added, removed: removed.into_iter().map(|i| i.shown).collect() })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
