// A record chosen in a form: suggestions arrive by htmx; arrows move among them, Enter or a click takes one.
"use strict";

const optionsOf = (list) => [...list.querySelectorAll("li[data-value]")];
const markedOf = (list) => list.querySelector("li[aria-selected=true]");
const partsOf = (target) => {
  const box = target.closest?.(".chooser");
  return box && { input: box.querySelector("input"), list: box.querySelector("ul") };
};

function open({ input, list }, shown) {
  list.hidden = !shown;
  input.setAttribute("aria-expanded", String(shown));
  if (!shown) input.removeAttribute("aria-activedescendant");
}

function mark({ input, list }, option) {
  markedOf(list)?.setAttribute("aria-selected", "false");
  option.setAttribute("aria-selected", "true");
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function take(parts, option) {
  parts.input.value = option.dataset.value;
  open(parts, false);
  parts.input.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("htmx:afterSwap", (event) => {
  const parts = partsOf(event.target);
  if (!parts) return;
  optionsOf(parts.list).forEach((option, at) => { option.id = `${parts.list.id}_${at}`; });
  open(parts, parts.list.children.length > 0 && document.activeElement === parts.input);
});

document.addEventListener("mousedown", (event) => {
  const option = event.target.closest(".chooser-list li");
  if (!option) return;
  event.preventDefault();
  if (option.dataset.value) take(partsOf(option), option);
});

document.addEventListener("focusout", (event) => {
  const parts = partsOf(event.target);
  if (parts) open(parts, false);
});

document.addEventListener("keydown", (event) => {
  const parts = partsOf(event.target);
  if (!parts || parts.list.hidden) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const all = optionsOf(parts.list);
  const marked = markedOf(parts.list);
  if (step && all.length) {
    event.preventDefault();
    mark(parts, all[(all.indexOf(marked) + step + all.length) % all.length]);
  } else if (event.key === "Enter" && marked) {
    event.preventDefault();
    take(parts, marked);
  } else if (event.key === "Escape") {
    open(parts, false);
  }
});

// What is known of the record chosen fills in the rest of a new form; what is typed meanwhile stays as typed.
let asked = 0;

const valueOf = (field) => (field.type === "checkbox" && !field.checked ? null : field.value);

function fillIn(form, before, known) {
  for (const fresh of [...known.elements]) {
    const held = form.elements.namedItem(fresh.name);
    if (fresh.matches("[data-follows]") && held instanceof Element) {
      // What may be chosen follows the column just filled in.
      const offered = document.importNode(fresh.closest(".chooser") ?? fresh, true);
      (held.closest(".chooser") ?? held).replaceWith(offered);
      htmx.process(offered);
      continue;
    }
    if (!(held instanceof Element) || held.multiple || ["submit", "file"].includes(held.type)) continue;
    if (fresh.name !== "filled" && valueOf(held) !== before.get(fresh.name)) continue;
    if (held.type === "checkbox") held.checked = fresh.checked;
    else held.value = fresh.value;
  }
}

document.addEventListener("change", async (event) => {
  const form = event.target.form;
  if (!event.target.matches("[data-fills]") || !event.target.value || !form.elements.namedItem("filled")) return;
  const turn = ++asked;
  const before = new FormData(form);
  const body = new FormData(form);
  body.set("refill", "1");
  const answer = await fetch(window.location.href, { method: "POST", body });
  const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
  const known = page.querySelector("input[name=filled]")?.form;
  if (known && turn === asked) fillIn(form, before, known);
});
