import assert from "node:assert/strict";
import { test } from "node:test";
import { findWords, snippet, splitWords } from "../../themes/parels/finder/snippet.js";
import { HULP, makeIndex, OUDEREN, SCHULD } from "./library.js";

const index = makeIndex();
const wanting =
  (/** @type {number[]} */ ...stems) =>
  (/** @type {number} */ stem) =>
    stems.includes(stem);

test("findWords finds a word in every form that has its stem", () => {
  const found = findWords(index, "Een ouder, of OUDEREN; geen oudje.", wanting(OUDEREN));
  assert.deepEqual(
    found.map(([word]) => word),
    ["ouder", "OUDEREN"],
  );
});

test("splitWords gives the whole text back", () => {
  const text = "Hulp bij schulden: «hulp»!";
  const pieces = splitWords(index, text, wanting(HULP));
  assert.equal(pieces.map((piece) => piece.text).join(""), text);
  assert.deepEqual(
    pieces.filter(({ wanted }) => wanted).map((piece) => piece.text),
    ["Hulp", "hulp"],
  );
});

test("splitWords gives a text without wanted words in one piece", () => {
  assert.deepEqual(splitWords(index, "Niets hier.", wanting(HULP)), [{ text: "Niets hier.", wanted: false }]);
});

const FILLER = "woorden die niets zeggen ".repeat(20);

test("snippet is empty without wanted words", () => {
  assert.equal(snippet(index, FILLER, wanting(HULP)), "");
});

test("snippet gives a short text whole", () => {
  assert.equal(snippet(index, "Er is hulp.", wanting(HULP)), "Er is hulp.");
});

test("snippet cuts at words, with an ellipsis at each side that is cut", () => {
  const text = `${FILLER}hulp ${FILLER}`;
  const found = snippet(index, text, wanting(HULP));
  assert.match(found, /^… .* hulp .* …$/);
  assert.ok(text.includes(` ${found.slice(2, -2)} `));
  assert.ok(found.length < 230, String(found.length));
});

test("snippet begins without an ellipsis at the beginning of the text", () => {
  assert.match(snippet(index, `Hulp ${FILLER}`, wanting(HULP)), /^Hulp .* …$/);
});

test("snippet chooses the part with the most different words", () => {
  const text = `hulp hulp hulp ${FILLER}hulp bij schulden ${FILLER}`;
  assert.match(snippet(index, text, wanting(HULP, SCHULD)), /hulp bij schulden/);
});
