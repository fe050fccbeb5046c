// The filters of the finder: what they choose, what they count, and how they are taken away.
import {
  countOf,
  expectEqual,
  fitting,
  idle,
  library,
  random,
  readFinder,
  toggle,
  type,
  withFinder,
} from "./harness/finder.mjs";
import { notEmpty } from "./harness/pool.mjs";

const GROUPS = [
  "soort",
  "thema",
  "succesfactor",
  "doelgroep",
  "organisatie",
  "gemeente",
  "provincie",
  "inwoners",
  "stand",
  "vertelt",
  "peiljaar",
  "jaar",
];
const COMBINATIONS = 40;

const sorted = (names) => [...names].sort();

/** Compares everything on the page with what the data say for these values; `entries` is what the word leaves. */
function compare(what, seen, entries, chosen) {
  const expected = fitting(entries, chosen).map(({ name }) => name);
  const counts = Object.fromEntries(
    Object.keys(seen.counts).map((value) => [value, countOf(entries, chosen, value)]),
  );
  const wrong = Object.keys(counts).filter((value) => counts[value] !== seen.counts[value]);
  const empty = Object.keys(counts).filter((value) => !counts[value] && !chosen.includes(value));
  return [
    ...expectEqual(`${what}: the results`, sorted(seen.entries), sorted(expected)),
    ...expectEqual(`${what}: the number in the status`, seen.number, expected.length),
    ...wrong.map(
      (value) => `${what}: ${value} counts ${seen.counts[value]}, and ticking it gives ${counts[value]}`,
    ),
    ...expectEqual(`${what}: ticked`, sorted(seen.checked), sorted(chosen)),
    ...expectEqual(`${what}: disabled`, sorted(seen.disabled), sorted(empty)),
  ];
}

async function combinations(browser, site) {
  const all = await library(site);
  const next = random(2017);
  return withFinder(browser, site, "", async (page) => {
    const first = await readFinder(page);
    const values = Object.keys(first.counts);
    const problems = [...notEmpty(values, "filter values"), ...compare("at first", first, all, [])];
    problems.push(
      ...expectEqual("the groups", [...new Set(values.map((value) => value.split("=")[0]))], GROUPS),
    );
    // What a word leaves is the library to choose from; without a word that is all of it.
    const left = new Map([["", all]]);
    for (const word of ["ouderen", "gemeente", "wijkteam", "samen leven"]) {
      await type(page, word);
      const found = new Set((await readFinder(page)).entries);
      left.set(
        word,
        all.filter(({ name }) => found.has(name)),
      );
    }
    const wordsTyped = [...left.keys()];
    let many = 0;
    let chosen = [];
    for (let turn = 0; turn < COMBINATIONS; turn += 1) {
      // Some turns without a word, then some with one.
      const word = turn % 16 < 8 ? "" : wordsTyped[1 + (Math.floor(turn / 4) % 4)];
      if (turn % 4 === 0) await type(page, word);
      const entries = left.get(word);
      // A walk, as a reader takes it: a value more or one less, mostly one that leaves something.
      const open = values.filter((value) => !chosen.includes(value) && countOf(entries, chosen, value) > 0);
      const less = open.length === 0 || chosen.length > 4 || (chosen.length > 1 && next(3) === 0);
      const value = less ? chosen[next(chosen.length)] : open[next(open.length)];
      chosen = less ? chosen.filter((other) => other !== value) : [...chosen, value];
      await toggle(page, value);
      const seen = await readFinder(page);
      problems.push(...compare(`${word} ${chosen.join(" ")}`, seen, entries, chosen));
      many += seen.entries.length > 1 ? 1 : 0;
    }
    if (many < COMBINATIONS / 2)
      problems.push(`only ${many} combinations left more than one entry: the test sees too little`);
    return problems;
  });
}

async function orAndAnd(browser, site) {
  const all = await library(site);
  return withFinder(browser, site, "", async (page) => {
    const { counts } = await readFinder(page);
    const [one, other] = Object.keys(counts)
      .filter((value) => value.startsWith("thema="))
      .sort((a, b) => counts[b] - counts[a]);
    const problems = [];
    const number = async (...values) => {
      await toggle(page, ...values);
      const seen = await readFinder(page);
      await toggle(page, ...values);
      return seen.number;
    };
    const has = (value) => (entry) => entry.values.has(value);
    problems.push(
      ...expectEqual(
        "two of a group",
        await number(one, other),
        all.filter((entry) => has(one)(entry) || has(other)(entry)).length,
      ),
    );
    problems.push(
      ...expectEqual(
        "two groups",
        await number(one, "soort=parel"),
        all.filter((entry) => has(one)(entry) && has("soort=parel")(entry)).length,
      ),
    );
    return problems;
  });
}

