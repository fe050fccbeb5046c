//! The elements of a drawing, one over the other.

use roxmltree::Node;
use tiny_skia::{FillRule, LineCap, Path, PathBuilder, Pixmap, Rect, Stroke, StrokeDash, Transform};

use super::fit::{self, Bounds};
use super::font::Font;
use super::paint::{inherited, number, number_or, paint};
use super::{DrawingError, Fonts, Result, path, wrong};

/// Draws an element with all in it.
pub(super) fn draw(node: Node<'_, '_>, fonts: &Fonts, on: &mut Pixmap) -> Result<()> {
    draw_at(node, fonts, Transform::identity(), on)
}

fn draw_at(node: Node<'_, '_>, fonts: &Fonts, at: Transform, on: &mut Pixmap) -> Result<()> {
    let at = at.pre_concat(transform(node)?);
    match node.tag_name().name() {
        "svg" | "g" => {
            for child in node.children().filter(Node::is_element) {
                draw_at(child, fonts, at, on)?;
            }
            Ok(())
        }
        "defs" | "title" | "desc" | "linearGradient" | "radialGradient" => Ok(()),
        "rect" => shape(node, rectangle(node)?, at, on),
        "circle" => {
            let [x, y, r] = ["cx", "cy", "r"].map(|name| number_or(node, name, 0.0));
            shape(node, PathBuilder::from_circle(x?, y?, r?), at, on)
        }
        "path" => shape(node, path::parse(node.attribute("d").unwrap_or_default())?, at, on),
        "text" => text(node, fonts, at, on),
        other => wrong(format!("«{other}» kan niet in deze tekening")),
    }
}

/// `translate(x y) scale(n)`.
fn transform(node: Node<'_, '_>) -> Result<Transform> {
    let mut transform = Transform::identity();
    for part in node.attribute("transform").unwrap_or_default().split_inclusive(')') {
        let part = part.trim();
        let (name, numbers) = part.trim_end_matches(')').split_once('(').unwrap_or((part, ""));
        let words = numbers.split([',', ' ']).filter(|word| !word.is_empty()).map(str::parse::<f32>);
        let step = match (name.trim(), words.collect::<std::result::Result<Vec<f32>, _>>().as_deref()) {
            ("", _) => Transform::identity(),
            ("translate", Ok([x, y])) => Transform::from_translate(*x, *y),
            ("scale", Ok([n])) => Transform::from_scale(*n, *n),
            ("scale", Ok([x, y])) => Transform::from_scale(*x, *y),
            _ => return wrong(format!("transform=\"{part}\": gebruik translate(x y) en scale(n)")),
        };
        transform = transform.pre_concat(step);
    }
    Ok(transform)
}

/// A rectangle, with round corners when it has an `rx`.
fn rectangle(node: Node<'_, '_>) -> Result<Option<Path>> {
    let [x, y, width, height, round] =
        ["x", "y", "width", "height", "rx"].map(|name| number_or(node, name, 0.0));
    let (x, y, width, height, round) = (x?, y?, width?, height?, round?);
    let Some(bounds) = Rect::from_xywh(x, y, width, height) else { return Ok(None) };
    let r = round.clamp(0.0, width.min(height) / 2.0);
    if r == 0.0 {
        return Ok(Some(PathBuilder::from_rect(bounds)));
    }
    // Where the handles of a quarter of a circle are.
    let k = r * 0.552_285;
    let (right, bottom) = (bounds.right(), bounds.bottom());
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.line_to(right - r, y);
    path.cubic_to(right - r + k, y, right, y + r - k, right, y + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - r + k, right - r + k, bottom, right - r, bottom);
    path.line_to(x + r, bottom);
    path.cubic_to(x + r - k, bottom, x, bottom - r + k, x, bottom - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + r - k, x + r - k, y, x + r, y);
    path.close();
    Ok(path.finish())
}

/// Fills a path, and draws its edge.
fn shape(node: Node<'_, '_>, path: Option<Path>, at: Transform, on: &mut Pixmap) -> Result<()> {
    let Some(path) = path else { return Ok(()) };
    if let Some(fill) = paint(node, "fill", "#000000", path.bounds())? {
        on.fill_path(&path, &fill, FillRule::Winding, at, None);
    }
    if let Some(edge) = paint(node, "stroke", "none", path.bounds())? {
        on.stroke_path(&path, &edge, &stroke(node)?, at, None);
    }
    Ok(())
}

fn stroke(node: Node<'_, '_>) -> Result<Stroke> {
    let wrong_number = |name| move |_| DrawingError(format!("{name} is geen getal"));
    let width = inherited(node, "stroke-width").map(str::parse::<f32>).transpose();
    let dashes = inherited(node, "stroke-dasharray").unwrap_or_default();
    let dashes = dashes.split([',', ' ']).filter(|word| !word.is_empty()).map(str::parse::<f32>);
    let dashes: Vec<f32> =
        dashes.collect::<std::result::Result<_, _>>().map_err(wrong_number("stroke-dasharray"))?;
    Ok(Stroke {
        width: width.map_err(wrong_number("stroke-width"))?.unwrap_or(1.0),
        line_cap: if inherited(node, "stroke-linecap") == Some("round") {
            LineCap::Round
        } else {
            LineCap::Butt
        },
        dash: StrokeDash::new(dashes, 0.0),
        ..Stroke::default()
    })
}

/// A text on its baseline, or fitted into a box.
fn text(node: Node<'_, '_>, fonts: &Fonts, at: Transform, on: &mut Pixmap) -> Result<()> {
    let family = inherited(node, "font-family").unwrap_or_default();
    let weight = inherited(node, "font-weight").and_then(|weight| weight.parse().ok()).unwrap_or(400.0);
    let Some(font) = fonts.get(family).and_then(|bytes| Font::new(bytes, weight)) else {
        let known: Vec<&str> = fonts.keys().map(String::as_str).collect();
        return wrong(format!(
            "er is geen lettertype «{family}» in de map fonts van het thema; wel: {}",
            known.join(", ")
        ));
    };
    let written = node.text().unwrap_or_default();
    let size = number_or(node, "font-size", 16.0)?;
    let leading = number_or(node, "data-leading", 1.1)?;
    let (x, y) = (number_or(node, "x", 0.0)?, number_or(node, "y", 0.0)?);
    let width = |text: &str| font.width(text);
    let fitted = match number(node, "data-width")? {
        None => fit::Fitted { lines: vec![written.split_whitespace().collect::<Vec<_>>().join(" ")], size },
        Some(room) => {
            let lines = number_or(node, "data-lines", 1.0)?;
            let height = number_or(node, "data-height", f32::MAX)?;
            fit::fit(written, Bounds { width: room, height, lines: lines as usize, size, leading }, &width)
        }
    };
    let step = fitted.size * leading;
    let first = match node.attribute("data-anchor") {
        Some("top") => y + font.capital_height() * fitted.size,
        Some("bottom") => y - fitted.lines.len().saturating_sub(1) as f32 * step,
        _ => y,
    };
    for (number, line) in fitted.lines.iter().enumerate() {
        shape(node, font.outline(line, fitted.size, x, first + number as f32 * step), at, on)?;
    }
    Ok(())
}
