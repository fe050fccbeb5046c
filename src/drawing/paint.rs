//! What the attributes of an element say: numbers, colours, gradients.

use roxmltree::Node;
use tiny_skia::{
    Color, GradientStop, LinearGradient, Paint, Point, RadialGradient, Rect, Shader, SpreadMode, Transform,
};

use super::{DrawingError, Result, wrong};

/// The number that an attribute is.
pub(super) fn number(node: Node<'_, '_>, name: &str) -> Result<Option<f32>> {
    let Some(written) = node.attribute(name) else { return Ok(None) };
    let (text, scale) = written.strip_suffix('%').map_or((written, 1.0), |part| (part, 0.01));
    match text.trim_end_matches("px").parse::<f32>() {
        Ok(number) if number.is_finite() => Ok(Some(number * scale)),
        _ => wrong(format!("{}: {name}=\"{written}\" is geen getal", node.tag_name().name())),
    }
}

/// The number that an attribute is, or another when it is not there.
pub(super) fn number_or(node: Node<'_, '_>, name: &str, default: f32) -> Result<f32> {
    Ok(number(node, name)?.unwrap_or(default))
}

/// An attribute of an element, or of the nearest element around it that has it.
pub(super) fn inherited<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.ancestors().find_map(|ancestor| ancestor.attribute(name))
}

/// `#rgb` or `#rrggbb`.
fn colour(written: &str, opacity: f32) -> Result<Color> {
    let digits = written.strip_prefix('#').unwrap_or_default();
    let value = u32::from_str_radix(digits, 16).ok();
    let parts = match (digits.len(), value) {
        (3, Some(v)) => [(v >> 8) * 17, (v >> 4 & 15) * 17, (v & 15) * 17],
        (6, Some(v)) => [v >> 16, v >> 8 & 255, v & 255],
        _ => return wrong(format!("«{written}» is geen kleur; schrijf haar als #0d3037")),
    };
    let [red, green, blue] = parts.map(|part| part as f32 / 255.0);
    Ok(Color::from_rgba(red, green, blue, opacity.clamp(0.0, 1.0)).unwrap_or(Color::BLACK))
}

/// What fills a shape (`fill`) or its edge (`stroke`): `None` for nothing. `bounds` is the shape's box.
pub(super) fn paint<'a>(
    node: Node<'_, '_>,
    name: &str,
    default: &str,
    bounds: Rect,
) -> Result<Option<Paint<'a>>> {
    let written = inherited(node, name).unwrap_or(default);
    let written =
        if written == "currentColor" { inherited(node, "color").unwrap_or("#000") } else { written };
    let own = inherited(node, &format!("{name}-opacity")).map(str::parse::<f32>);
    let own = own.transpose().map_err(|_| DrawingError(format!("{name}-opacity is geen getal")))?;
    let mut opacity = own.unwrap_or(1.0);
    for ancestor in node.ancestors().filter(Node::is_element) {
        opacity *= number_or(ancestor, "opacity", 1.0)?;
    }
    let reference = written.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')'));
    let shader = match reference {
        None if written == "none" => return Ok(None),
        None => Shader::SolidColor(colour(written, opacity)?),
        Some(id) => {
            let found = node.document().descendants().find(|other| other.attribute("id") == Some(id));
            let Some(found) = found else { return wrong(format!("er is geen kleurverloop «{id}»")) };
            gradient(found, opacity, bounds)?
        }
    };
    Ok(Some(Paint { shader, ..Paint::default() }))
}

fn gradient<'a>(node: Node<'_, '_>, opacity: f32, bounds: Rect) -> Result<Shader<'a>> {
    let mut stops = Vec::new();
    for stop in node.children().filter(Node::is_element) {
        let own = number_or(stop, "stop-opacity", 1.0)? * opacity;
        let colour = colour(stop.attribute("stop-color").unwrap_or("#000000"), own)?;
        stops.push(GradientStop::new(number_or(stop, "offset", 0.0)?, colour));
    }
    // Without units of its own, a gradient is as large as the shape.
    let place = match node.attribute("gradientUnits") {
        Some("userSpaceOnUse") => Transform::identity(),
        _ => Transform::from_row(bounds.width(), 0.0, 0.0, bounds.height(), bounds.left(), bounds.top()),
    };
    let point = |x, x_default, y, y_default| -> Result<Point> {
        Ok(Point::from_xy(number_or(node, x, x_default)?, number_or(node, y, y_default)?))
    };
    let shader = match node.tag_name().name() {
        "linearGradient" => {
            let (from, to) = (point("x1", 0.0, "y1", 0.0)?, point("x2", 1.0, "y2", 0.0)?);
            LinearGradient::new(from, to, stops, SpreadMode::Pad, place)
        }
        "radialGradient" => {
            let centre = point("cx", 0.5, "cy", 0.5)?;
            RadialGradient::new(
                centre,
                0.0,
                centre,
                number_or(node, "r", 0.5)?,
                stops,
                SpreadMode::Pad,
                place,
            )
        }
        other => return wrong(format!("«{other}» is geen kleurverloop")),
    };
    shader.ok_or_else(|| {
        DrawingError(format!("het kleurverloop «{}» is leeg", node.attribute("id").unwrap_or_default()))
    })
}
