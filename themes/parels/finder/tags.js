// The chosen filters above the results, each a button that takes it away.
import { get, make, makeButton } from "./dom.js";

/**
 * @param {(value: number) => string} nameOf
 * @param {(value: number) => Promise<void>} remove
 * @param {HTMLElement} fallback What gets the focus when no tag is left.
 */
export function createTags(nameOf, remove, fallback) {
  const list = get(".tags");

  /** @param {number} value */
  function makeTag(value) {
    const button = makeButton("tag", make("span", "visually-hidden", "Verwijder filter "), nameOf(value));
    const item = make("li", "", button);
    button.addEventListener("click", async () => {
      const place = [...list.children].indexOf(item);
      await remove(value);
      const next = list.children[Math.min(place, list.children.length - 1)];
      (next ? get("button", next) : fallback).focus();
    });
    return item;
  }

  return {
    /** @param {Set<number>} chosen */
    show(chosen) {
      list.hidden = !chosen.size;
      list.replaceChildren(...[...chosen].sort((a, b) => a - b).map(makeTag));
    },
  };
}
