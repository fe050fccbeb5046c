// The data of entries, which each has beside its page.
import { ROOT } from "./place.js";

/** @typedef {string | string[] | { titel: string, adres: string }} Answer */
/**
 * @typedef {object} EntryData
 * @property {string} naam
 * @property {string} soort
 * @property {string} titel
 * @property {string} label
 * @property {string} kenmerk
 * @property {string} samenvatting
 * @property {string} adres
 * @property {[string, Answer[]][]} antwoorden
 * @property {string[]} bronnen
 * @property {string} blad
 */

/**
 * @param {string} name
 * @returns {Promise<EntryData | null>} `null` when there is no such entry.
 */
async function fetchData(name) {
  const response = await fetch(new URL(`${name}/index.json`, ROOT));
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || type.includes("html")) return null;
  return response.json();
}

/**
 * Where an entry went that was renamed: its old page leads to the new one.
 *
 * @param {string} name
 */
async function renamed(name) {
  const response = await fetch(new URL(`${name}/`, ROOT));
  if (!response.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const refresh = page.querySelector("meta[http-equiv=refresh]")?.getAttribute("content");
  const address = refresh ? new URL(refresh.replace(/^.*?url=/i, ""), response.url).href : response.url;
  const path = address.startsWith(ROOT.href) ? address.slice(ROOT.href.length) : "";
  const found = /^([a-z]+\/[a-z0-9-]+)\/(?:index\.html)?$/.exec(path)?.[1];
  return found && found !== name ? found : null;
}

/** @param {string} name */
async function load(name) {
  const data = await fetchData(name);
  if (data) return data;
  const other = await renamed(name);
  return other ? fetchData(other) : null;
}

/**
 * The data of entries in their order, each once; and the names of which there is none.
 *
 * @param {string[]} names
 */
export async function loadEntries(names) {
  const found = await Promise.all(names.map(load));
  /** @type {Map<string, EntryData>} */
  const byName = new Map();
  for (const data of found) if (data) byName.set(data.naam, data);
  return { entries: [...byName.values()], missing: names.filter((_, at) => !found[at]) };
}
