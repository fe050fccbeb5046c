//! What a page says of a PDF: how many pages it has and whom it names as its maker. A reader of the whole format (lopdf 0.47
//! without features: 60 packages in a lock file) does much more than two facts ask.

use memchr::memmem::find;

use super::pdf_objects::{Objects, stream};
use super::pdf_syntax::{get, number, text};

/// Most pages that a document can have; more is a mistake in the file.
const MOST_PAGES: u32 = 100_000;
/// Most bytes of the metadata.
const LARGEST_METADATA: u64 = 1_000_000;

/// What is known of a PDF.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) pages: Option<u32>,
    pub(super) makers: Vec<String>,
}

/// Reads the facts; what cannot be found is left out.
pub(super) fn facts(file: &[u8]) -> Facts {
    let Some(objects) = Objects::read(file) else { return Facts::default() };
    let trailer = &objects.trailer;
    let root = objects.get(trailer, "Root");
    let tree = root.and_then(|root| objects.get(root, "Pages"));
    let pages = tree.and_then(|tree| objects.get(tree, "Count")).and_then(leading_number);
    let mut makers = Vec::new();
    // The texts of an encrypted file are encrypted, too.
    if get(trailer, "Encrypt").is_none() {
        let author = objects.get(trailer, "Info").and_then(|info| objects.get(info, "Author"));
        makers.extend(author.and_then(|author| text(super::pdf_syntax::value(author)?.0)));
        let metadata = root.and_then(|root| objects.get(root, "Metadata"));
        let metadata = metadata.and_then(|object| stream(object, LARGEST_METADATA));
        makers.extend(metadata.map(|metadata| creators(&metadata)).unwrap_or_default());
    }
    let mut seen = std::collections::BTreeSet::new();
    makers.retain(|maker| !maker.trim().is_empty() && seen.insert(maker.clone()));
    Facts { pages: pages.filter(|pages| (1..=MOST_PAGES).contains(pages)), makers }
}

/// The number at the beginning of an object, behind which the object goes on.
fn leading_number(object: &[u8]) -> Option<u32> {
    number(super::pdf_syntax::value(object)?.0)
}

/// The texts in `dc:creator` of XMP.
fn creators(metadata: &[u8]) -> Vec<String> {
    let metadata = String::from_utf8_lossy(metadata);
    let between = |text: &str, open: &str, close: &str| -> Option<String> {
        let start = find(text.as_bytes(), open.as_bytes())? + open.len();
        let length = find(&text.as_bytes()[start..], close.as_bytes())?;
        text.get(start..start + length).map(str::to_owned)
    };
    let Some(list) = between(&metadata, "<dc:creator>", "</dc:creator>") else { return Vec::new() };
    let item = |item: &str| {
        let (_, inside) = item.split_once('>')?;
        let (name, _) = inside.split_once("</rdf:li>")?;
        let name = ["&lt;", "<", "&gt;", ">", "&quot;", "\"", "&apos;", "'", "&amp;", "&"]
            .chunks_exact(2)
            .fold(name.to_owned(), |name, pair| name.replace(pair[0], pair[1]));
        Some(name.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    list.split("<rdf:li").skip(1).filter_map(item).collect()
}
