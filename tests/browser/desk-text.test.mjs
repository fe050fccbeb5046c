// The text field of the editors' desk: its toolbar, references and images, by keyboard and as a screen reader meets them.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { AXE, audit, VIEWS } from "./axe.test.mjs";
import { withPage } from "./harness/browser.mjs";
import { PAREL, withServer } from "./harness/serve.mjs";

const EDIT = "_redactie/bewerk/parel/buurttafel/";
const PICTURE = "tests/sites/afbeeldingen/input/parels/vlak.png";
const expect = (good, problem) => (good ? [] : [problem]);
const same = (found, expected, what) =>
  expect(found === expected, `${what} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);

/** Opens a form and hands over its page, the text area and the server. */
const look = (browser, address, use, contextOptions = {}) =>
  withServer((server) =>
    withPage(
      browser,
      new URL(address, server.address).href,
      (page) => use(page, page.locator("#veld-tekst"), server),
      { contextOptions },
    ),
  );
const select = (area, start, end) =>
  area.evaluate(
    (own, place) => {
      own.focus();
      own.setSelectionRange(...place);
    },
    [start, end],
  );
const button = (page, name) => page.getByRole("toolbar").getByRole("button", { name, exact: true });

const list = (page) => page.getByRole("listbox", { name: "Vermeldingen" });

/** Drops or pastes a file on the text, or something with a file. */
const give = async (area, type, content, texts = {}) => {
  const bytes = content === undefined ? await readFile(PICTURE) : Buffer.from(content);
  await area.evaluate(
    (own, [type, base64, texts]) => {
      const data = new DataTransfer();
      const file = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      data.items.add(new File([file], "IMG 1.png", { type: "image/png" }));
      for (const [kind, text] of Object.entries(texts)) data.setData(kind, text);
      // In the first line.
      const { left, top } = own.getBoundingClientRect();
      const settings = { bubbles: true, cancelable: true, clientX: left + 45, clientY: top + 20 };
      own.dispatchEvent(
        type === "paste"
          ? new ClipboardEvent(type, { ...settings, clipboardData: data })
          : new DragEvent(type, { ...settings, dataTransfer: data }),
      );
    },
    [type, bytes.toString("base64"), texts],
  );
};

const tests = (browser) => ({
  "the toolbar changes what is selected, and the browser can undo it": () =>
    look(browser, EDIT, async (page, area) => {
      const problems = [];
      for (const [name, expected] of [
        ["Kop", "## samen eten"],
        ["Vet", "**samen** eten"],
        ["Cursief", "*samen* eten"],
        ["Lijst", "- samen eten"],
        ["Genummerde lijst", "1. samen eten"],
        ["Citaat", "> samen eten"],
        ["Link", "[samen](https://) eten"],
        ["Verwijzing", "[[|samen]] eten"],
      ]) {
        await area.fill("samen eten");
        await select(area, 0, 5);
        await button(page, name).click();
        problems.push(...same(await area.inputValue(), expected, name));
        problems.push(
          ...expect(await area.evaluate((own) => own === document.activeElement), `${name} takes the focus`),
        );
        await page.keyboard.press("Control+z");
        problems.push(...same(await area.inputValue(), "samen eten", `undone ${name}`));
      }
      return problems;
    }),

  "the toolbar is one stop of the Tab key, and has shortcuts": () =>
    look(browser, EDIT, async (page, area) => {
      const focused = () => page.evaluate(() => document.activeElement?.textContent);
      const problems = [];
      await button(page, "Kop").focus();
      for (const [key, expected] of [
        ["ArrowRight", "Vet"],
        ["ArrowLeft", "Kop"],
        ["ArrowLeft", await page.getByRole("toolbar").getByRole("button").last().textContent()],
        ["Home", "Kop"],
        ["ArrowRight", "Vet"],
      ]) {
        await page.keyboard.press(key);
        problems.push(...same(await focused(), expected, `the focus after ${key}`));
      }
      await page.keyboard.press("Tab");
      problems.push(
        ...expect(await area.evaluate((own) => own === document.activeElement), "Tab stays in the toolbar"),
      );
      await page.keyboard.press("Shift+Tab");
      problems.push(...same(await focused(), "Vet", "the button to which Tab comes back"));
      for (const [keys, expected] of [
        ["Control+b", "**samen**"],
        ["Control+i", "*samen*"],
        ["Control+k", "[samen](https://)"],
      ]) {
        await area.fill("samen");
        await select(area, 0, 5);
        await page.keyboard.press(keys);
        problems.push(...same(await area.inputValue(), expected, keys));
      }
      return problems;
    }),

  "brackets find an entry by another name, and Enter puts it in the text": () =>
    look(browser, EDIT, async (page, area, { save }) => {
      await save(
        "content/themas/eten.md",
        "---\ntitel: Samen eten\nsamenvatting: Eten.\nook_bekend_als: [maaltijden]\n---\n\nEten.\n",
      );
      const options = list(page).getByRole("option");
      const active = () =>
        area.evaluate(
          (own) => document.getElementById(own.getAttribute("aria-activedescendant"))?.textContent ?? "",
        );
      const problems = [];
      await area.fill("");
      await page.keyboard.type("Lees [[maalt");
      await options.first().waitFor();
      problems.push(
        ...same(await active(), "Samen eten thema, ook maaltijden", "the active option"),
        ...expect(
          (await page.locator(".tekst-vak [role=status]").textContent()).startsWith("1 vermelding."),
          "it is not said how many there are",
        ),
      );
      await page.keyboard.press("Enter");
      problems.push(...same(await area.inputValue(), "Lees [[themas/eten]]", "the text"));
      await page.keyboard.press("Control+z");
      problems.push(...same(await area.inputValue(), "Lees [[maalt", "the undone text"));
      return problems;
    }),

  "the list of entries is walked by arrows, and Escape leaves the text as it is": () =>
    look(browser, EDIT, async (page, area) => {
      const names = list(page);
      const problems = [];
      await area.fill("");
      await page.keyboard.type("[[t");
      await names.waitFor();
      const texts = await names.getByRole("option").allTextContents();
      for (const [key, place] of [
        ["ArrowDown", 1],
        ["ArrowUp", 0],
        ["ArrowUp", texts.length - 1],
      ]) {
        await page.keyboard.press(key);
        const active = await names.getByRole("option", { selected: true }).textContent();
        problems.push(...same(active, texts[place], `the option after ${key}`));
      }
      await page.keyboard.press("Escape");
      await page.keyboard.type("a");
      problems.push(
        ...expect(await names.isHidden(), "the list is still there"),
        ...same(await area.inputValue(), "[[ta", "the text after Escape"),
        ...expect((await area.getAttribute("aria-activedescendant")) === null, "an option is still active"),
      );
      await area.fill("Zie hun verhaal.");
      await select(area, 4, 15);
      await button(page, "Verwijzing").click();
      await page.keyboard.type("ontm");
      await names.waitFor();
      await page.keyboard.press("Tab");
      problems.push(...same(await area.inputValue(), "Zie [[themas/ontmoeting|hun verhaal]].", "the text"));
      return problems;
    }),

  "the open list of entries fits a phone and has no violation of WCAG 2.2 AA": () =>
    look(
      browser,
      EDIT,
      async (page, area) => {
        await page.evaluate(AXE);
        await area.fill("Lees ook dit ene verhaal dat een regel verder gaat: [[");
        await area.press("End");
        await page.keyboard.type("o");
        await list(page).getByRole("option").first().waitFor();
        const problems = [];
        const { right, left } = await page
          .locator(".verwijs-vak")
          .evaluate((own) => own.getBoundingClientRect().toJSON());
        problems.push(...expect(left >= 0 && right <= 375, `the list goes from ${left} to ${right}`));
        for (const view of VIEWS) problems.push(...(await audit(page, view)));
        return problems;
      },
      { viewport: { width: 375, height: 700 } },
    ),

  "an image that is pasted or dropped lands between the paragraphs, also of a new entry": () =>
    look(browser, "_redactie/nieuw/parel/", async (page, area, { folder }) => {
      const problems = [];
      const dialog = page.getByRole("dialog");
      const alt = dialog.getByLabel("Wat staat erop?");
      await area.fill("Een.\n\nTwee.");
      await select(area, 2, 2);
      await give(area, "paste");
      await alt.waitFor();
      problems.push(
        ...expect(await alt.evaluate((own) => own === document.activeElement), "the words are not asked for"),
      );
      await alt.fill("Buren aan tafel");
      await dialog.getByRole("button", { name: "Zet in de tekst" }).click();
      await dialog.getByText("Schrijf eerst een titel.").waitFor();
      await dialog.getByRole("button", { name: "Toch niet" }).click();
      await dialog.waitFor({ state: "hidden" });
      problems.push(...same(await area.evaluate((own) => own.selectionStart), 2, "the place of the caret"));
      await page.fill('[name="titel"]', "Samen koken");
      await select(area, 8, 8);
      await give(area, "drop");
      await alt.fill("Buren aan tafel");
      await dialog.getByLabel("Wie maakte haar?").fill("Ans de Vries");
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "hidden" });
      problems.push(
        ...same(
          await area.inputValue(),
          "Een.\n\n![Buren aan tafel](samen-koken.png)\n\n*Beeld: Ans de Vries*\n\nTwee.",
          "the text",
        ),
        ...expect(
          (await readFile(path.join(folder, "content/parels/samen-koken.png"))).length > 0,
          "the file is empty",
        ),
      );
      // The page beside the form shows it, so the server knows the file.
      await page.locator('.bureau-blad img[alt="Buren aan tafel"]').waitFor();
      return problems;
    }),

  "a file that is no image is refused in words, and the text stays": () =>
    look(browser, EDIT, async (page, area) => {
      await area.fill("Een.");
      await give(area, "drop", "geen beeld");
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Wat staat erop?").fill("Niets");
      await page.keyboard.press("Enter");
      const message = dialog.locator(".veld-melding");
      await message.waitFor();
      const first = await message.textContent();
      // As after the server was started again.
      await page.context().clearCookies();
      await dialog.getByRole("button", { name: "Zet in de tekst" }).click();
      await dialog.getByText("opnieuw gestart").waitFor();
      return [
        ...expect(first.includes("is geen afbeelding"), `it says ${first}`),
        ...same(await area.inputValue(), "Een.", "the text"),
      ];
    }),

  "text from Word that comes with a picture of itself is pasted as text": () =>
    look(browser, EDIT, async (page, area) => {
      await area.fill("");
      await give(area, "paste", undefined, { "text/plain": "vet", "text/html": "<p><b>vet</b></p>" });
      await page.waitForFunction(() => document.querySelector("#veld-tekst").value !== "");
      return [
        ...same(await area.inputValue(), "**vet**", "the text"),
        ...expect(await page.getByRole("dialog").isHidden(), "it asks about an image"),
      ];
    }),

  "a click on a chosen image says what stays of it": () =>
    look(browser, "_redactie/beeld/parel/buurttafel/?waar=kop", async (page, _area, { folder }) => {
      await page.setInputFiles('[name="bestand"]', PICTURE);
      await page.getByLabel("Wat staat erop?").fill("Buren aan tafel");
      const whole = page.locator(".beeld-keuze canvas").first();
      await whole.waitFor();
      const { width, height } = await whole.boundingBox();
      await whole.click({ position: { x: width / 2, y: height * 0.95 } });
      const problems = same(await page.inputValue('[name="aandacht"]'), "onder", "the part that stays");
      await page.selectOption('[name="aandacht"]', "links");
      const position = await page
        .locator(".beeld-kaart canvas")
        .evaluate((own) => getComputedStyle(own).objectPosition);
      problems.push(...same(position, "0px 50%", "the place of the image on the card"));
      await Promise.all([
        page.waitForURL(/gelukt=beeld/),
        page.getByRole("button", { name: "Opslaan" }).last().click(),
      ]);
      const file = await readFile(path.join(folder, "content/parels/buurttafel.md"), "utf8");
      return [...problems, ...expect(file.includes("\n  aandacht: links\n"), `the file is ${file}`)];
    }),

  "what is filled in about an image stays when another changes the entry": () =>
    look(browser, "_redactie/beeld/parel/buurttafel/", async (page, _area, { save }) => {
      const alt = page.getByLabel("Wat staat erop?");
      await alt.fill("Buren aan tafel");
      const told = page.waitForResponse((response) => response.request().method() === "HEAD");
      await save("content/parels/buurttafel.md", PAREL.replace("Aan tafel.", "Anders."));
      await told;
      // A page that is loaded again has begun to before it hears this.
      await page.evaluate(() => fetch("/_redactie/namen/").then((response) => response.text()));
      return same(await alt.inputValue(), "Buren aan tafel", "the field");
    }),

  "the question about an image has no violation of WCAG 2.2 AA": () =>
    look(browser, EDIT, async (page) => {
      await page.evaluate(AXE);
      await button(page, "Beeld").click();
      await page.getByRole("dialog").waitFor();
      const problems = [];
      for (const view of VIEWS) {
        problems.push(...(await audit(page, view)));
        const { left, right } = await page
          .getByRole("dialog")
          .evaluate((own) => own.getBoundingClientRect().toJSON());
        problems.push(...expect(left >= 0 && right <= view.width, `it goes from ${left} to ${right}`));
      }
      await page.keyboard.press("Escape");
      return [...problems, ...expect(await page.getByRole("dialog").isHidden(), "Escape does not close it")];
    }),

  "without a script there is no toolbar": () =>
    look(
      browser,
      EDIT,
      async (page) => expect((await page.getByRole("toolbar").count()) === 0, "a toolbar does nothing"),
      { javaScriptEnabled: false },
    ),
});

export default ({ browser }) =>
  Object.entries(tests(browser)).map(([name, run]) => ({ name: `desk: ${name}`, run }));
