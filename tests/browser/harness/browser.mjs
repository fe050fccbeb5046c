// One Chromium for the whole run; a fresh context per page, so that nothing is
// cached or remembered from one test to the next.
import { accessSync, constants } from "node:fs";
import { chromium } from "playwright-core";

export function findChromium() {
  const places = [
    process.env.CHROMIUM,
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
  ].filter(Boolean);
  for (const place of places) {
    try {
      accessSync(place, constants.X_OK);
      return place;
    } catch {
      // Not there: try the next.
    }
  }
  throw new Error(`no Chromium at ${places.join(", ")}; install it or set CHROMIUM`);
}

/** Chromium refuses to run its sandbox as root (a container in CI). */
export function chromiumArgs() {
  return process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}

export function launch() {
  return chromium.launch({ executablePath: findChromium(), args: chromiumArgs() });
}

/** Opens `url`, hands the page to `use` and closes it again, whatever happens. */
export async function withPage(browser, url, use, { contextOptions = {}, before = async () => {} } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "nl-NL",
    ...contextOptions,
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await before(page);
    if (url) await page.goto(url, { waitUntil: "load" });
    return await use(page);
  } finally {
    await context.close();
  }
}

/** Collects all that a page should not do. Attach before the page is opened. */
export async function watch(page, site) {
  const problems = [];
  const home = site.address;
  const own = (url) => url.startsWith(home) || /^(data|blob|about):/.test(url);
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`CSP violation: ${event.effectiveDirective} stops ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on("console", (message) => {
    // Chromium reports the status of the 404 page itself as an error of its own address.
    const expected = message.text().includes("status of 404") && message.location().url === page.url();
    if (message.type() === "error" && !expected) problems.push(`console error: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  page.on("crash", () => problems.push("the page crashed"));
  page.on("request", (request) => {
    if (!own(request.url())) problems.push(`request outside the site: ${request.url()}`);
  });
  page.on("requestfailed", (request) =>
    problems.push(`request failed: ${request.url()} (${request.failure()?.errorText})`),
  );
  page.on("response", (response) => {
    const isPage = response.request().isNavigationRequest();
    if (response.status() >= 400 && !isPage) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  return problems;
}

/**
 * Asks for the lazy images as well and waits until images and fonts have come or failed.
 * (Playwright's `networkidle` says the same but takes half a second of silence each time.)
 */
export async function settle(page) {
  await page.evaluate(async () => {
    window.scrollTo(0, document.documentElement.scrollHeight);
    await Promise.all(
      [...document.images].map((image) => {
        image.loading = "eager";
        return (
          image.complete ||
          new Promise((done) => {
            image.onload = image.onerror = done;
          })
        );
      }),
    );
    await document.fonts.ready;
    // Two frames: what a script or style asks for in answer to a change is under way by then.
    await new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(done));
    });
  });
}
