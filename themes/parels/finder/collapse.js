// A long list of facet values: the most used ones first, and a box to look for others.
import { find, get, make, makeButton } from "./dom.js";
import { fold } from "./text.js";

/** Longer lists are collapsed. */
const MAX_VALUES = 25;
const FIRST_VALUES = 8;

/**
 * Collapses a facet when it is long. Gives a function that shows it afresh, for when values are ticked otherwise than by
 * the reader.
 *
 * @param {HTMLElement} facet
 */
export function collapseFacet(facet) {
  const items = [.../** @type {NodeListOf<HTMLElement>} */ (facet.querySelectorAll(".facet-value"))];
  if (items.length <= MAX_VALUES) return () => {};
  const legend = get("legend", facet);
  const names = items.map((item) => fold(get("label span", item).textContent ?? ""));
  const countOf = (/** @type {HTMLElement} */ item) =>
    Number(get(".facet-count", item).firstChild?.nodeValue);
  const top = new Set([...items].sort((a, b) => countOf(b) - countOf(a)).slice(0, FIRST_VALUES));
  const box = make("input", "facet-find");
  box.type = "text";
  box.setAttribute("aria-label", `Zoek in de lijst ${legend.textContent}`);
  box.placeholder = "Zoek in deze lijst";
  const none = make("p", "facet-none");
  none.setAttribute("aria-live", "polite");
  const button = makeButton("facet-more");
  let isOpen = false;

  const update = () => {
    const wanted = fold(box.value.trim());
    let isEmpty = true;
    items.forEach((item, i) => {
      const fits = wanted
        ? names[i].includes(wanted)
        : isOpen || top.has(item) || /** @type {HTMLInputElement} */ (find("input", item)).checked;
      item.hidden = !fits;
      if (fits) isEmpty = false;
    });
    none.textContent = isEmpty ? "Niets gevonden in deze lijst." : "";
    button.hidden = Boolean(wanted);
    button.textContent = isOpen ? "Toon minder" : `Toon alle ${items.length}`;
    button.setAttribute("aria-expanded", String(isOpen));
  };

  box.addEventListener("input", update);
  button.addEventListener("click", () => {
    const before = new Set(items.filter((item) => !item.hidden));
    isOpen = !isOpen;
    update();
    const added = items.find((item) => !item.hidden && !before.has(item));
    if (added) find("input", added)?.focus();
  });
  legend.after(box);
  facet.append(none, button);
  update();
  return update;
}
