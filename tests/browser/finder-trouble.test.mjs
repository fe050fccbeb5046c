// What nobody means to ask, and what cannot be had: the page stays usable, says so, and runs nothing.
import { withPage } from './harness/browser.mjs';
import { answers, finderAt, library, readFinder, idle, expectEqual, type, withFinder } from './harness/finder.mjs';
import { entry, withLibrary } from './harness/library.mjs';

const MARKUP = '<img src=x onerror="document.title=\'gekaapt\'"><script>document.title="gekaapt"</script>';

/** Queries of all sorts; none may throw, hang or put an element on the page. */
const QUERIES = [
  MARKUP, '"><svg onload=alert(1)>', '</script><script>alert(1)</script>', "' OR 1=1 --", '{{7*7}}', '${7*7}', '&lt;b&gt;', 'javascript:alert(1)',
  '%', '%%', '%E0%A4%A', '100%', '%00', '\0', '\u{1}\u{2}', '\\', '\\u0041', '\n\r\t', ' ', '\u00a0\u2003\u200b\ufeff',
  '\ud800', '\udc00', 'a\ud83d', '\udc00\ud800', '(', ')', '[', ']', '[a-', '(?<=a', '(a+)+$', '.*', '^$', '*', '+?', '{1,}', '|', '\\p{L}', '/regex/i',
  'שלום', 'مرحبا بالعالم', '\u202eneredro', '\u2066ouderen\u2069', '中文', 'дом', 'ὥρα', '👍', '👩‍👧‍👦', '🇳🇱', '🏳️‍🌈', 'e\u0301\u0301\u0301\u0301', 'Z̸̢͎̗a̶̛l̴g̵o̷',
  'constructor', '__proto__', 'toString', 'hasOwnProperty', 'undefined', 'null', 'NaN', 'true', '0', '-1', '1e309', '٣', 'Ⅳ', 'ﬁ', 'ß', 'ĳ', 'IJ', 'İ', 'ı',
  "'", '’', "''''", "a'", "'a", 'a’b’c’d', '-', '--', '–', 'co-creatie', 'q=ouderen&thema=preventie', '?q=1#2', '#', '&', '&&', '=', ';', ',', '.',
  'a', 'é', 'aa', 'a b c d e f g h i j k l m n o p q r s t u v w x y z', 'de het een', 'samen', 'x'.repeat(10_000), 'ouderen '.repeat(1250), '<'.repeat(10_000),
  '👍'.repeat(5000), 'é'.repeat(10_000), '\u0301'.repeat(10_000), Array.from({ length: 1500 }, (_, i) => `w${i}`).join(' '),
];

/** Query strings that nobody's browser writes. */
const STRINGS = [
  'thema=%E0%A4%A', 'q=%E0%A4%A', 'q=%', 'q=%ZZ&thema=%', 'q=%00', 'q=%ED%A0%80', '%', '&&&', '=', '=&=', 'q', 'q=', 'thema', 'thema=', 'q=a&q=b&q=c', 'thema=preventie&thema=preventie&thema=preventie',
  'thema=bestaat-niet', 'bestaat=niet', 'thema=bestaat-niet&thema=preventie', 'soort=parel&soort=nergens', 'sorteer=onzin', 'sorteer=nieuwste&sorteer=titel', 'sorteer=', 'Q=ouderen&THEMA=preventie',
  'thema=PREVENTIE', 'thema=preventie%20', 'thema[]=preventie', 'thema=preventie,mantelzorg', 'q=ouderen#q=anders', 'q=+++', '__proto__=1&constructor=2', 'thema=__proto__', `q=${encodeURIComponent(MARKUP)}`,
  `thema=${encodeURIComponent(MARKUP)}`, `q=${'x'.repeat(6000)}`, `q=${'%F0%9F%91%8D'.repeat(400)}`, Array.from({ length: 300 }, (_, i) => `thema=t${i}`).join('&'), 'q=ouderen&q', '?q=ouderen', 'q=ouderen?thema=preventie',
];

