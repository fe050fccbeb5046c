// The pages under inzichten/: choose a subject on the map, the timeline or the necklace, sort the matrix. Without this script all
// are complete.
import { enableMap } from "./map.js";
import { enableSorting } from "./matrix.js";
import { enableNecklace } from "./necklace.js";
import { enableTimeline } from "./timeline.js";

enableMap(document);
enableTimeline(document);
enableNecklace(document);
for (const table of document.querySelectorAll(".matrix"))
  enableSorting(/** @type {HTMLTableElement} */ (table));
