// Shows on a card why it was found: marks in title and summary, and else a snippet of the text.
import { find, get, make } from "./dom.js";
import { stemsOf } from "./index.js";
import { findWords, snippet, splitWords } from "./snippet.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./query.js").Match} Match */
/** @typedef {import("./query.js").QueryWord} QueryWord */

const MAX_FACET_VALUES = 3;

/**
 * Fills an element with a text in which the words that were found are marked.
 *
 * @param {Index} index
 * @param {Match | null} match
 * @param {Element} element
 * @param {string} text
 */
function mark(index, match, element, text) {
  if (!match) {
    element.replaceChildren(text);
    return;
  }
  const pieces = splitWords(index, text, (stem) => match.stems.has(stem));
  element.replaceChildren(
    ...pieces.map((piece) => (piece.wanted ? make("mark", "", piece.text) : piece.text)),
  );
}

/**
 * @param {(doc: number) => Element} cardOf
 * @param {string[]} titles
 * @param {(value: number) => string} nameOfValue
 * @param {(number: number) => Promise<string[]>} loadTexts
 */
export function createHighlighter(cardOf, titles, nameOfValue, loadTexts) {
  /**
   * The search that each card shows.
   *
   * @type {Map<number, Match | null>}
   */
  const highlighted = new Map();

  /**
   * Shows where the words are that title and summary do not have: in the text, or among the facet values.
   *
   * @param {Index} index
   * @param {Match} match
   * @param {number} doc
   * @param {QueryWord[]} missing
   */
  async function addSnippet(index, match, doc, missing) {
    const texts = await loadTexts(Math.floor(doc / index.docsPerText)).catch(() => null);
    if (highlighted.get(doc) !== match) return;
    const isMissing = (/** @type {number} */ stem) => missing.some(({ stems }) => stems.has(stem));
    const text = texts ? snippet(index, texts[doc % index.docsPerText], isMissing) : "";
    const line = make("p", "card-snippet");
    if (text) mark(index, match, line, text);
    else {
      // An entry can fit by a facet value that it carries, under another name of that value too.
      const names = [...new Set(missing.flatMap(({ values }) => [...values]))]
        .filter((value) => index.values[value].includes(doc))
        .slice(0, MAX_FACET_VALUES)
        .map((value) => make("mark", "", nameOfValue(value)));
      if (names.length) line.append("Hoort bij ", ...names.flatMap((name, i) => (i ? [", ", name] : [name])));
      else if (!texts && missing.length === match.known.length) {
        line.append("Het stukje tekst kon niet geladen worden.");
      } else return;
    }
    (find(".card-text", cardOf(doc)) ?? get(".card-title", cardOf(doc))).after(line);
  }

  /**
   * Marks what a search found on the card of an entry; without a search, takes the marks away.
   *
   * @param {Index} index
   * @param {Match | null} match
   * @param {number} doc
   */
  function highlight(index, match, doc) {
    if ((highlighted.get(doc) ?? null) === match) return;
    highlighted.set(doc, match);
    const card = cardOf(doc);
    const summary = find(".card-text", card);
    const summaryText = summary?.textContent ?? "";
    mark(index, match, get(".card-title a", card), titles[doc]);
    if (summary) mark(index, match, summary, summaryText);
    find(".card-snippet", card)?.remove();
    if (!match) return;
    const shown = new Set(
      findWords(index, `${titles[doc]} ${summaryText}`, () => true).flatMap(([word]) => stemsOf(index, word)),
    );
    const missing = match.known.filter(({ stems }) => ![...shown].some((stem) => stems.has(stem)));
    if (missing.length) addSnippet(index, match, doc, missing);
  }

  return {
    highlight,
    /** The entries that show the marks of another search than this one. */
    outdated: (/** @type {Match | null} */ match) =>
      [...highlighted].filter(([, shown]) => shown && shown !== match).map(([doc]) => doc),
  };
}
