// The archive of a release: what is in it, that it is the same every time, and that it is all an editor needs. It is
// unpacked where there is no Rust and no Node, and another user goes from `init` to a site in the browser. `scripts/install`
// takes it only when its checksum is right.
import { spawn } from "node:child_process";
import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { dist, REPOSITORY, release, run, succeed } from "./harness/release.mjs";

const HELD = [
  "CHANGELOG.md",
  "LEESMIJ.txt",
  "LICENSE-APACHE",
  "LICENSE-MIT",
  "LICENSE-schibsted-grotesk.OFL.txt",
  "LICENSES-THIRD-PARTY.txt",
  "completions/_parelsnoer",
  "completions/_parelsnoer.ps1",
  "completions/parelsnoer.bash",
  "completions/parelsnoer.elv",
  "completions/parelsnoer.fish",
  "parelsnoer",
  "parelsnoer.1",
  "parelsnoer.cdx.json",
];
/** `nobody` on Debian, when there are rights to give away. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

async function contents(temporary) {
  const { place } = await release(temporary);
  const archive = path.join(
    place,
    (await readdir(place)).find((name) => name.endsWith(".tar.gz")),
  );
  const again = await dist(path.join(temporary, "uitgave-2"));
  const problems = [];
  if (!(await readFile(archive)).equals(await readFile(again.archive)))
    problems.push("the archive is another one when it is made again");
  const listed = (await succeed("tar", ["-tzf", archive])).trim().split("\n");
  const held = listed.filter((name) => !name.endsWith("/")).map((name) => name.slice(name.indexOf("/") + 1));
  if (JSON.stringify(held.sort()) !== JSON.stringify([...HELD].sort()))
    problems.push(`it holds ${held.join(", ")}`);
  const text = (name) => succeed("tar", ["-xzOf", archive, `${path.basename(archive, ".tar.gz")}/${name}`]);
  const bill = JSON.parse(await text("parelsnoer.cdx.json"));
  const licences = await text("LICENSES-THIRD-PARTY.txt");
  if (bill.bomFormat !== "CycloneDX" || bill.components.length < 50)
    problems.push(`the bill of materials has ${bill.components.length} components`);
  const known = new Set([bill.metadata.component, ...bill.components].map((each) => each["bom-ref"]));
  for (const { ref, dependsOn } of bill.dependencies)
    for (const each of [ref, ...dependsOn]) if (!known.has(each)) problems.push(`the bill lacks ${each}`);
  for (const { name, version, licenses } of bill.components) {
    if (!licenses) problems.push(`${name} has no licence in the bill`);
    if (!licences.includes(`${name} ${version}`)) problems.push(`${name} is not in LICENSES-THIRD-PARTY.txt`);
  }
  for (const name of ["criterion", "jsonschema", "syn"])
    if (bill.components.some((each) => each.name === name))
      problems.push(`${name} is not compiled into the program`);
  if (!(await text("parelsnoer.1")).includes(".SH NAAM")) problems.push("the manual page is empty");
  return problems;
}

/** Waits until a program says where it serves. */
function address(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", () => reject(new Error(`serve ended: ${said}`)));
  });
}

async function emptyPlace(temporary) {
  const { place } = await release(temporary);
  const root = path.join(temporary, "leeg");
  await mkdir(root);
  await chmod(temporary, 0o711);
  await chmod(root, 0o777);
  const archive = (await readdir(place)).find((name) => name.endsWith(".tar.gz"));
  await copyFile(path.join(place, archive), path.join(root, archive));
  await chmod(path.join(root, archive), 0o644);
  // Nothing of this machine: no PATH, no HOME, no language.
  const options = { cwd: root, env: {}, ...NOBODY };
  await succeed("/bin/tar", ["-xzf", archive], { ...options, env: { PATH: "/usr/bin:/bin" } });
  const program = path.join(root, path.basename(archive, ".tar.gz"), "parelsnoer");
  const said = await succeed(program, ["--version"], options);
  const problems = [];
  if (!/^parelsnoer \d+\.\d+\.\d+ \([0-9a-f]{9}, \d{4}-\d\d-\d\d\)\n$/.test(said))
    problems.push(`--version: ${said}`);
  await succeed(program, ["init", "site", "--ci", "github"], options);
  const inside = { ...options, cwd: path.join(root, "site") };
  await succeed(program, ["check", "--strict"], inside);
  await succeed(program, ["build", "--strict"], inside);
  const page = await readFile(path.join(root, "site/public/parels/samen-eten/index.html"), "utf8");
  const child = spawn(program, ["serve", "--port", "0"], { ...inside, stdio: ["ignore", "pipe", "pipe"] });
  try {
    const served = await fetch(new URL("parels/samen-eten/", await address(child)));
    if (
      served.status !== 200 ||
      !(await served.text()).includes("Samen eten") ||
      !page.includes("Samen eten")
    )
      problems.push(`serve answers with ${served.status}`);
  } finally {
    child.kill();
  }
  return problems;
}

async function install(temporary) {
  const { place, version } = await release(temporary);
  const bad = path.join(temporary, "vervalst");
  await mkdir(bad);
  for (const name of await readdir(place)) await copyFile(path.join(place, name), path.join(bad, name));
  const archive = (await readdir(bad)).find((name) => name.endsWith(".tar.gz"));
  await writeFile(path.join(bad, archive), "iets anders");
  const attempt = (folder, more) =>
    run(path.join(REPOSITORY, "scripts/install"), [], {
      env: {
        PATH: "/usr/bin:/bin",
        WANTED: version,
        RELEASES: `file://${folder}`,
        ATTESTATION: "none",
        TARGET_DIR: path.join(temporary, "geplaatst"),
        ...more,
      },
    });
  const problems = [];
  const expect = async (what, folder, status, words, more) => {
    const said = await attempt(folder, more);
    if ((said.status === 0) !== (status === 0) || !said.output.includes(words))
      problems.push(`${what}: ${said.status} ${said.output}`);
  };
  await expect("another archive", bad, 1, "the checksum of");
  if ((await readdir(temporary)).includes("geplaatst")) problems.push("a forged program was put on the PATH");
  await expect("without gh", place, 1, "gh is needed", { ATTESTATION: "required", PATH: "/bin:/usr/bin" });
  await expect("a version that is none", place, 1, "is no version", { WANTED: "0.1.0; id" });
  await expect("another version", place, 1, "cannot be fetched", { WANTED: "9.9.9" });
  await expect("the release", place, 0, `parelsnoer ${version}`);
  return problems;
}

export default ({ temporary }) => [
  {
    name: "dist: the archive holds program, manual, completions, licences and bill",
    run: () => contents(temporary),
  },
  {
    name: "dist: another user without Rust and Node comes from init to a site",
    run: () => emptyPlace(temporary),
  },
  {
    name: "dist: the action installs only what has the checksum of the release",
    run: () => install(temporary),
  },
];
