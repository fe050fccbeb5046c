// The portable build, opened from disk: clicking works, pictures and styles load, the finder finds.
import { settle, watch, withPage } from "./harness/browser.mjs";
import { entryOf, FINDER, HOME, KINDS, NOT_FOUND } from "./harness/kinds.mjs";
import { notEmpty } from "./harness/pool.mjs";

function finalSlashes(site) {
  const links = [...site.pages]
    .filter(([file]) => file !== NOT_FOUND)
    .flatMap(([file, page]) =>
      page.links.filter(({ role }) => role === "follow").map((link) => ({ file, ...link })),
    );
  const ownSlash = links.filter(
    ({ file, value }) => !site.resolve(value, file).external && /\/([?#]|$)/.test(value),
  );
  return [...notEmpty(links, "links"), ...ownSlash.map(({ file, value }) => `${file}: "${value}" ends in /`)];
}

const fileOf = (site, url) =>
  decodeURIComponent(new URL(url).pathname).slice(new URL(site.address).pathname.length);

/** Clicks the first visible link that leads to a file for which `wanted` says yes, and returns that file. */
async function click(page, site, wanted) {
  for (const link of await page.locator("a[href]").all()) {
    const url = await link.evaluate((element) => element.href);
    if (
      !url.startsWith(site.address) ||
      url.includes("#") ||
      !wanted(fileOf(site, url)) ||
      !(await link.isVisible())
    )
      continue;
    await Promise.all([page.waitForURL(url, { waitUntil: "load" }), link.click()]);
    return fileOf(site, page.url());
  }
  return null;
}

/** In the page: what did not load. */
function notLoaded() {
  const images = [...document.images]
    .filter((image) => !image.naturalWidth)
    .map((image) => `image ${image.src} did not load`);
  const sheets = [...document.querySelectorAll("link[rel~=stylesheet]")];
  const bare = sheets.filter((link) => !link.sheet).map((link) => `style sheet ${link.href} did not load`);
  return [...images, ...bare, ...(sheets.length ? [] : ["the page has no style sheet"])];
}

function walk(browser, site, folder) {
  const overview = `${folder}/index.html`;
  let noise = [];
  return withPage(
    browser,
    null,
    async (page) => {
      const problems = [];
      const step = async (what, wanted) => {
        const file = await click(page, site, wanted);
        if (!file) throw new Error(`${fileOf(site, page.url())}: no visible link ${what}`);
        await settle(page);
        problems.push(...(await page.evaluate(notLoaded)).map((problem) => `${file}: ${problem}`));
        return file;
      };
      await page.goto(site.open(HOME));
      await step(`to ${overview}`, (file) => file === overview);
      const entry = await step(`to an entry of ${folder}`, (file) => entryOf(file)?.startsWith(`${folder}/`));
      const own = await page.locator(`article[data-entry="${entryOf(entry)}"]`).count();
      if (own !== 1) problems.push(`${entry}: the page that opened is not this entry`);
      await step(`back to ${overview}`, (file) => file === overview);
      await step("back home", (file) => file === HOME);
      return [...problems, ...noise];
    },
    {
      before: async (page) => {
        noise = await watch(page, site);
      },
    },
  );
}

/** The overviews that home links to: at least one, or there is nothing to click. */
function walkable(site) {
  const targets = new Set(
    site.pages
      .get(HOME)
      ?.links.filter(({ role }) => role === "follow")
      .map(({ value }) => site.resolve(value, HOME).file),
  );
  const inUse = new Set([...site.pages.keys()].map((file) => entryOf(file)?.split("/")[0]));
  return Object.keys(KINDS).filter((folder) => inUse.has(folder) && targets.has(`${folder}/index.html`));
}

function finder(browser, site) {
  let noise = [];
  return withPage(
    browser,
    null,
    async (page) => {
      await page.goto(site.open(FINDER));
      await settle(page);
      const seen = () =>
        page.evaluate(
          () =>
            [...document.querySelectorAll("main [data-entry]")].filter((found) => found.checkVisibility())
              .length,
        );
      const before = await seen();
      const problems = before ? [] : ["the finder shows no results"];
      // No entry holds this word, so all must go: only a script with its data can do that.
      await page.locator("main input[type=search]").fill("qxqxzwqxqx");
      const deadline = Date.now() + 10_000;
      while ((await seen()) && Date.now() < deadline) await page.waitForTimeout(100);
      if (await seen()) problems.push(`${await seen()} results are left for a word that nothing holds`);
      if (!decodeURIComponent(new URL(page.url()).hash).includes("q=qxqxzwqxqx"))
        problems.push(`the search is not in the fragment: ${page.url()}`);
      return [...problems, ...noise];
    },
    {
      before: async (page) => {
        noise = await watch(page, site);
      },
    },
  );
}

export default ({ browser, portable }) => [
  { name: "portable: no link ends in /", run: async () => finalSlashes(portable) },
  {
    name: "portable: home links to overviews",
    run: async () => notEmpty(walkable(portable), "overviews that home links to"),
  },
  ...walkable(portable).map((folder) => ({
    name: `portable: home → ${folder} → entry → back, by clicking`,
    run: () => walk(browser, portable, folder),
  })),
  { name: "portable: the finder works from disk", run: () => finder(browser, portable) },
];
