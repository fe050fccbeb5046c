// What the words of a query mean in the library: by their letters, their parts, their synonyms, and together.
import { expandWord, HAS, isKnown, mendWord, ownStems, splitCompound } from "./expand.js";
import { root } from "./text.js";
import { WEIGHTS } from "./weights.js";

/** @typedef {import("./index.js").Index} Index */
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

const PARTICLES = new Set(
  "aan af bij door in langs mee na om op open over samen terug toe uit voor weg".split(" "),
);
/** Words of a question that nearly every entry could have. */
const FILLER = new Set(
  `mensen iemand gemeente gemeenten hulp helpt helpen help hielp werkt werken project projecten initiatief organiseren organiseert
organiseer doe lukt nodig lezen weten bestaat gebeurt dingen plek leven zorgt zorgen regelt regelen steunt steun begeleidt
betekent bedoeld houdt houden kent wordt gezet nieuwe raakt dreigt merk onder valt bekend krijgt samen hele eigen binnen`
    .split(/\s+/)
    .filter(Boolean),
);

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
export function readWord(index, word) {
  /** @type {Meaning[]} */
  const meanings = [];
  /** @type {string[]} */
  let mended = [];
  const stems = expandWord(index, word);
  if (stems.size) meanings.push({ sure: 1, parts: [stems] });
  const isOwn = isKnown(index, word);
  const hasSynonyms = (index.synonyms.get(root(word)) ?? []).some(({ roots }) => roots.length === 1);
  // What the editors say that a word leads to goes before what its parts happen to be.
  const split = word.length < 7 || (hasSynonyms && !isOwn) ? null : splitCompound(index, word);
  if (split) {
    const [first, last] = split.map((part) => partStems(index, part));
    // What the library has as a word needs its parts less.
    const trust = isOwn ? WEIGHTS.ownSplit : 1;
    meanings.push(
      { sure: trust * WEIGHTS.split, parts: [first, last] },
      { sure: trust * WEIGHTS.splitHead, parts: [last] },
      { sure: trust * WEIGHTS.splitFirst, parts: [first] },
    );
  }
  const best = Math.max(0, ...stems.values());
  if (isOwn && !index.numberOf.has(word) && !index.functionWords.has(word)) {
    // Found as another form: say so when that is not just another ending (eenzamheid for eenzaamheid).
    const forms = (index.formsOfRoot.get(root(word)) ?? []).map((form) => index.forms[form]);
    if (!forms.some((form) => form.startsWith(word.slice(0, Math.max(3, word.length - 3))))) mended = forms;
  }
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
export function addTogether(index, typed, read) {
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
