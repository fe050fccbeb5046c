// A table that a Dutch Excel opens right: semicolons, and a mark that it is UTF-8.

/** @param {string} text */
function cell(text) {
  // A spreadsheet would take it for a formula (OWASP, CSV injection).
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {string[][]} rows */
export const toCsv = (rows) =>
  `\ufeff${rows.map((row) => `${row.map((text) => cell(text)).join(";")}\r\n`).join("")}`;

/**
 * @param {string} name
 * @param {string[][]} rows
 */
export function download(name, rows) {
  const url = URL.createObjectURL(new Blob([toCsv(rows)], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
