// Words that mean the same to whoever searches, as the editors list them: from a query to the phrases that it also means.
import { root } from "./text.js";

/**
 * A phrase that leads to others.
 *
 * @typedef {object} Synonym
 * @property {string} phrase
 * @property {string[]} roots The roots of its words, without function words.
 * @property {string[]} targets
 */

/**
 * The roots of the words of a phrase; without function words when it has others.
 *
 * @param {string} phrase
 * @param {Set<string>} functionWords
 */
export function phraseRoots(phrase, functionWords) {
  const all = phrase.split(" ").filter(Boolean);
  const telling = all.filter((word) => !functionWords.has(word));
  return (telling.length ? telling : all).map(root);
}

/**
 * Reads the packed list, by the first root of each phrase: `a,b` are the same, `a>b,c` leads from the first to the others.
 *
 * @param {string} packed
 * @param {Set<string>} functionWords
 */
export function readSynonyms(packed, functionWords) {
  /** @type {Map<string, Synonym[]>} */
  const byRoot = new Map();
  /** @type {(phrase: string, targets: string[]) => void} */
  const add = (phrase, targets) => {
    const roots = phraseRoots(phrase, functionWords);
    if (!roots.length || !targets.length) return;
    byRoot.set(roots[0], [...(byRoot.get(roots[0]) ?? []), { phrase, roots, targets }]);
  };
  for (const line of packed.split("\n").filter(Boolean)) {
    const [from, to] = line.split(">");
    if (to !== undefined) add(from, to.split(","));
    else {
      const group = from.split(",");
      for (const phrase of group)
        add(
          phrase,
          group.filter((other) => other !== phrase),
        );
    }
  }
  return byRoot;
}
