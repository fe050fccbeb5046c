// What is pasted from Word or the web becomes Markdown.
import { post } from "./server.js";
import { put } from "./write.js";

/** @param {ClipboardEvent} event */
export async function paste(event) {
  const html = event.clipboardData?.getData("text/html");
  if (!html) return;
  event.preventDefault();
  const area = /** @type {HTMLTextAreaElement} */ (event.target);
  const plain = event.clipboardData?.getData("text/plain");
  const found = await post("plak/", new URLSearchParams({ html })).catch(() => null);
  put(area, (found?.tekst ?? plain ?? "").trim());
}
