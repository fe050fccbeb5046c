// The search index in memory. It holds each word as it is written with the number of its stem, so there is no stemmer
// here. Entries ("docs") and facet values are numbers, in the order of the page.
import { decodeHits, deltaDecode, digitValue } from "./codec.js";
import { phraseRoots, readSynonyms } from "./synonyms.js";
import { root, words } from "./text.js";

/**
 * The index as the generator packs it.
 *
 * @typedef {object} PackedIndex
 * @property {number} aantal
 * @property {string} vormen
 * @property {string} [treffers]
 * @property {number[]} delen
 * @property {string} termen
 * @property {string} waarden
 * @property {(number | null)[]} eigen
 * @property {number[]} data
 * @property {number} perTekst
 * @property {string} functiewoorden
 * @property {string} namen
 * @property {[folder: string, first: number][]} soorten
 * @property {string} synoniemen
 * @property {number[]} verborgen
 */

/** @typedef {{ docs: number[], weights: number[] }} Hits */

/**
 * @typedef {object} Index
 * @property {number} count Number of entries.
 * @property {string[]} forms Every word, as it is written.
 * @property {number[]} stems The stem of each form.
 * @property {string[]} shortestForms The shortest form of each stem.
 * @property {string} joined All forms, each between two newlines.
 * @property {Int32Array} starts Where each form begins in `joined`.
 * @property {Map<string, number>} numberOf The number of each form.
 * @property {string[]} hits The packed entries of each stem, unless they are split into parts.
 * @property {number[]} parts The first stem of each part.
 * @property {string[]} facetValues The packed facet values that each stem names.
 * @property {Int32Array[]} values The entries of each facet value.
 * @property {(number | null)[]} ownPages The entry that each facet value is, if it is one.
 * @property {number[]} dates The date of each entry.
 * @property {number} docsPerText Number of entries whose text is in one script.
 * @property {Set<string>} functionWords Words that say nothing by themselves.
 * @property {string[][]} names What each entry is called, folded; its title first.
 * @property {string[][][]} nameRoots The roots of the words of each name.
 * @property {Set<string>} named The roots of all words of names.
 * @property {string[]} kinds The folder of each entry.
 * @property {Map<string, number[]>} formsOfRoot Forms by their root.
 * @property {Map<string, import("./synonyms.js").Synonym[]>} synonyms
 * @property {Set<number>} hidden Entries that no word finds.
 * @property {Map<number, Hits>} decodedHits Hits by stem, once they are decoded.
 * @property {Map<string, number[]>} stemsOfWritten Stems by written word, once they are looked up.
 */

/**
 * The forms of all stems: stems are separated by spaces, the forms of a stem by commas. A form begins with the number of
 * letters that it shares with the form before it.
 *
 * @param {string} packed
 */
function unpackForms(packed) {
  /** @type {string[]} */
  const forms = [];
  /** @type {number[]} */
  const stems = [];
  /** @type {string[]} */
  const shortestForms = [];
  let previous = "";
  packed.split(" ").forEach((group, stem) => {
    for (const form of group.split(",")) {
      previous = previous.slice(0, digitValue(form)) + form.slice(1);
      forms.push(previous);
      stems.push(stem);
      if (!(shortestForms[stem]?.length <= previous.length)) shortestForms[stem] = previous;
    }
  });
  return { forms, stems, shortestForms };
}

/**
 * @param {PackedIndex} packed
 * @returns {Index}
 */
export function readIndex(packed) {
  const { forms, stems, shortestForms } = unpackForms(packed.vormen);
  const starts = new Int32Array(forms.length);
  let position = 1;
  forms.forEach((form, i) => {
    starts[i] = position;
    position += form.length + 1;
  });
  const functionWords = new Set(packed.functiewoorden.split(" "));
  /** @type {Map<string, number[]>} */
  const formsOfRoot = new Map();
  forms.forEach((form, i) => {
    const of = root(form);
    const list = formsOfRoot.get(of);
    if (list) list.push(i);
    else formsOfRoot.set(of, [i]);
  });
  const names = packed.namen.split("\n").map((line) => line.split(",").filter(Boolean));
  /** @type {string[]} */
  const kinds = [];
  packed.soorten.forEach(([folder, first], i) => {
    kinds.length = packed.soorten[i + 1]?.[1] ?? packed.aantal;
    kinds.fill(folder, first);
  });
  return {
    count: packed.aantal,
    forms,
    stems,
    shortestForms,
    joined: `\n${forms.join("\n")}\n`,
    starts,
    numberOf: new Map(forms.map((form, i) => [form, i])),
    hits: packed.treffers ? packed.treffers.split(" ") : [],
    parts: packed.delen,
    facetValues: packed.termen.split(" "),
    values: packed.waarden.split(" ").map((text) => Int32Array.from(deltaDecode(text))),
    ownPages: packed.eigen,
    dates: packed.data,
    docsPerText: packed.perTekst,
    functionWords,
    names,
    nameRoots: names.map((list) => list.map((name) => phraseRoots(name, functionWords))),
    named: new Set(names.flatMap((list) => list.flatMap((name) => phraseRoots(name, functionWords)))),
    kinds,
    formsOfRoot,
    synonyms: readSynonyms(packed.synoniemen, functionWords),
    hidden: new Set(packed.verborgen),
    decodedHits: new Map(),
    stemsOfWritten: new Map(),
  };
}

/**
 * The number of the form at a position in `joined`.
 *
 * @param {Index} index
 * @param {number} position
 */
export function formAt(index, position) {
  let low = 0;
  let high = index.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (index.starts[middle] <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * @param {Index} index
 * @param {number} stem
 */
function partOf(index, stem) {
  let part = 0;
  while (part + 1 < index.parts.length && index.parts[part + 1] <= stem) part += 1;
  return part;
}

/**
 * Gives a function from a stem to the entries that have it. The parts of the index that hold these stems are loaded.
 *
 * @param {Index} index
 * @param {number[]} stems
 * @param {(part: number) => Promise<string[]>} loadPart
 * @returns {Promise<(stem: number) => Hits>}
 */
export async function loadHits(index, stems, loadPart) {
  /** @type {Map<number, string[]>} */
  const loaded = new Map();
  if (index.parts.length) {
    const needed = new Set(stems.map((stem) => partOf(index, stem)));
    await Promise.all([...needed].map(async (part) => loaded.set(part, await loadPart(part))));
  }
  return (stem) => {
    let hits = index.decodedHits.get(stem);
    if (!hits) {
      const part = partOf(index, stem);
      const texts = loaded.get(part);
      hits = decodeHits(texts ? texts[stem - index.parts[part]] : index.hits[stem]);
      index.decodedHits.set(stem, hits);
    }
    return hits;
  };
}

/**
 * The stems of a word as it is written; remembered, because texts repeat their words.
 *
 * @param {Index} index
 * @param {string} written
 */
export function stemsOf(index, written) {
  let stems = index.stemsOfWritten.get(written);
  if (!stems) {
    stems = [];
    for (const word of words(written)) {
      const form = index.numberOf.get(word);
      if (form !== undefined) stems.push(index.stems[form]);
    }
    index.stemsOfWritten.set(written, stems);
  }
  return stems;
}
