// The timeline: with a theme chosen, only its lines and the editions stay.

/** @param {Document} document */
export function enableTimeline(document) {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".time-choice"));
  const select = form?.querySelector("select");
  const status = form?.querySelector(".map-status");
  if (!form || !select || !status) return;
  form.hidden = false;
  const years = [...document.querySelectorAll(".time section")];
  select.addEventListener("change", () => {
    let shown = 0;
    for (const year of years) {
      const lines = /** @type {HTMLElement[]} */ ([...year.querySelectorAll("li")]);
      for (const line of lines) {
        line.hidden = select.value !== "" && !(line.dataset.themas ?? "").split(" ").includes(select.value);
        if (!line.hidden) shown++;
      }
      /** @type {HTMLElement} */ (year).hidden = lines.every((line) => line.hidden);
    }
    status.textContent = select.value ? `${shown} op de tijdlijn` : "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}
