// A small library for the tests of the scripts. It is packed here and not by the generator, so that these tests need no
// build, and a mistake that reader and generator share is seen.
import { readIndex } from "../../themes/parels/finder/index.js";
import { words } from "../../themes/parels/finder/text.js";

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

/** @param {number} number @returns {string} */
const pack = (number) =>
  number < 32 ? DIGITS[number] : DIGITS[32 + (number % 32)] + pack(Math.floor(number / 32));

/** @param {number[]} numbers */
export const packList = (numbers) =>
  numbers.map((number, i) => pack(number - (i ? numbers[i - 1] + 1 : 0))).join("") || ".";

/** @param {[doc: number, weight: number][]} hits */
export const packHits = (hits) =>
  hits.map(([doc, weight], i) => pack((doc - (i ? hits[i - 1][0] + 1 : 0)) * 16 + weight)).join("") || ".";

/**
 * A stem: its forms, separated by spaces, the entries that have it, and the facet values that it names.
 *
 * @typedef {{ forms: string, hits?: [doc: number, weight: number][], values?: number[] }} Stem
 */

/**
 * @param {Stem[]} stems
 * @returns {import("../../themes/parels/finder/index.js").PackedIndex}
 */
export const packIndex = (
  stems,
  {
    count = 8,
    values = [[0]],
    functionWords = "de met niet",
    parts = [0],
    names = TITLES.map((title) => words(title).join(" ")),
    synonyms = "",
  } = {},
) => ({
  aantal: count,
  vormen: stems.map(({ forms }) => forms.replaceAll(" ", ",0").replace(/^/, "0")).join(" "),
  treffers: stems.map(({ hits }) => packHits(hits ?? [])).join(" "),
  delen: parts.length > 1 ? parts : [],
  termen: stems.map((stem) => packList(stem.values ?? [])).join(" "),
  waarden: values.map(packList).join(" "),
  data: Array.from({ length: count }, (_, doc) => 20200101 + doc),
  perTekst: 2,
  functiewoorden: functionWords,
  namen: Array.from({ length: count }, (_, doc) => names[doc] ?? "").join("\n"),
  soorten: [["parels", 0]],
  synoniemen: synonyms,
  eigen: values.map(() => null),
  verborgen: [],
});

export const TITLES = [
  "Buurttafel",
  "Moestuin voor ouderen",
  "Schuldhulp aan huis",
  "Jeugdhulpverlening",
  "De wandelgroep",
  "Eenzaam? Samen eten!",
  "Over schulden",
  "Niet over maar met",
];

export const [OUDEREN, SCHULD, HULP] = [0, 1, 2];

/** Facet values: two in a first group, two in a second. */
export const VALUES = [
  [1, 4],
  [2, 6],
  [2, 3, 4],
  [0, 5],
];
export const GROUP_OF = [0, 0, 1, 1];

export const STEMS = /** @type {Stem[]} */ ([
  {
    forms: "ouderen ouder",
    hits: [
      [1, 15],
      [4, 5],
    ],
    values: [0],
  },
  {
    forms: "schulden schuld",
    hits: [
      [2, 8],
      [6, 15],
    ],
    values: [1],
  },
  {
    forms: "hulp",
    hits: [
      [2, 12],
      [3, 12],
    ],
  },
  { forms: "jeugdhulp", hits: [[3, 8]] },
  { forms: "jeugdhulpverlening", hits: [[3, 15]] },
  { forms: "schuldhulp", hits: [[2, 15]] },
  { forms: "wethouders", hits: [[7, 5]] },
  { forms: "tuin", hits: [[1, 6]] },
  { forms: "wandelgroep", hits: [[4, 15]] },
  { forms: "mantelzorg mantelzorger mantelzorgers", hits: [[0, 5]] },
  { forms: "samen", hits: [[5, 15]] },
  { forms: "samenwerken", hits: [[6, 4]] },
  {
    forms: "eten",
    hits: [
      [0, 7],
      [5, 15],
    ],
  },
  {
    forms: "niet",
    hits: [
      [7, 15],
      [5, 3],
    ],
  },
  { forms: "buurttafel", hits: [[0, 15]] },
  { forms: "foto fotos", hits: [[0, 3]] },
]);

export const makeIndex = () =>
  readIndex(packIndex(STEMS, { values: VALUES, functionWords: "de met niet over maar samen" }));
