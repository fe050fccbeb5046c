// A page makes no noise: no console error, no failed request, no request to another
// origin, no CSP violation, in any guise (wide, narrow, dark, forced colours, print).
import { settle, watch, withPage } from "./harness/browser.mjs";
import { sample } from "./harness/sample.mjs";

const GUISES = [
  { colorScheme: "dark" },
  { forcedColors: "active" },
  { media: "print", colorScheme: "light", forcedColors: "none" },
];

async function visit(browser, site, url, expected, guises) {
  let problems = [];
  return withPage(
    browser,
    null,
    async (page) => {
      const response = await page.goto(url, { waitUntil: "load" });
      if (response.status() !== expected) problems.push(`status ${response.status()} instead of ${expected}`);
      await settle(page);
      await page.setViewportSize({ width: 320, height: 640 });
      for (const guise of guises) await page.emulateMedia(guise);
      await settle(page);
      const broken = await page.evaluate(() =>
        [...document.images]
          .filter((image) => !image.naturalWidth)
          .map((image) => image.currentSrc || image.src),
      );
      return [...problems, ...broken.map((src) => `image without a picture: ${src}`)];
    },
    {
      before: async (page) => {
        problems = await watch(page, site);
      },
    },
  );
}

export default ({ browser, root, base }) =>
  [root, base].flatMap((site) =>
    sample(site).map(({ name, url }) => ({
      name: `clean (${site.name}): ${name}`,
      // What a guise asks for is the same under a base path, so once is enough.
      run: () => visit(browser, site, url, name === "/404.html" ? 404 : 200, site === root ? GUISES : []),
    })),
  );
