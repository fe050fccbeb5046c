// A field with a name per line shows each of them as an item that can be taken away. The field itself stays what is sent.
import { changed } from "./dom.js";

/** @param {HTMLTextAreaElement} area */
export function showItems(area) {
  const label = area.closest(".veld")?.querySelector("label")?.textContent?.trim() ?? "";
  const list = document.createElement("ul");
  list.className = "namen-lijst";
  list.setAttribute("aria-label", `Gekozen bij ${label}`);
  const lines = () => area.value.split("\n").filter((line) => line.trim());
  const show = () => {
    const items = lines().map((line, place) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "×";
      button.setAttribute("aria-label", `Haal ${line} weg`);
      button.addEventListener("click", () => {
        area.value = lines()
          .filter((_, other) => other !== place)
          .join("\n");
        changed(area);
        const next = list.querySelectorAll("button");
        (
          next[Math.min(place, next.length - 1)] ??
          area.closest(".veld")?.querySelector(".zoek-naam") ??
          area
        ).focus();
      });
      item.append(line, button);
      return item;
    });
    list.replaceChildren(...items);
    list.hidden = items.length === 0;
  };
  area.before(list);
  area.addEventListener("input", show);
  show();
}
