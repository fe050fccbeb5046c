import assert from "node:assert/strict";
import { test } from "node:test";
import { formAt, loadHits, readIndex, stemsOf } from "../../themes/parels/finder/index.js";
import { HULP, makeIndex, OUDEREN, packHits, packIndex, SCHULD } from "./library.js";

const noParts = () => Promise.reject(new Error("there are no parts"));

test("readIndex restores the letters that a form shares with the form before it", () => {
  const { forms, stems } = readIndex({
    ...packIndex([]),
    vormen: "0hulp,4verlening 3lo 0zorg",
    termen: ". . .",
  });
  assert.deepEqual(forms, ["hulp", "hulpverlening", "hullo", "zorg"]);
  assert.deepEqual(stems, [0, 0, 1, 2]);
});

test("readIndex knows the shortest form of each stem, the first of equals", () => {
  const { shortestForms } = makeIndex();
  assert.equal(shortestForms[OUDEREN], "ouder");
  assert.equal(shortestForms[SCHULD], "schuld");
  assert.deepEqual(readIndex(packIndex([{ forms: "bbb aaa ccc" }])).shortestForms, ["bbb"]);
});

test("readIndex refuses what is not an index", () => {
  // @ts-expect-error
  assert.throws(() => readIndex({}));
});

test("readIndex reads the entries of each facet value", () => {
  assert.deepEqual(
    makeIndex().values.map((entries) => [...entries]),
    [
      [1, 4],
      [2, 6],
      [2, 3, 4],
      [0, 5],
    ],
  );
});

test("formAt finds the form at every position", () => {
  const index = makeIndex();
  index.forms.forEach((form, i) => {
    assert.equal(formAt(index, index.starts[i]), i);
    assert.equal(formAt(index, index.starts[i] + form.length - 1), i);
    assert.equal(index.joined.slice(index.starts[i], index.starts[i] + form.length), form);
  });
});

test("loadHits reads the entries from the index itself", async () => {
  const hitsOf = await loadHits(makeIndex(), [HULP], noParts);
  assert.deepEqual(hitsOf(HULP), { docs: [2, 3], weights: [12, 12] });
});

test("loadHits loads each part that it needs once", async () => {
  const index = readIndex({
    ...packIndex([{ forms: "a" }, { forms: "b" }, { forms: "c" }]),
    treffers: "",
    delen: [0, 2],
  });
  /** @type {number[]} */
  const asked = [];
  const parts = [[packHits([[0, 1]]), packHits([[1, 2]])], [packHits([[5, 3]])]];
  const hitsOf = await loadHits(index, [0, 1, 2, 1], async (part) => {
    asked.push(part);
    return parts[part];
  });
  assert.deepEqual(asked.sort(), [0, 1]);
  assert.deepEqual(
    [0, 1, 2].map((stem) => hitsOf(stem).docs),
    [[0], [1], [5]],
  );
});

test("loadHits fails when a part cannot be loaded", async () => {
  const index = readIndex({ ...packIndex([{ forms: "a" }]), treffers: "", delen: [0] });
  await assert.rejects(loadHits(index, [0], noParts));
});

test("stemsOf looks a word up as it is written", () => {
  const index = makeIndex();
  assert.deepEqual(stemsOf(index, "Ouderen"), [OUDEREN]);
  assert.deepEqual(stemsOf(index, "foto’s"), stemsOf(index, "FOTO"));
  assert.deepEqual(stemsOf(index, "qxqxqx"), []);
});
