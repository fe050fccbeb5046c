//! What editors write for something else: keys in English, and items of a list as one text.

use super::record::{FieldReader, FieldType};
use crate::rules;
use crate::yaml::{Node, Value as Yaml};

impl FieldReader<'_> {
    /// Reports that the node is not the list that the key asks for. Values with commas between them are written as one.
    pub fn list_error(&mut self, node: &Node, expected: FieldType) {
        let scalar_items = matches!(
            expected,
            FieldType::List(FieldType::Text(_) | FieldType::Reference(_) | FieldType::Choice(_))
        );
        let Yaml::Text(text) = &node.value else { return self.type_error(node, expected) };
        let written = &self.source.text[node.span.range()];
        if !scalar_items || written.contains('\n') || text.trim().is_empty() {
            return self.type_error(node, expected);
        }
        let items: Vec<String> =
            text.split([',', ';']).map(str::trim).filter(|item| !item.is_empty()).map(flow_item).collect();
        let list = format!("[{}]", items.join(", "));
        let place = self.source.place(node.span);
        let diagnostic = rules::verkeerd_type::mismatch(place, self.key, &expected.describe(), "tekst");
        self.report.push(diagnostic.help(format!("schrijf: {}: {list}", self.key)).fix(list));
    }
}

/// The key that a key of other systems, which are English, stands for.
pub(super) fn dutch_key(key: &str) -> Option<&'static str> {
    Some(match key.to_ascii_lowercase().as_str() {
        "title" | "name" => "titel",
        "date" | "published" | "publishdate" => "datum",
        "lastmod" | "modified" | "updated" => "bijgewerkt",
        "summary" | "description" | "excerpt" | "abstract" | "intro" => "samenvatting",
        "tags" | "categories" | "topics" | "themes" | "keywords" => "themas",
        "draft" => "concept",
        "featured" => "uitgelicht",
        "image" | "cover" | "thumbnail" | "foto" => "afbeelding",
        "aliases" | "redirects" => "aliassen",
        "sources" | "references" | "bron" => "bronnen",
        "website" | "site" | "homepage" => "website",
        "location" | "geo" => "locatie",
        "place" | "city" => "plaats",
        "people" | "persons" | "contacts" => "personen",
        "organisations" | "organizations" => "organisaties",
        "type" | "kind" => "soort",
        "year" => "jaar",
        "publisher" => "uitgever",
        "weight" | "order" => "volgorde",
        "period" => "periode",
        _ => return None,
    })
}

/// An item of a list between brackets, with quotation marks where YAML asks for them.
fn flow_item(item: &str) -> String {
    let plain = item.starts_with(char::is_alphanumeric)
        && !item.contains(['[', ']', '{', '}', '"', '#', '\\'])
        && !item.contains(": ")
        && !item.ends_with(':');
    if plain { item.to_owned() } else { format!("\"{}\"", item.replace('\\', "\\\\").replace('"', "\\\"")) }
}
