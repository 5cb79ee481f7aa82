// Everything here makes a page that already works more comfortable. Nothing depends on it.

import "./trusted.js";
import { createAll, initAll } from "../vendor/govuk-frontend.min.js";
import { watchForHiding } from "./hiding.js";
import { startPicking } from "./picking.js";
import { startSaving } from "./saving.js";
import { startSealing } from "./sealing.js";
import { startTimeout } from "./timeout.js";
import { startUrgent } from "./urgent.js";

watchForHiding(document.querySelector("[data-hide-page]"));
initAll();
saysOnlyWhatARadioMay();
document.querySelectorAll("form[data-autosave]").forEach(startSaving);
document.querySelectorAll("form[data-urgent]").forEach(startUrgent);
document.querySelectorAll("[data-timeout-seconds]").forEach(startTimeout);
document.querySelectorAll("[data-being-sealed]").forEach((waiting) => startSealing(waiting));
document.querySelectorAll("[data-print]").forEach(startPrinting);
startPicking(document.querySelectorAll("select[data-autocomplete]"));

if (document.querySelector('[data-module="moj-sortable-table"]')) {
  import("../vendor/moj-frontend.min.js").then(({ SortableTable }) => createAll(SortableTable));
}

// The library says aria-expanded on radios that reveal a question; a radio may not have it.
function saysOnlyWhatARadioMay() {
  const strip = () => {
    document.querySelectorAll('input[type="radio"][aria-expanded]').forEach((radio) => radio.removeAttribute("aria-expanded"));
  };
  document.addEventListener("click", strip);
  window.addEventListener("pageshow", strip);
  strip();
}

// Without a script the page says how to print it.
function startPrinting(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
  document.querySelectorAll("[data-print-words]").forEach((words) => { words.hidden = true; });
}
