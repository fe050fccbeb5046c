//! Points in a plane with distances near to those that are asked for: stress majorization (Gansner, Koren and North, 2004).
//! A fixed number of rounds from a fixed beginning, with sums, products and square roots only: every machine gives the same.

/// Each round brings the points nearer to their distances; after so many nothing moves by a tenth.
const ROUNDS: usize = 250;

/// Places points; `wanted` is the distance between each two.
pub(super) fn place(wanted: &[Vec<f64>]) -> Vec<(f64, f64)> {
    let mut points = beginning(wanted.len());
    for _ in 0..ROUNDS {
        points = (0..points.len()).map(|i| moved(&points, &wanted[i], i)).collect();
    }
    points
}

/// Points spread over a square: steps of the golden ratio along one side, even steps along the other.
fn beginning(number: usize) -> Vec<(f64, f64)> {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let place = |i: usize| {
        let along = i as f64 * GOLDEN;
        ((along - along.floor()) * 400.0, (i as f64 + 0.5) / number as f64 * 400.0)
    };
    (0..number).map(place).collect()
}

/// Where the distances to all others would have a point, those to the near ones weighing most.
fn moved(points: &[(f64, f64)], wanted: &[f64], own: usize) -> (f64, f64) {
    let (x, y) = points[own];
    let (mut sum, mut to_x, mut to_y) = (0.0, 0.0, 0.0);
    for (other, (other_x, other_y)) in points.iter().enumerate().filter(|(other, _)| *other != own) {
        let (dx, dy) = (x - other_x, y - other_y);
        let distance = (dx * dx + dy * dy).sqrt().max(0.01);
        let weight = 1.0 / (wanted[other] * wanted[other]);
        let scale = wanted[other] / distance;
        sum += weight;
        to_x += weight * (other_x + dx * scale);
        to_y += weight * (other_y + dy * scale);
    }
    if sum > 0.0 { (to_x / sum, to_y / sum) } else { (x, y) }
}
