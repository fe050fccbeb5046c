// What the page of the finder leaves to a script: the other cards, and the other values of long facets. That script runs
// first, and leaves it as HTML that the build escaped.
import { get } from "./dom.js";

/**
 * @typedef {object} Listed
 * @property {string[]} namen The names of the entries that the page does not name, in the order of the index.
 * @property {string[]} titels Their titles.
 * @property {string[]} kaarten The cards that are not on the page, in blocks of as many as the page has.
 * @property {[string, string][]} waarden Values by the key of their facet.
 */

const given = () =>
  /** @type {{ parelsnoerLijst?: Listed }} */ (/** @type {unknown} */ (window)).parelsnoerLijst;

/**
 * Whether the script has come that a page asks for.
 *
 * @param {HTMLElement} form
 */
export const hasAll = (form) => !("list" in form.dataset) || Boolean(given());

/** @returns {Listed} */
export const listed = () =>
  given() ?? {
    namen: [],
    titels: [],
    kaarten: [],
    waarden: [],
  };

/**
 * The elements in a piece of HTML.
 *
 * @param {string} html
 */
export function elementsOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return /** @type {HTMLElement[]} */ ([...document.importNode(template.content, true).children]);
}

/** Adds the values to their facets that the page leaves out. */
export function addValues() {
  for (const [key, html] of listed().waarden) {
    get(`.facet-values:has([name="${key}"])`).append(...elementsOf(html));
  }
}
