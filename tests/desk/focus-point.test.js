import assert from "node:assert/strict";
import { test } from "node:test";
import { focusAt } from "../../themes/parels/desk/focus-point.js";

test("a place in an image is its middle or the nearest side", () => {
  for (const [x, y, word] of /** @type {[number, number, string][]} */ ([
    [0.5, 0.5, "midden"],
    [0.6, 0.4, "midden"],
    [0.1, 0.5, "links"],
    [0.9, 0.6, "rechts"],
    [0.4, 0.1, "boven"],
    [0.7, 0.99, "onder"],
  ]))
    assert.equal(focusAt(x, y), word, `${x}, ${y}`);
});
