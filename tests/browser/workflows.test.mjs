// The steps of the workflows that `init --ci` writes run here, in order, in a repository with a change in it, as they would at
// GitHub and GitLab; the program comes out of a release on this disk, by the same way as from the server.
import { chmod, cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { REPOSITORY, release, run } from "./harness/release.mjs";
import { read } from "./harness/repository.mjs";

const CONTENT = fileURLToPath(new URL("../../content/", import.meta.url));
/** The step that installs the program. */
const OWN_ACTION = "sociaalwerknederland/parelsnoer@";

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

export default ({ temporary }) => [
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
