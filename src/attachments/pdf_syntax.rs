//! The values in a PDF, as slices of its bytes (ISO 32000-1, 7.2 and 7.3). Nothing is copied and nothing nests in memory, so
//! that no file can grow.

use std::borrow::Cow;

/// The value of a key in a dictionary, which `bytes` begins with.
pub(super) fn get<'a>(bytes: &'a [u8], key: &str) -> Option<&'a [u8]> {
    let (open, mut rest) = token(bytes)?;
    if open != b"<<" {
        return None;
    }
    loop {
        let (name, after) = token(rest)?;
        let name = name.strip_prefix(b"/")?;
        let (value, after) = value(after)?;
        if name == key.as_bytes() {
            return Some(value);
        }
        rest = after;
    }
}

/// The whole number that a value is.
pub(super) fn number(value: &[u8]) -> Option<u32> {
    std::str::from_utf8(value).ok()?.parse().ok()
}

/// The number of the object that a value refers to: `12 0 R`.
pub(super) fn reference(value: &[u8]) -> Option<u32> {
    let (id, rest) = token(value)?;
    let (generation, rest) = token(rest)?;
    let (sign, _) = token(rest)?;
    number(generation).filter(|_| sign == b"R")?;
    number(id)
}

/// One whole value, and what follows it.
pub(super) fn value(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let bytes = skip_space(bytes);
    let (first, mut rest) = token(bytes)?;
    if opens(first) {
        let mut depth = 1_usize;
        while depth > 0 {
            let (next, after) = token(rest)?;
            if opens(next) {
                depth += 1;
            } else if matches!(next, b">>" | b"]") {
                depth -= 1;
            }
            rest = after;
        }
    } else if number(first).is_some() && reference(bytes).is_some() {
        (_, rest) = token(rest)?;
        (_, rest) = token(rest)?;
    }
    Some((&bytes[..bytes.len() - rest.len()], rest))
}

fn opens(token: &[u8]) -> bool {
    matches!(token, b"<<" | b"[")
}

/// One sign, name, number or text, and what follows it.
fn token(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let bytes = skip_space(bytes);
    let length = match bytes {
        [b'<', b'<', ..] | [b'>', b'>', ..] => 2,
        [b'[' | b']' | b'{' | b'}', ..] => 1,
        [b'(', ..] => text_length(bytes)?,
        [b'<', ..] => memchr::memchr(b'>', bytes)? + 1,
        [b'/', name @ ..] => 1 + regular(name),
        [_, ..] => regular(bytes).max(1),
        [] => return None,
    };
    Some(bytes.split_at(length))
}

fn regular(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| is_space(*byte) || b"()<>[]{}/%".contains(byte);
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn skip_space(mut bytes: &[u8]) -> &[u8] {
    loop {
        match bytes {
            [first, rest @ ..] if is_space(*first) => bytes = rest,
            [b'%', ..] => {
                let end = memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
                bytes = &bytes[end..];
            }
            _ => return bytes,
        }
    }
}

/// How long a text between brackets is; brackets in it come in pairs or behind a backslash.
fn text_length(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
}

/// The text that a value is.
pub(super) fn text(value: &[u8]) -> Option<String> {
    let bytes: Cow<'_, [u8]> = match value {
        [b'(', inner @ .., b')'] => unescaped(inner).into(),
        [b'<', inner @ .., b'>'] => {
            let digits: Vec<u8> = inner.iter().copied().filter(|byte| !is_space(*byte)).collect();
            let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
            digits.chunks(2).map(pair).collect::<Option<Vec<u8>>>()?.into()
        }
        _ => return None,
    };
    let text = match &*bytes {
        [0xfe, 0xff, utf16 @ ..] => {
            let units: Vec<u16> =
                utf16.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xef, 0xbb, 0xbf, utf8 @ ..] => String::from_utf8_lossy(utf8).into_owned(),
        // For letters, the encoding of PDF is that of the first page of Unicode.
        latin => latin.iter().map(|byte| char::from(*byte)).collect(),
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(text.chars().filter(|c| !c.is_control()).collect())
}

fn unescaped(inner: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(inner.len());
    let mut bytes = inner.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        match bytes.next() {
            Some(first @ b'0'..=b'7') => {
                let mut code = u32::from(first - b'0');
                for _ in 0..2 {
                    if let Some(digit) = bytes.next_if(|byte| matches!(byte, b'0'..=b'7')) {
                        code = code * 8 + u32::from(digit - b'0');
                    }
                }
                out.push((code & 0xff) as u8);
            }
            Some(b'n' | b'r' | b't' | b'b' | b'f') => out.push(b' '),
            // A line that goes on.
            Some(b'\n') | None => {}
            Some(b'\r') => drop(bytes.next_if_eq(&b'\n')),
            Some(other) => out.push(other),
        }
    }
    out
}
