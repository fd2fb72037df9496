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
  const read = (input) => {
    const day = /^\s*(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})/.exec(input.value);
    return day && Date.UTC(day[1], day[2] - 1, day[3]);
  };
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
