// Small helpers for the pages of the desk.

/**
 * @param {string} tag
 * @param {object} properties
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Tells whatever follows the form that a control has another value.
 * @param {Element} control */
export const changed = (control) => control.dispatchEvent(new Event("input", { bubbles: true }));

/** What a form would send, without files.
 * @param {HTMLFormElement} form */
export function fieldsOf(form) {
  const all = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams(/** @type {[string, string][]} */ (all));
}
