// What stands on every page: the number in the header, and the bar with what is being compared.
import { say } from "./buttons.js";
import { make, makeButton } from "./dom.js";
import { shortName } from "./names.js";
import { pageUrl } from "./place.js";
import { change, getState, onChange } from "./store.js";

/** @param {import("./store.js").Item[]} items */
export function compareUrl(items) {
  const url = pageUrl("vergelijk/");
  url.search = `v=${items.map(({ name, kind }) => shortName(name, kind)).join(",")}`;
  return url.href;
}

export function enableBar() {
  const link = document.querySelector(".to-snoer");
  const count = make("span", { class: "to-snoer-count" });
  const bar = make("aside", { class: "compare-bar", "aria-label": "Vergelijken" });
  const show = () => {
    const { items, compared } = getState();
    count.replaceChildren(
      String(items.length),
      make("span", { class: "visually-hidden" }, items.length === 1 ? " vermelding" : " vermeldingen"),
    );
    if (items.length) link?.append(" ", count);
    else count.remove();
    bar.hidden = !compared.length || document.getElementById("ps-vergelijk") !== null;
    const titles = compared.map(({ title }) => title).join(" · ");
    bar.replaceChildren(
      make("p", {}, make("b", {}, `${compared.length} gekozen`), make("span", {}, titles)),
      compared.length > 1
        ? make("a", { class: "button", href: compareUrl(compared) }, "Vergelijk")
        : make("p", { class: "compare-hint" }, "Kies er nog een"),
      makeButton("Wis", "button button--quiet", () => {
        change(() => ({ compared: [] }));
        say("Er wordt niets meer vergeleken.");
        document.getElementById("ps-inhoud")?.focus({ preventScroll: true });
      }),
    );
  };
  document.querySelector("main")?.after(bar);
  onChange(show);
  show();
}
