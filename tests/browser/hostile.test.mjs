// Hostile content: every string of hostile/strings.json in every key and body of every kind. Nothing of it runs,
// nothing leaves the site, no template is evaluated, and the data says what the editor wrote.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { watch, withPage } from "./harness/browser.mjs";
import { build, parelsnoer } from "./harness/build.mjs";
import { readCsv, readXml } from "./harness/formats.mjs";
import { FINDER, HOME, KINDS, NOT_FOUND } from "./harness/kinds.mjs";
import { notEmpty } from "./harness/pool.mjs";
import { serve } from "./harness/server.mjs";
import { problem } from "./hostile/problem.mjs";
import { groups, joined, readStrings, slug, tame, together, writeMenu, writeTree } from "./hostile/tree.mjs";

const LEAST = 150;
const LIMIT_MS = 120_000;
const BASE = "https://parels.test/";
const SITE = {
  titel: "'\"></title><script>alert(1)</script>{{ 7919*7907 }}",
  ondertitel: "--><img src=x onerror=alert(1)>",
  basis_url: BASE,
  taal: "nl",
  openbaar: ["iemand@goed.test", "a@goed.test"],
};
/** What only a template engine makes of the strings: 7919 times 7907, and two words joined. */
const EVALUATED = /62615533|naderuif/;
/** A text as the program takes it: on one line, without what cannot be seen. Only XML and HTML see no difference. */
const written = (text) =>
  text
    .replace(/[\s\u0085]+/g, (space) => (space === "\ufeff" ? space : " "))
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, "")
    .trim();

/** Builds the three sites and serves them; each test waits for the same work. */
async function prepare(temporary) {
  const dir = path.join(temporary, "hostile");
  await mkdir(path.join(dir, "leeg"), { recursive: true });
  const { stdout } = await parelsnoer("schema", "--content", path.join(dir, "leeg"));
  const schemas = JSON.parse(stdout);
  const strings = await readStrings();
  const few = tame(strings).slice(0, 60);
  await Promise.all([
    writeTree(path.join(dir, "in", "boos"), schemas, strings, SITE),
    writeTree(path.join(dir, "in", "tam"), schemas, few, {
      ...SITE,
      titel: "Een site",
      ondertitel: "Een zin",
    }),
    writeMenu(path.join(dir, "in", "menu"), strings),
  ]);
  const sites = {};
  for (const name of ["boos", "tam", "menu"]) {
    const content = path.join(dir, "in", name);
    sites[name] = await build({ name, baseUrl: BASE, content, flags: ["--base-url", BASE] }, dir);
    await serve(sites[name]);
  }
  return { ...sites, strings };
}

// Pages as text ----------------------------------------------------------------------------------------------------

const known = (site) => new Set([...site.pages.values()].flatMap(({ vocabulary }) => [...vocabulary]));

/** Elements and attributes that the site with harmless words has not; addresses that a browser would go to. */
function markup({ boos, menu, tam }) {
  const expected = known(tam);
  const problems = notEmpty(expected, "elements");
  for (const site of [boos, menu]) {
    for (const [file, page] of site.pages) {
      const found = (what) => problems.push(problem(`${site.name}/${file}:`, what));
      for (const word of page.vocabulary) if (!expected.has(word)) found(`unexpected <${word}>`);
      page.inline.forEach(found);
      for (const { from, value, role } of page.links) {
        const target = site.resolve(value, file);
        // A bare address in a text becomes a link to follow, like any other.
        const allowed =
          target.file ||
          target.embedded ||
          (role === "follow" && /^(https:\/\/(goed|boos)\.test\/|mailto:)/.test(target.external));
        if (!allowed) found(`${from} "${value}" ${target.problem ?? "leads outside the site"}`);
      }
    }
  }
  return problems;
}

/** The title and the description of a page, and what it tells search engines, are what the editor wrote. */
function said({ boos, strings }) {
  const problems = [];
  let count = 0;
  for (const folder of Object.keys(KINDS)) {
    for (const [index, group] of groups(strings, folder).entries()) {
      const text = written(joined(group));
      const file = `${folder}/${slug(index)}/index.html`;
      const page = boos.pages.get(file);
      if (!page) {
        problems.push(`${file} is missing`);
        continue;
      }
      count += 1;
      const check = (what, found = "") => {
        if (found.replace(/\s+/g, " ").trim() !== text.replace(/\s+/g, " ").trim())
          problems.push(problem(`${file}: the ${what} is`, found, "not", text));
      };
      check("h1", page.h1[0]);
      check("description", page.meta.description ?? "");
      check("og:title", page.meta["og:title"]);
      if (page.jsonLd.length !== 1) {
        problems.push(`${file}: ${page.jsonLd.length} × JSON-LD`);
        continue;
      }
      check("name in JSON-LD", JSON.parse(page.jsonLd[0]).name);
    }
  }
  return [...problems, ...(count < LEAST ? [`only ${count} pages`] : [])];
}

