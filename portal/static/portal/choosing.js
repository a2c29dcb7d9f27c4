// A record chosen in a form: suggestions arrive by htmx; arrows move among them, Enter or a click takes one.
"use strict";

for (const box of document.querySelectorAll(".chooser")) {
  const input = box.querySelector("input");
  const list = box.querySelector("ul");
  const options = () => [...list.querySelectorAll("li[data-value]")];
  const marked = () => list.querySelector("li[aria-selected=true]");
  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) input.removeAttribute("aria-activedescendant");
  };
  const mark = (option) => {
    marked()?.setAttribute("aria-selected", "false");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const take = (option) => {
    input.value = option.dataset.value;
    show(false);
    input.focus();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  list.addEventListener("htmx:afterSwap", () => show(list.children.length > 0 && document.activeElement === input));
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li[data-value]");
    if (option) take(option);
  });
  input.addEventListener("blur", () => show(false));
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = options();
    if (step && all.length) {
      event.preventDefault();
      mark(all[(all.indexOf(marked()) + step + all.length) % all.length]);
    } else if (event.key === "Enter" && marked()) {
      event.preventDefault();
      take(marked());
    } else if (event.key === "Escape") {
      show(false);
    }
  });
}
