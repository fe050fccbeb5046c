// Which entries fit a query, and how well: what has all words comes first, and rarer words weigh more.
import { deltaDecode } from "./codec.js";
import { expandWord, HAS, isKnown, mendWord, ownStems, splitCompound } from "./expand.js";
import { loadHits } from "./index.js";
import { phraseRoots } from "./synonyms.js";
import { root, words } from "./text.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./index.js").Hits} Hits */
/** @typedef {import("./expand.js").Stems} Stems */

/**
 * One way to have a word: all of these parts, each by one of its stems.
 *
 * @typedef {{ sure: number, parts: Stems[], target?: string }} Meaning
 */

/**
 * A word of the query, with what it can mean in the library.
 *
 * @typedef {object} QueryWord
 * @property {string} word
 * @property {Meaning[]} meanings
 * @property {Set<number>} stems The stems of all meanings.
 * @property {Set<number>} values The facet values that it names.
 * @property {boolean} telling Whether an entry must have it to have all words.
 * @property {string[]} mended What it was taken for, when the library does not have it.
 */

/**
 * What a query found.
 *
 * @typedef {object} Match
 * @property {Float64Array} score The score of each entry; 0 for one that does not fit.
 * @property {(doc: number) => boolean} fits
 * @property {(doc: number) => boolean} hasAll
 * @property {QueryWord[]} known
 * @property {Set<number>} stems The stems of all known words.
 * @property {string[]} unknown The words that no entry has.
 * @property {string[]} ignored The words that say nothing.
 * @property {string[][]} phrases
 */