async function evaluated({ boos, menu }) {
  const problems = [];
  for (const site of [boos, menu]) {
    for (const file of site.files) {
      const match = EVALUATED.exec(await site.text(file));
      if (match) problems.push(`${site.name}/${file}: a template was evaluated to ${match[0]}`);
    }
  }
  return problems;
}

// Data -------------------------------------------------------------------------------------------------------------

async function data({ boos, strings }) {
  const rows = JSON.parse(await boos.text("data/vermeldingen.json")).vermeldingen;
  const [head, ...lines] = readCsv(await boos.text("data/vermeldingen.csv"));
  const cells = new Map(
    lines.map((line) => [line[0], Object.fromEntries(head.map((name, i) => [name, line[i]]))]),
  );
  const problems = [];
  for (const folder of Object.keys(KINDS)) {
    for (const [index, group] of groups(strings, folder).entries()) {
      const text = written(joined(group));
      const name = `${folder}/${slug(index)}`;
      const row = rows.find(({ naam }) => naam === name);
      for (const key of ["titel", "samenvatting"]) {
        const cell = cells.get(name)?.[key] ?? "";
        if (row?.[key] !== text)
          problems.push(problem(`vermeldingen.json: ${name} ${key}:`, row?.[key], "not", text));
        // A spreadsheet would reckon with a cell that begins so: an apostrophe makes it a text.
        const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
        if (cell !== guarded)
          problems.push(problem(`vermeldingen.csv: ${name} ${key}:`, cell, "not", guarded));
      }
    }
  }
  return [...notEmpty(rows, "rows"), ...problems];
}

async function feeds({ boos, menu, strings }) {
  const problems = [];
  const titles = new Set(strings.map(({ text }) => written(text)));
  let seen = 0;
  for (const site of [boos, menu]) {
    for (const file of site.files) {
      if (!/\.(xml|svg|json)$/.test(file)) continue;
      try {
        if (file.endsWith(".json")) JSON.parse(await site.text(file));
        else
          readXml(await site.text(file))
            .filter(({ name, depth }) => name === "title" && depth === 2)
            .forEach(({ text }) => {
              seen += titles.has(text);
            });
      } catch (error) {
        problems.push(problem(`${site.name}/${file}:`, error.message));
      }
    }
  }
  return [...problems, ...(seen ? [] : ["no title in a feed is one of the strings"])];
}

// Pages in a browser -----------------------------------------------------------------------------------------------

/** Says so on the console, where `watch` sees it, when a text of the content runs as a script. */
function trap() {
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = () => console.error(`ran: ${name}`);
  Object.defineProperty(window, "pwned", { set: () => console.error("ran: pwned") });
}

/** Opens what `use` asks for in one tab, with or without the policy of the site; answers all that went wrong. */
async function inBrowser(browser, site, policy, use) {
  let problems;
  await withPage(browser, null, use, {
    contextOptions: { bypassCSP: !policy },
    before: async (page) => {
      problems = await watch(page, site);
      page.on("dialog", (dialog) => {
        problems.push(`a dialog: ${dialog.message()}`);
        dialog.dismiss();
      });
      await page.addInitScript(trap);
    },
  });
  // The next page may be opened before the last picture of this one has come.
  return problems.filter((said) => !said.includes("net::ERR_ABORTED")).map((said) => problem(said));
}

async function visit(browser, { boos, menu }, policy) {
  // All of the strings for one kind; of every other kind another part of them, since its texts are made in the same way.
  const many = Object.keys(KINDS).flatMap((folder, k) => {
    const parts = [...boos.pages.keys()].filter((file) => file.startsWith(`${folder}/${together("")}`));
    return [`${folder}/index.html`, ...(folder === "parels" && !policy ? parts : [parts[k % parts.length]])];
  });
  const open = (site, files) =>
    inBrowser(browser, site, policy, async (page) => {
      for (const file of files) await page.goto(site.open(file), { waitUntil: "load" });
    });
  const facets = [...boos.pages.keys()].filter((file) => /^zoeken\/[^/]+\/[^/]+\/index\.html$/.test(file));
  const found = [await open(boos, [HOME, NOT_FOUND, ...facets, ...many]), await open(menu, [HOME])];
  return [
    ...notEmpty(facets, "pages of a facet"),
    ...(many.length < 22 ? ["too few pages"] : []),
    ...found.flat(),
  ];
}

/** Makes the finder load its index, and the texts of what it finds. */
async function wake(page, word) {
  await page.fill("#ps-q", word);
  await page.waitForFunction(() => document.querySelector(".results mark"));
}

