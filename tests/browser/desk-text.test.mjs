// The text field of the editors' desk: its toolbar, references and images, by keyboard and as a screen reader meets them.
import { withPage } from "./harness/browser.mjs";
import { withServer } from "./harness/serve.mjs";

const EDIT = "_redactie/bewerk/parel/buurttafel/";
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
