//! What a person should look at after a paste.

use std::fmt;

/// Something that could not be taken along as it was, or that only a person can add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// This many images have no alternative text.
    ImagesWithoutAlt(usize),
    /// Images that are on another site, by address.
    RemoteImages(Vec<String>),
    /// This many images were not part of what was pasted.
    MissingImages(usize),
    /// Images in a format that no page can show, by name.
    UnsupportedImages(Vec<String>),
    /// Links to places that readers cannot reach, by address.
    LinksLeftOut(Vec<String>),
    /// The title, which was left out of the text.
    Title(String),
    /// This many changes were still marked; they were taken as accepted.
    TrackedChanges(usize),
    /// This many comments were left out.
    Comments(usize),
    /// This many text boxes; their text stands behind the paragraph that they hang on.
    TextBoxes(usize),
    /// A table of contents was left out.
    TableOfContents,
    /// This many cells of a table covered several.
    MergedCells(usize),
    /// This many drawings, charts, videos or other objects were left out.
    Objects(usize),
    /// Only the main text of a page was taken.
    MainTextOnly,
    /// This many characters were lost before the text came here.
    LostCharacters(usize),
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count =
            |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
        let list = |items: &[String]| items.iter().map(|i| format!("\n    {i}")).collect::<String>();
        let text = match self {
            Self::ImagesWithoutAlt(n) => format!(
                "{} zonder beschrijving: zet tussen de blokhaken van ![]( ) wat er te zien is",
                count(*n, "afbeelding", "afbeeldingen")
            ),
            Self::RemoteImages(addresses) => format!(
                "{} van een andere site niet overgenomen; sla op wat u mag gebruiken:{}",
                count(addresses.len(), "afbeelding", "afbeeldingen"),
                list(addresses)
            ),
            Self::MissingImages(n) => format!(
                "{} niet meegekomen: sla op wat u nodig hebt en zet dat zelf in de tekst",
                count(*n, "afbeelding", "afbeeldingen")
            ),
            Self::UnsupportedImages(names) => format!(
                "{} in een vorm die een pagina niet kan tonen; sla op als .png of .jpg:{}",
                count(names.len(), "afbeelding", "afbeeldingen"),
                list(names)
            ),
            Self::LinksLeftOut(addresses) => format!(
                "{} weggelaten, want lezers kunnen er niet bij; de woorden zijn gebleven:{}",
                count(addresses.len(), "link", "links"),
                list(addresses)
            ),
            Self::Title(title) => format!("de titel «{title}» staat niet in de tekst: zet die achter titel:"),
            Self::TrackedChanges(n) => format!(
                "{}: verwerkt alsof u alles hebt aanvaard",
                count(*n, "wijziging die nog werd bijgehouden", "wijzigingen die nog werden bijgehouden")
            ),
            Self::Comments(n) => format!("{} weggelaten", count(*n, "opmerking", "opmerkingen")),
            Self::TextBoxes(n) => {
                format!("{}: kijk of de tekst op de goede plaats staat", count(*n, "tekstvak", "tekstvakken"))
            }
            Self::TableOfContents => "de inhoudsopgave is weggelaten: de site maakt die zelf".to_owned(),
            Self::MergedCells(n) => {
                format!(
                    "{} in een tabel: kijk of alles in de goede kolom staat",
                    count(*n, "samengevoegde cel", "samengevoegde cellen")
                )
            }
            Self::Objects(n) => format!(
                "{} (tekening, grafiek, video of iets anders) niet overgenomen",
                count(*n, "onderdeel", "onderdelen")
            ),
            Self::MainTextOnly => "alleen de hoofdtekst van de pagina is overgenomen".to_owned(),
            Self::LostCharacters(n) => {
                format!(
                    "{} al verloren gegaan: zoek op � en herstel wat er stond",
                    count(*n, "teken", "tekens")
                )
            }
        };
        f.write_str(&text)
    }
}

/// What was met while reading.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) images_without_alt: usize,
    pub(super) remote_images: Vec<String>,
    pub(super) missing_images: usize,
    pub(super) unsupported_images: Vec<String>,
    pub(super) links_left_out: Vec<String>,
    pub(super) title: Option<String>,
    pub(super) tracked_changes: usize,
    pub(super) comments: usize,
    pub(super) text_boxes: usize,
    pub(super) table_of_contents: bool,
    pub(super) merged_cells: usize,
    pub(super) objects: usize,
    pub(super) main_text_only: bool,
    pub(super) lost_characters: usize,
}

impl Found {
    /// As remarks, without those that did not happen.
    pub(super) fn remarks(mut self) -> Vec<Remark> {
        for list in [&mut self.remote_images, &mut self.unsupported_images, &mut self.links_left_out] {
            let mut seen = std::collections::HashSet::new();
            list.retain(|item| seen.insert(item.clone()));
        }
        let number = |n: usize, remark: fn(usize) -> Remark| (n > 0).then(|| remark(n));
        let names =
            |list: Vec<String>, remark: fn(Vec<String>) -> Remark| (!list.is_empty()).then(|| remark(list));
        [
            self.title.map(Remark::Title),
            number(self.images_without_alt, Remark::ImagesWithoutAlt),
            number(self.missing_images, Remark::MissingImages),
            names(self.remote_images, Remark::RemoteImages),
            names(self.unsupported_images, Remark::UnsupportedImages),
            names(self.links_left_out, Remark::LinksLeftOut),
            number(self.tracked_changes, Remark::TrackedChanges),
            number(self.comments, Remark::Comments),
            number(self.text_boxes, Remark::TextBoxes),
            number(self.objects, Remark::Objects),
            number(self.merged_cells, Remark::MergedCells),
            number(self.lost_characters, Remark::LostCharacters),
            self.table_of_contents.then_some(Remark::TableOfContents),
            self.main_text_only.then_some(Remark::MainTextOnly),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
