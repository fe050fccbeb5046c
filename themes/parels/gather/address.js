// The address of a snoer: the entries as short names in the query; what the reader wrote in the fragment, which no browser
// sends to a server.
import { parseNames, shortName } from "./names.js";
import { pageUrl } from "./place.js";

/** Longer addresses are cut by some programs for mail. */
export const LONGEST = 2000;

/**
 * @typedef {object} Letter
 * @property {string} title
 * @property {string} from
 * @property {string} note
 */

/** As the fields of the form. */
const LIMITS = { title: 80, from: 60, note: 400 };

/**
 * @param {string} path
 * @param {{ name: string, kind: string }[]} items
 * @param {Letter} letter
 */
export function snoerUrl(path, items, { title, from, note }) {
  const url = pageUrl(path);
  const names = items.map(({ name, kind }) => shortName(name, kind)).join(",");
  if (names) url.search = `s=${names}`;
  const words = new URLSearchParams();
  for (const [key, text] of [
    ["naam", title],
    ["van", from],
    ["bericht", note],
  ])
    if (text) words.set(key, text);
  url.hash = words.toString();
  return url.href;
}

/**
 * What the address of this page asks for.
 *
 * @param {import("./names.js").Folders} folders
 */
export function readSnoer(folders) {
  const query = new URLSearchParams(location.search);
  const words = new URLSearchParams(location.hash.slice(1));
  const word = (/** @type {string} */ key, /** @type {number} */ most) =>
    (words.get(key) ?? "").trim().slice(0, most);
  return {
    ...parseNames(query.get("s"), folders),
    isGiven: query.has("s"),
    letter: {
      title: word("naam", LIMITS.title),
      from: word("van", LIMITS.from),
      note: word("bericht", LIMITS.note),
    },
  };
}
