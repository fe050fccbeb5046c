// The finder as its users see it: opening it, reading what it shows, and what it ought
// to show, worked out from the data that everybody can download.
import { watch, withPage } from "./browser.mjs";
import { readEntries } from "./formats.mjs";
import { FINDER, KINDS } from "./kinds.mjs";

const FOLDERS = Object.fromEntries(Object.entries(KINDS).map(([folder, name]) => [name, folder]));
/** The groups whose values are entries. */
const REFERENCES = ["thema", "succesfactor", "doelgroep", "organisatie", "gemeente"];

/** The address of the finder in a state: a query string, or on disk a fragment. */
export function finderAt(site, query = "") {
  return site.open(FINDER) + (query && (site.portable ? "#" : "?") + query);
}

/** Opens the finder, hands the page to `use` and adds what the page did wrong to the problems that it returns. */
export function withFinder(browser, site, query, use, { contextOptions, before = async () => {} } = {}) {
  let noise = [];
  return withPage(
    browser,
    finderAt(site, query),
    async (page) => {
      await idle(page);
      const problems = await use(page);
      // These tests leave pages that are still loading something, which the browser then breaks off.
      return [...problems, ...noise.filter((line) => !line.endsWith("(net::ERR_ABORTED)"))];
    },
    {
      contextOptions,
      before: async (page) => {
        noise = await watch(page, site);
        await before(page, noise);
      },
    },
  );
}

/** Waits until the finder has shown what was asked for: it marks its list as busy until then. */
export async function idle(page) {
  // What a key or a button set going has begun by the next task.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        setTimeout(resolve);
      }),
  );
  await page.waitForSelector(".results .cards:not([aria-busy=true])", { state: "attached" });
}

export async function type(page, text) {
  await page.locator("#ps-q").fill(text);
  await idle(page);
}

/**
 * In the page: asks the finder for what an address says, with all results instead of a page of them, and gives their names.
 * The address of the page is what it was afterwards.
 */
async function allEntries(params) {
  const list = document.querySelector(".results .cards");
  const settle = async () => {
    window.dispatchEvent(new PopStateEvent("popstate"));
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    while (list.ariaBusy === "true")
      await new Promise((resolve) => {
        setTimeout(resolve);
      });
  };
  const go = async (text) => {
    const isOnDisk = location.protocol === "file:";
    history.replaceState(
      history.state,
      "",
      isOnDisk ? `#${text || "q="}` : location.pathname + (text ? `?${text}` : ""),
    );
    await settle();
  };
  const before = location.href;
  const found = [];
  for (const text of params) {
    await go(`${text}&toon=2000`);
    found.push(
      [...list.children].map((card) => ({
        name: card.dataset.entry,
        title: card.querySelector("a").textContent.trim(),
        isPartial: Boolean(card.querySelector(".card-divider") || card.dataset.partial),
      })),
    );
  }
  history.replaceState(history.state, "", before);
  await settle();
  return found;
}

/** The entries that the finder gives for each query, in its order; after those with all words, those with some. */
export async function answers(page, queries) {
  const found = await page.evaluate(
    allEntries,
    queries.map((query) => String(new URLSearchParams({ q: query }))),
  );
  return found.map((list) => list.map(({ name }) => name));
}

/** Ticks or unticks values, as `thema=preventie`, the way a reader does: in a list that is shown whole. */
export async function toggle(page, ...values) {
  await page.evaluate((wanted) => {
    for (const value of wanted) {
      const [name, slug] = value.split("=");
      document.querySelector(`input[type=checkbox][name="${name}"][value="${slug}"]`).click();
    }
  }, values);
  await idle(page);
}

/** All that the finder shows, in one look. */
export async function readFinder(page) {
  const seen = await page.evaluate(() => {
    const text = (element) => element.textContent.trim();
    const plain = (address) => {
      try {
        return decodeURIComponent(address);
      } catch {
        return address;
      }
    };
    const status = document.querySelector("[role=status]");
    const boxes = [...document.querySelectorAll("fieldset input[type=checkbox]")];
    const count = (box) => Number(/(\d+)\s*vermelding/.exec(box.labels[0].textContent)?.[1]);
    return {
      status: text(status),
      number: /^Geen/.test(text(status)) ? 0 : Number(/\d+/.exec(text(status))?.[0]),
      entries: [...document.querySelectorAll("main [data-entry]")].map((found) => found.dataset.entry),
      titles: [...document.querySelectorAll("main [data-entry]")].map((found) =>
        text(found.querySelector("a")),
      ),
      query: document.querySelector("main input[type=search]").value,
      checked: boxes.filter((box) => box.checked).map((box) => `${box.name}=${box.value}`),
      disabled: boxes.filter((box) => box.disabled).map((box) => `${box.name}=${box.value}`),
      counts: Object.fromEntries(boxes.map((box) => [`${box.name}=${box.value}`, count(box)])),
      tags: [...document.querySelectorAll(".tags button")].map(text),
      sort: document.querySelector(".sorting").value,
      focus: document.activeElement.id || document.activeElement.className || document.activeElement.tagName,
      address: plain((location.protocol === "file:" ? location.hash : location.search).slice(1)),
      isCut: !document.querySelector(".more").hidden,
    };
  });
  // Under the divider are entries with some of the words, which the status does not count.
  const ofAll = (list) => list.slice(0, seen.number);
  if (!seen.isCut) return { ...seen, entries: ofAll(seen.entries), titles: ofAll(seen.titles) };
  const [all] = await page.evaluate(allEntries, [
    await page.evaluate(() => (location.protocol === "file:" ? location.hash : location.search).slice(1)),
  ]);
  return {
    ...seen,
    entries: ofAll(all.map(({ name }) => name)),
    titles: ofAll(all.map(({ title }) => title)),
  };
}

