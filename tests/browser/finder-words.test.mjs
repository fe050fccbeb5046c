// Which words find which entries: stems, parts of words, accents, typing errors, other names; how what
// was found is ordered and shown.
import { answers, expectEqual, idle, library, random, type, withFinder } from "./harness/finder.mjs";
import { entry, withLibrary } from "./harness/library.mjs";
import { notEmpty } from "./harness/pool.mjs";

const SAMPLE = 60;

const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
const wordsOf = (text) => text.match(/[\p{L}\p{M}]+/gu) ?? [];

/** Words that ask nothing, as the index lists them. */
async function functionWords(site) {
  const file = [...site.files].find((name) => name.startsWith("zoek/index."));
  return new Set(/"functiewoorden":"([^"]+)"/.exec(await site.text(file))[1].split(" "));
}

/** Words of titles and summaries, each with the entry it was taken from: so many, spread over the library. */
async function sample(site, fits, seed) {
  // The finder does not give the guide for editors: it answers no member.
  const entries = (await library(site)).filter(({ name }) => name !== "paginas/redactie");
  const passedOver = await functionWords(site);
  const next = random(seed);
  const found = new Map();
  for (let turn = 0; turn < 5000 && found.size < SAMPLE; turn += 1) {
    const { name, row } = entries[next(entries.length)];
    const all = wordsOf(`${row.titel} ${row.samenvatting ?? ""}`).filter(
      (word) => fits(word) && !passedOver.has(fold(word)),
    );
    if (all.length) found.set(all[next(all.length)], name);
  }
  return [...found];
}

/** Asks for what `change` makes of each word; the entry it was taken from must be found. */
async function finds(browser, site, what, fits, change) {
  const next = random(2015);
  const asked = (await sample(site, fits, 1)).map(([word, name]) => ({
    word,
    name,
    query: change(word, next),
  }));
  return withFinder(browser, site, "", async (page) => {
    const found = await answers(
      page,
      asked.map(({ query }) => query),
    );
    const lost = asked.filter(({ name }, i) => !found[i].includes(name));
    const problems =
      asked.length < SAMPLE / 2 ? [`only ${asked.length} words: the test sees too little`] : [];
    return [
      ...problems,
      ...lost.map(
        ({ word, name, query }) => `${what}: «${query}» does not find ${name}, which has «${word}»`,
      ),
    ];
  });
}

/** One letter more, less, other, or two exchanged; the first stays, as it mostly does when one types. */
function mistake(word, next) {
  const at = 1 + next(word.length - 2);
  const letter = "etaoinrsldk"[next(11)];
  return [
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  ][next(4)];
}

const ACCENT = { a: "ä", e: "é", i: "ï", o: "ö", u: "ü", c: "ç", n: "ñ" };
const accented = (word) => [...word].map((letter) => ACCENT[letter] ?? letter).join("");
const long = (length) => (word) => word.length >= length;

