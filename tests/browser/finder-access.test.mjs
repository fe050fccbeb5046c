// The finder for everyone: on a phone, with the keyboard, with a screen reader, and under the policy of the site.
import { AXE, audit as auditPage } from "./axe.test.mjs";
import { expectEqual, finderAt, idle, readFinder, toggle, type, withFinder } from "./harness/finder.mjs";

const phone = (browser, site, width) =>
  withFinder(
    browser,
    site,
    "",
    async (page) => {
      const summary = page.locator("summary", { hasText: "Filters" });
      const boxes = page.locator("fieldset input[type=checkbox]");
      const problems = [];
      const seen = () => boxes.evaluateAll((all) => all.filter((box) => box.checkVisibility()).length);
      problems.push(
        ...expectEqual("boxes before opening", await seen(), 0),
        ...expectEqual("the button", await summary.textContent(), "Filters"),
      );
      const total = await boxes.count();
      await summary.click();
      if (!(await seen())) problems.push("the button opens no boxes");
      await page.getByRole("checkbox", { name: /^Parels/ }).check();
      await page.getByRole("checkbox", { name: /^Preventie/ }).check();
      await idle(page);
      problems.push(...expectEqual("the button says how many", await summary.textContent(), "Filters (2)"));
      await page.locator(".filter-dialog-close").click();
      problems.push(
        ...expectEqual("boxes after closing", await seen(), 0),
        ...expectEqual("one form", await boxes.count(), total),
      );
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 0) problems.push(`${width} px: the page is ${wide} px too wide`);
      const cut = await page.evaluate(
        () =>
          [...document.querySelectorAll(".result-bar *, .tag")].filter(
            (el) => el.checkVisibility() && el.getBoundingClientRect().right > innerWidth + 1,
          ).length,
      );
      if (cut) problems.push(`${width} px: ${cut} elements stick out`);
      return problems;
    },
    { contextOptions: { viewport: { width, height: 720 } } },
  );

const keyboard = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const problems = [];
    const tab = async (until, key = "Tab") => {
      for (let n = 0; n < 250; n += 1) {
        await page.keyboard.press(key);
        const at = await page.evaluate(() => {
          const element = document.activeElement;
          // The title of a card draws its ring around the whole card.
          const rings = [null, "::after"].map((part) => getComputedStyle(element, part));
          return {
            id: element.id,
            className: element.className,
            tag: element.tagName.toLowerCase(),
            text: element.textContent.trim(),
            seen:
              element.checkVisibility() &&
              rings.some((ring) => ring.outlineStyle !== "none" || ring.boxShadow !== "none"),
          };
        });
        if (!at.seen) problems.push(`no focus to see on <${at.tag} id="${at.id}" class="${at.className}">`);
        if (until(at)) return at;
      }
      throw new Error(`the keyboard does not reach ${until}`);
    };
    const all = (await readFinder(page)).number;
    await tab(({ id }) => id === "ps-q");
    await page.keyboard.type("ouderen");
    await page.keyboard.press("Enter");
    await idle(page);
    const found = (await readFinder(page)).number;
    if (!(found < all && found)) problems.push(`${found} of ${all} by typing`);
    await tab(({ id }) => id === "ps-soort-parel");
    await page.keyboard.press("Space");
    await idle(page);
    let seen = await readFinder(page);
    problems.push(
      ...expectEqual("ticked by space", seen.checked, ["soort=parel"]),
      ...expectEqual("the focus stays", seen.focus, "ps-soort-parel"),
    );
    if (!(seen.number < found && seen.number)) problems.push(`${seen.number} of ${found} by ticking`);
    await tab(({ className }) => className === "sorting");
    await page.keyboard.press("ArrowDown");
    await idle(page);
    problems.push(...expectEqual("sorted by the keyboard", (await readFinder(page)).sort, "titel"));
    await tab(({ className }) => className === "tag");
    await page.keyboard.press("Enter");
    await idle(page);
    seen = await readFinder(page);
    problems.push(
      ...expectEqual("the tag is gone", seen.tags, []),
      ...expectEqual("focus", seen.focus, "ps-q"),
    );
    await tab(({ tag, text }) => tag === "a" && text === seen.titles[0]);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname.includes(seen.entries[0]));
    return problems;
  });

const announces = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const problems = expectEqual("elements with role=status", await page.locator("[role=status]").count(), 1);
    await page.evaluate(() => {
      document.querySelector("[role=status]").mine = true;
    });
    const heard = new Set([(await readFinder(page)).status]);
    await toggle(page, "thema=preventie");
    heard.add((await readFinder(page)).status);
    await type(page, "qxqxqx");
    heard.add((await readFinder(page)).status);
    problems.push(...expectEqual("different announcements", heard.size, 3));
    if (![...heard].at(-1).startsWith("Geen")) problems.push(`no results: ${[...heard].at(-1)}`);
    const stayed = await page.evaluate(() => document.querySelector("[role=status]").mine === true);
    return stayed ? problems : [...problems, "the status is another element after a change"];
  });

const audit = (browser, site, colorScheme, width, query) =>
  withFinder(
    browser,
    site,
    query,
    async (page) => {
      await page.evaluate(() => {
        document.querySelector("details.filters").open = true;
      });
      await page.evaluate(AXE);
      return auditPage(page, { colorScheme, width });
    },
    { contextOptions: { viewport: { width, height: 900 } } },
  );

const AUDITS = ["light", "dark"].flatMap((scheme) =>
  [1280, 375].flatMap((width) => [
    ["found", scheme, width, "q=eenzame+ouderen&soort=parel&thema=eenzaamheid"],
    ["nothing", scheme, width, "q=qxmantelzrog&soort=parel&thema=eenzaamheid"],
  ]),
);

/** The headers of the site are in force in the test server: what the policy stops, the page reports. */
async function policy(browser, site) {
  const response = await fetch(finderAt(site));
  const csp = response.headers.get("content-security-policy") ?? "";
  const problems =
    /script-src 'self'(;|$)/.test(csp) && !/unsafe|wasm/.test(csp) ? [] : [`the policy is "${csp}"`];
  return [
    ...problems,
    ...(await withFinder(browser, site, "", async (page) => {
      await type(page, "eenzaamheid");
      await toggle(page, "soort=parel");
      return (await readFinder(page)).number ? [] : ["nothing was found"];
    })),
  ];
}

export default ({ browser, root, base }) => [
  ...[375, 320].map((width) => ({
    name: `finder: filters on a phone (${width} px)`,
    run: () => phone(browser, root, width),
  })),
  { name: "finder: everything with the keyboard", limitMs: 90_000, run: () => keyboard(browser, root) },
  { name: "finder: the status stays and says what changed", run: () => announces(browser, root) },
  ...[root, base].map((site) => ({
    name: `finder (${site.name}): works under the policy of the site`,
    run: () => policy(browser, site),
  })),
  ...AUDITS.map(([what, scheme, width, query]) => ({
    name: `finder: axe, ${what} (${scheme} ${width}px)`,
    run: () => audit(browser, root, scheme, width, query),
  })),
];
