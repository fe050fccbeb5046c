// The pages that are opened in the browser: one of every sort, and of each kind the
// alphabetically first entry and the longest, where a layout is most likely to break.
import { entryOf, FINDER, HOME, KINDS, NOT_FOUND } from "./kinds.mjs";

// A path that no site has: the host answers it with the 404 page, at a depth where
// only addresses from the base path still work.
const NOWHERE = "deze/bladzijde/bestaat-niet/";

export function entriesByKind(site) {
  const byKind = Object.fromEntries(Object.keys(KINDS).map((folder) => [folder, []]));
  for (const [file] of site.readable) {
    const entry = entryOf(file);
    if (entry) byKind[entry.split("/")[0]].push(file);
  }
  for (const files of Object.values(byKind)) files.sort();
  return byKind;
}

export function sampleEntries(site) {
  const files = new Set();
  for (const entries of Object.values(entriesByKind(site))) {
    if (!entries.length) continue;
    files.add(entries[0]);
    files.add(entries.reduce((a, b) => (site.pages.get(b).bytes > site.pages.get(a).bytes ? b : a)));
  }
  return [...files];
}

/** `{ name, url }` of every page of the sample, in the served site. */
export function sample(site) {
  const overviews = Object.keys(KINDS).map((folder) => `${folder}/index.html`);
  const files = [HOME, FINDER, ...overviews.filter((file) => site.pages.has(file)), ...sampleEntries(site)];
  const pages = files.map((file) => ({ name: `/${site.pathOf(file)}`, url: site.open(file) }));
  if (site.pages.has(NOT_FOUND)) pages.push({ name: "/404.html", url: new URL(NOWHERE, site.address).href });
  return pages;
}
