// Entries side by side, a row per question. On a phone the answers to a question stand below each other, each with the title.
import { snoerUrl } from "./address.js";
import { compareUrl } from "./bar.js";
import { say } from "./buttons.js";
import { get, make, makeButton } from "./dom.js";
import { loadEntries } from "./entries.js";
import { describeTrouble, ON_DISK, showMessage } from "./messages.js";
import { parseNames, readFolders } from "./names.js";
import { IS_ON_DISK, pageUrl, ROOT } from "./place.js";
import { enableCopy } from "./sharing.js";
import { change, getState, MOST_COMPARED } from "./store.js";

/** @typedef {import("./entries.js").EntryData} EntryData */
/** @typedef {import("./entries.js").Answer} Answer */

/** Where the source tells nothing. */
const NOTHING = "De bron vertelt dit niet";

/** @param {HTMLElement} place */
export async function showComparison(place) {
  const folders = readFolders(place.dataset.mappen ?? "");
  const query = new URLSearchParams(location.search);
  const asked = parseNames(query.get("v"), folders);
  const names = (query.has("v") ? asked.names : getState().compared.map(({ name }) => name)).slice(
    0,
    MOST_COMPARED,
  );
  const tooMany = Math.max(0, asked.names.length - MOST_COMPARED);
  place.hidden = false;
  if (IS_ON_DISK) {
    showMessage(place, [ON_DISK]);
    get(".empty", place).hidden = false;
    return;
  }
  /** @type {EntryData[]} */
  let entries;
  try {
    const found = await loadEntries(names);
    entries = found.entries;
    showMessage(place, [
      ...describeTrouble({ unknown: asked.unknown, missing: found.missing }),
      tooMany
        ? `U kunt er ${MOST_COMPARED} tegelijk vergelijken; de eerste ${MOST_COMPARED} staan hier.`
        : "",
    ]);
  } catch {
    showMessage(place, ["De vermeldingen konden niet worden opgehaald. Probeer het later nog eens."]);
    return;
  }
  const items = entries.map(({ naam, soort, titel }) => ({ name: naam, kind: soort, title: titel }));
  get(".gather-body", place).hidden = !entries.length;
  get(".empty", place).hidden = entries.length > 1;
  if (!entries.length) return;
  // What is on this page is what is being compared, so that a next choice joins it.
  change(() => ({ compared: items }));

  const letter = { title: entries.length > 1 ? "Vergelijking" : "", from: "", note: "" };
  get("[data-boekje]", place).setAttribute("href", snoerUrl("boekje/", items, letter));
  enableCopy(place, () => compareUrl(items));
  const head = get("thead tr", place);
  for (const [at, entry] of entries.entries()) {
    const cell = make("th", { scope: "col", "data-entry": entry.naam });
    const without = makeButton("Haal weg", "gather-remove", () => {
      const left = items.filter((_, other) => other !== at);
      change(() => ({ compared: left }));
      location.assign(compareUrl(left));
    });
    without.setAttribute("aria-label", `Haal weg: ${entry.titel}`);
    cell.append(
      make("a", { href: pageUrl(`${entry.naam}/`).href }, entry.titel),
      make("p", { class: "card-meta" }, entry.kenmerk),
      without,
    );
    head.append(cell);
  }
  for (const row of place.querySelectorAll("tr[data-vraag]")) fillRow(row, entries);
  const table = get("table", place);
  keepRoles(table);
  table.setAttribute("data-aantal", String(entries.length));
  say(`${entries.length} parels naast elkaar.`);
}

/**
 * On a phone the cells are blocks, and a browser then forgets that they make a table.
 *
 * @param {HTMLElement} table
 */
function keepRoles(table) {
  table.setAttribute("role", "table");
  const roles = {
    "thead, tbody": "rowgroup",
    tr: "row",
    td: "cell",
    "thead th": "columnheader",
    "tbody th": "rowheader",
  };
  for (const [selector, role] of Object.entries(roles))
    for (const part of table.querySelectorAll(selector)) part.setAttribute("role", role);
}

/**
 * @param {Element} row
 * @param {EntryData[]} entries
 */
function fillRow(row, entries) {
  const key = row.getAttribute("data-vraag");
  const answers = entries.map(({ antwoorden }) => antwoorden.find(([own]) => own === key)?.[1] ?? []);
  // A question that no source answers says nothing about a difference.
  const links = answers.flatMap((parts) => parts.filter(isLink).map(({ adres }) => adres));
  for (const [at, parts] of answers.entries()) {
    const cell = make("td", { "data-titel": entries[at].titel });
    if (!parts.length) cell.append(make("p", { class: "compare-nothing" }, NOTHING));
    const chosen = parts.filter(isLink);
    if (chosen.length)
      cell.append(
        make(
          "ul",
          { class: "compare-terms" },
          ...chosen.map((link) => {
            const isShared = links.filter((adres) => adres === link.adres).length > 1;
            const item = make("li", isShared ? { class: "is-shared" } : {});
            item.append(make("a", { href: new URL(link.adres, ROOT).href }, link.titel));
            if (isShared) item.append(" ", make("b", {}, "gedeeld"));
            return item;
          }),
        ),
      );
    for (const part of parts) {
      if (typeof part === "string") cell.append(make("p", {}, part));
      else if (Array.isArray(part)) cell.append(make("ul", {}, ...part.map((text) => make("li", {}, text))));
    }
    row.append(cell);
  }
}

/**
 * @param {Answer} part
 * @returns {part is { titel: string, adres: string }}
 */
const isLink = (part) => typeof part === "object" && !Array.isArray(part);
