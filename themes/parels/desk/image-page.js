// The page that asks for an image shows what was chosen. A click says what is to stay when it is cropped, as the list of
// words does, and beside it stands what a card shows then.
import { dropDrafts } from "./drafts.js";
import { focusAt } from "./focus-point.js";
import { draw } from "./thumbnail.js";

/** @param {HTMLFormElement} form */
export function prepareImagePage(form) {
  // Who comes from a form that was saved has nothing to get back there.
  if (document.querySelector(".bureau-bericht:not([data-ernst])")) dropDrafts(form.dataset);
  const chooser = /** @type {HTMLInputElement} */ (form.elements.namedItem("bestand"));
  const words = /** @type {HTMLSelectElement} */ (form.elements.namedItem("aandacht"));
  const shown = /** @type {HTMLElement} */ (form.querySelector(".beeld-keuze"));
  const [whole, card] = shown.querySelectorAll("canvas");
  const show = () => {
    shown.dataset.focus = words.value || "midden";
  };
  const choose = async () => {
    shown.hidden = !(await draw(chooser.files?.[0], whole, card));
    show();
  };
  chooser.addEventListener("change", choose);
  words.addEventListener("change", show);
  whole.addEventListener("click", ({ offsetX, offsetY }) => {
    words.value = focusAt(offsetX / whole.clientWidth, offsetY / whole.clientHeight);
    show();
  });
  // A browser may bring back what was chosen before.
  choose();
}
