//! Words as the index and the finder's script both see them: without case, accents and apostrophes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that say nothing about what a text or a question is about. The finder's script gets this list too, so that
/// a whole question is a good query.
pub(super) const FUNCTION_WORDS: &str = "aan af al alle alles als altijd ander andere ben bent bij bijvoorbeeld daar daarbij daarom dan dat de der deze die \
dit doe doen doet door dus een eens elk elke en er ergens ertegen ervoor geen geeft gegeven gedaan gaat gaan geweest goed haar had hadden heb \
hebben hebt heeft hem het hier hij hoe hun iemand iets ik in is ja je jij jouw jullie kan kon konden kun kunnen kunt maar mag \
me meer men met mij mijn moet moeten na naar nee niet niets nog nu of om omdat ons onze ook op over s samen t te tegen toch toen \
tot u uit uw van vaak vanuit veel via vind vinden voor waar waarbij waarin waarmee waarom wanneer want waren was wat we weer \
wel welk welke werd werden wie wij wil willen word worden wordt ze zelf zich zij zijn zo zoals zoek zonder zou zouden zulke";

/// Calls `each` for every word of `text`, folded. A word is a run of letters and digits; an apostrophe between
/// letters is not its end (`foto's` is `fotos`).
pub(super) fn each(text: &str, mut each: impl FnMut(&str)) {
    let mut word = String::with_capacity(32);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            'a'..='z' | '0'..='9' => word.push(c),
            'A'..='Z' => word.push(c.to_ascii_lowercase()),
            '\'' | '’' | '‘' | '`' | '´'
                if !word.is_empty() && chars.peek().is_some_and(|next| next.is_alphabetic()) => {}
            c if c.is_ascii() => {
                if !word.is_empty() {
                    each(&word);
                    word.clear();
                }
            }
            c => {
                let before = word.len();
                let mut mark = false;
                for part in std::iter::once(c).flat_map(char::to_lowercase).nfkd() {
                    mark |= is_combining_mark(part);
                    if part.is_alphanumeric() && !is_combining_mark(part) {
                        word.push(part);
                    }
                }
                if word.len() == before && !mark && !word.is_empty() {
                    each(&word);
                    word.clear();
                }
            }
        }
    }
    if !word.is_empty() {
        each(&word);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_folded_runs_of_letters_and_digits() {
        let mut words = Vec::new();
        super::each("Één foto’s, co-creatie (2017) 'thuis' naïef e\u{301}n 3.000", |w| {
            words.push(w.to_owned())
        });
        assert_eq!(words, ["een", "fotos", "co", "creatie", "2017", "thuis", "naief", "en", "3", "000"]);
    }
}
