//! The table of outputs: every file of a site, its path, and who may use its address.
//!
//! Links, old addresses, the sitemap, `render` and `serve` all ask this table. A new file is one line here and one in the
//! `match` of `render`.

use std::collections::BTreeMap;

use crate::model::{EntryId, Kind};

/// Who may use the address of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everyone, and search engines in the first place: it is in the sitemap.
    Listed,
    /// Everyone: a text may link to it.
    Linkable,
    /// Only pages and servers: it is a part of a page, or shown in place of one.
    Internal,
    /// Only the host, which reads the file and never serves it.
    Host,
}

impl Access {
    /// Whether a text may link to it.
    pub fn is_linkable(self) -> bool {
        matches!(self, Self::Listed | Self::Linkable)
    }
}

/// Declares the outputs: `files` that every site has, and `families` of which the paths follow from the content.
macro_rules! outputs {
    (
        files { $($(#[doc = $file_doc:literal])+ $file:ident = $path:expr, $file_access:ident;)+ }
        families { $($(#[doc = $family_doc:literal])+ $family:ident$(($($data:ty),+))?, $family_access:ident;)+ }
    ) => {
        /// What a file of the site is. In order, the pages are in the order of the sitemap.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Output {
            $($(#[doc = $file_doc])+ $file,)+
            $($(#[doc = $family_doc])+ $family$(($($data),+))?,)+
        }

        impl Output {
            /// The files that every site has, with their paths.
            const FILES: &'static [(&'static str, Self)] = &[$(($path, Self::$file)),+];

            /// Who may use its address.
            pub fn access(&self) -> Access {
                match self {
                    $(Self::$file => Access::$file_access,)+
                    $(Self::$family { .. } => Access::$family_access,)+
                }
            }
        }
    };
}

outputs! {
    files {
        /// The home page.
        Home = "index.html", Listed;
        /// The finder.
        Finder = "zoeken/index.html", Listed;
        /// The page that leads to the pictures of the library.
        Insights = "inzichten/index.html", Listed;
        /// The map.
        Map = "inzichten/kaart/index.html", Listed;
        /// The timeline.
        Timeline = "inzichten/tijd/index.html", Listed;
        /// Themes against success factors and target groups.
        Matrix = "inzichten/matrix/index.html", Listed;
        /// Themes and success factors by the parels that they share.
        Necklace = "inzichten/snoer/index.html", Listed;
        /// What a reader gathers.
        Collection = "snoer/index.html", Listed;
        /// Entries side by side.
        Comparison = "vergelijk/index.html", Listed;
        /// The booklet of what a reader gathered or compares.
        OwnBooklet = "boekje/index.html", Linkable;
        /// What is new, changed and checked per month.
        News = "nieuw/index.html", Listed;
        /// The feed of the newest entries.
        Feed = FEED, Linkable;
        /// The feed of what is new, changed and checked per month.
        NewsFeed = "nieuw/atom.xml", Linkable;
        /// All entries as JSON.
        DataJson = "data/vermeldingen.json", Linkable;
        /// All entries as a table.
        DataCsv = "data/vermeldingen.csv", Linkable;
        /// The same table for a Dutch Excel.
        DataExcelCsv = "data/vermeldingen-excel.csv", Linkable;
        /// The entries as a workbook, with a sheet per kind.
        Workbook = "data/vermeldingen.xlsx", Linkable;
        /// What is in the JSON.
        DataSchema = "data/schema.json", Linkable;
        /// Citations in RIS.
        CitationsRis = "data/vermeldingen.ris", Linkable;
        /// Citations in BibTeX.
        CitationsBibtex = "data/vermeldingen.bib", Linkable;
        /// Citations in CSL-JSON.
        CitationsCsl = "data/vermeldingen.csl.json", Linkable;
        /// The meetings as a calendar.
        Calendar = "data/bijeenkomsten.ics", Linkable;
        /// Where the pages and data are, for programs that read for someone.
        Llms = "llms.txt", Linkable;
        /// The sitemap.
        Sitemap = SITEMAP, Linkable;
        /// The icon for browsers that know no SVG, where they look for it by themselves.
        Favicon = "favicon.ico", Linkable;
        /// How the site looks on the screen of a phone.
        Manifest = "manifest.webmanifest", Linkable;
        /// What crawlers may visit.
        Robots = "robots.txt", Linkable;
        /// The page that hosts serve in place of one that does not exist.
        NotFound = NOT_FOUND, Internal;
        /// Redirects, for hosts that make them.
        Redirects = "_redirects", Host;
        /// Response headers, for hosts that send them.
        Headers = "_headers", Host;
        /// Keeps GitHub Pages from leaving out files.
        NoJekyll = ".nojekyll", Host;
    }
    families {
        /// The overview of a kind.
        Overview(Kind), Listed;
        /// A further page of the overview of a kind that has many entries; the second is 2.
        OverviewPage(Kind, usize), Listed;
        /// The page of an entry.
        Entry(EntryId), Listed;
        /// An entry as the pages that gather and compare read it.
        EntryData(EntryId), Linkable;
        /// An entry as Markdown.
        Markdown(EntryId), Linkable;
        /// The parels of a theme or a municipality as a booklet to print.
        Booklet(EntryId), Linkable;
        /// The entries of a kind as a table.
        KindCsv(Kind), Linkable;
        /// The same table for a Dutch Excel.
        KindExcelCsv(Kind), Linkable;
        /// The entries of a kind as a workbook.
        KindWorkbook(Kind), Linkable;
        /// The page of a facet value, by the indices of facet and value.
        FacetValue(usize, usize), Listed;
        /// A further page of the list of a facet value, or of the term that the value is; the second is 2.
        ValuePage(usize, usize, usize), Listed;
        /// The feed of the entries with a facet value, by the indices of facet and value.
        ValueFeed(usize, usize), Linkable;
        /// The page at an old address of an entry.
        Redirect(EntryId), Linkable;
        /// A file of an image: the path of the image in the content folder, and which of its files.
        Image(String, usize), Internal;
        /// A document that pages offer, by its path in the content folder.
        Attachment(String), Linkable;
        /// A file of the theme, by its name there.
        Asset(String), Internal;
        /// The style sheet with the colours of `site.yaml`.
        Colours, Internal;
    }
}

/// The address of the finder; the pages of facet values are below it.
pub const FINDER: &str = "zoeken/";
/// The address of the page that leads to the pictures, and of each of them.
pub const INSIGHTS: &str = "inzichten/";
pub const MAP: &str = "inzichten/kaart/";
pub const TIMELINE: &str = "inzichten/tijd/";
pub const MATRIX: &str = "inzichten/matrix/";
pub const NECKLACE: &str = "inzichten/snoer/";
/// The addresses of what a reader gathers and compares, and of the booklet of that.
pub const COLLECTION: &str = "snoer/";
pub const COMPARISON: &str = "vergelijk/";
pub const BOOKLET: &str = "boekje/";
/// The address of what is new, changed and checked per month.
pub const NEWS: &str = "nieuw/";
/// The name of a feed, which stands beside the page that lists the same entries.
pub const FEED: &str = "atom.xml";
/// How many entries a page of an overview lists.
pub const ENTRIES_PER_PAGE: usize = 100;
/// The file of the sitemap.
pub const SITEMAP: &str = "sitemap.xml";
/// The file of the 404 page.
pub const NOT_FOUND: &str = "404.html";
/// Where the theme stands. The names of the files below this folder and the next two hold a hash of their content.
pub const ASSETS: &str = "thema/";
/// Where the images stand.
pub const IMAGES: &str = "beelden/";
/// Where the documents stand that are not in the folder of a kind.
pub const ATTACHMENTS: &str = "bijlagen/";
/// Where the cards for sharing stand. Their names follow from the theme, so that only the folder is known before they are made.
pub const SOCIAL_CARDS: &str = "beelden/delen/";
/// Where the CMS stands, which the command `cms` writes.
pub const CMS: &str = "admin/";
/// Where the index of the finder stands. Its names follow from its content, so that only the folder is known before
/// it is made.
pub const SEARCH_INDEX: &str = "zoek/";
/// The folders of which a file never changes under the same name.
pub const IMMUTABLE: [&str; 3] = [ASSETS, IMAGES, SEARCH_INDEX];

/// The outputs of a site by path.
#[derive(Debug, Clone, Default)]
pub struct Outputs {
    files: BTreeMap<String, Output>,
}

impl Outputs {
    /// The files that every site has, and the overview and tables of each kind.
    pub fn new() -> Self {
        let files = Output::FILES.iter().map(|(path, output)| ((*path).to_owned(), output.clone()));
        let of_kind = |kind: &Kind| {
            let folder = kind.info().folder;
            [
                (file_at(&overview_at(*kind, 1)), Output::Overview(*kind)),
                (format!("data/{folder}.csv"), Output::KindCsv(*kind)),
                (format!("data/{folder}-excel.csv"), Output::KindExcelCsv(*kind)),
                (format!("data/{folder}.xlsx"), Output::KindWorkbook(*kind)),
            ]
        };
        Self { files: files.chain(Kind::ALL.iter().flat_map(of_kind)).collect() }
    }

    /// Adds an output. Of two at one path the first stays: the same image can have two names.
    pub fn add(&mut self, path: String, output: Output) {
        self.files.entry(path).or_insert(output);
    }

    /// The output with this path.
    pub fn get(&self, path: &str) -> Option<&Output> {
        self.files.get(path)
    }

    /// All outputs, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Output)> {
        self.files.iter().map(|(path, output)| (path.as_str(), output))
    }

    /// The output at an address of the site, without its first slash, with its path. As on a server, a folder is also
    /// found without its last slash.
    pub fn at(&self, address: &str) -> Option<(&str, &Output)> {
        let found = |path: &str| self.files.get_key_value(path);
        let (path, output) = found(&file_at(address)).or_else(|| found(&file_at(&format!("{address}/"))))?;
        Some((path, output))
    }

    /// The output that keeps `path` from being a file: it is at that path, or the path of one of the two is a folder in that
    /// of the other.
    pub fn obstacle(&self, path: &str) -> Option<&Output> {
        obstacle(&self.files, path)
    }
}

/// The value in `files` of which the path cannot be beside `path` on a disk.
pub fn obstacle<'a, T>(files: &'a BTreeMap<String, T>, path: &str) -> Option<&'a T> {
    let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    if let Some(found) = folders.find_map(|folder| files.get(folder)).or_else(|| files.get(path)) {
        return Some(found);
    }
    let below = format!("{path}/");
    files.range(below.clone()..).next().filter(|(other, _)| other.starts_with(&below)).map(|(_, found)| found)
}

/// Whether the site keeps `path` for itself, also while there is nothing at it.
pub fn is_reserved(path: &str) -> bool {
    let mut segments = path.split('/');
    // Hosts keep names that begin like this to themselves, as does the preview. A feed comes with the first entry that
    // has a value.
    if path.starts_with('_') || path.starts_with(CMS) || segments.clone().any(|segment| segment == FEED) {
        return true;
    }
    let own = Output::FILES.iter().map(|(path, _)| *path).chain(IMMUTABLE).chain([ATTACHMENTS]);
    let mut own_folders = own.filter_map(|path| Some(path.split_once('/')?.0));
    let first = segments.next();
    segments.next().is_some() && own_folders.any(|folder| Some(folder) == first)
}

/// The address of a page of the overview of a kind. No entry has an address this deep.
pub fn overview_at(kind: Kind, page: usize) -> String {
    list_page_at(&format!("{}/", kind.info().folder), page)
}

/// The address of a page of a list that begins on the page at `first`.
pub fn list_page_at(first: &str, page: usize) -> String {
    if page > 1 { format!("{first}pagina/{page}/") } else { first.to_owned() }
}

/// How many pages a list of so many entries has.
pub fn list_pages(entries: usize) -> usize {
    entries.div_ceil(ENTRIES_PER_PAGE).max(1)
}

/// The path of the file at an address: a folder stands for its `index.html`.
pub fn file_at(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') {
        format!("{address}index.html")
    } else {
        address.to_owned()
    }
}

/// The address at which the file at `path` is served.
pub fn address_of(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_and_its_address_belong_together() {
        for (address, path) in
            [("", "index.html"), ("parels/x/", "parels/x/index.html"), ("oud-index.html", "oud-index.html")]
        {
            assert_eq!(file_at(address), path);
            assert_eq!(address_of(path), address);
        }
    }

    #[test]
    fn a_folder_is_found_with_and_without_its_last_slash() {
        let outputs = Outputs::new();
        for address in ["parels/", "parels", "parels/index.html"] {
            assert_eq!(outputs.at(address), Some(("parels/index.html", &Output::Overview(Kind::Parel))));
        }
        for address in ["robots.txt/", "parels//", "Parels/", "index.html/"] {
            assert_eq!(outputs.at(address), None, "{address}");
        }
    }

    #[test]
    fn a_file_cannot_also_be_a_folder() {
        let outputs = Outputs::new();
        for path in ["robots.txt", "robots.txt/index.html", "parels/index.html/x/index.html", "data"] {
            assert!(outputs.obstacle(path).is_some(), "{path}");
        }
        for path in ["robots.html", "parels/x/index.html", "dat"] {
            assert!(outputs.obstacle(path).is_none(), "{path}");
        }
    }

    #[test]
    fn what_the_site_uses_is_reserved() {
        for path in [
            "zoeken/x/index.html",
            "data/x/index.html",
            "thema/x.html",
            "_x/index.html",
            "oud/atom.xml",
            "admin/x.html",
        ] {
            assert!(is_reserved(path), "{path}");
        }
        for path in ["zoeken.html", "inzicht/index.html", "parels/x/index.html", "oud/index.html"] {
            assert!(!is_reserved(path), "{path}");
        }
    }
}
