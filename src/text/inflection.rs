//! Forms of a word: `mantelzorger` and `mantelzorgers`.

use rust_stemmers::{Algorithm, Stemmer};

use super::fold;

/// Whether two names are forms of the same words: singular and plural, with or without an ending (Snowball, Dutch).
pub fn is_form_of(one: &str, other: &str) -> bool {
    let stemmer = Stemmer::create(Algorithm::Dutch);
    let stems = |name: &str| -> Vec<String> {
        let folded = fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(|word| stemmer.stem(word).into_owned()).collect()
    };
    stems(one) == stems(other)
}
