// The site behind a real server: Debian's nginx, with docs/publiceren/nginx.conf as an administrator would copy it,
// under a base path. All files come as they were built, with the headers of `_headers`; all links lead somewhere; pages
// and finder work in the browser without a violation of the policy.
import { spawn } from "node:child_process";
import { access, chmod, constants, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { settle, watch, withPage } from "./harness/browser.mjs";
import { FINDER } from "./harness/kinds.mjs";
import { notEmpty } from "./harness/pool.mjs";
import { sample } from "./harness/sample.mjs";
import { headersFor, readHeaders } from "./harness/server.mjs";

const EXAMPLE = fileURLToPath(new URL("../../docs/publiceren/nginx.conf", import.meta.url));
const LIMIT_MS = 120_000;
const AT_ONCE = 8;
/** Root gives its rights away: `nobody` on Debian. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

async function findNginx() {
  for (const place of [process.env.NGINX, "/usr/sbin/nginx", "/usr/bin/nginx"].filter(Boolean)) {
    if (
      await access(place, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return place;
  }
  throw new Error("no nginx; install the package nginx-light or set NGINX");
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once("error", reject)
      .listen(0, "127.0.0.1", () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
  });
}

/** The example with our folder and port in it; every replacement must find its place. */
async function configuration(folder, port) {
  let text = await readFile(EXAMPLE, "utf8");
  for (const [from, to] of [
    ["alias /srv/parels/public/;", `alias ${folder}/;`],
    ["listen 80;", `listen 127.0.0.1:${port};`],
  ]) {
    if (!text.includes(from)) throw new Error(`docs/publiceren/nginx.conf lacks: ${from}`);
    text = text.replace(from, to);
  }
  return text;
}

/** Serves the files of `site` with nginx; answers the site as it is seen there. */
async function start(site, temporary) {
  const dir = path.join(temporary, "nginx");
  const folder = path.join(dir, "public");
  await mkdir(dir, { mode: 0o755 });
  await cp(site.dir, folder, { recursive: true });
  // The folder of the tests is closed for others; nginx need only pass through it.
  await chmod(temporary, 0o711);
  const state = path.join(dir, "staat");
  await mkdir(state);
  await chmod(state, 0o777);
  const port = await freePort();
  await writeFile(path.join(dir, "site.conf"), await configuration(folder, port));
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${state}/${name};`)
    .join("\n");
  await writeFile(
    path.join(dir, "nginx.conf"),
    `daemon off;\npid ${state}/pid;\nerror_log stderr;\nworker_processes 1;\nevents {}\n` +
      `http {\ninclude /etc/nginx/mime.types;\ndefault_type application/octet-stream;\naccess_log off;\n${temp}\ninclude ${dir}/site.conf;\n}\n`,
  );
  const child = spawn(await findNginx(), ["-e", "stderr", "-c", path.join(dir, "nginx.conf"), "-p", state], {
    ...NOBODY,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  child.once("error", (error) => {
    said += error;
  });
  process.once("exit", () => child.kill());
  const address = new URL(site.baseUrl.pathname, `http://127.0.0.1:${port}`).href;
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) break;
    if (
      await fetch(address).then(
        (answer) => answer.ok,
        () => false,
      )
    ) {
      return Object.create(site, { address: { value: address } });
    }
    await new Promise((done) => {
      setTimeout(done, 100);
    });
  }
  child.kill();
  throw new Error(`nginx does not serve ${address}:\n${said}`);
}