/** Pairs that a member sees as one word, and parts that are inside another. */
async function examples(browser, site) {
  return withFinder(browser, site, "", async (page) => {
    const problems = [];
    const alike = [
      ["gemeente", "gemeenten"],
      ["schuld", "schulden"],
      ["wijkteam", "wijkteams"],
      ["coöperatie", "cooperatie"],
      ["EENZAAM", "eenzaam"],
    ];
    const found = await answers(page, alike.flat());
    alike.forEach(([one, other], i) => {
      const [a, b] = [found[2 * i], found[2 * i + 1]].map((list) => new Set(list.slice(0, 10)));
      if (![...a].some((name) => b.has(name)))
        problems.push(`${one} and ${other} have none of the first ten in common`);
    });
    // What only looks alike: ging, moest, met, elderly people, an alderman.
    for (const [query, stranger] of [
      ["uitdagingen", "begrippen/awbz"],
      ["moestuin", "begrippen/aanbesteding"],
      ["meten", "succesfactoren/met-in-plaats-van-over"],
      ["ouders", "parels/consultatiebureau-voor-ouderen"],
      ["ouderen", "parels/positief-opvoeden-leerdam"],
    ]) {
      const [list] = await answers(page, [query]);
      if (!site.pages.has(`${stranger}/index.html`)) problems.push(`${stranger} does not exist`);
      if (list.slice(0, 5).includes(stranger))
        problems.push(`${query} finds ${stranger} among the first five`);
    }
    // The whole title comes first; the first letter of a word finds nothing and loses nothing.
    for (const [query, first] of [
      ["Doetinchem", "gemeenten/doetinchem"],
      ["gouden gemeente", "begrippen/gouden-gemeente"],
      ["wethouder", "begrippen/wethouder"],
    ]) {
      const [list] = await answers(page, [query]);
      if (list[0] !== first) problems.push(`${query} has ${list[0]} first, not ${first}`);
    }
    const [one, all] = await answers(page, ["k", ""]);
    if (one.length !== all.length) problems.push(`one letter finds ${one.length} of ${all.length}`);
    const [part, compound] = await answers(page, ["jeugdhulp", "jeugdhulpverlening"]);
    const inside = compound.filter((name) => part.includes(name));
    problems.push(...notEmpty(inside, "entries that jeugdhulp and jeugdhulpverlening share"));
    const [hulp] = await answers(page, ["hulp"]);
    const has = (await library(site))
      .filter(({ row }) => /jeugdhulp/i.test(`${row.titel} ${row.samenvatting}`))
      .map(({ name }) => name);
    problems.push(
      ...notEmpty(has, "entries with jeugdhulp"),
      ...has
        .filter((name) => !hulp.includes(name))
        .map((name) => `hulp does not find ${name}, which has jeugdhulp`),
    );
    return problems;
  });
}

/** Every other name finds its entry among the first, and all that carries it as a term. */
async function otherNames(browser, site) {
  const entries = await library(site);
  const named = entries.flatMap(({ name, row }) =>
    (row.ook_bekend_als ?? []).map((other) => ({ name, other })),
  );
  return withFinder(browser, site, "", async (page) => {
    const problems = notEmpty(named, "other names");
    const found = await answers(
      page,
      named.map(({ other }) => other),
    );
    named.forEach(({ name, other }, i) => {
      if (!found[i].includes(name)) problems.push(`«${other}» does not find ${name}`);
      const group = {
        themas: "thema",
        succesfactoren: "succesfactor",
        doelgroepen: "doelgroep",
        organisaties: "organisatie",
        gemeenten: "gemeente",
      }[name.split("/")[0]];
      const carriers = group
        ? entries.filter(({ values }) => values.has(`${group}=${name.split("/")[1]}`))
        : [];
      const lost = carriers.filter((carrier) => !found[i].includes(carrier.name));
      if (lost.length)
        problems.push(
          `«${other}» misses ${lost.length} of ${carriers.length} that carry ${name}: ${lost[0].name}`,
        );
    });
    return problems;
  });
}

