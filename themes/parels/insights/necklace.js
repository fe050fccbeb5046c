// The necklace: with a theme chosen, the picture shows it from nearby with the beads that it shares most parels with.

/** Room around the beads that are shown, for their names. */
const MARGIN = 34;
const SMALLEST = 150;

/** @param {Document} document */
export function enableNecklace(document) {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".necklace-choice"));
  const select = form?.querySelector("select");
  const status = form?.querySelector(".map-status");
  const picture = /** @type {SVGSVGElement | null} */ (document.querySelector(".necklace"));
  if (!form || !select || !status || !picture) return;
  form.hidden = false;
  const whole = picture.getAttribute("viewBox") ?? "";
  const threads = /** @type {SVGPathElement[]} */ ([...picture.querySelectorAll("path[data-van]")]);
  const beads = /** @type {SVGAElement[]} */ ([...picture.querySelectorAll("a[data-kraal]")]);
  const rows = [...document.querySelectorAll(".necklace-table tbody tr")];

  const show = () => {
    const chosen = select.value;
    const own = threads.filter(({ dataset }) => chosen && [dataset.van, dataset.naar].includes(chosen));
    const near = new Set([chosen, ...own.flatMap(({ dataset }) => [dataset.van, dataset.naar])]);
    for (const thread of threads) thread.classList.toggle("dim", chosen !== "" && !own.includes(thread));
    for (const bead of beads) bead.classList.toggle("dim", chosen !== "" && !near.has(bead.dataset.kraal));
    for (const row of rows) row.classList.toggle("is-chosen", row.id === `ps-thema-${chosen.slice(7)}`);
    picture.classList.toggle("is-near", chosen !== "");
    picture.setAttribute(
      "viewBox",
      chosen ? around(beads.filter(({ dataset }) => near.has(dataset.kraal))) : whole,
    );
    const names = beads
      .filter(({ dataset }) => near.has(dataset.kraal) && dataset.kraal !== chosen)
      .map((bead) => bead.querySelector("title")?.textContent?.replace(/: .*/, ""));
    status.textContent = chosen ? `Hoort er vaak bij: ${names.join(", ")}` : "";
  };
  select.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
}

/**
 * The part of the picture that holds these beads.
 *
 * @param {SVGAElement[]} beads
 */
function around(beads) {
  const boxes = beads.map((bead) =>
    /** @type {SVGGraphicsElement} */ (bead.querySelector("circle, path")).getBBox(),
  );
  const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN / 2;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN / 2;
  const [width, height] = [Math.max(SMALLEST, right - left), Math.max(SMALLEST, bottom - top)];
  return [(left + right - width) / 2, (top + bottom - height) / 2, width, height].join(" ");
}
