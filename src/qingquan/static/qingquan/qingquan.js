/* Small comforts. Every page does its whole job without this file. */
"use strict";

const keep = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage may be switched off by the office's policy.
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      /* Nothing is lost but the comfort. */
    }
  },
};

/* A dangerous act asks once more; pages that need no script ask on a page of their own. */
document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

/* A second click must not hand in twice. The button's own name and value still have to travel, so wait a tick. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "again" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
  });
});

/* A page taken back from the browser's store may be sent again. */
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

/* Drafts: a form that htmx saves (hx-trigger="draft") is told when its writer rests. */
let resting;
document.addEventListener("input", (event) => {
  const form = event.target.closest?.('form[hx-trigger~="draft"]');
  if (!form) return;
  clearTimeout(resting);
  resting = setTimeout(() => form.dispatchEvent(new CustomEvent("draft")), 2500);
});

/* A file too large is told before it is sent; the server checks again. */
document.addEventListener("change", (event) => {
  const input = event.target;
  const limit = Number(input.dataset?.maxBytes);
  if (!limit) return;
  const large = [...input.files].find((file) => file.size > limit);
  const mega = (bytes) => (bytes / 1048576).toFixed(1);
  input.setCustomValidity(large ? `“${large.name}”有 ${mega(large.size)} MB，不能超过 ${mega(limit)} MB。` : "");
  input.reportValidity();
});

/* Copy a number or a code, and say so where a screen reader hears it. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  } catch {
    button.textContent = button.dataset.copy;
  }
  setTimeout(() => (button.textContent = before), 2000);
});
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

/* Task lists: j and k walk, Enter opens (it is a link), "/" goes to the search. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
  if (event.key === "/") {
    const box = document.querySelector("input[type=search]");
    if (box) {
      event.preventDefault();
      box.focus();
    }
    return;
  }
  if (event.key !== "j" && event.key !== "k") return;
  const rows = [...document.querySelectorAll(".task")];
  if (!rows.length) return;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(Math.max(here + (event.key === "j" ? 1 : -1), 0), rows.length - 1)];
  rows.forEach((row) => row.classList.toggle("chosen", row === next));
  next.querySelector("a")?.focus();
  next.scrollIntoView({ block: "nearest" });
});

/* A list opens on the tab its reader left, when the address names none. */
for (const tabs of document.querySelectorAll(".tabs[data-remember]")) {
  const key = `tab:${tabs.dataset.remember}`;
  const last = keep.get(key);
  tabs.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) keep.set(key, link.search);
  });
  const link = last && !location.search && [...tabs.querySelectorAll("a")].find((each) => each.search === last);
  if (link && !link.hasAttribute("aria-current")) location.replace(link.href);
}
