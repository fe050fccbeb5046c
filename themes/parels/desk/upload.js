// Sends an image for a text that is being written; the answer is its Markdown, or why it was not taken.
import { addressOf, BASE } from "./server.js";

/** @typedef {{ veld: string, tekst: string, raad?: string | null }} Reason */

/** The largest file that is taken, in bytes; the server refuses the form of a larger one before it has read it. */
const MOST = 25_000_000;
const SILENT = "Parelsnoer antwoordt niet. Kijk of het nog draait en probeer het nog eens";

/** What a page or a line of text says that the server could not do.
 * @param {Response} response */
async function told(response) {
  const text = await response.text();
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  const page = isPage && new DOMParser().parseFromString(text, "text/html");
  const message = page ? page.querySelector(".bureau-bericht[data-ernst]")?.textContent : text;
  return message?.trim().replace(/\.$/, "") || `Dit is niet gelukt (${response.status})`;
}

/**
 * @param {HTMLFormElement} form the form of the entry
 * @param {FormData} body
 * @returns {Promise<{ tekst: string } | { redenen: Reason[] }>}
 */
export async function upload(form, body) {
  const refused = (/** @type {string} */ tekst) => ({ redenen: [{ veld: "bestand", tekst }] });
  const file = body.get("bestand");
  if (file instanceof File && file.size > MOST)
    return refused("Dit bestand is te groot: een afbeelding mag hooguit 25 MB zijn. Verklein haar eerst");
  body.set("waar", "cursor");
  const title = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("titel"));
  body.set("titel", title?.value ?? "");
  const address = `${BASE}beeld/${addressOf(form)}`;
  const response = await fetch(address, { method: "POST", body }).catch(() => null);
  if (!response) return refused(SILENT);
  const isData = response.headers.get("content-type")?.startsWith("application/json");
  return isData ? response.json() : refused(await told(response));
}
