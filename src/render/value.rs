//! From values of the model to values of a template. A template gets just what its page shows; what many pages show
//! is made once and shared.

use tera::Value as Shown;
use tera::value::Map;

use super::Renderer;
use crate::model::EntryId;
use crate::model::fields::Datum;
use crate::model::value::Value;

/// A map for a template.
pub(super) fn map<const N: usize>(pairs: [(&'static str, Shown); N]) -> Shown {
    pairs.into_iter().map(|(k, v)| (k.into(), v)).collect::<Map>().into()
}

/// A text for a template, or nothing.
pub(super) fn text(text: impl AsRef<str>) -> Shown {
    Shown::from(text.as_ref())
}

/// Something that may be absent.
pub(super) fn optional<T>(value: Option<T>, show: impl FnOnce(T) -> Shown) -> Shown {
    value.map_or_else(Shown::none, show)
}

/// A date as a machine and as a person reads it.
pub(super) fn date(datum: Datum) -> Shown {
    map([
        ("iso", text(datum.to_string())),
        ("voluit", text(datum.long())),
        ("jaar", Shown::from(i64::from(datum.year()))),
    ])
}

impl Renderer<'_> {
    /// The card of an entry.
    pub(super) fn card(&self, id: EntryId) -> Shown {
        self.cards[id.index()].get_or_init(|| self.make_card(id)).clone()
    }

    /// The cards of entries.
    pub(super) fn cards_of(&self, ids: impl IntoIterator<Item = EntryId>) -> Shown {
        ids.into_iter().map(|id| self.card(id)).collect::<Vec<_>>().into()
    }

    /// Entries in groups by kind: `[{soort, map, kop, vermeldingen}]`.
    pub(super) fn groups(&self, mut ids: Vec<EntryId>) -> Shown {
        // Entries are numbered by kind.
        ids.sort_unstable();
        let kind = |id: &EntryId| self.site.entry(*id).kind();
        let groups = ids.chunk_by(|a, b| kind(a) == kind(b)).map(|own| {
            let info = kind(&own[0]).info();
            map([
                ("soort", text(info.name)),
                ("map", text(info.folder)),
                ("kop", text(info.heading)),
                ("vermeldingen", self.cards_of(self.site.sorted(own.to_vec()))),
            ])
        });
        groups.collect::<Vec<_>>().into()
    }

    /// A value of the model for a template: references become cards, dates and images what a page needs of them.
    pub(super) fn to_value(&self, value: &Value) -> Shown {
        match value {
            Value::Null | Value::Entry(None) => Shown::none(),
            Value::Text(t) => text(t),
            Value::Number(n) => Shown::from(*n),
            // As it is written in Dutch.
            Value::Decimal(d) => text(d.to_string().replace('.', ",")),
            Value::Bool(b) => Shown::from(*b),
            Value::Date(d) => date(*d),
            Value::Entry(Some(id)) => self.card(*id),
            Value::Image(path) => optional(self.site.images.get(path), |image| {
                map([
                    ("url", text(&image.address)),
                    ("breedte", Shown::from(image.width)),
                    ("hoogte", Shown::from(image.height)),
                ])
            }),
            Value::List(items) => {
                let shown: Vec<Shown> =
                    items.iter().map(|i| self.to_value(i)).filter(|s| !s.is_none()).collect();
                shown.into()
            }
            Value::Record(pairs) => {
                pairs.iter().map(|(k, v)| ((*k).into(), self.to_value(v))).collect::<Map>().into()
            }
        }
    }
}
