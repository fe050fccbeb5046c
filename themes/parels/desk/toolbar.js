// The bar above a text, as the pattern of WAI-ARIA has it: one stop of the Tab key, arrows within.
import { make } from "./dom.js";
import { emphasize, link, reference, turn } from "./markdown.js";
import { selectionOf, write } from "./write.js";

/** @typedef {import("./markdown.js").Selection} Selection */
/** @typedef {import("./markdown.js").Edit} Edit */
/** @typedef {{ name: string, help: string, key?: string, use: (area: HTMLTextAreaElement) => void }} Tool */

/** @param {(selection: Selection) => Edit} change
 * @returns {Tool["use"]} */
const by = (change) => (area) => write(area, change(selectionOf(area)));

/** @type {Tool[]} */
const TOOLS = [
  { name: "Kop", help: "Tussenkop; kies nog eens voor een kleinere", use: by((s) => turn(s, "heading")) },
  { name: "Vet", help: "Maak vet", key: "b", use: by((s) => emphasize(s, "**")) },
  { name: "Cursief", help: "Maak cursief", key: "i", use: by((s) => emphasize(s, "*")) },
  { name: "Lijst", help: "Maak een lijst met punten", use: by((s) => turn(s, "list")) },
  { name: "Genummerde lijst", help: "Maak een lijst met nummers", use: by((s) => turn(s, "numbers")) },
  { name: "Citaat", help: "Maak een citaat", use: by((s) => turn(s, "quote")) },
  { name: "Link", help: "Link naar een andere site", key: "k", use: by(link) },
  { name: "Verwijzing", help: "Verwijs naar een andere vermelding", use: by(reference) },
];

/**
 * @param {HTMLTextAreaElement} area
 * @param {Tool[]} more
 */
export function addToolbar(area, more = []) {
  const tools = [...TOOLS, ...more];
  const bar = make("div", { className: "werkbalk" });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Opmaak van de tekst");
  bar.setAttribute("aria-controls", area.id);
  const buttons = tools.map(({ name, help, key, use }, place) => {
    const button = make("button", { type: "button", tabIndex: place ? -1 : 0 }, name);
    button.title = key ? `${help} (Ctrl+${key.toUpperCase()})` : help;
    if (key) button.setAttribute("aria-keyshortcuts", `Control+${key.toUpperCase()}`);
    button.addEventListener("click", () => {
      stopAt(place);
      use(area);
    });
    return button;
  });
  /** @param {number} place */
  function stopAt(place) {
    for (const [other, button] of buttons.entries()) button.tabIndex = other === place ? 0 : -1;
  }
  bar.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const at = buttons.indexOf(document.activeElement);
    const last = buttons.length - 1;
    /** @type {Record<string, number>} */
    const places = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    stopAt(place);
    buttons[place].focus();
  });
  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const tool = tools.find(({ key }) => key === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    tool.use(area);
  });
  bar.append(...buttons);
  area.before(bar);
}
