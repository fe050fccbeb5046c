// Where the caret of a text area is. A browser does not tell; a copy of the text before it, laid out alike, does.

const LAYOUT = /** @type {const} */ ([
  "boxSizing",
  "width",
  "font",
  "lineHeight",
  "letterSpacing",
  "wordSpacing",
  "padding",
  "borderWidth",
  "borderStyle",
  "tabSize",
  "textIndent",
  "overflowWrap",
  "wordBreak",
]);

/** The line of a place in the text, in pixels from the top left of the area.
 * @param {HTMLTextAreaElement} area
 * @param {number} place */
export function lineAt(area, place) {
  const style = getComputedStyle(area);
  const copy = document.createElement("div");
  for (const name of LAYOUT) copy.style[name] = style[name];
  Object.assign(copy.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap" });
  const mark = document.createElement("span");
  mark.textContent = "|";
  copy.append(area.value.slice(0, place), mark);
  area.before(copy);
  const { offsetTop, offsetLeft, offsetHeight } = mark;
  copy.remove();
  const top = offsetTop - area.scrollTop;
  return { left: offsetLeft, top, bottom: top + offsetHeight };
}
