// What members come to do, each task from its beginning to its end with the number of steps: a click, a choice or a text typed.
// And what holds for the pages that gather and compare: nothing leaves the browser, nothing that is written there runs.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { AXE, audit, VIEWS } from "./axe.test.mjs";
import { watch, withPage } from "./harness/browser.mjs";
import { build } from "./harness/build.mjs";
import { serve } from "./harness/server.mjs";

const KEY = "parelsnoer /";
const A4_MM = { width: 174, height: 263 };
const MM = 96 / 25.4;
const EVIL = `"><img src=x onerror="window.evil=1"><script>window.evil=1</script>`;

/** A reader who counts the steps. */
function reader(page) {
  const step = async (act) => {
    reader.steps += 1;
    await act;
  };
  const reader = {
    steps: 0,
    click: (selector, at = 0) => step(page.locator(selector).nth(at).click()),
    fill: (selector, text) => step(page.locator(selector).fill(text)),
  };
  return reader;
}

const expect = (problems, holds, message) => {
  if (!holds) problems.push(message);
};
const most = (problems, { steps }, limit) =>
  expect(problems, steps <= limit, `${steps} steps; at most ${limit} are allowed`);
const texts = (page, selector) => page.locator(selector).allTextContents();
const openFinder = async (page, words) => {
  await page.fill("input[type=search]", words);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".results .cards[aria-busy=false] .card-actions");
};

