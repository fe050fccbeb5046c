// Words of the library that look like a word that it does not have.

/** @typedef {import("./index.js").Index} Index */

const MAX_SUGGESTIONS = 3;

/** @param {string} text */
const letterPairs = (text) =>
  new Set(Array.from({ length: text.length + 1 }, (_, i) => ` ${text} `.slice(i, i + 2)));

/**
 * The words that look most like another: by the pairs of letters that they share, and by their letters in any order
 * (mantelzrog has all letters of mantelzorg).
 *
 * @param {Index} index
 * @param {string} word
 */
export function suggestWords(index, word) {
  const pairs = letterPairs(word);
  return index.forms
    .filter((form) => form.length > 3 && Math.abs(form.length - word.length) < 4 && !/\d/.test(form))
    .map((form) => {
      const otherPairs = letterPairs(form);
      const sharedPairs = [...otherPairs].filter((pair) => pairs.has(pair)).length;
      const sharedLetters = [...new Set(form)].filter((letter) => word.includes(letter)).length;
      const likeness =
        (2 * sharedPairs) / (pairs.size + otherPairs.size) + sharedLetters / new Set(form + word).size;
      return { form, likeness };
    })
    .filter(({ likeness }) => likeness > 1)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ form }) => form);
}
