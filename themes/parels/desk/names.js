// By what an entry is found: its name, its slug, its other names and its search words.

/** @typedef {{ titel: string, slug: string, soort: string, map: string, ook: string[], zoek: string[] }} Named */

/** @param {string} text */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** How well a name fits: it begins with what was typed, one of its words does, or it has it somewhere.
 * @param {string} name
 * @param {string} asked */
function rank(name, asked) {
  const at = ` ${fold(name)}`.indexOf(` ${asked}`);
  return at === 0 ? 0 : at > 0 ? 1 : 2;
}

/** The entries that a word finds, those of which the title begins with it first, each with the other name that it found.
 * @param {Named[]} all
 * @param {string} word
 * @param {number} most */
export function find(all, word, most) {
  const asked = fold(word.trim());
  if (!asked) return [];
  const has = (/** @type {string} */ name) => fold(name).includes(asked);
  return all
    .filter((entry) => [entry.titel, entry.slug, ...entry.ook, ...entry.zoek].some(has))
    .sort((a, b) => rank(a.titel, asked) - rank(b.titel, asked))
    .slice(0, most)
    .map((entry) => ({
      entry,
      other: has(entry.titel) ? "" : ([...entry.ook, ...entry.zoek].find(has) ?? ""),
    }));
}
