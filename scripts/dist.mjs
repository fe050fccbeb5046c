#!/usr/bin/env node
// Makes the archive of a release for this machine: the program, its manual page, completions for shells, the licences of
// the program and of all that is compiled into it, and a bill of materials (CycloneDX). The same commit gives the same
// archive. The release workflow runs it on every system; so do the tests.
//
//   node scripts/dist.mjs [--target TRIPLE] [--binary FILE] [--out FOLDER]
//
// --target  what to build for, when that is not this machine's own
// --binary  a program that is there already, instead of building one with the profile `dist`
// --out     where the files come (default: dist)
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { billOfMaterials, licenceTexts, shippedCrates } from "./third-party.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const SHELLS = {
  bash: "parelsnoer.bash",
  zsh: "_parelsnoer",
  fish: "parelsnoer.fish",
  powershell: "_parelsnoer.ps1",
  elvish: "parelsnoer.elv",
};
const OWN_TEXTS = ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"];
const START = `Dubbelklik op het programma parelsnoer. Uw browser opent de redactie.

Op een Mac de eerste keer: klik met de rechtermuisknop op het programma en kies Open.
Op Windows de eerste keer: kies Meer informatie, en dan Toch uitvoeren.

In een terminal:

  parelsnoer init content     maakt een map met voorbeelden
  parelsnoer serve --open     toont de site terwijl u schrijft
  parelsnoer build            bouwt de site in de map public
  parelsnoer --help           noemt alle opdrachten
`;

const run = (command, args, options) =>
  execFileSync(command, args, {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1e9,
    stdio: ["ignore", "pipe", "inherit"],
    ...options,
  });

/** The triple that rustc builds for by itself. */
const hostTarget = () => /^host: (.*)$/m.exec(run("rustc", ["-vV"]))[1];

/** Builds the program and answers where it is. */
function build(target, metadata) {
  run("cargo", ["build", "--locked", "--profile", "dist", "--bin", "parelsnoer", "--target", target], {
    stdio: "inherit",
  });
  return path.join(
    metadata.target_directory,
    target,
    "dist",
    target.includes("windows") ? "parelsnoer.exe" : "parelsnoer",
  );
}

/** Seconds since 1970 of the commit, so that the archive does not tell when it was made. */
function time() {
  if (process.env.SOURCE_DATE_EPOCH) return Number(process.env.SOURCE_DATE_EPOCH);
  return Number(run("git", ["log", "-1", "--format=%ct"]).trim());
}

/** Packs `folder/name`; answers the path of the archive. */
function pack(folder, name, target, out, seconds) {
  if (target.includes("windows")) {
    const archive = path.join(out, `${name}.zip`);
    run("tar", ["-a", "-c", "-f", archive, "-C", folder, name]);
    return archive;
  }
  const tar = process.platform === "darwin" ? "gtar" : "tar";
  const fixed = [
    "--format=ustar",
    "--sort=name",
    `--mtime=@${seconds}`,
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "--mode=u=rwX,go=rX",
  ];
  const bytes = run(tar, [...fixed, "-c", "-C", folder, name], { encoding: "buffer" });
  const archive = path.join(out, `${name}.tar.gz`);
  const packed = gzipSync(bytes, { level: 9 });
  // The operating system «unknown» in the header, as it would be the only difference.
  packed[9] = 255;
  writeFileSync(archive, packed);
  return archive;
}

const sha256 = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");

const { values } = parseArgs({
  options: {
    target: { type: "string" },
    binary: { type: "string" },
    out: { type: "string", default: "dist" },
  },
});
const target = values.target ?? hostTarget();
const out = path.resolve(values.out);
const metadata = JSON.parse(
  run("cargo", ["metadata", "--format-version", "1", "--locked", "--filter-platform", target]),
);
const own = metadata.packages.find(({ id }) => id === metadata.resolve.root);
const crates = shippedCrates(metadata);
const binary = values.binary ? path.resolve(values.binary) : build(target, metadata);
const name = `parelsnoer-${own.version}-${target}`;
const seconds = time();

const work = mkdtempSync(path.join(os.tmpdir(), "parelsnoer-dist-"));
try {
  const folder = path.join(work, name);
  mkdirSync(path.join(folder, "completions"), { recursive: true });
  mkdirSync(out, { recursive: true });
  const program = path.join(folder, path.basename(binary));
  copyFileSync(binary, program);
  chmodSync(program, 0o755);
  const said = (...args) => run(program, args, { cwd: work });
  writeFileSync(path.join(folder, "parelsnoer.1"), said("man"));
  for (const [shell, file] of Object.entries(SHELLS))
    writeFileSync(path.join(folder, "completions", file), said("completions", shell));
  for (const text of OWN_TEXTS) copyFileSync(path.join(ROOT, text), path.join(folder, text));
  const font = path.join(ROOT, "themes/parels/assets");
  for (const file of readdirSync(font).filter((each) => each.endsWith(".OFL.txt")))
    copyFileSync(path.join(font, file), path.join(folder, `LICENSE-${file}`));
  writeFileSync(path.join(folder, "LICENSES-THIRD-PARTY.txt"), licenceTexts(crates));
  writeFileSync(path.join(folder, "LEESMIJ.txt"), START);
  const bill = path.join(out, `${name}.cdx.json`);
  writeFileSync(bill, billOfMaterials(metadata, own, crates, seconds));
  copyFileSync(bill, path.join(folder, "parelsnoer.cdx.json"));
  const archive = pack(work, name, target, out, seconds);
  const made = [archive, bill];
  writeFileSync(
    path.join(out, `${name}.sha256`),
    made.map((file) => `${sha256(file)}  ${path.basename(file)}\n`).join(""),
  );
  process.stdout.write(`${archive}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
