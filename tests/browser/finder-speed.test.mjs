// The finder of the real content is quick and light. `speed.mjs` measures the same at 10,000 entries.
import { gzipSync } from "node:zlib";
import { library } from "./harness/finder.mjs";
import { promises } from "./harness/speed.mjs";

const MOST_INDEX = 150_000;
const MOST_SCRIPT = 15_000;
const ASKED = {
  values: ["thema=preventie", "soort=parel", "doelgroep=ouderen", "thema=dementie", "succesfactor=lef"],
  word: "eenzaamheid",
  query: "Wie heeft iets tegen eenzaamheid bij ouderen gedaan?",
  // Milliseconds: of a click or a letter, and of the first use.
  most: 80,
  first: 1000,
};

async function weight(site) {
  const size = async (pattern) => {
    const files = [...site.files].filter((file) => pattern.test(file));
    return { files, bytes: files.length === 1 ? gzipSync(await site.bytes(files[0])).length : NaN };
  };
  const [index, script] = [
    await size(/^zoek\/index\.[0-9a-f]+\.js$/),
    await size(/(^|\/)zoeken\.[0-9a-f]+\.js$/),
  ];
  console.log(
    `        ${(await library(site)).length} entries: index ${index.bytes} bytes after gzip, script ${script.bytes}`,
  );
  return [
    ...(index.bytes <= MOST_INDEX
      ? []
      : [`the index (${index.files}) takes ${index.bytes} bytes after gzip; at most ${MOST_INDEX}`]),
    ...(script.bytes <= MOST_SCRIPT
      ? []
      : [`the script (${script.files}) takes ${script.bytes} bytes after gzip; at most ${MOST_SCRIPT}`]),
  ];
}

export default ({ browser, root }) => [
  { name: "speed: index and script are small", run: () => weight(root) },
  ...promises(browser, root, ASKED).map(({ name, run }) => ({ name: `speed: ${name}`, alone: true, run })),
];
