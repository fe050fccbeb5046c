// What is asked of the finder, and how the address of the page says it. From disk the fragment takes the place of the
// query string.

/**
 * @typedef {object} State
 * @property {string} query
 * @property {string} order `titel`, `nieuwste`, or empty for the usual order.
 * @property {Set<number>} chosen The chosen facet values.
 * @property {number} shown How many results are shown.
 */

/** @typedef {{ name: string, value: string }} FacetValue */

export const MAX_QUERY = 400;
/** Results that are shown at first, and that «Toon meer» adds. */
export const PAGE_SIZE = 20;
const MAX_SHOWN = 2000;
const ORDERS = ["titel", "nieuwste"];

const isOnDisk = () => location.protocol === "file:";

/**
 * A query as it counts: not too long, and empty when there is only white space.
 *
 * @param {string} text
 */
export const cleanQuery = (text) => (text.trim() ? text.slice(0, MAX_QUERY) : "");

/**
 * @param {string} text A query string or fragment.
 * @param {FacetValue[]} values
 * @returns {State}
 */
export function parse(text, values) {
  const params = new URLSearchParams(text);
  /** @type {Map<string, Set<string>>} */
  const wanted = new Map();
  for (const { name } of values) if (!wanted.has(name)) wanted.set(name, new Set(params.getAll(name)));
  /** @type {Set<number>} */
  const chosen = new Set();
  values.forEach(({ name, value }, i) => {
    if (wanted.get(name)?.has(value)) chosen.add(i);
  });
  const order = params.get("sorteer") ?? "";
  return {
    query: cleanQuery(params.get("q") ?? ""),
    order: ORDERS.includes(order) ? order : "",
    chosen,
    shown: readShown(params.get("toon") ?? ""),
  };
}

/** @param {string} text */
function readShown(text) {
  const pages = Math.ceil(Number(text) / PAGE_SIZE);
  return pages > 1 ? Math.min(pages * PAGE_SIZE, MAX_SHOWN) : PAGE_SIZE;
}

/**
 * The query string of a state, the same for the same state.
 *
 * @param {State} state
 * @param {FacetValue[]} values
 */
export function serialize({ query, order, chosen, shown }, values) {
  const params = new URLSearchParams();
  if (query) params.set("q", query);
  values.forEach(({ name, value }, i) => {
    if (chosen.has(i)) params.append(name, value);
  });
  if (order) params.set("sorteer", order);
  if (shown > PAGE_SIZE) params.set("toon", String(shown));
  return String(params);
}

const readAddress = () =>
  isOnDisk() && location.hash.includes("=") ? location.hash.slice(1) : location.search;

/** @param {FacetValue[]} values */
export const readUrl = (values) => parse(readAddress(), values);

/**
 * What the address asks for and the library does not have, a sentence each.
 *
 * @param {FacetValue[]} values
 * @param {(name: string) => string} nameOf What a group is called.
 */
export function unknownValues(values, nameOf) {
  const known = new Set(values.map(({ name, value }) => `${name}=${value}`));
  const groups = new Set(values.map(({ name }) => name));
  return [...new URLSearchParams(readAddress())]
    .filter(([name, value]) => groups.has(name) && value && !known.has(`${name}=${value}`))
    .map(
      ([name, value]) => `Het filter «${nameOf(name)}: ${value}» uit de link bestaat niet en is weggelaten.`,
    );
}

/**
 * Puts a state in the address, as a step to go back from or in place of the present one.
 *
 * @param {State} state
 * @param {FacetValue[]} values
 * @param {boolean} isNewStep
 */
export function writeUrl(state, values, isNewStep) {
  const text = serialize(state, values);
  if (text === serialize(readUrl(values), values)) return;
  // From disk the fragment hides the query string, so it is written even when it says nothing.
  const address = isOnDisk() ? `#${text || "q="}` : location.pathname + (text ? `?${text}` : "");
  try {
    history[isNewStep ? "pushState" : "replaceState"](null, "", address);
  } catch {
    // A browser can refuse many changes in a short time; the page itself is right all the same.
  }
}

/** Whether the fragment is a place on the page instead of a state: the skip link from disk. */
export const isPlaceOnPage = () => isOnDisk() && Boolean(location.hash) && !location.hash.includes("=");
