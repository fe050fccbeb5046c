// Content folders in which every text that an editor can write is one of the strings of strings.json.
//
// Which keys there are is asked of the program itself (`parelsnoer schema`), so a new key is tested without a line here.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** `[{ text, refused }]`: each string, and the rule that stops a body that holds it as it is (or null). */
export async function readStrings() {
  const lists = JSON.parse(await readFile(new URL("strings.json", import.meta.url), "utf8"));
  // Characters that nobody sees are refused everywhere.
  const invisible = /[\p{Cf}\p{Cn}\ufffd]|(?![\t\n\r])\p{Cc}/u;
  return Object.values(lists).flatMap(({ refused, strings }) =>
    strings
      .filter((text) => !invisible.test(text))
      .map((text) => ({ text, refused: refused ?? foreign(text) })),
  );
}

/** The rule for what another program would read: tags of templates, and the title of a link. */
const foreign = (text) =>
  /\{%|\{\{ ?[^ <]|\{#[\w-]+ /.test(text)
    ? "vreemde-opmaak"
    : /\]\([^)]* "/.test(text)
      ? "titel-valt-weg"
      : null;

/** As many strings that nobody could mind. */
export function tame(strings) {
  return strings.map((_, index) => ({ text: `woord ${index}`, refused: null }));
}

export const slug = (index) => `tekst-${String(index).padStart(3, "0")}`;
export const together = (part) => `samen-${part}`;
/** Strings in one entry: YAML of an entry holds 2,000 values at most. */
const PART = 60;
/** Strings in one title. */
const GROUP = 4;
// An address that may stand in a key, and yet would break out of a place where it is not escaped.
const ADDRESSES = [
  'https://goed.test/?a="onmouseover="alert(1)',
  "https://goed.test/?a='onmouseover='alert(1)",
  "https://goed.test/?a=<script>alert(1)</script>",
  "https://goed.test/?{{7919*7907}}",
  "https://goed.test/]]>-->",
  "https://goed.test/?a=1&lt=2&quot;x",
  'mailto:a@goed.test?subject="onclick="alert(1)',
];
// Keys whose form is their own business: what they refuse is in refusals.mjs.
const FIXED = { aliassen: [], cbs_code: undefined };
const LONGEST = 300;

/** A value for what the schema says, made of `texts`: the first where one is asked for, all where there can be more. */
function value(schema, key, texts, at) {
  if (key in FIXED) return FIXED[key];
  if (schema.anyOf)
    return value(
      schema.anyOf.find(({ type }) => type !== "null"),
      key,
      texts,
      at,
    );
  if (schema.$ref) return slug(at);
  if (schema.enum) return schema.enum[0];
  if (schema.type === "boolean") return key === "uitgelicht" && at < 3;
  // Every page shows the pages of the menu: a few will do here, the whole lot has a tree of its own.
  if (key === "menu") return at < 3 ? 1 : undefined;
  if (schema.type === "integer") return 2017;
  if (schema.type === "number") return key === "lat" ? 52.1 : 5.2;
  if (schema.type === "array") {
    if (schema.items.$ref) return [slug(at)];
    return texts.map((_, index) => value(schema.items, "", [texts[index]], Math.floor(at + index / GROUP)));
  }
  if (schema.type === "object") {
    // A film is on the web, so the last address is not one of a film.
    if (key === "video") return { titel: texts[0], url: ADDRESSES[at % (ADDRESSES.length - 1)] };
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, inner]) => [name, value(inner, name, texts, at)]),
    );
  }
  if (schema.format === "date" || schema.pattern?.includes("(-[0-9]{2}")) return "2017-11-09";
  if (schema.pattern?.includes("[Dd][Oo][Cc]")) return "handleiding.pdf";
  if (schema.pattern?.includes("Pp"))
    return key === "bestand" ? "vlak.png" : ADDRESSES[at % ADDRESSES.length];
  return schema.maxLength ? [...texts[0]].slice(0, LONGEST).join("") : texts[0];
}

const escapeUnicode = (json) =>
  json.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Front matter: JSON is YAML, so every string is quoted and every character that cannot stand in YAML is escaped. */
function frontMatter(keys) {
  const lines = Object.entries(keys)
    .filter(([, v]) => v !== undefined)
    .map(([key, v]) => `${key}: ${escapeUnicode(JSON.stringify(v))}`);
  return `---\n${lines.join("\n")}\n---\n\n`;
}

