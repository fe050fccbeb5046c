// Where the words of a query are in a text.
import { stemsOf } from "./index.js";
import { WRITTEN_WORD } from "./text.js";

/** @typedef {import("./index.js").Index} Index */

const WIDTH = 180;
const LEAD = 40;
const MAX_INSIDE = 40;

/**
 * The words of a text that have a wanted stem.
 *
 * @param {Index} index
 * @param {string} text
 * @param {(stem: number) => boolean} isWanted
 */
export function findWords(index, text, isWanted) {
  return [...text.matchAll(WRITTEN_WORD)].filter(([word]) => stemsOf(index, word).some(isWanted));
}

/**
 * A text in pieces: the wanted words, and what is between them.
 *
 * @param {Index} index
 * @param {string} text
 * @param {(stem: number) => boolean} isWanted
 */
export function splitWords(index, text, isWanted) {
  /** @type {{ text: string, wanted: boolean }[]} */
  const pieces = [];
  let from = 0;
  for (const { 0: word, index: at } of findWords(index, text, isWanted)) {
    pieces.push({ text: text.slice(from, at), wanted: false }, { text: word, wanted: true });
    from = at + word.length;
  }
  pieces.push({ text: text.slice(from), wanted: false });
  return pieces;
}

/**
 * The part of a text with the most different wanted words; empty when it has none.
 *
 * @param {Index} index
 * @param {string} text
 * @param {(stem: number) => boolean} isWanted
 */
export function snippet(index, text, isWanted) {
  const found = findWords(index, text, isWanted);
  if (!found.length) return "";
  let best = found[0].index;
  let most = 0;
  found.forEach(({ index: at }, i) => {
    const inside = found.slice(i, i + MAX_INSIDE).filter((other) => other.index < at + WIDTH);
    const different = new Set(inside.map(([word]) => stemsOf(index, word)[0])).size;
    if (different > most) {
      most = different;
      best = at;
    }
  });
  const start = text.lastIndexOf(" ", Math.max(0, best - LEAD)) + 1;
  const end = text.indexOf(" ", Math.min(text.length, start + WIDTH));
  return (start ? "… " : "") + text.slice(start, end < 0 ? text.length : end) + (end < 0 ? "" : " …");
}
