//! A typeface in one weight: how wide a text is, and its outline.

use tiny_skia::{Path, PathBuilder, Transform};
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId, OutlineBuilder, Tag};

/// A typeface in one weight.
pub(super) struct Font<'a> {
    face: Face<'a>,
    /// The pairs of glyphs that stand closer together.
    pairs: Vec<PairAdjustment<'a>>,
}

impl<'a> Font<'a> {
    /// Reads a TrueType or OpenType file; `weight` counts when the weight of the typeface can vary.
    pub(super) fn new(bytes: &'a [u8], weight: f32) -> Option<Self> {
        let mut face = Face::parse(bytes, 0).ok()?;
        // A typeface of one weight has none to set.
        let _ = face.set_variation(Tag::from_bytes(b"wght"), weight);
        let lookups = face.tables().gpos.iter().flat_map(|table| {
            let kerning =
                table.features.into_iter().filter(|feature| feature.tag == Tag::from_bytes(b"kern"));
            let mut indices: Vec<u16> = kerning.flat_map(|feature| feature.lookup_indices).collect();
            indices.sort_unstable();
            indices.dedup();
            indices.into_iter().filter_map(|index| table.lookups.get(index))
        });
        let tables = lookups.flat_map(|lookup| lookup.subtables.into_iter::<PositioningSubtable>());
        let pairs =
            tables.filter_map(|t| if let PositioningSubtable::Pair(pair) = t { Some(pair) } else { None });
        let pairs = pairs.collect();
        Some(Self { face, pairs })
    }

    /// How far two glyphs move apart, in units of the typeface.
    fn kerning(&self, left: GlyphId, right: GlyphId) -> i16 {
        let found = self.pairs.iter().find_map(|pair| match pair {
            PairAdjustment::Format1 { coverage, sets } => {
                sets.get(coverage.get(left)?)?.get(right).map(|(first, _)| first.x_advance)
            }
            PairAdjustment::Format2 { coverage, classes, matrix } => {
                coverage.get(left)?;
                matrix.get((classes.0.get(left), classes.1.get(right))).map(|(first, _)| first.x_advance)
            }
        });
        found.unwrap_or_default()
    }

    /// The glyphs of a text with the place where each begins, and the width of all, in ems.
    fn glyphs(&self, text: &str) -> (Vec<(GlyphId, f32)>, f32) {
        let (mut glyphs, mut at, mut before) = (Vec::new(), 0_i32, None);
        for glyph in text.chars().map(|sign| self.face.glyph_index(sign).unwrap_or_default()) {
            at += before.map_or(0, |left| i32::from(self.kerning(left, glyph)));
            glyphs.push((glyph, at as f32 / self.em()));
            at += i32::from(self.face.glyph_hor_advance(glyph).unwrap_or_default());
            before = Some(glyph);
        }
        (glyphs, at as f32 / self.em())
    }

    /// How wide a text is, in ems.
    pub(super) fn width(&self, text: &str) -> f32 {
        self.glyphs(text).1
    }

    /// The outline of a text that begins at `(x, y)` on its baseline; `None` when nothing of it is visible.
    pub(super) fn outline(&self, text: &str, size: f32, x: f32, y: f32) -> Option<Path> {
        let mut all = PathBuilder::new();
        let scale = size / self.em();
        for (glyph, place) in self.glyphs(text).0 {
            let mut outline = Outline(PathBuilder::new());
            self.face.outline_glyph(glyph, &mut outline);
            let at = Transform::from_row(scale, 0.0, 0.0, -scale, x + place * size, y);
            if let Some(path) = outline.0.finish().and_then(|path| path.transform(at)) {
                all.push_path(&path);
            }
        }
        all.finish()
    }

    /// The height of capitals, in ems.
    pub(super) fn capital_height(&self) -> f32 {
        self.face.capital_height().map_or(0.7, |height| f32::from(height) / self.em())
    }

    fn em(&self) -> f32 {
        f32::from(self.face.units_per_em())
    }
}

/// A glyph as a path, in units of the typeface, upwards.
struct Outline(PathBuilder);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
