//! Words as the index and the finder's script both see them: without case, accents and apostrophes.

use std::sync::LazyLock;

use ahash::AHashSet;
use rust_stemmers::Stemmer;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that say nothing about what a text or a question is about: grammar, verbs that lend their meaning from their
/// object (`krijgen`, `maken`), and how a question asks (`voorbeelden van`, `wat betekent`). The finder's script gets
/// this list too, so that a whole question is a good query.
pub(super) const STOP_WORDS: &str = "aan af al alle alles als altijd ander andere ben bent betekenen betekent bij bijvoorbeeld bleef bleek bleken bleven \
blijf blijft blijven daar daarbij daarom dan dat de deden deed der deze die dit doe doen doet door dus een eens elk \
elke en er ergens ertegen ervoor gaan gaat gaf gaven gedaan geeft geen gegeven geweest ging gingen goed haar had \
hadden heb hebben hebt heeft hem het hier hij hoe hoewel hun iemand iets ik in indien is ja je jij jouw jullie kan kom \
komen komt kon konden kreeg kregen krijg krijgen krijgt kun kunnen kunt kwam kwamen laat laten liet lieten maak maakt \
maar mag maken me meer men met mij mijn mocht mochten moest moesten moet moeten na naar nadat nam namen nee neem neemt \
nemen niet niets nog nu of om omdat ons onze ook op over per s samen sinds t te tegen terwijl tijdens toch toen tot \
totdat tussen u uit uw vaak van vanuit veel via vind vinden vond vonden voor voorbeeld voorbeelden voordat waar \
waarbij waarin waarmee waarom wanneer want waren was wat we weer wel welk welke werd werden wie wij wil wilde wilden \
willen word worden wordt ze zelf zich zij zijn zo zoals zodat zoek zoeken zonder zou zouden zulke";

/// Calls `each` for every word of `text`, folded. A word is a run of letters and digits; an apostrophe between
/// letters is not its end (`foto's` is `fotos`).
pub(super) fn for_each_word(text: &str, mut each: impl FnMut(&str)) {
    let mut word = String::with_capacity(32);
    let mut rest = text;
    loop {
        // Nearly all of a text is runs of ASCII letters.
        let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let from = word.len();
        word.push_str(&rest[..run]);
        word[from..].make_ascii_lowercase();
        rest = &rest[run..];
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        let joins = matches!(c, '\'' | '’' | '‘' | '`' | '´')
            && !word.is_empty()
            && chars.next().is_some_and(char::is_alphabetic);
        if joins || (!c.is_ascii() && push_folded(c, &mut word)) || word.is_empty() {
            continue;
        }
        each(&word);
        word.clear();
    }
    if !word.is_empty() {
        each(&word);
    }
}

/// The words of a text, folded, with a space between them.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for_each_word(text, |word| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    });
    out
}

/// Calls `each` for the words of a name that tell something; when none does (`niet over maar met`), for all of them.
pub(super) fn for_each_name_word(name: &str, mut each_one: impl FnMut(&str)) {
    let mut told = false;
    for_each_word(name, |word| {
        if !is_stop_word(word) {
            told = true;
            each_one(word);
        }
    });
    if !told {
        for_each_word(name, each_one);
    }
}

/// Whether a word is one of [`STOP_WORDS`].
pub(super) fn is_stop_word(word: &str) -> bool {
    static WORDS: LazyLock<AHashSet<&str>> = LazyLock::new(|| STOP_WORDS.split_whitespace().collect());
    WORDS.contains(word)
}

/// Adds a character without case and accent; says whether it belongs to a word.
fn push_folded(c: char, word: &mut String) -> bool {
    let mut belongs = false;
    for part in std::iter::once(c).flat_map(char::to_lowercase).nfkd() {
        let mark = is_combining_mark(part);
        belongs |= mark || part.is_alphanumeric();
        if part.is_alphanumeric() && !mark {
            word.push(part);
        }
    }
    belongs
}

/// What words have in common that are one word to who searches: the stem (Snowball), but for words that only look alike.
pub(super) fn stem(stemmer: &Stemmer, word: &str) -> String {
    match word {
        // Parents are not the elderly, whose stem is the same.
        "ouder" | "ouders" => "ouder'".to_owned(),
        // `meten` is not `met`.
        _ if is_stop_word(word) => format!("{word}'"),
        _ => stemmer.stem(word).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_folded_runs_of_letters_and_digits() {
        let mut words = Vec::new();
        super::for_each_word("Één foto’s, co-creatie (2017) 'thuis' naïef e\u{301}n 3.000", |w| {
            words.push(w.to_owned())
        });
        assert_eq!(words, ["een", "fotos", "co", "creatie", "2017", "thuis", "naief", "en", "3", "000"]);
    }
}
