import assert from "node:assert/strict";
import { test } from "node:test";
import { find } from "../../themes/parels/desk/names.js";

const named = (
  /** @type {string} */ titel,
  /** @type {string[]} */ ook = [],
  /** @type {string[]} */ zoek = [],
) => ({
  titel,
  slug: titel.toLowerCase().replace(/\W+/g, "-"),
  soort: "thema",
  map: "themas",
  ook,
  zoek,
});
const ALL = [named("Samen eten", ["Maaltijden"], ["koken"]), named("Één loket"), named("Eten thuis")];
const titles = (/** @type {string} */ word, most = 8) =>
  find(ALL, word, most).map(({ entry }) => entry.titel);

test("an entry is found by its title, without case and accents", () => {
  assert.deepEqual(titles(" EEN lok "), ["Één loket"]);
  assert.deepEqual(titles("eten"), ["Eten thuis", "Samen eten"]);
});

test("what another name found is said", () => {
  assert.deepEqual(find(ALL, "maaltijd", 8), [{ entry: ALL[0], other: "Maaltijden" }]);
  assert.deepEqual(find(ALL, "koken", 8), [{ entry: ALL[0], other: "koken" }]);
  assert.equal(find(ALL, "samen", 8)[0].other, "");
});

test("nothing is found by nothing, and no more than asked for", () => {
  assert.deepEqual(titles("  "), []);
  assert.deepEqual(titles("eten", 1), ["Eten thuis"]);
  assert.deepEqual(titles("fiets"), []);
});
