// What the finder made of a query, in words: what it took a word for, what it left out, and why.
import { get, make } from "./dom.js";

/** @typedef {import("./query.js").Match} Match */

const MAX_WORDS = 4;

/** @param {string[]} all */
const quoted = (all) => all.map((word) => `«${word}»`).join(", ");

/**
 * The sentences about a query.
 *
 * @param {string} query
 * @param {Match | null} match
 */
export function describe(query, match) {
  if (!query) return [];
  if (!match) {
    return [...query.trim()].length === 1 && /[\p{L}\p{N}]/u.test(query)
      ? []
      : [`In «${query.trim()}» staat geen woord om op te zoeken.`];
  }
  const notes = [];
  const mended = match.known.filter((word) => word.mended.length);
  for (const { word, mended: forms } of mended) {
    const others = [...new Set(forms)].slice(0, MAX_WORDS);
    notes.push(`Gezocht op ${others.join(", ")} (u typte ${word}).`);
  }
  for (const { word, meanings } of match.known) {
    // Neither itself nor mended: only what the editors say that it leads to.
    if (!meanings.length || !meanings.every(({ target }) => target)) continue;
    const targets = [...new Set(meanings.map(({ target }) => target ?? ""))].slice(0, MAX_WORDS);
    notes.push(`${quoted([word])} staat in geen enkele vermelding. Gezocht op ${targets.join(", ")}.`);
  }
  if (match.unknown.length)
    notes.push(`Niet gevonden: ${quoted(match.unknown)}. Dat staat in geen enkele vermelding.`);
  if (match.phrases.length && !match.noneHasAll)
    notes.push(`Met precies ${quoted(match.phrases.map((all) => all.join(" ")))} achter elkaar.`);
  const filler = match.known.filter(({ telling }) => !telling).map(({ word }) => word);
  const ignored = [...match.ignored, ...filler];
  if (ignored.length)
    notes.push(`Tellen niet mee voor het aantal, omdat ze te gewoon zijn: ${ignored.join(", ")}.`);
  return notes;
}

/** Shows the sentences below the number of results. */
export function createNotes() {
  const box = get(".result-notes");
  return {
    /** @param {string[]} notes */
    show(notes) {
      const text = notes.join(" ");
      if (box.textContent !== text)
        box.replaceChildren(...notes.flatMap((note) => [make("span", "", note), " "]));
      box.hidden = !notes.length;
    },
  };
}
