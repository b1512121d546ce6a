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
for (const here of document.querySelectorAll(".rc-subnav [aria-current]")) {
  here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 24;
}
for (const form of document.querySelectorAll("[data-rc-sending]")) {
  form.addEventListener("submit", () => {
    form.setAttribute("aria-busy", "true");
    form.querySelector("[data-rc-sent]").textContent = "Sending. Stay here until the page changes.";
  });
}
