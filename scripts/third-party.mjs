// What is compiled into the program: the crates out of `cargo metadata`, the texts of their licences, and the bill of
// materials. Crates that only help to build or test are not in it.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const LICENCE_FILE = /^(licen[cs]e|copying|notice|unlicense|copyright)([-_.].*)?$/i;

/** The crates that the program is linked with, sorted by name and version. */
export function shippedCrates({ packages, resolve }) {
  const byId = new Map(packages.map((each) => [each.id, each]));
  const nodes = new Map(resolve.nodes.map((each) => [each.id, each]));
  const seen = new Set([resolve.root]);
  const queue = [resolve.root];
  while (queue.length) {
    const next = nodes
      .get(queue.pop())
      .deps.filter(({ dep_kinds: kinds }) => kinds.some(({ kind }) => kind === null))
      .map(({ pkg }) => pkg)
      .filter((id) => !seen.has(id) && !isMacro(byId.get(id)));
    for (const id of next) {
      seen.add(id);
      queue.push(id);
    }
  }
  seen.delete(resolve.root);
  const name = ({ name: crate, version }) => `${crate} ${version}`;
  return [...seen].map((id) => byId.get(id)).sort((a, b) => (name(a) < name(b) ? -1 : 1));
}

/** Macros run while the program is compiled; no part of them is in it. */
const isMacro = ({ targets }) => targets.some(({ kind }) => kind.includes("proc-macro"));

/** The licences that a crate brings along: `{ file, text }`. */
function texts({ manifest_path: manifest }) {
  const folder = path.dirname(manifest);
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (item) => item.isFile() && LICENCE_FILE.test(item.name),
  );
  return files
    .map(({ name }) => ({
      file: name,
      text: readFileSync(path.join(folder, name), "utf8").replaceAll("\r\n", "\n").trim(),
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** A list of all crates with their licences, then each text once with the crates that it belongs to. */
export function licenceTexts(crates) {
  const line = ({ name, version, license, repository }) =>
    `${name} ${version}: ${license ?? "see its text"}${repository ? ` <${repository}>` : ""}`;
  const users = new Map();
  const without = [];
  for (const crate of crates) {
    const own = texts(crate);
    if (!own.length) without.push(`${crate.name} ${crate.version}`);
    for (const { text } of own)
      users.set(text, [...(users.get(text) ?? []), `${crate.name} ${crate.version}`]);
  }
  const rule = "=".repeat(100);
  const blocks = [...users].map(
    ([text, names]) => `${rule}\n${[...new Set(names)].join(", ")}\n${rule}\n\n${text}\n`,
  );
  const silent = without.length
    ? `These bring no text of their own; the licence named above applies: ${without.join(", ")}.\n\n`
    : "";
  return `What parelsnoer is made of: ${crates.length} crates, each under the licence that it names.\n\n${crates.map(line).join("\n")}\n\n${silent}${blocks.join("\n")}`;
}

const reference = ({ name, version }) => `pkg:cargo/${name}@${version}`;

/** CycloneDX 1.6 as JSON. */
export function billOfMaterials({ resolve }, own, crates, seconds) {
  const byId = new Map([own, ...crates].map((each) => [each.id, each]));
  const component = (each, type) => ({
    type,
    "bom-ref": reference(each),
    name: each.name,
    version: each.version,
    ...(each.description ? { description: each.description.replaceAll(/\s+/g, " ").trim() } : {}),
    ...(each.license ? { licenses: [{ expression: each.license.replaceAll("/", " OR ") }] } : {}),
    purl: reference(each),
    ...(each.repository ? { externalReferences: [{ type: "vcs", url: each.repository }] } : {}),
  });
  const dependencies = resolve.nodes
    .filter(({ id }) => byId.has(id))
    .map(({ id, deps }) => ({
      ref: reference(byId.get(id)),
      dependsOn: [
        ...new Set(deps.filter(({ pkg }) => byId.has(pkg)).map(({ pkg }) => reference(byId.get(pkg)))),
      ].sort(),
    }))
    .sort((a, b) => (a.ref < b.ref ? -1 : 1));
  const bill = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { timestamp: new Date(seconds * 1000).toISOString(), component: component(own, "application") },
    components: crates.map((each) => component(each, "library")),
    dependencies,
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}
