//! The drawing of a parel without a photo: beads on a thread, by its themes and success factors. A theme is a pearl of its
//! own colour and a factor a bead of its own metal and size, so that related parels look related.

use serde::Serialize;

use super::cards::gold_year;
use crate::link::Site;
use crate::model::{EntryId, Kind};

/// The colours of pearls, for the themes in the order of their slugs.
const PEARLS: [&str; 19] = [
    "#e6b3b9", "#a9d5cb", "#b9b4dc", "#efcaa8", "#9fc4dc", "#c8d3a6", "#d3a9cb", "#7fb5b5", "#e8d7ad",
    "#8ea6cf", "#e5a08c", "#b4d0e2", "#a98ab0", "#d8dadd", "#93bfa2", "#c99a9f", "#6f98a8", "#efe3d6",
    "#8d93b5",
];
/// The pearl of what has no theme.
const PLAIN_PEARL: &str = "#efe3d6";
/// The colours of beads, for the success factors.
const METALS: [&str; 5] = ["#d9ae55", "#f1e9dc", "#b98a3a", "#c9ced6", "#ecd59a"];
/// The radii of the pearls of the first, second and later themes.
const PEARL_SIZES: [f64; 3] = [33.0, 26.0, 22.0];
/// The radii of beads: together with the metal, every factor has its own.
const BEAD_SIZES: [f64; 5] = [15.0, 11.0, 17.0, 9.0, 13.0];
/// More do not fit on the thread.
const MOST: usize = 13;

/// The thread is the parabola from (20, 0) by way of (160, 196) to (300, 0).
const MIDDLE: f64 = 160.0;
const HALF_WIDTH: f64 = 140.0;
const DEPTH: f64 = 196.0;

/// A bead, in the units of a drawing of 320 by 240.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Bead {
    x: f64,
    y: f64,
    r: f64,
    kleur: &'static str,
}

/// The beads of a parel, from one end of the thread to the other; none for another kind.
pub(super) fn beads(site: &Site, id: EntryId) -> Vec<Bead> {
    if site.entry(id).kind() == Kind::Parel { hung(own_beads(site, id)) } else { Vec::new() }
}

/// The beads of an entry of any kind: of its own themes and factors, or of those that it is; and gold for the title. With
/// none of these, and for the site itself, three plain ones.
pub(super) fn beads_of_any(site: &Site, id: Option<EntryId>) -> Vec<Bead> {
    let mut own = id.map_or_else(Vec::new, |id| own_beads(site, id));
    if id.is_some_and(|id| gold_year(site.entry(id)).is_some()) {
        own.insert(0, (PEARL_SIZES[0], METALS[0]));
    }
    if own.is_empty() {
        let plain = [(PEARL_SIZES[0], PLAIN_PEARL), (BEAD_SIZES[2], METALS[0]), (BEAD_SIZES[2], METALS[3])];
        own.extend(plain);
    }
    // One alone is large, whatever it is.
    if let [(radius, _)] = own.as_mut_slice() {
        *radius = PEARL_SIZES[0];
    }
    hung(own)
}

/// The radius of a bead and its colour.
type Loose = (f64, &'static str);

/// The pearls of the themes of an entry and the beads of its factors.
fn own_beads(site: &Site, id: EntryId) -> Vec<Loose> {
    let (mut themes, mut factors) = (Vec::new(), Vec::new());
    let entry = site.entry(id);
    entry.visit_references(&mut |key, reference| match key {
        "themas" => themes.extend(reference.to),
        "succesfactoren" => factors.extend(reference.to),
        _ => {}
    });
    match entry.kind() {
        Kind::Thema => themes.push(id),
        Kind::Succesfactor => factors.push(id),
        _ => {}
    }
    let number = |kind: Kind, id: EntryId| site.ids(kind).position(|other| other == id).unwrap_or_default();
    let themes = themes.into_iter().enumerate().map(|(place, id)| {
        let size = PEARL_SIZES[place.min(PEARL_SIZES.len() - 1)];
        (size, PEARLS[number(Kind::Thema, id) % PEARLS.len()])
    });
    let factors = factors.into_iter().map(|id| {
        let number = number(Kind::Succesfactor, id);
        (BEAD_SIZES[number / METALS.len() % BEAD_SIZES.len()], METALS[number % METALS.len()])
    });
    themes.chain(factors).collect()
}

/// Hangs beads on the thread: the first lowest; the others take turns left and right of it.
fn hung(beads: Vec<Loose>) -> Vec<Bead> {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (turn, (radius, colour)) in beads.into_iter().take(MOST).enumerate() {
        let to_right = turn % 2 == 0;
        let side: &Vec<Bead> = if to_right { &right } else { &left };
        let bead = match side.last().or(right.first()) {
            None => on_thread(0.0, radius, colour),
            Some(beside) => next_to(beside, if to_right { 1.0 } else { -1.0 }, radius, colour),
        };
        if to_right { right.extend(bead) } else { left.extend(bead) }
    }
    left.into_iter().rev().chain(right).collect()
}

/// A bead at a place along the thread: -1 and 1 are its ends, above which nothing hangs.
fn on_thread(place: f64, radius: f64, colour: &'static str) -> Option<Bead> {
    let tenths = |number: f64| (number * 10.0).round() / 10.0;
    let (x, y) = (MIDDLE + HALF_WIDTH * place, DEPTH * (1.0 - place * place));
    (y > radius).then(|| Bead { x: tenths(x), y: tenths(y), r: radius, kleur: colour })
}

/// The bead that touches another one, on the side of the thread that `direction` says.
fn next_to(beside: &Bead, direction: f64, radius: f64, colour: &'static str) -> Option<Bead> {
    let start = (beside.x - MIDDLE) / HALF_WIDTH;
    let distance = beside.r + radius + 1.5;
    let places = (1..1000).map(|step| start + direction * f64::from(step) / 1000.0);
    places.map_while(|place| on_thread(place, radius, colour)).find(|bead| {
        let (x, y) = (bead.x - beside.x, bead.y - beside.y);
        x * x + y * y >= distance * distance
    })
}