/** What counts for how much; tuned on the graded needs in `tests/search`, a fold at a time. */
export const WEIGHTS = {
  /** Carrying a facet value, beside the weights of the index, which are 1 to 15. */
  facet: 5.4,
  synonym: 0.85,
  phraseSynonym: 1,
  split: 0.9,
  ownSplit: 0.4,
  splitHead: 0.4,
  splitFirst: 0.6,
  others: 0.22,
  lesser: 0.15,
  filler: 0.3,
  title: 3,
  name: 2.4,
  sameWords: 1.5,
  sameName: 1,
  inside: 0.6,
  insideName: 0.18,
  fillerMass: 0.15,
  asked: 1.5,
  unnamed: 0.8,
  kinds: /** @type {Record<string, number>} */ ({
    parels: 1,
    gemeenten: 0.75,
    verhalen: 0.85,
    themas: 0.9,
    succesfactoren: 0.95,
    doelgroepen: 0.9,
    begrippen: 0.8,
    organisaties: 0.85,
    bijeenkomsten: 0.7,
    publicaties: 0.6,
    paginas: 0.5,
  }),
};
const MAX_WORDS = 24;
const PARTICLES = new Set(
  "aan af bij door in langs mee na om op open over samen terug toe uit voor weg".split(" "),
);
/** Words that make a query a question: of its words only the rare ones decide. */
const QUESTION = new Set("hoe wat waar waarom wanneer welk welke wie kan kun kunnen mag wordt waarmee waarin".split(" "));
/** Words of a question that nearly every entry could have. */
const FILLER = new Set(
  `mensen iemand gemeente gemeenten hulp helpt helpen help hielp werkt werken project projecten initiatief organiseren organiseert
organiseer doe lukt nodig lezen weten bestaat gebeurt dingen plek leven zorgt zorgen regelt regelen steunt steun begeleidt
betekent bedoeld houdt houden kent wordt gezet nieuwe raakt dreigt merk onder valt bekend krijgt samen hele eigen binnen`
    .split(/\s+/)
    .filter(Boolean),
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
 * A phrase as one meaning; `null` when the library lacks one of its words.
 *
 * @param {Index} index
 * @param {string} phrase
 * @param {number} sure
 * @returns {Meaning | null}
 */
function phraseMeaning(index, phrase, sure) {
  const all = phrase.split(" ");
  const telling = all.filter((word) => !index.functionWords.has(word));
  const parts = (telling.length ? telling : all).map((word) => ownStems(index, word));
  if (parts.some((stems) => !stems.size)) return null;
  return { sure, parts, target: phrase };
}

/**
 * What a word means by itself: its own letters, its parts, its nearest words.
 *
 * @param {Index} index
 * @param {string} word
 * @returns {QueryWord}
 */
function readWord(index, word) {
  /** @type {Meaning[]} */
  const meanings = [];
  /** @type {string[]} */
  let mended = [];
  const stems = expandWord(index, word);
  if (stems.size) meanings.push({ sure: 1, parts: [stems] });
  const isOwn = isKnown(index, word);
  const hasSynonyms = (index.synonyms.get(root(word)) ?? []).some(({ roots }) => roots.length === 1);
  const split = word.length < 7 ? null : splitCompound(index, word);
  if (split) {
    const [first, last] = split.map((part) => partStems(index, part));
    // What the library has as a word needs its parts less.
    const trust = isOwn || hasSynonyms ? WEIGHTS.ownSplit : 1;
    meanings.push(
      { sure: trust * WEIGHTS.split, parts: [first, last] },
      { sure: trust * WEIGHTS.splitHead, parts: [last] },
      { sure: trust * WEIGHTS.splitFirst, parts: [first] },
    );
  }
  const best = Math.max(0, ...stems.values());
  if (!isOwn && !split && !hasSynonyms && best < 0.6) {
    const found = mendWord(index, word);
    if (found.stems.size) {
      meanings.push({ sure: 1, parts: [found.stems] });
      if (best < HAS) mended = found.forms;
    }
  }
  return makeWord(word, meanings, mended);
}

/**
 * @param {string} word
 * @param {Meaning[]} meanings
 * @param {string[]} mended
 * @returns {QueryWord}
 */
const makeWord = (word, meanings, mended = []) => ({
  word,
  meanings,
  mended,
  stems: new Set(),
  values: new Set(),
  telling: !FILLER.has(word),
});

/**
 * The stems of a part of a compound, and of what it leads to.
 *
 * @param {Index} index
 * @param {string} part
 */
function partStems(index, part) {
  const stems = expandWord(index, part);
  for (const { roots, targets } of index.synonyms.get(root(part)) ?? []) {
    if (roots.length > 1) continue;
    for (const target of targets) {
      const meaning = phraseMeaning(index, target, 1);
      if (meaning?.parts.length !== 1) continue;
      for (const [stem, sure] of meaning.parts[0])
        if ((stems.get(stem) ?? 0) < WEIGHTS.synonym * sure) stems.set(stem, WEIGHTS.synonym * sure);
    }
  }
  return stems;
}

/**
 * Adds what words mean together: phrases that lead to others, joined words, and verbs that stand in two pieces.
 *
 * @param {Index} index
 * @param {string[]} typed
 * @param {QueryWord[]} read
 */
function addTogether(index, typed, read) {
  const roots = new Map(read.map((word) => [root(word.word), word]));
  for (const mended of read.filter((word) => word.mended.length)) {
    for (const form of mended.mended) if (!roots.has(root(form))) roots.set(root(form), mended);
  }
  for (const first of roots.keys()) {
    for (const synonym of index.synonyms.get(first) ?? []) {
      const found = synonym.roots.map((one) => roots.get(one));
      if (found.some((one) => !one)) continue;
      const sure = synonym.roots.length > 1 ? WEIGHTS.phraseSynonym : WEIGHTS.synonym;
      for (const target of synonym.targets) {
        const meaning = phraseMeaning(index, target, sure);
        if (meaning) for (const word of found) word?.meanings.push(meaning);
      }
    }
  }
  const byWord = new Map(read.map((word) => [word.word, word]));
  typed.slice(0, -1).forEach((word, i) => {
    const joined = word + typed[i + 1];
    if (!index.numberOf.has(joined) && !(joined.length > 7 && index.formsOfRoot.has(root(joined)))) return;
    const meaning = { sure: 1, parts: [ownStems(index, joined)], target: joined };
    const apart = [word, typed[i + 1]].flatMap((one) => byWord.get(one) ?? []);
    for (const one of apart) one.meanings.push(meaning);
    if (!apart.length) read.push(makeWord(joined, [meaning]));
  });
  typed.forEach((word, i) => {
    const own = byWord.get(word);
    if (!own || word.length < 4) return;
    for (const particle of typed.slice(i + 1).filter((other) => PARTICLES.has(other))) {
      const forms = index.formsOfRoot.get(particle + root(word)) ?? [];
      if (forms.length)
        own.meanings.push({
          sure: 0.9,
          parts: [new Map(forms.map((form) => [index.stems[form], 1]))],
          target: index.forms[forms[0]],
        });
    }
  });
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
 */
function scorePart(index, stems, hitsOf, { part, sure }, values) {
  part.fill(0);
  sure.fill(0);
  for (const [stem, confidence] of stems) {
    const { docs, weights } = hitsOf(stem);
    const named = deltaDecode(index.facetValues[stem]);
    /** @type {Map<number, number>} */
    const found = new Map();
    docs.forEach((doc, i) => found.set(doc, weights[i]));
    for (const value of named) {
      if (confidence >= HAS) values.add(value);
      for (const doc of index.values[value]) {
        const own = found.get(doc) ?? 0;
        // A facet value mostly repeats what the words say: of the two the lesser counts for less.
        found.set(
          doc,
          own > 15
            ? own
            : Math.max(own, WEIGHTS.facet) + WEIGHTS.lesser * Math.min(own, WEIGHTS.facet) + 0.001,
        );
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
 */
function scoreWord(index, word, hitsOf, arrays) {
  const { part, sure, sum, most, least, best, total, has } = arrays;
  best.fill(0);
  total.fill(0);
  has.fill(0);
  for (const meaning of word.meanings) {
    sum.fill(0);
    most.fill(0);
    least.fill(1);
    for (const stems of meaning.parts) {
      scorePart(index, stems, hitsOf, arrays, word.values);
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
      if (Math.min(1, meaning.sure) * least[doc] > has[doc]) has[doc] = Math.min(1, meaning.sure) * least[doc];
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
 * Scores the entries for a query; `null` for a query that has no words to search for.
 *
 * @param {Index} index
 * @param {string} query
 * @param {(part: number) => Promise<string[]>} loadPart
 * @returns {Promise<Match | null>}
 */
export async function search(index, query, loadPart) {
  const typed = words(query).slice(0, 2 * MAX_WORDS);
  const different = [...new Set(typed)].slice(0, MAX_WORDS);
  // The first letter of a word says nothing yet.
  if (different.length === 1 && different[0].length === 1) return null;
  const { chosen, onlyFunctionWords } = chooseWords(index, different);
  const read = chosen.map((word) => readWord(index, word));
  if (!read.some(({ telling }) => telling)) for (const word of read) word.telling = true;
  addTogether(index, typed, read);
  for (const word of read)
    for (const { parts } of word.meanings)
      for (const part of parts) for (const [stem, sure] of part) if (sure >= HAS) word.stems.add(stem);
  const known = read.filter(({ meanings }) => meanings.length);
  if (onlyFunctionWords && !known.length) return null;
  const all = new Set(known.flatMap(({ meanings }) => meanings.flatMap(({ parts }) => parts.flatMap((part) => [...part.keys()]))));
  const hitsOf = await loadHits(index, [...all], loadPart);
  const score = new Float64Array(index.count);
  const wordsFound = new Uint8Array(index.count);
  const arrays = createArrays(index.count);
  /** @type {Map<string, number>} */
  const mass = new Map();
  const isQuestion = typed.some((word) => QUESTION.has(word));
  // How rare a word is, over all that it can mean; of each word the entries that have it.
  const scored = known.map((word) => {
    scoreWord(index, word, hitsOf, arrays);
    const isNamed = !isQuestion || index.named.has(root(word.word)) || word.mended.length > 0;
    const factor = (word.telling ? 1 : WEIGHTS.filler) * (isNamed ? 1 : WEIGHTS.unnamed);
    const has = [];
    for (let doc = 0; doc < index.count; doc += 1) {
      score[doc] += factor * arrays.best[doc];
      if (arrays.has[doc] >= HAS) has.push(doc);
    }
    const rare = rarity(index, has.length);
    for (const form of [word.word, ...word.mended])
      mass.set(root(form), (word.telling ? 1 : WEIGHTS.fillerMass) * rare);
    return { word, has, rare };
  });
  let telling = 0;
  for (const { word, has, rare } of scored) {
    if (isQuestion) word.telling &&= rare >= WEIGHTS.asked && index.named.has(root(word.word));
    if (!word.telling) continue;
    telling += 1;
    for (const doc of has) wordsFound[doc] += 1;
  }
  for (let doc = 0; doc < index.count; doc += 1)
    score[doc] *= index.hidden.has(doc) ? 0 : (WEIGHTS.kinds[index.kinds[doc]] ?? 1);
  const mendedAs = new Map(known.map(({ word, mended }) => [word, mended[0] ?? word]));
  boostNames(index, score, typed.map((word) => mendedAs.get(word) ?? word), mass);
  for (const doc of index.hidden) score[doc] = 0;
  return {
    score,
    fits: (doc) => score[doc] > 0,
    hasAll: (doc) => wordsFound[doc] >= telling,
    known,
    stems: new Set(known.flatMap((word) => [...word.stems])),
    unknown: read.filter((word) => !word.meanings.length).map(({ word }) => word),
    ignored: different.filter((word) => !chosen.includes(word)),
    phrases: readPhrases(query),
  };
}
