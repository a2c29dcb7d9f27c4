// The roster of a class: arrows move from box to box, the number of ticks follows, all or none at once.
"use strict";

const form = document.querySelector("form[data-ticks]");
if (form) {
  const boxes = [...form.querySelectorAll('input[type="checkbox"][name="place"]')];
  const open = boxes.filter((box) => !box.disabled);
  const count = () => {
    form.querySelector("[data-count]").textContent = boxes.filter((box) => box.checked).length;
  };
  const set = (on) => {
    for (const box of open) box.checked = on;
    count();
  };
  for (const [name, on] of [["data-all", true], ["data-none", false]]) {
    const button = form.querySelector(`[${name}]`);
    button.hidden = false;
    button.addEventListener("click", () => set(on));
  }
  form.addEventListener("change", count);
  form.addEventListener("keydown", (event) => {
    const at = open.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at < 0 || !step) return;
    event.preventDefault();
    open[at + step]?.focus();
  });
  open[0]?.focus({ preventScroll: true });
}
