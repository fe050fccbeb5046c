// Only in `serve`: shows what was saved while the page stays open. Without it the page works as on the real site.
(() => {
  // biome-ignore lint/suspicious/noRedundantUseStrict: this is a classic script
  "use strict";

  /** @typedef {{ server: string, ronde: number, inhoud: number, stijlen: string[] }} ServerEvent */

  const page = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  let server = page.server;
  let revision = Number(page.ronde);
  let version = page.versie;

  const PLACE = "parelsnoer-plaats";
  const CLOSED = "parelsnoer-gesloten";
  const OVERLAY = "ps-fouten";
  const LIVE_REGION = "ps-fouten-stem";

  // What the page remembers when it is loaded again; a browser can refuse to.

  /** @param {string} key */
  function recall(key) {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  function remember(key, value) {
    try {
      sessionStorage.setItem(key, value);
    } catch {
      // The page works without it.
    }
  }

  const here = () => location.pathname + location.search;

  /** Scrolls back to where the reader was before the page was loaded again. */
  function restorePlace() {
    const [x, y, address] = (recall(PLACE) ?? "").split(" ");
    remember(PLACE, "");
    if (address === here()) window.scrollTo(Number(x), Number(y));
  }

  function reload() {
    // What somebody is typing is not to be lost.
    if (document.querySelector(".bureau-formulier, .daad-formulier")) return;
    remember(PLACE, `${window.scrollX} ${window.scrollY} ${here()}`);
    location.reload();
  }

  /**
   * The path of a style sheet without the hash of its content.
   *
   * @param {string} address
   */
  const nameOf = (address) => new URL(address, location.href).pathname.replace(/\.[0-9a-f]{10}\.css$/, "");

  /**
   * Exchanges the style sheets that changed. An old one goes when the new one is there, so that the page is never
   * without.
   *
   * @param {string[]} styles
   */
  function replaceStyles(styles) {
    const links = /** @type {NodeListOf<HTMLLinkElement>} */ (
      document.querySelectorAll('link[rel="stylesheet"]')
    );
    for (const old of links) {
      const current = new URL(old.href).pathname;
      const fresh = styles.find((style) => nameOf(style) === nameOf(current) && style !== current);
      if (!fresh || styles.includes(current)) continue;
      const link = /** @type {HTMLLinkElement} */ (old.cloneNode());
      link.href = fresh;
      link.addEventListener("load", () => old.remove());
      old.after(link);
    }
  }

  const findOverlay = () => document.getElementById(OVERLAY);

  function closeOverlay() {
    const overlay = findOverlay();
    if (!overlay) return;
    remember(CLOSED, overlay.dataset.versie ?? "");
    overlay.remove();
  }

  /** Makes the button of the overlay work, or removes the overlay when the reader closed it before. */
  function prepareOverlay() {
    const overlay = findOverlay();
    if (!overlay) return;
    if (recall(CLOSED) === overlay.dataset.versie) {
      overlay.remove();
      return;
    }
    const button = /** @type {HTMLButtonElement} */ (overlay.querySelector("[data-sluit]"));
    button.hidden = false;
    button.addEventListener("click", closeOverlay);
  }

  async function updateOverlay() {
    const response = await fetch("/_redactie/fouten", { cache: "no-store" });
    const html = await response.text();
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(OVERLAY);
    const old = findOverlay();
    if (old && fresh && old.dataset.versie === fresh.dataset.versie) return;
    if (!fresh) remember(CLOSED, "");
    old?.remove();
    if (!fresh) return;
    document.body.append(fresh);
    prepareOverlay();
    if (fresh.isConnected) announce(fresh.querySelector("h2")?.textContent ?? "");
  }

  /**
   * Says a text to a screen reader.
   *
   * @param {string} text
   */
  function announce(text) {
    let liveRegion = document.getElementById(LIVE_REGION);
    if (!liveRegion) {
      liveRegion = document.createElement("div");
      liveRegion.id = LIVE_REGION;
      liveRegion.className = "visually-hidden";
      liveRegion.setAttribute("role", "status");
      document.body.append(liveRegion);
    }
    liveRegion.textContent = text;
  }

  /**
   * Brings the page up to date. The change may be to another page: this one is loaded again only when it differs.
   *
   * @param {ServerEvent} event
   */
  async function update(event) {
    if (event.server === server && event.ronde === revision) return updateOverlay();
    const response = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    const fresh = response.headers.get("parelsnoer-versie") ?? undefined;
    const isOnlyStyle = event.server === server && event.inhoud <= revision;
    revision = event.ronde;
    server = event.server;
    if (fresh !== version) {
      if (!isOnlyStyle) return reload();
      version = fresh;
      replaceStyles(event.stijlen);
    }
    return updateOverlay();
  }

  let queue = Promise.resolve();

  /** @type {ServerEvent | null} */
  let last = null;

  /** @param {ServerEvent} event */
  function receive(event) {
    if (event.server === last?.server && event.ronde === last.ronde) return;
    last = event;
    // When the server is gone, its next event brings the page up to date.
    queue = queue.then(() => update(event)).catch(() => {});
  }

  // A browser opens six connections to one server, and an event stream holds one for as long as it lasts. So of all
  // visible pages one has the stream and passes on what it hears; when it goes away, the next page takes over.

  const SHARED = "parelsnoer-nieuws";
  const canShare = "locks" in navigator && "BroadcastChannel" in window;

  /** @type {EventSource | null} */
  let stream = null;
  /** @type {BroadcastChannel | null} */
  let channel = null;
  /** @type {AbortController | null} */
  let waiting = null;

  function openStream() {
    stream = new EventSource("/_redactie/nieuws");
    stream.addEventListener("ronde", ({ data }) => {
      const event = JSON.parse(data);
      event.server = String(event.server);
      channel?.postMessage(event);
      receive(event);
    });
  }

  /** Joins the other pages: hears the one with the stream, and waits for its turn to be that one. */
  function join() {
    waiting = new AbortController();
    channel = new BroadcastChannel(SHARED);
    channel.addEventListener("message", ({ data }) => {
      if (data !== "") receive(data);
      // A page that has just joined asks what it missed.
      else if (stream && last) channel?.postMessage(last);
    });
    channel.postMessage("");
    const { signal } = waiting;
    navigator.locks
      .request(SHARED, { signal }, () => {
        if (signal.aborted) return undefined;
        openStream();
        return new Promise((release) => signal.addEventListener("abort", release));
      })
      .catch(() => {
        // Another page has the stream to the end; or the browser does not share after all, and this page does without.
        if (!signal.aborted) openStream();
      });
  }

  function disconnect() {
    waiting?.abort();
    channel?.close();
    stream?.close();
    waiting = null;
    channel = null;
    stream = null;
    last = null;
  }

  function connect() {
    if (document.hidden) disconnect();
    else if (!stream && !waiting) (canShare ? join : openStream)();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) closeOverlay();
  });
  document.addEventListener("visibilitychange", connect);
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", connect);
  prepareOverlay();
  connect();
  if (document.readyState === "complete") restorePlace();
  else window.addEventListener("load", restorePlace);
})();