/** Finds three examples, gathers them, writes a note and sends the address; the receiver sees all of it. */
const sendThree = (browser, root) =>
  withPage(browser, root.open("index.html"), async (page) => {
    const problems = [];
    const user = reader(page);
    user.steps += 1;
    await openFinder(page, "eenzaamheid");
    for (let saved = 0; saved < 3; saved++) await user.click(".results .save:not(.is-on)");
    await user.click(".to-snoer");
    await user.fill("#ps-naam", "Voor de wethouder");
    await user.fill("#ps-bericht", "Kijk vooral naar de eerste.");
    const sent = await page.locator("[data-mail]").getAttribute("href");
    const address = /https?:\S+/.exec(decodeURIComponent(sent))?.[0] ?? "";
    user.steps += 1;
    most(problems, user, 8);
    expect(problems, (await texts(page, ".gather-list > li")).length === 3, "the snoer does not hold three");
    expect(
      problems,
      (await texts(page, ".to-snoer-count"))[0]?.startsWith("3"),
      "the header does not count three",
    );
    expect(problems, (await page.locator(".gather-qr svg").count()) === 1, "there is no QR code");

    await withPage(browser, null, async (other) => {
      const requests = [];
      other.on("request", (request) => requests.push(request.url()));
      const trouble = await watch(other, root);
      await other.goto(address);
      await other.waitForSelector(".gather-list > li");
      expect(
        problems,
        (await texts(other, ".letter-text"))[0] === "Kijk vooral naar de eerste.",
        "the note is lost",
      );
      expect(
        problems,
        (await texts(other, ".gather-list > li")).length === 3,
        "the receiver does not see three",
      );
      expect(problems, !requests.some((url) => url.replace(/#.*/, "").includes("Kijk")), "the note was sent");
      await other.click("[data-neem]");
      await other.waitForSelector(".gather-step");
      expect(problems, (await texts(other, ".gather-list > li")).length === 3, "taking over loses some");
      problems.push(...trouble);
    });
    return problems;
  });

/** Orders by keyboard and by dragging, in step with another tab; a damaged store and a hostile address do no harm. */
const ownSnoer = (browser, root) =>
  withPage(browser, root.open("snoer/index.html"), async (page) => {
    const problems = [];
    const names = ["portiekgesprekken", "austerlitz-zorgt", "back-to-basics"];
    const order = async () => (await texts(page, ".gather-text a")).map((text) => text.slice(0, 4)).join();
    const store = (value) => page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, value]);
    const items = names.map((name) => ({ name: `parels/${name}`, kind: "parel", title: name }));
    await store("{damaged");
    await page.reload();
    expect(problems, await page.locator(".empty").isVisible(), "a damaged store is not an empty one");
    await store(JSON.stringify({ title: EVIL, items: [...items, { name: "../x", kind: 1 }], compared: "x" }));
    await page.reload();
    await page.waitForFunction(
      () => document.querySelectorAll(".gather-list .card-meta:not(:empty)").length === 3,
    );
    const first = await order();
    await page.locator(".gather-step").nth(1).focus();
    await page.keyboard.press("Enter");
    const second = await order();
    expect(problems, first !== second, "the arrow does not move");
    const focus = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
    expect(problems, focus === "portiekgesprekken omlaag", `the focus went to «${focus}»`);
    const [grip, target] = [
      await page.locator(".grip").first().boundingBox(),
      await page.locator(".grip").last().boundingBox(),
    ];
    await page.mouse.move(grip.x + 8, grip.y + 8);
    await page.mouse.down();
    await page.mouse.move(target.x + 8, target.y + 30, { steps: 6 });
    await page.mouse.up();
    const third = await order();
    expect(
      problems,
      third !== second && third.endsWith(second.slice(0, 4)),
      `dragging gave ${third} of ${second}`,
    );

    const tab = await page.context().newPage();
    await tab.goto(root.open("parels/portiekgesprekken/index.html"));
    await tab.click(".entry-actions .save");
    await page.waitForFunction(() => document.querySelectorAll(".gather-list > li").length === 2);
    await tab.close();

    const forty = Array.from(
      { length: 40 },
      (_, at) => `parels/${"een-gewone-naam-van-een-parel".slice(0, 27)}-${at}`,
    );
    await store(
      JSON.stringify({
        title: "",
        compared: [],
        items: forty.map((name) => ({ name, kind: "parel", title: name })),
      }),
    );
    await page.goto(root.open("snoer/index.html"));
    await page.waitForSelector(".gather-address");
    const { length } = (await texts(page, ".gather-address"))[0];
    expect(problems, length <= 2000, `an address of 40 is ${length} characters`);

    const hostile = `?s=${encodeURIComponent(`${EVIL},gemeente:zeist,../../x,zeist:${EVIL},bestaat-niet`)}`;
    const words = new URLSearchParams({ naam: EVIL, van: EVIL, bericht: EVIL });
    await page.goto(`${root.open("snoer/index.html")}${hostile}#${words}`);
    await page.waitForSelector(".gather-list > li");
    const said = (await texts(page, "[data-melding]"))[0];
    expect(problems, said.includes("beschadigd") && said.includes("bestaat-niet"), `the page says «${said}»`);
    expect(problems, (await page.locator(".gather img, .gather script").count()) === 0, "a note became HTML");
    expect(problems, !(await page.evaluate(() => window.evil)), "a note ran");
    return problems;
  });

/** Chooses two examples and sees them side by side, also on a phone, from a base path and with a third one missing. */
const compareTwo = (browser, root, base) =>
  withPage(browser, root.open("index.html"), async (page) => {
    const problems = [];
    const user = reader(page);
    user.steps += 1;
    await openFinder(page, "eenzaamheid");
    await user.click(".results .compare-button:not(.is-on)");
    await user.click(".results .compare-button:not(.is-on)");
    await user.click(".compare-bar a");
    await page.waitForSelector(".compare[data-aantal='2']");
    most(problems, user, 4);
    const rows = await page.locator(".compare tbody tr").count();
    expect(problems, (await page.locator(".compare tbody td").count()) === rows * 2, "a row lacks a cell");
    await page.goto(`${base.open("vergelijk/index.html")}?v=portiekgesprekken,austerlitz-zorgt,weg`);
    await page.waitForSelector(".compare[data-aantal='2']");
    const table = (await texts(page, ".compare"))[0];
    expect(problems, table.includes("De bron vertelt dit niet"), "what is missing is not said");
    expect(problems, (await page.locator(".is-shared").count()) >= 2, "nothing is marked as shared");
    expect(
      problems,
      (await texts(page, "[data-melding]"))[0].includes("«weg»"),
      "a missing parel is not named",
    );
    await page.evaluate(AXE);
    for (const view of VIEWS) problems.push(...(await audit(page, view)));
    await page.setViewportSize({ width: 320, height: 800 });
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    expect(problems, width <= 320, `320px: the page scrolls sideways to ${width}px`);
    return problems;
  });

/** Takes a result along as a table that Excel opens, and a whole list as a workbook. */
const toExcel = (browser, root) =>
  withPage(browser, root.open("zoeken/index.html"), async (page) => {
    const problems = [];
    const user = reader(page);
    user.steps += 1;
    await openFinder(page, "mantelzorg");
    const count = Number.parseInt((await texts(page, ".result-status"))[0], 10);
    const [download] = await Promise.all([page.waitForEvent("download"), user.click(".table")]);
    most(problems, user, 2);
    const chunks = await (await download.createReadStream()).toArray();
    const csv = Buffer.concat(chunks).toString("utf8");
    const lines = csv.trimEnd().split("\r\n");
    expect(problems, csv.startsWith("\ufeffTitel;Soort;"), "the table is not one for a Dutch Excel");
    expect(problems, lines.length - 1 >= count, `${lines.length - 1} rows for ${count} entries`);
    await page.goto(root.open("parels/index.html"));
    for (const href of await page
      .locator(".downloads-list a")
      .evaluateAll((links) => links.map((link) => link.href))) {
      const { status } = await fetch(href);
      expect(problems, status === 200, `${href} answers ${status}`);
    }
    return problems;
  });

/** Follows a theme, sees what changed, brings an example, and finds whom to ask in Meppel. */
const roads = (browser, root) =>
  withPage(browser, root.open("index.html"), async (page) => {
    const problems = [];
    let user = reader(page);
    await user.click(".index-list a");
    const feed = await page.locator(".follow a[type='application/atom+xml']").evaluate((link) => link.href);
    user.steps += 1;
    most(problems, user, 2);
    expect(problems, (await (await fetch(feed)).text()).includes("<feed"), "following a theme gives no feed");

    user = reader(page);
    await user.click(".site-footer a[href$='nieuw/']");
    most(problems, user, 1);
    expect(problems, (await page.locator("main h2").count()) > 0, "the page with news holds no news");

    user = reader(page);
    await user.click(".site-footer .asks a", 1);
    most(problems, user, 1);
    expect(
      problems,
      await page.evaluate(() => document.querySelector(location.hash) !== null),
      "no place for an example",
    );

    await page.goto(root.open("index.html"));
    user = reader(page);
    user.steps += 1;
    await openFinder(page, "Meppel");
    await user.click(".card[data-entry='gemeenten/meppel'] .card-title a");
    const people = await page.locator("main a[href*='organisaties/']").count();
    expect(problems, people > 0, "no organisation of Meppel can be found");
    await user.click(".entry-meta .asks a");
    expect(
      problems,
      (await page.locator("main a[href^='mailto:'], main a[href^='tel:']").count()) > 0,
      "nobody to write to",
    );
    most(problems, user, 3);
    return problems;
  });

/** Number of pages of a PDF that Chromium made: what the root of its tree says. */
const pagesOf = (pdf) =>
  Math.max(
    ...[...pdf.toString("latin1").matchAll(/\/Type \/Pages\s*\/Count (\d+)/g)].map(([, n]) => Number(n)),
  );

/** Booklets: each entry on one page, none too long or too wide, page numbers that are right. */
const booklets = (browser, root) =>
  withPage(browser, null, async (page) => {
    const problems = [];
    const own = "boekje/index.html?s=portiekgesprekken,gemeente:zeist,austerlitz-zorgt#naam=Drie";
    const files = [...root.pages.keys()].filter((file) =>
      /^(themas|gemeenten)\/[^/]+\/boekje\/index.html$/.test(file),
    );
    // The longest of the library is printed; of the others the sheets are measured.
    const longest = "themas/preventie/boekje/index.html";
    for (const file of [own, longest, ...files.filter((_, at) => at % 5 === 0)]) {
      const [name, rest = ""] = file.split(/(?=[?#])(.*)/s);
      await page.goto("about:blank");
      await page.goto(root.open(name) + rest);
      if (file === own) await page.waitForSelector("[data-klaar]");
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize({ width: Math.floor(A4_MM.width * MM), height: 1000 });
      const wrong = await page.evaluate((height) => {
        const sheets = [...document.querySelectorAll(".sheet")];
        const numbers = [...document.querySelectorAll(".booklet-page")].map((number) =>
          Number(number.textContent),
        );
        return [
          ...sheets.filter((sheet) => sheet.offsetHeight > height).map((sheet) => `${sheet.id} is too long`),
          ...sheets
            .filter((sheet) => sheet.scrollWidth > sheet.clientWidth)
            .map((sheet) => `${sheet.id} is too wide`),
          ...sheets
            .filter((sheet) => !sheet.querySelector(".sheet-text p, .lead"))
            .map((sheet) => `${sheet.id} is empty`),
          ...(numbers.some((number, at) => number !== at + 3) ? [`page numbers ${numbers.join()}`] : []),
          ...(numbers.length !== sheets.length ? ["the contents lack an entry"] : []),
        ];
      }, A4_MM.height * MM);
      problems.push(...wrong.map((problem) => `${file}: ${problem}`));
      if (file !== own && file !== longest) continue;
      const sheets = await page.locator(".sheet").count();
      const sources = await page.locator(".booklet-sources:not([hidden])").count();
      const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }));
      expect(problems, pages === sheets + 2 + sources, `${file}: ${pages} pages for ${sheets} entries`);
    }
    return problems;
  });

/** The own snoer and its booklet are accessible; without JavaScript and from disk both say what they need. */
const inPlainWords = (browser, root, portable) =>
  withPage(browser, `${root.open("snoer/index.html")}?s=portiekgesprekken,gemeente:zeist`, async (page) => {
    const problems = [];
    await page.waitForSelector(".gather-list > li");
    await page.evaluate(AXE);
    for (const view of VIEWS) problems.push(...(await audit(page, view)));
    await page.goto(root.open("boekje/index.html"));
    for (const file of ["snoer", "vergelijk", "boekje"]) {
      await withPage(
        browser,
        root.open(`${file}/index.html`),
        async (plain) => {
          const text = await plain.locator("main").innerText();
          expect(problems, text.includes("JavaScript"), `${file}: without JavaScript it does not say so`);
          const links = await plain.locator("main .notice a").count();
          expect(problems, links > 0, `${file}: without JavaScript it leads nowhere`);
        },
        { contextOptions: { javaScriptEnabled: false } },
      );
      await page.goto(
        `${portable.open(`${file}/index.html`)}?${file === "vergelijk" ? "v" : "s"}=portiekgesprekken`,
      );
      const said = await page.locator("[data-melding]").innerText();
      expect(problems, said.includes("webserver"), `${file} from disk: «${said}»`);
    }
    return problems;
  });

/** An entry that was renamed is found by its old name. */
async function renamed(browser, temporary) {
  const content = path.join(temporary, "verhuisd-inhoud");
  const entry = (title, keys) => `---\ntitel: ${title}\nsamenvatting: Een zin.\n${keys}---\n\nTekst.\n`;
  for (const [file, text] of [
    ["site.yaml", "titel: Proef\n"],
    ["themas/thema.md", entry("Thema", "")],
    ["parels/nieuwe-naam.md", entry("Nieuwe naam", "themas: [thema]\naliassen: [/parels/oude-naam/]\n")],
  ]) {
    await mkdir(path.dirname(path.join(content, file)), { recursive: true });
    await writeFile(path.join(content, file), text);
  }
  const flags = ["--base-url", "https://parels.test/"];
  const site = await build({ name: "verhuisd", baseUrl: "https://parels.test/", content, flags }, temporary);
  const stop = await serve(site);
  try {
    return await withPage(browser, `${site.open("snoer/index.html")}?s=oude-naam`, async (page) => {
      await page.waitForSelector(".gather-list > li");
      const found = await texts(page, ".gather-text a");
      return found.join() === "Nieuwe naam" ? [] : [`the page shows «${found}»`];
    });
  } finally {
    await stop();
  }
}

export default ({ browser, root, base, portable, temporary }) => [
  { name: "task: send three examples to an alderman", run: () => sendThree(browser, root) },
  { name: "task: keep a snoer of one's own", run: () => ownSnoer(browser, root) },
  { name: "task: compare two examples", run: () => compareTwo(browser, root, base) },
  { name: "task: take a result to Excel", run: () => toExcel(browser, root) },
  {
    name: "task: follow, see what changed, bring an example, ask in Meppel",
    run: () => roads(browser, root),
  },
  { name: "task: print a booklet", run: () => booklets(browser, root) },
  { name: "task: gather and compare in plain words", run: () => inPlainWords(browser, root, portable) },
  { name: "task: find an entry by its old name", run: () => renamed(browser, temporary) },
];
