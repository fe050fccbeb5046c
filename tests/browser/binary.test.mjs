// The program is one file: copied to an empty folder, without any variable of the surroundings, it makes a content
// folder and a site of it, theme and all. README says how large it is.
import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { PROGRAM } from "./harness/build.mjs";
import { Site } from "./harness/site.mjs";

const README = new URL("../../README.md", import.meta.url);

function run(command, args, cwd) {
  return new Promise((resolve) => {
    execFile(command, args, { cwd, env: {} }, (error, stdout, stderr) => {
      resolve({ status: error ? (error.code ?? error.signal) : 0, output: `${stdout}${stderr}` });
    });
  });
}

async function alone(temporary) {
  const dir = path.join(temporary, "alleen");
  await mkdir(dir);
  const program = path.join(dir, "parelsnoer");
  await copyFile(PROGRAM, program);
  const problems = [];
  for (const args of [
    ["init", "content"],
    ["check", "--strict"],
    ["build", "--strict"],
  ]) {
    const { status, output } = await run(program, args, dir);
    if (status !== 0) problems.push(`parelsnoer ${args.join(" ")} ended with ${status}: ${output}`);
  }
  const made = (await readdir(dir)).sort().join(" ");
  if (made !== "content parelsnoer public") problems.push(`the folder holds ${made}`);
  if (problems.length) return problems;
  const site = await Site.read({
    name: "alleen",
    dir: path.join(dir, "public"),
    baseUrl: "https://voorbeeld.nl/",
  });
  const loaded = [...site.pages].flatMap(([file, page]) =>
    page.links.filter(({ role }) => role === "load").map(({ value }) => [file, value]),
  );
  for (const [file, value] of loaded)
    if (!site.resolve(value, file).file) problems.push(`${file} loads ${value}, which is not there`);
  if (site.pages.size < 20 || !loaded.some(([, value]) => value.endsWith(".css")))
    problems.push(`${site.pages.size} pages that load ${loaded.length} files`);
  return problems;
}

async function size() {
  const stated = /binary is ([\d.]+) MB/.exec(await readFile(README, "utf8"));
  if (!stated) return ["README does not state the size of the binary"];
  const megabytes = (await stat(PROGRAM)).size / 1e6;
  const off = Math.abs(megabytes / Number(stated[1]) - 1);
  return off > 0.1 ? [`the binary is ${megabytes.toFixed(1)} MB; README says ${stated[1]}`] : [];
}

export default ({ temporary }) => [
  { name: "binary: alone in an empty folder it makes content and a site", run: () => alone(temporary) },
  { name: "binary: README states its size", run: size },
];
