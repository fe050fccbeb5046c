//! Which entries the dashboard shows, as its form asks.

use super::desk::Fields;
use crate::model::Kind;
use crate::text::url::percent_encode;

/// The state of an entry; the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Mistakes,
    Draft,
    Warnings,
    Incomplete,
    Complete,
}

impl State {
    pub(super) const ALL: [Self; 5] =
        [Self::Mistakes, Self::Draft, Self::Warnings, Self::Incomplete, Self::Complete];

    /// Its name in a URL, and on the page.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Mistakes => ("fouten", "met fouten"),
            Self::Draft => ("concept", "concept"),
            Self::Warnings => ("waarschuwingen", "met waarschuwingen"),
            Self::Incomplete => ("onvolledig", "niet compleet"),
            Self::Complete => ("volledig", "compleet"),
        }
    }
}

/// The value of `tip` for entries that are in an offer.
pub(super) const OFFERED: &str = "aangeboden";

/// The filter of the list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) words: String,
    pub(super) kind: Option<Kind>,
    pub(super) state: Option<State>,
    /// The name of a rule that gives tips, or [`OFFERED`].
    pub(super) tip: String,
    pub(super) page: usize,
}

impl Filter {
    pub(super) fn read(query: &Fields) -> Self {
        let get = |name| query.get(name).unwrap_or_default().trim();
        let kind = get("soort");
        let state = get("staat");
        Self {
            words: get("q").to_owned(),
            kind: Kind::ALL.iter().copied().find(|k| k.info().name == kind),
            state: State::ALL.into_iter().find(|s| s.words().0 == state),
            tip: get("tip").to_owned(),
            page: get("pagina").parse().unwrap_or(1).max(1),
        }
    }

    /// The URL of the same filter for another page of the list.
    pub(super) fn address(&self, page: usize) -> String {
        let kind = self.kind.map_or("", |k| k.info().name);
        let state = self.state.map_or("", |s| s.words().0);
        let (words, tip) = (percent_encode(&self.words), percent_encode(&self.tip));
        format!("?q={words}&soort={kind}&staat={state}&tip={tip}&pagina={page}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_as_a_form_writes_it() {
        let read = |query: &str| Filter::read(&Fields::read(query.as_bytes()));
        let asked = read("q=sam%C3%A9n+eten&soort=parel&staat=concept&tip=lange-zin&pagina=2&x=y&z");
        assert_eq!((asked.words.as_str(), asked.tip.as_str()), ("samén eten", "lange-zin"));
        assert_eq!((asked.kind, asked.state, asked.page), (Some(Kind::Parel), Some(State::Draft), 2));
        assert_eq!(read(&asked.address(2)[1..]), asked);
        assert_eq!(read("soort=&staat=&pagina=0"), Filter { page: 1, ..Filter::default() });
    }
}