/** The same word in one place each, in entries that are otherwise alike. */
const ranking = (browser) => {
  const filler = "Bewoners komen elke week bij elkaar en maken samen een plan voor hun buurt. ".repeat(6);
  const summary = "Buren helpen elkaar met kleine dingen in en om het huis.";
  const parel = (titel, samenvatting, thema, text) => entry({ titel, samenvatting, themas: [thema] }, text);
  const files = {
    "themas/kwartel.md": entry({ titel: "Kwartel", samenvatting: summary }, filler),
    "themas/gewoon.md": entry({ titel: "Gewoon", samenvatting: summary }, filler),
    "parels/a-tekst.md": parel("Eerste praktijk", summary, "gewoon", `${filler}De kwartel is er ook.`),
    "parels/b-veel-tekst.md": parel(
      "Tweede praktijk",
      summary,
      "gewoon",
      `${filler}${"Weer de kwartel. ".repeat(12)}`,
    ),
    "parels/c-term.md": parel("Derde praktijk", summary, "kwartel", filler),
    "parels/d-samenvatting.md": parel(
      "Vierde praktijk",
      "Buren helpen elkaar met de kwartel in en om het huis.",
      "gewoon",
      filler,
    ),
    "parels/e-titel.md": parel("Praktijk met een kwartel", summary, "gewoon", filler),
    "parels/f-niets.md": parel("Zesde praktijk", summary, "gewoon", filler),
  };
  return withLibrary(files, (site) =>
    withFinder(browser, site, "", async (page) => {
      const [found, question] = await answers(page, [
        "kwartel",
        "Wie heeft er een kwartel in zijn praktijk?",
      ]);
      const order = ["e-titel", "d-samenvatting", "c-term", "b-veel-tekst", "a-tekst"];
      const parels = found.filter((name) => name.startsWith("parels/")).map((name) => name.slice(7));
      return [
        ...expectEqual("title, summary, term, text often, text once", parels, order),
        ...expectEqual("an entry that has all words comes first", question[0], "parels/e-titel"),
        ...expectEqual("words rank, they do not exclude", question.includes("parels/f-niets"), true),
      ];
    }),
  );
};

/** The order depends on the question alone: not on what was asked before, nor on where the site stands. */
async function stable(browser, ...sites) {
  const asked = [
    "ouderen",
    "Wie helpt er bij schulden?",
    "gemeente",
    "qxqxqx",
    "samen",
    "ouderen",
    "Wie helpt er bij schulden?",
    "gemeente",
  ];
  const orders = [];
  for (const site of sites) {
    await withFinder(browser, site, "", async (page) => {
      orders.push(await answers(page, asked));
      orders.push(await answers(page, asked));
      return [];
    });
  }
  const [first] = orders;
  const problems = notEmpty(first[0], "results");
  for (const i of [0, 1, 2]) problems.push(...expectEqual(`${asked[i]} asked again`, first[i + 5], first[i]));
  for (const other of orders.slice(1))
    problems.push(...expectEqual("all orders, another time or place", other, first));
  return problems;
}

const snippets = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const marks = (place) => page.locator(`.results .card ${place} mark`).allTextContents();
    const problems = (await marks("")).length ? ["words are marked before anything was asked"] : [];
    await type(page, "eenzame ouderen");
    await page.locator(".card-snippet mark").first().waitFor();
    for (const place of [".card-title", ".card-text", ".card-snippet"]) {
      const found = await marks(place);
      problems.push(...notEmpty(found, `marks in ${place}`));
      const other = found.filter(
        (word) => !/eenza|ouder|oud|isol|alle|senior|bejaard|gepens|plusser|vereen/i.test(fold(word)),
      );
      if (other.length > found.length / 4) problems.push(`${place} marks ${other.slice(0, 5)}`);
    }
    // A snippet is a stretch of the text of its own entry.
    const snippet = await page
      .locator(".card", { has: page.locator(".card-snippet") })
      .first()
      .evaluate((card) => ({
        link: card.querySelector("a").href,
        text: card.querySelector(".card-snippet").textContent,
      }));
    const stretch = snippet.text.replace(/^… | …$/g, "");
    const body = await page.evaluate(async (link) => {
      const html = await (await fetch(link)).text();
      return new DOMParser().parseFromString(html, "text/html").querySelector(".prose").textContent;
    }, snippet.link);
    const bare = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "");
    if (!snippet.text.startsWith("Hoort bij") && !bare(body).includes(bare(stretch)))
      problems.push(`«${stretch}» is not in ${snippet.link}`);
    await type(page, "");
    problems.push(...expectEqual("marks after clearing", (await marks("")).length, 0));
    problems.push(...expectEqual("snippets after clearing", await page.locator(".card-snippet").count(), 0));
    return problems;
  });

