// An index that cannot be loaded: the page stays usable and says so.
import { withPage } from "./harness/browser.mjs";
import { expectEqual, finderAt, idle, library, readFinder } from "./harness/finder.mjs";

const BROKEN = {
  "is not there (404)": (route) =>
    route.fulfill({ status: 404, contentType: "text/html", body: "<h1>Niet gevonden</h1>" }),
  "is empty": (route) => route.fulfill({ contentType: "text/javascript", body: "" }),
  "is cut off": (route) =>
    route.fulfill({ contentType: "text/javascript", body: 'parelsnoer.index({"aantal":474,"vormen":"0aan' }),
  "is something else": (route) =>
    route.fulfill({ contentType: "text/javascript", body: "parelsnoer.index({});" }),
  "holds nonsense": (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: 'parelsnoer.index({"aantal":3,"vormen":"0a","treffers":"!","delen":[],"termen":".","waarden":"~","data":[],"perTekst":8,"functiewoorden":""});',
    }),
  "is blocked": (route) => route.abort("blockedbyclient"),
};

/** The index cannot be had: a clear sentence and the list of all; what the browser itself reports is expected. */
function noIndex(browser, site, answer) {
  const thrown = [];
  return withPage(
    browser,
    finderAt(site, "q=ouderen&soort=parel"),
    async (page) => {
      const line = page.locator(".no-finder");
      await page.locator(".no-finder[role=alert]").waitFor();
      const problems =
        /kon niet geladen worden/.test(await line.textContent()) && (await line.isVisible())
          ? []
          : [`the page says «${await line.textContent()}»`];
      const entries = (await library(site)).map(({ name }) => name);
      const visible = () =>
        page
          .locator(".results [data-entry]")
          .evaluateAll((cards) => cards.filter((card) => card.checkVisibility()).length);
      problems.push(...expectEqual("entries in the list", await visible(), entries.length));
      const links = await page
        .locator(".facet-link")
        .evaluateAll((all) => all.filter((link) => link.checkVisibility()).length);
      if (!links) problems.push("the values of the filters are no links");
      if (
        await page
          .locator("fieldset input[type=checkbox]")
          .evaluateAll((all) => all.some((box) => box.checkVisibility()))
      )
        problems.push("boxes that do nothing can be seen");
      // Asking again does not break it further.
      await page.locator("#ps-q").fill("hond");
      await page.locator("#ps-q").press("Enter");
      await page.waitForTimeout(150);
      problems.push(
        ...expectEqual("entries in the list after asking again", await visible(), entries.length),
      );
      return [...problems, ...thrown];
    },
    {
      before: async (page) => {
        page.on("pageerror", (error) => {
          // A script that is cut off is a mistake of syntax in that script; nothing of ours may throw.
          if (error.name !== "SyntaxError") thrown.push(`uncaught: ${error.message}`);
        });
        await page.route(/zoek\/index\.[0-9a-f]+\.js/, answer);
      },
    },
  );
}

/** A stretch of text that cannot be had: the results are there all the same. */
const noTexts = (browser, site) =>
  withPage(
    browser,
    finderAt(site, "q=klaptafel"),
    async (page) => {
      await page.locator(".card-snippet").first().waitFor();
      const { number } = await readFinder(page);
      return [
        ...(number ? [] : ["nothing was found"]),
        ...expectEqual(
          "the snippet",
          await page.locator(".card-snippet").first().textContent(),
          "Het stukje tekst kon niet geladen worden.",
        ),
      ];
    },
    { before: (page) => page.route(/zoek\/tekst-/, (route) => route.abort()) },
  );

/** The index comes when it is asked for a second time. */
const later = (browser, site) => {
  let times = 0;
  return withPage(
    browser,
    finderAt(site),
    async (page) => {
      await page.locator("#ps-q").focus();
      await page.locator(".no-finder[role=alert]").waitFor();
      await page.locator("#ps-q").fill("scootmobiel");
      await page.locator("#ps-q").press("Enter");
      await page.locator(".has-finder").first().waitFor({ state: "attached" });
      await idle(page);
      const { number, entries } = await readFinder(page);
      return [
        ...expectEqual("number and results", number, entries.length),
        ...expectEqual("found", entries[0], "parels/scootmobiel-koppels"),
        ...expectEqual("the sentence is gone", await page.locator(".no-finder").isVisible(), false),
      ];
    },
    {
      before: (page) =>
        page.route(/zoek\/index\./, (route) => {
          times += 1;
          return times === 1 ? route.abort() : route.continue();
        }),
    },
  );
};

export default ({ browser, root }) => [
  ...Object.entries(BROKEN).map(([what, answer]) => ({
    name: `offline: the index ${what}`,
    run: () => noIndex(browser, root, answer),
  })),
  { name: "offline: the texts of snippets cannot be loaded", run: () => noTexts(browser, root) },
  { name: "offline: the index is loaded the second time it is asked for", run: () => later(browser, root) },
];
