//! Where a place is in the picture of the Netherlands, which `themes/map/provinces.mjs` makes with the same numbers.

use crate::link::Site;
use crate::model::{Data, EntryId};

/// Width and height of the picture.
pub(super) const SIZE: (f64, f64) = (384.0, 456.0);
/// The corner of the picture, in degrees.
const WEST: f64 = 3.3;
const NORTH: f64 = 53.58;
/// Kilometres per degree of longitude and latitude at 52°.
const KM: (f64, f64) = (68.3, 111.2);
const UNITS_PER_KM: f64 = 1.42;

/// Where a municipality is in the picture, when its place is known and in it.
pub(super) fn place(site: &Site, id: EntryId) -> Option<(f64, f64)> {
    let Data::Gemeente(gemeente) = &site.entry(id).data else { return None };
    let place = gemeente.locatie.as_ref()?;
    let x = (place.lon.0 - WEST) * KM.0 * UNITS_PER_KM;
    let y = (NORTH - place.lat.0) * KM.1 * UNITS_PER_KM;
    ((0.0..=SIZE.0).contains(&x) && (0.0..=SIZE.1).contains(&y)).then_some((x, y))
}
