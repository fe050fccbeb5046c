// Every HTML page is valid by the checker of the W3C (Nu Html Checker).
// Its CSS check is left out: it does not know @container, @property or
// view-transition-name yet and would call a correct style sheet wrong.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { notEmpty } from "./harness/pool.mjs";

const JAR = fileURLToPath(new URL("../../node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));

async function validate(site) {
  // The exit status says only that there are messages; --exit-zero-always leaves
  // a non-zero status for a checker that could not run at all.
  const flags = ["--errors-only", "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"];
  const { stdout } = await promisify(execFile)("java", ["-jar", JAR, ...flags, site.dir], {
    maxBuffer: 256 * 1024 * 1024,
  });
  const { messages } = JSON.parse(stdout);
  return messages.map(({ url, lastLine, firstColumn, lastColumn, message, extract }) => {
    const file = decodeURIComponent(url ?? "")
      .split(`${site.dir}/`)
      .at(-1)
      .replace(/^\.\//, "");
    return `${file}:${lastLine}:${firstColumn ?? lastColumn}: ${message}\n${(extract ?? "").trim()}`;
  });
}

export default ({ root }) => [
  {
    name: `html: ${root.pages.size} pages pass the Nu Html Checker`,
    limitMs: 180_000,
    run: async () => [...notEmpty(root.pages, "HTML pages"), ...(await validate(root))],
  },
];
