// «Bewaar» and «Vergelijk» on cards and on the page of an entry.
import { make, makeButton } from "./dom.js";
import { MOST } from "./names.js";
import { nameAt } from "./place.js";
import { change, getState, has, MOST_COMPARED, onChange } from "./store.js";

/** @typedef {import("./store.js").Item} Item */

/** Where a page says what a button did. */
const STATUS = "ps-gezegd";

/** @param {string} text */
export function say(text) {
  const status = document.getElementById(STATUS);
  if (status) status.textContent = text;
}

/** The buttons that are shown, with how each shows its state. @type {Map<Element, () => void>} */
const shown = new Map();

/** @param {Item} item */
function toggleSaved(item) {
  const isSaved = has(getState().items, item.name);
  if (!isSaved && getState().items.length >= MOST) {
    say(`Uw snoer is vol: er passen ${MOST} vermeldingen in.`);
    return;
  }
  change(({ items }) => ({
    items: isSaved ? items.filter(({ name }) => name !== item.name) : [...items, item],
  }));
  const count = getState().items.length;
  say(isSaved ? `${item.title} is uit uw snoer.` : `${item.title} zit in uw snoer. Dat zijn er nu ${count}.`);
}

/** @param {Item} item */
function toggleCompared(item) {
  const isCompared = has(getState().compared, item.name);
  if (!isCompared && getState().compared.length >= MOST_COMPARED) {
    say(`U kunt er ${MOST_COMPARED} tegelijk vergelijken. Haal er eerst een weg.`);
    return;
  }
  change(({ compared }) => ({
    compared: isCompared ? compared.filter(({ name }) => name !== item.name) : [...compared, item],
  }));
  say(isCompared ? `${item.title} is uit de vergelijking.` : `${item.title} staat klaar om te vergelijken.`);
}

/**
 * A button that shows whether something holds.
 *
 * @param {Item} item
 * @param {string} className
 * @param {[string, string]} texts Before and after.
 * @param {() => boolean} holds
 * @param {() => void} act
 */
function toggle(item, className, texts, holds, act) {
  const button = makeButton("", `gather-button ${className}`, act);
  const show = () => {
    const isOn = holds();
    const text = texts[isOn ? 1 : 0];
    button.classList.toggle("is-on", isOn);
    button.textContent = text;
    button.setAttribute("aria-label", `${text}: ${item.title}`);
  };
  show();
  shown.set(button, show);
  return button;
}

/**
 * The buttons of an entry.
 *
 * @param {Item} item
 */
function buttonsOf(item) {
  const save = toggle(
    item,
    "save",
    ["Bewaar", "Bewaard"],
    () => has(getState().items, item.name),
    () => toggleSaved(item),
  );
  if (item.kind !== "parel") return [save];
  const compare = toggle(
    item,
    "compare-button",
    ["Vergelijk", "Wordt vergeleken"],
    () => has(getState().compared, item.name),
    () => toggleCompared(item),
  );
  return [save, compare];
}

/** @param {Element} card */
function completeCard(card) {
  const link = card.querySelector(".card-title a");
  const kind = card.getAttribute("data-kind");
  if (!(link instanceof HTMLAnchorElement) || !kind || card.querySelector(".card-actions")) return;
  const name = nameAt(link.href);
  if (!name) return;
  const item = { name, kind, title: link.textContent ?? name };
  card.append(make("div", { class: "card-actions" }, ...buttonsOf(item)));
}

/** Gives every card its buttons: those of a long list when they come near, those of the finder when it shows them. */
function completeCards() {
  const results = document.querySelector(".results > .cards");
  if (results) {
    const observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes) if (node instanceof Element) completeCard(node);
    });
    observer.observe(results, { childList: true });
  }
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        completeCard(target);
      }
    },
    { rootMargin: "150%" },
  );
  for (const card of document.querySelectorAll(".card")) if (!results?.contains(card)) near.observe(card);
}

/** Gives the page of an entry its buttons. */
function completeEntry() {
  const place = document.querySelector(".entry-actions");
  const entry = place?.closest("article[data-entry]");
  const name = entry?.getAttribute("data-entry");
  const kind = entry?.getAttribute("data-kind");
  if (!place || !name || !kind) return;
  const title = entry?.querySelector("h1")?.textContent ?? name;
  place.append(...buttonsOf({ name, kind, title }));
}

export function enableButtons() {
  document.body.append(make("p", { id: STATUS, class: "visually-hidden", "aria-live": "polite" }));
  completeEntry();
  completeCards();
  onChange(() => {
    for (const [button, show] of shown) if (button.isConnected || shown.size < 500) show();
  });
}