async function forEach(items, use) {
  const queue = [...items];
  const problems = [];
  const work = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift())
      problems.push(...(await use(item)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return problems;
}

/** Every file comes as it is, with the headers that `_headers` gives its address. */
async function files(site) {
  const { rules } = readHeaders(await site.text("_headers"));
  const problems = await forEach(site.files, async (file) => {
    const url = site.open(file);
    const answer = await fetch(url);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (/^[_.]/.test(file)) return answer.status === 404 ? [] : [`${file} is served`];
    const wrong = [];
    if (answer.status !== 200) wrong.push(`status ${answer.status}`);
    else if (!bytes.equals(await site.bytes(file))) wrong.push("other bytes");
    for (const [name, values] of headersFor(rules, new URL(url).pathname, site.baseUrl.pathname)) {
      if (answer.headers.get(name) !== values.join(", "))
        wrong.push(`${name}: ${answer.headers.get(name)}, not ${values.join(", ")}`);
    }
    if (
      /\.(html|css|js|json|svg|xml)$/.test(file) &&
      bytes.length > 1000 &&
      answer.headers.get("content-encoding") !== "gzip"
    )
      wrong.push("not compressed");
    return wrong.map((what) => `${file}: ${what}`);
  });
  return [...notEmpty(site.files, "files"), ...problems];
}

/** Every address in every page is answered, as the browser would ask for it from there. */
async function links(site) {
  const addresses = new Map();
  for (const [file, page] of site.pages) {
    // The 404 page is served at any depth; what it links to counts from the base path, as from home.
    const from = site.open(file);
    for (const { value, role } of page.links) {
      if (["canonical", "card", "data"].includes(role)) continue;
      const url = new URL(value, from);
      url.hash = "";
      if (url.href.startsWith(site.address)) addresses.set(url.href, file);
      else if (url.origin === new URL(site.address).origin) return [`${file}: ${value} leaves the base path`];
    }
  }
  const problems = await forEach(addresses, async ([url, file]) => {
    const { status, redirected } = await fetch(url, { method: "HEAD" });
    return status === 200 && !redirected
      ? []
      : [`${file}: ${url}: status ${status}${redirected ? " after a redirect" : ""}`];
  });
  return [...(addresses.size < 100 ? [`only ${addresses.size} addresses`] : []), ...problems];
}

async function edges(site) {
  const problems = [];
  const ask = async (where, status, location) => {
    const answer = await fetch(new URL(where, site.address), { redirect: "manual" });
    if (answer.status !== status) problems.push(`${where}: status ${answer.status}, not ${status}`);
    if (location && answer.headers.get("location") !== location)
      problems.push(`${where}: to ${answer.headers.get("location")}, not ${location}`);
    return answer.text();
  };
  const base = site.baseUrl.pathname;
  await ask(base.slice(0, -1), 301, base);
  await ask(`${base}parels`, 301, `${base}parels/`);
  const page = await ask(`${base}is/er/niet/`, 404);
  if (page !== (await site.text("404.html")))
    problems.push("an unknown address is not answered with the 404 page");
  for (const hidden of [
    "_headers",
    "_redirects",
    ".parelsnoer",
    "..%2fsite.conf",
    "thema/..%2f..%2fsite.conf",
  ])
    await ask(base + hidden, 404);
  return problems;
}

/** Opens a sample of the pages, and asks the finder something. */
async function browse(browser, site) {
  const pages = sample(site);
  let problems;
  await withPage(
    browser,
    null,
    async (page) => {
      for (const { url } of pages) {
        await page.goto(url, { waitUntil: "load" });
        await settle(page);
      }
      await page.goto(`${site.open(FINDER)}?q=vrijwilligers`);
      await page.waitForFunction(() => document.querySelectorAll(".results mark").length > 0);
      const [results, all] = await page.evaluate(() => [
        document.querySelectorAll(".results [data-entry]").length,
        Number(/\d+/.exec(document.querySelector("[role=status]").textContent)),
      ]);
      if (!results || !all) problems.push(`the finder shows ${results} results of ${all}`);
      await page.click(".results .card-title a");
      if (!(await page.locator("article[data-entry]").count()))
        problems.push("a result does not lead to an entry");
    },
    {
      before: async (page) => {
        problems = await watch(page, site);
      },
    },
  );
  // The next page may be opened before the last picture of this one has come.
  return [...notEmpty(pages, "pages"), ...problems.filter((said) => !said.includes("net::ERR_ABORTED"))];
}

export default ({ browser, base, temporary }) => {
  let started;
  const test = (name, run) => ({
    name: `nginx: ${name}`,
    limitMs: LIMIT_MS,
    run: async () => {
      started ??= start(base, temporary);
      return run(await started);
    },
  });
  return [
    test("every file as it was built, compressed, with the headers of the site", files),
    test("every link of every page is answered", links),
    test("redirects, the 404 page and what is not served", edges),
    test("pages and finder in the browser, under the policy", (site) => browse(browser, site)),
  ];
};
