// The matrix: rows and columns by count, as they are made, or those that are alike beside each other.

/** @param {HTMLTableElement} table */
export function enableSorting(table) {
  const head = table.closest("section")?.querySelector(".section-head");
  if (!head) return;
  const box = document.createElement("label");
  box.className = "matrix-sort";
  const select = document.createElement("select");
  select.append(new Option("Aantal", "count"), new Option("Wat op elkaar lijkt", "alike"));
  box.append("Sorteer op", select);
  head.append(box);
  const rows = [...table.rows];
  const body = rows
    .slice(1)
    .map((row) => [...row.cells].slice(1).map((cell) => Number(cell.querySelector("a")?.textContent ?? 0)));
  const byCount = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => i);
  select.addEventListener("change", () => {
    const alike = select.value === "alike";
    const down = alike ? similarOrder(body) : byCount(body.length);
    const across = alike ? similarOrder(transpose(body)) : byCount(body[0]?.length ?? 0);
    const cells = rows.map(
      (row) => /** @type {HTMLTableCellElement[]} */ (orderOf.get(row) ?? remember(row)),
    );
    for (const [i, row] of rows.entries()) {
      row.append(...across.map((at) => /** @type {HTMLTableCellElement} */ (cells[i]?.[at + 1])));
    }
    table.tBodies[0]?.append(...down.map((at) => /** @type {HTMLTableRowElement} */ (rows[at + 1])));
  });
}

/** The cells of a row as they were made. */
/** @type {WeakMap<HTMLTableRowElement, HTMLTableCellElement[]>} */
const orderOf = new WeakMap();

/** @param {HTMLTableRowElement} row */
function remember(row) {
  const cells = [...row.cells];
  orderOf.set(row, cells);
  return cells;
}

/**
 * Each line followed by the one most like it, beginning with the first.
 * @param {number[][]} lines
 */
export function similarOrder(lines) {
  const left = lines.map((_, i) => i);
  const order = left.splice(0, 1);
  while (left.length > 0) {
    const last = lines[order.at(-1) ?? 0] ?? [];
    const scores = left.map((i) => cosine(last, lines[i] ?? []));
    order.push(...left.splice(scores.indexOf(Math.max(...scores)), 1));
  }
  return order;
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function cosine(a, b) {
  const dot = (/** @type {number[]} */ x, /** @type {number[]} */ y) =>
    x.reduce((sum, v, i) => sum + v * (y[i] ?? 0), 0);
  return dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) || 1);
}

/** @param {number[][]} lines */
const transpose = (lines) => (lines[0] ?? []).map((_, i) => lines.map((line) => line[i] ?? 0));
