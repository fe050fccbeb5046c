// The page of the snoer: one's own, to order and pass on, or one that somebody sent.
import { LONGEST, readSnoer, snoerUrl } from "./address.js";
import { compareUrl } from "./bar.js";
import { say } from "./buttons.js";
import { download } from "./csv.js";
import { get, make, makeButton, showItem } from "./dom.js";
import { enableDrag } from "./drag.js";
import { loadEntries } from "./entries.js";
import { describeTrouble, ON_DISK, showMessage } from "./messages.js";
import { MOST, readFolders } from "./names.js";
import { IS_ON_DISK, pageUrl } from "./place.js";
import { codeOf, enableCopy, enableSheet, mailTo } from "./sharing.js";
import { change, getState, has, MOST_COMPARED, onChange } from "./store.js";

/** @typedef {import("./store.js").Item} Item */
/** @typedef {import("./entries.js").EntryData} EntryData */

/** @param {HTMLElement} place */
export async function showCollection(place) {
  const folders = readFolders(place.dataset.mappen ?? "");
  const asked = readSnoer(folders);
  place.hidden = false;
  const kindOf = new Map([...folders].map(([kind, folder]) => [folder, kind]));
  const own = () => getState().items.map(({ name }) => name);
  // The browser remembers with an address in its history that it was that of one's own snoer, as it was then.
  const isOwn = !asked.isGiven || history.state?.isOwn || asked.names.join() === own().join();
  /** @type {Map<string, EntryData>} */
  const known = new Map();
  /** @type {string[]} */
  let missing = [];

  /** @param {string[]} names */
  async function learn(names) {
    const unknown = names.filter((name) => !known.has(name));
    if (!unknown.length || IS_ON_DISK) return;
    const found = await loadEntries(unknown);
    for (const data of found.entries) known.set(data.naam, data);
    missing = [...missing, ...found.missing];
  }

  const names = isOwn ? own() : asked.names;
  let failed = "";
  /** @type {Item[]} */
  let received = [];
  try {
    if (isOwn) await learn(names);
    else {
      const found = await loadEntries(IS_ON_DISK ? [] : names);
      for (const data of found.entries) known.set(data.naam, data);
      missing = found.missing;
      received = found.entries.map(({ naam, soort, titel }) => ({ name: naam, kind: soort, title: titel }));
    }
  } catch {
    failed = "De vermeldingen konden niet worden opgehaald. Probeer het later nog eens.";
  }
  if (IS_ON_DISK || failed)
    received = names.map((name) => ({
      name,
      kind: kindOf.get(name.split("/")[0]) ?? "parel",
      title: name.slice(name.indexOf("/") + 1).replaceAll("-", " "),
    }));
  showMessage(place, [...describeTrouble({ ...asked, missing }), IS_ON_DISK ? ON_DISK : failed]);

  const view = createView(place, known, isOwn);
  if (!isOwn) {
    showLetter(place, asked.letter, received);
    view.show(received, asked.letter.title);
    return;
  }
  const follow = async () => {
    view.show(getState().items, getState().title);
    const before = known.size;
    await learn(own()).catch(() => {});
    // A list that is made anew loses the focus that is in it.
    if (known.size > before) view.show(getState().items, getState().title);
  };
  onChange(follow);
  view.show(getState().items, getState().title);
}

/**
 * What came with a snoer that somebody sent.
 *
 * @param {HTMLElement} place
 * @param {import("./address.js").Letter} letter
 * @param {Item[]} received
 */
function showLetter(place, letter, received) {
  const section = get(".letter", place);
  section.hidden = false;
  get("h2", section).textContent = letter.title ? `U kreeg het snoer «${letter.title}»` : "U kreeg dit snoer";
  get(".letter-text", section).textContent = letter.note;
  get(".letter-from", section).textContent = letter.from ? `Van ${letter.from}` : "";
  const take = get("[data-neem]", section);
  take.hidden = !received.length;
  take.addEventListener("click", () => {
    change(({ items, title }) => ({
      title: title || letter.title,
      items: [...items, ...received.filter(({ name }) => !has(items, name))].slice(0, MOST),
    }));
    location.assign(pageUrl("snoer/"));
  });
}

/**
 * @param {HTMLElement} place
 * @param {Map<string, EntryData>} known
 * @param {boolean} isOwn
 */
