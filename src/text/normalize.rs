//! Normalization of names for comparison: case, accents and repeated spaces are folded away.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `name` without case, accents and superfluous spaces: two names that fold alike are the same name.
pub fn fold(name: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if name.bytes().all(plain) {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len());
    let mut push = |c: char| match c {
        '’' | '‘' | '`' | '´' => out.push('\''),
        '‐'..='―' => out.push('-'),
        c if c.is_whitespace() => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        c => out.push(c),
    };
    for c in name.chars() {
        if c.is_ascii() {
            push(c.to_ascii_lowercase());
        } else {
            // One character at a time: marks are left out, so their order does not matter.
            let parts = std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c));
            parts.flat_map(char::to_lowercase).for_each(&mut push);
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_without_case_accents_and_spaces() {
        for (a, b) in
            [("Één  Dag ", "een dag"), ("’t Startpunt", "'T startpunt"), ("COÖPERATIE", "cooperatie")]
        {
            assert_eq!(fold(a), fold(b));
        }
    }
}
