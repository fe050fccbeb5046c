// The groups of filters with their values: a checkbox for each, with the number of results it would give.

import { collapseFacet } from "./collapse.js";
import { get } from "./dom.js";

/**
 * @param {(value: number, isChosen: boolean) => void} onChange Called when the reader ticks a value.
 */
export function createFacets(onChange) {
  const groups = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".facet"))];
  const boxes = [
    .../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".facet input[type=checkbox]")),
  ];
  const labels = boxes.map((box) => /** @type {HTMLElement} */ (box.nextElementSibling));
  const countTexts = labels.map((label) => /** @type {Text} */ (get(".facet-count", label).firstChild));
  const unitTexts = countTexts.map((text) => /** @type {Text} */ (text.nextSibling?.firstChild));
  const names = [...new Set(boxes.map((box) => box.name))];
  const refreshes = groups.map(collapseFacet);

  boxes.forEach((box, value) => {
    box.addEventListener("change", () => onChange(value, box.checked));
  });

  return {
    /** The name and value of each box, as the address has them. */
    values: boxes.map(({ name, value }) => ({ name, value })),
    /** The group of each value. */
    groupOf: boxes.map((box) => names.indexOf(box.name)),

    /** The number of entries of each value before anything is asked. */
    counts: countTexts.map((text) => Number(text.data)),
    /** What each group is called, by its name in the address. */
    groupNames: new Map(
      boxes.map((box) => [box.name, get("legend", box.closest("fieldset") ?? document).textContent ?? ""]),
    ),

    /** @param {number} value */
    nameOf: (value) => get("span", labels[value]).textContent ?? "",

    /** @param {number} value */
    groupNameOf: (value) => get("legend", boxes[value].closest("fieldset") ?? document).textContent ?? "",

    /**
     * Ticks the chosen values and no others.
     *
     * @param {Set<number>} chosen
     */
    restore(chosen) {
      boxes.forEach((box, value) => {
        box.checked = chosen.has(value);
      });
      for (const refresh of refreshes) refresh();
    },

    /**
     * @param {number[]} counts
     * @param {Set<number>} chosen
     */
    show(counts, chosen) {
      boxes.forEach((box, value) => {
        const isChosen = chosen.has(value);
        const isDisabled = !counts[value] && !isChosen;
        const count = String(counts[value]);
        // Most stay as they are, and each change costs.
        if (box.checked !== isChosen) box.checked = isChosen;
        if (box.disabled !== isDisabled) {
          box.disabled = isDisabled;
          box.parentElement?.classList.toggle("is-empty", isDisabled);
        }
        if (countTexts[value].data === count) return;
        countTexts[value].data = count;
        const unit = count === "1" ? " vermelding" : " vermeldingen";
        if (unitTexts[value].data !== unit) unitTexts[value].data = unit;
      });
    },
  };
}
