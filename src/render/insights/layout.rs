//! Circles that do not cover each other and labels that cover nothing. Only sums, products and square roots, which are the
//! same on every machine.

use super::projection::SIZE;

/// Room between two circles.
const GAP: f64 = 1.5;
/// How often overlapping circles are moved apart. Few places need more than thirty.
const ROUNDS: usize = 120;
/// The part of the way back to its true place that a circle goes each round.
const PULL: f64 = 0.02;

/// A circle in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Circle {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) r: f64,
}

/// Moves circles that cover each other apart.
pub(super) fn spread(circles: &mut [Circle]) {
    let origins: Vec<Circle> = circles.to_vec();
    for round in 0..ROUNDS {
        let mut moved = false;
        for i in 0..circles.len() {
            for j in i + 1..circles.len() {
                moved |= part(circles, i, j);
            }
        }
        if !moved {
            return;
        }
        // The last rounds only part, so that none is pulled over another in the end.
        let pull = if round < ROUNDS / 2 { PULL } else { 0.0 };
        for (circle, origin) in circles.iter_mut().zip(&origins) {
            circle.x += (origin.x - circle.x) * pull;
            circle.y += (origin.y - circle.y) * pull;
            circle.x = circle.x.clamp(circle.r, SIZE.0 - circle.r);
            circle.y = circle.y.clamp(circle.r, SIZE.1 - circle.r);
        }
    }
}

/// Moves two circles apart when they overlap, the smaller one most.
fn part(circles: &mut [Circle], i: usize, j: usize) -> bool {
    let (a, b) = (circles[i], circles[j]);
    let (mut dx, mut dy) = (b.x - a.x, b.y - a.y);
    let needed = a.r + b.r + GAP;
    let apart = (dx * dx + dy * dy).sqrt();
    if apart >= needed - 0.01 {
        return false;
    }
    // Two at one place go to the left and right.
    let mut distance = apart;
    if distance < 0.01 {
        (dx, dy, distance) = (1.0, 0.0, 1.0);
    }
    let share = b.r / (a.r + b.r);
    let push = (needed - apart) / distance;
    circles[i].x -= dx * push * share;
    circles[i].y -= dy * push * share;
    circles[j].x += dx * push * (1.0 - share);
    circles[j].y += dy * push * (1.0 - share);
    true
}

/// Where a label stands beside its circle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Label {
    pub(super) x: f64,
    /// The baseline.
    pub(super) y: f64,
    /// `start`, `middle` or `end`, as in SVG.
    pub(super) anchor: &'static str,
    /// It is in its circle.
    pub(super) inside: bool,
}

/// The box of a text.
#[derive(Debug, Clone, Copy)]
struct Box {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Box {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn covers(&self, circle: &Circle) -> bool {
        let dx = circle.x - circle.x.clamp(self.left, self.right);
        let dy = circle.y - circle.y.clamp(self.top, self.bottom);
        dx * dx + dy * dy < circle.r * circle.r
    }
}

/// The labels that are placed, so that the next ones stay clear of them.
#[derive(Debug, Default)]
pub(super) struct Labels {
    boxes: Vec<Box>,
}

impl Labels {
    /// Finds a free place for the label of circle `own` in letters of `size`; `None` when there is none.
    pub(super) fn place(
        &mut self,
        circles: &[Circle],
        own: usize,
        text: &str,
        size: f64,
        lines: &[(Circle, Circle)],
    ) -> Option<Label> {
        let Circle { x, y, r } = circles[own];
        let width = width(text) * size;
        let (gap, diagonal) = (r + 2.5, r * 0.71 + 2.0);
        // The largest circles hold a short name themselves.
        if width < r * 1.8 {
            return Some(Label { x, y: y + size * 0.34, anchor: "middle", inside: true });
        }
        let beside = y + size * 0.34;
        let candidates = [
            (x + gap, beside, "start"),
            (x - gap, beside, "end"),
            (x, y - gap - size * 0.12, "middle"),
            (x, y + gap + size * 0.78, "middle"),
            (x + diagonal, y - diagonal, "start"),
            (x + diagonal, y + diagonal + size * 0.7, "start"),
            (x - diagonal, y - diagonal, "end"),
            (x - diagonal, y + diagonal + size * 0.7, "end"),
        ];
        for (x, y, anchor) in candidates {
            let left = match anchor {
                "start" => x,
                "end" => x - width,
                _ => x - width / 2.0,
            };
            let area = Box { left, top: y - size * 0.98, right: left + width, bottom: y + size * 0.28 };
            let inside = area.left >= 0.0 && area.right <= SIZE.0 && area.top >= 0.0 && area.bottom <= SIZE.1;
            let free = !circles.iter().enumerate().any(|(i, c)| i != own && area.covers(c))
                && !self.boxes.iter().any(|other| area.meets(other))
                && !lines.iter().any(|(from, to)| crosses(&area, from, to));
            if inside && free {
                self.boxes.push(area);
                return Some(Label { x, y, anchor, inside: false });
            }
        }
        None
    }
}

/// Whether a line passes through a box; by points along it, since lines are short.
fn crosses(area: &Box, from: &Circle, to: &Circle) -> bool {
    (0..=8).any(|step| {
        let t = f64::from(step) / 8.0;
        let point = Circle { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t, r: 0.6 };
        area.covers(&point)
    })
}

/// The width of a text in letters of size 1, rather too wide than too narrow.
fn width(text: &str) -> f64 {
    let letter = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '\'' | '.' | ',' => 0.32,
        'f' | 'r' | 't' | ' ' | '-' => 0.42,
        'm' | 'w' | 'M' | 'W' => 0.92,
        c if c.is_uppercase() => 0.72,
        _ => 0.61,
    };
    text.chars().map(letter).sum()
}
