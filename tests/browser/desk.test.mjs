// The forms of the editors' desk as an editor uses them: with and without a script, by keyboard, on a phone.
import { AXE, audit, VIEWS } from "./axe.test.mjs";
import { withPage } from "./harness/browser.mjs";
import { withServer } from "./harness/serve.mjs";

const KINDS = [
  "gemeente",
  "parel",
  "organisatie",
  "thema",
  "succesfactor",
  "doelgroep",
  "verhaal",
  "bijeenkomst",
  "publicatie",
  "begrip",
  "pagina",
];
const EDIT = "_redactie/bewerk/parel/buurttafel/";
/** Pages on which something is done with a whole entry. */
const DONE = [
  "_redactie/beeld/parel/buurttafel/",
  "_redactie/hernoem/parel/buurttafel/",
  "_redactie/verwijder/parel/buurttafel/",
  "_redactie/samenvoeg/parel/buurttafel/",
  "_redactie/handelingen/",
  "_redactie/inzichten/",
];
const expect = (good, problem) => (good ? [] : [problem]);
const look = (browser, address, use, contextOptions = {}) =>
  withServer((server) =>
    withPage(browser, new URL(address, server.address).href, (page) => use(page, server), { contextOptions }),
  );

/** Fills in a new parel and saves it. */
async function write(page) {
  await page.fill('[name="titel"]', "Samen koken");
  await page.fill('[name="samenvatting"]', "Buren koken voor elkaar.");
  await page.fill('[name="themas"]', "Ontmoeting");
  await page.fill('[name="tekst"]', "Elke week is er soep.");
  await Promise.all([
    page.waitForURL(/gelukt=gemaakt/),
    page.locator("button.button", { hasText: "Opslaan" }).click(),
  ]);
  return expect(
    (await page.locator('[role="status"]').first().textContent()).includes("Opgeslagen"),
    "the page does not say that it was saved",
  );
}

const tests = (browser) => ({
  "a new parel is made without a script": () =>
    look(browser, "_redactie/nieuw/parel/", write, { javaScriptEnabled: false }),

  "a photo is added without a script": () =>
    look(
      browser,
      EDIT,
      async (page) => {
        await page.fill('[name="samenvatting"]', "Elke dag samen eten.");
        await page.getByRole("button", { name: "Sla op en kies een afbeelding" }).click();
        await page.setInputFiles('[name="bestand"]', "tests/sites/afbeeldingen/input/parels/vlak.png");
        await page.getByLabel("Wat staat erop?").fill("Buren aan tafel");
        await Promise.all([
          page.waitForURL(/gelukt=beeld/),
          page.locator("button.button", { hasText: "Opslaan" }).click(),
        ]);
        const name = await page.inputValue('[name="afbeelding.bestand"]');
        const summary = await page.inputValue('[name="samenvatting"]');
        return [
          ...expect(name === "buurttafel.png", `the entry names the image ${name}`),
          ...expect(summary === "Elke dag samen eten.", "what was typed before is lost"),
        ];
      },
      { javaScriptEnabled: false },
    ),

  "the insights fit a phone": () =>
    look(
      browser,
      "_redactie/inzichten/",
      async (page) => {
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        return expect(width <= 375, `the page is ${width} pixels wide`);
      },
      { viewport: { width: 375, height: 667 } },
    ),

  "a new parel is made on a phone": () =>
    look(
      browser,
      "_redactie/nieuw/parel/",
      async (page) => [
        ...expect(
          await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
          "the form is wider than a phone",
        ),
        ...(await write(page)),
      ],
      { viewport: { width: 375, height: 700 } },
    ),

  "another row is there without a script, and nothing is lost": () =>
    look(
      browser,
      EDIT,
      async (page) => {
        await page.fill('[name="personen.0.naam"]', "Ans de Vries");
        await page.locator('button[name="extra"][value="personen"]').click();
        await page.waitForLoadState();
        return [
          ...expect(
            (await page.inputValue('[name="personen.0.naam"]')) === "Ans de Vries",
            "the first row is lost",
          ),
          ...expect((await page.locator('[name="personen.2.naam"]').count()) === 1, "there is no row more"),
        ];
      },
      { javaScriptEnabled: false },
    ),

  "findings and page follow what is typed; a draft survives": () =>
    look(browser, EDIT, async (page) => {
      await page.fill('[name="themas"]', "ontmoetign");
      await page.waitForSelector('[data-veld="themas"] .veld-melding[data-ernst="fout"]');
      await page.fill('[name="tekst"]', "Een **heel** ander verhaal.");
      await page.waitForSelector(".bureau-blad strong");
      await page.reload();
      await page.getByText("Zet mijn tekst terug").click();
      return expect(
        (await page.inputValue('[name="tekst"]')) === "Een **heel** ander verhaal.",
        "the draft is gone",
      );
    }),

  "a reference is found and added by keyboard": () =>
    look(browser, EDIT, async (page, { save }) => {
      await save(
        "content/themas/eten.md",
        "---\ntitel: Samen eten\nsamenvatting: Eten.\nook_bekend_als: [maaltijden]\n---\n\nEten.\n",
      );
      const search = page.locator('[data-veld="themas"] .zoek-naam');
      await search.focus();
      await page.keyboard.type("maaltijd");
      await page.waitForSelector(".zoek-lijst button");
      await page.keyboard.press("Enter");
      return expect((await page.inputValue('[name="themas"]')) === "ontmoeting\neten", "it is not added");
    }),

  "rows are added and moved by keyboard, and the focus stays": () =>
    look(browser, EDIT, async (page) => {
      const names = () =>
        page.locator('[name^="personen."][name$=".naam"]').evaluateAll((all) => all.map((own) => own.value));
      await page.fill('[name="personen.0.naam"]', "Ans");
      await page.locator('button[name="extra"][value="personen"]').press("Enter");
      await page.keyboard.type("Bert");
      const up = page.locator('button[name="omhoog"][value="personen.1"]');
      await up.focus();
      await page.keyboard.press("Enter");
      const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      return [
        ...expect((await names()).join() === "Bert,Ans", `the order is ${await names()}`),
        ...expect(
          (await page.locator(".bureau-stand").textContent()).includes("plaats 1 van 2"),
          "it is not said where the row is",
        ),
        ...expect(focused === "Omlaag: regel 1", `the focus is on ${focused}`),
      ];
    }),

  "the form of every kind has no violation of WCAG 2.2 AA": () =>
    withServer(async (server) => {
      const problems = [];
      for (const form of [
        ...KINDS.map((kind) => `_redactie/nieuw/${kind}/`),
        ...DONE,
        EDIT,
        "_redactie/nieuw/",
      ])
        problems.push(
          ...(await withPage(browser, new URL(form, server.address).href, async (page) => {
            await page.evaluate(AXE);
            const found = [];
            for (const view of VIEWS) found.push(...(await audit(page, view)));
            return found.map((problem) => `${form}: ${problem}`);
          })),
        );
      return problems;
    }),
});

export default ({ browser }) =>
  Object.entries(tests(browser)).map(([name, run]) => ({ name: `desk: ${name}`, run }));
