// What is wrong with the form as it is now, each finding at its field, and the page that it would be.
import { capital, make } from "./dom.js";

/** @typedef {{ veld: string, ernst: string, tekst: string, raad?: string, regel: number, herstel: boolean, nummer: number }} Finding */

/** @param {string} field @param {Finding} finding */
function line(field, finding) {
  const line = make("p", { className: "veld-melding" }, make("strong", {}, `${capital(finding.ernst)}: `));
  line.dataset.ernst = finding.ernst;
  const help = finding.raad ? ` ${capital(finding.raad)}.` : "";
  const where = field === "tekst" ? ` (regel ${finding.regel} van het bestand)` : "";
  line.append(`${finding.tekst}${where}.${help}`);
  if (finding.herstel) {
    const button = { className: "knop-klein", name: "herstel", value: finding.nummer };
    line.append(" ", make("button", button, "Herstel dit"));
  }
  return line;
}

/** @param {HTMLFormElement} form @param {Finding[]} findings */
export function showFindings(form, findings) {
  for (const place of form.querySelectorAll(".veld-meldingen")) {
    const name = place.closest("[data-veld]")?.getAttribute("data-veld") ?? "";
    const own = findings.filter((finding) => finding.veld === name);
    place.replaceChildren(...own.map((finding) => line(name, finding)));
    const control = document.getElementById(`veld-${name}`);
    if (own.length) control?.setAttribute("aria-invalid", "true");
    else control?.removeAttribute("aria-invalid");
  }
}

/** Shows what a page holds, without what would name or claim something on the page of the form.
 * @param {Element} preview
 * @param {string} html */
export function showPage(preview, html) {
  const page = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  if (!page) return;
  const absolute = (/** @type {string | null} */ address) =>
    new URL(address ?? "", `${location.origin}/a/b/`).href;
  for (const node of page.querySelectorAll("[id]")) node.removeAttribute("id");
  for (const node of page.querySelectorAll("a[href]")) {
    node.setAttribute("href", absolute(node.getAttribute("href")));
    node.setAttribute("target", "_blank");
  }
  for (const node of page.querySelectorAll("img[src]"))
    node.setAttribute("src", absolute(node.getAttribute("src")));
  for (const heading of page.querySelectorAll("h1"))
    heading.replaceWith(make("p", { className: "bureau-blad-kop" }, ...heading.childNodes));
  preview.replaceChildren(...page.childNodes);
}
