import { initAll } from "./vendor/govuk-frontend.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
for (const words of document.querySelectorAll("[data-rc-print]")) {
  words.hidden = false;
  words.addEventListener("click", () => window.print());
}
for (const folded of document.querySelectorAll("[data-rc-open-wide]")) {
  folded.open = window.matchMedia("(min-width: 60em)").matches;
}
