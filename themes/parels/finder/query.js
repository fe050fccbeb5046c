// Which entries fit a query, and how well: what has all words comes first, and rarer words weigh more.
import { deltaDecode } from "./codec.js";
import { HAS } from "./expand.js";
import { topK } from "./filter.js";
import { loadHits } from "./index.js";
import { addTogether, readWord } from "./meanings.js";
import { phraseRoots } from "./synonyms.js";
import { root, words } from "./text.js";
import { WEIGHTS } from "./weights.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./index.js").Hits} Hits */
/** @typedef {import("./expand.js").Stems} Stems */
/** @typedef {import("./meanings.js").QueryWord} QueryWord */

/**
 * What a word gave to each entry, and by which words of the library.
 *
 * @typedef {{ word: string, weightOf: (doc: number) => number, through: (doc: number) => string[] }} WordParts
 */

/**
 * What a query found.
 *
 * @typedef {object} Match
 * @property {Float64Array} score The score of each entry; 0 for one that does not fit.
 * @property {(doc: number) => boolean} fits Whether it belongs to the results that are counted: with all telling words, unless
 *   no entry has those.
 * @property {(doc: number) => boolean} hasAll
 * @property {(doc: number) => boolean} isPartial Whether it has some words where others have all.
 * @property {boolean} noneHasAll
 * @property {QueryWord[]} known
 * @property {Set<number>} stems The stems of all known words.
 * @property {string[]} unknown The words that no entry has.
 * @property {string[]} ignored The words that say nothing.
 * @property {string[][]} phrases
 * @property {WordParts[]} parts What each word gave, when that was asked for.
 * @property {Float64Array} nameBoost What its name gave to each entry.
 */

const MAX_WORDS = 24;
/** Kinds of entries that say what others are about. */
const SUBJECTS = new Set(["themas", "succesfactoren", "doelgroepen"]);
/** Words that make a query a question: of its words only the rare ones decide. */
const QUESTION = new Set(
  "hoe wat waar waarom wanneer welk welke wie kan kun kunnen mag wordt waarmee waarin".split(" "),
);
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
 * Sums and best values of one word over all entries, used for one word after another.
 *
 * @param {number} count
 */
const createArrays = (count) => ({
  part: new Float64Array(count),
  sure: new Float64Array(count),
  sum: new Float64Array(count),
  most: new Float64Array(count),
  least: new Float64Array(count),
  best: new Float64Array(count),
  total: new Float64Array(count),
  has: new Float64Array(count),
});

/** @typedef {ReturnType<typeof createArrays>} Arrays */

/**
 * @param {Index} index
 * @param {number} number
 */
const rarity = (index, number) => Math.log(1 + (index.count - number + 0.5) / (number + 0.5));

/**
 * What each entry has of one part of a meaning: its best stem.
 *
 * @param {Index} index
 * @param {Stems} stems
 * @param {(stem: number) => Hits} hitsOf
 * @param {Arrays} arrays
 * @param {Set<number>} values
 * @param {number} facet What carrying a facet value counts.
 */
function scorePart(index, stems, hitsOf, { part, sure }, values, facet) {
  part.fill(0);
  sure.fill(0);
  for (const [stem, confidence] of stems) {
    const { docs, weights } = hitsOf(stem);
    const named = deltaDecode(index.facetValues[stem]);
    /** @type {Map<number, number>} */
    const found = new Map();
    docs.forEach((doc, i) => {
      found.set(doc, weights[i]);
    });
    for (const value of named) {
      if (confidence >= HAS) values.add(value);
      for (const doc of index.values[value]) {
        const own = found.get(doc) ?? 0;
        // A facet value mostly repeats what the words say: of the two the lesser counts for less.
        found.set(doc, own ? Math.max(own, facet) + WEIGHTS.lesser * Math.min(own, facet) : facet + 1.001);
      }
    }
    const rare = rarity(index, Math.max(docs.length, 1));
    for (const [doc, weight] of found) {
      const value = confidence * rare * weight;
      if (value > part[doc]) part[doc] = value;
      if (confidence > sure[doc]) sure[doc] = confidence;
    }
  }
}

