// The speed of the finder of a made library, as finder-speed.test.mjs measures it for the real content:
//
//   node tests/browser/speed.mjs          10,000 entries
//   node tests/browser/speed.mjs 2000     another number
//
// Needs `cargo build --release`. Not a part of tests/run, because it takes some minutes.
import { spawnSync } from "node:child_process";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./harness/browser.mjs";
import { build } from "./harness/build.mjs";
import { runAll } from "./harness/pool.mjs";
import { serve } from "./harness/server.mjs";
import { promises } from "./harness/speed.mjs";

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const entries = Number(process.argv[2] ?? 10_000);
const ASKED = {
  values: ["thema=preventie", "soort=parel", "thema=mantelzorg", "soort=verhaal"],
  word: "eenzaamheid",
  query: "eenzame ouderen in de wijk",
  most: 100,
  first: 1000,
  // At this size the lists of entries for the words of a question take some 200 kB, a second on such a line by
  // themselves; measured 1800 ms on a machine with much else to do.
  firstQuestion: 2500,
};

const temporary = await realpath(await mkdtemp(path.join(tmpdir(), "parelsnoer-speed-")));
let failed = 1;
try {
  const content = path.join(temporary, "content");
  const made = spawnSync(
    "cargo",
    ["run", "--release", "--quiet", "--example", "library", "--", String(entries), content],
    { cwd: REPOSITORY, stdio: "inherit" },
  );
  if (made.status !== 0) throw new Error("the library could not be made");
  const baseUrl = "https://parels.test/";
  const site = await build({ name: "made", baseUrl, flags: ["--base-url", baseUrl], content }, temporary);
  const close = await serve(site);
  const browser = await launch();
  const tests = promises(browser, site, ASKED).map(({ name, run }) => ({
    name: `speed at ${entries} entries: ${name}`,
    run,
    limitMs: 300_000,
  }));
  ({ failed } = await runAll(tests, 1));
  await browser.close();
  await close();
} finally {
  await rm(temporary, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
