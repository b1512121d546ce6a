import { initAll } from "./vendor/govuk-frontend.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
for (const words of document.querySelectorAll("[data-rc-print]")) {
  words.hidden = false;
  words.addEventListener("click", () => window.print());
}
