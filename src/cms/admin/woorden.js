// The CMS asks the host of its maker for the words on its buttons. They stand beside this page, which asks nothing of
// another host than that of the repository.
"use strict";
(() => {
  const original = window.fetch;
  const elsewhere = /^https:\/\/unpkg\.com\/@sveltia\/cms@[\d.]+\/locales\/nl\.json$/;
  window.fetch = (input, init) =>
    original.call(window, elsewhere.test(String(input)) ? new URL("nl.json", document.baseURI) : input, init);
})();
