// An entry page stays light: what a reader on a phone must fetch before reading.
import { gzipSync } from "node:zlib";
import { settle, withPage } from "./harness/browser.mjs";
import { notEmpty } from "./harness/pool.mjs";
import { sampleEntries } from "./harness/sample.mjs";

const MOST_BYTES = 60_000;
const MOST_REQUESTS = 12;
const WEIGHED = new Set(["document", "stylesheet", "script"]);

async function weigh(browser, site, file) {
  const responses = [];
  return withPage(
    browser,
    null,
    async (page) => {
      await page.goto(site.open(file));
      await settle(page);
      let bytes = 0;
      const parts = [];
      const counted = responses.filter((response) => response.request().resourceType() !== "image");
      for (const response of counted) {
        const type = response.request().resourceType();
        const size = WEIGHED.has(type) ? gzipSync(await response.body()).length : 0;
        bytes += size;
        parts.push(`${new URL(response.url()).pathname} ${type} ${size}`);
      }
      const problems = notEmpty(counted, "requests");
      if (bytes > MOST_BYTES)
        problems.push(
          `${bytes} bytes of HTML, CSS and JS after gzip; at most ${MOST_BYTES}\n${parts.join("\n")}`,
        );
      if (counted.length > MOST_REQUESTS)
        problems.push(
          `${counted.length} requests without images; at most ${MOST_REQUESTS}\n${parts.join("\n")}`,
        );
      return problems;
    },
    {
      before: async (page) => {
        page.on("response", (response) => responses.push(response));
      },
    },
  );
}

export default ({ browser, root }) => {
  const entries = sampleEntries(root);
  return [
    { name: "weight: there are entries to weigh", run: async () => notEmpty(entries, "entries") },
    ...entries.map((file) => ({
      name: `weight: /${root.pathOf(file)}`,
      run: () => weigh(browser, root, file),
    })),
  ];
};
