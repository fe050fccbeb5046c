//! The home page: what this is, for whom, a search box, featured and newest entries, the themes and the gold.

use anyhow::Result;
use tera::Value as Shown;

use super::page::Head;
use super::value::{date, map, text};
use super::{Renderer, cards, json_ld};
use crate::model::gemeente::GemeenteSoort;
use crate::model::{Data, EntryId, Kind};

/// How many entries are featured, and how many are listed as new.
const FEATURED: usize = 4;
const NEWEST: usize = 6;

impl Renderer<'_> {
    /// Renders the home page.
    pub(super) fn home(&self) -> Result<String> {
        let settings = &self.site.settings;
        let subtitle = settings.ondertitel.as_ref().map_or("", |o| o.0.as_str());
        let head = self.head(Head {
            path: "",
            title: &settings.titel.0,
            description: subtitle,
            image: None,
            json_ld: self.base.as_ref().map(|b| json_ld::site(&settings.titel.0, b)),
            feed: false,
            source: None,
        });
        let counts: Vec<Shown> = Kind::ALL.iter().map(|k| Shown::from(self.site.ids(*k).count())).collect();
        let mut counts: tera::value::Map =
            Kind::ALL.iter().zip(counts).map(|(k, n)| (k.info().folder.into(), n)).collect();
        let golden = self
            .site
            .ids(Kind::Gemeente)
            .filter(|id| cards::gold_year(self.site.entry(*id)).is_some())
            .count();
        counts.insert("goud".into(), Shown::from(golden));
        let newest = self.newest(NEWEST);
        let dates: Vec<Shown> =
            newest.iter().filter_map(|id| self.site.entry(*id).last_modified().map(date)).collect();
        self.template(
            "home.html",
            "",
            vec![
                ("pagina", head),
                ("aantal", counts.into()),
                ("uitgelicht", self.cards_of(self.featured())),
                ("nieuw", self.cards_of(newest)),
                ("datums", dates.into()),
                ("themas", self.terms_with_counts("thema")),
                ("edities", self.editions()),
            ],
        )
    }

    /// The entries with `uitgelicht: true`; without any, the parels that most others point to.
    fn featured(&self) -> Vec<EntryId> {
        let all = (0..self.site.entries.len()).map(EntryId::new);
        let marked: Vec<EntryId> = all.filter(|id| self.site.entry(*id).common.uitgelicht).collect();
        if !marked.is_empty() {
            return marked;
        }
        let mut parels: Vec<EntryId> = self.site.ids(Kind::Parel).collect();
        parels.sort_by_key(|id| (std::cmp::Reverse(self.site.backlinks[id.index()].len()), *id));
        parels.truncate(FEATURED);
        parels
    }

    /// The entries that were added or revised last; those without a date are not among them.
    pub(super) fn newest(&self, number: usize) -> Vec<EntryId> {
        self.newest_of((0..self.site.entries.len()).map(EntryId::new), number)
    }

    /// Of some entries those that were added or revised last.
    pub(super) fn newest_of(&self, ids: impl Iterator<Item = EntryId>, number: usize) -> Vec<EntryId> {
        let mut dated: Vec<EntryId> =
            ids.filter(|id| self.site.entry(*id).last_modified().is_some()).collect();
        dated.sort_by_key(|id| (std::cmp::Reverse(self.site.entry(*id).last_modified()), *id));
        dated.truncate(number);
        dated
    }

    /// The values of a facet with the number of entries that have them.
    pub(super) fn terms_with_counts(&self, key: &str) -> Shown {
        let facet = self.site.facets.iter().find(|f| f.key == key);
        let values = facet.map(|f| f.values.as_slice()).unwrap_or_default().iter().map(|value| {
            map([
                ("titel", text(&value.label)),
                ("url", text(super::url::page(&value.path, self.portable))),
                ("aantal", Shown::from(value.entries.len())),
            ])
        });
        values.collect::<Vec<_>>().into()
    }

    /// The Gouden Gemeenten per edition, the newest first: `[{jaar, omvang, kaarten}]`.
    pub(super) fn editions(&self) -> Shown {
        let golden: Vec<EntryId> = self
            .site
            .ids(Kind::Gemeente)
            .filter(|id| cards::gold_year(self.site.entry(*id)).is_some())
            .collect();
        let mut years: Vec<u32> =
            golden.iter().filter_map(|id| cards::gold_year(self.site.entry(*id))).collect();
        years.sort_unstable();
        years.dedup();
        let editions = years.into_iter().rev().map(|year| {
            let own: Vec<EntryId> =
                golden.iter().copied().filter(|id| cards::gold_year(self.site.entry(*id)) == Some(year)).collect();
            let is_region =
                |id: &&EntryId| matches!(&self.site.entry(**id).data, Data::Gemeente(g) if g.soort == Some(GemeenteSoort::Regio));
            let regions = own.iter().filter(is_region).count();
            let towns = own.len() - regions;
            let count = |number, one: &str, many: &str| match number {
                0 => None,
                1 => Some(format!("1 {one}")),
                n => Some(format!("{n} {many}")),
            };
            let size = [count(towns, "gemeente", "gemeenten"), count(regions, "regio", "regio's")];
            let size = size.into_iter().flatten().collect::<Vec<_>>().join(" en ");
            let own = self.site.sorted(own);
            map([("jaar", Shown::from(u64::from(year))), ("omvang", text(size)), ("kaarten", self.cards_of(own))])
        });
        editions.collect::<Vec<_>>().into()
    }
}
