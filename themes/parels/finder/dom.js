// Short forms for the document.

/**
 * The first element that a selector finds; `null` when there is none.
 *
 * @param {string} selector
 * @param {ParentNode} from
 * @returns {HTMLElement | null}
 */
export const find = (selector, from = document) => from.querySelector(selector);

/**
 * The first element that a selector finds, which the template must have.
 *
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} from
 * @returns {T}
 */
export function get(selector, from = document) {
  const element = from.querySelector(selector);
  if (!element) throw new Error(`no element ${selector}`);
  return /** @type {T} */ (element);
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} className
 * @param {(Node | string)[]} content
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/**
 * @param {string} className
 * @param {(Node | string)[]} content
 */
export function makeButton(className, ...content) {
  const button = make("button", className, ...content);
  button.type = "button";
  return button;
}

/** Waits until what was done is on the screen; a page that nobody looks at has no frames. */
export const nextFrame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 200);
  });

/** @param {number} number */
export const countEntries = (number) => {
  if (number === 0) return "Geen vermeldingen";
  return number === 1 ? "1 vermelding" : `${number} vermeldingen`;
};
