// On every page: «Bewaar» and «Vergelijk», with what was chosen. Without this script the pages lack only these.
import { enableBar } from "./bar.js";
import { enableButtons } from "./buttons.js";

enableButtons();
enableBar();
