//! The keys of two versions of an entry.

use super::pairs::{Pairs, Side};
use crate::model::fields::Reference;
use crate::model::record::Record;
use crate::model::value::Value;
use crate::model::{Entry, EntryId};

/// A key with another value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyChange {
    /// The key, with the block it stands in: `goud.motto`.
    pub key: String,
    /// What is different.
    pub what: What,
}

/// How a value differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// One value became another; `None` is a key that is not there.
    Value(Option<String>, Option<String>),
    /// A list has items more and items less.
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
enum Plain {
    Nothing,
    One(Item),
    List(Vec<Item>),
    Block(Vec<(&'static str, Plain)>),
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
    let old_address = format!("/{}/", old.name());
    let mut olds = values(pairs, Side::Old, old);
    let mut changes = Vec::new();
    for (key, mut value) in values(pairs, Side::New, new) {
        let at = olds.iter().position(|(k, _)| *k == key);
        let earlier = at.map_or(Plain::Nothing, |at| olds.remove(at).1);
        if let (true, "aliassen", Plain::List(items)) = (moved, key, &mut value) {
            items.retain(|i| i.same != old_address);
        }
        differ(key, earlier, value, &mut changes);
    }
    // What is left are keys that only the old kind has.
    for (key, earlier) in olds {
        differ(key, earlier, Plain::Nothing, &mut changes);
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

fn values(pairs: &Pairs<'_>, side: Side, entry: &Entry) -> Vec<(&'static str, Plain)> {
    let mut references = Vec::new();
    entry.each_reference(&mut |_, reference| references.push(reference));
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
) -> Plain {
    match value {
        Value::Nothing | Value::Bool(false) => Plain::Nothing,
        Value::Bool(true) => Plain::One(Item::plain("ja")),
        Value::Text(text) if text.is_empty() => Plain::Nothing,
        Value::Text(text) => Plain::One(Item::plain(one_line(text))),
        Value::Number(number) => Plain::One(Item::plain(number.to_string())),
        Value::Decimal(number) => Plain::One(Item::plain(number.to_string())),
        Value::Date(date) => Plain::One(Item::plain(date.to_string())),
        Value::Image(path) => Plain::One(Item::plain(path)),
        Value::Entry(to) => {
            let written = references.next().map_or("", |r| r.written.as_str());
            Plain::One(match to {
                Some(id) => Item {
                    same: format!("\0{}", pairs.identity(side, *id)),
                    shown: pairs.site(side).entry(*id).title().to_owned(),
                },
                None => Item::plain(one_line(written)),
            })
        }
        Value::List(items) => {
            Plain::List(items.iter().filter_map(|i| inline(plain(pairs, side, i, references))).collect())
        }
        Value::Record(keys) => {
            Plain::Block(keys.iter().map(|(key, v)| (*key, plain(pairs, side, v, references))).collect())
        }
    }
}

/// A value on one line; a block without its keys, as `An, wethouder, Zeist`.
fn inline(value: Plain) -> Option<Item> {
    let (items, between) = match value {
        Plain::Nothing => return None,
        Plain::One(item) => return Some(item),
        Plain::List(items) => (items, "; "),
        Plain::Block(keys) => (keys.into_iter().filter_map(|(_, v)| inline(v)).collect(), ", "),
    };
    let join =
        |part: fn(&Item) -> &str, between: &str| items.iter().map(part).collect::<Vec<_>>().join(between);
    (!items.is_empty()).then(|| Item { same: join(|i| &i.same, "\n"), shown: join(|i| &i.shown, between) })
}

fn differ(key: &str, old: Plain, new: Plain, changes: &mut Vec<KeyChange>) {
    let what = match (old, new) {
        (Plain::Block(olds), Plain::Block(news)) => {
            for ((inner, old), (_, new)) in olds.into_iter().zip(news) {
                differ(&format!("{key}.{inner}"), old, new, changes);
            }
            return;
        }
        (Plain::List(old), Plain::List(new)) => lists(&old, &new),
        (Plain::List(old), Plain::Nothing) => lists(&old, &[]),
        (Plain::Nothing, Plain::List(new)) => lists(&[], &new),
        (old, new) => {
            let (old, new) = (inline(old), inline(new));
            let same = old.as_ref().map(|i| &i.same) == new.as_ref().map(|i| &i.same);
            (!same).then(|| What::Value(old.map(|i| i.shown), new.map(|i| i.shown)))
        }
    };
    changes.extend(what.map(|what| KeyChange { key: key.to_owned(), what }));
}

fn lists(old: &[Item], new: &[Item]) -> Option<What> {
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
        return Some(What::Order);
    }
    Some(What::List { added, removed: removed.into_iter().map(|i| i.shown).collect() })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
