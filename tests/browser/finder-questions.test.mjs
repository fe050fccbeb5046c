// Questions as members ask them, with the entry that should be among the first five.
// Prints how many are (recall) and how high they stand (mean reciprocal rank).
import { readFileSync } from "node:fs";
import { answers, withFinder } from "./harness/finder.mjs";

const QUESTIONS = JSON.parse(readFileSync(new URL("questions.json", import.meta.url), "utf8"));
const FIRST = 5;
const LEAST_RECALL = 0.95;
const LEAST_QUESTIONS = 45;

const questions = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const problems = QUESTIONS.length < LEAST_QUESTIONS ? [`only ${QUESTIONS.length} questions`] : [];
    for (const { vermelding } of QUESTIONS)
      if (!site.pages.has(`${vermelding}/index.html`)) problems.push(`${vermelding} does not exist`);
    const found = await answers(
      page,
      QUESTIONS.map(({ vraag }) => vraag),
    );
    const ranks = QUESTIONS.map(({ vermelding }, i) => found[i].indexOf(vermelding) + 1);
    const recall = ranks.filter((rank) => rank > 0 && rank <= FIRST).length / ranks.length;
    const reciprocal = ranks.reduce((sum, rank) => sum + (rank ? 1 / rank : 0), 0) / ranks.length;
    console.log(
      `        ${ranks.length} questions: recall@${FIRST} ${(100 * recall).toFixed(1)} %, mean reciprocal rank ${reciprocal.toFixed(3)}`,
    );
    const missed = QUESTIONS.flatMap(({ vraag, vermelding }, i) =>
      ranks[i] > 0 && ranks[i] <= FIRST
        ? []
        : [
            `«${vraag}» has ${vermelding} at ${ranks[i] || "no place"}; first: ${found[i].slice(0, FIRST).join(", ")}`,
          ],
    );
    // A few may be missed: they are shown all the same.
    if (recall >= LEAST_RECALL) {
      for (const line of missed) console.log(`        missed: ${line}`);
    } else problems.push(`recall ${recall}; at least ${LEAST_RECALL} is asked`, ...missed);
    return problems;
  });

export default ({ browser, root }) => [
  {
    name: `finder: questions have their entry among the first ${FIRST}`,
    run: () => questions(browser, root),
  },
];
