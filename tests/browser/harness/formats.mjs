// Readers for the formats that others will read: strict, so that what passes here
// passes there.
import { SaxesParser } from "saxes";

/** XML → every element as `{ name, attributes, text }`; throws where it is not well-formed. */
export function readXml(text) {
  const found = [];
  const open = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes, text: "", depth: open.length };
    found.push(element);
    open.push(element);
  });
  parser.on("text", (value) => {
    if (open.length) open.at(-1).text += value;
  });
  parser.on("cdata", (value) => {
    open.at(-1).text += value;
  });
  parser.on("closetag", () => open.pop());
  parser.write(text).close();
  return found;
}

/** CSV by RFC 4180 → rows of fields; throws on a stray or unclosed quote. Dutch spreadsheets write `;`. */
export function readCsv(text) {
  const body = text.replace(/^\uFEFF/, ""); // Excel wants a byte order mark
  const separator = /^[^,;\r\n]*;/.test(body) ? ";" : ",";
  const field = new RegExp(
    `(?:"([^"]*(?:""[^"]*)*)"|([^"${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`,
    "y",
  );
  const rows = [[]];
  while (field.lastIndex < body.length) {
    const start = field.lastIndex;
    const match = field.exec(body);
    if (!match) throw new Error(`row ${rows.length}: not CSV: ${body.slice(start, start + 60)}`);
    rows.at(-1).push(match[1]?.replaceAll('""', '"') ?? match[2]);
    if (match[3] !== separator) rows.push([]);
    else if (field.lastIndex === body.length) rows.at(-1).push("");
  }
  if (rows.at(-1).length === 0) rows.pop();
  return rows;
}

/**
 * The rows of `data/vermeldingen.json`, each with the page it stands for. The file is
 * a list, or an object whose `vermeldingen` is one (beside the description of its columns);
 * a row tells its page in `adres`, `url` or `pad`.
 */
export async function readEntries(site) {
  const data = JSON.parse(await site.text("data/vermeldingen.json"));
  const rows = Array.isArray(data) ? data : data.vermeldingen;
  if (!Array.isArray(rows)) throw new Error("data/vermeldingen.json holds no list of entries");
  return rows.map((row) => {
    const address = row.adres ?? row.url ?? row.pad;
    if (typeof address !== "string")
      throw new Error(`a row has no address: ${JSON.stringify(row).slice(0, 120)}`);
    // Addresses in data count from the site, not from the folder that the file is in.
    return { row, address, target: site.resolve(address, "index.html") };
  });
}
