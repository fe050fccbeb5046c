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

  const PAGE = 30;
  const MANY_VALUES = 12;
  const FIRST_VALUES = 8;
  const find = (selector, from = document) => from.querySelector(selector);
  const field = find("input[type=search]", form);
  const status = find(".result-status");
  const clear = find(".clear");
  const tags = find(".tags");
  const sorting = find(".sorting");
  const more = find(".more");
  const nothing = find(".no-results");
  const filters = find("details.filters");
  const boxes = [...document.querySelectorAll(".facet input[type=checkbox]")];
  const cards = [...list.children];
  const titles = cards.map((card) => find(".card-title a", card));
  const summaries = cards.map((card) => find(".card-text", card));
  const plain = (elements) => elements.map((element) => (element ? element.textContent : ""));
  const titleTexts = plain(titles);
  const summaryTexts = plain(summaries);
  const fromDisk = location.protocol === "file:";

  // Words ------------------------------------------------------------------------------------------------------

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}+/gu, "");
  const words = (text) =>
    fold(text).replace(/([\p{L}\p{N}])['’‘`´](?=\p{L})/gu, "$1").match(/[\p{L}\p{N}]+/gu) || [];

  /** Whether a and b differ by one letter more, less, other, or two exchanged. */
  function oneEdit(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i += 1;
    const rest = (x, y) => a.slice(x) === b.slice(y);
    return rest(i + 1, i + 1) || rest(i + 1, i) || rest(i, i + 1) ||
      (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(i + 2, i + 2));
  }

  // The index --------------------------------------------------------------------------------------------------

  const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
  const digit = new Uint8Array(128);
  [...DIGITS].forEach((c, i) => { digit[c.charCodeAt(0)] = i; });

  /** Calls `each` for the numbers in a packed list, not yet added up. */
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
    let before = "";
    packed.vormen.split(" ").forEach((group, stem) => group.split(",").forEach((form) => {
      before = before.slice(0, digit[form.charCodeAt(0)]) + form.slice(1);
      forms.push(before);
      stems.push(stem);
    }));
    const starts = new Int32Array(forms.length);
    let at = 1;
    forms.forEach((form, i) => { starts[i] = at; at += form.length + 1; });
    const values = packed.waarden.split(" ").map(rising);
    const valuesOf = Array.from({ length: packed.aantal }, () => []);
    values.forEach((docs, value) => docs.forEach((doc) => valuesOf[doc].push(value)));
    return {
      count: packed.aantal,
      forms,
      stems,
      starts,
      all: "\n" + forms.join("\n") + "\n",
      number: new Map(forms.map((form, i) => [form, i])),
      hits: packed.treffers ? packed.treffers.split(" ") : [],
      parts: packed.delen,
      terms: packed.termen.split(" "),
      values,
      valuesOf,
      dates: packed.data,
      perText: packed.perTekst,
      functionWords: new Set(packed.functiewoorden.split(" ")),
    };
  }

  const arrived = new Map();
  const pending = new Map();
  window.parelsnoer = {
    index: (packed) => arrived.set("index", read(packed)),
    deel: (number, text) => arrived.set(`deel-${number}`, text.split(" ")),
    tekst: (number, texts) => arrived.set(`tekst-${number}`, texts),
  };

  /** Loads a script of the index, once. */
  function load(name) {
    if (!pending.has(name)) {
      pending.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = form.dataset.index.replace(/index(?=\.[0-9a-f]+\.js$)/, name);
        script.onload = () => (arrived.has(name) ? resolve(arrived.get(name)) : reject(new Error(name)));
        script.onerror = () => { pending.delete(name); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return pending.get(name);
  }

  /** The packed entries of stems, from parts that are loaded when they are not there yet. */
  async function hitsOf(index, stems) {
    if (!index.parts.length) return (stem) => index.hits[stem];
    const partOf = (stem) => {
      let part = 0;
      while (part + 1 < index.parts.length && index.parts[part + 1] <= stem) part += 1;
      return part;
    };
    await Promise.all([...new Set(stems.map(partOf))].map((part) => load(`deel-${part}`)));
    return (stem) => arrived.get(`deel-${partOf(stem)}`)[stem - index.parts[partOf(stem)]];
  }

  // Matching ---------------------------------------------------------------------------------------------------

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
    if (index.number.has(word)) add(index.number.get(word), 1);
    // A short word is looked for at the beginning of others, a longer one inside them too (jeugdhulp for hulp).
    const inside = word.length > 3;
    if (word.length > 1) {
      const wanted = inside ? word : "\n" + word;
      for (let at = index.all.indexOf(wanted); at >= 0; at = index.all.indexOf(wanted, at + 1)) {
        const place = inside ? at : at + 1;
        const form = formAt(index, place);
        const share = word.length / index.forms[form].length;
        add(form, index.starts[form] === place ? 0.5 + 0.4 * share : 0.2 + 0.35 * share);
      }
    }
    if (!found.size && word.length > 4) {
      index.forms.forEach((form, i) => {
        if (oneEdit(word, form)) add(i, 0.5);
        else if (form.length > word.length && [-1, 0, 1].some((n) => oneEdit(word, form.slice(0, word.length + n)))) add(i, 0.25);
      });
    }
    if (!found.size && word.length > 7) {
      // A compound that no entry has: its first or last part may be a word.
      index.forms.forEach((form, i) => {
        if (form.length > 4 && (word.startsWith(form) || word.endsWith(form))) add(i, 0.3 * (form.length / word.length));
      });
    }
    return found;
  }

  /** Scores the entries for a query: what has all words first, and rarer words weigh more. */
  async function search(index, query) {
    const typed = [...new Set(words(query.slice(0, 400)))].slice(0, 24);
    const asked = typed.filter((word) => !index.functionWords.has(word));
    if (!asked.length) return null;
    const found = asked.map((word) => meanings(index, word));
    const packed = await hitsOf(index, found.flatMap((map) => [...map.keys()]));
    const score = new Float32Array(index.count);
    const has = new Uint8Array(index.count);
    const own = new Float32Array(index.count);
    const stems = new Set();
    const values = new Set();
    for (const map of found) {
      const touched = [];
      const give = (doc, points) => {
        if (!own[doc]) touched.push(doc);
        if (points > own[doc]) own[doc] = points;
      };
      for (const [stem, sure] of map) {
        stems.add(stem);
        const docs = [];
        const weights = [];
        let next = 0;
        unpack(packed(stem), (n) => { docs.push(next + (n >> 4)); weights.push(n & 15); next += (n >> 4) + 1; });
        const terms = rising(index.terms[stem]);
        const carriers = terms.reduce((sum, value) => sum + index.values[value].length, 0);
        const number = Math.min(index.count, docs.length + carriers);
        const rare = sure * Math.log(1 + (index.count - number + 0.5) / (number + 0.5)) / 15;
        docs.forEach((doc, i) => give(doc, rare * weights[i]));
        terms.forEach((value) => values.add(value));
        terms.forEach((value) => index.values[value].forEach((doc) => give(doc, rare * 7)));
      }
      touched.forEach((doc) => { score[doc] += own[doc]; has[doc] += 1; own[doc] = 0; });
    }
    const wanted = found.filter((map) => map.size).length;
    return { score, has, wanted, stems, values, unknown: asked.filter((_, i) => !found[i].size) };
  }

  // State and address ------------------------------------------------------------------------------------------

  const groups = [...new Set(boxes.map((box) => box.name))];
  const groupOf = boxes.map((box) => groups.indexOf(box.name));
  let state = { q: "", sort: "", chosen: new Set() };
  let shown = PAGE;
  let round = 0;
  let typing = 0;

  function fromAddress() {
    const text = fromDisk && location.hash.includes("=") ? location.hash.slice(1) : location.search;
    const wanted = new URLSearchParams(text);
    const chosen = new Set();
    boxes.forEach((box, i) => { if (wanted.getAll(box.name).includes(box.value)) chosen.add(i); });
    const sort = ["titel", "nieuwste"].includes(wanted.get("sorteer")) ? wanted.get("sorteer") : "";
    return { q: (wanted.get("q") || "").slice(0, 400), sort, chosen };
  }

  function toAddress(add) {
    const wanted = new URLSearchParams();
    if (state.q) wanted.set("q", state.q);
    boxes.forEach((box, i) => { if (state.chosen.has(i)) wanted.append(box.name, box.value); });
    if (state.sort) wanted.set("sorteer", state.sort);
    const text = String(wanted);
    const address = fromDisk ? `#${text}` : location.pathname + (text ? `?${text}` : "");
    try {
      history[add ? "pushState" : "replaceState"](null, "", address);
    } catch {
      // A browser can refuse many changes in a short time; the page itself is right all the same.
    }
  }

  // Results ----------------------------------------------------------------------------------------------------

  /** The entries that fit, and per filter value what ticking it would give with all other groups applied. */
  function select(index, match) {
    const active = groups.map((_, group) => boxes.map((_, i) => i).filter((i) => groupOf[i] === group && state.chosen.has(i)));
    const passes = active.map((values) => {
      if (!values.length) return null;
      const mask = new Uint8Array(index.count);
      values.forEach((value) => index.values[value].forEach((doc) => { mask[doc] = 1; }));
      return mask;
    });
    const used = passes.map((mask, group) => (mask ? group : -1)).filter((group) => group >= 0);
    const counts = new Int32Array(boxes.length);
    const docs = [];
    for (let doc = 0; doc < index.count; doc += 1) {
      if (match && !match.has[doc]) continue;
      let failed = 0;
      let group = -1;
      for (const other of used) if (!passes[other][doc]) { failed += 1; group = other; }
      if (failed > 1) continue;
      if (!failed) docs.push(doc);
      for (const value of index.valuesOf[doc]) if (!failed || groupOf[value] === group) counts[value] += 1;
    }
    return { docs, counts };
  }

  let titleRank = null;
  function order(index, docs, match) {
    const how = state.sort || (match ? "" : "titel");
    if (how && !titleRank) {
      const compare = new Intl.Collator("nl", { ignorePunctuation: true }).compare;
      const sorted = titleTexts.map((_, i) => i).sort((a, b) => compare(titleTexts[a], titleTexts[b]) || a - b);
      titleRank = new Int32Array(sorted.length);
      sorted.forEach((doc, rank) => { titleRank[doc] = rank; });
    }
    const whole = (doc) => (match.has[doc] >= match.wanted ? 1 : 0);
    const by = {
      "": (a, b) => whole(b) - whole(a) || match.score[b] - match.score[a] || a - b,
      titel: (a, b) => titleRank[a] - titleRank[b],
      nieuwste: (a, b) => index.dates[b] - index.dates[a] || titleRank[a] - titleRank[b],
    };
    return docs.sort(by[how]);
  }

  const isHit = (index, match, text) => words(text).some((word) => {
    const form = index.number.get(word);
    return form !== undefined && match.stems.has(index.stems[form]);
  });

  /** Puts `text` in an element, with the words that were found marked. */
  function mark(index, match, element, text) {
    const parts = [];
    let from = 0;
    for (const word of match ? text.matchAll(/[\p{L}\p{N}\p{M}'’‘`´]+/gu) : []) {
      if (!isHit(index, match, word[0])) continue;
      const mark = document.createElement("mark");
      mark.textContent = word[0];
      parts.push(text.slice(from, word.index), mark);
      from = word.index + word[0].length;
    }
    element.replaceChildren(...parts, text.slice(from));
  }

  /** The stretch of a text with the most different words that were found. */
  function snippet(index, match, text) {
    const WIDTH = 180;
    const hits = [...text.matchAll(/[\p{L}\p{N}\p{M}'’‘`´]+/gu)].filter((word) => isHit(index, match, word[0]));
    if (!hits.length) return "";
    let best = hits[0];
    let most = 0;
    hits.forEach((hit, i) => {
      const inside = hits.slice(i, i + 40).filter((other) => other.index < hit.index + WIDTH);
      const different = new Set(inside.map((other) => fold(other[0]))).size;
      if (different > most) { most = different; best = hit; }
    });
    const start = text.lastIndexOf(" ", Math.max(0, best.index - 40)) + 1;
    const end = text.indexOf(" ", Math.min(text.length, start + WIDTH));
    return (start ? "… " : "") + text.slice(start, end < 0 ? text.length : end) + (end < 0 ? "" : " …");
  }

  async function showSnippet(index, match, doc, current) {
    const card = cards[doc];
    let place = find(".card-snippet", card);
    const visible = match && isHit(index, match, `${titleTexts[doc]} ${summaryTexts[doc]}`);
    if (!match || visible) {
      if (place) place.remove();
      return;
    }
    const texts = await load(`tekst-${Math.floor(doc / index.perText)}`).catch(() => null);
    const text = texts && current() ? snippet(index, match, texts[doc % index.perText]) : "";
    if (!current()) return;
    // An entry can fit by a term it carries, under another name of that term too.
    const terms = text || !current() ? [] : index.valuesOf[doc].filter((value) => match.values.has(value)).slice(0, 3);
    if (!text && !terms.length) { if (place) place.remove(); return; }
    if (!place) {
      place = document.createElement("p");
      place.className = "card-snippet";
      (summaries[doc] || titles[doc].parentElement).after(place);
    }
    if (text) mark(index, match, place, text);
    else place.replaceChildren("Hoort bij ", ...terms.flatMap((value, i) => {
      const name = document.createElement("mark");
      name.textContent = valueName(value);
      return i ? [", ", name] : [name];
    }));
  }

  const counted = (n) => (n === 0 ? "Geen vermeldingen" : n === 1 ? "1 vermelding" : `${n} vermeldingen`);

  function showFilters(counts) {
    boxes.forEach((box, i) => {
      box.checked = state.chosen.has(i);
      box.disabled = !counts[i] && !box.checked;
      const number = String(counts[i]);
      const text = find(".facet-count", box.nextElementSibling).firstChild;
      if (text.data !== number) text.data = number;
    });
    const number = state.chosen.size;
    find("summary", filters).textContent = number ? `Filters (${number})` : "Filters";
    clear.hidden = !number;
    tags.hidden = !number;
    tags.replaceChildren(...[...state.chosen].sort((a, b) => a - b).map((i) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      const hidden = document.createElement("span");
      hidden.className = "visually-hidden";
      hidden.textContent = "Verwijder filter ";
      button.type = "button";
      button.className = "tag";
      button.append(hidden, label(i));
      button.addEventListener("click", () => {
        const place = [...tags.children].indexOf(item);
        change(() => state.chosen.delete(i)).then(() => {
          const next = tags.children[Math.min(place, tags.children.length - 1)];
          (next ? next.firstChild : field).focus();
        });
      });
      item.append(button);
      return item;
    }));
  }

  const valueName = (i) => boxes[i].nextElementSibling.firstElementChild.textContent;
  const label = (i) => `${boxes[i].closest("fieldset").firstElementChild.textContent}: ${valueName(i)}`;

  /** What to do when nothing is left: which filter to drop, and which words come near. */
  function showNothing(index, match) {
    const help = [];
    const say = (text, ...buttons) => {
      const line = document.createElement("p");
      line.append(text, ...buttons);
      help.push(line);
    };
    const press = (text, action) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "tag tag--plain";
      button.textContent = text;
      button.addEventListener("click", () => change(action).then(() => status.focus()));
      return button;
    };
    const without = [...state.chosen].map((i) => {
      state.chosen.delete(i);
      const number = select(index, match).docs.length;
      state.chosen.add(i);
      return { i, number };
    }).filter(({ number }) => number).sort((a, b) => b.number - a.number);
    if (without.length) {
      say("Laat een filter weg: ", ...without.slice(0, 4).flatMap(({ i, number }) =>
        [press(`${valueName(i)} (${counted(number)} zonder)`, () => state.chosen.delete(i)), " "]));
    } else if (state.chosen.size > 1) {
      say("Laat een paar filters weg. ", press("Zonder filters", () => state.chosen.clear()));
    } else if (state.chosen.size && state.q) {
      say("Zoek met dit filter zonder woord: ", press("Wis het woord", () => { state.q = ""; }));
    }
    const unknown = match ? match.unknown : [];
    const near = unknown.flatMap((word) => nearWords(index, word).map((other) => ({ word, other })));
    if (near.length) {
      say("Bedoelde u: ", ...near.slice(0, 5).flatMap(({ word, other }) => [press(other, () => {
        state.q = words(state.q).map((w) => (w === word ? other : w)).join(" ");
      }), " "]));
    }
    if (!help.length) say("Controleer de spelling, of probeer een ander woord. U kunt ook een thema kiezen.");
    nothing.replaceChildren(...help);
  }

  /** Words that look like one that no entry has: same beginning, or a letter or two apart. */
  function nearWords(index, word) {
    const pairs = (text) => new Set(Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)));
    const own = pairs(word);
    if (!own.size) return [];
    return index.forms
      .filter((form) => form.length > 3 && Math.abs(form.length - word.length) < 4)
      .map((form) => {
        const other = pairs(form);
        const same = [...other].filter((pair) => own.has(pair)).length;
        return { form, like: (2 * same) / (own.size + other.size) };
      })
      .filter(({ like }) => like > 0.5)
      .sort((a, b) => b.like - a.like)
      .slice(0, 3)
      .map(({ form }) => form);
  }

  /** Shows what the state asks for. */
  async function show() {
    round += 1;
    const own = round;
    const current = () => own === round;
    const index = await load("index");
    const match = state.q ? await search(index, state.q) : null;
    if (!current()) return;
    const { docs, counts } = select(index, match);
    const sorted = order(index, docs, match);
    const visible = sorted.slice(0, shown);
    list.replaceChildren(...visible.map((doc) => cards[doc]));
    for (const doc of visible) {
      mark(index, match, titles[doc], titleTexts[doc]);
      if (summaries[doc]) mark(index, match, summaries[doc], summaryTexts[doc]);
      showSnippet(index, match, doc, current);
    }
    showFilters(counts);
    const text = counted(docs.length);
    if (status.textContent !== text) status.textContent = text;
    more.hidden = docs.length <= shown;
    more.textContent = `Toon meer (nog ${docs.length - shown})`;
    sorting.options[0].hidden = sorting.options[0].disabled = !match;
    sorting.value = state.sort || (match ? "" : "titel");
    nothing.hidden = docs.length > 0;
    if (!docs.length) showNothing(index, match);
  }

  /** Shows the list as it was made when the index cannot be had. */
  function giveUp() {
    document.documentElement.classList.remove("has-finder");
    list.replaceChildren(...cards);
    const line = find(".no-finder");
    line.textContent = "De zoekfunctie kon niet geladen worden. Hieronder staan alle vermeldingen; laad de pagina opnieuw om het nog eens te proberen.";
  }

  /** Changes the state, then shows it and puts it in the address. */
  function change(how, add = true) {
    // What was typed a moment ago counts, also when its turn has not come yet.
    clearTimeout(typing);
    state.q = field.value.trim() ? field.value.slice(0, 400) : "";
    how();
    if (field.value !== state.q) field.value = state.q;
    shown = PAGE;
    toAddress(add);
    return show().catch(giveUp);
  }

  // Long lists of values: the most used ones first, a box to look for others.
  function shorten(facet) {
    const items = [...facet.querySelectorAll(".facet-value")];
    if (items.length <= MANY_VALUES) return;
    const number = (item) => Number(find(".facet-count", item).firstChild.data);
    const top = new Set([...items].sort((a, b) => number(b) - number(a)).slice(0, FIRST_VALUES));
    const name = facet.firstElementChild.textContent;
    const box = document.createElement("input");
    box.type = "text";
    box.className = "facet-find";
    box.setAttribute("aria-label", `Zoek in de lijst ${name}`);
    box.placeholder = "Zoek in deze lijst";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "facet-more";
    let open = false;
    const update = () => {
      const wanted = fold(box.value.trim());
      items.forEach((item) => {
        const fits = wanted ? fold(item.textContent).includes(wanted) : open || top.has(item) || find("input", item).checked;
        item.hidden = !fits;
      });
      button.hidden = Boolean(wanted);
      button.textContent = open ? "Toon minder" : `Toon alle ${items.length}`;
      button.setAttribute("aria-expanded", String(open));
    };
    box.addEventListener("input", update);
    button.addEventListener("click", () => { open = !open; update(); });
    facet.firstElementChild.after(box);
    facet.append(button);
    facet.addEventListener("finder:change", update);
    update();
  }

  function restore() {
    state = fromAddress();
    field.value = state.q;
    boxes.forEach((box, i) => { box.checked = state.chosen.has(i); });
    facets.forEach((facet) => facet.dispatchEvent(new Event("finder:change")));
    shown = PAGE;
    return show().catch(giveUp);
  }

  const facets = [...document.querySelectorAll(".facet")];
  document.documentElement.classList.add("has-finder");
  status.textContent = counted(cards.length);
  facets.forEach(shorten);
  find("summary", filters).textContent = "Filters";

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change(() => {});
  });
  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => change(() => {}, false), 60);
  });
  boxes.forEach((box, i) => box.addEventListener("change", () => {
    change(() => (box.checked ? state.chosen.add(i) : state.chosen.delete(i)));
  }));
  clear.addEventListener("click", () => change(() => state.chosen.clear()).then(() => field.focus()));
  sorting.addEventListener("change", () => change(() => { state.sort = sorting.value; }));
  more.addEventListener("click", () => {
    const first = shown;
    shown += PAGE;
    show().then(() => find("a", list.children[first] || list).focus()).catch(giveUp);
  });
  window.addEventListener("popstate", restore);

  const wanted = fromAddress();
  if (wanted.q || wanted.sort || wanted.chosen.size) restore();
  // Who comes near is about to ask something.
  else for (const place of [form, filters]) place.addEventListener("focusin", () => load("index").catch(giveUp), { once: true });
})();
