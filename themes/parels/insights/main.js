// The pages under inzichten/: choose a subject on the map or the timeline, sort the matrix. Without this script both are complete.
import { enableMap } from "./map.js";
import { enableSorting } from "./matrix.js";
import { enableTimeline } from "./timeline.js";

enableMap(document);
enableTimeline(document);
for (const table of document.querySelectorAll(".matrix"))
  enableSorting(/** @type {HTMLTableElement} */ (table));
