// What a page says when not all went well, in plain words.
import { get } from "./dom.js";

export const ON_DISK =
  "U opende deze site vanaf uw schijf. Deze pagina haalt vermeldingen op, en dat kan alleen als de site op een webserver staat.";

/**
 * @param {ParentNode} place
 * @param {string[]} texts
 */
export function showMessage(place, texts) {
  const message = get("[data-melding]", place);
  message.textContent = texts.filter(Boolean).join(" ");
  message.hidden = !message.textContent;
}

/**
 * @param {{ unknown: string[], missing?: string[], dropped?: number }} trouble
 */
export function describeTrouble({ unknown, missing = [], dropped = 0 }) {
  const quote = (/** @type {string[]} */ names) => names.map((name) => `«${name}»`).join(", ");
  return [
    unknown.length
      ? `Een deel van het adres is beschadigd en is overgeslagen: ${quote(unknown.slice(0, 5))}.`
      : "",
    missing.length
      ? `Deze ${missing.length === 1 ? "vermelding is" : "vermeldingen zijn"} er niet (meer): ${quote(missing.map((name) => name.slice(name.indexOf("/") + 1)))}.`
      : "",
    dropped ? `Er passen 40 vermeldingen in een snoer; ${dropped} zijn weggelaten.` : "",
  ];
}
