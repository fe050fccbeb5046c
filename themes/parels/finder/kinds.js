// The kinds of entries among the results, above them: a button each, with its number, that narrows to that kind.
import { get, make, makeButton } from "./dom.js";

const MAX_KINDS = 6;

/**
 * @param {{ name: string, value: string }[]} values
 * @param {(value: number) => string} nameOf
 * @param {(value: number, isChosen: boolean) => void} choose
 */
export function createKinds(values, nameOf, choose) {
  const list = get(".kinds");
  const own = values.flatMap(({ name }, value) => (name === "soort" ? [value] : []));
  const buttons = own.map((value) => {
    const count = make("span", "kind-count");
    const button = makeButton("kind-choice", nameOf(value), " ", count);
    button.addEventListener("click", () => choose(value, button.getAttribute("aria-pressed") !== "true"));
    return { value, button, count, item: make("li", "", button) };
  });
  list.append(...buttons.map(({ item }) => item));
  return {
    /**
     * @param {number[]} counts
     * @param {Set<number>} chosen
     */
    show(counts, chosen) {
      const most = [...own].sort((a, b) => counts[b] - counts[a]).slice(0, MAX_KINDS);
      for (const { value, button, count, item } of buttons) {
        item.hidden = !chosen.has(value) && (!counts[value] || !most.includes(value));
        button.setAttribute("aria-pressed", String(chosen.has(value)));
        count.textContent = String(counts[value]);
      }
      list.hidden = buttons.every(({ item }) => item.hidden);
    },
  };
}
