// Changes a text as if it was typed, so that the browser can undo it.
import { changed } from "./dom.js";

/** @typedef {import("./markdown.js").Edit} Edit */

/** @param {HTMLTextAreaElement} area */
export const selectionOf = (area) => ({
  text: area.value,
  start: area.selectionStart,
  end: area.selectionEnd,
});

/** @param {HTMLTextAreaElement} area @param {Edit} edit */
export function write(area, { from, to, insert, start, end }) {
  area.focus();
  area.setSelectionRange(from, to);
  // Only this command goes into the list of what can be undone; there is no other way to get into it.
  const done = insert ? document.execCommand("insertText", false, insert) : document.execCommand("delete");
  if (!done) {
    area.setRangeText(insert, from, to, "end");
    changed(area);
  }
  area.setSelectionRange(start, end);
}

/** Puts a text in the place of what is selected.
 * @param {HTMLTextAreaElement} area
 * @param {string} insert */
export function put(area, insert) {
  const [from, to] = [area.selectionStart, area.selectionEnd];
  write(area, { from, to, insert, start: from + insert.length, end: from + insert.length });
}
