// Builds the site in three variants, serves two of them, and runs every *.test.mjs.
//
//   node tests/browser/run.mjs            everything
//   node tests/browser/run.mjs axe html   only the test files whose name holds one of these words
//
// Each test file exports a function from the built sites and the browser to a list of
// tests; harness/pool.mjs says what a test is. The last line is the true count.

import { rmSync } from "node:fs";
import { mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { launch } from "./harness/browser.mjs";
import { build, VARIANTS } from "./harness/build.mjs";
import { runAll } from "./harness/pool.mjs";
import { serve } from "./harness/server.mjs";

const started = Date.now();
const seconds = () => ((Date.now() - started) / 1000).toFixed(0);

async function testFiles(words) {
  const files = (await readdir(new URL(".", import.meta.url)))
    .filter((file) => file.endsWith(".test.mjs"))
    .sort();
  const chosen = files.filter((file) => !words.length || words.some((word) => file.includes(word)));
  if (!chosen.length) throw new Error(`no test file is called ${words.join(" or ")}`);
  return chosen;
}

/** Builds all variants; each is a test, because without it nothing else can be said. */
async function buildAll(temporary) {
  const sites = {};
  const tests = VARIANTS.map((variant) => ({
    name: `build: ${variant.name}`,
    run: async () => {
      sites[variant.name] = await build(variant, temporary);
      return [];
    },
  }));
  return { sites, count: await runAll(tests, 1) };
}

async function runTests(files, sites, browser, temporary) {
  const tests = [];
  for (const file of files) {
    const { default: list } = await import(new URL(file, import.meta.url));
    const found = list({ ...sites, browser, temporary });
    if (!found.length) throw new Error(`${file} holds no test`);
    tests.push(...found);
  }
  // The checker of the markup takes longest, in a process of its own: it starts first.
  tests.sort((a, b) => (b.limitMs ?? 0) - (a.limitMs ?? 0));
  return runAll(tests, Math.max(2, availableParallelism()) + 1);
}

async function main() {
  const files = await testFiles(process.argv.slice(2));
  const temporary = await realpath(await mkdtemp(path.join(tmpdir(), "parelsnoer-browser-")));
  // `finally` does not run when somebody presses Ctrl-C.
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      rmSync(temporary, { recursive: true, force: true });
      process.exit(130);
    });
  }
  const cleanups = [() => rm(temporary, { recursive: true, force: true })];
  try {
    const { sites, count } = await buildAll(temporary);
    if (count.failed) return count;
    for (const site of [sites.root, sites.base]) cleanups.unshift(await serve(site));
    const browser = await launch();
    cleanups.unshift(() => browser.close());
    const more = await runTests(files, sites, browser, temporary);
    return { passed: count.passed + more.passed, failed: count.failed + more.failed };
  } finally {
    for (const cleanup of cleanups) await cleanup();
  }
}

const { passed, failed } = await main();
console.log(`browser tests: ${seconds()} s`);
console.log(`${passed} passed, ${failed} failed`);
// A test that ran out of time may still hold something open: end here, with the outcome.
process.exit(failed ? 1 : 0);
