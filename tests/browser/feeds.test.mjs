// A feed for every value of every filter: linked from the page of the value, with its newest entries and no others.
import { expectEqual, library } from "./harness/finder.mjs";
import { readXml } from "./harness/formats.mjs";
import { facetPage } from "./harness/kinds.mjs";
import { notEmpty } from "./harness/pool.mjs";

const MOST = 30;

/** The names of the entries in a feed, in its order. */
function named(site, xml) {
  const elements = readXml(xml);
  const links = elements
    .filter(({ name, depth }) => name === "link" && depth === 2)
    .map(({ attributes }) => attributes.href);
  return links.map((href) => site.resolve(href, "index.html").file?.replace(/\/index\.html$/, "") ?? href);
}

async function feeds(site) {
  const entries = await library(site);
  const values = [...new Set(entries.flatMap((entry) => [...entry.values]))].sort();
  const problems = notEmpty(values, "filter values");
  let full = 0;
  for (const value of values) {
    const page = facetPage(...value.split("="));
    const file = page?.replace(/index\.html$/, "atom.xml");
    if (!site.pages.has(page) || !site.files.has(file)) {
      problems.push(`${value}: ${page} or its feed is missing`);
      continue;
    }
    const linked = site.pages
      .get(page)
      .links.some(
        ({ from, value: href }) =>
          from === '<link rel="alternate">' && site.resolve(href, page).file === file,
      );
    if (!linked) problems.push(`${page} does not link to its feed`);
    // A feed tells what is new: an entry without a date has never been so.
    const dated = entries.filter((entry) => entry.values.has(value) && entry.date);
    const expected = dated
      .map(({ date }) => date)
      .sort()
      .reverse()
      .slice(0, MOST);
    const found = named(site, await site.text(file));
    const of = new Map(dated.map(({ name, date }) => [name, date]));
    const strange = found.filter((name) => !of.has(name));
    if (strange.length) problems.push(`${file} has ${strange.slice(0, 3)}, which ${value} does not have`);
    if (new Set(found).size < found.length) problems.push(`${file} has an entry twice`);
    problems.push(
      ...expectEqual(
        `${file}: the dates, newest first`,
        found.map((name) => of.get(name)),
        expected,
      ),
    );
    full += found.length > 1 ? 1 : 0;
  }
  return [
    ...problems,
    ...(full > 10 ? [] : [`only ${full} feeds have more than one entry: the test sees too little`]),
  ];
}

export default ({ root, base }) =>
  [root, base].map((site) => ({
    name: `feeds (${site.name}): one per filter value, with just its newest entries`,
    run: () => feeds(site),
  }));
