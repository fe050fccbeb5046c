import assert from "node:assert/strict";
import { test } from "node:test";
import { cleanQuery, MAX_QUERY, PAGE_SIZE, parse, serialize } from "../../themes/parels/finder/url.js";

const VALUES = [
  { name: "soort", value: "parel" },
  { name: "thema", value: "eenzaamheid" },
  { name: "thema", value: "preventie" },
];
const state = (query = "", order = "", /** @type {number[]} */ ...chosen) => ({
  query,
  order,
  chosen: new Set(chosen),
  shown: PAGE_SIZE,
});

test("serialize of nothing is empty", () => {
  assert.equal(serialize(state(), VALUES), "");
});

test("serialize writes the query, the values in their order, and the order of results", () => {
  assert.equal(
    serialize(state("koffie & thee", "nieuwste", 2, 0), VALUES),
    "q=koffie+%26+thee&soort=parel&thema=preventie&sorteer=nieuwste",
  );
});

test("parse reads what serialize writes", () => {
  for (const one of [state(), state("a=b&c#d é", "titel", 0, 1, 2), state("", "nieuwste", 1)]) {
    assert.deepEqual(parse(serialize(one, VALUES), VALUES), one);
  }
});

test("parse takes values in any order, with or without a question mark", () => {
  assert.deepEqual(parse("?thema=preventie&soort=parel&q=x", VALUES), state("x", "", 0, 2));
});

test("parse ignores what the page does not have", () => {
  assert.deepEqual(parse("thema=onbekend&soort=eenzaamheid&kleur=rood&sorteer=oudste", VALUES), state());
});

test("the number of results that are shown is in the address, a page at a time", () => {
  assert.equal(serialize({ ...state("x"), shown: 3 * PAGE_SIZE }, VALUES), "q=x&toon=60");
  for (const [text, shown] of /** @type {[string, number][]} */ ([
    ["60", 60],
    ["41", 60],
    ["-5", PAGE_SIZE],
    ["veel", PAGE_SIZE],
    ["1e9", 2000],
  ]))
    assert.equal(parse(`toon=${text}`, VALUES).shown, shown, text);
});

test("cleanQuery drops white space alone, and cuts what is too long", () => {
  assert.equal(cleanQuery("  \t"), "");
  assert.equal(cleanQuery(" a "), " a ");
  assert.equal(cleanQuery("x".repeat(MAX_QUERY + 1)).length, MAX_QUERY);
});