function createView(place, known, isOwn) {
  const body = get(".gather-body", place);
  const list = get(".gather-list", place);
  const title = /** @type {HTMLInputElement} */ (get("#ps-naam", place));
  const from = /** @type {HTMLInputElement} */ (get("#ps-van", place));
  const note = /** @type {HTMLTextAreaElement} */ (get("#ps-bericht", place));
  /** @type {Item[]} */
  let items = [];

  const letter = () => ({ title: title.value.trim(), from: from.value.trim(), note: note.value.trim() });
  const name = () => title.value.trim() || "Mijn snoer";
  const address = () => snoerUrl("snoer/", items, letter());

  function showAddress() {
    const url = address();
    get(".gather-address", place).textContent = url;
    const tooLong = get("[data-lang]", place);
    tooLong.hidden = url.length <= LONGEST;
    tooLong.textContent = `Dit adres is ${url.length} tekens lang. Sommige mailprogramma's knippen het af. Maak het bericht korter of haal iets weg.`;
    get("[data-mail]", place).setAttribute(
      "href",
      mailTo(name(), `${note.value.trim()}\n\n${url}\n`.trimStart()),
    );
    get("[data-boekje]", place).setAttribute("href", snoerUrl("boekje/", items, letter()));
    const code = codeOf(url, "QR-code met het adres van dit snoer");
    get(".gather-qr", place).replaceChildren(...(code ? [code] : []));
    // On disk an address cannot be changed.
    if (isOwn && !IS_ON_DISK)
      history.replaceState({ isOwn }, "", snoerUrl("snoer/", items, { title: "", from: "", note: "" }));
  }

  /**
   * @param {number} at
   * @param {number} to
   */
  function move(at, to) {
    change(({ items }) => {
      const moved = [...items];
      moved.splice(to, 0, ...moved.splice(at, 1));
      return { items: moved };
    });
    say(`${items[to]?.title} staat nu op plaats ${to + 1} van ${items.length}.`);
  }

  /**
   * @param {Item} item
   * @param {number} at
   */
  function line(item, at) {
    const data = known.get(item.name);
    const text = make(
      "div",
      { class: "gather-text" },
      make("a", { href: pageUrl(`${item.name}/`).href }, data?.titel ?? item.title),
      make("p", { class: "card-meta" }, [data?.label, data?.kenmerk].filter(Boolean).join(" · ")),
    );
    const row = make("li", { "data-entry": item.name, "data-kind": item.kind }, text);
    if (!isOwn) return row;
    const step = (/** @type {number} */ by, /** @type {string} */ sign, /** @type {string} */ word) => {
      const button = makeButton(sign, "gather-step", () => {
        move(at, at + by);
        const again = list.children[at + by]?.querySelectorAll(".gather-step");
        const same = again?.[by < 0 ? 0 : 1];
        const other = again?.[by < 0 ? 1 : 0];
        /** @type {HTMLElement | undefined} */ (same?.matches(":disabled") ? other : same)?.focus();
      });
      button.setAttribute("aria-label", `${item.title} ${word}`);
      button.disabled = at + by < 0 || at + by >= items.length;
      return button;
    };
    const remove = makeButton("Haal weg", "gather-remove", () => {
      change(({ items }) => ({ items: items.filter((other) => other.name !== item.name) }));
      say(`${item.title} is uit uw snoer.`);
      const next = list.children[Math.min(at, list.children.length - 1)];
      (next?.querySelector("a") ?? document.getElementById("ps-inhoud"))?.focus();
    });
    remove.setAttribute("aria-label", `Haal weg: ${item.title}`);
    row.prepend(make("span", { class: "grip", "aria-hidden": "true", title: "Versleep" }));
    row.append(
      make("div", { class: "gather-tools" }, step(-1, "↑", "omhoog"), step(1, "↓", "omlaag"), remove),
    );
    return row;
  }

  title.addEventListener("input", () => {
    if (isOwn) change(() => ({ title: title.value.trim() }));
    showAddress();
  });
  for (const field of [from, note]) field.addEventListener("input", showAddress);
  for (const form of place.querySelectorAll("form"))
    form.addEventListener("submit", (event) => event.preventDefault());
  get("[data-leeg]", place).addEventListener("click", () => {
    if (window.confirm("Alles uit uw snoer halen?")) change(() => ({ items: [], title: "" }));
  });
  get("[data-csv]", place).addEventListener("click", () => {
    const row = (/** @type {Item} */ { name, kind, title }) => {
      const data = known.get(name);
      return [
        data?.titel ?? title,
        kind,
        data?.samenvatting ?? "",
        data?.kenmerk ?? "",
        pageUrl(`${name}/`).href,
      ];
    };
    download("snoer.csv", [["Titel", "Soort", "Samenvatting", "Kenmerk", "Adres"], ...items.map(row)]);
  });
  enableCopy(place, address);
  enableSheet(place, () => ({ url: address(), title: name() }));
  if (isOwn) enableDrag(list, move);
  else {
    get(".gather-name", place).hidden = true;
    showItem(get("[data-leeg]", place), false);
  }

  return {
    /**
     * @param {Item[]} shown
     * @param {string} shownTitle
     */
    show(shown, shownTitle) {
      items = shown;
      get(".empty", place).hidden = items.length > 0;
      body.hidden = !items.length;
      if (document.activeElement !== title) title.value = shownTitle;
      list.replaceChildren(...items.map(line));
      const parels = items.filter(({ kind }) => kind === "parel");
      const compare = get("[data-vergelijk]", place);
      showItem(compare, parels.length > 1);
      compare.setAttribute("href", compareUrl(parels.slice(0, MOST_COMPARED)));
      compare.textContent =
        parels.length > MOST_COMPARED ? `Vergelijk de eerste ${MOST_COMPARED}` : "Vergelijk ze";
      showAddress();
    },
  };
}
