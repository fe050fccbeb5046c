// The part of an image that stays when it is cropped: the middle, or one of its sides.

/** How far from the middle a place is that means a side, as part of the whole. */
const MIDDLE = 1 / 6;

/** The word for a place in an image, given as parts of its width and height.
 * @param {number} x
 * @param {number} y */
export function focusAt(x, y) {
  const [across, down] = [x - 0.5, y - 0.5];
  if (Math.max(Math.abs(across), Math.abs(down)) <= MIDDLE) return "midden";
  if (Math.abs(across) > Math.abs(down)) return across < 0 ? "links" : "rechts";
  return down < 0 ? "boven" : "onder";
}
