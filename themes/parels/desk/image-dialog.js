// An image in the text: dropped, pasted or chosen, with the sentence for who cannot see it, sent at once, and put where the
// caret is. Without a script, the page of the image puts it under the text.
import { capital, make } from "./dom.js";
import { block } from "./markdown.js";
import { draw } from "./thumbnail.js";
import { upload } from "./upload.js";
import { selectionOf, write } from "./write.js";

/** @typedef {import("./toolbar.js").Tool} Tool */
/** @typedef {import("./upload.js").Reason} Reason */

/** The images that somebody drops or pastes. What Word pastes has a picture of the text beside the text.
 * @param {DataTransfer | null} data */
const imagesOf = (data) => (data?.getData("text/plain") ? [] : [...(data?.files ?? [])]);

/** The button that asks for an image; null when the page has no place for it.
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} area
 * @returns {Tool | null} */
export function prepareImages(form, area) {
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector(".beeld-vraag"));
  const asking = dialog?.querySelector("form");
  if (!dialog || !asking) return null;
  const chooser = /** @type {HTMLInputElement} */ (asking.elements.namedItem("bestand"));
  const canvas = /** @type {HTMLCanvasElement} */ (dialog.querySelector("canvas"));
  const status = /** @type {Element} */ (dialog.querySelector("[role=status]"));
  const submit = /** @type {HTMLButtonElement} */ (dialog.querySelector("[type=submit]"));
  /** @type {File[]} */
  let waiting = [];
  /** A browser that gives the focus back to the text puts the caret at its beginning. */
  let caret = 0;
  const putCaret = () => area.setSelectionRange(caret, caret);

  /** @param {Reason[]} reasons */
  function showReasons(reasons) {
    for (const place of asking?.querySelectorAll(".veld-meldingen") ?? []) {
      const control = place.closest(".veld")?.querySelector("input");
      const own = reasons.filter(({ veld }) => veld === control?.name);
      place.replaceChildren(
        ...own.map(({ tekst, raad }) => {
          const text = `${capital(tekst)}.${raad ? ` ${capital(raad)}.` : ""}`;
          const line = make("p", { className: "veld-melding" }, make("strong", {}, "Fout: "), text);
          line.dataset.ernst = "fout";
          return line;
        }),
      );
      if (own.length) control?.setAttribute("aria-invalid", "true");
      else control?.removeAttribute("aria-invalid");
    }
    /** @type {HTMLElement | null | undefined} */ (asking?.querySelector("[aria-invalid]"))?.focus();
    if (reasons.length) status.textContent = "De afbeelding staat er nog niet in.";
  }

  /** Asks about a file, or for one.
   * @param {File[]} files */
  function ask([file, ...others]) {
    asking?.reset();
    waiting = others;
    caret = area.selectionEnd;
    showReasons([]);
    status.textContent = "";
    if (file) {
      const chosen = new DataTransfer();
      chosen.items.add(file);
      chooser.files = chosen.files;
    }
    draw(file, canvas);
    dialog?.showModal();
    // What is asked first: the file, or the words for it.
    /** @type {HTMLElement | null | undefined} */ (
      file ? asking?.querySelector('[name="alt"]') : chooser
    )?.focus();
  }

  asking.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    status.textContent = "De afbeelding wordt verstuurd.";
    const answer = await upload(form, new FormData(asking));
    submit.disabled = false;
    if ("redenen" in answer) return showReasons(answer.redenen);
    const others = waiting;
    dialog.close();
    putCaret();
    write(area, block(selectionOf(area), answer.tekst));
    caret = area.selectionEnd;
    if (others.length) ask(others);
  });
  chooser.addEventListener("change", () => draw(chooser.files?.[0], canvas));
  dialog.addEventListener("close", putCaret);
  dialog.querySelector("[data-sluit]")?.addEventListener("click", () => dialog.close());
  area.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    area.classList.add("tekst-sleep");
  });
  area.addEventListener("dragleave", () => area.classList.remove("tekst-sleep"));
  area.addEventListener("drop", (event) => {
    area.classList.remove("tekst-sleep");
    const files = imagesOf(event.dataTransfer);
    if (!files.length) return;
    event.preventDefault();
    const place = /** @type {any} */ (document).caretPositionFromPoint?.(event.clientX, event.clientY);
    if (place?.offsetNode === area) area.setSelectionRange(place.offset, place.offset);
    ask(files);
  });
  area.addEventListener("paste", (event) => {
    const files = imagesOf(event.clipboardData);
    if (!files.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(files);
  });
  return { name: "Beeld", help: "Zet een afbeelding in de tekst", use: () => ask([]) };
}
