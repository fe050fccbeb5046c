// `[[` in a text finds entries by their names. A text area stays a text box for a screen reader (it may have no other role),
// with a list of which the active option is told to it; how many there are is said.

import { lineAt } from "./caret.js";
import { make } from "./dom.js";
import { forget, names } from "./name-lists.js";
import { find } from "./names.js";
import { asked, complete } from "./references.js";
import { selectionOf, write } from "./write.js";

/** @typedef {import("./names.js").Named} Named */

const MOST = 8;

/** @param {HTMLTextAreaElement} area */
export function addCompletion(area) {
  const list = make("ul", { id: `${area.id}-namen` });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Vermeldingen");
  const hint = make("p");
  const popup = make("div", { className: "verwijs-vak", hidden: true }, hint, list);
  const status = make("p", { className: "visually-hidden" });
  status.setAttribute("role", "status");
  const box = make("div", { className: "tekst-vak" });
  area.before(box);
  box.append(area, popup, status);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-haspopup", "listbox");
  area.setAttribute("aria-controls", list.id);

  /** @type {Named[]} */
  let found = [];
  let active = 0;
  /** Where the name begins that the list is about, and the one for which it was closed. */
  let at = -1;
  let closed = -1;

  function close() {
    popup.hidden = true;
    found = [];
    at = -1;
    status.textContent = "";
    area.removeAttribute("aria-activedescendant");
  }

  /** @param {number} place */
  function activate(place) {
    active = place;
    for (const [other, option] of [...list.children].entries())
      option.setAttribute("aria-selected", String(other === place));
    const option = list.children[place];
    if (!option) return area.removeAttribute("aria-activedescendant");
    area.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** Below the line of the caret, or above it where there is no room. */
  function place() {
    const line = lineAt(area, at);
    const room = box.clientWidth - popup.offsetWidth;
    popup.style.left = `${Math.max(0, Math.min(line.left, room))}px`;
    const top = area.getBoundingClientRect().top;
    const foot = document.querySelector(".bureau-voet")?.getBoundingClientRect().top ?? innerHeight;
    const below = foot - top - line.bottom;
    const isBelow = below >= popup.offsetHeight || below >= top + line.top;
    popup.style.top = `${isBelow ? line.bottom : line.top - popup.offsetHeight}px`;
  }

  /** @param {Named} entry */
  function pick(entry) {
    const selection = selectionOf(area);
    const name = asked(selection);
    close();
    if (!name) return;
    write(area, complete(selection, name, entry));
    status.textContent = `Verwijzing naar ${entry.titel} staat in de tekst.`;
  }

  /** @param {{ entry: Named, other: string }} match @param {number} place */
  function option({ entry, other }, place) {
    const about = other ? `${entry.soort}, ook ${other}` : entry.soort;
    const item = make("li", { id: `${list.id}-${place}` }, entry.titel, " ", make("span", {}, about));
    item.setAttribute("role", "option");
    // The focus stays in the text.
    item.addEventListener("mousedown", (/** @type {Event} */ event) => event.preventDefault());
    item.addEventListener("click", () => pick(entry));
    return item;
  }

  async function update() {
    const name = asked(selectionOf(area));
    if (!name) closed = -1;
    if (!name || name.from === closed) return popup.hidden || close();
    // What was made in another tab is known at the next reference.
    if (name.from !== at) forget("");
    at = name.from;
    const all = await names("").catch(() => null);
    const now = asked(selectionOf(area));
    if (at !== now?.from || document.activeElement !== area) return;
    const matches = find(all ?? [], now.word, MOST);
    found = matches.map(({ entry }) => entry);
    list.replaceChildren(...matches.map(option));
    list.hidden = found.length === 0;
    const count = found.length === 1 ? "1 vermelding" : `${found.length} vermeldingen`;
    if (!all) hint.textContent = "De namen zijn niet op te halen. Draait Parelsnoer nog?";
    else if (!now.word.trim()) hint.textContent = "Typ een deel van de naam.";
    else if (!found.length) hint.textContent = "Geen vermelding met deze naam.";
    else hint.textContent = "Tik op een naam, of kies met de pijltjes en Enter.";
    const said = found.length ? `${count}. Kies met de pijltjes en Enter; Escape sluit.` : hint.textContent;
    if (status.textContent !== said) status.textContent = said;
    popup.hidden = false;
    activate(0);
    place();
  }

  area.addEventListener("input", update);
  area.addEventListener("blur", close);
  document.addEventListener("selectionchange", () => {
    if (document.activeElement === area) update();
  });
  area.addEventListener("keydown", (event) => {
    if (popup.hidden || event.isComposing) return;
    const { key } = event;
    if (key === "Escape") {
      closed = at;
      close();
    } else if (!found.length || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    else if (key === "Enter" || key === "Tab") pick(found[active]);
    else if (key === "ArrowDown") activate((active + 1) % found.length);
    else if (key === "ArrowUp") activate((active + found.length - 1) % found.length);
    else return;
    event.preventDefault();
  });
}
