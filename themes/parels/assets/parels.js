// Comfort only: every page works without this file.
(function () {
  "use strict";

  // On a narrow screen the filters stand before the results: begin closed.
  var filters = document.querySelector("details.filters");
  if (filters && window.matchMedia("(max-width: 56rem)").matches) {
    filters.open = false;
  }
})();
