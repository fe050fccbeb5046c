//! The fields of a form and of a URL (WHATWG URL, `application/x-www-form-urlencoded`).

use crate::text::url::percent_decode;

/// Names with values, in the order in which they were sent; a name can be there more than once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::serve) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads what a form sends. What is not text is nothing.
    pub(in crate::serve) fn read(bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let word =
            |text: &str| percent_decode(&text.replace('+', " ")).replace("\r\n", "\n").replace('\r', "\n");
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (word(name), word(value))
        };
        Self(text.split('&').filter(|pair| !pair.is_empty()).map(pair).collect())
    }

    /// The first value of this name.
    pub(in crate::serve) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Another field, behind the others of its name.
    pub(in crate::serve) fn add(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// Gives the first field of this name another value; it is added when there is none.
    pub(in crate::serve) fn set(&mut self, name: &str, value: &str) {
        match self.0.iter_mut().find(|(own, _)| own == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.add(name, value),
        }
    }

    /// Takes the fields of this name away.
    pub(in crate::serve) fn remove(&mut self, name: &str) {
        self.0.retain(|(own, _)| own != name);
    }

    /// All fields.
    pub(in crate::serve) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_a_browser_sends_it() {
        let fields = Fields::read(b"titel=Caf%C3%A9+%2B+thee&tekst=een%0D%0Atwee&leeg=&x&titel=b");
        assert_eq!(fields.get("titel"), Some("Café + thee"));
        assert_eq!(fields.get("tekst"), Some("een\ntwee"));
        assert_eq!((fields.get("leeg"), fields.get("x"), fields.get("y")), (Some(""), Some(""), None));
        assert_eq!(fields.iter().filter(|(name, _)| *name == "titel").count(), 2);
    }
}
