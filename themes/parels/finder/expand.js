// From a typed word to the words of the library that it can mean.
import { formAt } from "./index.js";
import { isOneEdit, sharedPrefixLength } from "./text.js";

/** @typedef {import("./index.js").Index} Index */

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
 * Whether a part of a compound is a word by itself, as it is or with another ending (schuld for schulden).
 *
 * @param {Index} index
 * @param {string} part
 */
function isWord(index, part) {
  if (index.functionWords.has(part)) return true;
  if (part.length < 3) return false;
  const forms = [part, `${part}en`, `${part}n`, `${part}s`, part.replace(/s$/, "")];
  return forms.some((form) => index.numberOf.has(form));
}

/**
 * Whether a word begins like this, give or take an ending.
 *
 * @param {Index} index
 * @param {string} part
 */
function isBeginning(index, part) {
  return index.joined.includes(`\n${part.slice(0, Math.max(5, part.length - 3))}`);
}

/**
 * The stems that a typed word can mean, with the confidence in each: 1 for the word itself.
 *
 * @param {Index} index
 * @param {string} word
 * @returns {Map<number, number>}
 */
export function expandWord(index, word) {
  /** @type {Map<number, number>} */
  const found = new Map();
  /**
   * @param {number} form
   * @param {number} confidence
   */
  const add = (form, confidence) => {
    const stem = index.stems[form];
    if ((found.get(stem) ?? 0) < confidence) found.set(stem, confidence);
  };
  const known = index.numberOf.get(word);
  if (known !== undefined) add(known, 1);
  if (word.length > 1) addContaining(index, word, 1, word.length > 3, add);
  if (known !== undefined) {
    // Compounds begin with the shortest form: schuldhulp for schulden. Inside other words it is too often chance
    // (wethouder for ouderen).
    const shortest = index.shortestForms[index.stems[known]];
    if (shortest !== word && shortest.length > 3) addContaining(index, shortest, 0.6, false, add);
  }
  if (!found.size && word.length > 4) addMisspelled(index, word, add);
  if (word.length > 6) addOtherEndings(index, word, found.size ? 2 : 3, add);
  if (word.length > 7) addParts(index, word, known !== undefined, add);
  return found;
}

/** @typedef {(form: number, confidence: number) => void} Add */

/**
 * Words that contain the text: anywhere, or only at their beginning. A short word is looked for at the beginning of
 * others, a longer one inside them too (jeugdhulp for hulp). When what precedes it is not a word, that is mostly chance
 * (wethouders for ouders).
 *
 * @param {Index} index
 * @param {string} text
 * @param {number} trust
 * @param {boolean} anywhere
 * @param {Add} add
 */
function addContaining(index, text, trust, anywhere, add) {
  eachOccurrence(index, anywhere ? text : `\n${text}`, (at) => {
    const position = anywhere ? at : at + 1;
    const form = formAt(index, position);
    const share = text.length / index.forms[form].length;
    const before = position - index.starts[form];
    const within = isWord(index, index.forms[form].slice(0, before))
      ? 0.2 + 0.35 * share
      : 0.1 + 0.15 * share;
    add(form, trust * (before ? within : 0.5 + 0.4 * share));
  });
}

/**
 * Words, or beginnings of words, that differ by one letter.
 *
 * @param {Index} index
 * @param {string} word
 * @param {Add} add
 */
function addMisspelled(index, word, add) {
  index.forms.forEach((form, i) => {
    if (isOneEdit(word, form)) add(i, 0.5);
    else if ([-1, 0, 1].some((n) => isOneEdit(word, form, word.length + n))) add(i, 0.25);
  });
}

/**
 * Words with another ending: wandelgroep for wandelen, dakloosheid for daklozen.
 *
 * @param {Index} index
 * @param {string} word
 * @param {number} endingLength
 * @param {Add} add
 */
function addOtherEndings(index, word, endingLength, add) {
  eachOccurrence(index, `\n${word.slice(0, Math.max(5, word.length - endingLength))}`, (at) => {
    const form = formAt(index, at + 1);
    const other = index.forms[form];
    if (index.functionWords.has(other)) return;
    add(form, (0.6 * sharedPrefixLength(word, other)) / Math.max(word.length, other.length));
  });
}

/**
 * The first or last part of a compound that few entries have. When the library has the compound itself, its other part
 * must be a word too.
 *
 * @param {Index} index
 * @param {string} word
 * @param {boolean} isKnown
 * @param {Add} add
 */
function addParts(index, word, isKnown, add) {
  for (let length = 4; length < word.length; length += 1) {
    const parts = [];
    // Four letters are a word at the end of an unknown one (tuin in moestuin), at the beginning mostly chance.
    if (length > 4 || !isKnown) parts.push([word.slice(-length), word.slice(0, -length)]);
    if (length > 4) parts.push([word.slice(0, length), word.slice(length)]);
    for (const [part, other] of parts) {
      const form = index.numberOf.get(part);
      if (form === undefined || index.functionWords.has(part)) continue;
      if (!isKnown || isWord(index, other) || isBeginning(index, other))
        add(form, (0.5 * length) / word.length);
    }
  }
}
