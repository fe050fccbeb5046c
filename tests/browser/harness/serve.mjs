// `parelsnoer serve` on a small library of its own, for tests that save a file and look on.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { PROGRAM } from "./build.mjs";

const PARAGRAPHS = Array.from(
  { length: 60 },
  (_, n) => `Alinea ${n} over eten, koken en opruimen met elkaar.`,
).join("\n\n");

export const PAREL = `---
titel: Buurttafel
samenvatting: Elke week samen eten.
themas: [ontmoeting]
---

Aan tafel.

${PARAGRAPHS}
`;

export const THEME = `---
titel: Ontmoeting
samenvatting: Over elkaar tegenkomen.
---

Uitleg.
`;

const LIBRARY = {
  "content/site.yaml": "titel: Proefsite\nmenu: [parels, themas]\n",
  "content/themas/ontmoeting.md": THEME,
  "content/parels/buurttafel.md": PAREL,
  "content/parels/niet-af.md":
    "---\ntitel: Niet af\nsamenvatting: Komt nog.\nconcept: true\nthemas: [ontmoeting]\n---\n\nNog kort.\n",
  "thema/assets/extra.css": "p { color: red }\n",
  "thema/assets/parels.css": "h1 { color: rgb(1, 2, 3) }\n",
};

/** Starts a server, hands it to `use` and stops it, whatever happens. */
export async function withServer(use, flags = []) {
  const folder = await mkdtemp(path.join(tmpdir(), "parelsnoer-serve-"));
  const save = async (file, text) => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  };
  for (const [file, text] of Object.entries(LIBRARY)) await save(file, text);
  const child = spawn(PROGRAM, ["serve", "--port", "0", ...flags], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  try {
    const address = await new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).once("line", resolve);
      child.once("error", reject);
      child.once("exit", (status) => reject(new Error(`serve ended with ${status}: ${stderr}`)));
    });
    child.removeAllListeners("exit");
    return await use({
      address,
      save,
      folder,
      remove: (file) => rm(path.join(folder, file), { recursive: true }),
    });
  } finally {
    child.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  }
}
