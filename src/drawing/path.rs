//! The data of a `path`: absolute `M`, `L`, `Q`, `C` and `Z`.

use tiny_skia::{Path, PathBuilder};

use super::{Result, wrong};

/// Reads the data of a path; `None` when it draws nothing.
pub(super) fn parse(data: &str) -> Result<Option<Path>> {
    let mut path = PathBuilder::new();
    for (at, command) in data.match_indices(|sign: char| sign.is_ascii_alphabetic() && sign != 'e') {
        let rest = &data[at + 1..];
        let end = rest.find(|sign: char| sign.is_ascii_alphabetic() && sign != 'e').unwrap_or(rest.len());
        let words = rest[..end].split(|sign: char| sign == ',' || sign.is_whitespace());
        let numbers = words.filter(|word| !word.is_empty()).map(str::parse::<f32>);
        let Ok(numbers) = numbers.collect::<std::result::Result<Vec<f32>, _>>() else {
            return wrong(format!("path: «{}» zijn geen getallen met komma’s ertussen", rest[..end].trim()));
        };
        match (command, numbers.as_slice()) {
            ("M", [x, y]) => path.move_to(*x, *y),
            ("L", points) if points.len().is_multiple_of(2) && !points.is_empty() => {
                points.chunks_exact(2).for_each(|p| path.line_to(p[0], p[1]));
            }
            ("Q", points) if points.len().is_multiple_of(4) && !points.is_empty() => {
                points.chunks_exact(4).for_each(|p| path.quad_to(p[0], p[1], p[2], p[3]));
            }
            ("C", points) if points.len().is_multiple_of(6) && !points.is_empty() => {
                points.chunks_exact(6).for_each(|p| path.cubic_to(p[0], p[1], p[2], p[3], p[4], p[5]));
            }
            ("Z", []) => path.close(),
            _ => {
                return wrong(format!(
                    "path: «{command}» met {} getallen; gebruik M, L, Q, C en Z",
                    numbers.len()
                ));
            }
        }
    }
    Ok(path.finish())
}