const names = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const boxes = page.getByRole("checkbox");
    const problems = [];
    const groups = page.locator("fieldset");
    for (const group of await groups.all()) {
      const legend = await group.locator("legend").textContent();
      if (!legend.trim()) problems.push("a fieldset without a legend");
    }
    const { counts } = await readFinder(page);
    const preventie = page.getByRole("checkbox", {
      name: new RegExp(`^Preventie\\s+${counts["thema=preventie"]}\\s+vermeldingen$`),
    });
    problems.push(...expectEqual("a checkbox called by its label and its count", await preventie.count(), 1));
    if ((await boxes.count()) < 20) problems.push(`${await boxes.count()} checkboxes can be reached`);
    return problems;
  });

const zeroValues = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    await toggle(page, "soort=thema");
    const seen = await readFinder(page);
    const problems = notEmpty(seen.disabled, "values that give nothing");
    const hidden = await page.evaluate(
      () =>
        [...document.querySelectorAll("fieldset input:disabled")].filter(
          (box) => !box.closest("[hidden]") && !box.checkVisibility(),
        ).length,
    );
    if (hidden) problems.push(`${hidden} values that give nothing are hidden`);
    const shown = await page.evaluate(
      () =>
        [...document.querySelectorAll("fieldset input:disabled")].filter((box) => box.checkVisibility())
          .length,
    );
    if (!shown) problems.push("no disabled value can be seen");
    // The chosen value itself can always be taken away.
    if (seen.disabled.includes("soort=thema")) problems.push("the chosen value is disabled");
    await toggle(page, "soort=thema");
    return [...problems, ...expectEqual("disabled after all", (await readFinder(page)).disabled, [])];
  });

const tags = (browser, site) =>
  withFinder(browser, site, "q=ouderen", async (page) => {
    const values = ["soort=parel", "thema=eenzaamheid", "doelgroep=ouderen"];
    await toggle(page, ...values);
    let seen = await readFinder(page);
    const problems = expectEqual("tags", seen.tags.length, 3);
    for (const word of ["Parels", "Eenzaamheid", "Ouderen"])
      if (!seen.tags.some((tag) => tag.includes(word))) problems.push(`no tag for ${word}: ${seen.tags}`);
    const focused = () =>
      page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.id);
    const tagNames = () => page.locator(".tags button").allTextContents();
    // The middle one: the focus goes to the one that takes its place.
    await page.locator(".tags button").nth(1).press("Enter");
    await idle(page);
    problems.push(
      ...expectEqual("focus after the middle tag", await focused(), (await tagNames())[1]?.trim()),
    );
    // The last one: the focus goes to the one before it.
    await page.locator(".tags button").nth(1).press("Space");
    await idle(page);
    problems.push(...expectEqual("focus after the last tag", await focused(), (await tagNames())[0]?.trim()));
    await page.locator(".tags button").first().press("Enter");
    await idle(page);
    seen = await readFinder(page);
    problems.push(...expectEqual("focus without tags", seen.focus, "ps-q"));
    problems.push(...expectEqual("ticked without tags", seen.checked, []));
    problems.push(...expectEqual("the word stays", seen.query, "ouderen"));
    return problems;
  });

const clears = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const button = page.getByRole("button", { name: /^Wis/ });
    const problems = (await button.count()) ? ["there is something to clear before anything was chosen"] : [];
    const all = await readFinder(page);
    await type(page, "ouderen");
    await toggle(page, "soort=parel", "thema=eenzaamheid");
    const few = await readFinder(page);
    if (!(few.number < all.number && few.number)) problems.push(`${few.number} of ${all.number} are left`);
    await button.press("Enter");
    await idle(page);
    const seen = await readFinder(page);
    problems.push(
      ...expectEqual(
        "after Wis",
        [seen.query, seen.checked, seen.tags, seen.number, seen.address],
        ["", [], [], all.number, ""],
      ),
    );
    problems.push(...expectEqual("focus after Wis", seen.focus, "ps-q"));
    if (await button.count()) problems.push("the button stays when there is nothing left to clear");
    return problems;
  });

