// From a typed word to the words of the library that it can mean.
import { formAt } from "./index.js";
import { isOneEdit, root } from "./text.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {Map<number, number>} Stems Stems, with the confidence in each. */

/** How sure we are of a word that was found otherwise than by its own letters. */
export const SURE = {
  root: 0.7,
  beginning: 0.45,
  head: 0.52,
  inside: 0.25,
  mended: 0.85,
  near: 0.2,
};
/** A meaning with less confidence does not count as having the word. */
export const HAS = 0.5;
const MAX_STEMS = 60;

/**
 * @param {Stems} found
 * @param {number} stem
 * @param {number} sure
 */
function keep(found, stem, sure) {
  if ((found.get(stem) ?? 0) < sure) found.set(stem, sure);
}

/**
 * The stems of a word itself, in any of its forms.
 *
 * @param {Index} index
 * @param {string} word
 * @returns {Stems}
 */
export function ownStems(index, word) {
  /** @type {Stems} */
  const found = new Map();
  for (const form of index.formsOfRoot.get(root(word)) ?? [])
    if (!index.functionWords.has(index.forms[form])) keep(found, index.stems[form], SURE.root);
  const known = index.numberOf.get(word);
  if (known !== undefined) keep(found, index.stems[known], 1);
  return found;
}

/**
 * Whether the library has a word, in some form.
 *
 * @param {Index} index
 * @param {string} word
 */
export const isKnown = (index, word) =>
  index.functionWords.has(word) || index.numberOf.has(word) || index.formsOfRoot.has(root(word));

/**
 * Calls `each` with every position of a text in the joined forms.
 *
 * @param {Index} index
 * @param {string} text
 * @param {(position: number) => void} each
 */
function eachOccurrence(index, text, each) {
  for (let at = index.joined.indexOf(text); at >= 0; at = index.joined.indexOf(text, at + 1)) each(at);
}

/**
 * Words that contain a word: at their beginning, at their end (a garden of the neighbourhood is a garden), or inside.
 *
 * @param {Index} index
 * @param {string} word
 * @param {Stems} found
 */
function addContaining(index, word, found) {
  const anywhere = word.length > 3;
  eachOccurrence(index, anywhere ? word : `\n${word}`, (at) => {
    const form = formAt(index, anywhere ? at : at + 1);
    const text = index.forms[form];
    const before = (anywhere ? at : at + 1) - index.starts[form];
    const share = word.length / text.length;
    if (!before) keep(found, index.stems[form], SURE.beginning * (0.5 + 0.5 * share));
    else if (
      !isKnown(index, text.slice(0, before)) &&
      !isKnown(index, text.slice(0, before).replace(/s$/, ""))
    )
      keep(found, index.stems[form], SURE.inside * share);
    else if (text.length - before - word.length < 4)
      keep(found, index.stems[form], SURE.head * (0.6 + 0.4 * share));
    else keep(found, index.stems[form], SURE.inside * (0.6 + 0.4 * share));
  });
}

/**
 * Words that begin like the root of a word: wandelgroep for wandelen, dakloosheid for daklozen.
 *
 * @param {Index} index
 * @param {string} word
 * @param {Stems} found
 */
function addOtherEndings(index, word, found) {
  const start = word.slice(0, Math.max(5, word.length - 2));
  eachOccurrence(index, `\n${start}`, (at) => {
    const form = formAt(index, at + 1);
    const other = index.forms[form];
    if (index.functionWords.has(other)) return;
    keep(found, index.stems[form], (0.65 * start.length) / Math.max(word.length, other.length));
  });
}

/**
 * All that a word can mean by its letters, the surest first.
 *
 * @param {Index} index
 * @param {string} word
 * @returns {Stems}
 */
