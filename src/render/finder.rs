//! Lists of entries: the finder, the overview of a kind, and the pages of provinces and years.

use anyhow::Result;
use tera::Value as Shown;

use super::Renderer;
use super::page::Head;
use super::value::{map, text};
use crate::model::{EntryId, Kind};

impl Renderer<'_> {
    /// Renders the finder: every facet with its values, and all entries. `index` is the address of the search index.
    pub(super) fn finder(&self, index: &str) -> Result<String> {
        let facets: Vec<Shown> = self
            .site
            .facets
            .iter()
            .map(|facet| {
                let values = facet.values.iter().map(|value| {
                    map([
                        ("slug", text(&value.slug)),
                        ("titel", text(&value.label)),
                        ("url", text(super::url::page(&value.path, self.portable))),
                        ("aantal", Shown::from(value.entries.len())),
                    ])
                });
                map([
                    ("sleutel", text(facet.key)),
                    ("titel", text(facet.label)),
                    ("waarden", values.collect::<Vec<_>>().into()),
                ])
            })
            .collect();
        let all = super::search::order(self.site);
        let names: Vec<Shown> = all.iter().map(|id| text(self.site.entry(*id).path())).collect();
        let head = self.head(Head {
            path: "zoeken/",
            title: "Zoeken",
            description: "Zoek in alle vermeldingen op woord, thema, succesfactor, doelgroep, gemeente of organisatie.",
            image: None,
            json_ld: None,
            feed: false,
            source: None,
        });
        self.template(
            "zoeken.html",
            "zoeken/",
            vec![
                ("pagina", head),
                ("index", text(index)),
                ("facetten", facets.into()),
                ("aantal", Shown::from(all.len())),
                ("kaarten", self.cards_of(all)),
                ("namen", names.into()),
            ],
        )
    }

    /// Renders the overview of a kind.
    pub(super) fn overview(&self, kind: Kind) -> Result<String> {
        let info = kind.info();
        let path = format!("{}/", info.folder);
        let ids: Vec<EntryId> = self.site.sorted(self.site.ids(kind).collect());
        let head = self.head(Head {
            path: &path,
            title: info.heading,
            description: info.intro,
            image: None,
            json_ld: None,
            // A kind without entries is no value of a facet, so nothing can be followed there.
            feed: !ids.is_empty(),
            source: None,
        });
        let others: Vec<EntryId> = ids
            .iter()
            .copied()
            .filter(|id| super::cards::gold_year(self.site.entry(*id)).is_none())
            .collect();
        let counts = self.terms_with_counts(info.name);
        self.template(
            "overzicht.html",
            &path,
            vec![
                ("pagina", head),
                ("soort", text(info.name)),
                ("intro", text(info.intro)),
                (
                    "edities",
                    if kind == Kind::Gemeente { self.editions() } else { Vec::<Shown>::new().into() },
                ),
                ("andere", self.cards_of(others)),
                ("tellingen", counts),
                ("kaarten", self.cards_of(ids)),
            ],
        )
    }

    /// Renders the page of a facet value that is no entry itself.
    pub(super) fn facet_value(&self, facet: usize, value: usize) -> Result<String> {
        let facet = &self.site.facets[facet];
        let value = &facet.values[value];
        let title = match facet.key {
            "jaar" => format!("Uit {}", value.label),
            _ => format!("In {}", value.label),
        };
        let head = self.head(Head {
            path: &value.path,
            title: &title,
            description: &format!("Alle vermeldingen bij {} {}.", facet.label.to_lowercase(), value.label),
            image: None,
            json_ld: None,
            feed: true,
            source: None,
        });
        self.template(
            "facet.html",
            &value.path,
            vec![
                ("pagina", head),
                ("facet", text(facet.label)),
                ("aantal", Shown::from(value.entries.len())),
                ("groepen", self.groups(value.entries.clone())),
            ],
        )
    }
}
