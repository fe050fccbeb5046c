import assert from "node:assert/strict";
import { test } from "node:test";
import { comparing, select, sortByTitle, topK } from "../../themes/parels/finder/filter.js";
import { GROUP_OF, makeIndex, TITLES } from "./library.js";

const index = makeIndex();

/** @param {number[]} docs @returns {import("../../themes/parels/finder/query.js").Match} */
const matching = (docs) => ({
  score: Float64Array.from(TITLES, (_, doc) => docs.indexOf(doc) + 1),
  fits: (doc) => docs.includes(doc),
  hasAll: (doc) => doc === docs[0],
  known: [],
  stems: new Set(),
  unknown: [],
  ignored: [],
  phrases: [],
  parts: [],
  nameBoost: new Float64Array(TITLES.length),
  isPartial: () => false,
  noneHasAll: false,
});

const everything = () => true;

test("select gives all entries when nothing is chosen", () => {
  const { docs, counts } = select(index, GROUP_OF, [], everything);
  assert.deepEqual(docs, [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(counts, [2, 2, 3, 2]);
});

test("select widens the choice within a group", () => {
  assert.deepEqual(select(index, GROUP_OF, [0, 1], everything).docs, [1, 2, 4, 6]);
});

test("select narrows the choice between groups", () => {
  assert.deepEqual(select(index, GROUP_OF, [0, 2], everything).docs, [4]);
  assert.deepEqual(select(index, GROUP_OF, [0, 3], everything).docs, []);
});

test("select counts a value as if it were chosen too", () => {
  // Value 1 is in the group of value 0: choosing it is not hindered by that.
  const { counts } = select(index, GROUP_OF, [0], everything);
  assert.deepEqual(counts, [2, 2, 1, 0]);
});

test("select counts for every value what choosing it gives", () => {
  for (const chosen of [[], [0], [1], [2], [0, 1], [0, 2], [1, 3], [0, 1, 2, 3]]) {
    const { counts } = select(index, GROUP_OF, chosen, everything);
    counts.forEach((count, value) => {
      const others = chosen.filter((other) => GROUP_OF[other] !== GROUP_OF[value]);
      assert.equal(
        count,
        select(index, GROUP_OF, [...others, value], everything).docs.length,
        `${chosen} and ${value}`,
      );
    });
  }
});

test("select leaves out entries that the query does not find", () => {
  const { docs, counts } = select(index, GROUP_OF, [], matching([2, 4]).fits);
  assert.deepEqual(docs, [2, 4]);
  assert.deepEqual(counts, [1, 1, 2, 0]);
});

test("sortByTitle ignores case, accents and punctuation", () => {
  assert.deepEqual(sortByTitle(["Zeist", "«appel»", "Ået", "aap"]), [3, 2, 1, 0]);
});

test("sortByTitle keeps equal titles in their order", () => {
  assert.deepEqual(sortByTitle(["b", "a", "b", "a"]), [1, 3, 0, 2]);
});

const titleRank = new Int32Array(TITLES.length);
sortByTitle(TITLES).forEach((doc, rank) => {
  titleRank[doc] = rank;
});
const all = TITLES.map((_, doc) => doc);

test("comparing puts the best first, those with all words before", () => {
  assert.deepEqual([4, 2, 6].sort(comparing("", index, titleRank, matching([4, 2, 6]))), [4, 6, 2]);
});

test("comparing goes by title without a query", () => {
  assert.deepEqual([...all].sort(comparing("", index, titleRank, null)), sortByTitle(TITLES));
  assert.deepEqual([...all].sort(comparing("titel", index, titleRank, matching([1]))), sortByTitle(TITLES));
});

test("comparing puts the newest first", () => {
  assert.deepEqual(
    [...all].sort(comparing("nieuwste", index, titleRank, null)),
    [7, 6, 5, 4, 3, 2, 1, 0],
  );
});

test("topK gives what sorting gives, of few and of many", () => {
  const compare = (/** @type {number} */ a, /** @type {number} */ b) =>
    ((a * 7919) % 1009) - ((b * 7919) % 1009);
  for (const size of [0, 1, 9, 10, 199, 200, 1000]) {
    const docs = Array.from({ length: size }, (_, doc) => doc);
    assert.deepEqual(topK(10, docs, compare), [...docs].sort(compare).slice(0, 10), String(size));
  }
});

test("topK leaves its list as it is", () => {
  const docs = [3, 1, 2];
  topK(2, docs, (a, b) => a - b);
  assert.deepEqual(docs, [3, 1, 2]);
});
