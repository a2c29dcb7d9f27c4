// Résumé pages: the line of the text and the spell read from it light up together.
"use strict";

const light = (line, on) => {
  for (const one of document.querySelectorAll(`[data-line="${line}"]`)) one.classList.toggle("lit", on);
};
for (const kind of ["pointerover", "pointerout"]) {
  document.addEventListener(kind, (event) => {
    const place = event.target.closest?.("[data-line]");
    if (place) light(place.dataset.line, kind === "pointerover");
  });
}

// Review: Enter confirms the form shown, n goes on to the next one.
const review = document.querySelector("form[data-review]");
if (review) {
  document.querySelector(".resume-text .current")?.scrollIntoView({ block: "nearest" });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, select, textarea")) return;
    if (event.key === "Enter" && !event.target.closest("a, button, summary")) review.requestSubmit();
    if (event.key === "n") document.querySelector("a[data-next]")?.click();
  });
}
