// The finder of a built site without a browser: its index, read as the browser reads it, and the answers that it gives.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { comparing } from "../../themes/parels/finder/filter.js";
import { readIndex } from "../../themes/parels/finder/index.js";
import { search } from "../../themes/parels/finder/query.js";

/** @param {string} folder */
export function openSite(folder) {
  const files = readdirSync(join(folder, "zoek"));
  /** @param {string} name @returns {any[]} */
  const run = (name) => {
    const file = files.find((other) => other.startsWith(`${name}.`)) ?? name;
    /** @type {any[]} */
    let got = [];
    const keep = (/** @type {any[]} */ ...args) => {
      got = args;
    };
    vm.runInNewContext(readFileSync(join(folder, "zoek", file), "utf8"), {
      parelsnoer: { index: keep, deel: keep, tekst: keep },
    });
    return got;
  };
  const index = readIndex(run("index")[0]);
  const page = readFileSync(join(folder, "zoeken/index.html"), "utf8");
  const names = [...page.matchAll(/data-entry="([^"]+)"/g)].map((match) => match[1]);
  const loadPart = async (/** @type {number} */ part) => run(`deel-${part}`)[1].split(" ");
  const rank = Int32Array.from(names.keys());
  return {
    index,
    names,
    /** @param {string} query */
    async answer(query) {
      const match = await search(index, query, loadPart);
      if (!match) return [];
      const docs = names.map((_, doc) => doc).filter((doc) => match.score[doc] > 0);
      return docs.sort(comparing("", index, rank, match)).map((doc) => names[doc]);
    },
  };
}
