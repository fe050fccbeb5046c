import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeHits, deltaDecode, digitValue, unpack } from "../../themes/parels/finder/codec.js";
import { packHits, packList } from "./library.js";

/** @param {string} text */
const numbersOf = (text) => {
  /** @type {number[]} */
  const numbers = [];
  unpack(text, (number) => numbers.push(number));
  return numbers;
};

test("digitValue gives the value of the first digit", () => {
  assert.deepEqual(["0", "9", "a", "z", "A", "Z", "-", "_x"].map(digitValue), [0, 9, 10, 35, 36, 61, 62, 63]);
});

test("unpack reads numbers of one digit", () => {
  assert.deepEqual(numbersOf("01v"), [0, 1, 31]);
});

test("unpack reads numbers of more digits, the lowest first", () => {
  // 32 = 0 + 1·32, 1023 = 31 + 31·32, 1024 = 0 + 0·32 + 1·1024
  assert.deepEqual(numbersOf("w1_vww1"), [32, 1023, 1024]);
});

test("unpack finds nothing in the empty list", () => {
  assert.deepEqual(numbersOf("."), []);
  assert.deepEqual(numbersOf(""), []);
});

test("deltaDecode adds up the gaps", () => {
  assert.deepEqual(deltaDecode("000"), [0, 1, 2]);
  assert.deepEqual(deltaDecode("302"), [3, 4, 7]);
  assert.deepEqual(deltaDecode("."), []);
});

test("deltaDecode reads what was packed, however large", () => {
  const numbers = [0, 31, 32, 33, 1057, 40_000, 1_000_000];
  assert.deepEqual(deltaDecode(packList(numbers)), numbers);
});

test("decodeHits reads entries with their weights", () => {
  // 0·16 + 5, then a gap of 1 with weight 15: 16 + 15 = 31.
  assert.deepEqual(decodeHits("5v"), { docs: [0, 2], weights: [5, 15] });
  assert.deepEqual(decodeHits("."), { docs: [], weights: [] });
});

test("decodeHits reads what was packed, however large", () => {
  const hits = /** @type {[number, number][]} */ ([
    [3, 1],
    [4, 15],
    [90_000, 0],
    [90_001, 7],
  ]);
  assert.deepEqual(decodeHits(packHits(hits)), { docs: [3, 4, 90_000, 90_001], weights: [1, 15, 0, 7] });
});
