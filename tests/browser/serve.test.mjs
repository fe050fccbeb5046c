// `parelsnoer serve` as an editor uses it: save a file, and see the page change without a touch.
import { rename } from "node:fs/promises";
import path from "node:path";
import { AXE, audit, VIEWS } from "./axe.test.mjs";
import { watch, withPage } from "./harness/browser.mjs";
import { PAREL, THEME, withServer } from "./harness/serve.mjs";

/** Chromium calls a `HEAD` and a connection that a page lets go of failed; neither is. */
const usual = (problem) => /^request failed: \S+ \(net::ERR_ABORTED\)$/.test(problem);

/** Asks the page until it says yes. (`waitForFunction` needs a policy that allows `eval`.) */
async function until(page, question, argument) {
  const end = Date.now() + 15_000;
  while (!(await page.evaluate(question, argument))) {
    if (Date.now() > end) throw new Error(`the page never says yes to ${question} with ${argument}`);
    await page.waitForTimeout(30);
  }
}

const OVERLAY = "#ps-fouten";

/** Opens `address` of a new server; the page may do nothing that the site forbids. */
function look(browser, address, use, { flags = [], contextOptions = {} } = {}) {
  return withServer((server) => {
    let problems;
    return withPage(
      browser,
      new URL(address, server.address).href,
      async (page) => [
        ...((await use(page, server)) ?? []),
        ...problems.filter((problem) => !usual(problem)),
      ],
      {
        contextOptions,
        before: async (page) => {
          problems = await watch(page, { address: server.address });
        },
      },
    );
  }, flags);
}

const wrong = (text) => text.replace("[ontmoeting]", "[ontmoetign]");
const expect = (good, problem) => (good ? [] : [problem]);

