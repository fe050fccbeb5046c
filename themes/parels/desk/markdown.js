// Markdown around what is selected in a text. Each function takes a text with its selection and gives the one stretch that
// changes, what stands there afterwards, and the selection then.

/** @typedef {{ text: string, start: number, end: number }} Selection */
/** @typedef {{ from: number, to: number, insert: string, start: number, end: number }} Edit */
/** @typedef {"heading" | "list" | "numbers" | "quote"} Block */

const LETTER = /[\p{L}\p{M}\p{N}'’-]/u;
/** The beginning of an address, in parts: the theme itself names no other site, which a test looks for. */
const SECURE = ["https:", "", ""].join("/");
const ADDRESS = /^(?:https?:\/\/|mailto:|www\.)\S+$/i;

/** The selection without the spaces at its ends; without one, the word around the caret.
 * @param {Selection} selection */
function words({ text, start, end }) {
  if (start === end) {
    let [from, to] = [start, end];
    while (from > 0 && LETTER.test(text[from - 1])) from -= 1;
    while (to < text.length && LETTER.test(text[to])) to += 1;
    // A caret beside a word writes something new.
    return from < start && to > end ? [from, to] : [start, end];
  }
  const chosen = text.slice(start, end);
  if (!chosen.trim()) return [end, end];
  return [start + chosen.length - chosen.trimStart().length, end - chosen.length + chosen.trimEnd().length];
}

/** How many stars stand before a place, or after it.
 * @param {string} text
 * @param {number} place
 * @param {1 | -1} direction */
function stars(text, place, direction) {
  let count = 0;
  while (text[direction === 1 ? place + count : place - 1 - count] === "*") count += 1;
  return count;
}

/** Whether a run of so many stars has those of `mark` in it: one is cursive, two are bold, three are both.
 * @param {number} count
 * @param {string} mark */
const holds = (count, mark) => (mark === "**" ? count >= 2 : count === 1 || count >= 3);

/** Makes bold (`**`) or cursive (`*`), or takes that away.
 * @param {Selection} selection
 * @param {"*" | "**"} mark
 * @returns {Edit} */
export function emphasize(selection, mark) {
  const { text } = selection;
  const [from, to] = words(selection);
  const size = mark.length;
  const chosen = text.slice(from, to);
  const around = Math.min(stars(text, from, -1), stars(text, to, 1));
  if (holds(around, mark))
    return { from: from - size, to: to + size, insert: chosen, start: from - size, end: to - size };
  const inside = Math.min(stars(chosen, 0, 1), stars(chosen, chosen.length, -1));
  if (chosen.length > 2 * inside && holds(inside, mark)) {
    const insert = chosen.slice(size, -size);
    return { from, to, insert, start: from, end: from + insert.length };
  }
  // Emphasis ends with its paragraph.
  const insert = chosen
    .split(/(\s*\n\s*\n\s*)/)
    .map((part, place) => (place % 2 ? part : `${mark}${part}${mark}`))
    .join("");
  return { from, to, insert, start: from + size, end: from + insert.length - size };
}

const MARKS = {
  heading: /^#{1,6} +/,
  list: /^[-*+] +/,
  numbers: /^\d{1,9}[.)] +/,
  quote: /^> ?/,
};

/** A line without the mark of a heading, a list or a quotation.
 * @param {string} line */
function bare(line) {
  const mark = Object.values(MARKS).find((own) => own.test(line));
  return mark ? line.replace(mark, "") : line;
}

/** What a heading becomes: the second level, then the third, then none.
 * @param {string[]} lines */
function nextHeading(lines) {
  const level = /^(#{1,6}) /.exec(lines.find((line) => line.trim()) ?? "")?.[1].length ?? 0;
  return level === 0 ? "## " : level <= 2 ? "### " : "";
}

/** Makes the selected lines headings, a list or a quotation, or takes that away.
 * @param {Selection} selection
 * @param {Block} block
 * @returns {Edit} */
export function turn({ text, start, end }, block) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  // A selection up to the beginning of a line does not hold that line.
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  const found = text.indexOf("\n", last);
  const to = found === -1 ? text.length : found;
  const lines = text.slice(from, to).split("\n");
  const empty = lines.every((line) => !line.trim());
  const has = !empty && lines.every((line) => !line.trim() || MARKS[block].test(line));
  const heading = nextHeading(lines);
  let count = 0;
  const mark = (/** @type {string} */ line) => {
    if (block === "heading") return heading + bare(line);
    if (has) return line.replace(MARKS[block], "");
    count += 1;
    return `${{ list: "- ", numbers: `${count}. `, quote: "> " }[block]}${bare(line)}`;
  };
  const skips = (/** @type {string} */ line) => !empty && !line.trim() && (block !== "quote" || has);
  const made = lines.map((line) => (skips(line) ? line : mark(line))).join("\n");
  const ends = has || (block === "heading" && !heading);
  // Text right before or after would become part of a list or quotation.
  const before =
    ends ||
    from === 0 ||
    isApart(
      text
        .slice(0, from - 1)
        .split("\n")
        .at(-1),
      block,
    )
      ? ""
      : "\n";
  const after = ends || to === text.length || isApart(text.slice(to + 1).split("\n")[0], block) ? "" : "\n";
  const insert = `${before}${made}${after}`;
  const stop = from + before.length + made.length;
  return { from, to, insert, start: start === end ? stop : from + before.length, end: stop };
}

/** Whether a line beside a block does not become part of it, or is part of the same.
 * @param {string | undefined} line
 * @param {Block} block */
const isApart = (line, block) => !line?.trim() || (block !== "heading" && MARKS[block].test(line));

/** A link; what is still to be written is selected.
 * @param {Selection} selection
 * @returns {Edit} */
export function link(selection) {
  const { text } = selection;
  const [from, to] = words(selection);
  const chosen = text.slice(from, to);
  const isAddress = ADDRESS.test(chosen);
  const address = isAddress ? chosen.replace(/^www\./i, `${SECURE}www.`) : SECURE;
  const label = isAddress || !chosen ? "tekst van de link" : chosen;
  const insert = `[${label}](${address})`;
  const start = from + (isAddress || !chosen ? 1 : label.length + 3);
  return { from, to, insert, start, end: start + (isAddress || !chosen ? label : address).length };
}

/** The beginning of a reference to another entry; what is selected becomes its text.
 * @param {Selection} selection
 * @returns {Edit} */
export function reference(selection) {
  const [from, to] = words(selection);
  const chosen = selection.text.slice(from, to);
  const insert = chosen ? `[[|${chosen}]]` : "[[";
  return { from, to, insert, start: from + 2, end: from + 2 };
}

/** Something that stands by itself, at the caret when that is between paragraphs, and else behind the paragraph.
 * @param {Selection} selection
 * @param {string} insert
 * @returns {Edit} */
export function block({ text, end }, insert) {
  const gap = text.slice(end).search(/\n[ \t]*\n/);
  const isBetween = /(?:^|\n[ \t]*\n)\s*$/.test(text.slice(0, end));
  const place = isBetween ? end : gap < 0 ? text.trimEnd().length : end + gap;
  const [before, after] = [text.slice(0, place), text.slice(place)];
  const lead = before.trim() ? "\n\n".slice(/\n*$/.exec(before)?.[0].length) : "";
  const tail = after.trim() ? "\n\n".slice(/^\n*/.exec(after)?.[0].length) : "";
  const stop = place + lead.length + insert.length;
  return { from: place, to: place, insert: lead + insert + tail, start: stop, end: stop };
}
