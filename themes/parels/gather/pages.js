// The pages that show what the reader gathered or compares, and the booklets.
import { showBooklet } from "./booklet.js";
import { showCollection } from "./collection.js";
import { showComparison } from "./comparison.js";

const PAGES = { "ps-snoer": showCollection, "ps-vergelijk": showComparison, "ps-boekje": showBooklet };

for (const notice of document.querySelectorAll(".needs-script")) notice.remove();
for (const button of document.querySelectorAll("[data-print]")) {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => window.print());
}
for (const [id, show] of Object.entries(PAGES)) {
  const place = document.getElementById(id);
  if (place) show(place);
}
