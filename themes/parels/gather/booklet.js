// The booklet of what the reader gathered: the sheets of the entries behind a cover and the contents. Each sheet is one page,
// so that the page numbers are known.
import { readSnoer } from "./address.js";
import { get, make } from "./dom.js";
import { loadEntries } from "./entries.js";
import { describeTrouble, ON_DISK, showMessage } from "./messages.js";
import { readFolders } from "./names.js";
import { IS_ON_DISK } from "./place.js";
import { getState } from "./store.js";

/** The cover and the contents come first. */
const FIRST_SHEET = 3;

/** @param {HTMLElement} place */
export async function showBooklet(place) {
  const folders = readFolders(place.dataset.mappen ?? "");
  const asked = readSnoer(folders);
  const names = asked.isGiven ? asked.names : getState().items.map(({ name }) => name);
  if (IS_ON_DISK) return showMessage(place, [ON_DISK]);
  if (!names.length) {
    return showMessage(place, [
      ...describeTrouble(asked),
      "Er zit nog niets in uw snoer. Kies «Bewaar» bij een vermelding, dan kunt u er een boekje van maken.",
    ]);
  }
  showMessage(place, ["Het boekje wordt gemaakt."]);
  /** @type {Awaited<ReturnType<typeof loadEntries>>} */
  let found;
  try {
    found = await loadEntries(names);
  } catch {
    return showMessage(place, ["De vermeldingen konden niet worden opgehaald. Probeer het later nog eens."]);
  }
  showMessage(place, describeTrouble({ ...asked, missing: found.missing }));
  const { title, from, note } = asked.letter;
  const name = title || getState().title || "Mijn snoer";
  get("h1", place).textContent = name;
  document.title = `Boekje: ${name}`;
  get("[data-over]", place).textContent = [note, from ? `Van ${from}` : ""].filter(Boolean).join("\n");
  // What the build made of an entry: every word in it was escaped there.
  const sheets = found.entries.map(({ blad }) => {
    const holder = document.createElement("template");
    holder.innerHTML = blad;
    return holder.content;
  });
  get(".sheets", place).replaceChildren(...sheets);
  get(".booklet-contents ol", place).replaceChildren(
    ...found.entries.map(({ naam, titel }, at) =>
      make(
        "li",
        {},
        make("a", { href: `#ps-blad-${naam.replaceAll("/", "-")}` }, titel),
        " ",
        make("span", { class: "booklet-page" }, String(at + FIRST_SHEET)),
      ),
    ),
  );
  get(".booklet-contents", place).hidden = !found.entries.length;
  const sources = [...new Set(found.entries.flatMap(({ bronnen }) => bronnen))].sort();
  get(".booklet-sources", place).hidden = !sources.length;
  get(".booklet-sources ul", place).replaceChildren(...sources.map((source) => make("li", {}, source)));
  place.setAttribute("data-klaar", "");
}