/** Looks for each text in the open finder; answers the elements and attributes that the results consist of. */
async function lookFor(page, texts) {
  return page.evaluate(async (all) => {
    const form = document.getElementById("ps-finder");
    const field = form.querySelector("input[type=search]");
    const frame = () =>
      new Promise((done) => {
        requestAnimationFrame(() => setTimeout(done));
      });
    let changed = false;
    new MutationObserver(() => {
      changed = true;
    }).observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true });
    /** Until the page has been still for two frames, for as long as a reader would wait. */
    const still = async () => {
      for (let quiet = 0, frames = 0; quiet < 2 && frames < 60; frames += 1) {
        changed = false;
        await frame();
        quiet = changed ? 0 : quiet + 1;
      }
    };
    const words = new Set();
    let hits = 0;
    for (const text of all) {
      field.value = text;
      form.requestSubmit();
      await still();
      for (const element of document.querySelectorAll("main *")) {
        words.add(element.localName);
        for (const { name } of element.attributes) words.add(`${element.localName} ${name}`);
      }
      hits += document.querySelectorAll(".results [data-entry]").length > 0;
    }
    return { words: [...words], hits };
  }, texts);
}

/** Ticks the first box of every group of filters, so that their names come back as tags. */
async function tick(page) {
  await page.evaluate(() => {
    const first = [...document.querySelectorAll(".facet")].map((facet) =>
      facet.querySelector("input[type=checkbox]:not(:disabled)"),
    );
    for (const box of first) box?.click();
  });
}

async function search(browser, { boos, menu, tam, strings }, policy) {
  const texts = strings.map(({ text }) => text).filter((_, i) => !policy || i % 6 === 0);
  const problems = [];
  // A long list of filters is folded and can be searched; the harmless library has none.
  const expected = new Set(["input class", "input aria-label", "input placeholder", "button aria-expanded"]);
  const noise = [
    await inBrowser(browser, tam, policy, async (page) => {
      await page.goto(tam.open(FINDER));
      await wake(page, "woord");
      for (const round of [0, 1]) {
        const { words } = await lookFor(page, [
          "woord",
          "woord 3",
          "word",
          "tekts",
          "xyzzyx",
          "parels woord",
          "",
        ]);
        for (const word of words) expected.add(word);
        if (!round) await tick(page);
      }
    }),
  ];
  const look = async (page, wanted) => {
    const { words, hits } = await lookFor(page, wanted);
    problems.push(
      ...words
        .filter((word) => !expected.has(word))
        .map((word) => `the finder makes an unexpected <${word}>`),
    );
    return hits;
  };
  noise.push(
    await inBrowser(browser, menu, policy, async (page) => {
      await page.goto(menu.open(FINDER));
      await wake(page, "alert");
      const hits = await look(page, texts);
      if (hits < texts.length / 3) problems.push(`only ${hits} of ${texts.length} texts found something`);
      // A link that somebody sends: every part of the address can be anything.
      for (const text of texts.filter((_, i) => i % 10 === 0)) {
        const said = encodeURIComponent(text);
        await page.goto(`${menu.open(FINDER)}?q=${said}&thema=${said}&${said}=x&sorteer=${said}#${said}`);
      }
    }),
  );
  noise.push(
    await inBrowser(browser, boos, policy, async (page) => {
      await page.goto(boos.open(FINDER));
      await wake(page, "alert");
      await look(page, ["alert", "x"]);
      await tick(page);
      await look(page, [""]);
    }),
  );
  return [...problems, ...noise.flat()];
}

export default ({ browser, temporary }) => {
  let sites;
  const test = (name, run) => ({
    name: `hostile: ${name}`,
    limitMs: LIMIT_MS,
    run: async () => {
      sites ??= prepare(temporary);
      return run(await sites);
    },
  });
  return [
    test(`at least ${LEAST} strings, each once`, ({ strings }) => {
      const different = new Set(strings.map(({ text }) => text)).size;
      return different < LEAST || different < strings.length
        ? [`${different} different strings of ${strings.length}`]
        : [];
    }),
    test("no page has an element, attribute or address that harmless words do not have", markup),
    test("every page says what the editor wrote", said),
    test("no template is evaluated", evaluated),
    test("vermeldingen.json and .csv hold what the editor wrote", data),
    test("feeds, sitemap and data can be read", feeds),
    ...[false, true].flatMap((policy) => [
      test(`nothing runs or leaves the site, ${policy ? "with" : "without"} its policy`, (all) =>
        visit(browser, all, policy)),
      test(`nothing runs in the finder, ${policy ? "with" : "without"} its policy`, (all) =>
        search(browser, all, policy)),
    ]),
  ];
};