/**
 * Adds one word of a query to the scores.
 *
 * @param {Index} index
 * @param {QueryWord} word
 * @param {(stem: number) => Hits} hitsOf
 * @param {Arrays} arrays
 * @param {number} facet What carrying a facet value counts.
 */
function scoreWord(index, word, hitsOf, arrays, facet) {
  const { part, sure, sum, most, least, best, total, has } = arrays;
  best.fill(0);
  total.fill(0);
  has.fill(0);
  for (const meaning of word.meanings) {
    sum.fill(0);
    most.fill(0);
    least.fill(1);
    for (const stems of meaning.parts) {
      scorePart(index, stems, hitsOf, arrays, word.values, facet);
      for (let doc = 0; doc < index.count; doc += 1) {
        sum[doc] += part[doc];
        if (part[doc] > most[doc]) most[doc] = part[doc];
        if (sure[doc] < least[doc]) least[doc] = sure[doc];
      }
    }
    for (let doc = 0; doc < index.count; doc += 1) {
      if (!least[doc]) continue;
      const value = meaning.sure * (most[doc] + 0.4 * (sum[doc] - most[doc]));
      total[doc] += value;
      if (value > best[doc]) best[doc] = value;
      if (Math.min(1, meaning.sure) * least[doc] > has[doc])
        has[doc] = Math.min(1, meaning.sure) * least[doc];
    }
  }
  let surest = 0;
  for (const one of has) if (one > surest) surest = one;
  for (let doc = 0; doc < index.count; doc += 1) {
    if (has[doc]) has[doc] /= surest;
    if (best[doc]) best[doc] += WEIGHTS.others * Math.min(best[doc], total[doc] - best[doc]);
  }
}

/**
 * @param {Index} index
 * @param {QueryWord} word
 * @param {(stem: number) => Hits} hitsOf
 * @param {Float64Array} best
 * @param {number} factor
 * @returns {WordParts}
 */
const partsOf = (index, word, hitsOf, best, factor) => ({
  word: word.word,
  weightOf: (doc) => factor * best[doc] * (WEIGHTS.kinds[index.kinds[doc]] ?? 1),
  through: (doc) =>
    [...word.stems]
      .filter((stem) => hitsOf(stem).docs.includes(doc))
      .map((stem) => index.shortestForms[stem]),
});

/**
 * Lifts the themes, success factors and groups that the best answers share, and what else belongs to them: a question in
 * everyday words finds the examples, and those know what the library calls it.
 *
 * @param {Index} index
 * @param {Float64Array} score
 * @param {typeof WEIGHTS} weights
 */
function liftSubjects(index, score, { subjects, subjectPage, subjectEntry }) {
  const best = topK(
    subjects,
    [...score.keys()].filter((doc) => score[doc] > 0),
    (a, b) => score[b] - score[a] || a - b,
  );
  const highest = score[best[0]];
  if (!highest) return;
  let all = 0;
  for (const doc of best) all += score[doc];
  const places = new Map(best.map((doc) => [doc, score[doc] / all]));
  const lift = new Float64Array(index.count);
  index.ownPages.forEach((page, value) => {
    if (page === null || !SUBJECTS.has(index.kinds[page])) return;
    let share = 0;
    for (const doc of index.values[value]) share += places.get(doc) ?? 0;
    const excess = share - index.values[value].length / index.count;
    if (excess <= 0) return;
    lift[page] += subjectPage * excess;
    for (const doc of index.values[value]) if (score[doc]) lift[doc] += subjectEntry * excess;
  });
  for (let doc = 0; doc < index.count; doc += 1) score[doc] += lift[doc] * highest;
}

