// The names of the entries of a kind, or of all, fetched when they are first asked for.
import { BASE } from "./server.js";

/** @typedef {import("./names.js").Named} Named */

/** @type {Map<string, Promise<Named[]>>} */
const lists = new Map();

/** @param {string} kind empty for all of them */
export function names(kind) {
  const known = lists.get(kind);
  if (known) return known;
  const fetched = fetch(`${BASE}namen/${kind ? `${kind}/` : ""}`).then((response) => response.json());
  lists.set(kind, fetched);
  // A server that was away is asked again.
  fetched.catch(() => lists.delete(kind));
  return fetched;
}

/** What was made in another tab is asked for again.
 * @param {string} kind */
export const forget = (kind) => lists.delete(kind);
