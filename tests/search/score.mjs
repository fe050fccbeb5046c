// Measures how well the finder answers graded needs, with the index of a built site and no browser:
//   node tests/search/score.mjs <site> [needs.tsv …] [--all]
//
// A need has a term, a sentence, the entries that really answer (grade 2) and those that help (grade 1). Prints nDCG@10 with
// linear gains and recall@5 of grade 2.
import { readFileSync } from "node:fs";
import { openSite } from "./site.mjs";

/** @param {string} file */
export function readNeeds(file) {
  const [head, ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const keys = head.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    const need = Object.fromEntries(keys.map((key, i) => [key, (cells[i] ?? "").trim()]));
    const list = (/** @type {string} */ text) => text.split(";").filter(Boolean);
    return {
      ...need,
      grades: new Map([...list(need.ook).map((n) => [n, 1]), ...list(need.goed).map((n) => [n, 2])]),
    };
  });
}

/** @param {number[]} gains */
const dcg = (gains) => gains.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);

/**
 * @param {string[]} found
 * @param {Map<string, number>} grades
 */
export function measure(found, grades) {
  const ideal = [...grades.values()].sort((a, b) => b - a).slice(0, 10);
  const good = [...grades].filter(([, grade]) => grade === 2).map(([name]) => name);
  const seen = good.filter((name) => found.slice(0, 5).includes(name));
  return {
    ndcg: dcg(found.slice(0, 10).map((name) => grades.get(name) ?? 0)) / dcg(ideal),
    recall: seen.length / Math.min(5, good.length),
  };
}

const mean = (/** @type {number[]} */ all) => all.reduce((a, b) => a + b, 0) / all.length;

/**
 * The means of all needs, by the term and by the sentence.
 *
 * @param {(query: string) => Promise<string[]>} answer
 * @param {ReturnType<typeof readNeeds>} needs
 */
export async function score(answer, needs) {
  const rows = [];
  for (const need of needs) {
    for (const way of ["zoekterm", "vraag"]) {
      const found = await answer(need[way]);
      rows.push({ need, way, found, ...measure(found, need.grades) });
    }
  }
  const of = (way, key) => mean(rows.filter((row) => row.way === way).map((row) => row[key]));
  return {
    rows,
    terms: { ndcg: of("zoekterm", "ndcg"), recall: of("zoekterm", "recall") },
    sentences: { ndcg: of("vraag", "ndcg"), recall: of("vraag", "recall") },
  };
}

if (process.argv[1] === import.meta.filename) {
  const [site, ...rest] = process.argv.slice(2);
  const { answer } = openSite(site);
  for (const file of rest.filter((word) => !word.startsWith("--"))) {
    const result = await score(answer, readNeeds(file));
    const text = ({ ndcg, recall }) => `nDCG ${ndcg.toFixed(3)}, recall ${recall.toFixed(3)}`;
    console.log(`${file}: terms ${text(result.terms)}; sentences ${text(result.sentences)}`);
    const limit = rest.includes("--all") ? 2 : 0.75;
    if (rest.includes("--miss") || rest.includes("--all"))
      for (const { need, way, found, ndcg } of result.rows.sort((a, b) => a.ndcg - b.ndcg))
        if (ndcg < limit)
          console.log(
            `${ndcg.toFixed(2)} ${need.id} ${need[way]}\n     ${found
              .slice(0, 8)
              .map((n) => (need.grades.get(n) ? "*".repeat(need.grades.get(n)) : "") + n)
              .join(" ")}\n     mist: ${[...need.grades]
              .filter(([n, g]) => g === 2 && !found.slice(0, 6).includes(n))
              .map(([n]) => `${n}@${found.indexOf(n) + 1}`)
              .join(" ")}`,
          );
  }
}
