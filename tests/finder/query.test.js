import assert from "node:assert/strict";
import { test } from "node:test";
import { expandWord, HAS, mendWord, splitCompound } from "../../themes/parels/finder/expand.js";
import { readIndex } from "../../themes/parels/finder/index.js";
import { search } from "../../themes/parels/finder/query.js";
import { suggestWords } from "../../themes/parels/finder/suggest.js";
import { makeIndex, OUDEREN, packIndex, SCHULD, TITLES } from "./library.js";

const index = makeIndex();
const loadPart = () => Promise.reject(new Error("there are no parts"));

/**
 * The shortest form of every stem that a word can mean, with the confidence in it.
 *
 * @param {string} word
 */
const meanings = (word) =>
  Object.fromEntries([...expandWord(index, word)].map(([stem, sure]) => [index.shortestForms[stem], sure]));

/** @param {string} query */
const match = (query) => search(index, query, loadPart);

/**
 * The titles that a query finds, the best first.
 *
 * @param {string} query
 */
async function found(query) {
  const result = await match(query);
  if (!result) return null;
  const docs = TITLES.map((_, doc) => doc).filter((doc) => result.score[doc] > 0);
  return docs
    .sort((a, b) => Number(result.hasAll(b)) - Number(result.hasAll(a)) || result.score[b] - result.score[a])
    .map((doc) => TITLES[doc]);
}

test("expandWord is certain of the word itself and of its other forms", () => {
  assert.equal(meanings("ouderen").ouder, 1);
  assert.equal(meanings("ouder").ouder, 1);
});

test("expandWord finds words that begin like it", () => {
  const { mantelzorg } = meanings("mantel");
  assert.ok(mantelzorg > 0.3 && mantelzorg < 1, String(mantelzorg));
});

test("expandWord finds a long word inside others", () => {
  const { jeugdhulp, schuldhulp } = meanings("hulp");
  assert.ok(jeugdhulp > 0 && schuldhulp > 0);
});

test("expandWord finds a short word only at the beginning of others", () => {
  assert.ok("tuin" in meanings("tui"));
  assert.ok(!("tuin" in meanings("uin")));
});

test("expandWord trusts the head of a compound more than a part of a word", () => {
  const { schuldhulp, jeugdhulp } = meanings("hulp");
  // schuld is a word of the library, jeugd is not; both are nearly as long.
  assert.ok(schuldhulp > jeugdhulp + 0.1, `${schuldhulp} and ${jeugdhulp}`);
});

test("expandWord finds compounds that begin with the shortest form", () => {
  assert.ok(meanings("schulden").schuldhulp > 0);
});

test("expandWord finds the forms of a verb and of a diminutive", () => {
  const small = readIndex(packIndex([{ forms: "pesten" }, { forms: "klusje" }]));
  assert.ok(expandWord(small, "gepest").has(0));
  assert.ok(expandWord(small, "klussen").has(1));
});

test("expandWord brings what is one letter away, far below the word itself", () => {
  const small = readIndex(packIndex([{ forms: "vorden" }, { forms: "voerden" }]));
  const found = expandWord(small, "vorden");
  assert.equal(found.get(0), 1);
  assert.ok((found.get(1) ?? 0) > 0 && (found.get(1) ?? 0) < HAS);
});

test("mendWord finds a word with one letter wrong, and says which", () => {
  assert.deepEqual(mendWord(index, "mantelzrog").forms, ["mantelzorg"]);
  assert.deepEqual(mendWord(index, "hupl").forms, []);
});

test("splitCompound finds the two words of a compound", () => {
  assert.deepEqual(splitCompound(index, "oudertuin"), ["ouder", "tuin"]);
  assert.equal(splitCompound(index, "moestuin"), null);
});

test("expandWord finds no function word in a compound", () => {
  assert.ok(!("samen" in meanings("samenhang")));
});

test("search needs a word of two letters", async () => {
  assert.equal(await match("h"), null);
  assert.notEqual(await match("hu"), null);
});

test("search finds nothing to look for in signs", async () => {
  for (const query of ["", "?!", "👍"]) assert.equal(await match(query), null);
});

test("search leaves function words out when there are others", async () => {
  assert.deepEqual(await found("niet de ouderen"), await found("ouderen"));
});

test("search takes function words seriously when there are no others", async () => {
  assert.deepEqual((await found("niet"))?.[0], "Niet over maar met");
  assert.equal(await match("de"), null);
});

test("search knows which words no entry has", async () => {
  const result = await match("ouderen qxqxqx");
  assert.deepEqual(result?.unknown, ["qxqxqx"]);
  assert.deepEqual(
    result?.known.map(({ word }) => word),
    ["ouderen"],
  );
});

test("search finds nothing for words that no entry has", async () => {
  assert.deepEqual(await found("qxqxqx"), []);
});

