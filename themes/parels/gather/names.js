// Names of entries: as paths (`parels/x`), and short in an address (`x` for a parel, `gemeente:zeist` for another kind).

/** The most that one address can bring. */
export const MOST = 40;

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** @typedef {Map<string, string>} Folders The folder of each kind. */

/**
 * What a page says about kinds: `parel:parels gemeente:gemeenten`.
 *
 * @param {string} text
 * @returns {Folders}
 */
export const readFolders = (text) =>
  new Map(text.split(" ").map((pair) => /** @type {[string, string]} */ (pair.split(":"))));

/**
 * The names in an address, each once, and what cannot be one.
 *
 * @param {string | null} text
 * @param {Folders} folders
 */
export function parseNames(text, folders) {
  /** @type {string[]} */
  const names = [];
  /** @type {string[]} */
  const unknown = [];
  for (const written of (text ?? "").split(",").map((part) => part.trim())) {
    if (!written) continue;
    const [kind, slug] = written.includes(":") ? written.split(":", 2) : ["parel", written];
    const folder = folders.get(kind) ?? ([...folders.values()].includes(kind) ? kind : undefined);
    const name = folder && SLUG.test(slug) ? `${folder}/${slug}` : null;
    if (!name) unknown.push(written.slice(0, 80));
    else if (!names.includes(name)) names.push(name);
  }
  return { names: names.slice(0, MOST), unknown, dropped: Math.max(0, names.length - MOST) };
}

/**
 * @param {string} name
 * @param {string} kind
 */
export function shortName(name, kind) {
  const slug = name.slice(name.indexOf("/") + 1);
  return kind === "parel" ? slug : `${kind}:${slug}`;
}
