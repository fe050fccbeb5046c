// The site at the root of a domain behind nginx (TLS, HTTP/2), Caddy and Apache, each with the file in docs/publiceren as an
// administrator would copy it, and compressed by the build. Every file is asked for: its bytes, its type, its small form
// and its headers; then what is not there or not to be seen.
import { execFile, spawn } from "node:child_process";
import { access, chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { PROGRAM } from "./harness/build.mjs";
import { notEmpty } from "./harness/pool.mjs";
import { filesBelow } from "./harness/release.mjs";
import { headersFor, readHeaders } from "./harness/server.mjs";

const DOCS = fileURLToPath(new URL("../../docs/publiceren/", import.meta.url));
const CONTENT = fileURLToPath(new URL("../../content/", import.meta.url));
const NOBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const LIMIT_MS = 120_000;
const AT_ONCE = 8;
const command = promisify(execFile);

const TYPES = {
  ".html": /^text\/html; ?charset=utf-8$/i,
  ".css": /^text\/css/,
  ".js": /^(text|application)\/javascript/,
  ".json": /^application\/json/,
  ".svg": /^image\/svg\+xml/,
  ".xml": /^(text|application)\/(atom\+)?xml/,
  ".csv": /^text\/csv/,
  ".md": /^text\/markdown/,
  ".txt": /^text\/plain/,
  ".woff2": /^(font\/woff2|application\/font-woff2)/,
  ".png": /^image\/png/,
  ".jpg": /^image\/jpeg/,
};

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

let built;

/** The site of the library with its small forms, and a file of another in it. */
function site(temporary) {
  built ??= (async () => {
    const dir = path.join(temporary, "hosts", "public");
    await mkdir(path.join(dir, ".."), { recursive: true });
    await chmod(temporary, 0o711);
    const options = [
      "--content",
      CONTENT,
      "--output",
      dir,
      "--compress",
      "--base-url",
      "https://voorbeeld.nl/",
    ];
    await command(PROGRAM, ["build", ...options]);
    await mkdir(path.join(dir, ".well-known"));
    await writeFile(path.join(dir, ".well-known/security.txt"), "Contact: mailto:info@voorbeeld.nl\n");
    return { dir, files: await filesBelow(dir), headers: await readFile(path.join(dir, "_headers"), "utf8") };
  })();
  return built;
}

/** The example with our folders and ports in it; every replacement must find its place. */
async function example(name, replacements) {
  let text = await readFile(path.join(DOCS, name), "utf8");
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`docs/publiceren/${name} lacks: ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

async function nginx(dir, folder) {
  const [port, plain] = [await freePort(), await freePort()];
  const certificate = [
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
  ];
  const [key, chain] = [path.join(dir, "sleutel.pem"), path.join(dir, "keten.pem")];
  await command("openssl", [
    "req",
    ...certificate,
    "-subj",
    "/CN=voorbeeld.nl",
    "-keyout",
    key,
    "-out",
    chain,
  ]);
  await chmod(key, 0o644);
  const conf = await example("nginx-tls.conf", [
    ["/srv/parels/public", folder],
    ["listen 443 ssl http2;", `listen 127.0.0.1:${port} ssl http2;`],
    ["listen 80;", `listen 127.0.0.1:${plain};`],
    ["/etc/letsencrypt/live/voorbeeld.nl/fullchain.pem", chain],
    ["/etc/letsencrypt/live/voorbeeld.nl/privkey.pem", key],
  ]);
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((n) => `${n}_temp_path ${dir}/${n};`)
    .join("\n");
  const main = path.join(dir, "nginx.conf");
  await writeFile(
    main,
    `daemon off;\npid ${dir}/pid;\nworker_processes 1;\nevents {}\nhttp {\ninclude /etc/nginx/mime.types;\naccess_log off;\n${temp}\n${conf}\n}\n`,
  );
  return {
    port,
    plain,
    tls: true,
    start: [process.env.NGINX ?? "/usr/sbin/nginx", ["-e", "stderr", "-c", main, "-p", dir]],
  };
}

async function caddy(dir, folder) {
  const port = await freePort();
  const conf = await example("Caddyfile", [
    ["/srv/parels/public", folder],
    ["voorbeeld.nl {", `http://:${port} {`],
  ]);
  const main = path.join(dir, "Caddyfile");
  await writeFile(main, `{\n\tadmin off\n\tauto_https off\n}\n${conf}`);
  return { port, brotli: true, start: [process.env.CADDY ?? "/usr/bin/caddy", ["run", "--config", main]] };
}

async function apache(dir, folder) {
  const port = await freePort();
  const conf = await example("apache.conf", [
    ["/srv/parels/public", folder],
    ["*:80", `127.0.0.1:${port}`],
  ]);
  const modules = ["mpm_event", "authz_core", "dir", "mime", "headers", "rewrite"].map(
    (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
  );
  const main = path.join(dir, "apache.conf");
  await writeFile(
    main,
    `ServerRoot ${dir}\nServerName voorbeeld.nl\nPidFile ${dir}/pid\nDefaultRuntimeDir ${dir}\nErrorLog ${dir}/fouten\nListen 127.0.0.1:${port}\n${modules.join("\n")}\nTypesConfig /etc/mime.types\n${conf}`,
  );
  return {
    port,
    brotli: true,
    start: [process.env.APACHE ?? "/usr/sbin/apache2", ["-f", main, "-D", "FOREGROUND"]],
  };
}

/** Asks a server as a browser does; answers status, headers and the bytes behind the compression. */
function ask({ port, tls }, where, headers = {}) {
  const options = {
    host: "127.0.0.1",
    port,
    path: where,
    headers: { host: "voorbeeld.nl", ...headers },
    rejectUnauthorized: false,
  };
  return new Promise((resolve, reject) => {
    const request = (tls ? https : http).get(options, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => {
        const raw = Buffer.concat(chunks);
        const encoding = answer.headers["content-encoding"];
        try {
          const bytes =
            encoding === "br" ? brotliDecompressSync(raw) : encoding === "gzip" ? gunzipSync(raw) : raw;
          resolve({ status: answer.statusCode, headers: answer.headers, raw, bytes });
        } catch (error) {
          reject(new Error(`${where}: ${encoding}: ${error.message}`));
        }
      });
    });
    request.once("error", reject);
  });
}

