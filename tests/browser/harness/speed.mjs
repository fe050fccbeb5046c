// How long a reader waits for the finder, in a real Chromium whose processor counts as four times slower.
//
// A click or a letter is measured by the work of the page's own thread between asking and the frame with the results,
// times four. By the clock, with the processor slowed by Chromium, a busy machine is measured and not the page: the
// wait for a neighbour is multiplied as well. On a machine that does nothing else the two come to the same but for
// the wait for the next frame, at most 17 ms. The clock's figure is printed beside it.
import { withPage } from "./browser.mjs";
import { finderAt } from "./finder.mjs";

const SLOWER = 4;
/** What Lighthouse calls slow 4G. */
const LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};
/** Rounds at most. The best one counts, because neighbours only ever make a figure worse; so a good one ends it. */
const ROUNDS = 6;

function median(times) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

/** In the page: does each action and marks when it was asked and when the frame with its results was made. */
async function inPage({ values, texts }) {
  const list = document.querySelector(".results .cards");
  const field = document.querySelector("#ps-q");
  const box = (value) => {
    const [name, slug] = value.split("=");
    return document.querySelector(`[name="${name}"][value="${slug}"]`);
  };
  const type = (text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const actions = [
    ...(values ?? []).map((value) => () => box(value).click()),
    ...(texts ?? []).map((text) => () => type(text)),
  ];
  for (const action of actions) {
    do
      await new Promise((resolve) => {
        setTimeout(resolve, 60);
      });
    while (list.ariaBusy === "true");
    const shown = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        // What is asked for with priority in a frame comes as soon as the frame has been made.
        requestAnimationFrame(() =>
          scheduler.postTask(
            () => {
              performance.mark("shown");
              resolve();
            },
            { priority: "user-blocking" },
          ),
        );
      });
      observer.observe(list, { childList: true });
    });
    performance.mark("asked");
    action();
    await shown;
  }
}

/** Milliseconds for every action: `work` of the page's thread, four times slower, and `clock` as it went here. */
async function measured(browser, page, actions) {
  await browser.startTracing(page, { categories: ["blink.user_timing"] });
  await page.evaluate(inPage, actions);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const marks = traceEvents
    .filter(({ name }) => name === "asked" || name === "shown")
    .sort((a, b) => a.ts - b.ts);
  const times = [];
  for (let i = 0; i + 1 < marks.length; i += 2) {
    const [asked, shown] = [marks[i], marks[i + 1]];
    times.push({ work: (SLOWER * (shown.tts - asked.tts)) / 1000, clock: (shown.ts - asked.ts) / 1000 });
  }
  return times;
}

/** The medians of ticking and unticking each of the values, or of typing the texts one after the other. */
export function waits(browser, site, { values, texts }) {
  return withPage(browser, finderAt(site), async (page) => {
    const actions = { values: values?.flatMap((value) => [value, value]), texts };
    // Once unmeasured: what is loaded and compiled the first time belongs to the first use.
    await page.evaluate(inPage, actions);
    if (texts) await page.evaluate(inPage, { texts: [""] });
    const times = await measured(browser, page, actions);
    return {
      number: times.length,
      work: median(times.map(({ work }) => work)),
      clock: median(times.map(({ clock }) => clock)),
    };
  });
}

/** By the clock: from asking for the first time, with nothing loaded but the page, to the results; over a slow line. */
export function firstUse(browser, site, { query, value }) {
  return withPage(browser, finderAt(site), async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", LINE);
    return page.evaluate(
      async ([text, wanted]) => {
        const field = document.querySelector("#ps-q");
        const list = document.querySelector(".results .cards");
        const start = performance.now();
        if (text) {
          field.value = text;
          field.form.requestSubmit();
        } else {
          const [name, slug] = wanted.split("=");
          document.querySelector(`[name="${name}"][value="${slug}"]`).click();
        }
        while (list.ariaBusy === "true")
          await new Promise((resolve) => {
            requestAnimationFrame(resolve);
          });
        return performance.now() - start;
      },
      [query, value],
    );
  });
}

/** Measures until the figure is within the limit, at most so many times; prints all, gives a problem when none is. */
export async function within(limit, what, once) {
  const figures = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { figure, more = "" } = await once();
    figures.push(figure);
    console.log(`        ${what}: ${figure.toFixed(0)} ms (at most ${limit} ms)${more}`);
    if (figure <= limit) return [];
  }
  return [`${what}: ${Math.min(...figures).toFixed(0)} ms at best in ${ROUNDS} rounds; at most ${limit} ms`];
}

const letters = (word) => [...word].map((_, i) => word.slice(0, i + 1));
const shown = ({ number, work, clock }) => ({
  figure: work,
  more: `, median of ${number}; here by the clock ${clock.toFixed(0)} ms`,
});

/** All that is promised about the finder's speed: a click or a letter within a limit, the first use within another. */
export const promises = (browser, site, { values, word, query, most, first, firstQuestion = first }) => [
  {
    name: "a click on a filter",
    run: () => within(most, "a click", async () => shown(await waits(browser, site, { values }))),
  },
  {
    name: "a letter typed",
    run: () =>
      within(most, "a letter", async () => shown(await waits(browser, site, { texts: letters(word) }))),
  },
  {
    name: "the first filter, on slow 4G",
    run: () =>
      within(first, "the first filter", async () => ({
        figure: await firstUse(browser, site, { value: values[0] }),
      })),
  },
  {
    name: "the first question, on slow 4G",
    run: () =>
      within(firstQuestion, "the first question", async () => ({
        figure: await firstUse(browser, site, { query }),
      })),
  },
];
