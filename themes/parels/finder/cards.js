// The list of results. The first cards are there at once; the others come in the next frame, and get their marks when
// they come near.
import { find, get, make } from "./dom.js";
import { createHighlighter } from "./highlight.js";
import { elementsOf, listed } from "./listed.js";

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
  const first = /** @type {HTMLElement[]} */ ([...list.children]);
  const { namen, titels, kaarten } = listed();
  // Who cannot search reads these; the others get a card for each.
  const plain = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll(".results .thread-list > *")
  );
  for (const line of plain) {
    titels.push(line.textContent?.trim() ?? "");
    namen.push(line.dataset.entry ?? "");
  }
  plain[0]?.parentElement?.remove();
  const titles = [...first.map((card) => get(".card-title a", card).textContent ?? ""), ...titels];
  const names = [...first.map((card) => card.dataset.entry ?? ""), ...namen];
  /** The cards that were needed so far; those of a block are made together. @type {HTMLElement[]} */
  const made = [...first];

  /** @param {number} doc */
  function cardOf(doc) {
    if (!made[doc]) {
      const block = Math.floor((doc - first.length) / first.length);
      elementsOf(kaarten[block]).forEach((card, place) => {
        made[first.length * (block + 1) + place] = card;
      });
    }
    return made[doc];
  }

  const { highlight, outdated } = createHighlighter(cardOf, titles, nameOfValue, loadTexts);
  const cardsOf = (/** @type {number[]} */ docs) => docs.map(cardOf);
  const summaryOf = (/** @type {number} */ doc) => find(".card-text", cardOf(doc))?.textContent ?? "";
  const labelOf = (/** @type {number} */ doc) => find(".kind", cardOf(doc))?.textContent?.trim() ?? "";
  const linkOf = (/** @type {number} */ doc) =>
    /** @type {HTMLAnchorElement} */ (get(".card-title a", cardOf(doc))).href;

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

  return {
    titles,
    summaryOf,
    /** What a card calls its kind, and where its page is. */
    labelOf,
    linkOf,
    /** The folder of each entry. */
    kinds: names.map((name) => name.split("/")[0]),

    /**
     * An entry as a row of a table.
     *
     * @param {number} doc
     */
    rowOf(doc) {
      const meta = find(".card-meta", cardOf(doc))?.textContent?.trim() ?? "";
      return [titles[doc], labelOf(doc), summaryOf(doc), meta, linkOf(doc)];
    },

    /** @param {number[]} docs */
    showPlain(docs) {
      list.replaceChildren(...cardsOf(docs));
    },

    showAll() {
      list.replaceChildren(...cardsOf([...titles.keys()]));
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
      if (divider >= 0 && docs.length > divider) cardOf(docs[divider]).prepend(line);
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
        blocks.set(cardOf(docs[at]), docs.slice(at, at + BLOCK));
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
