// Rows of a form, such as people and links, are moved, added and taken away in place. Without a script their buttons send the
// form, which comes back with the rows in their new order.
import { changed } from "./dom.js";

const say = (/** @type {string} */ text) => {
  const status = document.querySelector(".bureau-stand");
  if (status) status.textContent = text;
};
const rowsOf = (/** @type {Element} */ group) => [
  .../** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll(":scope > .veld-rij")),
];
const isFilled = (/** @type {Element} */ row) =>
  [.../** @type {NodeListOf<HTMLInputElement>} */ (row.querySelectorAll("input, textarea, select"))].some(
    (control) => (control.type === "checkbox" ? control.checked : control.type !== "hidden" && control.value),
  );

/** Gives every row the words of its place; the names stay, since the server reads rows in the order of the form.
 * @param {Element} group */
function number(group) {
  const label = group.querySelector("legend")?.textContent ?? "";
  const rows = rowsOf(group);
  rows.forEach((row, index) => {
    const place = index + 1;
    row.setAttribute("aria-label", `${label}, regel ${place}`);
    /** @type {[string, string, boolean][]} */
    const buttons = [
      ["omhoog", `Omhoog: regel ${place}`, index === 0],
      ["omlaag", `Omlaag: regel ${place}`, index === rows.length - 1],
      ["weg", `Haal weg: regel ${place}`, false],
    ];
    for (const [name, words, off] of buttons) {
      const button = /** @type {HTMLButtonElement | null} */ (row.querySelector(`button[name="${name}"]`));
      button?.setAttribute("aria-label", words);
      if (button) button.disabled = off;
    }
  });
}

/** An empty row behind the last one.
 * @param {Element} group */
function add(group) {
  const rows = rowsOf(group);
  const last = rows.at(-1);
  if (!last) return;
  const name = group.getAttribute("data-rijen") ?? "";
  const prefix = `${name}.`;
  const numbers = rows.map((row) => {
    const control = row.querySelector(`[name^="${prefix}"]`);
    return Number(control?.getAttribute("name")?.slice(prefix.length).split(".")[0] ?? 0);
  });
  const next = Math.max(...numbers) + 1;
  const row = /** @type {HTMLElement} */ (last.cloneNode(true));
  const old = /(?<=^(?:veld-)?[a-z_]+\.)\d+/;
  for (const element of row.querySelectorAll("*")) {
    for (const attribute of ["id", "name", "for", "aria-describedby", "data-veld"]) {
      const value = element.getAttribute(attribute);
      if (value) element.setAttribute(attribute, value.replace(old, String(next)));
    }
    if (element instanceof HTMLButtonElement) element.value = element.value.replace(/\d+/, String(next));
    else if (element instanceof HTMLInputElement && element.type === "checkbox") element.checked = false;
    else if (element instanceof HTMLInputElement && element.type === "hidden")
      element.value = element.value.replace(/\d+/, String(next));
    else if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
      element.value = "";
    else if (element instanceof HTMLSelectElement) element.selectedIndex = 0;
    else if (element.matches(".veld-meldingen, .namen-lijst, .zoek-vak")) element.replaceChildren();
  }
  if (!row.querySelector(".veld-knoppen")) row.append(buttons(`${name}.${next}`));
  last.after(row);
  number(group);
  /** @type {HTMLElement | null} */ (
    row.querySelector("input:not([type=hidden]), textarea, select")
  )?.focus();
  say(`Regel ${rows.length + 1} is erbij gekomen.`);
}

function buttons(/** @type {string} */ value) {
  const box = document.createElement("div");
  box.className = "veld-knoppen";
  for (const [name, text] of [
    ["omhoog", "Omhoog"],
    ["omlaag", "Omlaag"],
    ["weg", "Haal weg"],
  ]) {
    const button = Object.assign(document.createElement("button"), { name, value, textContent: text });
    button.className = "knop-klein";
    box.append(button);
  }
  return box;
}

/** @param {Element} group @param {HTMLElement} row @param {HTMLButtonElement} button */
function use(group, row, button) {
  const rows = rowsOf(group);
  const place = rows.indexOf(row);
  let said = `Regel ${place + 1} is weg.`;
  if (button.name === "weg") {
    const next = rows[place + 1] ?? rows[place - 1];
    // The last one stays, empty, so that there is always a place to write.
    if (rows.length === 1) add(group);
    row.remove();
    number(group);
    /** @type {HTMLElement | null} */ (
      (next ?? group).querySelector("input:not([type=hidden]), textarea")
    )?.focus();
  } else {
    const up = button.name === "omhoog";
    const other = rows[place + (up ? -1 : 1)];
    if (!other) return;
    if (up) other.before(row);
    else other.after(row);
    number(group);
    const back = button.disabled ? row.querySelector(`button[name="${up ? "omlaag" : "omhoog"}"]`) : button;
    /** @type {HTMLElement | null} */ (back)?.focus();
    said = `Deze regel staat nu op plaats ${place + (up ? 0 : 2)} van ${rows.length}.`;
  }
  // What else hears that something changed may say that it is not saved yet; this is said last.
  changed(group);
  say(said);
}

/** @param {HTMLFormElement} form */
export function prepareRows(form) {
  for (const group of form.querySelectorAll("[data-rijen]")) {
    for (const row of rowsOf(group))
      if (!row.querySelector(".veld-knoppen")) {
        const control = row.querySelector("[name]")?.getAttribute("name") ?? "";
        row.append(buttons(control.split(".").slice(0, 2).join(".")));
      }
    number(group);
    group.addEventListener("click", (event) => {
      const button = /** @type {Element} */ (event.target).closest("button");
      const row = /** @type {HTMLElement | null} */ (button?.closest(".veld-rij"));
      if (button?.name === "extra") {
        event.preventDefault();
        const empty = rowsOf(group).find((own) => !isFilled(own));
        if (empty) {
          /** @type {HTMLElement | null} */ (
            empty.querySelector("input:not([type=hidden]), textarea")
          )?.focus();
          say("Hier is al een lege regel.");
        } else add(group);
      } else if (button && row && ["omhoog", "omlaag", "weg"].includes(button.name)) {
        event.preventDefault();
        use(group, row, button);
      }
    });
  }
}
