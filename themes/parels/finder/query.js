// Which entries fit a query, and how well: what has all words comes first, and rarer words weigh more.
import { deltaDecode } from "./codec.js";
import { expandWord } from "./expand.js";
import { loadHits } from "./index.js";
import { words } from "./text.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./index.js").Hits} Hits */

/**
 * A word of the query, with what it can mean in the library.
 *
 * @typedef {object} QueryWord
 * @property {string} word
 * @property {Map<number, number>} stems The stems that it can mean, with the confidence in each.
 * @property {Set<number>} values The facet values that it names.
 */

/**
 * What a query found.
 *
 * @typedef {object} Match
 * @property {Float32Array} score The score of each entry; 0 for one that does not fit.
 * @property {(doc: number) => boolean} fits
 * @property {(doc: number) => boolean} hasAll
 * @property {QueryWord[]} known
 * @property {Set<number>} stems The stems of all known words.
 * @property {string[]} unknown The words that no entry has.
 */

/**
 * What carrying a facet value is worth beside the weights of the index, which are 1 to 15: less than a word in a summary
 * of usual length (12), more than one in the text however often (7 to 9).
 */
const FACET_WEIGHT = 10;
const MAX_WORDS = 24;

/**
 * The words of a query to search for. Function words count only in a query without others.
 *
 * @param {Index} index
 * @param {string[]} typed
 */
function chooseWords(index, typed) {
  const contentWords = typed.filter((word) => !index.functionWords.has(word));
  if (contentWords.length) return { chosen: contentWords, onlyFunctionWords: false };
  // Some names have no other words (`niet over maar met`); `samen` may be the beginning of `samenwerken`.
  const indexed = typed.filter((word) => index.numberOf.has(word));
  return { chosen: indexed.length ? indexed : typed.slice(-1), onlyFunctionWords: true };
}

/**
 * The entries that a word touches, each with its best weight in the words and in the facet values. The arrays are as long
 * as there are entries and are used for one word after another.
 *
 * @param {Index} index
 */
function createAccumulator(index) {
  const inWords = new Float32Array(index.count);
  const inFacets = new Float32Array(index.count);
  const confidence = new Float32Array(index.count);
  /** @type {number[]} */
  let touched = [];
  /**
   * @param {Float32Array} weights
   * @param {number} doc
   * @param {number} weight
   * @param {number} sure
   */
  const add = (weights, doc, weight, sure) => {
    if (!confidence[doc]) touched.push(doc);
    if (sure > confidence[doc]) confidence[doc] = sure;
    if (weight > weights[doc]) weights[doc] = weight;
  };
  return {
    inWords,
    inFacets,
    confidence,
    add,
    touched: () => touched,
    reset() {
      for (const doc of touched) inWords[doc] = inFacets[doc] = confidence[doc] = 0;
      touched = [];
    },
  };
}

/**
 * Adds one word of a query to the scores. `wordsFound` counts the words that an entry has.
 *
 * @param {Index} index
 * @param {QueryWord} queryWord
 * @param {(stem: number) => Hits} hitsOf
 * @param {ReturnType<typeof createAccumulator>} sums
 * @param {Float32Array} score
 * @param {Uint8Array} wordsFound
 */
function scoreWord(index, { stems, values }, hitsOf, sums, score, wordsFound) {
  const highest = Math.max(...stems.values());
  let exact = 0;
  for (const [stem, sure] of stems) {
    const { docs, weights } = hitsOf(stem);
    let number = docs.length;
    for (let i = 0; i < docs.length; i += 1) sums.add(sums.inWords, docs[i], sure * weights[i], sure);
    for (const value of deltaDecode(index.facetValues[stem])) {
      values.add(value);
      number += index.values[value].length;
      for (const doc of index.values[value]) sums.add(sums.inFacets, doc, sure * FACET_WEIGHT, sure);
    }
    if (sure === 1) exact = Math.min(number, index.count);
  }
  const number = exact || sums.touched().length;
  const rarity = Math.log(1 + (index.count - number + 0.5) / (number + 0.5));
  for (const doc of sums.touched()) {
    const [inWords, inFacets] = [sums.inWords[doc], sums.inFacets[doc]];
    // A facet value mostly repeats what the words say: of the two the lesser counts for half.
    score[doc] += rarity * (Math.max(inWords, inFacets) + 0.5 * Math.min(inWords, inFacets));
    // A letter or two in common is too little to say that the entry has the word.
    if (sums.confidence[doc] >= 0.3 * highest) wordsFound[doc] += 1;
  }
  sums.reset();
}

/**
 * Puts entries first whose whole title was typed.
 *
 * @param {Float32Array} score
 * @param {string[]} titles
 * @param {string} typed
 */
function boostExactTitles(score, titles, typed) {
  const highest = score.reduce((most, one) => Math.max(most, one), 0);
  for (let doc = 0; doc < score.length; doc += 1) {
    if (!score[doc] || Math.abs(titles[doc].length - typed.length) > 3) continue;
    if (words(titles[doc]).join(" ") === typed) score[doc] += highest;
  }
}

/**
 * Scores the entries for a query; `null` for a query that has no words to search for.
 *
 * @param {Index} index
 * @param {string[]} titles The title of each entry.
 * @param {string} query
 * @param {(part: number) => Promise<string[]>} loadPart
 * @returns {Promise<Match | null>}
 */
export async function search(index, titles, query, loadPart) {
  const typed = words(query);
  const different = [...new Set(typed)].slice(0, MAX_WORDS);
  // The first letter of a word says nothing yet.
  if (different.length === 1 && different[0].length === 1) return null;
  const { chosen, onlyFunctionWords } = chooseWords(index, different);
  /** @type {QueryWord[]} */
  const expanded = chosen.map((word) => ({ word, stems: expandWord(index, word), values: new Set() }));
  const known = expanded.filter(({ stems }) => stems.size);
  if (onlyFunctionWords && !known.length) return null;
  const stems = known.flatMap((word) => [...word.stems.keys()]);
  const hitsOf = await loadHits(index, stems, loadPart);
  const score = new Float32Array(index.count);
  const wordsFound = new Uint8Array(index.count);
  const sums = createAccumulator(index);
  for (const word of known) scoreWord(index, word, hitsOf, sums, score, wordsFound);
  boostExactTitles(score, titles, typed.join(" "));
  return {
    score,
    fits: (doc) => score[doc] > 0,
    hasAll: (doc) => wordsFound[doc] >= known.length,
    known,
    stems: new Set(stems),
    unknown: expanded.filter((word) => !word.stems.size).map(({ word }) => word),
  };
}
