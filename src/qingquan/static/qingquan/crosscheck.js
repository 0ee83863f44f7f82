/* Two comforts of the two-way check: one key for each answer, and a page that follows a run. Buttons and links do the
   same without it. */
"use strict";

/* y and n press the buttons of the chosen pair; the first is chosen when the page opens. */
const pairs = [...document.querySelectorAll("article.task")];
if (pairs.length) pairs[0].classList.add("chosen");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest?.("input, textarea, select")) return;
  const chosen = document.querySelector("article.task.chosen") ?? pairs[0];
  const button = chosen?.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

/* While a run is under way the page asks again every two seconds, and only its running part is exchanged. */
async function follow() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const there = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-running]");
  const here = document.querySelector("[data-running]");
  if (!answer.ok || !there) {
    location.reload();
    return;
  }
  here.replaceWith(there);
  setTimeout(follow, 2000);
}
if (document.querySelector("[data-running]")) setTimeout(follow, 2000);
