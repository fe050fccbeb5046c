// Search in names and other names, for a field that holds a name per line.
import { changed, make } from "./dom.js";
import { forget, names } from "./name-lists.js";
import { find } from "./names.js";

const MOST = 8;

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} area
 */
export function addSearch(form, area) {
  const kind = area.dataset.doel ?? "";
  const input = make("input", { type: "search", className: "zoek-naam", autocomplete: "off" });
  input.setAttribute("aria-label", `Zoek een ${kind} om toe te voegen`);
  input.placeholder = `Zoek een ${kind}`;
  const list = make("ul", { className: "zoek-lijst", hidden: true });
  const add = (/** @type {string} */ name) => {
    const lines = area.value.split("\n").filter((line) => line.trim());
    if (!lines.includes(name)) lines.push(name);
    area.value = lines.join("\n");
    input.value = "";
    list.hidden = true;
    input.focus();
    changed(area);
  };
  /** What was typed here waits on the server until the new entry is made. */
  const maker = (/** @type {string} */ name) => {
    const button = make(
      "button",
      { name: "maak", value: `${kind}:${area.name}`, formNoValidate: true },
      `Maak «${name}»`,
    );
    button.addEventListener("click", () => {
      form.append(make("input", { type: "hidden", name: "maak_naam", value: name }));
    });
    return make("li", {}, "Niet gevonden. ", button);
  };
  const show = async () => {
    const asked = input.value.trim();
    const rows = find(await names(kind), asked, MOST).map(({ entry, other }) => {
      const button = make("button", { type: "button" }, entry.titel, other ? ` (${other})` : "");
      button.addEventListener("click", () => add(entry.slug));
      return make("li", {}, button);
    });
    if (asked && rows.length === 0) rows.push(maker(asked));
    list.replaceChildren(...rows);
    list.hidden = rows.length === 0;
  };
  input.addEventListener("input", (/** @type {Event} */ event) => {
    event.stopPropagation();
    show();
  });
  input.addEventListener("focus", () => forget(kind));
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const first = list.querySelector("button");
    if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden) first?.click();
    } else if (event.key === "Escape") list.hidden = true;
    else if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    }
  });
  list.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const row = document.activeElement?.closest("li");
    const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      (next?.querySelector("button") ?? input).focus();
    } else if (event.key === "Escape") {
      list.hidden = true;
      input.focus();
    }
  });
  area.after(make("div", { className: "zoek-vak" }, input, list));
}