const tests = (browser) => ({
  "a save is seen without a touch, at the same place of the page": () =>
    look(browser, "parels/buurttafel/", async (page, { save }) => {
      await page.evaluate(() => window.scrollTo(0, 900));
      await save("content/parels/buurttafel.md", PAREL.replace("Buurttafel", "De lange tafel"));
      await page.getByRole("heading", { level: 1, name: "De lange tafel" }).waitFor({ state: "attached" });
      await until(page, () => document.readyState === "complete" && window.scrollY > 0);
      const place = await page.evaluate(() => window.scrollY);
      return expect(Math.abs(place - 900) < 5, `the page is at ${place} instead of 900`);
    }),

  "a page that did not change is not loaded again": () =>
    look(browser, "themas/ontmoeting/", async (page, { address, save }) => {
      let loads = 0;
      page.on("load", () => {
        loads += 1;
      });
      const checked = page.waitForResponse((answer) => answer.request().method() === "HEAD");
      await save("content/parels/buurttafel.md", PAREL.replace("Aan tafel.", "Schuif aan."));
      await checked;
      const other = await (await page.request.get(`${address}parels/buurttafel/`)).text();
      // A change of the page itself is seen, and is the only reason to load it.
      await save("content/themas/ontmoeting.md", THEME.replace("Ontmoeting", "Ontmoeten"));
      await page.getByRole("heading", { level: 1, name: "Ontmoeten" }).waitFor({ state: "attached" });
      await until(page, () => document.readyState === "complete");
      return [
        ...expect(loads === 1, `it was loaded ${loads} times instead of once`),
        ...expect(other.includes("Schuif aan"), "the save was not seen at all"),
      ];
    }),

  "an error lies over the page until it is fixed": () =>
    look(browser, "parels/buurttafel/", async (page, { save }) => {
      const problems = [];
      await save("content/parels/buurttafel.md", wrong(PAREL).replace("Aan tafel.", "Anders."));
      const overlay = page.locator(OVERLAY);
      await overlay.waitFor();
      const text = await overlay.innerText();
      for (const part of [
        "1 fout",
        "fout[onbekende-verwijzing]",
        "content/parels/buurttafel.md:4:10",
        "^^^",
        "bedoelde u «ontmoeting»?",
      ]) {
        problems.push(...expect(text.includes(part), `the overlay does not say «${part}»: ${text}`));
      }
      problems.push(...expect(await page.getByText("Aan tafel.").isVisible(), "the last good page is gone"));
      // Nothing takes the focus away, and nothing keeps it.
      problems.push(
        ...expect(
          await page.evaluate(() => document.activeElement === document.body),
          "the overlay took the focus",
        ),
      );
      await page.evaluate(AXE);
      for (const view of VIEWS) problems.push(...(await audit(page, view)));
      await save("content/parels/buurttafel.md", PAREL.replace("Aan tafel.", "Hersteld."));
      await page.getByText("Hersteld.").waitFor();
      problems.push(...expect((await overlay.count()) === 0, "the overlay stayed"));
      return problems;
    }),

  "the overlay closes with Escape and with its button, and comes back for another mistake": () =>
    look(browser, "./", async (page, { save }) => {
      const overlay = page.locator(OVERLAY);
      await save("content/parels/buurttafel.md", wrong(PAREL));
      await overlay.waitFor();
      await page.keyboard.press("Escape");
      await overlay.waitFor({ state: "detached" });
      await page.reload();
      const problems = expect(
        (await overlay.count()) === 0 || !(await overlay.isVisible()),
        "it came back by itself",
      );
      await save("content/parels/buurttafel.md", wrong(PAREL).replace("titel:", "tietel:"));
      await overlay.waitFor();
      await overlay.focus();
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => document.activeElement.textContent);
      problems.push(...expect(focused === "Sluit", `after the overlay comes «${focused}»`));
      for (let n = 0; n < 6; n += 1) await page.keyboard.press("Tab");
      problems.push(
        ...expect(
          await page.evaluate(() => !document.activeElement.closest("#ps-fouten")),
          "the overlay keeps the focus",
        ),
      );
      await overlay.getByRole("button", { name: "Sluit" }).click();
      await overlay.waitFor({ state: "detached" });
      return problems;
    }),

  "without a script the error is on the page as well": () =>
    look(
      browser,
      "parels/buurttafel/",
      async (page, { save }) => {
        await save("content/parels/buurttafel.md", wrong(PAREL));
        // Without a script nothing loads the page again; the request waits for a change that the server knows of.
        const end = Date.now() + 15_000;
        do await page.reload();
        while (!(await page.locator(OVERLAY).isVisible()) && Date.now() < end);
        return expect(await page.locator(OVERLAY).isVisible(), "the overlay is missing");
      },
      { contextOptions: { javaScriptEnabled: false } },
    ),

  "a style sheet is exchanged without loading the page again": () =>
    look(
      browser,
      "./",
      async (page, { save }) => {
        const colour = () => page.evaluate(() => getComputedStyle(document.querySelector("h1")).color);
        const before = await colour();
        await page.evaluate(() => {
          window.same = true;
        });
        for (const value of ["rgb(4, 5, 6)", "rgb(7, 8, 9)"]) {
          await save("thema/assets/parels.css", `h1 { color: ${value} }\n`);
          await until(
            page,
            (wanted) => getComputedStyle(document.querySelector("h1")).color === wanted,
            value,
          );
        }
        const same = await page.evaluate(() => window.same === true);
        const sheets = await page.locator('link[rel="stylesheet"][href*="parels."]').count();
        return [
          ...expect(before === "rgb(1, 2, 3)", `it begins with ${before}`),
          ...expect(same, "the page was loaded again"),
          ...expect(sheets === 1, `${sheets} style sheets are left`),
        ];
      },
      { flags: ["--theme", "thema"] },
    ),

  "a new file, another folder and a file that goes are seen in a list": () =>
    look(browser, "parels/", async (page, { save, remove, folder }) => {
      await save("content/parels/zuid/nieuw.md", PAREL.replace("Buurttafel", "Iets nieuws"));
      const card = page.getByRole("link", { name: "Iets nieuws" });
      await card.waitFor();
      await rename(path.join(folder, "content/parels/zuid"), path.join(folder, "content/parels/noord"));
      await save("content/parels/noord/nieuw.md", PAREL.replace("Buurttafel", "Iets anders"));
      await page.getByRole("link", { name: "Iets anders" }).waitFor();
      await remove("content/parels/noord");
      await page.getByRole("link", { name: "Iets anders" }).waitFor({ state: "detached" });
      return [];
    }),

  "a page that does not exist yet appears when it is written": () =>
    look(browser, "parels/nieuw/", async (page, { save }) => {
      await page.getByRole("heading", { name: "Deze pagina is er niet" }).waitFor();
      await save("content/parels/nieuw.md", wrong(PAREL).replace("Buurttafel", "Iets nieuws"));
      await page.getByRole("heading", { level: 1, name: "Iets nieuws" }).waitFor();
      await page.locator(OVERLAY).waitFor();
      return [];
    }),

  "eight pages at once are all loaded and brought up to date": () =>
    look(browser, "parels/buurttafel/", async (first, { address, save }) => {
      const pages = [first];
      while (pages.length < 8) {
        const page = await first.context().newPage();
        page.setDefaultTimeout(15_000);
        await page.goto(`${address}parels/buurttafel/`, { waitUntil: "load" });
        pages.push(page);
      }
      const hidden = await Promise.all(pages.map((page) => page.evaluate(() => document.hidden)));
      const problems = expect(!hidden.includes(true), "not all pages are visible");
      const shows = (text) => Promise.all(pages.map((page) => page.getByText(text).waitFor()));
      await save("content/parels/buurttafel.md", PAREL.replace("Aan tafel.", "Voor allemaal."));
      await shows("Voor allemaal.");
      // Whichever page listened to the server for the others, it goes; another takes over.
      for (const text of ["Voor wie er nog is.", "Voor de laatsten."]) {
        await pages.shift().close();
        await pages.pop().close();
        await save("content/parels/buurttafel.md", PAREL.replace("Aan tafel.", text));
        await shows(text);
      }
      await save("content/parels/buurttafel.md", wrong(PAREL));
      await Promise.all(pages.map((page) => page.locator(OVERLAY).waitFor()));
      return problems;
    }),

  "without locks each page listens for itself": () =>
    look(browser, "./", async (page, { address, save }) => {
      const other = await page.context().newPage();
      await other.addInitScript(() => {
        delete Navigator.prototype.locks;
      });
      await other.goto(`${address}parels/buurttafel/`, { waitUntil: "load" });
      await save("content/parels/buurttafel.md", PAREL.replace("Aan tafel.", "Ook zonder."));
      await other.getByText("Ook zonder.").waitFor();
      return expect(await other.evaluate(() => !("locks" in navigator)), "there are locks after all");
    }),

  "the finder finds what was just saved": () =>
    look(browser, "zoeken/?q=kersenpluk", async (page, { save }) => {
      await save("content/parels/buurttafel.md", PAREL.replace("Aan tafel.", "Na de kersenpluk aan tafel."));
      await page.locator('[data-entry="parels/buurttafel"] mark').first().waitFor();
      return [];
    }),

  "the desk has no violation and shows what changes": () =>
    look(browser, "_redactie/", async (page, { save }) => {
      const problems = [];
      await page.evaluate(AXE);
      for (const view of VIEWS) problems.push(...(await audit(page, view)));
      await save("content/parels/buurttafel.md", wrong(PAREL));
      await page.locator('[data-staat="fouten"]').waitFor();
      await page.keyboard.press("Escape");
      await page.evaluate(AXE);
      for (const view of VIEWS) problems.push(...(await audit(page, view)));
      await page.getByLabel("Titel of bestand").fill("niet-af");
      await page.getByRole("button", { name: "Toon" }).click();
      await page.waitForURL(/q=niet-af/);
      const titles = await page.locator(".redactie-lijst h3").allInnerTexts();
      problems.push(...expect(titles.join() === "Niet af", `the filter shows ${titles.join()}`));
      await page.setViewportSize({ width: 320, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      problems.push(...expect(wide <= 320, `the desk is ${wide} wide at 320`));
      return problems;
    }),
});

export default ({ browser }) =>
  Object.entries(tests(browser)).map(([name, run]) => ({ name: `serve: ${name}`, run }));
