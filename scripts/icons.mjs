#!/usr/bin/env node
// Makes the icons of the theme from its favicon.svg: for phones and tablets on the ground of the site, and one of 32 pixels
// for browsers that know no SVG. Run it again when favicon.svg changes:
//
//   node scripts/icons.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch } from "../tests/browser/harness/browser.mjs";

const FOLDER = fileURLToPath(new URL("../themes/parels/assets/", import.meta.url));
const GROUND = "#0d3037";
/** The drawing takes so much of a square icon: what a phone cuts off at the edges is ground. */
const PART = 0.7;

const svg = readFileSync(`${FOLDER}favicon.svg`, "utf8");
const browser = await launch();
const page = await browser.newPage();

async function png(size, part, ground) {
  await page.setViewportSize({ width: size, height: size });
  const side = size * part;
  await page.setContent(
    `<style>body{margin:0;display:grid;place-items:center;height:${size}px;background:${ground}}svg{width:${side}px;height:${side}px}</style>${svg}`,
  );
  return Buffer.from(await page.screenshot({ omitBackground: true }));
}

/** An ICO file with one PNG in it. */
function ico(png, size) {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(1, 4);
  header.writeUInt8(size, 6);
  header.writeUInt8(size, 7);
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12);
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}

for (const size of [180, 192, 512])
  writeFileSync(`${FOLDER}icoon-${size}.png`, await png(size, PART, GROUND));
writeFileSync(`${FOLDER}favicon.ico`, ico(await png(32, 1, "transparent"), 32));
await browser.close();
