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
const sent = new WeakMap();
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  const isAgain = event.timeStamp - (sent.get(event.target) ?? -Infinity) < 1000; // a hand that shakes, pressing twice
  if (isAgain) event.preventDefault();
  else sent.set(event.target, event.timeStamp);
});
for (const form of document.querySelectorAll("[data-rc-sending]")) {
  form.addEventListener("submit", () => {
    form.setAttribute("aria-busy", "true");
    form.querySelector("[data-rc-sent]").textContent = "Sending. Stay here until the page changes.";
  });
}
