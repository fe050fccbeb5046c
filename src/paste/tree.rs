//! Elements and text, as both HTML and XML are read.

/// Elements deeper than this are left out; their text stays. No document that people write comes near it, and what
/// walks the tree can use the stack.
pub(super) const DEEPEST: usize = 200;
/// More elements than this are left out, likewise.
const MOST_ELEMENTS: usize = 1_000_000;

/// A part of a document.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// An element with what is in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

impl Element {
    /// The value of an attribute; empty when it is not there.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// Whether an attribute is there, with or without a value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(n, _)| n == name)
    }

    /// The elements directly below this one.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of this name directly below this one.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|e| e.name == name)
    }

    /// Calls `visit` for every element below this one, in the order of the document.
    pub(super) fn each<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        for element in self.elements() {
            visit(element);
            element.each(visit);
        }
    }

    /// The first element of this name at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        self.elements().find_map(|e| if e.name == name { Some(e) } else { e.find(name) })
    }

    /// All text below this element.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.collect_text(&mut out);
        out
    }

    fn collect_text(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.collect_text(out),
            }
        }
    }
}

/// Makes a tree of a series of opening tags, texts and closing tags.
#[derive(Debug)]
pub(super) struct Builder {
    /// The elements that are open, the root first.
    open: Vec<Element>,
    elements: usize,
    /// Elements that were opened too deep and not yet closed.
    skipped: usize,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self { open: vec![Element::default()], elements: 0, skipped: 0 }
    }

    /// The names of the open elements, the innermost first.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.open[1..].iter().rev().map(|e| &*e.name)
    }

    pub(super) fn open(&mut self, element: Element) {
        self.elements += 1;
        if self.open.len() > DEEPEST || self.elements > MOST_ELEMENTS {
            self.skipped += 1;
        } else {
            self.open.push(element);
        }
    }

    /// Adds an element that has no closing tag.
    pub(super) fn void(&mut self, element: Element) {
        self.elements += 1;
        if self.elements <= MOST_ELEMENTS {
            self.push(Node::Element(element));
        }
    }

    /// Closes the `count` innermost elements.
    pub(super) fn close(&mut self, count: usize) {
        for _ in 0..count {
            if self.open.len() > 1
                && let Some(element) = self.open.pop()
            {
                self.push(Node::Element(element));
            }
        }
    }

    /// Whether the next closing tag belongs to an element that was left out.
    pub(super) fn closes_skipped(&mut self) -> bool {
        let skipped = self.skipped > 0;
        self.skipped = self.skipped.saturating_sub(1);
        skipped
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(Node::Text(last)) = self.open.last_mut().and_then(|e| e.children.last_mut()) {
            last.push_str(text);
        } else {
            self.push(Node::Text(text.to_owned()));
        }
    }

    fn push(&mut self, node: Node) {
        if let Some(parent) = self.open.last_mut() {
            parent.children.push(node);
        }
    }

    /// The root, with everything closed.
    pub(super) fn finish(mut self) -> Element {
        self.close(self.open.len());
        self.open.pop().unwrap_or_default()
    }
}

/// `markup` without tags that have more attributes than anybody writes: parsers compare every name in a tag with all
/// others of that tag.
pub(super) fn without_huge_tags(markup: &str) -> std::borrow::Cow<'_, str> {
    // Values do not count: an image can be one.
    const LONGEST: usize = 8_000;
    let bytes = markup.as_bytes();
    let mut cuts: Vec<std::ops::Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + found;
        at = start + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut counted, mut after_equals) = (0, false);
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'>' => break,
                b'<' if counted > LONGEST => break,
                b'"' | b'\'' if after_equals => {
                    let Some(end) = memchr::memchr(*byte, &bytes[at + 1..]) else {
                        at = bytes.len();
                        break;
                    };
                    at += end + 1;
                }
                _ => counted += 1,
            }
            after_equals = *byte == b'=' || after_equals && byte.is_ascii_whitespace();
            at += 1;
        }
        if counted > LONGEST {
            cuts.push(start..at);
        }
    }
    if cuts.is_empty() {
        return markup.into();
    }
    let mut out = String::with_capacity(markup.len());
    let mut from = 0;
    for cut in cuts {
        out.push_str(markup.get(from..cut.start).unwrap_or_default());
        from = cut.end;
    }
    out.push_str(markup.get(from..).unwrap_or_default());
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_tag_with_thousands_of_attributes_is_cut() {
        let image = format!("<img src=\"{}\" alt='a > b'>", "A".repeat(20_000));
        assert_eq!(without_huge_tags(&image), image);
        let many: String = (0..3000).map(|n| format!("a{n} ")).collect();
        assert_eq!(without_huge_tags(&format!("x<a {many}>y<b>z")), "x>y<b>z");
        assert_eq!(without_huge_tags(&format!("x<a {many}")), "x");
    }
}
