// The files for machines: sitemap, feed, robots, redirects, headers and data. Each exists,
// can be read by a strict reader, and names only addresses of this site that exist.

import { readCsv, readEntries, readXml } from "./harness/formats.mjs";
import { entryOf, FINDER, HOME, NOT_FOUND } from "./harness/kinds.mjs";
import { notEmpty } from "./harness/pool.mjs";
import { headersFor, readHeaders } from "./harness/server.mjs";

/** A problem per address that is not absolute, not on the site, or leads nowhere. */
function absolute(site, where, addresses) {
  return addresses.flatMap((value) => {
    if (!value.startsWith(site.baseUrl.href))
      return [`${where}: ${value} does not begin with ${site.baseUrl.href}`];
    const { problem } = site.resolve(value, HOME);
    return problem ? [`${where}: ${value} ${problem}`] : [];
  });
}

async function sitemap(site) {
  const elements = readXml(await site.text("sitemap.xml"));
  const addresses = elements.filter(({ name }) => name === "loc").map(({ text }) => text.trim());
  const problems = [
    ...notEmpty(addresses, "addresses in sitemap.xml"),
    ...absolute(site, "sitemap.xml", addresses),
  ];
  const listed = new Set(addresses);
  for (const [file] of site.readable) {
    const wanted = entryOf(file) || file === HOME;
    if (wanted && !listed.has(site.urlOf(file).href)) problems.push(`sitemap.xml lacks ${file}`);
  }
  for (const [file, page] of site.pages) {
    const unwanted = page.redirect || file === NOT_FOUND;
    if (unwanted && listed.has(site.urlOf(file).href))
      problems.push(`sitemap.xml lists ${file}, which is not a page to find`);
  }
  if (listed.size < addresses.length) problems.push("sitemap.xml lists an address twice");
  return problems;
}

async function atom(site) {
  const elements = readXml(await site.text("atom.xml"));
  const entries = elements.filter(({ name }) => name === "entry");
  const problems = notEmpty(entries, "entries in atom.xml");
  if (elements[0]?.name !== "feed" || elements[0].attributes.xmlns !== "http://www.w3.org/2005/Atom")
    problems.push("the root is not an Atom feed");
  for (const required of ["id", "title", "updated"]) {
    const of = (depth) =>
      elements.filter(
        (element) => element.name === required && element.depth === depth && element.text.trim(),
      );
    if (of(1).length !== 1) problems.push(`the feed needs one ${required}`);
    if (of(2).length < entries.length) problems.push(`an entry lacks its ${required}`);
  }
  for (const { text } of elements.filter(({ name }) => ["updated", "published"].includes(name))) {
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text.trim()))
      problems.push(`${text} is not a date of RFC 3339`);
  }
  const ids = elements.filter(({ name }) => name === "id").map(({ text }) => text);
  if (new Set(ids).size < ids.length) problems.push("two ids are the same");
  const links = elements.filter(({ name }) => name === "link").map(({ attributes }) => attributes.href ?? "");
  return [...problems, ...absolute(site, "atom.xml", links)];
}

