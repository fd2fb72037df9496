// A button beside each address that copies it. Without this script the address is there to be selected.
"use strict";

for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.select(); // pages that did not come over HTTPS have no clipboard
      document.execCommand("copy");
      button.focus();
    }
    button.textContent = button.dataset.done;
  });
}
