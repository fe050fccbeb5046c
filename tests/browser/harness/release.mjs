// A release as the release workflow makes it, of the program under test: the archive for this machine with its checksum,
// laid out as on the server that gives it away. And commands, run to their end.
import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PROGRAM } from "./build.mjs";

export const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));
export const TARGET = `${process.arch === "arm64" ? "aarch64" : "x86_64"}-unknown-linux-musl`;

/** Runs a command to its end: `{ status, output }`. */
export function run(command, args, options) {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: 50_000, maxBuffer: 1e8, ...options }, (error, stdout, stderr) => {
      resolve({ status: error ? (error.code ?? error.signal) : 0, output: `${stdout}${stderr}`, stdout });
    });
  });
}

/** Runs a command that has to succeed; answers what it says. */
export async function succeed(command, args, options) {
  const { status, output, stdout } = await run(command, args, options);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${status}\n${output}`);
  return stdout;
}

/** The paths of all files below a folder, in order. */
export async function filesBelow(folder) {
  const items = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = items.filter((item) => item.isFile());
  return files
    .map((item) => path.relative(folder, path.join(item.parentPath ?? item.path, item.name)))
    .sort();
}

/** Makes the archive and its bill of materials in `folder`; answers their paths. */
export async function dist(folder) {
  const args = ["scripts/dist.mjs", "--target", TARGET, "--binary", PROGRAM, "--out", folder];
  const archive = (await succeed(process.execPath, args, { cwd: REPOSITORY, timeout: 170_000 })).trim();
  return {
    archive,
    bill: archive.replace(/\.tar\.gz$/, ".cdx.json"),
    version: /-(\d+\.\d+\.\d+)-/.exec(archive)[1],
  };
}

let made;

/** The address of the folder with releases, `file:…/`, in which `v0.1.0/` holds this one, with `version`. */
export function release(temporary) {
  made ??= (async () => {
    const folder = path.join(temporary, "uitgave");
    const { version } = await dist(folder);
    const place = path.join(temporary, "uitgaven", `v${version}`);
    await mkdir(place, { recursive: true });
    const names = await readdir(folder);
    for (const name of names) await copyFile(path.join(folder, name), path.join(place, name));
    const sums = names.filter((name) => name.endsWith(".sha256"));
    const lines = await Promise.all(sums.map((name) => readFile(path.join(folder, name), "utf8")));
    await writeFile(path.join(place, "SHA256SUMS"), lines.join(""));
    return { address: `file://${path.dirname(place)}`, place, version };
  })();
  return made;
}
