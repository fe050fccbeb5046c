// Graded needs of readers: how high the finder puts what answers them, and that `parelsnoer zoek` says the same.
import { mkdtemp, writeFile } from "node:fs/promises";
import path from "node:path";
import { readNeeds, score } from "../search/score.mjs";
import { openSite } from "../search/site.mjs";
import { parelsnoer } from "./harness/build.mjs";
import { answers, withFinder } from "./harness/finder.mjs";

const LEAST = {
  "needs.tsv": { terms: { ndcg: 0.77, recall: 0.86 }, sentences: { ndcg: 0.72, recall: 0.82 } },
  "more-needs.tsv": { terms: { ndcg: 0.79, recall: 0.81 }, sentences: { ndcg: 0.75, recall: 0.78 } },
  // Written after most weights were chosen; the last ones were seen with these, too.
  "unseen-needs.tsv": { terms: { ndcg: 0.75, recall: 0.88 }, sentences: { ndcg: 0.75, recall: 0.83 } },
};

const needs = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const problems = [];
    for (const [file, least] of Object.entries(LEAST)) {
      const all = readNeeds(new URL(`../search/${file}`, import.meta.url).pathname);
      const asked = all.flatMap(({ zoekterm, vraag }) => [zoekterm, vraag]);
      const found = new Map((await answers(page, asked)).map((names, i) => [asked[i], names]));
      const result = await score(async (query) => found.get(query) ?? [], all);
      for (const way of ["terms", "sentences"]) {
        console.log(
          `        ${file}, ${way}: nDCG@10 ${result[way].ndcg.toFixed(3)}, recall@5 ${result[way].recall.toFixed(3)}`,
        );
        for (const key of ["ndcg", "recall"])
          if (result[way][key] < least[way][key])
            problems.push(`${file}: ${key} of ${way} is ${result[way][key]}; at least ${least[way][key]}`);
      }
    }
    return problems;
  });

const sameAsCommand = (browser, site, temporary) =>
  withFinder(browser, site, "", async (page) => {
    const all = readNeeds(new URL("../search/needs.tsv", import.meta.url).pathname);
    const asked = all.flatMap(({ zoekterm, vraag }) => [zoekterm, vraag]);
    const file = path.join(await mkdtemp(path.join(temporary, "zoek-")), "vragen.tsv");
    await writeFile(file, asked.map((query) => `${query}\n`).join(""));
    const { stdout } = await parelsnoer("zoek", "--fetch", file, "--format", "json", "--number", "20");
    const printed = JSON.parse(stdout).zoekvragen;
    const shown = await answers(page, asked);
    return asked.flatMap((query, i) => {
      const own = printed[i].treffers.map(({ vermelding }) => vermelding);
      return JSON.stringify(own) === JSON.stringify(shown[i].slice(0, own.length)) && own.length
        ? []
        : [`«${query}»: the command gives ${own.slice(0, 4)}, the page ${shown[i].slice(0, 4)}`];
    });
  });

/** Whoever types what an entry is called finds that first; asked of the index itself, because there are hundreds of names. */
const exactNames = async (site) => {
  const { index, names, answer } = openSite(site.dir);
  const called = new Map();
  for (const [doc, list] of index.names.entries())
    if (!index.hidden.has(doc))
      for (const name of list) called.set(name, [...(called.get(name) ?? []), names[doc]]);
  const problems = called.size > names.length / 2 ? [] : [`only ${called.size} names`];
  for (const [name, own] of called) {
    const [first] = await answer(name);
    if (!own.includes(first)) problems.push(`«${name}» finds ${first} before ${own}`);
  }
  return problems;
};

export default ({ browser, root, temporary }) => [
  { name: "needs: what answers stands high", run: () => needs(browser, root) },
  { name: "needs: an exact name is first", run: () => exactNames(root) },
  {
    name: "needs: the command line and the page give the same",
    limitMs: 120_000,
    run: () => sameAsCommand(browser, root, temporary),
  },
];
