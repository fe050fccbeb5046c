// Loads the index, which consists of classic scripts so that it also works from disk. Each calls one of the functions
// of `window.parelsnoer`.
import { readIndex } from "./index.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./index.js").PackedIndex} PackedIndex */

/**
 * @param {string} indexUrl The address of the script of the index itself.
 */
export function createLoader(indexUrl) {
  /** @type {Map<string, unknown>} */
  const loaded = new Map();
  /** @type {Map<string, Promise<unknown>>} */
  const pending = new Map();

  /**
   * Keeps what a script brings. What cannot be read counts as not loaded, which `load` notices.
   *
   * @param {string} name
   * @param {() => unknown} read
   */
  const register = (name, read) => {
    try {
      loaded.set(name, read());
    } catch {
      loaded.delete(name);
    }
  };

  Object.assign(window, {
    parelsnoer: {
      /** @param {PackedIndex} packed */
      index: (packed) => register("index", () => readIndex(packed)),
      /** @type {(number: number, text: string) => void} */
      deel: (number, text) => register(`deel-${number}`, () => text.split(" ")),
      /** @type {(number: number, texts: string[]) => void} */
      tekst: (number, texts) => register(`tekst-${number}`, () => texts),
    },
  });

  /**
   * Loads a script once; after a failure it can be asked for again.
   *
   * @param {string} name
   */
  const load = (name) => {
    let promise = pending.get(name);
    if (!promise) {
      promise = new Promise((resolve, reject) => {
        const fail = () => {
          pending.delete(name);
          reject(new Error(name));
        };
        const script = document.createElement("script");
        script.src = indexUrl.replace(/index(?=\.[0-9a-f]+\.js$)/, name);
        script.onload = () => (loaded.has(name) ? resolve(loaded.get(name)) : fail());
        script.onerror = fail;
        document.head.append(script);
      });
      pending.set(name, promise);
    }
    return promise;
  };

  return {
    loadIndex: () => /** @type {Promise<Index>} */ (load("index")),
    /** @param {number} part */
    loadPart: (part) => /** @type {Promise<string[]>} */ (load(`deel-${part}`)),
    /** @param {number} number */
    loadTexts: (number) => /** @type {Promise<string[]>} */ (load(`tekst-${number}`)),
  };
}
