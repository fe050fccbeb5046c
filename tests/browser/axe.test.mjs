// axe-core finds no violation of WCAG 2.2 A and AA, in light and dark, wide and narrow.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withPage } from "./harness/browser.mjs";
import { sample } from "./harness/sample.mjs";

export const AXE = readFileSync(
  fileURLToPath(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url)),
  "utf8",
);
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
// Each width and each colour scheme once: colours do not depend on the width, nor does the structure on the colours.
export const VIEWS = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 375 },
];

function readable({ id, impact, help, nodes }, view) {
  const places = nodes.slice(0, 5).map(({ target, failureSummary }) => {
    const why = failureSummary
      .split("\n")
      .slice(1)
      .map((line) => line.trim())
      .join("; ");
    return `${target.join(" ")}: ${why}`;
  });
  if (nodes.length > 5) places.push(`… and ${nodes.length - 5} more elements`);
  return `${view}: ${id} (${impact}): ${help}\n${places.join("\n")}`;
}

export async function audit(page, { colorScheme, width }) {
  // Without motion no colour is measured half-way through a transition.
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter((animation) => Number.isFinite(animation.effect.getComputedTiming().endTime));
    return Promise.allSettled(ending.map((animation) => animation.finished));
  });
  const { violations, passes } = await page.evaluate(
    (values) => globalThis.axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
    TAGS,
  );
  const view = `${colorScheme} ${width}px`;
  if (!passes.length) return [`${view}: axe looked at nothing`];
  return violations.map((violation) => readable(violation, view));
}

export default ({ browser, root }) =>
  sample(root).map(({ name, url }) => ({
    name: `axe: ${name}`,
    run: () =>
      withPage(browser, url, async (page) => {
        // Evaluated by the debugger, axe is not subject to the CSP of the site.
        await page.evaluate(AXE);
        const problems = [];
        for (const view of VIEWS) problems.push(...(await audit(page, view)));
        return problems;
      }),
  }));
