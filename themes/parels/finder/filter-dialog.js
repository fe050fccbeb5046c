// On a phone the filters are a dialog, with the number of results always in view. On a wide screen they stand beside the
// results.
import { get, make, makeButton } from "./dom.js";

const NARROW = "(max-width: 55.99rem)";

/** @param {HTMLElement} filters The `details` with the filters. */
export function createFilterDialog(filters) {
  const summary = get("summary", filters);
  const content = get(".filter-groups", filters);
  const narrow = matchMedia(NARROW);
  const heading = make("h2", "filter-dialog-title", "Filters");
  heading.id = "ps-filters-titel";
  const close = makeButton("button button--quiet filter-dialog-close", "Sluit");
  const done = makeButton("button filter-dialog-done");
  const body = make("div", "filter-dialog-body");
  const number = make("p", "visually-hidden");
  number.setAttribute("aria-live", "polite");
  const dialog = make(
    "dialog",
    "filter-dialog",
    make("div", "filter-dialog-head", heading, close),
    body,
    make("div", "filter-dialog-foot", number, done),
  );
  dialog.setAttribute("aria-labelledby", heading.id);
  filters.after(dialog);
  summary.setAttribute("aria-haspopup", "dialog");

  summary.addEventListener("click", (event) => {
    if (!narrow.matches) return;
    event.preventDefault();
    body.append(content);
    dialog.showModal();
  });
  for (const button of [close, done]) button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    filters.append(content);
    summary.focus();
  });
  const adapt = () => {
    if (dialog.open) dialog.close();
    /** @type {HTMLDetailsElement} */ (filters).open = !narrow.matches;
    if (narrow.matches) summary.setAttribute("aria-haspopup", "dialog");
    else summary.removeAttribute("aria-haspopup");
  };
  narrow.addEventListener("change", adapt);
  adapt();

  return {
    /** @param {string} text What the button that shows the results says. */
    show(text) {
      done.textContent = text;
      if (dialog.open) number.textContent = text;
    },
  };
}
