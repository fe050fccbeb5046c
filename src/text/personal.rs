//! Personal data in a text: what the European privacy law (GDPR) keeps from being published without a reason.

use std::ops::Range;

/// A sort of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalData {
    /// A telephone number.
    Phone,
    /// A mail address.
    Mail,
    /// An account number (ISO 13616).
    Iban,
    /// A citizen service number, by the eleven test.
    Bsn,
    /// A postal code, which with a house number is a home address.
    Postcode,
    /// A date of birth.
    BirthDate,
}

/// Finds personal data, in the order of the text.
pub fn find(text: &str) -> Vec<(Range<usize>, PersonalData)> {
    let mut found = Vec::new();
    mail_addresses(text, &mut found);
    ibans(text, &mut found);
    numbers(text, &mut found);
    birth_dates(text, &mut found);
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Digits and letters only, in lower case: two ways to write one number or address compare equal.
pub fn normalized(written: &str) -> String {
    let plain: String = written
        .chars()
        .filter(|c| c.is_alphanumeric() || "@+".contains(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let plain = plain.strip_prefix("mailto").or_else(|| plain.strip_prefix("tel")).unwrap_or(&plain);
    let national = plain.strip_prefix("+31").or_else(|| plain.strip_prefix("0031"));
    national.map_or_else(|| plain.to_owned(), |rest| format!("0{}", rest.trim_start_matches('0')))
}

fn mail_addresses(text: &str, found: &mut Vec<(Range<usize>, PersonalData)>) {
    let name = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let domain = |c: char| c.is_alphanumeric() || ".-".contains(c);
    for (at, _) in text.match_indices('@') {
        let start = text[..at]
            .rfind(|c| !name(c))
            .map_or(0, |n| n + text[n..].chars().next().map_or(1, char::len_utf8));
        let after = &text[at + 1..];
        let host = after[..after.find(|c| !domain(c)).unwrap_or(after.len())].trim_end_matches(['.', '-']);
        let top = host.rsplit_once('.').map_or("", |(_, top)| top);
        // The user in a URL is something else, and reported as that.
        let word = text[..start].rsplit(char::is_whitespace).next().unwrap_or_default();
        if word.contains("://") {
            continue;
        }
        if start < at && top.len() >= 2 && top.chars().all(char::is_alphabetic) {
            found.push((start..at + 1 + host.len(), PersonalData::Mail));
        }
    }
}

fn ibans(text: &str, found: &mut Vec<(Range<usize>, PersonalData)>) {
    // Two letters, two digits and up to thirty characters, in groups of four.
    for (at, _) in text.match_indices("NL") {
        let compact: String = text[at..].chars().take(24).filter(|c| *c != ' ').take(18).collect();
        let bytes = compact.as_bytes();
        let shape = bytes.len() == 18
            && bytes[2..4].iter().all(u8::is_ascii_digit)
            && bytes[4..8].iter().all(u8::is_ascii_uppercase)
            && bytes[8..].iter().all(u8::is_ascii_digit);
        if shape && iban_is_valid(&compact) {
            let mut left = 18;
            let length: usize = text[at..]
                .chars()
                .take_while(|c| {
                    let more = left > 0;
                    left -= usize::from(more && *c != ' ');
                    more
                })
                .map(char::len_utf8)
                .sum();
            found.push((at..at + length, PersonalData::Iban));
        }
    }
}

/// The remainder test of ISO 7064 (mod 97-10).
fn iban_is_valid(iban: &str) -> bool {
    let rotated = iban[4..].chars().chain(iban[..4].chars());
    let remainder = rotated
        .filter_map(|c| c.to_digit(36))
        .fold(0, |rest, value| (rest * if value > 9 { 100 } else { 10 } + value) % 97);
    remainder == 1
}

fn numbers(text: &str, found: &mut Vec<(Range<usize>, PersonalData)>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let begins = bytes[at].is_ascii_digit()
            || bytes[at] == b'+' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !begins {
            at += 1;
            continue;
        }
        // A number inside a word or an address is a name of something.
        let before = text[..at].chars().next_back();
        let free = before.is_none_or(|c| !c.is_alphanumeric() && !"/=_-.,&#%".contains(c));
        let mut end = at;
        let mut last = at;
        while end < bytes.len() && (bytes[end].is_ascii_digit() || b"+ -.()".contains(&bytes[end])) {
            if bytes[end].is_ascii_digit() {
                last = end + 1;
            } else if end > at && end - last >= 2 {
                break;
            }
            end += 1;
        }
        let last = last.max(at + 1);
        let written = &text[at..last];
        let range = at..last;
        let taken = found.iter().any(|(other, _)| other.start < range.end && range.start < other.end);
        let follows = text[last..].chars().next();
        if free && !taken && follows.is_none_or(|c| !c.is_alphanumeric() && !"/_%".contains(c)) {
            if is_phone(written) {
                found.push((range, PersonalData::Phone));
            } else if is_bsn(written) {
                found.push((range, PersonalData::Bsn));
            }
        }
        if free
            && !taken
            && let Some(end) = postcode(&text[at..])
        {
            found.push((at..at + end, PersonalData::Postcode));
        }
        at = last;
    }
}

/// A Dutch number: ten digits that begin with 0, or nine behind the country code.
fn is_phone(written: &str) -> bool {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    if written.starts_with('+') {
        return (10..=14).contains(&digits.len());
    }
    let abroad = digits.strip_prefix("0031").is_some_and(|rest| rest.len() == 9);
    // Dots part thousands and dates.
    abroad
        || digits.len() == 10
            && digits.starts_with('0')
            && !digits.starts_with("00")
            && written.matches('.').count() != 2
}

/// Nine digits, as one number or in the groups of an official letter, that pass the eleven test.
fn is_bsn(written: &str) -> bool {
    let groups: Vec<usize> = written.split(['.', ' ']).map(str::len).collect();
    let digits: Vec<u32> = written.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 9
        || !matches!(groups.as_slice(), [9] | [4, 2, 3] | [3, 3, 3])
        || written.contains(['-', '(', ')'])
    {
        return false;
    }
    // Thousands are written in groups of three with dots.
    if matches!(groups.as_slice(), [3, 3, 3]) {
        return false;
    }
    let weighted: u32 = digits.iter().zip((2..=9).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.iter().any(|digit| *digit != digits[0]) && weighted % 11 == digits[8] % 11
}

/// `1234 AB` at the beginning; SA, SD and SS are not used.
fn postcode(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits =
        bytes.len() >= 6 && (b'1'..=b'9').contains(&bytes[0]) && bytes[1..4].iter().all(u8::is_ascii_digit);
    if !digits {
        return None;
    }
    let space = usize::from(bytes[4] == b' ');
    let letters = text.get(4 + space..6 + space)?;
    let next = text[6 + space..].chars().next();
    let good = letters.bytes().all(|b| b.is_ascii_uppercase()) && !matches!(letters, "SA" | "SD" | "SS");
    (good && next.is_none_or(|c| !c.is_alphanumeric())).then_some(6 + space)
}

fn birth_dates(text: &str, found: &mut Vec<(Range<usize>, PersonalData)>) {
    for (at, word) in text.match_indices("eboren ").chain(text.match_indices("eboortedatum")) {
        let after = &text[at + word.len()..];
        let rest = after.trim_start_matches([':', ' ']);
        let rest = rest.strip_prefix("op ").unwrap_or(rest);
        let start = text.len() - rest.len();
        let mut parts = rest.splitn(4, [' ', '-', '/', '.']);
        let (day, month, year) = (parts.next(), parts.next(), parts.next());
        let number =
            |part: Option<&str>| part.is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
        let year = year.map(|y| y.trim_end_matches(|c: char| !c.is_ascii_digit()));
        if number(day)
            && month.is_some_and(|m| !m.is_empty() && m.len() <= 9)
            && year.is_some_and(|y| y.len() == 4 && number(Some(y)))
        {
            let length = day.map_or(0, str::len) + month.map_or(0, str::len) + 4 + 2;
            found.push((start..start + length, PersonalData::BirthDate));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_data_is_told_from_other_numbers() {
        assert!(find("een\u{a0}jan@voorbeeld.nl").iter().any(|(_, sort)| *sort == PersonalData::Mail));
        assert_eq!(find("https://jan:geheim@voorbeeld.nl/"), []);
        use PersonalData::{BirthDate, Bsn, Iban, Mail, Phone, Postcode};
        for (text, kind) in [
            ("Bel 06-12345678.", Phone),
            ("Bel 020 123 45 67", Phone),
            ("Bel (0343) 12 34 56", Phone),
            ("Bel +31 6 12 34 56 78", Phone),
            ("Mail jan.de.wit@voorbeeld.nl.", Mail),
            ("Rekening NL91 ABNA 0417 1643 00", Iban),
            ("Nummer 111222333", Bsn),
            ("Nummer 1112.22.333", Bsn),
            ("Dorpsstraat 1, 3700 AB Zeist", Postcode),
            ("Zij is geboren op 3 mei 1980.", BirthDate),
            ("geboortedatum: 03-05-1980", BirthDate),
        ] {
            let found = find(text);
            assert!(found.len() == 1 && found[0].1 == kind, "{text}: {found:?}");
        }
        for text in [
            "In 2016 en 2017",
            "1.234.567 euro",
            "123.456.789 mensen",
            "op 09-11-2017",
            "2017-11-09",
            "GM0197",
            "52.0907374",
            "https://a.nl/0612345678",
            "een @ apart",
            "NL12 is geen rekening",
            "1234 Euro",
            "van 9.00 tot 17.00 uur",
            "111222334",
            "90 miljoen",
            "5.700",
            "pagina 12-14",
            "kamer 1234 SS",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
        assert_eq!(normalized("+31 (0)20-123 45 67"), normalized("020 1234567"));
    }
}
