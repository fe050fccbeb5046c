// Nothing scrolls sideways or sticks out, the skip link works from the keyboard, and
// the page stands in print and in forced colours.
import { withPage } from "./harness/browser.mjs";
import { notEmpty } from "./harness/pool.mjs";
import { sample } from "./harness/sample.mjs";

/** In the page: what is wider than the window or sticks out of it on the right. */
function tooWide() {
  const width = document.documentElement.clientWidth;
  const problems = [];
  const scrolled = document.scrollingElement.scrollWidth;
  if (scrolled > width) problems.push(`${width}px: the page scrolls sideways to ${scrolled}px`);
  // A wide table may scroll inside its own box (WCAG 1.4.10 excepts it); hiding what does not fit is no excuse.
  const scrolls = (element) =>
    ["auto", "scroll"].includes(getComputedStyle(element).overflowX) &&
    element !== document.body &&
    element !== document.documentElement;
  const inScroller = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) if (scrolls(at)) return true;
    return false;
  };
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || element.parentElement.closest("svg")) continue; // a drawing clips its own parts
    if (box.width <= width + 0.5 && box.right <= width + 0.5) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || inScroller(element))
      continue;
    const label = `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}${[...element.classList].map((name) => `.${name}`).join("")}`;
    problems.push(
      `${width}px: <${label}> is ${Math.round(box.width)}px wide and ends at ${Math.round(box.right)}px: ${element.textContent.trim().slice(0, 40)}`,
    );
  }
  return problems;
}

async function widths(page) {
  const problems = [];
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    problems.push(...(await page.evaluate(tooWide)));
  }
  return problems;
}

async function skipLink(page) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const inView =
      box.width > 1 &&
      box.height > 1 &&
      box.top >= 0 &&
      box.left >= 0 &&
      box.right <= innerWidth &&
      box.bottom <= innerHeight;
    return {
      html: element.outerHTML.slice(0, 80),
      href: element.getAttribute("href"),
      seen: inView && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    };
  });
  if (!first.href?.startsWith("#")) return [`the first Tab lands on ${first.html}`];
  const problems = first.seen ? [] : ["the skip link cannot be seen while it has the focus"];
  await page.keyboard.press("Enter");
  const landed = await page.evaluate(() => ({
    inMain: Boolean(document.activeElement.closest("main")),
    tag: document.activeElement.tagName.toLowerCase(),
  }));
  // Only a target with tabindex="-1" takes the focus itself; without it some screen readers stay at the top.
  if (!landed.inMain) problems.push(`after Enter the focus is on <${landed.tag}>, not in <main>`);
  return problems;
}

async function print(page) {
  await page.emulateMedia({ media: "print" });
  return page.evaluate(() => {
    const navs = [...document.querySelectorAll("nav")].filter((nav) => !nav.closest("main"));
    const shown = navs.filter(
      (nav) => nav.checkVisibility({ visibilityProperty: true }) && nav.getBoundingClientRect().height > 0,
    );
    const problems = shown.map((nav) => `print shows <nav aria-label="${nav.getAttribute("aria-label")}">`);
    if (!navs.length) problems.push("there is no <nav> to hide");
    const h1 = document.querySelector("h1");
    if (
      !h1?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
      h1.getBoundingClientRect().height < 8
    )
      problems.push("print does not show the h1");
    return problems;
  });
}

async function forcedColors(page) {
  await page.emulateMedia({ media: "screen", forcedColors: "active" });
  const problems = await page.evaluate(() => {
    if (!matchMedia("(forced-colors: active)").matches) return ["forced colours are not in force"];
    // What opts out of forced colours must not be text: the reader chose these colours to be able to read.
    const optedOut = [...document.querySelectorAll("main, h1, h2, h3, p, a, li, button, label, input")]
      .filter(
        (element) => getComputedStyle(element).forcedColorAdjust === "none" && element.checkVisibility(),
      )
      .map((element) => `text keeps its own colours in forced colours: ${element.outerHTML.slice(0, 80)}`);
    const h1 = document.querySelector("h1");
    return h1?.checkVisibility() ? optedOut : [...optedOut, "the h1 cannot be seen in forced colours"];
  });
  const picture = await page.screenshot();
  return picture.length ? problems : [...problems, "nothing is drawn"];
}

const CHECKS = {
  keyboard: skipLink, // first, while nothing has had the focus yet
  width: widths,
  print,
  "forced colours": forcedColors,
};

async function look(page) {
  const problems = [];
  for (const [what, check] of Object.entries(CHECKS)) {
    for (const problem of await check(page)) problems.push(`${what}: ${problem}`);
  }
  return problems;
}

export default ({ browser, root }) => {
  const pages = sample(root);
  return [
    { name: "layout: there are pages to look at", run: async () => notEmpty(pages, "pages") },
    ...pages.map(({ name, url }) => ({
      name: `layout (keyboard, 320 and 1280 px, print, forced colours): ${name}`,
      run: () => withPage(browser, url, look),
    })),
  ];
};
