// A page on paper and in large letters: a parel fits on two sheets, and nothing leaves a phone's screen at twice the size.
import { withPage } from "./harness/browser.mjs";

/** The parels of which the page is the longest; the others take less paper. */
const PARELS = 3;
const MAX_SHEETS = 2;
const LARGE = [
  "index.html",
  "zoeken/index.html",
  "gemeenten/meppel/index.html",
  "parels/samen-wageningen/index.html",
  "begrippen/index.html",
];

function longest(site) {
  const parels = [...site.pages].filter(([file]) => /^parels\/[^/]+\/index\.html$/.test(file));
  return parels
    .sort((a, b) => b[1].bytes - a[1].bytes)
    .slice(0, PARELS)
    .map(([file]) => file);
}

const paper = (browser, site) =>
  withPage(browser, "", async (page) => {
    const problems = [];
    for (const file of longest(site)) {
      await page.goto(site.open(file));
      const pdf = await page.pdf({ preferCSSPageSize: true });
      const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      if (!sheets || sheets > MAX_SHEETS) problems.push(`${file} takes ${sheets} sheets`);
    }
    return problems;
  });

const large = (browser, site) =>
  withPage(
    browser,
    "",
    async (page) => {
      const problems = [];
      for (const file of LARGE) {
        await page.goto(site.open(file));
        const wide = await page.evaluate(() => {
          document.documentElement.style.fontSize = "200%";
          return document.documentElement.scrollWidth - innerWidth;
        });
        if (wide > 0) problems.push(`${file} is ${wide} px too wide in letters of 200 %`);
      }
      return problems;
    },
    { contextOptions: { viewport: { width: 375, height: 667 } } },
  );

/** Typing a part of a name leaves the cards that have it, and the rest comes back. */
const names = (browser, site) =>
  withPage(browser, site.open("begrippen/index.html"), async (page) => {
    const cards = page.locator("[data-list] .card:visible");
    const field = page.getByRole("searchbox", { name: /Welke naam/ });
    const all = await cards.count();
    await field.fill("beschik");
    const left = await cards.allTextContents();
    const problems = left.length && left.every((text) => /beschik/i.test(text)) ? [] : [`left: ${left}`];
    if (!/van \d+ namen/.test(await page.locator(".name-filter [role=status]").textContent()))
      problems.push("the number of names is not said");
    await field.fill("");
    if ((await cards.count()) !== all) problems.push("not all cards come back");
    return problems;
  });

export default ({ browser, root }) => [
  { name: "paper: a parel takes two sheets at most", run: () => paper(browser, root) },
  { name: "large letters: nothing leaves a phone's screen", run: () => large(browser, root) },
  { name: "overviews: a name filters the list", run: () => names(browser, root) },
];
