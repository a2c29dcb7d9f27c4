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

// What is known of the record chosen fills in the rest of a new form; what is typed meanwhile stays.
const REFILLED = "form.sheet";
let sent = null;
let typed = [];
const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);
const fieldsOf = (form) => [...form.elements].filter((one) => one.name && !/hidden|file|submit/.test(one.type));
const valuesOf = (form) => new Map(fieldsOf(form).map((one) => [one.name, valueOf(one)]));

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-fills]") || !event.target.value || !window.htmx) return;
  sent = valuesOf(event.target.form);
  window.htmx.trigger(event.target.form, "refill");
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (!sent || !event.detail.target.matches(REFILLED)) return;
  typed = fieldsOf(event.detail.target).filter((one) => sent.get(one.name) !== valueOf(one));
});

document.addEventListener("htmx:afterSettle", () => {
  if (!sent || !typed) return;
  const form = document.querySelector(REFILLED);
  for (const old of typed) {
    const field = form?.elements[old.name];
    if (field) field[old.type === "checkbox" ? "checked" : "value"] = valueOf(old);
  }
  [sent, typed] = [null, []];
});
