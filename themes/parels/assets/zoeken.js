// The finder: words and filters over all entries, in the page that lists them all.
//
// Without this file the page is a list with a link per filter value. The index is loaded when it is first needed, as
// classic scripts, so that it also works from disk. It holds each word as it is written with the number of its stem;
// there is no stemmer here. `data-index` of the form tells where it is.
(function () {
  "use strict";

  const form = document.getElementById("ps-finder");
  const list = document.querySelector(".results .cards");
  if (!form || !list) return;

  /** Results that are on the page in the first frame; the others come in the next one. */
  const FIRST = 10;
  /** Results that get their marks together: the first at once, the next when they come near. */
  const BLOCK = 10;
  const MANY_VALUES = 12;
  const FIRST_VALUES = 8;
  const LONGEST_QUERY = 400;
  const find = (selector, from = document) => from.querySelector(selector);
  const make = (tag, className, ...content) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...content);
    return element;
  };
  const field = find("input[type=search]", form);
  const status = find(".result-status");
  const clear = find(".clear");
  const tags = find(".tags");
  const sorting = find(".sorting");
  const more = find(".more");
  const nothing = find(".no-results");
  const filters = find("details.filters");
  const facets = [...document.querySelectorAll(".facet")];
  const boxes = [...document.querySelectorAll(".facet input[type=checkbox]")];
  const countTexts = boxes.map((box) => find(".facet-count", box.nextElementSibling).firstChild);
  const valueName = (i) => boxes[i].nextElementSibling.firstElementChild.textContent;
  const cards = [...list.children];
  /** Results that are shown at once: all of them, unless the library is so large that this would be slow. */
  const PAGE = cards.length > 1000 ? 50 : cards.length;
  const titles = cards.map((card) => find(".card-title a", card));
  const titleTexts = titles.map((title) => title.textContent);
  const fromDisk = location.protocol === "file:";

  // Words ------------------------------------------------------------------------------------------------------

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}+/gu, "");
  // An apostrophe between letters is not the end of a word (foto's); some of them are marks after folding.
  const words = (text) =>
    fold(text.replace(/([\p{L}\p{N}\p{M}])['’‘`´](?=\p{L})/gu, "$1")).match(/[\p{L}\p{N}]+/gu) || [];
  /** Words in a text as it is written, with what can stand inside them. */
  const WRITTEN = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}'’‘`´]*[\p{L}\p{N}\p{M}])?/gu;

  /** Whether `a` and the first `end` letters of `b` differ by one letter more, less, other, or two exchanged. */
  function oneEdit(a, b, end = b.length) {
    if (Math.abs(a.length - end) > 1 || end > b.length) return false;
    const most = Math.min(a.length, end);
    let i = 0;
    while (i < most && a.charCodeAt(i) === b.charCodeAt(i)) i += 1;
    let j = 0;
    while (j < most - i && a.charCodeAt(a.length - 1 - j) === b.charCodeAt(end - 1 - j)) j += 1;
    const [left, right] = [a.length - i - j, end - i - j];
    return (left < 2 && right < 2) || (left === 2 && right === 2 && a[i] === b[i + 1] && a[i + 1] === b[i]);
  }

  function sharedBeginning(a, b) {
    let i = 0;
    while (i < a.length && a[i] === b[i]) i += 1;
    return i;
  }

  // The index --------------------------------------------------------------------------------------------------

  const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
  const digit = new Uint8Array(128);
  [...DIGITS].forEach((c, i) => { digit[c.charCodeAt(0)] = i; });

  /** Calls `each` for the numbers in a packed list, not yet added up; `.` is a list of none. */
  function unpack(text, each) {
    if (text === ".") return;
    let number = 0;
    let scale = 1;
    for (let i = 0; i < text.length; i += 1) {
      const d = digit[text.charCodeAt(i)];
      number += (d % 32) * scale;
      scale *= 32;
      if (d < 32) {
        each(number);
        number = 0;
        scale = 1;
      }
    }
  }

  function rising(text) {
    const numbers = [];
    let next = 0;
    unpack(text, (step) => { numbers.push(next + step); next += step + 1; });
    return numbers;
  }

  /** What the packed index becomes: words with their stems, the entries per stem and per filter value. */
  function read(packed) {
    const forms = [];
    const stems = [];
    const roots = [];
    let before = "";
    packed.vormen.split(" ").forEach((group, stem) => group.split(",").forEach((form) => {
      before = before.slice(0, digit[form.charCodeAt(0)]) + form.slice(1);
      forms.push(before);
      stems.push(stem);
      if (!(roots[stem] && roots[stem].length <= before.length)) roots[stem] = before;
    }));
    const starts = new Int32Array(forms.length);
    let at = 1;
    forms.forEach((form, i) => { starts[i] = at; at += form.length + 1; });
    return {
      count: packed.aantal,
      forms,
      stems,
      /** The shortest form of each stem. */
      roots,
      /** Where each form begins in `all`. */
      starts,
      all: "\n" + forms.join("\n") + "\n",
      number: new Map(forms.map((form, i) => [form, i])),
      hits: packed.treffers ? packed.treffers.split(" ") : [],
      parts: packed.delen,
      terms: packed.termen.split(" "),
      values: packed.waarden.split(" ").map((text) => Int32Array.from(rising(text))),
      dates: packed.data,
      perText: packed.perTekst,
      functionWords: new Set(packed.functiewoorden.split(" ")),
      unpacked: new Map(),
      stemsOfWritten: new Map(),
    };
  }

  const arrived = new Map();
  const pending = new Map();
  /** Keeps what a script of the index brings; what cannot be read has not arrived, which `load` notices. */
  function arrive(name, reading) {
    try {
      arrived.set(name, reading());
    } catch {
      arrived.delete(name);
    }
  }
  window.parelsnoer = {
    index: (packed) => arrive("index", () => read(packed)),
    deel: (number, text) => arrive(`deel-${number}`, () => text.split(" ")),
    tekst: (number, texts) => arrive(`tekst-${number}`, () => texts),
  };

  /** Loads a script of the index, once; after a failure it may be asked for again. */
  function load(name) {
    if (!pending.has(name)) {
      pending.set(name, new Promise((resolve, reject) => {
        const fail = () => { pending.delete(name); reject(new Error(name)); };
        const script = document.createElement("script");
        script.src = form.dataset.index.replace(/index(?=\.[0-9a-f]+\.js$)/, name);
        script.onload = () => (arrived.has(name) ? resolve(arrived.get(name)) : fail());
        script.onerror = fail;
        document.head.append(script);
      }));
    }
    return pending.get(name);
  }

  /** The entries per stem with the weight of the word in each, from parts that are loaded when they are not there yet. */
  async function hitsOf(index, stems) {
    const partOf = (stem) => {
      let part = 0;
      while (part + 1 < index.parts.length && index.parts[part + 1] <= stem) part += 1;
      return part;
    };
    if (index.parts.length) {
      await Promise.all([...new Set(stems.map(partOf))].map((part) => load(`deel-${part}`)));
    }
    return (stem) => {
      if (!index.unpacked.has(stem)) {
        const part = partOf(stem);
        const text = index.parts.length ? arrived.get(`deel-${part}`)[stem - index.parts[part]] : index.hits[stem];
        const docs = [];
        const weights = [];
        let next = 0;
        unpack(text, (n) => { docs.push(next + (n >> 4)); weights.push(n & 15); next += (n >> 4) + 1; });
        index.unpacked.set(stem, { docs, weights });
      }
      return index.unpacked.get(stem);
    };
  }

  // Matching ---------------------------------------------------------------------------------------------------

  /**
   * What carrying a term is worth beside the weights of the index, which are 1 to 15: less than a word in a summary of
   * usual length (12), more than one in the text however often (7 to 9).
   */
  const TERM = 10;

  function formAt(index, place) {
    let low = 0;
    let high = index.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (index.starts[middle] <= place) low = middle; else high = middle - 1;
    }
    return low;
  }

  /** The stems that a typed word can mean, with how sure that is: 1 for the word itself. */
  function meanings(index, word) {
    const found = new Map();
    const add = (form, sure) => {
      const stem = index.stems[form];
      if (!(found.get(stem) >= sure)) found.set(stem, sure);
    };
    const eachHit = (text, each) => {
      for (let at = index.all.indexOf(text); at >= 0; at = index.all.indexOf(text, at + 1)) each(at);
    };
    /** Whether a part of a compound is a word by itself, as it is or with another ending (schuld for schulden). */
    const isWord = (part) => index.functionWords.has(part)
      || part.length > 2 && [part, part + "en", part + "n", part + "s", part.replace(/s$/, "")].some((form) => index.number.has(form));
    // A short word is looked for at the beginning of others, a longer one inside them too (jeugdhulp for hulp). When what
    // stands before it is no word, that is mostly chance (wethouders for ouders).
    const look = (part, trust, inside = part.length > 3) => {
      eachHit(inside ? part : "\n" + part, (at) => {
        const place = inside ? at : at + 1;
        const form = formAt(index, place);
        const share = part.length / index.forms[form].length;
        const before = place - index.starts[form];
        const within = isWord(index.forms[form].slice(0, before)) ? 0.2 + 0.35 * share : 0.1 + 0.15 * share;
        add(form, trust * (before ? within : 0.5 + 0.4 * share));
      });
    };
    const known = index.number.get(word);
    if (known !== undefined) add(known, 1);
    if (word.length > 1) look(word, 1);
    if (known !== undefined) {
      // Compounds begin with the shortest form: schuldhulp for schulden. Inside other words it is too often chance (wethouder
      // for ouderen).
      const root = index.roots[index.stems[known]];
      if (root !== word && root.length > 3) look(root, 0.6, false);
    }
    if (!found.size && word.length > 4) {
      index.forms.forEach((form, i) => {
        if (oneEdit(word, form)) add(i, 0.5);
        else if ([-1, 0, 1].some((n) => oneEdit(word, form, word.length + n))) add(i, 0.25);
      });
    }
    if (word.length > 6) {
      // Another ending: wandelgroep for wandelen, dakloosheid for daklozen.
      eachHit("\n" + word.slice(0, Math.max(5, word.length - (found.size ? 2 : 3))), (at) => {
        const form = formAt(index, at + 1);
        const other = index.forms[form];
        if (!index.functionWords.has(other)) add(form, 0.6 * sharedBeginning(word, other) / Math.max(word.length, other.length));
      });
    }
    // A compound that few entries have: its first or last part may be a word. Of a word that entries have, the other part
    // must be one too.
    const begins = (part) => index.all.includes("\n" + part.slice(0, Math.max(5, part.length - 3)));
    for (let length = 4; length < word.length && word.length > 7; length += 1) {
      const parts = [];
      // Four letters are a word at the end of an unknown one (tuin in moestuin), at the beginning mostly chance.
      if (length > 4 || known === undefined) parts.push([word.slice(-length), word.slice(0, -length)]);
      if (length > 4) parts.push([word.slice(0, length), word.slice(length)]);
      for (const [part, other] of parts) {
        if (index.number.has(part) && !index.functionWords.has(part) && (known === undefined || isWord(other) || begins(other))) {
          add(index.number.get(part), 0.5 * length / word.length);
        }
      }
    }
    return found;
  }

  /**
   * Scores the entries for a query: what has all words first, and rarer words weigh more. Gives `null` for a query
   * without words.
   */
  async function search(index, query) {
    const written = words(query);
    const typed = [...new Set(written)].slice(0, 24);
    // The first letter of a word says nothing yet.
    if (typed.length === 1 && typed[0].length === 1) return null;
    const telling = typed.filter((word) => !index.functionWords.has(word));
    // Some names have no other words (`niet over maar met`); who has typed `samen` may be on the way to `samenwerken`.
    const named = typed.filter((word) => index.number.has(word));
    const asked = (telling.length ? telling : named.length ? named : typed.slice(-1))
      .map((word) => ({ word, stems: meanings(index, word) }));
    const known = asked.filter(({ stems }) => stems.size);
    if (!telling.length && !known.length) return null;
    const hits = await hitsOf(index, known.flatMap(({ stems }) => [...stems.keys()]));
    const score = new Float32Array(index.count);
    const has = new Uint8Array(index.count);
    const own = new Float32Array(index.count);
    const carried = new Float32Array(index.count);
    const best = new Float32Array(index.count);
    for (const found of known) {
      const touched = [];
      const touch = (doc, sure) => {
        if (!best[doc]) touched.push(doc);
        if (sure > best[doc]) best[doc] = sure;
      };
      const top = Math.max(...found.stems.values());
      let exact = 0;
      found.values = new Set();
      for (const [stem, sure] of found.stems) {
        const { docs, weights } = hits(stem);
        let number = docs.length;
        for (let i = 0; i < docs.length; i += 1) {
          touch(docs[i], sure);
          if (sure * weights[i] > own[docs[i]]) own[docs[i]] = sure * weights[i];
        }
        for (const value of rising(index.terms[stem])) {
          found.values.add(value);
          number += index.values[value].length;
          for (const doc of index.values[value]) {
            touch(doc, sure);
            if (sure * TERM > carried[doc]) carried[doc] = sure * TERM;
          }
        }
        if (sure === 1) exact = Math.min(number, index.count);
      }
      const number = exact || touched.length;
      const rare = Math.log(1 + (index.count - number + 0.5) / (number + 0.5));
      for (const doc of touched) {
        // A term mostly says once more what the words say: of the two the lesser counts for half.
        score[doc] += rare * (Math.max(own[doc], carried[doc]) + 0.5 * Math.min(own[doc], carried[doc]));
        // A letter or two in common is too little to say that the entry has the word.
        has[doc] += best[doc] >= 0.3 * top ? 1 : 0;
        own[doc] = carried[doc] = best[doc] = 0;
      }
    }
    // What is called just that comes first.
    const called = written.join(" ");
    const top = score.reduce((most, one) => Math.max(most, one), 0);
    for (let doc = 0; doc < index.count; doc += 1) {
      const alike = score[doc] && Math.abs(titleTexts[doc].length - called.length) < 4;
      if (alike && words(titleTexts[doc]).join(" ") === called) score[doc] += top;
    }
    return {
      score,
      fits: (doc) => score[doc] > 0,
      hasAll: (doc) => has[doc] >= known.length,
      known,
      stems: new Set(known.flatMap(({ stems }) => [...stems.keys()])),
      unknown: asked.filter(({ stems }) => !stems.size).map(({ word }) => word),
    };
  }

  // State and address ------------------------------------------------------------------------------------------

  const groups = [...new Set(boxes.map((box) => box.name))];
  const groupOf = boxes.map((box) => groups.indexOf(box.name));
  let state = { q: "", sort: "", chosen: new Set() };
  let shown = PAGE;
  let round = 0;
  let timer = 0;
  let typing = false;

  const query = (text) => (text.trim() ? text.slice(0, LONGEST_QUERY) : "");

  function fromAddress() {
    const text = fromDisk && location.hash.includes("=") ? location.hash.slice(1) : location.search;
    const wanted = new URLSearchParams(text);
    const chosen = new Set();
    const given = groups.map((name) => new Set(wanted.getAll(name)));
    boxes.forEach((box, i) => { if (given[groupOf[i]].has(box.value)) chosen.add(i); });
    const sort = ["titel", "nieuwste"].includes(wanted.get("sorteer")) ? wanted.get("sorteer") : "";
    return { q: query(wanted.get("q") || ""), sort, chosen };
  }

  function written({ q, sort, chosen }) {
    const wanted = new URLSearchParams();
    if (q) wanted.set("q", q);
    boxes.forEach((box, i) => { if (chosen.has(i)) wanted.append(box.name, box.value); });
    if (sort) wanted.set("sorteer", sort);
    return String(wanted);
  }

  function toAddress(add) {
    const text = written(state);
    if (text === written(fromAddress())) return;
    // On disk the fragment hides what is before it, also when there is nothing to say.
    const address = fromDisk ? `#${text || "q="}` : location.pathname + (text ? `?${text}` : "");
    try {
      history[add ? "pushState" : "replaceState"](null, "", address);
    } catch {
      // A browser can refuse many changes in a short time; the page itself is right all the same.
    }
  }

  // Results ----------------------------------------------------------------------------------------------------

  /** The entries that fit, and per filter value what ticking it would give with all other groups applied. */
  function select(index, match) {
    const FITS = 0;
    const OUT = 255;
    // Per entry: FITS, OUT, or the number of the only group that it fails, from 1.
    const verdict = new Uint8Array(index.count);
    if (match) for (let doc = 0; doc < index.count; doc += 1) if (!match.fits(doc)) verdict[doc] = OUT;
    groups.forEach((_, group) => {
      const chosen = [...state.chosen].filter((i) => groupOf[i] === group);
      if (!chosen.length) return;
      const passes = new Uint8Array(index.count);
      for (const value of chosen) for (const doc of index.values[value]) passes[doc] = 1;
      for (let doc = 0; doc < index.count; doc += 1) {
        if (!passes[doc]) verdict[doc] = verdict[doc] === FITS ? group + 1 : OUT;
      }
    });
    const docs = [];
    for (let doc = 0; doc < index.count; doc += 1) if (verdict[doc] === FITS) docs.push(doc);
    const counts = index.values.map((list, value) => {
      let count = 0;
      for (const doc of list) if (verdict[doc] === FITS || verdict[doc] === groupOf[value] + 1) count += 1;
      return count;
    });
    return { docs, counts };
  }

  const compareTitles = new Intl.Collator("nl", { ignorePunctuation: true }).compare;
  const byTitle = titleTexts.map((_, doc) => doc)
    .sort((a, b) => compareTitles(titleTexts[a], titleTexts[b]) || a - b);
  const titleRank = new Int32Array(byTitle.length);
  byTitle.forEach((doc, rank) => { titleRank[doc] = rank; });

  /** The first entries in the order that is asked for. */
  function first(number, index, docs, match) {
    const by = {
      "": (a, b) => match.hasAll(b) - match.hasAll(a) || match.score[b] - match.score[a] || a - b,
      titel: (a, b) => titleRank[a] - titleRank[b],
      nieuwste: (a, b) => index.dates[b] - index.dates[a] || titleRank[a] - titleRank[b],
    };
    const compare = by[state.sort || (match ? "" : "titel")];
    if (docs.length < 20 * number) return docs.sort(compare).slice(0, number);
    // To sort thousands for the sake of a page of them takes too long.
    const best = [];
    for (const doc of docs) {
      if (best.length === number && compare(doc, best[number - 1]) > 0) continue;
      let at = best.length;
      while (at > 0 && compare(doc, best[at - 1]) < 0) at -= 1;
      best.splice(at, 0, doc);
      best.length = Math.min(best.length, number);
    }
    return best;
  }

  /** The stems of a word as it is written; remembered, for texts repeat their words. */
  function stemsOf(index, word) {
    let stems = index.stemsOfWritten.get(word);
    if (!stems) {
      stems = words(word).map((folded) => index.number.get(folded)).filter((i) => i !== undefined).map((i) => index.stems[i]);
      index.stemsOfWritten.set(word, stems);
    }
    return stems;
  }

  /** The words in a text that `wanted` says yes to, by their stem. */
  function hitsIn(index, text, wanted) {
    return [...text.matchAll(WRITTEN)].filter(([word]) => stemsOf(index, word).some(wanted));
  }

  /** Puts `text` in an element, with the words that were found marked. */
  function mark(index, match, element, text) {
    const parts = [];
    let from = 0;
    for (const hit of match ? hitsIn(index, text, (stem) => match.stems.has(stem)) : []) {
      parts.push(text.slice(from, hit.index), make("mark", "", hit[0]));
      from = hit.index + hit[0].length;
    }
    element.replaceChildren(...parts, text.slice(from));
  }

  /** The stretch of a text with the most different words that are wanted. */
  function stretch(index, text, wanted) {
    const WIDTH = 180;
    const hits = hitsIn(index, text, wanted);
    if (!hits.length) return "";
    let best = hits[0];
    let most = 0;
    hits.forEach((hit, i) => {
      const inside = hits.slice(i, i + 40).filter((other) => other.index < hit.index + WIDTH);
      const different = new Set(inside.map((other) => stemsOf(index, other[0])[0])).size;
      if (different > most) { most = different; best = hit; }
    });
    const start = text.lastIndexOf(" ", Math.max(0, best.index - 40)) + 1;
    const end = text.indexOf(" ", Math.min(text.length, start + WIDTH));
    return (start ? "… " : "") + text.slice(start, end < 0 ? text.length : end) + (end < 0 ? "" : " …");
  }

  /** Per entry the search whose marks its card has. */
  const dressed = new Map();

  /** Marks what was found on the card of an entry, and says why it is there when title and summary do not. */
  function dress(index, match, doc) {
    if ((dressed.get(doc) || null) === match) return;
    dressed.set(doc, match);
    const card = cards[doc];
    const summary = find(".card-text", card);
    const summaryText = summary ? summary.textContent : "";
    mark(index, match, titles[doc], titleTexts[doc]);
    if (summary) mark(index, match, summary, summaryText);
    const place = find(".card-snippet", card);
    if (place) place.remove();
    if (!match) return;
    const seen = new Set(hitsIn(index, `${titleTexts[doc]} ${summaryText}`, () => true).flatMap(([word]) => stemsOf(index, word)));
    const missing = match.known.filter(({ stems }) => ![...seen].some((stem) => stems.has(stem)));
    if (missing.length) explain(index, match, doc, missing, missing.length === match.known.length);
  }

  /** Shows where the words stand that title and summary do not have: in the text, or among the terms. */
  async function explain(index, match, doc, missing, needed) {
    const texts = await load(`tekst-${Math.floor(doc / index.perText)}`).catch(() => null);
    if (dressed.get(doc) !== match) return;
    const wanted = (stem) => missing.some(({ stems }) => stems.has(stem));
    const text = texts ? stretch(index, texts[doc % index.perText], wanted) : "";
    const line = make("p", "card-snippet");
    if (text) mark(index, match, line, text);
    else {
      // An entry can fit by a term it carries, under another name of that term too.
      const terms = [...new Set(missing.flatMap(({ values }) => [...values]))]
        .filter((value) => index.values[value].includes(doc)).slice(0, 3).map((value) => make("mark", "", valueName(value)));
      if (terms.length) line.append("Hoort bij ", ...terms.flatMap((name, i) => (i ? [", ", name] : [name])));
      else if (needed && !texts) line.append("Het stukje tekst kon niet geladen worden.");
      else return;
    }
    (find(".card-text", cards[doc]) || titles[doc].parentElement).after(line);
  }

  // Cards further down get their marks when they come near: the first of a block tells.
  let dressBlock = () => {};
  const near = new IntersectionObserver((changes) => {
    for (const { isIntersecting, target } of changes) {
      if (isIntersecting) {
        near.unobserve(target);
        dressBlock(target);
      }
    }
  }, { rootMargin: "800px 0px" });

  function showCards(index, match, docs) {
    near.disconnect();
    list.replaceChildren(...docs.slice(0, FIRST).map((doc) => cards[doc]));
    docs.slice(0, BLOCK).forEach((doc) => dress(index, match, doc));
  }

  function showRest(index, match, docs) {
    list.append(...docs.slice(FIRST).map((doc) => cards[doc]));
    const blocks = new Map();
    // What no longer counts goes at once, also where nobody looks: one can print, or read with one's ears.
    for (const [doc, old] of dressed) if (old && old !== match) dress(index, null, doc);
    for (let at = BLOCK; at < docs.length; at += BLOCK) blocks.set(cards[docs[at]], docs.slice(at, at + BLOCK));
    dressBlock = (card) => (blocks.get(card) || []).forEach((doc) => dress(index, match, doc));
    for (const card of blocks.keys()) near.observe(card);
  }

  /** Waits until what was done is on the screen; a page that nobody looks at has no frames. */
  const nextFrame = () => new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 200);
  });

  const counted = (n) => (n === 0 ? "Geen vermeldingen" : n === 1 ? "1 vermelding" : `${n} vermeldingen`);

  function showFilters(counts) {
    boxes.forEach((box, i) => {
      const checked = state.chosen.has(i);
      const disabled = !counts[i] && !checked;
      const number = String(counts[i]);
      // Most stay as they are, and each change costs.
      if (box.checked !== checked) box.checked = checked;
      if (box.disabled !== disabled) box.disabled = disabled;
      if (countTexts[i].data !== number) countTexts[i].data = number;
    });
    const number = state.chosen.size;
    find("summary", filters).textContent = number ? `Filters (${number})` : "Filters";
    clear.hidden = !number && !state.q;
    tags.hidden = !number;
    tags.replaceChildren(...[...state.chosen].sort((a, b) => a - b).map((i) => {
      const group = boxes[i].closest("fieldset").firstElementChild.textContent;
      const button = make("button", "tag", make("span", "visually-hidden", "Verwijder filter "), `${group}: ${valueName(i)}`);
      const item = make("li", "", button);
      button.type = "button";
      button.addEventListener("click", () => {
        const place = [...tags.children].indexOf(item);
        change(() => state.chosen.delete(i)).then(() => {
          const next = tags.children[Math.min(place, tags.children.length - 1)];
          (next ? next.firstChild : field).focus();
        });
      });
      return item;
    }));
  }

  /** What to do when nothing is left: which filter to drop, and which words come near. */
  function showNothing(index, match) {
    const help = [];
    const press = (text, action) => {
      const button = make("button", "tag tag--plain", text);
      button.type = "button";
      button.addEventListener("click", () => change(action).then(() => status.focus()));
      return [button, " "];
    };
    const numberOf = (chosen, search) => {
      const all = state.chosen;
      state.chosen = chosen;
      const number = select(index, search).docs.length;
      state.chosen = all;
      return number;
    };
    const without = [...state.chosen]
      .map((i) => ({ i, number: numberOf(new Set([...state.chosen].filter((other) => other !== i)), match) }))
      .filter(({ number }) => number).sort((a, b) => b.number - a.number);
    const free = state.chosen.size > 1 ? numberOf(new Set(), match) : 0;
    const wordless = state.chosen.size && match ? numberOf(state.chosen, null) : 0;
    if (without.length) {
      help.push(make("p", "", "Laat een filter weg: ", ...without.slice(0, 4).flatMap(({ i, number }) =>
        press(`${valueName(i)} (${counted(number)} zonder)`, () => state.chosen.delete(i)))));
    } else if (free) {
      help.push(make("p", "", "Laat alle filters weg: ", ...press(`Zonder filters (${counted(free)})`, () => state.chosen.clear())));
    }
    if (wordless) {
      help.push(make("p", "", "Of zoek zonder woord: ", ...press(`Wis het woord (${counted(wordless)})`, () => { state.q = ""; })));
    }
    const close = (match ? match.unknown : []).flatMap((word) => nearWords(index, word).map((other) => ({ word, other })));
    if (close.length) {
      help.push(make("p", "", "Bedoelde u: ", ...close.slice(0, 5).flatMap(({ word, other }) => press(other, () => {
        state.q = words(state.q).map((w) => (w === word ? other : w)).join(" ");
      }))));
    }
    if (!help.length) help.push(make("p", "", "Controleer de spelling, of probeer een ander woord. U kunt ook een thema kiezen."));
    nothing.replaceChildren(...help);
  }

  /** The words that look most like one that no entry has: by the pairs of letters that they share. */
  function nearWords(index, word) {
    const pairs = (text) => new Set(Array.from({ length: text.length + 1 }, (_, i) => ` ${text} `.slice(i, i + 2)));
    const own = pairs(word);
    return index.forms
      .filter((form) => form.length > 3 && Math.abs(form.length - word.length) < 4 && !/\d/.test(form))
      .map((form) => {
        const other = pairs(form);
        // Letters in another order count too: mantelzrog has all letters of mantelzorg.
        const letters = [...new Set(form)].filter((letter) => word.includes(letter)).length / new Set(form + word).size;
        const same = [...other].filter((pair) => own.has(pair)).length;
        return { form, like: (2 * same) / (own.size + other.size) + letters };
      })
      .filter(({ like }) => like > 1)
      .sort((a, b) => b.like - a.like)
      .slice(0, 3)
      .map(({ form }) => form);
  }

  /** Says that the results are about to change, to assistive technology and to whoever waits for them. */
  const busy = (yes) => list.setAttribute("aria-busy", String(yes));

  /** Shows what the state asks for. */
  async function show() {
    round += 1;
    const own = round;
    busy(true);
    const index = await load("index");
    const match = state.q ? await search(index, state.q) : null;
    if (own !== round) return;
    document.documentElement.classList.add("has-finder");
    const { docs, counts } = select(index, match);
    const visible = first(shown, index, docs, match);
    showCards(index, match, visible);
    showFilters(counts);
    showMore(docs.length);
    sorting.options[0].hidden = sorting.options[0].disabled = !match;
    sorting.value = state.sort || (match ? "" : "titel");
    nothing.hidden = docs.length > 0;
    if (!docs.length) showNothing(index, match);
    await nextFrame();
    if (own !== round) return;
    showRest(index, match, visible);
    const text = counted(docs.length);
    if (status.textContent !== text) status.textContent = text;
    busy(false);
  }

  function showMore(number) {
    more.hidden = number <= shown;
    more.textContent = `Toon meer (nog ${number - shown})`;
  }

  /** Shows the list as it was made when the index cannot be had. */
  function giveUp() {
    const line = find(".no-finder");
    const lost = filters.contains(document.activeElement) && document.activeElement.matches("input");
    document.documentElement.classList.remove("has-finder");
    list.replaceChildren(...cards);
    busy(false);
    line.setAttribute("role", "alert");
    line.tabIndex = -1;
    line.textContent = `De zoekfunctie kon niet geladen worden. Hieronder staan alle ${cards.length} vermeldingen; laad de pagina opnieuw om het nog eens te proberen.`;
    if (lost) line.focus();
  }

  /** Changes the state, then shows it and puts it in the address. */
  function change(how, add = true) {
    // What was typed a moment ago counts, also when its turn has not come yet.
    clearTimeout(timer);
    typing = false;
    state.q = query(field.value);
    how();
    if (query(field.value) !== state.q || field.value.length > LONGEST_QUERY) field.value = state.q;
    shown = PAGE;
    // The browser does a lot for another address, so the results come first.
    nextFrame().then(() => toAddress(add));
    return show().catch(giveUp);
  }

  // Long lists of values: the most used ones first, a box to look for others.
  function shorten(facet) {
    const items = [...facet.querySelectorAll(".facet-value")];
    if (items.length <= MANY_VALUES) return;
    const names = items.map((item) => fold(find("label", item).firstElementChild.textContent));
    const number = (item) => Number(find(".facet-count", item).firstChild.data);
    const top = new Set([...items].sort((a, b) => number(b) - number(a)).slice(0, FIRST_VALUES));
    const box = make("input", "facet-find");
    box.type = "text";
    box.setAttribute("aria-label", `Zoek in de lijst ${facet.firstElementChild.textContent}`);
    box.placeholder = "Zoek in deze lijst";
    const none = make("p", "facet-none");
    none.setAttribute("aria-live", "polite");
    const button = make("button", "facet-more");
    button.type = "button";
    let open = false;
    const update = () => {
      const wanted = fold(box.value.trim());
      const fits = items.map((item, i) => (wanted ? names[i].includes(wanted) : open || top.has(item) || find("input", item).checked));
      items.forEach((item, i) => { item.hidden = !fits[i]; });
      none.textContent = fits.includes(true) ? "" : "Niets gevonden in deze lijst.";
      button.hidden = Boolean(wanted);
      button.textContent = open ? "Toon minder" : `Toon alle ${items.length}`;
      button.setAttribute("aria-expanded", String(open));
    };
    box.addEventListener("input", update);
    button.addEventListener("click", () => { open = !open; update(); });
    facet.firstElementChild.after(box);
    facet.append(none, button);
    facet.addEventListener("finder:change", update);
    update();
  }

  function restore() {
    typing = false;
    state = fromAddress();
    field.value = state.q;
    boxes.forEach((box, i) => { box.checked = state.chosen.has(i); });
    facets.forEach((facet) => facet.dispatchEvent(new Event("finder:change")));
    shown = (history.state && history.state.shown) || PAGE;
    return show().catch(giveUp);
  }

  document.documentElement.classList.add("has-finder");
  status.textContent = counted(cards.length);
  facets.forEach(shorten);
  find("summary", filters).textContent = "Filters";
  clear.textContent = "Wis alles";
  // The address says what is chosen; the browser need not remember it too (with thousands of boxes it takes its time).
  form.autocomplete = "off";

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change(() => {});
  });
  // The first letter is a step to go back from, the next ones belong to it.
  field.addEventListener("input", () => {
    clearTimeout(timer);
    busy(true);
    // In a task of its own: letters that wait together are asked for once.
    timer = setTimeout(() => {
      change(() => {}, !typing);
      typing = true;
    });
  });
  boxes.forEach((box, i) => box.addEventListener("change", () => {
    change(() => (box.checked ? state.chosen.add(i) : state.chosen.delete(i)));
  }));
  clear.addEventListener("click", () => {
    change(() => { state.q = ""; state.chosen.clear(); }).then(() => field.focus());
  });
  sorting.addEventListener("change", () => change(() => { state.sort = sorting.value; }));
  more.addEventListener("click", () => {
    const first = shown;
    shown += PAGE;
    history.replaceState({ shown }, "");
    show().then(() => find("a", list.children[first] || list).focus()).catch(giveUp);
  });
  window.addEventListener("popstate", () => {
    // A link to a place on this page changes the address too.
    if (fromDisk && location.hash && !location.hash.includes("=")) toAddress(false);
    else if (written(fromAddress()) !== written(state)) restore();
  });

  const wanted = fromAddress();
  if (wanted.q || wanted.sort || wanted.chosen.size) restore();
  else {
    list.replaceChildren(...byTitle.slice(0, shown).map((doc) => cards[doc]));
    showMore(cards.length);
    // Who comes near is about to ask something.
    for (const place of [form, filters]) place.addEventListener("focusin", () => load("index").catch(giveUp), { once: true });
  }
})();
