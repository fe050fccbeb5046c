// Builds the real content with the release binary, as an editor's CI would.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Site } from "./site.mjs";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));
const ORIGIN = "https://parels.test";

const TARGET = path.resolve(REPOSITORY, process.env.CARGO_TARGET_DIR || "target");
/** The release binary. */
export const PROGRAM = path.join(
  TARGET,
  "release",
  `parelsnoer${process.platform === "win32" ? ".exe" : ""}`,
);

export const VARIANTS = [
  { name: "root", baseUrl: `${ORIGIN}/`, flags: ["--base-url", `${ORIGIN}/`] },
  { name: "base", baseUrl: `${ORIGIN}/een/pad/`, flags: ["--base-url", `${ORIGIN}/een/pad/`] },
  { name: "portable", portable: true, flags: ["--portable"] },
];

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: REPOSITORY, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"])
      child[name].setEncoding("utf8").on("data", (chunk) => {
        output[name] += chunk;
      });
    child.once("error", reject);
    child.once("close", (status, signal) => resolve({ status: status ?? signal, ...output }));
  });
}

/** Runs the program; answers `{ status, stdout, stderr }`. */
export function parelsnoer(...args) {
  return run(PROGRAM, args);
}

/**
 * Builds one variant of a content folder into a folder of its own under `temporary`; throws with the program's own
 * words.
 */
export async function build({ flags, content = "content", ...variant }, temporary) {
  const dir = path.join(temporary, variant.name);
  const args = ["build", "--content", content, "--output", dir, ...flags];
  const { status, stdout, stderr } = await parelsnoer(...args);
  if (status !== 0)
    throw new Error(`parelsnoer ${args.join(" ")} ended with ${status}\n${stderr}${stdout}`.slice(0, 5000));
  const site = await Site.read({ ...variant, dir });
  if (site.portable) site.address = pathToFileURL(`${dir}/`).href;
  return site;
}
