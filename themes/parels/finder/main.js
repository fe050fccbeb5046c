// The finder: words and filters over all entries, in the page that lists them all.
//
// Without this script the page is a list with a link per filter value. The index is loaded when it is first needed;
// `data-index` of the form tells where it is.
import { download } from "../gather/csv.js";
import { createCards } from "./cards.js";
import { createCombobox, suggestNames } from "./combobox.js";
import { countEntries, find, get, nextFrame } from "./dom.js";
import { createFacets } from "./facets.js";
import { byKind, comparing, select, sortByTitle, topK } from "./filter.js";
import { createFilterDialog } from "./filter-dialog.js";
import { createKinds } from "./kinds.js";
import { addValues, hasAll } from "./listed.js";
import { createLoader } from "./loader.js";
import { createNoResults } from "./no-results.js";
import { createNotes, describe } from "./notes.js";
import { search } from "./query.js";
import { createTags } from "./tags.js";
import {
  cleanQuery,
  isPlaceOnPage,
  MAX_QUERY,
  PAGE_SIZE,
  readUrl,
  serialize,
  unknownValues,
  writeUrl,
} from "./url.js";

/** @typedef {import("./url.js").State} State */

/**
 * Says that the page cannot search.
 *
 * @param {string} what What can be done instead.
 */
