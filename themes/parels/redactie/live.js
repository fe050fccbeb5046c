// Only in `serve`: shows what was saved without a touch of the page. Without it the page works as on the real site.
(function () {
  "use strict";
  var page = document.currentScript.dataset;
  var server = page.server, round = Number(page.ronde), version = page.versie;
  var PLACE = "parelsnoer-plaats", CLOSED = "parelsnoer-gesloten";
  var news = null, turn = Promise.resolve();

  // A browser can refuse to remember.
  function remembered(key) {
    try { return window.sessionStorage.getItem(key); } catch (error) { return null; }
  }
  function remember(key, value) {
    try { window.sessionStorage.setItem(key, value); } catch (error) { /* nothing to do without */ }
  }

  function here() { return location.pathname + location.search; }

  // Back to the place in the page where the reader was before it was loaded again.
  function restore() {
    var place = remembered(PLACE);
    remember(PLACE, "");
    var parts = place ? place.split(" ") : [];
    if (parts.length === 3 && parts[2] === here()) window.scrollTo(Number(parts[0]), Number(parts[1]));
  }

  function reload() {
    remember(PLACE, window.scrollX + " " + window.scrollY + " " + here());
    location.reload();
  }

  function name(address) {
    return new URL(address, location.href).pathname.replace(/\.[0-9a-f]{10}\.css$/, "");
  }

  // The old sheet goes when the new one is there, so that the page is never without.
  function swap(styles) {
    document.querySelectorAll('link[rel="stylesheet"]').forEach(function (old) {
      var own = new URL(old.href).pathname;
      var fresh = styles.filter(function (style) { return name(style) === name(own) && style !== own; })[0];
      if (!fresh || styles.indexOf(own) >= 0) return;
      var link = old.cloneNode();
      link.href = fresh;
      link.addEventListener("load", function () { old.remove(); });
      old.after(link);
    });
  }

  function close() {
    var box = document.getElementById("ps-fouten");
    if (!box) return;
    remember(CLOSED, box.dataset.versie);
    box.remove();
  }

  function prepare() {
    var box = document.getElementById("ps-fouten");
    if (!box) return;
    if (remembered(CLOSED) === box.dataset.versie) {
      box.remove();
      return;
    }
    var button = box.querySelector("[data-sluit]");
    button.hidden = false;
    button.addEventListener("click", close);
  }

  function showMistakes() {
    return fetch("/_redactie/fouten", { cache: "no-store" }).then(function (answer) { return answer.text(); }).then(function (html) {
      var fresh = new DOMParser().parseFromString(html, "text/html").getElementById("ps-fouten");
      var old = document.getElementById("ps-fouten");
      if (old && fresh && old.dataset.versie === fresh.dataset.versie) return;
      if (!fresh) remember(CLOSED, "");
      if (old) old.remove();
      if (!fresh) return;
      document.body.append(fresh);
      prepare();
      if (document.contains(fresh)) say(fresh.querySelector("h2").textContent);
    });
  }

  // A message for who does not see the box.
  function say(text) {
    var voice = document.getElementById("ps-fouten-stem");
    if (!voice) {
      voice = document.createElement("div");
      voice.id = "ps-fouten-stem";
      voice.className = "visually-hidden";
      voice.setAttribute("role", "status");
      document.body.append(voice);
    }
    voice.textContent = text;
  }

  // Another page may have been changed: this one is loaded again only when it differs itself.
  function update(told) {
    if (told.server === server && told.ronde === round) return showMistakes();
    return fetch(location.href, { method: "HEAD", cache: "no-store" }).then(function (answer) {
      var fresh = answer.headers.get("parelsnoer-versie");
      var styled = told.server === server && told.inhoud <= round;
      round = told.ronde;
      server = told.server;
      if (fresh === version) return showMistakes();
      if (!styled) return reload();
      version = fresh;
      swap(told.stijlen);
      return showMistakes();
    });
  }

  // A browser keeps few connections to one server, so a page that nobody looks at lets go of its own.
  function listen() {
    if (document.hidden) {
      if (news) news.close();
      news = null;
    } else if (!news) {
      news = new EventSource("/_redactie/nieuws");
      news.addEventListener("ronde", function (event) {
        var told = JSON.parse(event.data);
        told.server = String(told.server);
        turn = turn.then(function () { return update(told); }).catch(function () { /* the server is gone: the next news tells */ });
      });
    }
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  });
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", function () {
    if (news) news.close();
    news = null;
  });
  window.addEventListener("pageshow", listen);
  prepare();
  listen();
  if (document.readyState === "complete") restore();
  else window.addEventListener("load", restore);
})();
