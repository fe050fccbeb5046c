// A static host in small: the folder under its base path, compressed, the 404 page with its
// status, and the headers of the site's own `_headers`, so that its CSP is in force.
import { createServer } from "node:http";
import path from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".pdf": "application/pdf",
  ".webmanifest": "application/manifest+json",
};
// What static hosts compress: all that is not compressed by itself.
const COMPRESSED = /^(text\/|image\/svg|application\/(json|xml|manifest))/;

/** `_headers` as Netlify and Cloudflare read it: a path per line, its headers indented below. */
export function readHeaders(text) {
  const rules = [];
  const problems = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (!line.trim() || line.trim().startsWith("#")) continue;
    if (!/^\s/.test(line)) {
      rules.push({ path: line.trim(), headers: [], removed: [] });
      continue;
    }
    const header = /^\s+([A-Za-z0-9-]+):\s*(.+)$/.exec(line);
    const removed = /^\s+!\s*([A-Za-z0-9-]+)\s*$/.exec(line);
    if (!rules.length || !(header || removed))
      problems.push(`_headers:${index + 1}: cannot be read: ${line}`);
    else if (header) rules.at(-1).headers.push([header[1].toLowerCase(), header[2].trim()]);
    else rules.at(-1).removed.push(removed[1].toLowerCase());
  }
  for (const rule of rules) {
    const pattern = rule.path
      .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/:[a-z]\w*/gi, "[^/]+");
    rule.matches = (pathname) => new RegExp(`^${pattern}$`).test(pathname);
  }
  return { rules, problems };
}

/** The headers of one address, as name → list of values; hosts join several with a comma. */
export function headersFor(rules, pathname, basePath) {
  const found = new Map();
  // A host that serves a sub-path may match with or without it: the file does not say.
  const short = `/${pathname.slice(basePath.length)}`;
  for (const rule of rules) {
    if (!rule.matches(pathname) && !rule.matches(short)) continue;
    for (const name of rule.removed) found.delete(name);
    for (const [name, value] of rule.headers) found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
}

/** Serves the site on a free port; sets `site.address`; returns what closes it. */
export async function serve(site) {
  const basePath = site.baseUrl.pathname;
  const rules = site.files.has("_headers") ? readHeaders(await site.text("_headers")).rules : [];

  const smaller = new Map();
  const zipped = async (file) => {
    if (!smaller.has(file)) smaller.set(file, gzipSync(await site.bytes(file)));
    return smaller.get(file);
  };

  async function answer(request, response) {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    const send = async (status, file) => {
      for (const [name, values] of headersFor(rules, pathname, basePath))
        response.setHeader(name, values.join(", "));
      const type = TYPES[path.extname(file).toLowerCase()] ?? "application/octet-stream";
      // Hosts send text compressed, which decides how long a slow line takes.
      const small = COMPRESSED.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
      response.setHeader("content-type", type);
      response.setHeader("vary", "accept-encoding");
      if (small) response.setHeader("content-encoding", "gzip");
      response.writeHead(status);
      response.end(await (small ? zipped(file) : site.bytes(file)));
    };
    if (!["GET", "HEAD"].includes(request.method)) return response.writeHead(405).end();
    // What lies outside the base path is somebody else's site.
    if (!pathname.startsWith(basePath))
      return response.writeHead(404, { "content-type": "text/plain" }).end("outside the site");
    let file = decodeURIComponent(pathname.slice(basePath.length));
    if (file === "" || file.endsWith("/")) file += "index.html";
    else if (site.files.has(`${file}/index.html`))
      return response.writeHead(301, { location: `${pathname}/` }).end();
    // Only files that were found when the folder was read are served: no path can climb out of it.
    if (site.files.has(file) && !file.startsWith("_")) return send(200, file);
    if (site.files.has("404.html")) return send(404, "404.html");
    return response.writeHead(404, { "content-type": "text/plain" }).end("not found");
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end(String(error));
    });
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  site.address = new URL(basePath, `http://127.0.0.1:${server.address().port}`).href;
  return () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
}
