// The pages under inzichten/: no violation of WCAG, nothing sticks out, labels of the map cover nothing, and a choice on the
// map shows the numbers of the list.
import { AXE, audit, VIEWS } from "./axe.test.mjs";
import { withPage } from "./harness/browser.mjs";

const PAGES = ["", "kaart/", "matrix/", "snoer/", "tijd/"];

/** In the page: labels that cover each other or the circle of another place. */
function overlaps() {
  const shown = [...document.querySelectorAll(".map text")].filter((text) => text.checkVisibility());
  const boxes = shown.map((text) => ({
    name: text.textContent,
    own: text.closest("a"),
    box: text.getBoundingClientRect(),
  }));
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const problems = boxes.length < 10 ? [`only ${boxes.length} labels`] : [];
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) if (meets(a.box, b.box)) problems.push(`${a.name} covers ${b.name}`);
  });
  return problems;
}

async function access(page) {
  await page.evaluate(AXE);
  const problems = [];
  for (const view of VIEWS) problems.push(...(await audit(page, view)));
  await page.setViewportSize({ width: 320, height: 800 });
  const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
  if (width > 320) problems.push(`320px: the page scrolls sideways to ${width}px`);
  return problems;
}

async function labels(page) {
  const problems = [];
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 900 });
    problems.push(...(await page.evaluate(overlaps)).map((problem) => `${width}px: ${problem}`));
  }
  return problems;
}

async function choice(page) {
  const value = await page.locator("#ps-onderwerp option").nth(1).getAttribute("value");
  await page.selectOption("#ps-onderwerp", value);
  const listed = await page.locator(`#ps-${value} a[data-naam]`).count();
  const shown = await page.locator(".map a[data-naam]:not(.dim)").count();
  const problems = shown > 0 && shown <= listed ? [] : [`${shown} circles for ${listed} municipalities`];
  if (!page.url().includes(`onderwerp=${value}`)) problems.push(`the address is ${page.url()}`);
  return problems;
}

export default ({ browser, root }) => {
  const url = (path) => root.open(`inzichten/${path}index.html`);
  return [
    ...PAGES.map((path) => ({
      name: `insights: /inzichten/${path}`,
      run: () => withPage(browser, url(path), access),
    })),
    { name: "insights: labels of the map", run: () => withPage(browser, url("kaart/"), labels) },
    { name: "insights: a choice on the map", run: () => withPage(browser, url("kaart/"), choice) },
  ];
};
