// The finder without JavaScript: every entry, a page for every facet value, and a word of explanation.
import { withPage } from "./harness/browser.mjs";
import { readEntries } from "./harness/formats.mjs";
import { FINDER, facetPage } from "./harness/kinds.mjs";
import { notEmpty } from "./harness/pool.mjs";

const withoutScript = (browser, site, use) =>
  withPage(browser, site.open(FINDER), use, { contextOptions: { javaScriptEnabled: false } });

/** In the page: every link that can be seen, with the entry whose card it is in. Closed <details> count: a reader can open them. */
function visibleLinks() {
  for (const details of document.querySelectorAll("details")) details.open = true;
  return [...document.querySelectorAll("a[href]")]
    .filter((link) => link.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((link) => ({
      href: link.href,
      name: link.textContent.trim() || link.getAttribute("aria-label") || "",
      entry: link.closest("[data-entry]")?.dataset.entry ?? null,
      inMain: Boolean(link.closest("main")),
    }));
}

/** The file behind an address of the served site. */
function fileOf(site, href) {
  if (!href.startsWith(site.address)) return null;
  return site.resolve(new URL(href.slice(site.address.length), site.baseUrl).href, FINDER).file ?? null;
}

async function listsEverything(browser, site) {
  const entries = await readEntries(site);
  const links = await withoutScript(browser, site, (page) => page.evaluate(visibleLinks));
  const problems = notEmpty(entries, "entries");
  const shown = new Map();
  for (const { href, entry, name } of links.filter((link) => link.entry)) {
    if (name && fileOf(site, href) === `${entry}/index.html`) shown.set(entry, href);
  }
  for (const { target } of entries) {
    const entry = target.file?.replace(/\/index\.html$/, "");
    if (!shown.has(entry)) problems.push(`${entry}: no visible [data-entry] with a named link to its page`);
  }
  for (const [entry, href] of shown) {
    const { status } = await fetch(href, { method: "HEAD" });
    if (status !== 200) problems.push(`${entry}: its link answers ${status}`);
  }
  return problems;
}

/** The facet values as the finder offers them when its script runs. */
const facetValues = (browser, site) =>
  withPage(browser, site.open(FINDER), (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll("fieldset input[type=checkbox]")].map(({ name, value }) => ({
        name,
        value,
      })),
    ),
  );

async function linksFacets(browser, site) {
  const values = await facetValues(browser, site);
  const links = await withoutScript(browser, site, (page) => page.evaluate(visibleLinks));
  // The card of a result or the menu of the site does not count as the facet's own link.
  const linked = new Set(
    links.filter(({ entry, inMain, name }) => !entry && inMain && name).map(({ href }) => fileOf(site, href)),
  );
  const problems = notEmpty(values, "facet values (fieldset input[type=checkbox])");
  for (const { name, value } of values) {
    const file = facetPage(name, value);
    if (!file || !site.pages.has(file)) problems.push(`${name}=${value} has no page (${file})`);
    else if (!linked.has(file)) problems.push(`${name}=${value}: no visible link to ${file}`);
  }
  return problems;
}

async function saysSo(browser, site) {
  const read = (page) => page.evaluate(() => document.querySelector("main").innerText);
  const without = await withoutScript(browser, site, read);
  const withScript = await withPage(browser, site.open(FINDER), read);
  return [
    ...(/javascript/i.test(without) ? [] : ["without JavaScript no word about JavaScript can be read"]),
    ...(/javascript/i.test(withScript) ? ["with JavaScript the page still speaks of it"] : []),
  ];
}

async function searchForm(browser, site) {
  return withoutScript(browser, site, (page) =>
    page.evaluate(() => {
      const inputs = [...document.querySelectorAll("input[type=search]")].filter((input) =>
        input.closest("main"),
      );
      if (inputs.length !== 1) return [`${inputs.length} × input[type=search] in main`];
      const [input] = inputs;
      const labels = [...input.labels].map((label) => label.textContent.trim());
      const problems = [];
      if (!labels.some(Boolean)) problems.push("the search field has no <label>");
      if (!input.closest("[role=search], search")) problems.push("the search field is in no search landmark");
      if (!input.closest("form")) problems.push("the search field is in no form");
      if (input.name !== "q") problems.push(`the search field has the name "${input.name}", not "q"`);
      for (const fieldset of document.querySelectorAll("fieldset")) {
        if (!fieldset.querySelector(":scope > legend")?.textContent.trim())
          problems.push(`a fieldset has no legend: ${fieldset.outerHTML.slice(0, 80)}`);
      }
      return problems;
    }),
  );
}

export default ({ browser, root, base }) =>
  [root, base].flatMap((site) => [
    {
      name: `no-js (${site.name}): the finder lists every entry with a link that works`,
      run: () => listsEverything(browser, site),
    },
    {
      name: `no-js (${site.name}): every facet value links to its page`,
      run: () => linksFacets(browser, site),
    },
    {
      name: `no-js (${site.name}): the finder says that it lacks JavaScript, only then`,
      run: () => saysSo(browser, site),
    },
    {
      name: `no-js (${site.name}): the search form is labelled markup`,
      run: () => searchForm(browser, site),
    },
  ]);
