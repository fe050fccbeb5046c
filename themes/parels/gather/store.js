// What the reader gathered and is comparing, in this browser only. Several tabs stay in step.
import { MOST } from "./names.js";
import { ROOT } from "./place.js";

/**
 * @typedef {object} Item
 * @property {string} name `parels/x`
 * @property {string} kind `parel`
 * @property {string} title
 */
/**
 * @typedef {object} State
 * @property {string} title The name that the reader gave.
 * @property {Item[]} items
 * @property {Item[]} compared
 */

/** The most that can be compared. */
export const MOST_COMPARED = 4;

// Sites below one host have one store.
const KEY = `parelsnoer ${ROOT.pathname}`;

/** @type {State} */
let state = read();
/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {State} */
function read() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
    return {
      title: typeof stored.title === "string" ? stored.title : "",
      items: items(stored.items, MOST),
      compared: items(stored.compared, MOST_COMPARED),
    };
  } catch {
    // Something else wrote it, or the browser keeps nothing.
    return { title: "", items: [], compared: [] };
  }
}

/**
 * @param {unknown} list
 * @param {number} most
 * @returns {Item[]}
 */
function items(list, most) {
  if (!Array.isArray(list)) return [];
  const isItem = (/** @type {any} */ item) =>
    ["name", "kind", "title"].every((key) => typeof item?.[key] === "string") &&
    /^[a-z]+\/[a-z0-9-]+$/.test(item.name);
  const valid = list.filter(isItem).map(({ name, kind, title }) => ({ name, kind, title }));
  return valid.filter((item, at) => valid.findIndex(({ name }) => name === item.name) === at).slice(0, most);
}

export const getState = () => state;

/** @param {() => void} listener Called after each change, also one in another tab. */
export const onChange = (listener) => listeners.add(listener);

/**
 * Changes the state. Another tab may have changed it just before.
 *
 * @param {(state: State) => Partial<State>} edit
 */
export function change(edit) {
  const kept = read();
  state = { ...kept, ...edit(kept) };
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // It holds until the page is left.
  }
  // The other script of this page has a state too.
  window.dispatchEvent(new CustomEvent(KEY, { detail: state }));
}

window.addEventListener(KEY, (event) => {
  if (event instanceof CustomEvent) state = event.detail;
  for (const listener of listeners) listener();
});
window.addEventListener("storage", (event) => {
  if (event.key !== KEY && event.key !== null) return;
  state = read();
  for (const listener of listeners) listener();
});

/**
 * @param {Item[]} list
 * @param {string} name
 */
export const has = (list, name) => list.some((item) => item.name === name);
