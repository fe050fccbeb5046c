// Requests to the pages of the desk.

export const BASE = "/_redactie/";

/** The entry that a form is about, as the addresses of the desk name it.
 * @param {HTMLFormElement} form */
export const addressOf = (form) =>
  `${form.dataset.soort}/${form.dataset.slug ? `${form.dataset.slug}/` : ""}`;

/** What a page answers to a form; null when it refuses.
 * @param {string} path
 * @param {URLSearchParams} body */
export async function post(path, body) {
  const response = await fetch(BASE + path, { method: "POST", body });
  return response.ok ? response.json() : null;
}
