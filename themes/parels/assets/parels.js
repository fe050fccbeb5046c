// Comfort only: every page works without this script.
(() => {
  // biome-ignore lint/suspicious/noRedundantUseStrict: this is a classic script
  "use strict";

  // On a narrow screen the filters come before the results, so they begin closed.
  const filters = document.querySelector("details.filters");
  if (filters instanceof HTMLDetailsElement && window.matchMedia("(max-width: 56rem)").matches) {
    filters.open = false;
  }
})();
