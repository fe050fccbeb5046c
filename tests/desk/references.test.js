import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, complete } from "../../themes/parels/desk/references.js";

/** A text with the caret at ‸.
 * @param {string} shown */
const read = (shown) => {
  const start = shown.indexOf("‸");
  return { text: shown.replace("‸", ""), start, end: start };
};

test("a name is asked for behind brackets that are open", () => {
  for (const [shown, word] of [
    ["zie [[‸", ""],
    ["zie [[samen e‸", "samen e"],
    ["[[a]] en [[b‸ en [[c]]", "b"],
    ["zie [[par‸]]", "par"],
  ])
    assert.equal(asked(read(shown))?.word, word, shown);
});

test("nothing is asked for elsewhere", () => {
  for (const shown of [
    "zie [‸",
    "zie [[a]] ‸",
    "zie [[a|tekst‸",
    "zie [[a#kop‸",
    "zie [[a\nb‸",
    `zie [[${"a ".repeat(60)}‸`,
  ])
    assert.equal(asked(read(shown)), null, shown);
  assert.equal(asked({ text: "[[abc", start: 3, end: 5 }), null);
});

test("the entry takes the place of the name, once with its brackets", () => {
  for (const [shown, expected] of [
    ["zie [[sam‸ verder", "zie [[themas/eten]]‸ verder"],
    ["zie [[sam‸]] verder", "zie [[themas/eten]]‸ verder"],
    ["zie [[‸|hun verhaal]].", "zie [[themas/eten|hun verhaal]]‸."],
    ["zie [[sam‸ en [[ander]]", "zie [[themas/eten]]‸ en [[ander]]"],
  ]) {
    const before = read(shown);
    const name = asked(before);
    assert.ok(name);
    const { from, to, insert, start } = complete(before, name, { map: "themas", slug: "eten" });
    const made = before.text.slice(0, from) + insert + before.text.slice(to);
    assert.equal(`${made.slice(0, start)}‸${made.slice(start)}`, expected);
  }
});
