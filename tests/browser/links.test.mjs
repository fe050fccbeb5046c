// Every address in every page of every build leads somewhere, stays inside the
// site, and every page can be reached from home.
import { FINDER, HOME, NOT_FOUND } from "./harness/kinds.mjs";
import { notEmpty } from "./harness/pool.mjs";

// The finder keeps its state in the fragment where there is no server (`#thema=preventie`).
const isState = (site, target) => site.portable && target.file === FINDER && target.fragment.includes("=");

// Opened at any depth, the 404 page can only point from the base path; a portable
// folder has no host to serve it, so there its addresses mean nothing.
const pagesOf = (site) => [...site.pages].filter(([file]) => !(site.portable && file === NOT_FOUND));

async function hasAnchor(site, { file, fragment }) {
  if (fragment === "" || fragment === "top") return true;
  const page = site.pages.get(file);
  if (page) return page.ids.has(fragment);
  return !file.endsWith(".svg") || (await site.text(file)).includes(`id="${fragment}"`);
}

async function deadLinks(site) {
  const problems = notEmpty(
    pagesOf(site).flatMap(([, page]) => page.links),
    "links",
  );
  for (const [file, page] of pagesOf(site)) {
    for (const { from, value, role } of page.links) {
      const target = site.resolve(value, file);
      const complain = (why) => problems.push(`${file}: ${from} "${value}" ${why}`);
      if (target.problem) complain(target.problem);
      else if (target.file && !isState(site, target) && !(await hasAnchor(site, target)))
        complain(`has an anchor that ${target.file} lacks`);
      // Whoever reads these is not on the page: a relative address says nothing to them.
      if (["canonical", "card"].includes(role) && !/^https?:\/\//.test(value)) complain("is not absolute");
      if (role === "load" && value.trim() === "") complain("is empty");
    }
  }
  return problems;
}

function jsonLdStrings(value) {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(jsonLdStrings) : [];
}

function jsonLd(site) {
  const problems = notEmpty(
    pagesOf(site).flatMap(([, page]) => page.jsonLd),
    "JSON-LD",
  );
  for (const [file, page] of pagesOf(site)) {
    for (const block of page.jsonLd) {
      let data;
      try {
        data = JSON.parse(block);
      } catch (error) {
        problems.push(`${file}: JSON-LD: ${error.message}`);
        continue;
      }
      for (const value of jsonLdStrings(data).filter((string) => string.startsWith(site.baseUrl.origin))) {
        const { problem } = site.resolve(value, file);
        if (problem) problems.push(`${file}: JSON-LD "${value}" ${problem}`);
      }
    }
  }
  return problems;
}

function foreignLoads(site) {
  const problems = [];
  for (const [file, page] of site.pages) {
    for (const { from, value, loads } of page.links) {
      if (loads && site.resolve(value, file).external) problems.push(`${file}: ${from} loads ${value}`);
    }
  }
  return problems;
}

async function styleAddresses(site) {
  const sheets = [...site.files].filter((file) => file.endsWith(".css"));
  const problems = notEmpty(sheets, "style sheets");
  for (const file of sheets) {
    const css = (await site.text(file)).replace(/\/\*[\s\S]*?\*\//g, "");
    for (const [, , inUrl, imported] of css.matchAll(/url\(\s*(["']?)(.*?)\1\s*\)|@import\s+["']([^"']+)/g)) {
      const value = inUrl ?? imported;
      const target = site.resolve(value, file);
      if (target.problem) problems.push(`${file}: ${value} ${target.problem}`);
      if (target.external) problems.push(`${file}: loads ${value}`);
    }
  }
  return problems;
}

function unreachable(site) {
  const seen = new Set([HOME]);
  for (const file of seen) {
    // A set grows while it is walked, so this is the whole breadth-first search.
    for (const { value, role } of site.pages.get(file)?.links ?? []) {
      if (role !== "follow") continue;
      const target = site.resolve(value, file);
      if (target.file && site.pages.has(target.file)) seen.add(target.file);
    }
  }
  const lost = site.readable.filter(([file]) => file !== NOT_FOUND && !seen.has(file));
  return lost.map(([file]) => `${file}: no path of links leads here from home`);
}

function samePages(site, root) {
  const problems = notEmpty(root.pages, "pages");
  for (const file of root.pages.keys())
    if (!site.pages.has(file)) problems.push(`${file}: only in the root build`);
  for (const file of site.pages.keys())
    if (!root.pages.has(file)) problems.push(`${file}: not in the root build`);
  return problems;
}

export default ({ root, base, portable }) => [
  ...[root, base, portable].flatMap((site) => [
    {
      name: `links (${site.name}): every internal address resolves, anchors too`,
      run: () => deadLinks(site),
    },
    { name: `links (${site.name}): JSON-LD parses and its addresses resolve`, run: async () => jsonLd(site) },
    {
      name: `links (${site.name}): nothing is loaded from another origin`,
      run: async () => foreignLoads(site),
    },
    { name: `links (${site.name}): addresses in style sheets resolve`, run: () => styleAddresses(site) },
    { name: `links (${site.name}): every page is reachable from home`, run: async () => unreachable(site) },
  ]),
  ...[base, portable].map((site) => ({
    name: `links (${site.name}): the same pages as at the root`,
    run: async () => samePages(site, root),
  })),
];
