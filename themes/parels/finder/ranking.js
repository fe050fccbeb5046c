// The ranking of the finder without a page, for `parelsnoer zoek`: the program runs this bundle with the scripts of the
// index, so that the command line and the browser cannot give different answers.
import { comparing } from "./filter.js";
import { readIndex } from "./index.js";
import { describe } from "./notes.js";
import { search } from "./query.js";

/** @type {import("./index.js").Index | undefined} */
let index;
/** @type {string[][]} */
const parts = [];
/** @type {string[]} */
const texts = [];
/** @type {string[]} */
let summaries = [];

Object.assign(globalThis, {
  parelsnoer: {
    /** @param {import("./index.js").PackedIndex} packed */
    index: (packed) => {
      index = readIndex(packed);
    },
    /** @type {(number: number, text: string) => void} */
    deel: (number, text) => {
      parts[number] = text.split(" ");
    },
    /** @type {(number: number, all: string[]) => void} */
    tekst: (_, all) => {
      texts.push(...all);
    },
  },
  /** @param {string} json The summary of each entry. */
  setSummaries: (json) => {
    summaries = JSON.parse(json);
  },
  /**
   * The entries that a query finds, best first, as JSON.
   *
   * @param {string} query
   */
  answer: async (query) => {
    if (!index) throw new Error("no index");
    const match = await search(index, query, async (part) => parts[part], {
      textOf: async (doc) => `${summaries[doc]} ${texts[doc]}`,
      keepParts: true,
    });
    const notes = describe(query, match);
    if (!match) return JSON.stringify({ notes, found: [], noneHasAll: true });
    const docs = [...match.score.keys()].filter((doc) => match.score[doc] > 0);
    const order = new Int32Array(index.count).map((_, doc) => doc);
    docs.sort(comparing("", index, order, match));
    const found = docs.map((doc) => ({
      entry: doc,
      score: match.score[doc],
      hasAll: match.hasAll(doc),
      reasons: match.parts.flatMap(({ word, weightOf, through }) =>
        weightOf(doc) ? [{ word, weight: weightOf(doc), through: through(doc) }] : [],
      ),
      name: match.nameBoost[doc],
    }));
    return JSON.stringify({ notes, found, noneHasAll: match.noneHasAll });
  },
});