/** The text as running text of Markdown, on one line. */
export function escapeMarkdown(text) {
  return text
    .replace(/[\s\u0085]+/g, " ")
    .replace(/[!-/:-@[-`{-~]/g, "\\$&")
    .trim();
}

/** Everywhere in a body where a text can stand without being refused. */
function everywhere(text, folder, number) {
  const one = text.replace(/[\s\u0085]+/g, " ").trim();
  const safe = escapeMarkdown(text);
  // Of tildes, since what stands behind backticks may hold none.
  const fence = "~".repeat(20);
  const label = safe.replaceAll("\\|", "").replaceAll("\\]", "").replaceAll("\\[", "");
  return `## ${safe}

Kop en tekst: ${safe} en *${safe}*.[^n${number}]

${fence} ${one}
${text}
${fence}

${"`".repeat(9)} ${one} ${"`".repeat(9)} ~~${safe}~~

---

> ${safe}
> — ${safe}

| ${safe} | b |
|---|---|
| ${safe} | x |

- [x] ${safe}

[${safe}](https://goed.test/) ![${safe}](vlak.png) [[${folder}/${slug(Math.floor(number / GROUP))}|${label}]] <https://goed.test/> <iemand@goed.test>

[^n${number}]: ${safe}
`;
}

async function writeSettings(dir, settings) {
  const lines = Object.entries(settings).map(([key, v]) => `${key}: ${escapeUnicode(JSON.stringify(v))}\n`);
  await writeFile(path.join(dir, "site.yaml"), lines.join(""));
}

async function writeEntry(dir, folder, name, keys, body) {
  await writeFile(path.join(dir, folder, `${name}.md`), frontMatter(keys) + body);
}

/** The strings that stand together in the entry `slug(index)` of a kind: one each for parels, the others take four. */
export function groups(strings, folder) {
  const size = folder === "parels" ? 1 : GROUP;
  return Array.from({ length: Math.ceil(strings.length / size) }, (_, i) =>
    strings.slice(i * size, (i + 1) * size),
  );
}

/** The title and the summary of such an entry. */
export const joined = (group) => group.map(({ text }) => text).join(" ");

/**
 * Writes a content folder: per kind entries that have the strings in every key, and in the body as they are where that
 * is allowed, and some that hold many of them in every list and in every place of a body.
 */
export async function writeTree(dir, schemas, strings, site) {
  await mkdir(dir, { recursive: true });
  await writeSettings(dir, site);
  const picture = new URL("../../sites/ontsnapping/input/parels/vlak.png", import.meta.url);
  const manual = new URL("../../sites/soort-parel/input/parels/handleiding.pdf", import.meta.url);
  for (const [folder, schema] of Object.entries(schemas)) {
    await mkdir(path.join(dir, folder), { recursive: true });
    await copyFile(picture, path.join(dir, folder, "vlak.png"));
    await copyFile(manual, path.join(dir, folder, "handleiding.pdf"));
    const keysFor = (texts, at) => value(schema, "", texts, at);
    await Promise.all(
      groups(strings, folder).map((group, index) => {
        const at = folder === "parels" ? Math.floor(index / GROUP) : index;
        const body = group
          .map(({ text, refused }) => (refused === null ? text : escapeMarkdown(text)))
          .join("\n\n");
        return writeEntry(dir, folder, slug(index), keysFor([joined(group)], at), `${body}\n`);
      }),
    );
    for (let from = 0; from < strings.length; from += PART) {
      const texts = strings.slice(from, from + PART).map(({ text }) => text);
      const body = texts.map((text, index) => everywhere(text, folder, from + index)).join("\n");
      const keys = { ...keysFor(texts, from / GROUP), titel: together(from / PART) };
      await writeEntry(dir, folder, together(from / PART), keys, body);
    }
  }
}

/** Writes a content folder with all strings in the keys of site.yaml and each in the menu of every page. */
export async function writeMenu(dir, strings) {
  await mkdir(path.join(dir, "paginas"), { recursive: true });
  const whole = strings.map(({ text }) => text).join(" ");
  await writeSettings(dir, {
    titel: whole,
    ondertitel: whole,
    organisatie: whole,
    contact: ADDRESSES[0],
    taal: "nl",
    openbaar: ["iemand@goed.test", "a@goed.test"],
  });
  await Promise.all(
    strings.map(({ text }, index) =>
      writeEntry(dir, "paginas", slug(index), { titel: text, menu: index }, `${escapeMarkdown(text)}\n`),
    ),
  );
}