/**
 * Puts entries first whose name was typed; names inside a question lift their entry too.
 *
 * @param {Index} index
 * @param {Float64Array} score
 * @param {string[]} typed
 * @param {Map<string, number>} mass What each root of the query weighs.
 */
function boostNames(index, score, typed, mass) {
  const whole = typed.join(" ");
  const roots = phraseRoots(whole, index.functionWords).join(" ");
  let highest = 0;
  for (const one of score) if (one > highest) highest = one;
  let all = 0;
  for (const one of mass.values()) all += one;
  for (let doc = 0; doc < index.count; doc += 1) {
    let boost = 0;
    index.nameRoots[doc].forEach((name, i) => {
      if (index.names[doc][i] === whole) boost = Math.max(boost, i ? WEIGHTS.name : WEIGHTS.title);
      else if (name.join(" ") === roots) boost = Math.max(boost, i ? WEIGHTS.sameName : WEIGHTS.sameWords);
      else if (name.every((one) => mass.has(one))) {
        let own = 0;
        for (const one of name) own += mass.get(one) ?? 0;
        boost = Math.max(boost, ((i ? WEIGHTS.insideName : WEIGHTS.inside) * own) / all);
      }
    });
    if (boost) score[doc] += boost * highest;
  }
}

/**
 * The phrases between quotes in a query, each as its words.
 *
 * @param {string} query
 */