async function start(prepare, name, temporary) {
  const { dir: folder } = await site(temporary);
  const dir = path.join(temporary, "hosts", name);
  await mkdir(dir);
  await chmod(dir, 0o777);
  const server = await prepare(dir, folder);
  const [program, args] = server.start;
  await access(program);
  const env = { PATH: "/usr/sbin:/usr/bin:/bin", HOME: dir, XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir };
  const child = spawn(program, args, { ...NOBODY, env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  process.once("exit", () => child.kill());
  for (let tries = 0; tries < 150 && child.exitCode === null; tries += 1) {
    const answer = await ask(server, "/").catch(() => undefined);
    if (answer) return { ...server, stop: () => child.kill() };
    await new Promise((done) => {
      setTimeout(done, 100);
    });
  }
  child.kill();
  const logged = await readFile(path.join(dir, "fouten"), "utf8").catch(() => "");
  throw new Error(`${name} does not serve:\n${said}${logged}`);
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

/** What is wrong with the answer for one file. */
async function file(server, { dir, files }, rules, name) {
  const where = `/${name.replace(/(^|\/)index\.html$/, "$1")}`;
  const encodings = server.brotli ? "gzip, br" : "gzip";
  const answer = await ask(server, encodeURI(where), { "accept-encoding": encodings });
  const expected = await readFile(path.join(dir, name));
  const wrong = [];
  if (answer.status !== 200) return [`${where}: status ${answer.status}`];
  if (!answer.bytes.equals(expected)) wrong.push("other bytes");
  const type = TYPES[path.extname(name)];
  if (type && !type.test(answer.headers["content-type"] ?? ""))
    wrong.push(`type ${answer.headers["content-type"]}`);
  const end = server.brotli ? ".br" : ".gz";
  const small = files.includes(name + end) ? await readFile(path.join(dir, name + end)) : expected;
  if (!answer.raw.equals(small)) wrong.push(`not sent as ${name}${end}`);
  for (const [header, values] of headersFor(rules, where, "/"))
    if (answer.headers[header] !== values.join(", ")) wrong.push(`${header}: ${answer.headers[header]}`);
  return wrong.map((what) => `${where}: ${what}`);
}

async function check(server, temporary) {
  const built = await site(temporary);
  const { rules, problems } = readHeaders(built.headers);
  const hidden = (name) => /^(_|\.(?!well-known))/.test(name) || /\.(br|gz)$/.test(name);
  const visible = built.files.filter((name) => !hidden(name));
  problems.push(
    ...notEmpty(visible, "files"),
    ...(await forEach(visible, (name) => file(server, built, rules, name))),
  );
  const expect = async (where, status, headers, more) => {
    const answer = await ask(server, where, more);
    if (answer.status !== status) problems.push(`${where}: status ${answer.status}, not ${status}`);
    for (const [name, value] of Object.entries(headers ?? {}))
      if (!answer.headers[name]?.endsWith(value))
        problems.push(`${where}: ${name} is ${answer.headers[name]}`);
    return answer;
  };
  for (const name of ["/_headers", "/_redirects", "/.parelsnoer", "/index.html.br", "/parels/index.html.gz"])
    await expect(name, 404);
  const missing = await expect("/is/er/niet/", 404, { "x-content-type-options": "nosniff" });
  if (!missing.bytes.equals(await readFile(path.join(built.dir, "404.html"))))
    problems.push("an unknown address is not answered with the 404 page");
  const folder = await ask(server, "/parels");
  if (![301, 308].includes(folder.status) || !folder.headers.location?.endsWith("/parels/"))
    problems.push(`/parels: ${folder.status} ${folder.headers.location}`);
  const whole = await ask(server, "/parels/");
  if (whole.headers["content-encoding"]) problems.push("a browser that takes nothing compressed gets it");
  if (server.plain) {
    const plain = { port: server.plain };
    const secure = await ask(plain, "/parels/");
    if (secure.status !== 301 || secure.headers.location !== "https://voorbeeld.nl/parels/")
      problems.push(`over http: ${secure.status} ${secure.headers.location}`);
    await expect("/", 200, { "strict-transport-security": "max-age=63072000" });
  }
  return problems;
}

export default ({ temporary }) =>
  Object.entries({ nginx, caddy, apache }).map(([name, prepare]) => ({
    name: `hosts: ${name} at the root of a domain: every file, type, small form, header, redirect and 404`,
    limitMs: LIMIT_MS,
    run: async () => {
      const server = await start(prepare, name, temporary);
      try {
        return await check(server, temporary);
      } finally {
        server.stop();
      }
    },
  }));
