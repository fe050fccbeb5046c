//! The HTML of a text as tags and the words between them, for forms of the text that are no HTML.

/// A piece of the HTML of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Words, their entities resolved.
    Text(String),
    /// The start of an element: its name and what is behind that in the tag.
    Open(&'a str, &'a str),
    /// The end of an element.
    Close(&'a str),
}

/// The tokens of HTML that `markdown` made, without what only leads around the page: the sign that links a heading, and the
/// way back from a note.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_text(&rest[..start], &mut out);
        let tag = &rest[start..];
        let end = tag.find('>').map_or(tag.len(), |at| at + 1);
        if ["<a class=\"anchor\"", "<a class=\"noteback\""].iter().any(|skipped| tag.starts_with(skipped)) {
            let close = tag.find("</a>").map_or(tag.len(), |at| at + "</a>".len());
            rest = &tag[close..];
            continue;
        }
        let inside = tag[1..end].trim_end_matches('>');
        match inside.strip_prefix('/') {
            Some(name) => out.push(Token::Close(name)),
            None => {
                let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
                out.push(Token::Open(name, attributes));
            }
        }
        rest = &tag[end..];
    }
    push_text(rest, &mut out);
    out
}

fn push_text(text: &str, out: &mut Vec<Token<'_>>) {
    if !text.is_empty() {
        out.push(Token::Text(unescape(text)));
    }
}

/// Text with its entities as the characters that they stand for.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    // `&amp;` comes last: what it leaves is no entity.
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, plain)| {
        if text.contains(entity) { text.replace(entity, plain) } else { text }
    })
}

/// The value of an attribute in the rest of a tag.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let start = attributes.find(&format!("{name}=\""))? + name.len() + 2;
    let value = attributes.get(start..)?;
    Some(unescape(value.get(..value.find('"')?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_words_are_told_apart() {
        let html = "<h2 id=\"a\">A &amp;lt;<a class=\"anchor\" href=\"#a\">#</a></h2>\n<p>b<br>";
        let expected = [
            Token::Open("h2", "id=\"a\""),
            Token::Text("A &lt;".to_owned()),
            Token::Close("h2"),
            Token::Text("\n".to_owned()),
            Token::Open("p", ""),
            Token::Text("b".to_owned()),
            Token::Open("br", ""),
        ];
        assert_eq!(tokens(html), expected);
        assert_eq!(attribute("id=\"a\" href=\"x&amp;y\"", "href").as_deref(), Some("x&y"));
    }
}
