// Ways to pass an address on: mail, copy, the share sheet of the device, a code for a phone.
import { generate } from "lean-qr";
import { toSvgPath } from "lean-qr/extras/svg";
import { say } from "./buttons.js";
import { get, showItem } from "./dom.js";

/** A denser code is hard to read from a screen. */
const LONGEST_CODE = 900;
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {ParentNode} place
 * @param {() => string} address
 */
export function enableCopy(place, address) {
  const copy = get("[data-kopieer]", place);
  showItem(copy, Boolean(navigator.clipboard));
  copy.addEventListener("click", () =>
    navigator.clipboard.writeText(address()).then(
      () => say("Het adres is gekopieerd."),
      () => say("Kopiëren lukt hier niet. Het adres staat op de pagina."),
    ),
  );
}

/**
 * @param {ParentNode} place
 * @param {() => { url: string, title: string }} share
 */
export function enableSheet(place, share) {
  const button = get("[data-app]", place);
  showItem(button, typeof navigator.share === "function");
  // The reader may change their mind, which is no failure.
  button.addEventListener("click", () => navigator.share(share()).catch(() => say("")));
}

/**
 * @param {string} subject
 * @param {string} text
 */
export const mailTo = (subject, text) =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;

/**
 * A QR code, or nothing when the address is too long for one.
 *
 * @param {string} address
 * @param {string} name
 */
export function codeOf(address, name) {
  if (address.length > LONGEST_CODE) return null;
  const code = generate(address);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `-4 -4 ${code.size + 8} ${code.size + 8}`);
  svg.setAttribute("class", "qr qr--filled");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", name);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", toSvgPath(code));
  svg.append(path);
  return svg;
}
