// Suggestions below the field while somebody types: entries by their name, and the search in everything. The combobox
// pattern of WAI-ARIA: the focus stays in the field.
import { find, make, nextFrame } from "./dom.js";
import { fold } from "./text.js";

/** @typedef {{ text: string, hint: string, pick: () => void }} Choice */

const MAX_NAMES = 6;
/** Kinds in the order in which a name is looked for. */
const KINDS = [
  "gemeenten",
  "themas",
  "parels",
  "organisaties",
  "verhalen",
  "begrippen",
  "doelgroepen",
  "succesfactoren",
  "bijeenkomsten",
  "publicaties",
];

/**
 * The entries of which a word of the title begins with what was typed: whole titles that begin with it first.
 *
 * @param {string[]} titles
 * @param {string[]} kinds
 * @param {string} query
 */
export function suggestNames(titles, kinds, query) {
  const wanted = fold(query.trim());
  if (wanted.length < 2) return [];
  return titles
    .map((title, doc) => ({
      doc,
      at: ` ${fold(title)}`.indexOf(` ${wanted}`),
      kind: KINDS.indexOf(kinds[doc]),
    }))
    .filter(({ at, kind }) => at >= 0 && kind >= 0)
    .sort((a, b) => Number(a.at > 0) - Number(b.at > 0) || a.kind - b.kind || a.doc - b.doc)
    .slice(0, MAX_NAMES)
    .map(({ doc }) => doc);
}

/**
 * @param {HTMLInputElement} field
 * @param {(query: string) => Choice[]} choicesFor
 */
export function createCombobox(field, choicesFor) {
  const list = make("ul", "suggestions");
  list.id = "ps-voorstellen";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Voorstellen");
  field.parentElement?.append(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  /** @type {Choice[]} */
  let choices = [];
  let active = -1;

  /** @param {number} next */
  function activate(next) {
    find("[aria-selected=true]", list)?.setAttribute("aria-selected", "false");
    active = next;
    const option = list.children[active];
    if (!option) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function open() {
    choices = choicesFor(field.value);
    list.replaceChildren(
      ...choices.map(({ text, hint, pick }, i) => {
        const option = make(
          "li",
          "suggestion",
          make("span", "", text),
          " ",
          make("span", "suggestion-hint", hint),
        );
        option.id = `ps-voorstel-${i}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        // Before the field loses the focus, which closes the list.
        option.addEventListener("pointerdown", (event) => event.preventDefault());
        option.addEventListener("click", () => {
          close();
          pick();
        });
        return option;
      }),
    );
    list.hidden = !choices.length;
    field.setAttribute("aria-expanded", String(choices.length > 0));
    activate(-1);
  }

  // The letter and the results come first; the suggestions follow in the next frame, unless another letter came or the field
  // was left in the meantime.
  let turn = 0;
  const cancel = () => {
    turn += 1;
  };
  field.addEventListener("input", async () => {
    cancel();
    const own = turn;
    await nextFrame();
    if (own === turn) open();
  });
  field.addEventListener("blur", cancel);
  field.form?.addEventListener("submit", cancel);
  field.addEventListener("blur", close);
  field.form?.addEventListener("submit", close);
  field.addEventListener("keydown", (event) => {
    const isOpen = !list.hidden;
    if (event.key === "Escape" || event.key === "Enter") cancel();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) open();
      const count = choices.length + 1;
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place in the round is the field itself.
      if (choices.length) activate(((active + 1 + step + count) % count) - 1);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && isOpen && active >= 0) {
      event.preventDefault();
      const { pick } = choices[active];
      close();
      pick();
    }
  });
}
