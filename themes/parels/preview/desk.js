// What a form of the desk gains with a script: findings and the page while one types, drafts that survive a crash, search
// in names and other names, and pasted text as Markdown. Without it the form saves all the same.
{
  /** @typedef {{ titel: string, slug: string, ook: string[], zoek: string[] }} Named */

  const DELAY = 100;
  /** Null on a page without a form, where nothing below is called. */
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".bureau-formulier"));
  const base = "/_redactie/";
  const address = form && `${form.dataset.soort}/${form.dataset.slug ? `${form.dataset.slug}/` : ""}`;

  /**
   * @param {string} tag
   * @param {object} properties
   * @param {...(Node | string)} children
   * @returns {any}
   */
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const fields = () =>
    new URLSearchParams(
      /** @type {[string, string][]} */ (
        [...new FormData(form)].filter(([, value]) => typeof value === "string")
      ),
    );
  const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);
  const post = async (/** @type {string} */ path, /** @type {URLSearchParams} */ body) => {
    const response = await fetch(base + path, { method: "POST", body });
    return response.ok ? response.json() : null;
  };

  // Findings and the page.
  const preview = make("div", { className: "bureau-blad" });
  /** @param {{ veld: string, ernst: string, tekst: string, raad?: string, regel: number, herstel: boolean, nummer: number }[]} messages */
  function showMessages(messages) {
    for (const place of form.querySelectorAll(".veld-meldingen")) {
      const name = place.closest("[data-veld]")?.getAttribute("data-veld") ?? "";
      const own = messages.filter((message) => message.veld === name);
      place.replaceChildren(
        ...own.map((message) => {
          const line = make(
            "p",
            { className: "veld-melding" },
            make("strong", {}, `${capital(message.ernst)}: `),
          );
          line.dataset.ernst = message.ernst;
          const help = message.raad ? ` ${capital(message.raad)}.` : "";
          const where = name === "tekst" ? ` (regel ${message.regel} van het bestand)` : "";
          line.append(`${message.tekst}${where}.${help}`);
          if (message.herstel && form.dataset.slug)
            line.append(
              " ",
              make(
                "button",
                { className: "knop-klein", name: "herstel", value: message.nummer },
                "Herstel dit",
              ),
            );
          return line;
        }),
      );
      const control = document.getElementById(`veld-${name}`);
      if (own.length) control?.setAttribute("aria-invalid", "true");
      else control?.removeAttribute("aria-invalid");
    }
  }
  /** @param {string} html */
  function showPage(html) {
    const page = new DOMParser().parseFromString(html, "text/html").querySelector("main");
    if (!page) return;
    for (const node of page.querySelectorAll("[id]")) node.removeAttribute("id");
    for (const node of page.querySelectorAll("a[href]")) {
      node.setAttribute("href", new URL(node.getAttribute("href") ?? "", `${location.origin}/a/b/`).href);
      node.setAttribute("target", "_blank");
    }
    for (const node of page.querySelectorAll("img[src]"))
      node.setAttribute("src", new URL(node.getAttribute("src") ?? "", `${location.origin}/a/b/`).href);
    for (const heading of page.querySelectorAll("h1")) {
      const title = make("p", { className: "bureau-blad-kop" }, ...heading.childNodes);
      heading.replaceWith(title);
    }
    preview.replaceChildren(...page.childNodes);
  }
  let last = 0;
  async function check() {
    last += 1;
    const number = last;
    const found = await post(`controle/${address}`, fields()).catch(() => null);
    if (!found || number !== last) return;
    showMessages(found.meldingen);
    if (found.bladzijde) showPage(found.bladzijde);
  }

  // Drafts.
  const key = `parelsnoer-concept:${location.pathname}`;
  const status = form?.querySelector(".bureau-stand");
  const saved = () => document.querySelector(".bureau-bericht:not([data-ernst])") !== null;
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify([...fields()]));
      if (status) status.textContent = "Nog niet opgeslagen.";
    } catch {
      // A browser that keeps nothing keeps no draft either.
    }
  };
  function offerDraft() {
    let draft = null;
    try {
      if (saved()) {
        localStorage.removeItem(key);
        localStorage.removeItem(`parelsnoer-concept:${base}nieuw/${form.dataset.soort}/`);
      }
      draft = JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return;
    }
    // What was typed came back from making another entry.
    if (location.search.includes("verder=")) return;
    if (!draft || document.querySelector('.bureau-bericht[data-ernst="fout"]')) return;
    const back = make("button", { type: "button", className: "knop-klein" }, "Zet mijn tekst terug");
    const drop = make("button", { type: "button", className: "knop-klein" }, "Gooi weg");
    const box = make("div", { className: "bureau-bericht" });
    box.dataset.ernst = "concept";
    box.append(make("p", {}, "Er staat nog tekst van u die niet is opgeslagen. "), back, " ", drop);
    back.addEventListener("click", () => {
      for (const control of form.elements)
        if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = false;
      for (const [name, value] of draft) {
        const control = /** @type {any} */ (form.elements.namedItem(name));
        if (!control || name === "vakje") continue;
        if (control.type === "checkbox") control.checked = true;
        else control.value = value;
      }
      box.remove();
      schedule();
    });
    drop.addEventListener("click", () => {
      localStorage.removeItem(key);
      box.remove();
    });
    form.before(box);
  }

  // Search in names and other names, for a field that holds a name per line.
  const fold = (/** @type {string} */ text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const lists = new Map();
  const names = (/** @type {string} */ kind) => {
    if (!lists.has(kind))
      lists.set(
        kind,
        fetch(`${base}namen/${kind}/`).then((response) => response.json()),
      );
    return lists.get(kind);
  };
  /** @param {HTMLTextAreaElement} area */
  function addSearch(area) {
    const kind = area.dataset.doel ?? "";
    const input = make("input", { type: "search", className: "zoek-naam", autocomplete: "off" });
    input.setAttribute("aria-label", `Zoek een ${kind} om toe te voegen`);
    input.placeholder = `Zoek een ${kind}`;
    const list = make("ul", { className: "zoek-lijst", hidden: true });
    const add = (/** @type {string} */ name) => {
      const lines = area.value.split("\n").filter((line) => line.trim());
      if (!lines.includes(name)) lines.push(name);
      area.value = lines.join("\n");
      input.value = "";
      list.hidden = true;
      input.focus();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const show = async () => {
      const asked = fold(input.value.trim());
      const all = await names(kind);
      const fits = (/** @type {Named} */ entry) =>
        [entry.titel, entry.slug, ...entry.ook, ...entry.zoek].some((name) => fold(name).includes(asked));
      const found = asked ? all.filter(fits).slice(0, 8) : [];
      const rows = found.map((/** @type {Named} */ entry) => {
        const other = fold(entry.titel).includes(asked)
          ? ""
          : [...entry.ook, ...entry.zoek].find((name) => fold(name).includes(asked));
        const button = make("button", { type: "button" }, entry.titel, other ? ` (${other})` : "");
        button.addEventListener("click", () => add(entry.slug));
        return make("li", {}, button);
      });
      if (asked && found.length === 0) {
        // What was typed here waits on the server until the new entry is made.
        const link = make(
          "button",
          { name: "maak", value: `${kind}:${area.name}`, formNoValidate: true },
          `Maak «${input.value.trim()}»`,
        );
        link.addEventListener("click", () => {
          form.append(make("input", { type: "hidden", name: "maak_naam", value: input.value.trim() }));
        });
        rows.push(make("li", {}, "Niet gevonden. ", link));
      }
      list.replaceChildren(...rows);
      list.hidden = rows.length === 0;
    };
    input.addEventListener("input", (/** @type {Event} */ event) => {
      event.stopPropagation();
      show();
    });
    // What was made in another tab is known when one comes back.
    input.addEventListener("focus", () => lists.delete(kind));
    input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const first = list.querySelector("button");
      if (event.key === "Enter") {
        event.preventDefault();
        if (!list.hidden) first?.click();
      } else if (event.key === "Escape") list.hidden = true;
      else if (event.key === "ArrowDown" && first) {
        event.preventDefault();
        first.focus();
      }
    });
    list.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const row = document.activeElement?.closest("li");
      const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        (next?.querySelector("button") ?? input).focus();
      } else if (event.key === "Escape") {
        list.hidden = true;
        input.focus();
      }
    });
    area.after(make("div", { className: "zoek-vak" }, input, list));
  }

  // Pasted text.
  /** @param {ClipboardEvent} event */
  async function paste(event) {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    event.preventDefault();
    const area = /** @type {HTMLTextAreaElement} */ (event.target);
    const plain = event.clipboardData?.getData("text/plain");
    const found = await post("plak/", new URLSearchParams({ html })).catch(() => null);
    area.setRangeText((found?.tekst ?? plain ?? "").trim(), area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  let timer = 0;
  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(check, DELAY);
    keep();
  }
  if (form) {
    const box = make("details", {
      className: "bureau-voorbeeld",
      open: matchMedia("(min-width: 75rem)").matches,
    });
    box.append(make("summary", {}, "Zo ziet de pagina eruit"), preview);
    form.after(box);
    form.closest(".bureau")?.classList.add("bureau--voorbeeld");
    offerDraft();
    for (const area of form.querySelectorAll("textarea[data-doel]"))
      addSearch(/** @type {HTMLTextAreaElement} */ (area));
    form.addEventListener("input", schedule);
    document.getElementById("veld-tekst")?.addEventListener("paste", paste);
    check();
  }
}
