// Short forms for the document. Text is always text, never HTML.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} content
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/**
 * @param {string} text
 * @param {string} className
 * @param {() => void} act
 */
export function makeButton(text, className, act) {
  const button = make("button", { type: "button", class: className }, text);
  button.addEventListener("click", act);
  return button;
}

/**
 * The element that a template has.
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
 * Shows or hides the item of a list that a control is in.
 *
 * @param {HTMLElement} control
 * @param {boolean} isShown
 */
export function showItem(control, isShown) {
  const item = control.closest("li");
  if (item) item.hidden = !isShown;
}
