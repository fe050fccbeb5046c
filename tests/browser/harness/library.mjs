// Small libraries made for one question, as an editor would write them.
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "./build.mjs";
import { serve } from "./server.mjs";

/** Builds and serves a library of these files (path → text), hands the site to `use` and removes it again. */
export async function withLibrary(files, use) {
  const temporary = await realpath(await mkdtemp(path.join(tmpdir(), "parelsnoer-library-")));
  try {
    const content = path.join(temporary, "content");
    for (const [file, text] of Object.entries({ "site.yaml": "titel: Proef\n", ...files })) {
      const place = path.join(content, file);
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(place, text);
    }
    const baseUrl = "https://parels.test/";
    const site = await build(
      { name: "library", baseUrl, flags: ["--base-url", baseUrl], content },
      temporary,
    );
    const close = await serve(site);
    try {
      return await use(site);
    } finally {
      await close();
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** An entry file: its keys, each a value that JSON and YAML write alike, and its text. */
export const entry = (keys, text) =>
  `---\n${Object.entries(keys)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join("\n")}\n---\n\n${text}\n`;
