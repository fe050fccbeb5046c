// The state of the finder is in the address: back, forward, reload and a link sent to
// somebody give the same page, served and from disk.
import { withPage } from "./harness/browser.mjs";
import { expectEqual, idle, readFinder, toggle, type, withFinder } from "./harness/finder.mjs";
import { FINDER } from "./harness/kinds.mjs";
import { notEmpty } from "./harness/pool.mjs";

/** The address as the rules write it, in another order than the page has its groups. */
const BY_HAND =
  "q=ouderen&thema=preventie&thema=eenzaamheid&succesfactor=laagdrempelig&gemeente=zandvoort&soort=parel";

/** What a reader sees; where the focus is, is no part of the state. */
async function seen(page) {
  await idle(page);
  const { focus, ...rest } = await readFinder(page);
  return JSON.stringify(rest);
}

const writes = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const problems = [];
    const expect = async (what, address) =>
      problems.push(...expectEqual(what, (await readFinder(page)).address, address));
    await type(page, "ouderen");
    await expect("a word", "q=ouderen");
    await toggle(page, "thema=preventie", "thema=eenzaamheid", "soort=parel");
    const { address } = await readFinder(page);
    problems.push(
      ...expectEqual("word and values", address.split("&").sort(), [
        "q=ouderen",
        "soort=parel",
        "thema=eenzaamheid",
        "thema=preventie",
      ]),
    );
    await page.locator(".sorting").selectOption("nieuwste");
    await idle(page);
    await expect("with the order", `${address}&sorteer=nieuwste`);
    await type(page, "koffie & thee + 100%");
    problems.push(
      ...expectEqual(
        "signs are escaped",
        new URLSearchParams(new URL(page.url())[site.portable ? "hash" : "search"].slice(1)).get("q"),
        "koffie & thee + 100%",
      ),
    );
    await page.getByRole("button", { name: /^Wis/ }).click();
    await idle(page);
    await expect("all gone but the order", "sorteer=nieuwste");
    return problems;
  });

const reads = (browser, site) =>
  withFinder(browser, site, BY_HAND, async (page) => {
    const { checked, query, entries, tags, status } = await readFinder(page);
    const problems = expectEqual(
      "ticked",
      checked.join("&").split("&").sort(),
      BY_HAND.split("&").slice(1).sort(),
    );
    problems.push(
      ...expectEqual("the word", query, "ouderen"),
      ...notEmpty(entries, "results"),
      ...expectEqual("tags", tags.length, 5),
    );
    if (status === "" || entries.length > 20)
      problems.push(`${entries.length} results: the filters were not applied`);
    return problems;
  });

const history = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const steps = [
      () => type(page, "ouderen"),
      () => toggle(page, "thema=preventie"),
      () => toggle(page, "soort=parel"),
      async () => {
        await page.locator(".sorting").selectOption("nieuwste");
        await idle(page);
      },
      () => toggle(page, "thema=preventie"),
      () => type(page, "qxqxqx"),
    ];
    const states = [await seen(page)];
    for (const step of steps) {
      await step();
      states.push(await seen(page));
    }
    const problems =
      new Set(states).size === states.length ? [] : ["two states look the same: the test sees too little"];
    const expect = async (what, i) =>
      problems.push(...expectEqual(`${what} ${i}`, await seen(page), states[i]));
    for (let i = states.length - 2; i >= 0; i -= 1) {
      await page.goBack();
      await expect("back to", i);
    }
    for (let i = 1; i < 4; i += 1) {
      await page.goForward();
      await expect("forward to", i);
    }
    await page.reload();
    await expect("after a reload", 3);
    const link = page.url();
    await page.goBack();
    await expect("back after a reload", 2);
    // Somebody else gets the link.
    problems.push(
      ...(await withPage(browser, link, async (other) =>
        expectEqual("the link opened afresh", await seen(other), states[3]),
      )),
    );
    // To a result and back.
    await page.locator(".results .card a").first().click();
    await page.waitForLoadState("load");
    if (page.url().includes(FINDER)) problems.push("the result did not open");
    await page.goBack();
    await page.waitForLoadState("load");
    await expect("back from a result", 2);
    return problems;
  });

/** Letters typed one after the other are one step back, however long one thinks between them. */
const letters = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const before = await seen(page);
    await page.locator("#ps-q").focus();
    for (const letter of "hond") {
      await page.keyboard.type(letter);
      await idle(page);
    }
    const problems = expectEqual("address", (await readFinder(page)).address, "q=hond");
    await page.goBack();
    return [...problems, ...expectEqual("one step back", await seen(page), before)];
  });

/** On disk the state is in the fragment, which a reader can change by hand and a link on the page too. */
const fragment = (browser, site) =>
  withFinder(browser, site, "q=hond", async (page) => {
    const state = await seen(page);
    const problems = expectEqual("the word of the fragment", (await readFinder(page)).query, "hond");
    await page.evaluate(() => {
      location.hash = "q=scootmobiel";
    });
    await idle(page);
    problems.push(...expectEqual("a fragment by hand", (await readFinder(page)).query, "scootmobiel"));
    await page.goBack();
    problems.push(...expectEqual("back", await seen(page), state));
    await page.locator(".skip").focus();
    await page.keyboard.press("Enter");
    return [...problems, ...expectEqual("after the skip link", await seen(page), state)];
  });

const narrow = (browser, site) =>
  withFinder(
    browser,
    site,
    BY_HAND,
    async (page) => {
      const { entries, tags } = await readFinder(page);
      const problems = [...notEmpty(entries, "results"), ...expectEqual("tags", tags.length, 5)];
      problems.push(
        ...expectEqual("the button", await page.locator(".filters summary").textContent(), "Filters (5)"),
      );
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 0) problems.push(`the page is ${wide} px too wide`);
      await page.locator(".tags button").last().click();
      await idle(page);
      return [...problems, ...expectEqual("a tag taken away", (await readFinder(page)).tags.length, 4)];
    },
    { contextOptions: { viewport: { width: 320, height: 640 } } },
  );

export default ({ browser, root, base, portable }) => [
  ...[root, base, portable].flatMap((site) => [
    { name: `finder (${site.name}): the state is in the address`, run: () => writes(browser, site) },
    { name: `finder (${site.name}): an address by hand, in any order`, run: () => reads(browser, site) },
    {
      name: `finder (${site.name}): back, forward, reload and a link give the same`,
      run: () => history(browser, site),
    },
    { name: `finder (${site.name}): typed letters are one step`, run: () => letters(browser, site) },
  ]),
  { name: "finder (portable): the fragment is the address", run: () => fragment(browser, portable) },
  ...[root, portable].map((site) => ({
    name: `finder (${site.name}): a link opened at 320 px`,
    run: () => narrow(browser, site),
  })),
];