test("search puts the entries with all words first", async () => {
  const result = await match("ouderen wandelen");
  assert.ok(result?.hasAll(4) && !result.hasAll(1));
  assert.equal((await found("ouderen wandelen"))?.[0], "De wandelgroep");
});

test("search does not count a chance hit as having the word", async () => {
  const stems = ["hulp", "hulpverlener", "xhulpx"].map((forms, doc) => ({
    forms,
    hits: /** @type {[number, number][]} */ ([[doc, 10]]),
  }));
  const { isPartial, hasAll } =
    (await search(readIndex(packIndex(stems)), "hulp", loadPart)) ?? assert.fail();
  assert.deepEqual([0, 2].map(hasAll), [true, false]);
  assert.ok(isPartial(2));
});

test("search finds what the editors say that a word leads to, and not back", async () => {
  const small = (/** @type {string} */ synonyms) =>
    readIndex(
      packIndex(
        [
          { forms: "hond", hits: [[0, 10]] },
          { forms: "kat", hits: [[1, 10]] },
        ],
        { synonyms },
      ),
    );
  const has = async (/** @type {string} */ synonyms, /** @type {string} */ query) => {
    const result = await search(small(synonyms), query, loadPart);
    return [0, 1].filter((doc) => result?.hasAll(doc));
  };
  assert.deepEqual(await has("huisdier>hond", "huisdieren"), [0]);
  assert.deepEqual(await has("kat>hond", "kat"), [0, 1]);
  assert.deepEqual(await has("kat>hond", "hond"), [0]);
  assert.deepEqual(await has("hond,kat", "hond"), [0, 1]);
  assert.deepEqual(await has("lief dier>kat", "dier"), []);
  assert.deepEqual(await has("lief dier>kat", "een lief dier"), [1]);
});

test("search keeps a phrase between quotes together", async () => {
  const result = await search(index, '"samen eten"', loadPart, { textOf: async () => "" });
  assert.ok(result?.hasAll(5) && !result.hasAll(0));
});

test("search never finds more with all words when a word is added", async () => {
  const queries = ["hulp", "hulp schulden", "hulp schulden ouderen", "hulp schulden ouderen tuin"];
  let before = TITLES.length;
  for (const query of queries) {
    const result = await match(query);
    const count = result?.noneHasAll ? 0 : TITLES.filter((_, doc) => result?.hasAll(doc)).length;
    assert.ok(count <= before, query);
    before = count;
  }
});

test("search puts a word in a title before one in the text", async () => {
  assert.deepEqual(await found("eten"), ["Eenzaam? Samen eten!", "Buurttafel"]);
});

test("search puts a whole title first", async () => {
  const small = readIndex(
    packIndex([
      {
        forms: "buurttafel",
        hits: [
          [0, 5],
          [3, 9],
        ],
      },
    ]),
  );
  const { score } = (await search(small, "Buurttafel!", loadPart)) ?? assert.fail();
  assert.ok(score[0] > score[3] && score[3] > 0);
  assert.equal((await found("over schulden"))?.[0], "Over schulden");
  assert.equal((await found("schuldhulp aan huis"))?.[0], "Schuldhulp aan huis");
});

test("search weighs a rare word more than a frequent one", async () => {
  const frequent = Array.from({ length: 7 }, (_, doc) => /** @type {[number, number]} */ ([doc, 10]));
  const small = readIndex(
    packIndex([
      { forms: "vaak", hits: frequent },
      { forms: "zelden", hits: [[7, 10]] },
    ]),
  );
  const result = await search(small, "vaak zelden", loadPart);
  assert.ok(result && result.score[7] > 2 * result.score[0]);
});

test("search finds the entries of a facet value that the word names", async () => {
  const result = await match("ouderen");
  assert.deepEqual([...(result?.known[0].values ?? [])], [0]);
  assert.ok(result?.fits(1) && result.fits(4));
});

test("search gives the same scores when it is asked again", async () => {
  assert.deepEqual((await match("hulp schulden"))?.score, (await match("hulp schulden"))?.score);
});

test("search looks at no more than 24 words", async () => {
  const many = Array.from({ length: 24 }, (_, i) => `qx${i}qx`).join(" ");
  assert.deepEqual(await found(`${many} ouderen`), []);
});

test("search marks the stems that were found", async () => {
  const { stems } = (await match("schulden")) ?? assert.fail();
  assert.ok(stems.has(SCHULD) && !stems.has(OUDEREN));
});

test("suggestWords finds words that look alike", () => {
  assert.equal(suggestWords(index, "mantelzrog")[0], "mantelzorg");
  assert.equal(suggestWords(index, "wethoudster")[0], "wethouders");
});

test("suggestWords gives at most three, and none that look different", () => {
  assert.ok(suggestWords(index, "mantelzorgen").length <= 3);
  assert.deepEqual(suggestWords(index, "keuken"), []);
});