/** The page is whole: it says how many, shows that many, and has no element that came from a query. */
async function usable(page, what, title) {
  const seen = await readFinder(page);
  const odd = await page.evaluate(() => document.querySelectorAll('main :is(script, img, svg, iframe, [onerror], [onload])').length);
  return [
    ...expectEqual(`${what}: number and results`, seen.number, seen.entries.length),
    ...expectEqual(`${what}: elements that came in`, odd, 0),
    ...expectEqual(`${what}: the title of the page`, await page.title(), title),
    ...(/^(\d+|Geen) vermelding/.test(seen.status) ? [] : [`${what}: the status says «${seen.status}»`]),
  ];
}

const shown = (text) => JSON.stringify(text.slice(0, 40)) + (text.length > 40 ? ` (${text.length})` : '');

const queries = (browser, site) => withFinder(browser, site, '', async (page) => {
  const title = await page.title();
  const problems = [];
  for (const query of QUERIES) {
    const started = Date.now();
    const [found] = await answers(page, [query]);
    problems.push(...await usable(page, shown(query), title));
    if (Date.now() - started > 5000) problems.push(`${shown(query)} takes ${Date.now() - started} ms`);
    // The address that this gives is one that can be opened again.
    if (QUERIES.indexOf(query) % 20 === 0) {
      await page.reload();
      await idle(page);
      problems.push(...expectEqual(`${shown(query)} after a reload`, (await readFinder(page)).entries.length, found.length));
    }
  }
  await type(page, 'ouderen');
  return [...problems, ...((await readFinder(page)).number ? [] : ['after all that, ouderen finds nothing'])];
});

/** Opens an address: as a page of its own, or as the browser does when it goes back to one. */
async function open(page, site, text, afresh) {
  if (afresh) {
    // On disk only the fragment differs, which alone loads no page.
    await page.goto('about:blank');
    await page.goto(finderAt(site, text));
  } else {
    await page.evaluate((address) => {
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate', { state: null }));
    }, finderAt(site, text));
  }
  await idle(page);
}

const strings = (browser, site) => withFinder(browser, site, '', async (page) => {
  const title = await page.title();
  const problems = [];
  for (const [i, text] of STRINGS.entries()) {
    await open(page, site, text, i % 8 === 0);
    problems.push(...await usable(page, shown(text), title));
  }
  const all = (await library(site)).length;
  for (const nothingMeant of ['thema=bestaat-niet', 'bestaat=niet', 'sorteer=onzin', 'thema=%E0%A4%A']) {
    await open(page, site, nothingMeant, false);
    problems.push(...expectEqual(`${nothingMeant}: all are shown`, (await readFinder(page)).number, all));
  }
  return problems;
});

/** Titles, texts and names of terms that look like markup: they are shown as they are. */
const markup = (browser) => {
  const files = {
    'themas/raar.md': entry({ titel: '<i>raar</i> & "vreemd"', samenvatting: MARKUP, ook_bekend_als: ['<script>'] }, 'Vreemde tekst: 1 < 2 & 3 > 2.'),
    'parels/raar.md': entry({ titel: MARKUP, samenvatting: '</ul><b>vreemde</b> samenvatting', themas: ['raar'] }, 'Een **vreemde** tekst: `<img src=x onerror=alert(1)>` en `</script>`.'),
  };
  return withLibrary(files, (site) => withFinder(browser, site, 'q=vreemde&thema=raar', async (page) => {
    const title = await page.title();
    const problems = await usable(page, 'markup in content', title);
    const { titles, tags } = await readFinder(page);
    problems.push(...expectEqual('a title is shown as it is', titles.includes(MARKUP), true));
    problems.push(...expectEqual('a tag is shown as it is', tags.some((tag) => tag.includes('<i>raar</i> & "vreemd"')), true));
    await type(page, 'img onerror script');
    await page.waitForTimeout(100);
    return [...problems, ...await usable(page, 'what looks like markup is looked for', title)];
  }));
};

const BROKEN = {
  'is not there (404)': (route) => route.fulfill({ status: 404, contentType: 'text/html', body: '<h1>Niet gevonden</h1>' }),
  'is empty': (route) => route.fulfill({ contentType: 'text/javascript', body: '' }),
  'is cut off': (route) => route.fulfill({ contentType: 'text/javascript', body: 'parelsnoer.index({"aantal":474,"vormen":"0aan' }),
  'is something else': (route) => route.fulfill({ contentType: 'text/javascript', body: 'parelsnoer.index({});' }),
  'holds nonsense': (route) => route.fulfill({ contentType: 'text/javascript', body: 'parelsnoer.index({"aantal":3,"vormen":"0a","treffers":"!","delen":[],"termen":".","waarden":"~","data":[],"perTekst":8,"functiewoorden":""});' }),
  'is blocked': (route) => route.abort('blockedbyclient'),
};