async function sorts(browser, site) {
  const all = new Map((await library(site)).map((entry) => [entry.name, entry]));
  const collator = new Intl.Collator("nl", { ignorePunctuation: true });
  const byTitle = (a, b) => collator.compare(all.get(a).title, all.get(b).title);
  const inOrder = (list, compare) => list.every((name, i) => i === 0 || compare(list[i - 1], name) <= 0);
  return withFinder(browser, site, "", async (page) => {
    const problems = [];
    const select = page.locator(".sorting");
    const options = () =>
      select.evaluate((element) =>
        [...element.options]
          .filter((option) => !option.hidden && !option.disabled)
          .map((option) => option.textContent),
      );
    const expect = async (what, sort, compare) => {
      const seen = await readFinder(page);
      problems.push(...expectEqual(`${what}: sorted by`, seen.sort, sort));
      if (seen.entries.length < 5) problems.push(`${what}: too few results to see an order`);
      // Those with all words stand before the others, each in this order.
      if (compare && !inOrder(seen.entries.slice(0, seen.number), compare))
        problems.push(`${what}: out of order: ${seen.titles.slice(0, 8).join(" | ")}`);
      return seen.entries;
    };
    await expect("at first", "");
    problems.push(
      ...expectEqual("without a word", await options(), ["Voorbeelden eerst", "Titel (A–Z)", "Nieuwste"]),
    );
    await toggle(page, "soort=parel");
    await expect("parels", "", byTitle);
    await select.selectOption("nieuwste");
    await idle(page);
    const newest = (a, b) => all.get(b).date.localeCompare(all.get(a).date) || byTitle(a, b);
    await expect("newest", "nieuwste", newest);
    problems.push(
      ...expectEqual("address", (await readFinder(page)).address, "soort=parel&sorteer=nieuwste"),
    );
    await select.selectOption("titel");
    await type(page, "ouderen");
    const titled = await expect("a word, by title", "titel", byTitle);
    problems.push(
      ...expectEqual("with a word", await options(), ["Beste treffers", "Titel (A–Z)", "Nieuwste"]),
    );
    await select.selectOption("");
    await idle(page);
    const best = await expect("a word, best first", "");
    if (inOrder(best, byTitle)) problems.push("the best first is no other order than by title");
    problems.push(...expectEqual("another order of the same", sorted(best), sorted(titled)));
    await type(page, "");
    await expect("the word gone", "");
    return problems;
  });
}

const longLists = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const group = page.locator("fieldset", { has: page.locator("legend", { hasText: /^Organisatie$/ }) });
    const shown = () =>
      group
        .locator("li")
        .evaluateAll((items) =>
          items.filter((item) => item.checkVisibility()).map((item) => item.querySelector("input").value),
        );
    const total = await group.locator("li").count();
    const button = group.getByRole("button");
    const find = group.getByRole("textbox", { name: "Zoek in de lijst Organisatie" });
    const problems = expectEqual("the button", await button.textContent(), `Toon alle ${total}`);
    const few = await shown();
    if (few.length < 5 || few.length > 12)
      problems.push(`${few.length} of ${total} values are shown at first`);
    await button.press("Enter");
    problems.push(
      ...expectEqual("all", (await shown()).length, total),
      ...expectEqual("expanded", await button.getAttribute("aria-expanded"), "true"),
    );
    await button.press("Enter");
    problems.push(
      ...expectEqual("few again", await shown(), few),
      ...expectEqual("collapsed", await button.getAttribute("aria-expanded"), "false"),
    );
    await find.fill("ALZHEIMER");
    problems.push(...expectEqual("found in the list", await shown(), ["alzheimer-dwo"]));
    // The word beside every count is no part of a name.
    await find.fill("vermeldingen");
    problems.push(...expectEqual("found by the word beside the count", await shown(), []));
    if (!/Niets gevonden/.test(await group.textContent())) problems.push("an empty list does not say so");
    await find.fill("alzheimer");
    await group.locator("li:visible input").check();
    await idle(page);
    await find.fill("");
    problems.push(...expectEqual("few, and what is ticked", (await shown()).includes("alzheimer-dwo"), true));
    const short = page.locator("fieldset", { has: page.locator("legend", { hasText: /^Soort$/ }) });
    problems.push(...expectEqual("a short list has no button", await short.getByRole("button").count(), 0));
    return problems;
  });

export default ({ browser, root }) => [
  {
    name: `finder: ${COMBINATIONS} random combinations give the results and counts of the data`,
    limitMs: 120_000,
    run: () => combinations(browser, root),
  },
  { name: "finder: OR in a group, AND between groups", run: () => orAndAnd(browser, root) },
  { name: "finder: groups and boxes have names, with the count", run: () => names(browser, root) },
  { name: "finder: values that give nothing are disabled, not hidden", run: () => zeroValues(browser, root) },
  { name: "finder: tags take filters away, and the focus has a place to go", run: () => tags(browser, root) },
  { name: "finder: Wis takes everything away", run: () => clears(browser, root) },
  { name: "finder: sorted by title, by date, or best first for a word", run: () => sorts(browser, root) },
  { name: "finder: long lists are short, whole, or searched", run: () => longLists(browser, root) },
];
