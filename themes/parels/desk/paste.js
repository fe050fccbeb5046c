// What is pasted from Word or the web becomes Markdown.
import { changed } from "./dom.js";
import { post } from "./server.js";

/** @param {ClipboardEvent} event */
export async function paste(event) {
  const html = event.clipboardData?.getData("text/html");
  if (!html) return;
  event.preventDefault();
  const area = /** @type {HTMLTextAreaElement} */ (event.target);
  const plain = event.clipboardData?.getData("text/plain");
  const found = await post("plak/", new URLSearchParams({ html })).catch(() => null);
  area.setRangeText((found?.tekst ?? plain ?? "").trim(), area.selectionStart, area.selectionEnd, "end");
  changed(area);
}