/** Nothing left: which filter to drop, which words come near; each a button that does so. */
const noResult = (browser, site) =>
  withFinder(browser, site, "q=hond&soort=gemeente&provincie=fryslan", async (page) => {
    const help = page.locator(".no-results");
    const status = page.locator("[role=status]");
    const problems = expectEqual("the status", await status.textContent(), "Geen vermeldingen");
    const number = async () => Number(/\d+/.exec(await status.textContent())?.[0] ?? 0);
    const press = async (name) => {
      const button = help.getByRole("button", { name });
      const label = await button.first().textContent();
      await button.first().press("Enter");
      await idle(page);
      const promised = /\((\d+) vermelding/.exec(label)?.[1];
      if (promised) problems.push(...expectEqual(`what «${label}» gives`, await number(), Number(promised)));
      if (!(await number())) problems.push(`«${label}» leaves nothing`);
      problems.push(
        ...expectEqual(
          `focus after «${label}»`,
          await page.evaluate(() => document.activeElement.className),
          "result-status",
        ),
      );
      problems.push(...expectEqual("the help is gone", await help.isVisible(), false));
    };
    await press(/Zonder filters|zonder\)/);
    await page.goto(
      `${page.url().split(/[?#]/)[0]}${site.portable ? "#" : "?"}q=hond&soort=thema&thema=mantelzorg&jaar=2013`,
    );
    await page.reload();
    await idle(page);
    problems.push(...expectEqual("nothing again", await number(), 0));
    await press(/^Zonder filters|zonder\)$/);
    await type(page, "mantelzrogr");
    if (await number()) problems.push("the mistyped word is found after all: choose another");
    await press("mantelzorger");
    problems.push(
      ...expectEqual("the word is mended", await page.locator("#ps-q").inputValue(), "mantelzorger"),
    );
    // One filter in the way is called by its name.
    await page.goto(`${page.url().split(/[?#]/)[0]}${site.portable ? "#" : "?"}q=scootmobiel&soort=pagina`);
    await page.reload();
    await idle(page);
    const text = await help.textContent();
    if (!/Laat een filter weg:.*Pagina/.test(text))
      problems.push(`the filter in the way is not named: ${text}`);
    await press(/Pagina/);
    await type(page, "qxqxzwqx");
    const last = await help.textContent();
    if (!/spelling|ander woord/.test(last)) problems.push(`a word that is nowhere: «${last}»`);
    return problems;
  });

export default ({ browser, root, base, portable }) => [
  {
    name: "words: a word as it is written",
    run: () => finds(browser, root, "whole", long(4), (word) => word),
  },
  {
    name: "words: the beginning of a word",
    run: () =>
      finds(browser, root, "beginning", long(6), (word, next) => word.slice(0, 4 + next(word.length - 5))),
  },
  {
    name: "words: inside a compound",
    run: () => finds(browser, root, "inside", long(9), (word, next) => word.slice(1 + next(3), -1)),
  },
  {
    name: "words: with or without accents, in any case",
    run: () =>
      finds(browser, root, "accents", long(4), (word) =>
        fold(word) === word ? accented(word) : fold(word).toUpperCase(),
      ),
  },
  {
    name: "words: one typing error in what counts five letters or more",
    run: () => finds(browser, root, "typing error", long(6), mistake),
  },
  { name: "words: forms of one word, and parts of compounds", run: () => examples(browser, root) },
  {
    name: "words: other names of entries and of their terms",
    limitMs: 120_000,
    run: () => otherNames(browser, root),
  },
  { name: "words: the same question gives the same order", run: () => stable(browser, root, base, portable) },
  { name: "words: title before summary before terms before text", run: () => ranking(browser) },
  { name: "words: what was found is marked, with a stretch of the text", run: () => snippets(browser, root) },
  ...[root, portable].map((site) => ({
    name: `words (${site.name}): nothing found, and what to do about it`,
    run: () => noResult(browser, site),
  })),
];