/** The index cannot be had: a clear sentence and the list of all; what the browser itself reports is expected. */
function noIndex(browser, site, answer) {
  const thrown = [];
  return withPage(browser, finderAt(site, 'q=ouderen&soort=parel'), async (page) => {
    const line = page.locator('.no-finder');
    await page.locator('.no-finder[role=alert]').waitFor();
    const problems = /kon niet geladen worden/.test(await line.textContent()) && await line.isVisible() ? [] : [`the page says «${await line.textContent()}»`];
    const entries = (await library(site)).map(({ name }) => name);
    const visible = () => page.locator('.results [data-entry]').evaluateAll((cards) => cards.filter((card) => card.checkVisibility()).length);
    problems.push(...expectEqual('entries in the list', await visible(), entries.length));
    const links = await page.locator('.facet-link').evaluateAll((all) => all.filter((link) => link.checkVisibility()).length);
    if (!links) problems.push('the values of the filters are no links');
    if (await page.locator('fieldset input[type=checkbox]').evaluateAll((all) => all.some((box) => box.checkVisibility()))) problems.push('boxes that do nothing can be seen');
    // Asking again does not break it further.
    await page.locator('#ps-q').fill('hond');
    await page.locator('#ps-q').press('Enter');
    await page.waitForTimeout(150);
    problems.push(...expectEqual('entries in the list after asking again', await visible(), entries.length));
    return [...problems, ...thrown];
  }, {
    before: async (page) => {
      page.on('pageerror', (error) => {
        // A script that is cut off is a mistake of syntax in that script; nothing of ours may throw.
        if (error.name !== 'SyntaxError') thrown.push(`uncaught: ${error.message}`);
      });
      await page.route(/zoek\/index\.[0-9a-f]+\.js/, answer);
    },
  });
}

/** A stretch of text that cannot be had: the results are there all the same. */
const noTexts = (browser, site) => withPage(browser, finderAt(site, 'q=klaptafel'), async (page) => {
  await page.locator('.card-snippet').first().waitFor();
  const { number } = await readFinder(page);
  return [...(number ? [] : ['nothing was found']), ...expectEqual('the snippet', await page.locator('.card-snippet').first().textContent(), 'Het stukje tekst kon niet geladen worden.')];
}, { before: (page) => page.route(/zoek\/tekst-/, (route) => route.abort()) });

/** The index comes when it is asked for a second time. */
const later = (browser, site) => {
  let times = 0;
  return withPage(browser, finderAt(site), async (page) => {
    await page.locator('#ps-q').focus();
    await page.locator('.no-finder[role=alert]').waitFor();
    await page.locator('#ps-q').fill('scootmobiel');
    await page.locator('#ps-q').press('Enter');
    await page.locator('.has-finder').first().waitFor({ state: 'attached' });
    await idle(page);
    const { number, entries } = await readFinder(page);
    return [...expectEqual('number and results', number, entries.length), ...expectEqual('found', entries[0], 'parels/scootmobiel-koppels'), ...expectEqual('the sentence is gone', await page.locator('.no-finder').isVisible(), false)];
  }, { before: (page) => page.route(/zoek\/index\./, (route) => { times += 1; return times === 1 ? route.abort() : route.continue(); }) });
};

export default ({ browser, root, base, portable }) => [
  { name: `trouble: ${QUERIES.length} queries that nobody means`, limitMs: 120_000, run: () => queries(browser, root) },
  ...[base, portable].map((site) => ({ name: `trouble (${site.name}): ${STRINGS.length} mangled addresses`, limitMs: 90_000, run: () => strings(browser, site) })),
  { name: 'trouble: markup in content is text', run: () => markup(browser) },
  ...Object.entries(BROKEN).map(([what, answer]) => ({ name: `trouble: the index ${what}`, run: () => noIndex(browser, root, answer) })),
  { name: 'trouble: the stretches of text cannot be had', run: () => noTexts(browser, root) },
  { name: 'trouble: the index comes at the second time of asking', run: () => later(browser, root) },
];
