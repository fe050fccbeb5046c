// What nobody means to ask: the page stays usable and runs nothing.
import { expectEqual, finderAt, idle, library, readFinder, type, withFinder } from "./harness/finder.mjs";
import { entry, withLibrary } from "./harness/library.mjs";

const MARKUP = '<img src=x onerror="document.title=\'gekaapt\'"><script>document.title="gekaapt"</script>';

/** Queries of all sorts; none may throw, hang or put an element on the page. */
const QUERIES = [
  MARKUP,
  '"><svg onload=alert(1)>',
  "</script><script>alert(1)</script>",
  "' OR 1=1 --",
  "{{7*7}}",
  "${7*7}",
  "&lt;b&gt;",
  "javascript:alert(1)",
  "%",
  "%%",
  "%E0%A4%A",
  "100%",
  "%00",
  "\0",
  "\u{1}\u{2}",
  "\\",
  "\\u0041",
  "\n\r\t",
  " ",
  "\u00a0\u2003\u200b\ufeff",
  "\ud800",
  "\udc00",
  "a\ud83d",
  "\udc00\ud800",
  "(",
  ")",
  "[",
  "]",
  "[a-",
  "(?<=a",
  "(a+)+$",
  ".*",
  "^$",
  "*",
  "+?",
  "{1,}",
  "|",
  "\\p{L}",
  "/regex/i",
  "שלום",
  "مرحبا بالعالم",
  "\u202eneredro",
  "\u2066ouderen\u2069",
  "中文",
  "дом",
  "ὥρα",
  "👍",
  "👩‍👧‍👦",
  "🇳🇱",
  "🏳️‍🌈",
  "e\u0301\u0301\u0301\u0301",
  "Z̸̢͎̗a̶̛l̴g̵o̷",
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "undefined",
  "null",
  "NaN",
  "true",
  "0",
  "-1",
  "1e309",
  "٣",
  "Ⅳ",
  "ﬁ",
  "ß",
  "ĳ",
  "IJ",
  "İ",
  "ı",
  "'",
  "’",
  "''''",
  "a'",
  "'a",
  "a’b’c’d",
  "-",
  "--",
  "–",
  "co-creatie",
  "q=ouderen&thema=preventie",
  "?q=1#2",
  "#",
  "&",
  "&&",
  "=",
  ";",
  ",",
  ".",
  "a",
  "é",
  "aa",
  "a b c d e f g h i j k l m n o p q r s t u v w x y z",
  "de het een",
  "samen",
  "x".repeat(10_000),
  "ouderen ".repeat(1250),
  "<".repeat(10_000),
  "👍".repeat(5000),
  "é".repeat(10_000),
  "\u0301".repeat(10_000),
  Array.from({ length: 1500 }, (_, i) => `w${i}`).join(" "),
];

/** Query strings that nobody's browser writes. */
const STRINGS = [
  "thema=%E0%A4%A",
  "q=%E0%A4%A",
  "q=%",
  "q=%ZZ&thema=%",
  "q=%00",
  "q=%ED%A0%80",
  "%",
  "&&&",
  "=",
  "=&=",
  "q",
  "q=",
  "thema",
  "thema=",
  "q=a&q=b&q=c",
  "thema=preventie&thema=preventie&thema=preventie",
  "thema=bestaat-niet",
  "bestaat=niet",
  "thema=bestaat-niet&thema=preventie",
  "soort=parel&soort=nergens",
  "sorteer=onzin",
  "sorteer=nieuwste&sorteer=titel",
  "sorteer=",
  "Q=ouderen&THEMA=preventie",
  "thema=PREVENTIE",
  "thema=preventie%20",
  "thema[]=preventie",
  "thema=preventie,mantelzorg",
  "q=ouderen#q=anders",
  "q=+++",
  "__proto__=1&constructor=2",
  "thema=__proto__",
  `q=${encodeURIComponent(MARKUP)}`,
  `thema=${encodeURIComponent(MARKUP)}`,
  `q=${"x".repeat(6000)}`,
  `q=${"%F0%9F%91%8D".repeat(400)}`,
  Array.from({ length: 300 }, (_, i) => `thema=t${i}`).join("&"),
  "q=ouderen&q",
  "?q=ouderen",
  "q=ouderen?thema=preventie",
];

