// What an editor may not publish: each is written into a content folder, and refused with a finding of its own.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const quoted = (text) =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** `[{ file, text, rule }]`: what a file says and the rule that must refuse it. */
export function refusals(strings) {
  const found = [];
  const add = (file, keys, body, rule) => {
    const lines = ['titel: "Een titel"', ...keys].join("\n");
    found.push({ file, text: `---\n${lines}\n---\n\n${body}\n`, rule });
  };
  const summary = 'samenvatting: "Een samenvatting."';
  strings.forEach(({ text, refused }, index) => {
    if (refused !== null) add(`paginas/tekst-${index}.md`, [], text, refused);
    // A key, a reference, an old address and a picture take their own form only.
    if (/[<>"'{}&\\]/.test(text)) {
      add(`themas/sleutel-${index}.md`, [summary, `${quoted(text)}: x`], "x", "onbekende-sleutel");
      add(
        `verhalen/verwijzing-${index}.md`,
        [summary, `themas: [${quoted(text)}]`],
        "x",
        "onbekende-verwijzing",
      );
      add(`begrippen/adres-${index}.md`, [summary, `aliassen: [${quoted(text)}]`], "x", "alias-botst");
      add(
        `doelgroepen/beeld-${index}.md`,
        [summary, `afbeelding: {bestand: ${quoted(text)}, alt: x}`],
        "x",
        "ontbrekende-afbeelding",
      );
    }
    const address = /^\[x\]\(<?(.*?)>?\)$/s.exec(text)?.[1];
    if (refused !== "onveilige-link" || !address) return;
    add(`organisaties/website-${index}.md`, [`website: ${quoted(address)}`], "x", "onveilige-link");
    add(`publicaties/adres-${index}.md`, [`url: ${quoted(address)}`], "x", "onveilige-link");
    add(
      `themas/link-${index}.md`,
      [summary, `links: [{titel: x, url: ${quoted(address)}}]`],
      "x",
      "onveilige-link",
    );
  });
  const names = [
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)",
    "{{ 7919*7907 }}",
    "::error::x",
    "x\u202ey",
    "x y",
    "x\u001b[31m",
  ];
  for (const name of names)
    found.push({
      file: `parels/${name}.md`,
      text: `---\ntitel: x\n${summary}\n---\n\nx\n`,
      rule: "slechte-bestandsnaam",
    });
  return found;
}

export async function writeRefusals(dir, found) {
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, "site.yaml"), 'titel: "Een site"\n');
  for (const folder of new Set(found.map(({ file }) => path.dirname(file))))
    await mkdir(path.join(dir, folder), { recursive: true });
  await Promise.all(found.map(({ file, text }) => writeFile(path.join(dir, file), text)));
}