const readPhrases = (query) =>
  [...query.matchAll(/["“”„«]([^"“”„»]+)["“”»]/g)].map(([, text]) => words(text)).filter((all) => all.length);

/**
 * Entries without a phrase that was asked for do not have all words.
 *
 * @param {Index} index
 * @param {string[][]} phrases
 * @param {Uint8Array} hasAll
 * @param {(doc: number) => Promise<string>} textOf
 */
async function dropWithoutPhrases(index, phrases, hasAll, textOf) {
  const having = [...hasAll.keys()].filter((doc) => hasAll[doc]);
  const wanted = phrases.map((phrase) => ` ${phrase.join(" ")} `);
  await Promise.all(
    having.map(async (doc) => {
      const text = ` ${[...index.names[doc], ...words(await textOf(doc))].join(" ")} `;
      if (!wanted.every((phrase) => text.includes(phrase))) hasAll[doc] = 0;
    }),
  );
}

/**
 * Scores the entries for a query; `null` for a query that has no words to search for.
 *
 * @param {Index} index
 * @param {string} query
 * @param {(part: number) => Promise<string[]>} loadPart
 * @param {{ textOf?: (doc: number) => Promise<string>, keepParts?: boolean }} options `textOf` gives all that an entry says,
 *   for phrases between quotes; `keepParts` keeps what each word gave to each entry.
 * @returns {Promise<Match | null>}
 */
export async function search(index, query, loadPart, { textOf = async () => "", keepParts = false } = {}) {
  const typed = words(query).slice(0, 2 * MAX_WORDS);
  const different = [...new Set(typed)].slice(0, MAX_WORDS);
  // The first letter of a word says nothing yet.
  if (different.length === 1 && different[0].length === 1) return null;
  const { chosen, onlyFunctionWords } = chooseWords(index, different);
  const read = chosen.map((word) => readWord(index, word));
  if (!read.some(({ telling }) => telling)) for (const word of read) word.telling = true;
  addTogether(index, typed, read);
  for (const word of read)
    for (const { parts } of word.meanings.filter(({ parts: all, target }) => all.length === 1 || !target))
      for (const part of parts) for (const [stem, sure] of part) if (sure >= HAS) word.stems.add(stem);
  const known = read.filter(({ meanings }) => meanings.length);
  if (onlyFunctionWords && !known.length) return null;
  const all = new Set(
    known.flatMap(({ meanings }) =>
      meanings.flatMap(({ parts }) => parts.flatMap((part) => [...part.keys()])),
    ),
  );
  const hitsOf = await loadHits(index, [...all], loadPart);
  const score = new Float64Array(index.count);
  const wordsFound = new Uint8Array(index.count);
  const arrays = createArrays(index.count);
  /** @type {Map<string, number>} */
  const mass = new Map();
  const isQuestion = typed.some((word) => QUESTION.has(word));
  // How rare a word is, over all that it can mean; of each word the entries that have it.
  /** @type {WordParts[]} */
  const parts = [];
  const covered = new Float64Array(index.count);
  let coverable = 0;
  const facet = known.length === 1 && !isQuestion ? WEIGHTS.facetAlone : WEIGHTS.facet;
  const scored = known.map((word) => {
    scoreWord(index, word, hitsOf, arrays, facet);
    const isNamed = !isQuestion || index.named.has(root(word.word)) || word.mended.length > 0;
    const factor = (word.telling ? 1 : WEIGHTS.filler) * (isNamed ? 1 : WEIGHTS.unnamed);
    const has = [];
    for (let doc = 0; doc < index.count; doc += 1) {
      score[doc] += factor * arrays.best[doc];
      if (arrays.has[doc] >= HAS) has.push(doc);
    }
    if (keepParts) parts.push(partsOf(index, word, hitsOf, arrays.best.slice(), factor));
    const rare = rarity(index, has.length);
    coverable += factor * rare;
    for (let doc = 0; doc < index.count; doc += 1) covered[doc] += factor * rare * arrays.has[doc];
    for (const form of [word.word, ...word.mended])
      mass.set(root(form), (word.telling ? 1 : WEIGHTS.fillerMass) * rare);
    return { word, has, rare };
  });
  let telling = 0;
  const named = scored.filter(({ word }) => word.telling && index.named.has(root(word.word)));
  // Without any telling word all would count; the rarest stays one.
  const least = Math.min(
    WEIGHTS.asked,
    ...(named.length ? [Math.max(...named.map(({ rare }) => rare))] : []),
  );
  for (const { word, has, rare } of scored) {
    if (isQuestion) word.telling &&= rare >= least && index.named.has(root(word.word));
    if (!word.telling) continue;
    telling += 1;
    for (const doc of has) wordsFound[doc] += 1;
  }
  for (let doc = 0; doc < index.count; doc += 1)
    score[doc] *= index.hidden.has(doc)
      ? 0
      : (WEIGHTS.kinds[index.kinds[doc]] ?? 1) *
        (1 - WEIGHTS.coverage + (WEIGHTS.coverage * covered[doc]) / coverable);
  liftSubjects(index, score, WEIGHTS);
  const mendedAs = new Map(known.map(({ word, mended }) => [word, mended[0] ?? word]));
  const before = score.slice();
  boostNames(
    index,
    score,
    typed.map((word) => mendedAs.get(word) ?? word),
    mass,
  );
  for (const doc of index.hidden) score[doc] = 0;
  const hasAll = new Uint8Array(index.count);
  const whole = typed.join(" ");
  for (let doc = 0; doc < index.count; doc += 1)
    if (score[doc] && (wordsFound[doc] >= telling || index.names[doc].includes(whole))) hasAll[doc] = 1;
  const phrases = readPhrases(query);
  if (phrases.length) await dropWithoutPhrases(index, phrases, hasAll, textOf);
  const noneHasAll = !hasAll.includes(1);
  return {
    score,
    fits: (doc) => (noneHasAll ? score[doc] > 0 : hasAll[doc] === 1),
    hasAll: (doc) => hasAll[doc] === 1,
    isPartial: (doc) => !noneHasAll && !hasAll[doc] && score[doc] > 0,
    noneHasAll,
    known,
    stems: new Set(known.flatMap((word) => [...word.stems])),
    unknown: read.filter((word) => !word.meanings.length).map(({ word }) => word),
    ignored: different.filter((word) => !chosen.includes(word)),
    phrases,
    parts,
    nameBoost: score.map((one, doc) => Math.max(0, one - before[doc])),
  };
}
