// The road that most readers take, in the engines of Firefox and Safari: search, filter, open, go back, keep.
import { ENGINES } from "./harness/engines.mjs";
import { expectEqual, finderAt, readFinder, type, withFinder } from "./harness/finder.mjs";

const QUERY = "eenzaamheid";
const THEME = '.filters input[name="thema"]:not(:disabled)';

/* These run in the page. */
const isIdle = (query) =>
  document.querySelector("#ps-q")?.value === query &&
  new URLSearchParams(location.search).get("q") === (query || null) &&
  document.querySelector(".results .cards:not([aria-busy=true]) [data-entry]") !== null;
const look = () => ({
  status: document.querySelector("[role=status]").textContent.trim(),
  first: document.querySelector(".results [data-entry]").dataset.entry,
  title: document.querySelector(".results [data-entry] a").textContent.trim(),
  ticked: [...document.querySelectorAll(".filters input:checked")].map(
    ({ name, value }) => `${name}=${value}`,
  ),
});
const number = (text) => Number(/\d+/.exec(text)?.[0]);

/** What the finder shows in Chromium for the same words. */
const inChromium = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    await type(page, QUERY);
    const seen = await readFinder(page);
    return [{ status: seen.status, first: seen.entries[0] }];
  });

async function walk(page, site, expected) {
  await page.goto(finderAt(site));
  await page.until(isIdle, "");
  await page.type("#ps-q", QUERY);
  await page.until(isIdle, QUERY);
  const found = await page.evaluate(look);
  const problems = [
    ...expectEqual("the first result", found.first, expected.first),
    ...expectEqual("the status", found.status, expected.status),
  ];
  // The first value of the first group that says how much it gives.
  const label = await page.evaluate((selector) => {
    const box = document.querySelector(selector);
    box.id ||= "te-kiezen";
    return { id: box.id, text: box.labels[0].textContent };
  }, THEME);
  await page.click(`label[for="${label.id}"], #${label.id}`);
  await page.until(() => location.search.includes("thema=") && !document.querySelector("[aria-busy=true]"));
  const filtered = await page.evaluate(look);
  problems.push(...expectEqual("the number after a filter", number(filtered.status), number(label.text)));
  await page.click(".results [data-entry] a");
  await page.until(() => document.querySelector("#ps-q") === null && document.querySelector("h1") !== null);
  const heading = await page.evaluate(() => document.querySelector("h1").textContent.trim());
  problems.push(...expectEqual("the page of the first result", heading, filtered.title));
  await page.click(".save");
  await page.until(() => document.querySelector(".save.is-on") !== null);
  await page.back();
  await page.until(isIdle, QUERY);
  problems.push(...expectEqual("the finder after going back", await page.evaluate(look), filtered));
  await page.goto(site.open("snoer/"));
  await page.until(() => document.querySelector(".gather-list a") !== null);
  const kept = await page.evaluate(() => document.querySelector(".gather-list a").textContent.trim());
  return [...problems, ...expectEqual("what is kept", kept, filtered.title)];
}

export default ({ root, browser }) =>
  Object.entries(ENGINES).map(([name, open]) => ({
    name: `engines: a reader searches, filters, opens, goes back and keeps in ${name}`,
    limitMs: 180_000,
    run: async () => {
      const [expected] = await inChromium(browser, root);
      return open((page) => walk(page, root, expected));
    },
  }));