async function robots(site) {
  const lines = (await site.text("robots.txt")).split(/\r?\n/);
  const problems = lines.some((line) => /^user-agent:\s*\S/i.test(line))
    ? []
    : ["robots.txt names no User-agent"];
  for (const line of lines)
    if (!/^\s*(#.*|[a-z-]+:.*)?$/i.test(line)) problems.push(`robots.txt: cannot be read: ${line}`);
  const maps = lines.map((line) => /^sitemap:\s*(\S+)/i.exec(line)?.[1]).filter(Boolean);
  return [...problems, ...absolute(site, "robots.txt", maps)];
}

async function redirects(site) {
  const problems = [];
  for (const [index, line] of (await site.text("_redirects")).split(/\r?\n/).entries()) {
    if (!line.trim() || line.startsWith("#")) continue;
    const [from, to, status = "301", ...rest] = line.trim().split(/\s+/);
    const complain = (why) => problems.push(`_redirects:${index + 1}: ${line.trim()}: ${why}`);
    if (!to || rest.length || !/^30[1278]$/.test(status)) {
      complain("not `from to status`");
      continue;
    }
    const target = site.resolve(to, HOME);
    if (target.problem) complain(`the target ${target.problem}`);
    if (!from.startsWith(site.baseUrl.pathname))
      complain(`the source leaves the base path ${site.baseUrl.pathname}`);
    const source = site.resolve(from, HOME);
    if (source.file && !site.pages.get(source.file)?.redirect) complain("the source is a page of the site");
  }
  return problems;
}

async function headers(site) {
  const { rules, problems } = readHeaders(await site.text("_headers"));
  for (const file of site.files) {
    if (file.startsWith("_")) continue;
    const { pathname } = site.urlOf(file);
    const found = headersFor(rules, pathname, site.baseUrl.pathname);
    for (const [name, values] of found) {
      // Hosts join the values of two rules with a comma, and then neither of them holds.
      if (values.length > 1)
        problems.push(`${pathname}: ${name} is given ${values.length} times: ${values.join(" | ")}`);
    }
    if (!file.endsWith(".html")) continue;
    const policy = (found.get("content-security-policy") ?? []).join(", ");
    const directives = Object.fromEntries(
      policy
        .split(";")
        .map((part) => part.trim().split(/\s+/))
        .map(([name, ...rest]) => [name, rest]),
    );
    if (!(directives["script-src"] ?? directives["default-src"]))
      problems.push(`${pathname}: no Content-Security-Policy for scripts`);
    if (!(directives["style-src"] ?? directives["default-src"]))
      problems.push(`${pathname}: no Content-Security-Policy for styles`);
    const loose = policy.match(/'[a-z-]*unsafe-[a-z-]+'|https?:\S*|(?<=\s)\*(?=[\s;]|$)/g);
    if (loose) problems.push(`${pathname}: the Content-Security-Policy allows ${loose.join(" ")}`);
  }
  return problems;
}

async function data(site) {
  const entries = await readEntries(site);
  const problems = notEmpty(entries, "entries in data/vermeldingen.json");
  const listed = new Set();
  for (const { address, target } of entries) {
    if (target.problem || !target.file)
      problems.push(`vermeldingen.json: ${address} ${target.problem ?? "is not on the site"}`);
    else if (!entryOf(target.file)) problems.push(`vermeldingen.json: ${address} is not an entry`);
    else listed.add(target.file);
  }
  for (const [file] of site.readable)
    if (entryOf(file) && !listed.has(file)) problems.push(`vermeldingen.json lacks ${file}`);

  const [head, ...rows] = readCsv(await site.text("data/vermeldingen.csv"));
  rows.forEach((row, index) => {
    if (row.length !== head.length)
      problems.push(`vermeldingen.csv: row ${index + 2} has ${row.length} fields, the head ${head.length}`);
  });
  if (new Set(head).size < head.length) problems.push("vermeldingen.csv: two columns have the same name");
  if (rows.length !== entries.length)
    problems.push(`vermeldingen.csv has ${rows.length} rows, vermeldingen.json ${entries.length}`);
  return problems;
}

async function readable(site) {
  const problems = [];
  for (const file of site.files) {
    try {
      if (/\.(json|webmanifest)$/.test(file)) JSON.parse(await site.text(file));
      if (/\.(xml|svg)$/.test(file)) readXml(await site.text(file));
      if (file.endsWith(".csv")) readCsv(await site.text(file));
    } catch (error) {
      problems.push(`${file}: ${error.message}`);
    }
  }
  return problems;
}

// What pages load may be cached for ever, because its name changes with its content.
function hashedNames(site) {
  const loaded = new Set();
  for (const [file, page] of site.pages) {
    for (const { value, role } of page.links) {
      const target = role === "load" ? site.resolve(value, file).file : null;
      if (target && /\.(css|js|woff2?|png|jpe?g|gif|webp|avif|svg|ico)$/i.test(target)) loaded.add(target);
    }
  }
  const bare = [...loaded].filter((file) => !/[.-][0-9a-f]{8,64}\.[a-z0-9]+$/.test(file));
  return [...notEmpty(loaded, "loaded files"), ...bare.map((file) => `${file}: no content hash in its name`)];
}

export default ({ root, base, portable }) => [
  ...[root, base].flatMap((site) => [
    { name: `files (${site.name}): sitemap.xml is well-formed and complete`, run: () => sitemap(site) },
    { name: `files (${site.name}): atom.xml is a well-formed feed`, run: () => atom(site) },
    { name: `files (${site.name}): robots.txt can be read`, run: () => robots(site) },
    { name: `files (${site.name}): _redirects lead from old addresses to pages`, run: () => redirects(site) },
    {
      name: `files (${site.name}): _headers give every page a strict CSP, and no header twice`,
      run: () => headers(site),
    },
    { name: `files (${site.name}): vermeldingen.json and .csv hold every entry`, run: () => data(site) },
    {
      name: `files (${site.name}): what pages load has a content hash in its name`,
      run: async () => hashedNames(site),
    },
  ]),
  ...[root, base, portable].map((site) => ({
    name: `files (${site.name}): every JSON, XML, SVG and CSV file parses`,
    run: () => readable(site),
  })),
  {
    name: "files (root): home, finder and 404 page exist",
    run: async () =>
      [HOME, FINDER, NOT_FOUND].filter((file) => !root.pages.has(file)).map((file) => `${file} is missing`),
  },
];
