// Small conveniences; every page works without them.
"use strict";

// Filters apply as soon as one is chosen; text boxes wait for Enter.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto-submit]");
  if (form && event.target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) form.requestSubmit();
});

// An empty filter does not belong in the address.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-auto-submit]")) return;
  for (const input of event.target.elements) if (input.name && input.value === "") input.disabled = true;
});
window.addEventListener("pageshow", () => {
  for (const input of document.querySelectorAll("form[data-auto-submit] :disabled")) input.disabled = false;
});

// A button that cannot be taken back asks first; no form is sent twice.
document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm || event.target.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  if (event.target.method === "post") {
    if (event.target.dataset.sent) event.preventDefault();
    else if (!event.target.matches("[hx-post], [data-download]")) event.target.dataset.sent = "1";
  }
});

// Rows of a table: arrow keys or j and k move, Enter opens the row's link.
const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.matches("input, select, textarea, [contenteditable]")) return;
  const table = event.target.closest("table[data-keys]") || document.querySelector("table[data-keys]");
  if (event.key === "/") {
    const search = document.querySelector("input[type=search]");
    if (search) { event.preventDefault(); search.focus(); }
    return;
  }
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (!table || !step) return;
  if (event.key.startsWith("Arrow") && !table.contains(event.target)) return;
  const rows = rowsOf(table).filter((row) => row.querySelector("a[href]"));
  if (!rows.length) return;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[Math.min(rows.length - 1, Math.max(0, here < 0 ? 0 : here + step))];
  event.preventDefault();
  (row.querySelector("a.row-link") || row.querySelector("a[href]")).focus();
});

// A table wider than the page can be scrolled from the keyboard.
for (const wrap of document.querySelectorAll(".table-wrap")) if (wrap.scrollWidth > wrap.clientWidth) wrap.tabIndex = 0;

// A file dropped anywhere on the marked area goes into its input.
for (const zone of document.querySelectorAll(".dropzone")) {
  const input = zone.querySelector("input[type=file]");
  const over = (event) => { event.preventDefault(); zone.classList.add("over"); };
  zone.addEventListener("dragover", over);
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    over(event);
    zone.classList.remove("over");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