function strings(value) {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(strings) : [];
}

const slug = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-");

const STANDS = { plan: "plan", lopend: "loopt", afgerond: "afgerond", onbekend: "onbekend" };

/** The places that what happens in this one also counts for: its successor, its regions, and the members of a region. */
function alsoCountsFor(name, rows) {
  const successors = [];
  for (let next = rows.get(name)?.opgegaan_in?.gemeente; next; next = rows.get(next)?.opgegaan_in?.gemeente)
    successors.push(next);
  const regions = [...rows.values()].filter(({ deelgemeenten }) => deelgemeenten?.includes(name));
  return [...successors, ...regions.map(({ naam }) => naam), ...(rows.get(name)?.deelgemeenten ?? [])];
}

/** The headings in the text of an entry, in lower case. */
async function headingsOf(site, { soort_vermelding, naam }) {
  if (soort_vermelding !== "parel") return [];
  const html = await site.text(`${naam}/index.html`);
  return [...html.matchAll(/<h[2-6] id="(?!ps-)[^"]*">([^<]*)/g)].map(([, text]) => text.toLowerCase());
}

/** The size class of a municipality with so many inhabitants. */
function sizeClass(inhabitants) {
  if (inhabitants < 25000) return "tot-25-000";
  if (inhabitants < 50000) return "25-000-tot-50-000";
  return inhabitants < 100000 ? "50-000-tot-100-000" : "100-000-en-meer";
}

/**
 * The facet values of an entry, by the data alone (what a parel tells: by the headings of its page). Written from the documentation and shared with neither the generator nor
 * the script, or the tests would compare the code with itself.
 */
function valuesOf(row, rows, headings) {
  const { naam, adres, ...keys } = row;
  const found = new Set([`soort=${row.soort_vermelding}`]);
  const to = [...strings(keys), ...(/^(organisaties|gemeenten)\//.test(naam) ? [naam] : [])];
  for (const name of to.filter((other) => rows.has(other))) {
    const [folder, end] = name.split("/");
    const group = REFERENCES.find((other) => FOLDERS[other] === folder);
    if (group) found.add(`${group}=${end}`);
  }
  const provinces = row.provincie
    ? [row.provincie]
    : (row.gemeenten ?? []).map((name) => rows.get(name)?.provincie);
  for (const province of provinces.filter(Boolean)) found.add(`provincie=${slug(province)}`);
  const sizes = row.inwoners ? [row.inwoners] : (row.gemeenten ?? []).map((name) => rows.get(name)?.inwoners);
  for (const { aantal } of sizes.filter(Boolean)) found.add(`inwoners=${sizeClass(aantal)}`);
  for (const name of row.gemeenten ?? [])
    for (const place of alsoCountsFor(name, rows)) found.add(`gemeente=${place.split("/")[1]}`);
  if (row.periode?.stand) found.add(`stand=${STANDS[row.periode.stand]}`);
  if (row.peiljaar) found.add(`peiljaar=${row.peiljaar}`);
  if (row.soort_vermelding === "parel") {
    if (headings.some((text) => /resultaat|resultaten|opbrengst/.test(text))) found.add("vertelt=resultaat");
    if (headings.some((text) => /lastig|moeilijk/.test(text))) found.add("vertelt=wat-lastig-is");
    if (row.cijfers) found.add("vertelt=cijfers");
  }
  const published = row.soort_vermelding === "publicatie" ? row.jaar : undefined;
  const year = row.goud?.editie ?? row.datum?.slice(0, 4) ?? published;
  if (year) found.add(`jaar=${year}`);
  return found;
}

/** The library by the data alone: per entry its title, its newest date, and the values that filters choose it by. */
export async function library(site) {
  const entries = (await readEntries(site)).map(({ row }) => row);
  const rows = new Map(entries.map((row) => [row.naam, row]));
  const headings = new Map();
  for (const row of entries) headings.set(row.naam, await headingsOf(site, row));
  return entries.map((row) => ({
    name: row.naam,
    title: row.titel,
    date: [row.datum, row.bijgewerkt].filter(Boolean).sort().at(-1) ?? "",
    values: valuesOf(row, rows, headings.get(row.naam)),
    row,
  }));
}

const groupOf = (value) => value.split("=")[0];

/** The names of the entries that fit the chosen values: one of each group that has any. */
export function fitting(entries, chosen) {
  const groups = Map.groupBy
    ? Map.groupBy(chosen, groupOf)
    : new Map(
        [...new Set(chosen.map(groupOf))].map((group) => [
          group,
          chosen.filter((value) => groupOf(value) === group),
        ]),
      );
  return entries.filter(({ values }) =>
    [...groups.values()].every((wanted) => wanted.some((value) => values.has(value))),
  );
}

/** What ticking a value would give with all other groups applied. */
export function countOf(entries, chosen, value) {
  const others = chosen.filter((other) => groupOf(other) !== groupOf(value));
  return fitting(entries, [...others, value]).length;
}

/** Numbers that look random and are the same in every run (mulberry32). */
export function random(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A problem when two values differ, with both of them. */
export function expectEqual(what, found, expected) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  return a === b ? [] : [`${what}: ${a?.slice(0, 300)} instead of ${b?.slice(0, 300)}`];
}
