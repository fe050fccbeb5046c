// What a form of the desk gains with a script: findings and the page while one types, drafts that survive a crash, search in
// names and other names, a toolbar, and pasted text as Markdown. Without it the form saves all the same.
import { showItems } from "./chosen-names.js";
import { addCompletion } from "./completion.js";
import { fieldsOf, make } from "./dom.js";
import { keepDraft, offerDraft } from "./drafts.js";
import { showFindings, showPage } from "./findings.js";
import { prepareImages } from "./image-dialog.js";
import { prepareImagePage } from "./image-page.js";
import { addSearch } from "./name-search.js";
import { paste } from "./paste.js";
import { prepareRows } from "./rows.js";
import { addressOf, post } from "./server.js";
import { addToolbar } from "./toolbar.js";

const DELAY = 100;

/** @param {HTMLFormElement} form */
function prepare(form) {
  const preview = make("div", { className: "bureau-blad" });
  let last = 0;
  async function check() {
    last += 1;
    const number = last;
    const found = await post(`controle/${addressOf(form)}`, fieldsOf(form)).catch(() => null);
    if (!found || number !== last) return;
    showFindings(form, found.meldingen);
    if (found.bladzijde) showPage(preview, found.bladzijde);
  }
  let timer = 0;
  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(check, DELAY);
    keepDraft(form);
  }

  const box = make("details", {
    className: "bureau-voorbeeld",
    open: matchMedia("(min-width: 75rem)").matches,
  });
  box.append(make("summary", {}, "Zo ziet de pagina eruit"), preview);
  form.after(box);
  form.closest(".bureau")?.classList.add("bureau--voorbeeld");
  offerDraft(form, schedule);
  for (const area of /** @type {NodeListOf<HTMLTextAreaElement>} */ (
    form.querySelectorAll("textarea[data-doel]")
  )) {
    addSearch(form, area);
    showItems(area);
  }
  form.addEventListener("input", schedule);
  prepareRows(form);
  const text = document.getElementById("veld-tekst");
  if (text instanceof HTMLTextAreaElement) {
    const image = prepareImages(form, text);
    addToolbar(text, image ? [image] : []);
    addCompletion(text);
    text.addEventListener("paste", paste);
  }
  check();
}

/** @param {string} name @param {(form: HTMLFormElement) => void} use */
function find(name, use) {
  const form = document.querySelector(name);
  if (form) use(/** @type {HTMLFormElement} */ (form));
}
find(".bureau-formulier", prepare);
find(".beeld-formulier", prepareImagePage);
