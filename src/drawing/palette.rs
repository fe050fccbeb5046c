//! A drawing as a PNG with at most 256 colours: a third of the bytes of one with all of them.

use std::collections::HashMap;

use bytes::Bytes;
use tiny_skia::Pixmap;

/// The most colours that a palette holds.
const COLOURS: usize = 256;

/// A colour of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Counted {
    colour: [u8; 4],
    /// How many pixels have it.
    count: u32,
    /// Its place among the colours in the order of the pixels.
    number: usize,
}

/// The PNG of a drawing.
pub(super) fn png(pixmap: &Pixmap) -> Option<Bytes> {
    let mut counted: Vec<Counted> = Vec::new();
    let mut numbers: HashMap<[u8; 4], usize, ahash::RandomState> = HashMap::default();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (colour, length) in self::runs(pixmap.data()) {
        let number = *numbers.entry(colour).or_insert_with(|| {
            counted.push(Counted { colour, count: 0, number: counted.len() });
            counted.len() - 1
        });
        counted[number].count += u32::try_from(length).unwrap_or(u32::MAX);
        runs.push((number, length));
    }
    let mut palette: Vec<[u8; 4]> = Vec::with_capacity(COLOURS);
    let mut index: Vec<u8> = vec![0; counted.len()];
    for (place, own) in boxes(&mut counted).into_iter().enumerate() {
        palette.push(plain(mean(own)));
        own.iter().for_each(|colour| index[colour.number] = place as u8);
    }
    let mut bytes = Vec::with_capacity(pixmap.data().len() / 4);
    for (number, length) in runs {
        bytes.resize(bytes.len() + length, index[number]);
    }
    encode(pixmap, &palette, &bytes)
}

/// The colours of the pixels in order, each with how often it follows itself. Most pixels are like the one before them, so
/// that eight at once are looked at first.
fn runs(pixels: &[u8]) -> Vec<([u8; 4], usize)> {
    let mut runs: Vec<([u8; 4], usize)> = Vec::new();
    let mut same = [0; 32];
    let mut add = |colour: [u8; 4], number: usize, same: &mut [u8; 32]| match runs.last_mut() {
        Some((before, length)) if *before == colour => *length += number,
        _ => {
            runs.push((colour, number));
            same.as_chunks_mut::<4>().0.fill(colour);
        }
    };
    let (eights, rest) = pixels.as_chunks::<32>();
    for eight in eights {
        let singles = eight.as_chunks::<4>().0;
        if *eight == same {
            add(singles[0], 8, &mut same);
        } else {
            singles.iter().for_each(|colour| add(*colour, 1, &mut same));
        }
    }
    rest.as_chunks::<4>().0.iter().for_each(|colour| add(*colour, 1, &mut same));
    runs
}

/// The colours in at most 256 groups: again and again the group that costs most when it is one colour is cut in two, at its
/// mean along the side where it is widest (Heckbert's median cut, by variance).
fn boxes(colours: &mut [Counted]) -> Vec<&[Counted]> {
    let mut boxes: Vec<(Cost, &mut [Counted])> = vec![(cost(colours), colours)];
    while boxes.len() < COLOURS {
        let worst =
            boxes.iter().enumerate().max_by_key(|(number, own)| (own.0.all, std::cmp::Reverse(*number)));
        let Some((worst, _)) = worst.filter(|(_, own)| own.0.all > 0) else { break };
        let (Cost { side, middle, .. }, own) = boxes.swap_remove(worst);
        own.sort_unstable_by_key(|counted| (counted.colour[side], counted.number));
        let cut = own.partition_point(|counted| counted.colour[side] <= middle).clamp(1, own.len() - 1);
        let (left, right) = own.split_at_mut(cut);
        boxes.push((cost(left), left));
        boxes.push((cost(right), right));
    }
    boxes.into_iter().map(|(_, own)| &*own).collect()
}

/// What a group costs as one colour.
struct Cost {
    all: u64,
    /// Where it is widest: red, green, blue or opacity, with its mean there.
    side: usize,
    middle: u8,
}

fn cost(colours: &[Counted]) -> Cost {
    let mean = mean(colours);
    let mut spreads = [0_u64; 4];
    for Counted { colour, count, .. } in colours {
        // A large surface does not count for its size: the eye sees the edge of a bead as well.
        let weight = u64::from(count.ilog2() + 1);
        for side in 0..4 {
            spreads[side] += u64::from(colour[side].abs_diff(mean[side])).pow(2) * weight;
        }
    }
    let side = (0..4).max_by_key(|side| (spreads[*side], std::cmp::Reverse(*side))).unwrap_or_default();
    Cost { all: spreads.iter().sum(), side, middle: mean[side] }
}

/// The mean of a group.
fn mean(colours: &[Counted]) -> [u8; 4] {
    let (mut sums, mut all) = ([0_u64; 4], 0_u64);
    for Counted { colour, count, .. } in colours {
        all += u64::from(*count);
        for side in 0..4 {
            sums[side] += u64::from(colour[side]) * u64::from(*count);
        }
    }
    sums.map(|sum| ((sum + all / 2) / all.max(1)) as u8)
}

/// A colour without its opacity multiplied into it.
fn plain([red, green, blue, alpha]: [u8; 4]) -> [u8; 4] {
    let divided = |part: u8| match u32::from(alpha) {
        0 => 0,
        alpha => ((u32::from(part) * 255 + alpha / 2) / alpha).min(255) as u8,
    };
    [divided(red), divided(green), divided(blue), alpha]
}

fn encode(pixmap: &Pixmap, palette: &[[u8; 4]], pixels: &[u8]) -> Option<Bytes> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.iter().flat_map(|c| [c[0], c[1], c[2]]).collect::<Vec<u8>>());
    if palette.iter().any(|colour| colour[3] < 255) {
        encoder.set_trns(palette.iter().map(|colour| colour[3]).collect::<Vec<u8>>());
    }
    // Numbers of a palette are no amounts, so that their differences say nothing.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(6));
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(pixels).ok()?;
    writer.finish().ok()?;
    Some(out.into())
}
