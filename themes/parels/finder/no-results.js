// What to do when nothing was found: which filter to drop, and which words come near.
import { countEntries, get, make, makeButton } from "./dom.js";
import { select } from "./filter.js";
import { suggestWords } from "./suggest.js";
import { words } from "./text.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./query.js").Match} Match */
/** @typedef {import("./url.js").State} State */

const MAX_FILTERS = 4;
const MAX_WORDS = 5;

/**
 * @param {number[]} groupOf
 * @param {(value: number) => string} nameOf
 * @param {(action: (state: State) => void) => void} apply Carries out what the reader picks.
 */
export function createNoResults(groupOf, nameOf, apply) {
  const box = get(".no-results");

  /**
   * @param {string} text
   * @param {(state: State) => void} action
   */
  const makeChoice = (text, action) => {
    const button = makeButton("tag tag--plain", text);
    button.addEventListener("click", () => apply(action));
    return [button, " "];
  };

  /**
   * @param {Index} index
   * @param {Set<number>} chosen
   * @param {Match | null} match
   */
  function suggestFilters(index, chosen, match) {
    const countOf = (/** @type {number[]} */ values) =>
      select(index, groupOf, values, match ? match.fits : () => true).docs.length;
    const droppable = [...chosen]
      .map((value) => ({ value, count: countOf([...chosen].filter((other) => other !== value)) }))
      .filter(({ count }) => count)
      .sort((a, b) => b.count - a.count);
    if (droppable.length) {
      const choices = droppable
        .slice(0, MAX_FILTERS)
        .flatMap(({ value, count }) =>
          makeChoice(`${nameOf(value)} (${countEntries(count)} zonder)`, (state) =>
            state.chosen.delete(value),
          ),
        );
      return [make("p", "", "Laat een filter weg: ", ...choices)];
    }
    const count = chosen.size > 1 ? countOf([]) : 0;
    if (!count) return [];
    const choice = makeChoice(`Zonder filters (${countEntries(count)})`, (state) => state.chosen.clear());
    return [make("p", "", "Laat alle filters weg: ", ...choice)];
  }

  /**
   * @param {Index} index
   * @param {Set<number>} chosen
   * @param {Match | null} match
   */
  function suggestNoQuery(index, chosen, match) {
    const count = chosen.size && match ? select(index, groupOf, chosen, () => true).docs.length : 0;
    if (!count) return [];
    const choice = makeChoice(`Wis het woord (${countEntries(count)})`, (state) => {
      state.query = "";
    });
    return [make("p", "", "Of zoek zonder woord: ", ...choice)];
  }

  /**
   * @param {Index} index
   * @param {Match | null} match
   */
  function suggestOtherWords(index, match) {
    const near = (match?.unknown ?? []).flatMap((word) =>
      suggestWords(index, word).map((other) => ({ word, other })),
    );
    if (!near.length) return [];
    const choices = near.slice(0, MAX_WORDS).flatMap(({ word, other }) =>
      makeChoice(other, (state) => {
        state.query = words(state.query)
          .map((typed) => (typed === word ? other : typed))
          .join(" ");
      }),
    );
    return [make("p", "", "Bedoelde u: ", ...choices)];
  }

  return {
    /**
     * @param {Index} index
     * @param {Set<number>} chosen
     * @param {Match | null} match
     */
    show(index, chosen, match) {
      const help = [
        ...suggestFilters(index, chosen, match),
        ...suggestNoQuery(index, chosen, match),
        ...suggestOtherWords(index, match),
      ];
      if (!help.length) {
        const advice = "Controleer de spelling, of probeer een ander woord. U kunt ook een thema kiezen.";
        help.push(make("p", "", advice));
      }
      box.hidden = false;
      box.replaceChildren(...help);
    },

    hide() {
      box.hidden = true;
    },
  };
}
