// Words as the index knows them: without case and accents.

/** @param {string} text */
export const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "");

/**
 * The words of a text, folded. An apostrophe between letters does not end a word (foto's); it is removed before folding,
 * because some apostrophes become combining marks.
 *
 * @param {string} text
 * @returns {string[]}
 */
export const words = (text) =>
  fold(text.replace(/([\p{L}\p{N}\p{M}])['’‘`´](?=\p{L})/gu, "$1")).match(/[\p{L}\p{N}]+/gu) || [];

/** A word as it is written, with the marks and apostrophes that can be inside it. */
export const WRITTEN_WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}'’‘`´]*[\p{L}\p{N}\p{M}])?/gu;

/**
 * Whether `a` and the first `end` letters of `b` differ by at most one insertion, deletion, substitution or swap of
 * neighbours.
 *
 * @param {string} a
 * @param {string} b
 */
export function isOneEdit(a, b, end = b.length) {
  if (Math.abs(a.length - end) > 1 || end > b.length) return false;
  const shorter = Math.min(a.length, end);
  let prefix = 0;
  while (prefix < shorter && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix += 1;
  let suffix = 0;
  while (
    suffix < shorter - prefix &&
    a.charCodeAt(a.length - 1 - suffix) === b.charCodeAt(end - 1 - suffix)
  ) {
    suffix += 1;
  }
  const restOfA = a.length - prefix - suffix;
  const restOfB = end - prefix - suffix;
  if (restOfA < 2 && restOfB < 2) return true;
  return restOfA === 2 && restOfB === 2 && a[prefix] === b[prefix + 1] && a[prefix + 1] === b[prefix];
}

/**
 * @param {string} a
 * @param {string} b
 */
export function sharedPrefixLength(a, b) {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/**
 * What the forms of a Dutch word have in common, roughly: pesten, gepest and pest; klusje and klussen; koopt and kopen. For
 * words that the library does not have, and so has no stem of.
 *
 * @param {string} word
 */
export function root(word) {
  let stem = word;
  if (stem.length > 5 && /^ge.+(?:t|d|en)$/.test(stem)) stem = stem.slice(2);
  if (stem.length > 5) stem = stem.replace(/(?:tjes?|pjes?|jes?)$/, "");
  stem = stem.replace(stem.length > 4 ? /(?:en|s|e|n)$/ : stem.length === 4 ? /en$/ : /$^/, "");
  if (stem.length === 4) stem = stem.replace(/([lmkp])t$/, "$1");
  if (stem.length > 4) stem = stem.replace(/([^aeioust])t$/, "$1").replace(/([^aeiou])de?$/, "$1");
  return stem
    .replace(/([aeiou])\1/g, "$1")
    .replace(/([^aeiou])\1$/, "$1")
    .replace(/v$/, "f")
    .replace(/z$/, "s");
}
