//! Just enough of a Rust lexer to read imports and string literals.

use std::collections::BTreeSet;

/// Splits Rust into the code without comments and strings, and the strings. Tests at the end of a file do not count.
pub(super) fn tokenize(rust: &str) -> (String, Vec<String>) {
    let rust = rust.split("#[cfg(test)]").next().unwrap();
    let (mut code, mut strings) = (String::new(), Vec::new());
    let mut rest = rust;
    while let Some(first) = rest.chars().next() {
        let raw = rest.strip_prefix('r').map(|r| r.len() - r.trim_start_matches('#').len());
        let raw = raw
            .filter(|hashes| rest[1 + hashes..].starts_with('"') && !code.ends_with(char::is_alphanumeric));
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if let Some(hashes) = raw {
            let end = format!("\"{}", "#".repeat(hashes));
            let inside = &rest[hashes + 2..];
            let (text, after) = inside.split_once(&end).unwrap();
            strings.push(text.to_owned());
            rest = after;
        } else if first == '"' {
            let mut end = 1;
            while !rest[end..].starts_with('"') {
                end += if rest[end..].starts_with('\\') { 2 } else { 1 };
                while !rest.is_char_boundary(end) {
                    end += 1;
                }
            }
            strings.push(rest[1..end].to_owned());
            rest = &rest[end + 1..];
        } else if let Some(length) = char_literal(rest) {
            rest = &rest[length..];
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (code, strings)
}

/// The length of the character between quotes that `rest` begins with; a lifetime is none.
fn char_literal(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let skip = escape.chars().next()?.len_utf8();
        return Some(2 + skip + escape[skip..].find('\'')? + 1);
    }
    let one = inside.chars().next()?.len_utf8();
    inside[one..].starts_with('\'').then_some(one + 2)
}

/// The modules at the root of the crate that a file uses.
pub(super) fn used_modules(path: &str, code: &str) -> BTreeSet<String> {
    let squeezed: String =
        code.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ::", "::").replace(":: ", "::");
    // `super::` leads to the root as often as the module is deep; a mod.rs is the folder it stands in.
    let depth = path.split('/').count() - usize::from(path.ends_with("mod.rs"));
    let mut found = BTreeSet::new();
    for start in ["crate::".to_owned(), "super::".repeat(depth)] {
        for (at, _) in squeezed.match_indices(&start) {
            if squeezed[..at].ends_with("super::")
                || squeezed[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            {
                continue;
            }
            let after = &squeezed[at + start.len()..];
            let name = |text: &str| {
                text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
            };
            match after.strip_prefix('{') {
                None => found.insert(name(after)),
                Some(group) => {
                    let mut level = 0;
                    for part in group.split_inclusive(['{', '}', ',']) {
                        if level == 0 {
                            found.insert(name(part));
                        }
                        match part.chars().last() {
                            Some('{') => level += 1,
                            Some('}') if level == 0 => break,
                            Some('}') => level -= 1,
                            _ => {}
                        }
                    }
                    true
                }
            };
        }
    }
    found.remove("");
    found
}

/// The modules of other files that `code` declares where rustfmt sees it: outside of any brackets.
pub(super) fn plain_modules(code: &str) -> Vec<String> {
    let (mut depth, mut top) = (0, String::new());
    for c in code.chars() {
        depth -= i32::from(matches!(c, ')' | ']' | '}'));
        if depth == 0 {
            top.push(if matches!(c, ')' | ']' | '}') { ';' } else { c });
        }
        depth += i32::from(matches!(c, '(' | '[' | '{'));
    }
    let name = |item: &str| {
        let words: Vec<&str> = item.split_whitespace().collect();
        let [.., "mod", name] = words.as_slice() else { return None };
        Some((*name).to_owned())
    };
    top.split(';').filter_map(name).collect()
}

#[test]
fn modules_inside_macros_are_not_plain() {
    let code = "mod a;\n#[cfg(unix)]\npub mod b;\nkinds! { mod c; }\npub(crate) mod d;\nmod e { mod f; fn g() {} }\nkinds!(mod h;);";
    assert_eq!(plain_modules(code), ["a", "b", "d"]);
}

#[test]
fn uses_are_found_in_every_form() {
    let code = "use crate::a::B; use crate::{b::{C, D}, c, d::E}; x(crate::e::f()); use super::super::g::h; use super::i;
        $crate::j::k; mycrate::l; pub(crate) fn m() {} use crate::\n    n::o;";
    let expected = ["a", "b", "c", "d", "e", "g", "j", "n"];
    assert_eq!(used_modules("stap/deel.rs", code).into_iter().collect::<Vec<_>>(), expected);
    assert!(used_modules("stap/mod.rs", "use super::later::X; use super::super::y;").contains("later"));
}

#[test]
fn rust_is_tokenized() {
    let (code, strings) = tokenize(
        "// \"nee\"\nlet a = \"een \\\" <p>\"; let b = r#\"twee \" <b>\"#; let c = '\"'; let d: &'static str = b\"drie\"; '\\'' \
         // 'x\n#[cfg(test)] mod t { \"vier\" }",
    );
    assert_eq!(strings, ["een \\\" <p>", "twee \" <b>", "drie"]);
    assert!(code.contains("&'static str") && !code.contains("nee") && !code.contains("vier"), "{code}");
}