function tellFailure(what) {
  const notice = get(".no-finder");
  notice.setAttribute("role", "alert");
  notice.tabIndex = -1;
  notice.textContent = `De zoekfunctie kon niet geladen worden. ${what} de pagina opnieuw om het nog eens te proberen.`;
  return notice;
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 */
function start(form, list) {
  /** @type {HTMLInputElement} */
  const field = get("input[type=search]", form);
  const status = get(".result-status");
  const clear = get(".clear");
  /** @type {HTMLSelectElement} */
  const sorting = get(".sorting");
  const more = get(".more");
  const table = get(".table");
  const filters = get("details.filters");
  const summary = get("summary", filters);

  addValues();
  const { loadIndex, loadPart, loadTexts } = createLoader(form.dataset.index ?? "");
  const facets = createFacets((value, isChosen) => {
    change(() => (isChosen ? state.chosen.add(value) : state.chosen.delete(value)));
  });
  const cards = createCards(list, facets.nameOf, loadTexts);
  const tags = createTags(
    (value) => `${facets.groupNameOf(value)}: ${facets.nameOf(value)}`,
    (value) => change(() => state.chosen.delete(value)),
    field,
  );
  const kinds = createKinds(facets.values, facets.nameOf, (value, isChosen) => {
    change(() => (isChosen ? state.chosen.add(value) : state.chosen.delete(value)));
  });
  const notes = createNotes();
  const dialog = createFilterDialog(filters);
  const siteTitle = document.title;
  const noResults = createNoResults(facets.groupOf, facets.nameOf, async (action) => {
    await change(() => action(state));
    status.focus();
  });

  const byTitle = sortByTitle(cards.titles);
  const titleRank = new Int32Array(byTitle.length);
  byTitle.forEach((doc, rank) => {
    titleRank[doc] = rank;
  });
  /** @type {State} */
  let state = { query: "", order: "", chosen: new Set(), shown: PAGE_SIZE };
  /** @type {string[]} */
  let dropped = [];
  /** The entries of the result, also those that are not shown yet. @type {number[]} */
  let found = [];
  let requestId = 0;
  let timer = 0;
  let isTyping = false;

  /** Says that the results are about to change, to assistive technology and to whoever waits for them. */
  const setBusy = (/** @type {boolean} */ isBusy) => list.setAttribute("aria-busy", String(isBusy));

  /** @param {number} total */
  function showMore(total) {
    more.hidden = total <= state.shown;
    more.textContent = `Toon meer (nog ${total - state.shown})`;
  }

  /** @param {number[]} counts */
  function showFilters(counts) {
    const { size } = state.chosen;
    facets.show(counts, state.chosen);
    summary.textContent = size ? `Filters (${size})` : "Filters";
    clear.hidden = !size && !state.query;
    tags.show(state.chosen);
    kinds.show(counts, state.chosen);
  }

  /**
   * All that an entry says, for phrases between quotes.
   *
   * @param {import("./index.js").Index} index
   * @param {number} doc
   */
  async function textOf(index, doc) {
    const texts = await loadTexts(Math.floor(doc / index.docsPerText));
    return `${cards.summaryOf(doc)} ${texts[doc % index.docsPerText]}`;
  }

  /** Shows what the state asks for. */
  async function show() {
    requestId += 1;
    const own = requestId;
    setBusy(true);
    const index = await loadIndex();
    const match = state.query
      ? await search(index, state.query, loadPart, {
          textOf: (doc) => textOf(index, doc),
        })
      : null;
    if (own !== requestId) return;
    document.documentElement.classList.add("has-finder");
    const fits = match ? match.fits : () => true;
    const { docs, counts } = select(index, facets.groupOf, state.chosen, fits);
    const partial = match ? select(index, facets.groupOf, state.chosen, match.isPartial).docs : [];
    const compare = comparing(state.order, index, titleRank, match);
    const first = topK(state.shown, docs, compare);
    const rest = first.length < state.shown ? topK(state.shown - first.length, partial, compare) : [];
    const visible = [...first, ...rest];
    found = [...docs, ...partial];
    table.hidden = !found.length;
    const divider = match?.noneHasAll ? 0 : rest.length ? first.length : -1;
    cards.showFirst(index, match, visible, divider);
    showFilters(counts);
    showMore(docs.length + partial.length);
    sorting.options[0].textContent = match ? "Beste treffers" : "Voorbeelden eerst";
    sorting.value = state.order;
    const isLess = Boolean(match?.noneHasAll && match.known.length > 1);
    const text = countEntries(docs.length) + (isLess && docs.length ? " met niet al uw woorden" : "");
    dialog.show(docs.length ? `Toon ${countEntries(docs.length)}` : "Geen vermeldingen: sluit de filters");
    notes.show([...dropped, ...describe(state.query, match)]);
    document.title = [state.query.trim(), siteTitle].filter(Boolean).join(" – ");
    if (docs.length) noResults.hide();
    else noResults.show(index, state.chosen, match);
    await nextFrame();
    if (own !== requestId) return;
    cards.showRest(index, match, visible);
    if (status.textContent !== text) status.textContent = text;
    setBusy(false);
  }

  /** Shows the page without the finder, when the index cannot be loaded. */
  function showFallback() {
    const { activeElement } = document;
    const losesFocus = filters.contains(activeElement) && activeElement?.matches("input");
    document.documentElement.classList.remove("has-finder");
    cards.showAll();
    notes.show([]);
    setBusy(false);
    const notice = tellFailure(`Hieronder staan alle ${byTitle.length} vermeldingen; laad`);
    if (losesFocus) notice.focus();
  }

  /**
   * Changes the state, then shows it and puts it in the address.
   *
   * @param {() => void} edit
   */
  function change(edit, isNewStep = true) {
    // What was typed a moment ago counts, also when its turn has not come yet.
    clearTimeout(timer);
    isTyping = false;
    state.query = cleanQuery(field.value);
    edit();
    if (cleanQuery(field.value) !== state.query || field.value.length > MAX_QUERY) field.value = state.query;
    state.shown = PAGE_SIZE;
    dropped = [];
    // A new address costs the browser a lot, so the results come first.
    nextFrame().then(() => writeUrl(state, facets.values, isNewStep));
    return show().catch(showFallback);
  }

  /** Shows what the address asks for. */
  function restore() {
    isTyping = false;
    state = readUrl(facets.values);
    field.value = state.query;
    facets.restore(state.chosen);
    dropped = unknownValues(facets.values, (name) => facets.groupNames.get(name) ?? name);
    return show().catch(showFallback);
  }

  createCombobox(field, (query) => {
    const names = suggestNames(cards.titles, cards.kinds, query).map((doc) => ({
      text: cards.titles[doc],
      hint: cards.labelOf(doc),
      pick: () => location.assign(cards.linkOf(doc)),
    }));
    if (!names.length) return [];
    const everything = {
      text: `Zoek «${query.trim()}» in alles`,
      hint: "",
      pick: () => form.requestSubmit(),
    };
    return [...names, everything];
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change(() => {});
  });
  // The first letter is a step to go back from; the next ones belong to it.
  field.addEventListener("input", () => {
    clearTimeout(timer);
    setBusy(true);
    // In a task of its own, so that letters that wait together become one request.
    timer = window.setTimeout(() => {
      change(() => {}, !isTyping);
      isTyping = true;
    });
  });
  clear.addEventListener("click", async () => {
    await change(() => {
      state.query = "";
      state.chosen.clear();
    });
    field.focus();
  });
  sorting.addEventListener("change", () => {
    change(() => {
      state.order = sorting.value;
    });
  });
  table.addEventListener("click", () => {
    const rows = [...found].sort((a, b) => titleRank[a] - titleRank[b]);
    download("gevonden-vermeldingen.csv", [
      ["Titel", "Soort", "Samenvatting", "Kenmerk", "Adres"],
      ...rows.map((doc) => cards.rowOf(doc)),
    ]);
  });
  more.addEventListener("click", () => {
    const first = state.shown;
    state.shown += PAGE_SIZE;
    writeUrl(state, facets.values, false);
    show()
      .then(() => cards.focus(first))
      .catch(showFallback);
  });
  window.addEventListener("popstate", () => {
    // A link to a place on this page changes the address too.
    if (isPlaceOnPage()) writeUrl(state, facets.values, false);
    else if (serialize(readUrl(facets.values), facets.values) !== serialize(state, facets.values)) restore();
  });

  document.documentElement.classList.add("has-finder", "has-script");
  status.textContent = countEntries(byTitle.length);
  summary.textContent = "Filters";
  clear.textContent = "Wis alles";
  // The address says what is chosen; when the browser remembers it too, thousands of boxes take their time.
  form.autocomplete = "off";
  // For a reader who goes back to a page that it kept, WebKit resets such a form, without an event, after this one.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted)
      setTimeout(() => {
        field.value = state.query;
        sorting.value = state.order;
        facets.restore(state.chosen);
      });
  });

  const asked = readUrl(facets.values);
  const hasUnknown = unknownValues(facets.values, (name) => name).length > 0;
  if (asked.query || asked.order || asked.chosen.size || asked.shown > PAGE_SIZE || hasUnknown) restore();
  else {
    const examples = [...titleRank.keys()].sort(byKind(cards.kinds, titleRank));
    cards.showPlain(examples.slice(0, PAGE_SIZE));
    found = examples;
    table.hidden = false;
    showMore(byTitle.length);
    kinds.show(facets.counts, state.chosen);
    dialog.show(`Toon ${countEntries(byTitle.length)}`);
    // Whoever comes near is about to ask something.
    for (const place of [form, filters]) {
      place.addEventListener("focusin", () => loadIndex().catch(showFallback), { once: true });
    }
  }
}

const form = document.getElementById("ps-finder");
const list = find(".results .cards");
if (form instanceof HTMLFormElement && list) {
  if (hasAll(form)) start(form, list);
  else tellFailure("Laad");
}
