// Packed lists of numbers, as the generator writes them: variable-length integers of base-32 digits, the lowest digit
// first. A digit of 32 or more says that another one follows.

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
const DIGIT_VALUES = new Uint8Array(128);
[...DIGITS].forEach((digit, value) => {
  DIGIT_VALUES[digit.charCodeAt(0)] = value;
});

/**
 * The value of the first digit of a text.
 *
 * @param {string} text
 */
export const digitValue = (text) => DIGIT_VALUES[text.charCodeAt(0)];

/**
 * Calls `each` for every number of a packed list; `.` is the empty list.
 *
 * @param {string} text
 * @param {(number: number) => void} each
 */
export function unpack(text, each) {
  if (text === ".") return;
  let number = 0;
  let scale = 1;
  for (let i = 0; i < text.length; i += 1) {
    const digit = DIGIT_VALUES[text.charCodeAt(i)];
    number += (digit % 32) * scale;
    scale *= 32;
    if (digit < 32) {
      each(number);
      number = 0;
      scale = 1;
    }
  }
}

/**
 * A strictly increasing list, packed as the gaps between its numbers.
 *
 * @param {string} text
 */
export function deltaDecode(text) {
  /** @type {number[]} */
  const numbers = [];
  let next = 0;
  unpack(text, (gap) => {
    numbers.push(next + gap);
    next += gap + 1;
  });
  return numbers;
}

/**
 * The entries that have a word, each with the weight of the word in it: a gap and a weight of four bits in one number.
 *
 * @param {string} text
 */
export function decodeHits(text) {
  /** @type {number[]} */
  const docs = [];
  /** @type {number[]} */
  const weights = [];
  let next = 0;
  unpack(text, (packed) => {
    const gap = packed >> 4;
    docs.push(next + gap);
    weights.push(packed & 15);
    next += gap + 1;
  });
  return { docs, weights };
}
