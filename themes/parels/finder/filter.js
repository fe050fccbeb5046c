// Which entries pass the chosen facet values, and in which order they are shown.

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./query.js").Match} Match */
/** @typedef {(a: number, b: number) => number} Compare */

const PASSES = 0;
const FAILS = 255;

/**
 * The entries that fit, and per facet value how many there would be when it is chosen with the values of all other groups
 * applied. Values of one group widen the choice, groups narrow it.
 *
 * @param {Index} index
 * @param {number[]} groupOf The group of each facet value.
 * @param {Iterable<number>} chosen Facet values.
 * @param {(doc: number) => boolean} fits
 */
export function select(index, groupOf, chosen, fits) {
  // Per entry: PASSES, FAILS, or the number of the only group that it fails, from 1.
  const verdict = new Uint8Array(index.count);
  for (let doc = 0; doc < index.count; doc += 1) if (!fits(doc)) verdict[doc] = FAILS;
  /** @type {Map<number, number[]>} */
  const byGroup = new Map();
  for (const value of chosen) {
    const group = groupOf[value];
    byGroup.set(group, [...(byGroup.get(group) ?? []), value]);
  }
  for (const [group, values] of byGroup) {
    const passes = new Uint8Array(index.count);
    for (const value of values) for (const doc of index.values[value]) passes[doc] = 1;
    for (let doc = 0; doc < index.count; doc += 1) {
      if (!passes[doc]) verdict[doc] = verdict[doc] === PASSES ? group + 1 : FAILS;
    }
  }
  /** @type {number[]} */
  const docs = [];
  for (let doc = 0; doc < index.count; doc += 1) if (verdict[doc] === PASSES) docs.push(doc);
  const counts = index.values.map((entries, value) => {
    let count = 0;
    for (const doc of entries) {
      if (verdict[doc] === PASSES || verdict[doc] === groupOf[value] + 1) count += 1;
    }
    return count;
  });
  return { docs, counts };
}

/**
 * All entries in the order of their titles.
 *
 * @param {string[]} titles
 */
export function sortByTitle(titles) {
  const { compare } = new Intl.Collator("nl", { ignorePunctuation: true });
  return titles.map((_, doc) => doc).sort((a, b) => compare(titles[a], titles[b]) || a - b);
}

/** What members come for stands first: examples, then where they are from and the stories about them. */
const KIND_ORDER = [
  "parels",
  "gemeenten",
  "verhalen",
  "themas",
  "succesfactoren",
  "doelgroepen",
  "organisaties",
];

/**
 * Compares entries by kind, examples first, then by title.
 *
 * @param {string[]} kinds The folder of each entry.
 * @param {Int32Array} titleRank
 * @returns {Compare}
 */
export function byKind(kinds, titleRank) {
  const rankOf = (/** @type {number} */ doc) => {
    const place = KIND_ORDER.indexOf(kinds[doc]);
    return place < 0 ? KIND_ORDER.length : place;
  };
  return (a, b) => rankOf(a) - rankOf(b) || titleRank[a] - titleRank[b];
}

/**
 * Compares entries in the order that was asked for; without one, the best come first, or examples when there is no query.
 *
 * @param {string} order
 * @param {Index} index
 * @param {Int32Array} titleRank The place of each entry in the order of titles.
 * @param {Match | null} match
 * @returns {Compare}
 */
export function comparing(order, index, titleRank, match) {
  if (order === "nieuwste") {
    return (a, b) => index.dates[b] - index.dates[a] || titleRank[a] - titleRank[b];
  }
  if (order === "titel") return (a, b) => titleRank[a] - titleRank[b];
  if (!match) return byKind(index.kinds, titleRank);
  return (a, b) =>
    Number(match.hasAll(b)) - Number(match.hasAll(a)) || match.score[b] - match.score[a] || a - b;
}

/**
 * The first `k` entries. Of many, only these are kept sorted: to sort thousands for the sake of a page takes too long.
 *
 * @param {number} k
 * @param {number[]} docs
 * @param {Compare} compare
 */
export function topK(k, docs, compare) {
  if (docs.length < 20 * k) return [...docs].sort(compare).slice(0, k);
  /** @type {number[]} */
  const best = [];
  for (const doc of docs) {
    if (best.length === k && compare(doc, best[k - 1]) > 0) continue;
    let at = best.length;
    while (at > 0 && compare(doc, best[at - 1]) < 0) at -= 1;
    best.splice(at, 0, doc);
    best.length = Math.min(best.length, k);
  }
  return best;
}
