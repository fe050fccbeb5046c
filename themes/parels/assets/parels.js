// Comfort only: every page works without this script.
(() => {
  // biome-ignore lint/suspicious/noRedundantUseStrict: this is a classic script
  "use strict";

  // On a narrow screen the filters come before the results, so they begin closed.
  const filters = document.querySelector("details.filters");
  if (filters instanceof HTMLDetailsElement && window.matchMedia("(max-width: 56rem)").matches) {
    filters.open = false;
  }

  // What only a script can do to pass a page on: its button is there when the browser can.
  const share = document.querySelector("details[data-share]");
  if (share instanceof HTMLElement) {
    const address = share.dataset.share ?? location.href;
    const title = document.querySelector("h1")?.textContent ?? document.title;
    const status = share.querySelector("[role=status]");
    const say = (text) => {
      if (status) status.textContent = text;
    };
    const offer = (selector, possible, act) => {
      const button = share.querySelector(selector);
      if (!button || !possible) return;
      button.closest("li")?.removeAttribute("hidden");
      button.addEventListener("click", act);
    };
    offer("[data-copy]", Boolean(navigator.clipboard), () =>
      navigator.clipboard.writeText(address).then(
        () => say("Het adres is gekopieerd."),
        () => say("Kopiëren lukt hier niet. Het adres staat hieronder."),
      ),
    );
    for (const button of navigator.clipboard ? share.querySelectorAll("[data-copy-beside]") : []) {
      button.removeAttribute("hidden");
      button.addEventListener("click", () =>
        navigator.clipboard.writeText(button.previousElementSibling?.textContent ?? "").then(
          () => say("De bronvermelding is gekopieerd."),
          () => say("Kopiëren lukt hier niet. Kies de tekst zelf en kopieer die."),
        ),
      );
    }
    // The reader may change their mind, which is no failure.
    offer("[data-send]", typeof navigator.share === "function", () =>
      navigator.share({ title, url: address }).catch(() => say("")),
    );
  }
})();
