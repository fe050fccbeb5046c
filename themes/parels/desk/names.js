// By what an entry is found: its name, its slug, its other names and its search words.

/** @typedef {{ titel: string, slug: string, soort: string, ook: string[], zoek: string[] }} Named */

/** @param {string} text */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The entries that a word finds, in the order of the list, each with the other name that it found.
 * @param {Named[]} all
 * @param {string} word
 * @param {number} most */
export function find(all, word, most) {
  const asked = fold(word.trim());
  if (!asked) return [];
  const has = (/** @type {string} */ name) => fold(name).includes(asked);
  return all
    .filter((entry) => [entry.titel, entry.slug, ...entry.ook, ...entry.zoek].some(has))
    .slice(0, most)
    .map((entry) => ({
      entry,
      other: has(entry.titel) ? "" : ([...entry.ook, ...entry.zoek].find(has) ?? ""),
    }));
}
