"use strict";

// Verbs leave the form: say so when it holds what is not saved. Contents are compared, because jQuery's widgets send
// no events of the browser's own.
document.querySelectorAll("form.verbs[data-unsaved]").forEach((verbs) => {
  const form = document.querySelector("#content-main > form:not(.verbs)");
  const contents = () => (form ? new URLSearchParams(new FormData(form)).toString() : "");
  const saved = contents();
  verbs.addEventListener("submit", (event) => {
    if (contents() !== saved && !window.confirm(verbs.dataset.unsaved)) event.preventDefault();
  });
});

// When the first day moves, the last moves with it: a fair seldom changes its length.
document.querySelectorAll("[data-keeps-length] input.vDateField").forEach((first) => {
  const row = first.closest(".form-multiline");
  const last = [...row.querySelectorAll("input.vDateField")].find((input) => input !== first);
  const read = (input) => Date.parse(input.value.trim().replaceAll("/", "-"));  // with hyphens it is read as UTC
  let before = read(first);
  const follow = () => {
    const now = read(first), end = last && read(last);
    if (now && before && end && now !== before) last.value = new Date(end + now - before).toISOString().slice(0, 10);
    before = now || before;
  };
  first.addEventListener("change", follow);
  first.addEventListener("blur", follow);
  first.addEventListener("focus", follow);  // the calendar's popup writes without an event, then gives the focus back
});
