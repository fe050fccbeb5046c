// What was typed and not saved survives a crash of the browser or the server, and is offered when the form is opened again.
import { fieldsOf, make } from "./dom.js";
import { BASE } from "./server.js";

/** @param {string} path */
const keyOf = (path) => `parelsnoer-concept:${path}`;

/** Keeps what the form holds now.
 * @param {HTMLFormElement} form */
export function keepDraft(form) {
  try {
    localStorage.setItem(keyOf(location.pathname), JSON.stringify([...fieldsOf(form)]));
    const status = form.querySelector(".bureau-stand");
    if (status) status.textContent = "Nog niet opgeslagen.";
  } catch {
    // A browser that keeps nothing keeps no draft either.
  }
}

/** Forgets the drafts of an entry that was saved: that of its form, and that of the form that made it.
 * @param {DOMStringMap} entry */
export function dropDrafts({ soort, slug }) {
  try {
    localStorage.removeItem(keyOf(`${BASE}bewerk/${soort}/${slug}/`));
    localStorage.removeItem(keyOf(`${BASE}nieuw/${soort}/`));
  } catch {
    // Nothing is kept there.
  }
}

/** The draft of this form; one of a form that was saved is dropped.
 * @param {HTMLFormElement} form
 * @returns {[string, string][] | null} */
function recall(form) {
  try {
    if (document.querySelector(".bureau-bericht:not([data-ernst])")) dropDrafts(form.dataset);
    return JSON.parse(localStorage.getItem(keyOf(location.pathname)) ?? "null");
  } catch {
    return null;
  }
}

/** @param {HTMLFormElement} form @param {[string, string][]} draft */
function putBack(form, draft) {
  for (const control of form.elements)
    if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = false;
  for (const [name, value] of draft) {
    const control = /** @type {any} */ (form.elements.namedItem(name));
    if (!control || name === "vakje") continue;
    if (control.type === "checkbox") control.checked = true;
    else control.value = value;
  }
}

/** Asks whether a draft is to come back.
 * @param {HTMLFormElement} form
 * @param {() => void} changed */
export function offerDraft(form, changed) {
  const draft = recall(form);
  // What was typed came back from making another entry.
  if (location.search.includes("verder=")) return;
  if (!draft || document.querySelector('.bureau-bericht[data-ernst="fout"]')) return;
  const back = make("button", { type: "button", className: "knop-klein" }, "Zet mijn tekst terug");
  const drop = make("button", { type: "button", className: "knop-klein" }, "Gooi weg");
  const box = make("div", { className: "bureau-bericht" });
  box.dataset.ernst = "concept";
  box.append(make("p", {}, "Er staat nog tekst van u die niet is opgeslagen. "), back, " ", drop);
  back.addEventListener("click", () => {
    putBack(form, draft);
    box.remove();
    changed();
  });
  drop.addEventListener("click", () => {
    localStorage.removeItem(keyOf(location.pathname));
    box.remove();
  });
  form.before(box);
}
