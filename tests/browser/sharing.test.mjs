// What readers see of photos and pass on: lines that stay where they are, photos that are light enough for a phone, and the
// menu «Delen en citeren» by keyboard.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { AXE, audit, VIEWS } from "./axe.test.mjs";
import { settle, withPage } from "./harness/browser.mjs";
import { build } from "./harness/build.mjs";
import { serve } from "./harness/server.mjs";

const BASE = "https://proef.test/";
/** The most that a photo over the whole width of a phone may weigh, on a plain and on a sharp screen. */
const MOST_PHOTO = new Map([
  [1, 120_000],
  [2, 250_000],
]);

/** A library of which half the parels have a photo. */
async function library(browser, temporary) {
  const content = path.join(temporary, "delen-inhoud");
  await mkdir(path.join(content, "parels"), { recursive: true });
  await writeFile(path.join(content, "site.yaml"), `titel: Proef\nbasis_url: ${BASE}\n`);
  const dots = Array.from(
    { length: 4000 },
    (_, n) =>
      `<circle cx="${(n * 7919) % 1800}" cy="${(n * 104729) % 1200}" r="${5 + (n % 30)}" fill="hsl(${(n * 37) % 360} 60% ${30 + (n % 50)}%)"/>`,
  );
  await withPage(browser, null, async (page) => {
    await page.setViewportSize({ width: 1800, height: 1200 });
    await page.setContent(
      `<body style="margin:0"><svg width="1800" height="1200">${dots.join("")}</svg></body>`,
    );
    await page.screenshot({ path: path.join(content, "parels/foto.jpg"), type: "jpeg", quality: 92 });
  });
  const text =
    "Een sociaal werker zet elke donderdag een pan soep voor de deur. Wie langsloopt, schuift aan.";
  await mkdir(path.join(content, "themas"));
  await writeFile(
    path.join(content, "themas/buurt.md"),
    `---\ntitel: Buurt\nsamenvatting: ${text}\n---\n\n${text}\n`,
  );
  for (let n = 0; n < 6; n++) {
    const photo = n % 2 ? "" : "afbeelding: {bestand: foto.jpg, alt: Stippen, fotograaf: Jan}\n";
    await writeFile(
      path.join(content, `parels/p${n}.md`),
      `---\ntitel: Soep op de stoep ${n}\nsamenvatting: ${text}\nbijgewerkt: 2024-05-0${n + 1}\nthemas: [buurt]\n${photo}---\n\n${text}\n`,
    );
  }
  const site = await build({ name: "delen", baseUrl: BASE, flags: [], content }, temporary);
  return { site, close: await serve(site) };
}

/** Opens a page on a screen, reads it to its end, and tells what moved and what its photos weigh. */
async function read(browser, site, file, width, deviceScaleFactor) {
  const photos = new Map();
  return withPage(
    browser,
    null,
    async (page) => {
      await page.goto(site.open(file));
      await settle(page);
      for (let y = 0; y < 3; y++) {
        await page.mouse.wheel(0, 1400);
        await settle(page);
      }
      const shift = await page.evaluate(() => globalThis.shift);
      const images = await page.$$eval("main img", (all) => all.filter((one) => one.naturalWidth).length);
      const view = `${file} at ${width}px, ${deviceScaleFactor}x`;
      const problems = [];
      if (shift > 0.005) problems.push(`${view}: the layout shifts by ${shift}`);
      if (!images) problems.push(`${view}: there are no photos`);
      for (const [url, size] of photos)
        if (size > MOST_PHOTO.get(deviceScaleFactor)) problems.push(`${view}: ${url} weighs ${size} bytes`);
      return problems;
    },
    {
      contextOptions: { viewport: { width, height: 800 }, deviceScaleFactor },
      before: async (page) => {
        page.on("response", async (response) => {
          if (/\.(webp|jpg|png)$/.test(response.url()))
            photos.set(response.url(), (await response.body()).length);
        });
        await page.addInitScript(() => {
          globalThis.shift = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
        });
      },
    },
  );
}

/** The menu by keyboard: every button says what it did, and what is copied is what the page shows. */
async function menu(browser, site) {
  const contextOptions = { permissions: ["clipboard-read", "clipboard-write"] };
  return withPage(
    browser,
    site.open("parels/p0/index.html"),
    async (page) => {
      const problems = [];
      await page.focus(".share > summary");
      await page.keyboard.press("Enter");
      const address = `${BASE}parels/p0/`;
      for (const [name, copied] of [
        ["Kopieer het adres", address],
        ["Kopieer de bronvermelding volgens APA", `Proef. (2024). Soep op de stoep 0. ${address}`],
        ["Kopieer de bronvermelding in gewone woorden", `«Soep op de stoep 0», op Proef, 2024: ${address}`],
      ]) {
        await page.getByRole("button", { name, exact: true }).focus();
        await page.keyboard.press("Enter");
        await page.waitForFunction(() => document.querySelector(".share [role=status]").textContent);
        const found = await page.evaluate(() => navigator.clipboard.readText());
        if (found !== copied) problems.push(`«${name}» copies «${found}»`);
      }
      const mail = decodeURIComponent(
        await page.getByRole("link", { name: "Mail deze pagina" }).getAttribute("href"),
      );
      if (!mail.startsWith("mailto:?subject=Soep op de stoep 0 – Proef&body=") || !mail.includes(address))
        problems.push(`the mail is ${mail}`);
      if (!(await page.getByRole("img", { name: /^QR-code/ }).isVisible()))
        problems.push("there is no QR code");
      await page.evaluate(AXE);
      for (const view of VIEWS) problems.push(...(await audit(page, view)));
      return problems;
    },
    { contextOptions },
  );
}

/** Without JavaScript there is no button that does nothing. */
async function withoutScript(browser, site) {
  return withPage(
    browser,
    site.open("parels/p0/index.html"),
    async (page) => {
      await page.click(".share > summary");
      const buttons = await page.locator(".share button:visible").allTextContents();
      return buttons.map((button) => `«${button}» needs a script`);
    },
    { contextOptions: { javaScriptEnabled: false } },
  );
}

export default ({ browser, temporary }) => [
  {
    name: "sharing: photos, cards and the menu",
    limitMs: 60_000,
    run: async () => {
      const { site, close } = await library(browser, temporary);
      try {
        const problems = [];
        for (const file of ["parels/index.html", "parels/p0/index.html"])
          for (const [width, scale] of [
            [375, 1],
            [375, 2],
            [1280, 1],
          ])
            problems.push(...(await read(browser, site, file, width, scale)));
        return [...problems, ...(await menu(browser, site)), ...(await withoutScript(browser, site))];
      } finally {
        await close();
      }
    },
  },
];
