// What every page promises to its readers, to assistive technology and to these tests:
// language, one h1, skip link, landmarks, canonical address, nothing inline.
import { entryOf, KINDS, NOT_FOUND } from "./harness/kinds.mjs";
import { notEmpty } from "./harness/pool.mjs";

/** Asks `ask(page, file)` of every readable page; it yields what is wrong. */
function everyPage(site, ask) {
  const problems = notEmpty(site.readable, "pages");
  for (const [file, page] of site.readable)
    for (const problem of ask(page, file)) problems.push(`${file}: ${problem}`);
  return problems;
}

function* skipLink({ firstFocusable, mainIds }) {
  if (!firstFocusable) yield "nothing can have the focus";
  else if (firstFocusable.tag !== "a" || !firstFocusable.href?.startsWith("#")) {
    yield `the first focusable element is <${firstFocusable.tag} href="${firstFocusable.href}">, not a skip link`;
  } else if (!mainIds.has(firstFocusable.href.slice(1)))
    yield `the skip link ${firstFocusable.href} does not lead into <main>`;
}

function* landmarks({ landmarks: found }) {
  for (const tag of ["header", "main", "footer"])
    if (found[tag] !== 1) yield `${found[tag]} × <${tag}> as a landmark`;
  if (found.nav === 0) yield "no <nav>";
}

function* head({ lang, title, meta, h1 }) {
  if (lang !== "nl") yield `lang="${lang}"`;
  if (!title) yield "no title";
  if (h1.length !== 1) yield `${h1.length} × <h1>: ${h1.join(" | ")}`;
  else if (!h1[0]) yield "the h1 is empty";
  for (const name of ["description", "og:title"]) if (!meta[name]?.trim()) yield `no ${name}`;
  if (!/width=device-width/.test(meta.viewport ?? "")) yield "no viewport of the device";
  if (/user-scalable=no|maximum-scale/.test(meta.viewport ?? "")) yield "zooming is restricted";
}

const canonical = (site) =>
  function* ask({ canonical: found }, file) {
    if (file === NOT_FOUND) return; // it has no address of its own
    const expected = site.urlOf(file).href;
    if (found.length !== 1 || found[0] !== expected)
      yield `canonical is ${found.join(", ") || "absent"}, not ${expected}`;
  };

function* dataEntry({ entries }, file) {
  const entry = entryOf(file);
  if (!entry) return;
  const own = entries.filter((found) => found.tag === "article" && found.entry === entry && found.inMain);
  if (own.length !== 1) yield `${own.length} × <article data-entry="${entry}"> in main`;
}

const knownEntries = (site) =>
  function* ask({ entries }) {
    for (const { entry } of entries)
      if (!site.pages.has(`${entry}/index.html`)) yield `data-entry="${entry}" is no entry of the site`;
  };

function overviews(site) {
  const used = new Set(site.readable.map(([file]) => entryOf(file)?.split("/")[0]).filter(Boolean));
  const problems = notEmpty(used, "entries");
  for (const folder of Object.keys(KINDS)) {
    if (used.has(folder) && !site.pages.has(`${folder}/index.html`))
      problems.push(`${folder}/ has entries and no overview`);
  }
  return problems;
}

const inline = (site) => {
  const problems = notEmpty(site.pages, "pages");
  // Redirect pages too: the CSP holds for them as well.
  for (const [file, page] of site.pages) problems.push(...page.inline.map((what) => `${file}: ${what}`));
  return problems;
};

export default ({ root, base, portable }) =>
  [root, base, portable].flatMap((site) => [
    {
      name: `hooks (${site.name}): language, title, description and one h1`,
      run: async () => everyPage(site, head),
    },
    {
      name: `hooks (${site.name}): landmarks header, nav, main and footer`,
      run: async () => everyPage(site, landmarks),
    },
    {
      name: `hooks (${site.name}): the skip link is the first focusable element`,
      run: async () => everyPage(site, skipLink),
    },
    {
      name: `hooks (${site.name}): no id twice`,
      run: async () => everyPage(site, ({ duplicateIds }) => duplicateIds.map((id) => `id="${id}" twice`)),
    },
    { name: `hooks (${site.name}): no inline script, style, style= or on*=`, run: async () => inline(site) },
    {
      name: `hooks (${site.name}): data-entry on every entry page, once`,
      run: async () => everyPage(site, dataEntry),
    },
    {
      name: `hooks (${site.name}): every data-entry is an entry`,
      run: async () => everyPage(site, knownEntries(site)),
    },
    // A portable folder stands nowhere, so nothing can be its canonical address.
    ...(site.portable
      ? []
      : [
          {
            name: `hooks (${site.name}): canonical is the page's own address`,
            run: async () => everyPage(site, canonical(site)),
          },
        ]),
    ...(site === root
      ? [{ name: "hooks (root): an overview per kind", run: async () => overviews(site) }]
      : []),
  ]);
