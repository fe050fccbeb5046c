import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, isOneEdit, sharedPrefixLength, WRITTEN_WORD, words } from "../../themes/parels/finder/text.js";

test("fold removes case and accents", () => {
  assert.equal(fold("Één Café"), "een cafe");
  assert.equal(fold("ÎÏÔ"), "iio");
});

test("fold takes compatibility characters apart", () => {
  assert.equal(fold("ﬁets ²"), "fiets 2");
});

test("fold treats a composed and a decomposed letter alike", () => {
  assert.equal(fold("e\u0301"), fold("é"));
});

test("words splits at everything that is not a letter or digit", () => {
  assert.deepEqual(words("Wmo-loket: 24/7 open!"), ["wmo", "loket", "24", "7", "open"]);
});

test("words keeps what follows an apostrophe inside a word", () => {
  for (const apostrophe of "'’‘`´") assert.deepEqual(words(`foto${apostrophe}s`), ["fotos"]);
});

test("words drops an apostrophe at the end or the beginning of a word", () => {
  assert.deepEqual(words("'s avonds, Hans' huis"), ["s", "avonds", "hans", "huis"]);
});

test("words finds none in a text without letters", () => {
  for (const text of ["", "  ", "?!", "👍", "\u0301"]) assert.deepEqual(words(text), []);
});

test("WRITTEN_WORD finds words as they are written", () => {
  const found = [..."De foto’s van ’s middags: café.".matchAll(WRITTEN_WORD)].map(([word]) => word);
  assert.deepEqual(found, ["De", "foto’s", "van", "s", "middags", "café"]);
});

for (const [what, a, b, expected] of /** @type {[string, string, string, boolean][]} */ ([
  ["the same word", "hulp", "hulp", true],
  ["a letter more", "hulp", "hullp", true],
  ["a letter less", "hulp", "hup", true],
  ["another letter", "hulp", "help", true],
  ["another first letter", "hulp", "gulp", true],
  ["two neighbours exchanged", "hulp", "hupl", true],
  ["two letters more", "hulp", "hullpp", false],
  ["two other letters", "hulp", "halm", false],
  ["two other neighbours", "hulp", "hoop", false],
  ["two letters exchanged that are no neighbours", "hulp", "pulh", false],
  ["a longer exchange", "zorgen", "zogren", true],
])) {
  test(`isOneEdit: ${what}`, () => {
    assert.equal(isOneEdit(a, b), expected);
    assert.equal(isOneEdit(b, a), expected);
  });
}

test("isOneEdit compares with the beginning of a longer word", () => {
  assert.equal(isOneEdit("schukd", "schuldhulp", 6), true);
  assert.equal(isOneEdit("schukd", "schuldhulp", 7), false);
  assert.equal(isOneEdit("hulp", "hul", 4), false);
});

test("sharedPrefixLength counts equal letters", () => {
  assert.equal(sharedPrefixLength("wandelen", "wandelgroep"), 6);
  assert.equal(sharedPrefixLength("hulp", "hulp"), 4);
  assert.equal(sharedPrefixLength("hulp", "hulpverlener"), 4);
  assert.equal(sharedPrefixLength("a", "b"), 0);
});
