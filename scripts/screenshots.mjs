#!/usr/bin/env node
// Makes the screenshots of docs/redactie.md: a new content folder, as an editor sees it. Run it again when pages change:
//
//   cargo build --release && node scripts/screenshots.mjs
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../tests/browser/harness/browser.mjs";
import { PROGRAM } from "../tests/browser/harness/build.mjs";

const FOLDER = fileURLToPath(new URL("../docs/redactie/", import.meta.url));
const ENTRY = "content/parels/samen-eten.md";

/** What is on a picture: its name, the address, and what happens to the content before. */
const PICTURES = [
  { name: "bladzijde", address: "parels/samen-eten/" },
  { name: "redactie", address: "_redactie/" },
  // Wide enough for the page beside the form.
  { name: "formulier", address: "_redactie/bewerk/parel/samen-eten/", width: 1400 },
  {
    name: "melding",
    address: "parels/samen-eten/",
    prepare: (entry) => entry.replace(/^themas: .*$/m, "themas: [ontmoeten-en-eten]"),
  },
];

/** The address at which a program says that it serves. */
function served(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        said += chunk;
        const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
        if (found) resolve(found[0]);
      });
    child.once("exit", () => reject(new Error(`serve ended: ${said}`)));
  });
}

const work = mkdtempSync(path.join(os.tmpdir(), "parelsnoer-plaatjes-"));
const options = { cwd: work, stdio: ["ignore", "pipe", "pipe"] };
execFileSync(PROGRAM, ["init", "content"], options);
const server = spawn(PROGRAM, ["serve", "--port", "0"], options);
const browser = await launch();
try {
  mkdirSync(FOLDER, { recursive: true });
  const address = await served(server);
  const context = await browser.newContext({
    locale: "nl-NL",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  for (const { name, address: where, prepare, width = 1100 } of PICTURES) {
    await page.setViewportSize({ width, height: 720 });
    if (prepare) {
      const file = path.join(work, ENTRY);
      const changed = prepare(readFileSync(file, "utf8"));
      if (changed === readFileSync(file, "utf8")) throw new Error(`${name}: ${ENTRY} has no such line`);
      writeFileSync(file, changed);
    }
    await page.goto(new URL(where, address).href, { waitUntil: "load" });
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: path.join(FOLDER, `${name}.jpg`), type: "jpeg", quality: 80 });
  }
} finally {
  await browser.close();
  server.kill();
  rmSync(work, { recursive: true, force: true });
}