export function expandWord(index, word) {
  const found = ownStems(index, word);
  const own = found.size > 0;
  if (word.length > 1) addContaining(index, word, found);
  const shortest = own ? index.shortestForms[[...found.keys()][0]] : word;
  if (shortest !== word && shortest.length > 3 && word.startsWith(shortest.slice(0, 3)))
    eachOccurrence(index, `\n${shortest}`, (at) => {
      const form = formAt(index, at + 1);
      keep(found, index.stems[form], 0.7 * (0.5 + (0.5 * shortest.length) / index.forms[form].length));
    });
  if (word.length > 6) addOtherEndings(index, word, found);
  // A slip can make another word of the library: what is near comes too, far below.
  if (own && word.length > 4)
    for (const form of nearForms(index, word)) keep(found, index.stems[form], SURE.near);
  if (found.size <= MAX_STEMS) return found;
  return new Map([...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MAX_STEMS));
}

/**
 * Words that differ by one letter; the first letter is mostly right.
 *
 * @param {Index} index
 * @param {string} word
 */
function nearForms(index, word) {
  /** @type {number[]} */
  const near = [];
  index.forms.forEach((form, i) => {
    if (form !== word && form.length > 3 && isOneEdit(word, form)) near.push(i);
  });
  return near;
}

/**
 * What a word that the library does not have was meant to be: the words with one letter otherwise, or else those that
 * begin with such a word.
 *
 * @param {Index} index
 * @param {string} word
 * @returns {{ stems: Stems, forms: string[] }}
 */
export function mendWord(index, word) {
  /** @type {Stems} */
  const stems = new Map();
  if (word.length < 5) return { stems, forms: [] };
  let near = nearForms(index, word);
  let sure = SURE.mended;
  if (!near.length) {
    sure = 0.5;
    index.forms.forEach((form, i) => {
      if (form[0] === word[0] && [-1, 0, 1].some((n) => isOneEdit(word, form, word.length + n))) near.push(i);
    });
  }
  if (!near.length && word.length > 8) near = twoEdits(index, word);
  for (const form of near) keep(stems, index.stems[form], sure);
  return { stems, forms: near.map((form) => index.forms[form]) };
}

/**
 * Long words that differ in two places: one slip in each half.
 *
 * @param {Index} index
 * @param {string} word
 */
function twoEdits(index, word) {
  const half = word.length >> 1;
  /** @type {number[]} */
  const near = [];
  index.forms.forEach((form, i) => {
    if (form[0] !== word[0] || Math.abs(form.length - word.length) > 2) return;
    for (const middle of [half - 1, half, half + 1])
      if (
        isOneEdit(word.slice(0, half), form.slice(0, middle)) &&
        isOneEdit(word.slice(half), form.slice(middle))
      ) {
        near.push(i);
        return;
      }
  });
  return near;
}

/**
 * The two parts of a compound that the library does not have as such; the last is what it is about.
 *
 * @param {Index} index
 * @param {string} word
 * @returns {[string, string] | null}
 */
export function splitCompound(index, word) {
  /** @type {[string, string] | null} */
  let best = null;
  let most = 0;
  for (let at = 3; at <= word.length - 3; at += 1) {
    const last = word.slice(at);
    if (!isPart(index, last)) continue;
    for (const first of [
      word.slice(0, at),
      word.slice(0, at).replace(/s$/, ""),
      word.slice(0, at).replace(/en$/, ""),
    ]) {
      if (!isPart(index, first)) continue;
      // Both parts whole words, and neither very short.
      const score =
        Math.min(first.length, last.length) +
        (index.numberOf.has(first) ? 1 : 0) +
        (index.numberOf.has(last) ? 2 : 0);
      if (score > most) {
        most = score;
        best = [first, last];
      }
    }
  }
  return best;
}

/**
 * @param {Index} index
 * @param {string} part
 */
function isPart(index, part) {
  if (part.length < 3 || index.functionWords.has(part)) return false;
  if (index.numberOf.has(part)) return true;
  return part.length > 3
    ? index.formsOfRoot.has(root(part)) || index.synonyms.has(root(part))
    : index.numberOf.has(`${part}en`) || index.numberOf.has(`${part.slice(0, 1)}${part.slice(2)}en`);
}
