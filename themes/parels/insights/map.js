// The map: with a subject chosen, only the municipalities with a parel about it stay, as large as that number. The numbers
// are those of the list below the map, so that there is nothing to load.

/** As in `render/insights/map.rs`. */
const RADIUS = 3.6;

/** @param {Document} document */
export function enableMap(document) {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".map-choice"));
  const select = form?.querySelector("select");
  const status = form?.querySelector(".map-status");
  if (!form || !select || !status) return;
  form.hidden = false;
  const circles = [...document.querySelectorAll(".map a[data-naam]")].map((link) => {
    const circle = /** @type {SVGCircleElement} */ (link.querySelector("circle"));
    return {
      link,
      circle,
      radius: circle.getAttribute("r") ?? "",
      name: link.getAttribute("data-naam") ?? "",
    };
  });

  const show = () => {
    const counts = select.value ? countsOf(document, select.value) : null;
    for (const { link, circle, radius, name } of circles) {
      const count = counts?.get(name) ?? 0;
      link.classList.toggle("dim", counts !== null && count === 0);
      circle.setAttribute("r", counts && count ? String(Math.sqrt(count) * RADIUS) : radius);
    }
    const places = counts?.size ?? 0;
    status.textContent = counts
      ? `${places} ${places === 1 ? "gemeente" : "gemeenten"} met een parel hierover`
      : "";
    const url = new URL(location.href);
    url.search = select.value ? `?onderwerp=${select.value}` : "";
    history.replaceState(null, "", url);
  };
  select.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  const asked = new URLSearchParams(location.search).get("onderwerp");
  if (asked && [...select.options].some((option) => option.value === asked)) {
    select.value = asked;
    show();
  }
}

/**
 * The number of parels about a subject by municipality.
 * @param {Document} document
 * @param {string} subject
 */
function countsOf(document, subject) {
  const links = document.getElementById(`ps-${subject}`)?.querySelectorAll("a[data-naam]") ?? [];
  const count = (/** @type {Element} */ link) => Number(link.getAttribute("data-aantal"));
  return new Map([...links].map((link) => [link.getAttribute("data-naam") ?? "", count(link)]));
}
