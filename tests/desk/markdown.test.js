import assert from "node:assert/strict";
import { test } from "node:test";
import { block, emphasize, link, reference, turn } from "../../themes/parels/desk/markdown.js";

/** @typedef {import("../../themes/parels/desk/markdown.js").Selection} Selection */
/** @typedef {import("../../themes/parels/desk/markdown.js").Edit} Edit */

/** A text in which «» stand for the selection, or ‸ for the caret.
 * @param {string} shown
 * @returns {Selection} */
function read(shown) {
  const start = shown.search(/[«‸]/);
  const rest = shown.replace(/[«‸]/, "");
  return { text: rest.replace("»", ""), start, end: shown.includes("‸") ? start : rest.indexOf("»") };
}

/** The text after an edit, shown in the same way.
 * @param {string} before
 * @param {(selection: Selection) => Edit} change */
function after(before, change) {
  const { text } = read(before);
  const { from, to, insert, start, end } = change(read(before));
  const made = text.slice(0, from) + insert + text.slice(to);
  return start === end
    ? `${made.slice(0, start)}‸${made.slice(start)}`
    : `${made.slice(0, start)}«${made.slice(start, end)}»${made.slice(end)}`;
}

/** @param {(selection: Selection) => Edit} change @param {[string, string][]} cases */
const check = (change, cases) => {
  for (const [before, expected] of cases) assert.equal(after(before, change), expected, before);
};

test("bold goes around the words and comes off again", () => {
  check(
    (s) => emphasize(s, "**"),
    [
      ["een «heel» mooi", "een **«heel»** mooi"],
      ["een **«heel»** mooi", "een «heel» mooi"],
      ["een «**heel**» mooi", "een «heel» mooi"],
      ["een *«heel»* mooi", "een ***«heel»*** mooi"],
      ["een «heel »mooi", "een **«heel»** mooi"],
      ["hee‸l mooi", "**«heel»** mooi"],
      ["heel ‸", "heel **‸**"],
      ["«een\n\ntwee»", "**«een**\n\n**twee»**"],
    ],
  );
});

test("cursive knows its own star from those of bold", () => {
  check(
    (s) => emphasize(s, "*"),
    [
      ["een «heel» mooi", "een *«heel»* mooi"],
      ["een **«heel»** mooi", "een ***«heel»*** mooi"],
      ["een ***«heel»*** mooi", "een **«heel»** mooi"],
      ["een *«heel»* mooi", "een «heel» mooi"],
    ],
  );
});

test("a heading becomes smaller and then text again", () => {
  check(
    (s) => turn(s, "heading"),
    [
      ["Aanpak‸", "## Aanpak‸"],
      ["## Aanpak‸", "### Aanpak‸"],
      ["### Aanpak‸", "Aanpak‸"],
      ["- Aanpak‸", "## Aanpak‸"],
      ["Voor.\nAan‸pak\nNa.", "Voor.\n\n## Aanpak‸\n\nNa."],
      ["‸", "## ‸"],
    ],
  );
});

test("lines become a list that touches no text beside it", () => {
  check(
    (s) => turn(s, "list"),
    [
      ["«een\ntwee»", "«- een\n- twee»"],
      ["«- een\n- twee»", "«een\ntwee»"],
      ["«1. een\n2. twee»", "«- een\n- twee»"],
      ["Voor:\n«een\n\ntwee»\nNa.", "Voor:\n\n«- een\n\n- twee»\n\nNa."],
      ["- een\n‸", "- een\n- ‸"],
      ["«een\n»twee", "«- een»\n\ntwee"],
    ],
  );
});

test("numbers count, and a quotation keeps its empty lines", () => {
  check(
    (s) => turn(s, "numbers"),
    [
      ["«een\n- twee\n\ndrie»", "«1. een\n2. twee\n\n3. drie»"],
      ["«1. een\n2) twee»", "«een\ntwee»"],
    ],
  );
  check(
    (s) => turn(s, "quote"),
    [
      ["«een\n\n— Ans»", "«> een\n> \n> — Ans»"],
      ["«> een\n>\n> — Ans»", "«een\n\n— Ans»"],
    ],
  );
});

test("a link selects what is still to be written", () => {
  check(link, [
    ["lees «dit boek» eens", "lees [dit boek](«https://») eens"],
    ["lees ‸", "lees [«tekst van de link»](https://)"],
    ["zie «www.voorbeeld.nl/a»", "zie [«tekst van de link»](https://www.voorbeeld.nl/a)"],
    ["zie «https://voorbeeld.nl»", "zie [«tekst van de link»](https://voorbeeld.nl)"],
  ]);
});

test("a reference keeps what is selected as its text", () => {
  check(reference, [
    ["lees ‸", "lees [[‸"],
    ["lees «hun verhaal».", "lees [[‸|hun verhaal]]."],
  ]);
});

test("an image stands between paragraphs", () => {
  check(
    (s) => block(s, "![a](b)"),
    [
      ["‸", "![a](b)‸"],
      ["een\n\n‸", "een\n\n![a](b)‸"],
      ["een‸", "een\n\n![a](b)‸"],
      ["ee‸n\n\ntwee", "een\n\n![a](b)‸\n\ntwee"],
      ["een\n\n‸twee", "een\n\n![a](b)‸\n\ntwee"],
      ["een\n\n‸\n\ntwee", "een\n\n![a](b)‸\n\ntwee"],
      ["een\n‸twee\ndrie", "een\ntwee\ndrie\n\n![a](b)‸"],
    ],
  );
});
