// Hostile content that an editor may not publish: every string of hostile/strings.json is refused, in every format.
import { access } from "node:fs/promises";
import path from "node:path";
import { parelsnoer } from "./harness/build.mjs";
import { problem } from "./hostile/problem.mjs";
import { refusals, writeRefusals } from "./hostile/refusals.mjs";
import { readStrings } from "./hostile/tree.mjs";

const LEAST = 150;
const LIMIT_MS = 120_000;

async function refused(temporary) {
  const dir = path.join(temporary, "hostile-refused");
  const found = refusals(await readStrings());
  await writeRefusals(dir, found);
  const problems = found.length < LEAST ? [`only ${found.length} files`] : [];
  const check = async (format) => {
    const { status, stdout } = await parelsnoer("check", "--content", dir, "--format", format);
    if (status !== 1) problems.push(`check --format ${format} ended with ${status}`);
    return stdout;
  };
  const findings = JSON.parse(await check("json")).bevindingen;
  const rules = new Map();
  for (const { regel, bestand, ernst } of findings) {
    if (ernst === "fout") rules.set(bestand, [...(rules.get(bestand) ?? []), regel]);
  }
  for (const { file, rule, text } of found) {
    const own = [...rules].find(([name]) => name.endsWith(`/${file}`))?.[1] ?? [];
    if (!own.includes(rule))
      problems.push(problem(`${file}: ${rule} is not reported, but [${own}], for`, text));
  }
  for (const format of ["sarif", "gitlab"]) JSON.parse(await check(format));
  const strange = (await check("github"))
    .split("\n")
    .filter(
      (line) => line && !/^::(error|warning)( file=|::nog \d+ (fouten|waarschuwingen) meer; )/.test(line),
    );
  problems.push(
    ...strange.map((line) => problem("check --format github: a line that is no annotation:", line)),
  );
  const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.exec(
    await check("human"),
  );
  if (control)
    problems.push(`check sends U+${control[0].charCodeAt(0).toString(16).padStart(4, "0")} to the terminal`);
  const output = path.join(temporary, "hostile-refused-uit");
  const { status } = await parelsnoer("build", "--content", dir, "--output", output);
  const written = await access(output).then(
    () => true,
    () => false,
  );
  if (status !== 1 || written)
    problems.push(`build ended with ${status} and ${written ? "wrote a site" : "wrote nothing"}`);
  return problems;
}

export default ({ temporary }) => [
  {
    name: "hostile: what may not be published is refused, in every format",
    limitMs: LIMIT_MS,
    run: () => refused(temporary),
  },
];
