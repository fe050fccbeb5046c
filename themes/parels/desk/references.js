// References to entries in a text: `[[map/slug]]`, or `[[map/slug|de tekst]]`.

/** @typedef {import("./markdown.js").Selection} Selection */
/** @typedef {import("./markdown.js").Edit} Edit */
/** @typedef {{ from: number, word: string }} Asked `from` is where the name begins, behind the brackets. */

/** No name is longer; what comes after brackets that nobody closed is text. */
const LONGEST = 80;

/** The name that is being typed after `[[`; null when none is.
 * @param {Selection} selection
 * @returns {Asked | null} */
export function asked({ text, start, end }) {
  if (start !== end) return null;
  const before = text.slice(Math.max(0, start - LONGEST - 2), start);
  const open = before.lastIndexOf("[[");
  if (open < 0) return null;
  const word = before.slice(open + 2);
  return /[[\]|#\n`]/.test(word) ? null : { from: start - word.length, word };
}

/** Puts an entry in the place of the name that was typed, and the caret behind the reference.
 * @param {Selection} selection
 * @param {Asked} asked
 * @param {{ map: string, slug: string }} entry
 * @returns {Edit} */
export function complete({ text, start }, { from }, { map, slug }) {
  const target = `${map}/${slug}`;
  // What is there already: the brackets, or a text of its own with them.
  const rest = /^(?:\|[^[\]\n]*)?\]\]/.exec(text.slice(start))?.[0];
  if (rest === undefined) {
    const stop = from + target.length + 2;
    return { from, to: start, insert: `${target}]]`, start: stop, end: stop };
  }
  const stop = from + target.length + rest.length;
  return { from, to: start, insert: target, start: stop, end: stop };
}
