// What a screen reader is told by the finder before and after a choice, as a text that people can read and compare.
// `UPDATE_SNAPSHOTS=1` rewrites it.
import { readFile, writeFile } from "node:fs/promises";
import { expectEqual, toggle, type, withFinder } from "./harness/finder.mjs";
import { entry, withLibrary } from "./harness/library.mjs";

const EXPECTED = new URL("../finder/transcript.md", import.meta.url);

const term = (titel) => entry({ titel, samenvatting: `Over ${titel.toLowerCase()}.` }, "Uitleg.");
const parel = (titel, themas, plaats) =>
  entry(
    { titel, samenvatting: `${titel} in ${plaats}.`, themas, gemeenten: [plaats.toLowerCase()] },
    "Zo ging het.",
  );
const LIBRARY = {
  "themas/ontmoeting.md": term("Ontmoeting"),
  "themas/armoede.md": term("Armoede"),
  "gemeenten/zeist.md": term("Zeist"),
  "gemeenten/delft.md": term("Delft"),
  "parels/buurttafel.md": parel("De buurttafel", ["ontmoeting"], "Zeist"),
  "parels/soepbus.md": parel("De soepbus", ["ontmoeting", "armoede"], "Delft"),
  "parels/ruilwinkel.md": parel("De ruilwinkel", ["armoede"], "Delft"),
};

const STEPS = [
  ["Zoals de pagina opent", async () => {}],
  ["Na een vinkje bij het thema Armoede", (page) => toggle(page, "thema=armoede")],
  ["Na het woord «soepbus»", (page) => type(page, "soepbus")],
  ["Na een woord dat nergens staat", (page) => type(page, "zeppelin")],
];

const transcript = (browser) =>
  withLibrary(LIBRARY, (site) =>
    withFinder(browser, site, "", async (page) => {
      const parts = ["# Wat een schermlezer hoort van het zoeken"];
      for (const [heading, act] of STEPS) {
        await act(page);
        parts.push(`## ${heading}`, `\`\`\`yaml\n${await page.locator("main").ariaSnapshot()}\n\`\`\``);
      }
      const found = `${parts.join("\n\n")}\n`;
      if (process.env.UPDATE_SNAPSHOTS === "1") await writeFile(EXPECTED, found);
      return expectEqual("the transcript", found, await readFile(EXPECTED, "utf8"));
    }),
  );

export default ({ browser }) => [
  { name: "finder: a screen reader hears what is chosen and found", run: () => transcript(browser) },
];
