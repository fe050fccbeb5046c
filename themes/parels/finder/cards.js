// The list of results. The first cards are there at once; the others come in the next frame, and get their marks when
// they come near.
import { find, get, make } from "./dom.js";
import { createHighlighter } from "./highlight.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./query.js").Match} Match */

/** Results in the first frame. */
const FIRST = 10;
/** Results that get their marks together. */
const BLOCK = 10;

/**
 * @param {HTMLElement} list
 * @param {(value: number) => string} nameOfValue
 * @param {(number: number) => Promise<string[]>} loadTexts
 */
export function createCards(list, nameOfValue, loadTexts) {
  const cards = /** @type {HTMLElement[]} */ ([...list.children]);
  const titles = cards.map((card) => get(".card-title a", card).textContent ?? "");
  const { highlight, outdated } = createHighlighter(cards, titles, nameOfValue, loadTexts);
  const cardsOf = (/** @type {number[]} */ docs) => docs.map((doc) => cards[doc]);

  // Inside the card that it precedes, so that the list holds nothing but results.
  const line = make("p", "card-divider", "Met niet al uw woorden");

  /** @type {(card: Element) => void} */
  let highlightBlock = () => {};
  // The first card of a block tells that the block comes near.
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        highlightBlock(target);
      }
    },
    { rootMargin: "800px 0px" },
  );

  const summaries = cards.map((card) => find(".card-text", card)?.textContent ?? "");

  return {
    titles,
    summaries,
    /** What each card calls its kind, and where its page is. */
    labels: cards.map((card) => find(".kind", card)?.textContent?.trim() ?? ""),
    links: cards.map((card) => /** @type {HTMLAnchorElement} */ (get(".card-title a", card)).href),
    /** The folder of each entry. */
    kinds: cards.map((card) => (card.dataset.entry ?? "").split("/")[0]),

    /**
     * An entry as a row of a table.
     *
     * @param {number} doc
     */
    rowOf(doc) {
      const words = (/** @type {string} */ selector) => find(selector, cards[doc])?.textContent?.trim() ?? "";
      const { href } = /** @type {HTMLAnchorElement} */ (get(".card-title a", cards[doc]));
      return [titles[doc], words(".kind"), summaries[doc], words(".card-meta"), href];
    },

    /** @param {number[]} docs */
    showPlain(docs) {
      list.replaceChildren(...cardsOf(docs));
    },

    showAll() {
      list.replaceChildren(...cards);
    },

    /**
     * @param {Index} index
     * @param {Match | null} match
     * @param {number[]} docs
     * @param {number} divider The place of the first result that has not all words; -1 when there is none.
     */
    showFirst(index, match, docs, divider) {
      observer.disconnect();
      line.remove();
      if (divider >= 0 && docs.length > divider) cards[docs[divider]].prepend(line);
      list.replaceChildren(...cardsOf(docs.slice(0, FIRST)));
      for (const doc of docs.slice(0, BLOCK)) highlight(index, match, doc);
    },

    /**
     * @param {Index} index
     * @param {Match | null} match
     * @param {number[]} docs
     */
    showRest(index, match, docs) {
      list.append(...cardsOf(docs.slice(FIRST)));
      // Marks that no longer count go at once, even out of sight: the page can be printed or read aloud.
      for (const doc of outdated(match)) highlight(index, null, doc);
      /** @type {Map<Element, number[]>} */
      const blocks = new Map();
      for (let at = BLOCK; at < docs.length; at += BLOCK)
        blocks.set(cards[docs[at]], docs.slice(at, at + BLOCK));
      highlightBlock = (card) => {
        for (const doc of blocks.get(card) ?? []) highlight(index, match, doc);
      };
      for (const card of blocks.keys()) observer.observe(card);
    },

    /** @param {number} place */
    focus(place) {
      get("a", list.children[place] ?? list).focus();
    },
  };
}