/** The page is whole: it says how many, shows that many, and has no element that came from a query. */
async function usable(page, what, title, seen) {
  const odd = await page.evaluate(
    () => document.querySelectorAll("main :is(script, img, svg, iframe, [onerror], [onload])").length,
  );
  return [
    ...expectEqual(`${what}: number and results`, seen.number <= seen.entries.length, true),
    ...expectEqual(`${what}: elements that came in`, odd, 0),
    ...expectEqual(`${what}: the title of the page`, (await page.title()).endsWith(title), true),
    ...(/^(\d+|Geen) vermelding/.test(seen.status) ? [] : [`${what}: the status says «${seen.status}»`]),
  ];
}

const shown = (text) => JSON.stringify(text.slice(0, 40)) + (text.length > 40 ? ` (${text.length})` : "");

const queries = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const title = await page.title();
    const problems = [];
    for (const query of QUERIES) {
      const started = Date.now();
      await type(page, query);
      const seen = await readFinder(page);
      problems.push(...(await usable(page, shown(query), title, seen)));
      if (Date.now() - started > 5000) problems.push(`${shown(query)} takes ${Date.now() - started} ms`);
      // The address that this gives is one that can be opened again.
      if (QUERIES.indexOf(query) % 20 === 0) {
        await page.reload();
        await idle(page);
        problems.push(
          ...expectEqual(`${shown(query)} after a reload`, (await readFinder(page)).number, seen.number),
        );
      }
    }
    await type(page, "ouderen");
    return [
      ...problems,
      ...((await readFinder(page)).number ? [] : ["after all that, ouderen finds nothing"]),
    ];
  });

/** Opens an address: as a page of its own, or as the browser does when it goes back to one. */
async function open(page, site, text, afresh) {
  if (afresh) {
    // On disk only the fragment differs, which alone loads no page.
    await page.goto("about:blank");
    await page.goto(finderAt(site, text));
  } else {
    await page.evaluate(
      (address) => {
        history.pushState(null, "", address);
        dispatchEvent(new PopStateEvent("popstate", { state: null }));
      },
      finderAt(site, text),
    );
  }
  await idle(page);
}

const strings = (browser, site) =>
  withFinder(browser, site, "", async (page) => {
    const title = await page.title();
    const problems = [];
    for (const [i, text] of STRINGS.entries()) {
      await open(page, site, text, i % 8 === 0);
      problems.push(...(await usable(page, shown(text), title, await readFinder(page))));
    }
    const all = (await library(site)).length;
    for (const nothingMeant of ["thema=bestaat-niet", "bestaat=niet", "sorteer=onzin", "thema=%E0%A4%A"]) {
      await open(page, site, nothingMeant, false);
      problems.push(...expectEqual(`${nothingMeant}: all are shown`, (await readFinder(page)).number, all));
    }
    return problems;
  });

/** Titles, texts and names of terms that look like markup: they are shown as they are. */
const markup = (browser) => {
  const files = {
    "themas/raar.md": entry(
      { titel: '<i>raar</i> & "vreemd"', samenvatting: MARKUP, ook_bekend_als: ["<script>"] },
      "Vreemde tekst: 1 < 2 & 3 > 2.",
    ),
    "parels/raar.md": entry(
      { titel: MARKUP, samenvatting: "</ul><b>vreemde</b> samenvatting", themas: ["raar"] },
      "Een **vreemde** tekst: `<img src=x onerror=alert(1)>` en `</script>`.",
    ),
  };
  return withLibrary(files, (site) =>
    withFinder(browser, site, "q=vreemde&thema=raar", async (page) => {
      const title = (await page.title()).split(" – ").slice(1).join(" – ");
      const seen = await readFinder(page);
      const problems = await usable(page, "markup in content", title, seen);
      const { titles, tags } = seen;
      problems.push(...expectEqual("a title is shown as it is", titles.includes(MARKUP), true));
      problems.push(
        ...expectEqual(
          "a tag is shown as it is",
          tags.some((tag) => tag.includes('<i>raar</i> & "vreemd"')),
          true,
        ),
      );
      await type(page, "img onerror script");
      await page.waitForTimeout(100);
      const found = await readFinder(page);
      return [...problems, ...(await usable(page, "what looks like markup is looked for", title, found))];
    }),
  );
};

export default ({ browser, root, base, portable }) => [
  {
    name: `trouble: ${QUERIES.length} queries that nobody means`,
    limitMs: 120_000,
    run: () => queries(browser, root),
  },
  ...[base, portable].map((site) => ({
    name: `trouble (${site.name}): ${STRINGS.length} mangled addresses`,
    limitMs: 90_000,
    run: () => strings(browser, site),
  })),
  { name: "trouble: markup in content is text", run: () => markup(browser) },
];
