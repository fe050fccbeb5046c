//! The nearest existing name for something mistyped.

use super::fold;

/// At most three of `names` that `written` was probably meant to be, the likeliest first.
///
/// Case, accents, hyphens and spaces do not count. A name qualifies with one typing error per four characters
/// (transpositions count once), or when the one begins with the other.
pub fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // What is longer than any name was never meant to be one, and the distance is quadratic in the length.
    const LONGEST: usize = 120;
    let plain = |s: &str| fold(s).replace(['-', '_', ' ', '/'], "");
    let wanted = plain(written);
    let length = wanted.chars().count();
    if length == 0 || length > LONGEST {
        return Vec::new();
    }
    let allowed = (length / 4).max(1);
    let mut found: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let candidate = plain(name);
            let other = candidate.chars().count();
            if other == 0 || other > LONGEST {
                return None;
            }
            let starts =
                length >= 4 && candidate.starts_with(&wanted) || other >= 4 && wanted.starts_with(&candidate);
            if other.abs_diff(length) > allowed {
                return starts.then_some((allowed + 1, name));
            }
            let distance = strsim::damerau_levenshtein(&wanted, &candidate);
            (distance <= allowed).then_some((distance, name)).or(starts.then_some((allowed + 1, name)))
        })
        .collect();
    found.sort();
    found.dedup();
    // A sure match is not watered down by weaker ones.
    let best = found.first().map(|(d, _)| *d);
    found.into_iter().filter(|(d, _)| Some(*d) == best).map(|(_, n)| n).take(3).collect()
}

/// `bedoelde u «a»?` or `bedoelde u «a», «b» of «c»?`.
pub fn did_you_mean(nearest: &[&str]) -> String {
    let quoted: Vec<String> = nearest.iter().map(|n| format!("«{n}»")).collect();
    match quoted.split_last() {
        Some((last, [])) => format!("bedoelde u {last}?"),
        Some((last, rest)) => format!("bedoelde u {} of {last}?", rest.join(", ")),
        None => String::new(),
    }
}
