// Where the site stands, and where its pages are: this script is at `thema/` below the root.

const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);

/** The root of the site. */
export const ROOT = new URL("../", script?.src ?? location.href);

/** Whether the site was opened from disk, where a folder is not a page and nothing can be fetched. */
export const IS_ON_DISK = location.protocol === "file:";

/** @param {string} path A folder of the site, with its last slash. */
export const pageUrl = (path) => new URL(IS_ON_DISK ? `${path}index.html` : path, ROOT);

/**
 * The path of the entry at an address, `parels/x`.
 *
 * @param {string} href
 */
export function nameAt(href) {
  if (!href.startsWith(ROOT.href)) return null;
  const path = href
    .slice(ROOT.href.length)
    .replace(/[?#].*$/, "")
    .replace(/(\/|\/index\.html)$/, "");
  return /^[a-z]+\/[a-z0-9-]+$/.test(path) ? path : null;
}
