// Repositories as `init --ci` makes them, each once.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { PROGRAM } from "./build.mjs";
import { succeed } from "./release.mjs";

export const WORKFLOWS = {
  github: ".github/workflows/site.yml",
  gitlab: ".gitlab-ci.yml",
  forgejo: ".forgejo/workflows/site.yml",
};

const repositories = new Map();

/** A folder made by `init --ci`, once. */
export function made(temporary, host) {
  if (!repositories.has(host)) {
    const dir = path.join(temporary, `init-${host}`);
    repositories.set(
      host,
      succeed(PROGRAM, ["init", dir, "--ci", host]).then(() => dir),
    );
  }
  return repositories.get(host);
}

/** The workflow in it. */
export const read = async (temporary, host) =>
  readFile(path.join(await made(temporary, host), WORKFLOWS[host]), "utf8");
