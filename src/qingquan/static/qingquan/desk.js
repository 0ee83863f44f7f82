/* Small comforts of the desk. Every page does its whole job without this file. */
"use strict";

/* The usual next act is one Enter away; on a phone nothing jumps, for there the facts are read first.
   Nor where something was refused: that is read first, too. */
const usual = document.querySelector(".act.first[open] .body");
const told = document.querySelector("main [role=alert]");
if (usual && !told && !location.hash && matchMedia("(min-width: 75em)").matches) {
  const field = usual.querySelector(":is([type=radio], [type=checkbox]):checked") ?? usual.querySelector("input:not([type=hidden]), select, textarea");
  (field || usual.querySelector("button"))?.focus({ preventScroll: true });
}

/* A button that prints is there only where scripts run; the browser's own menu prints everywhere. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
