// Other browsers than Chromium: Firefox by WebDriver BiDi (w3.org/TR/webdriver-bidi), WebKitGTK by WebDriver
// (w3.org/TR/webdriver2). Both are given to a test as one small page: what a reader does, and one way to look.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import puppeteer from "puppeteer-core";

const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const SIZE = { width: 1280, height: 900 };
const PATIENCE_MS = 90_000;
/** How WebDriver names an element in an answer. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Repeats a look at the page until it is true. */
async function until(look, what) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

async function firefox(use) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: FIREFOX,
    headless: true,
    timeout: PATIENCE_MS,
    defaultViewport: SIZE,
  });
  try {
    const page = await browser.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(`uncaught: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(`console error: ${message.text()}`);
    });
    const problems = await use({
      goto: (url) => page.goto(url, { waitUntil: "load", timeout: PATIENCE_MS }),
      // Puppeteer waits for a load that does not come when Firefox has kept the page.
      back: () => page.evaluate(() => history.back()),
      evaluate: (look, ...values) => page.evaluate(look, ...values),
      click: (selector) => page.click(selector),
      type: (selector, text) => page.type(selector, text),
      until: (look, ...values) => until(() => page.evaluate(look, ...values), String(look)),
    });
    return [...problems, ...errors];
  } finally {
    await browser.close();
  }
}

/** A port that nobody listens on. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Sends a command of WebDriver and gives its value. */
async function command(address, method, path, body) {
  const response = await fetch(`${address}${path}`, {
    method,
    body: body && JSON.stringify(body),
    headers: { "content-type": "application/json" },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`WebDriver ${path}: ${value.error}: ${value.message}`);
  return value;
}

async function webkit(use) {
  const port = await freePort();
  const driver = spawn("xvfb-run", ["--auto-servernum", "WebKitWebDriver", `--port=${port}`], {
    // Bubblewrap cannot make a namespace as root or in a container.
    env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
    stdio: "ignore",
    detached: true,
  });
  const gone = new Promise((_, reject) => {
    driver.once("error", reject);
    driver.once("exit", (status) => reject(new Error(`WebKitWebDriver stopped with ${status}`)));
  });
  gone.catch(() => {});
  const address = `http://127.0.0.1:${port}`;
  try {
    const ready = () =>
      command(address, "GET", "/status").then(
        ({ ready }) => ready,
        () => false,
      );
    await Promise.race([until(ready, "WebKitWebDriver listens"), gone]);
    const { sessionId } = await command(address, "POST", "/session", { capabilities: {} });
    const session = `${address}/session/${sessionId}`;
    const post = (path, body = {}) => command(session, "POST", path, body);
    const evaluate = (look, ...args) =>
      post("/execute/sync", { script: `return (${look})(...arguments)`, args });
    const element = async (selector) =>
      (await post("/element", { using: "css selector", value: selector }))[ELEMENT];
    try {
      await post("/window/rect", SIZE);
      return await use({
        goto: (url) => post("/url", { url }),
        back: () => post("/back"),
        evaluate,
        click: async (selector) => post(`/element/${await element(selector)}/click`),
        type: async (selector, text) => post(`/element/${await element(selector)}/value`, { text }),
        until: (look, ...values) => until(() => evaluate(look, ...values), String(look)),
      });
    } finally {
      await command(session, "DELETE", "");
    }
  } finally {
    // The whole group: xvfb-run, its display and the driver.
    process.kill(-driver.pid, "SIGTERM");
  }
}

/** The browsers by name; each opens one, gives its page to `use` and closes it, whatever happens. */
export const ENGINES = { Firefox: firefox, WebKit: webkit };
