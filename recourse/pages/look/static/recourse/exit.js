// Leaving quickly. Classic and first in the head: it works before the rest of the page has come.
(() => {
  const there = document.currentScript.dataset.there;
  const MARK = "left";
  const attempt = (act) => {
    try {
      return act();
    } catch {
      return null; // storage may be switched off
    }
  };
  const link = () => document.querySelector("[data-rc-exit]");
  const hasLeft = () => attempt(() => sessionStorage.getItem(MARK)) !== null;
  const stayAway = () => {
    document.documentElement.replaceChildren();
    location.replace(there);
  };

  const wipe = () => {
    attempt(() => localStorage.clear());
    attempt(() => sessionStorage.clear());
    attempt(() => caches.keys().then((names) => names.forEach((name) => caches.delete(name))));
    attempt(() => indexedDB.databases().then((all) => all.forEach(({ name }) => indexedDB.deleteDatabase(name))));
  };

  const leave = () => {
    document.documentElement.replaceChildren();
    wipe();
    attempt(() => sessionStorage.setItem(MARK, "")); // in this tab alone: Back must not bring us up again
    location.replace(there);
  };

  if (hasLeft()) {
    if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
      stayAway();
      return;
    }
    attempt(() => sessionStorage.removeItem(MARK));
  }
  addEventListener("pagehide", (event) => {
    if (event.persisted) document.documentElement.hidden = true; // a page kept whole is never shown again as it was
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (hasLeft()) stayAway();
    else location.reload();
  });

  let presses = 0;
  let last = 0;
  const say = (words) => {
    const said = document.querySelector("[data-rc-exit-said]");
    if (said) said.textContent = words;
  };
  addEventListener("keyup", (event) => {
    if (!link()) return;
    presses = event.key !== "Shift" ? 0 : event.timeStamp - last < 5000 ? presses + 1 : 1;
    last = event.timeStamp;
    if (presses === 3) leave();
    else say(["", "Press Shift twice more to leave.", "Press Shift once more to leave."][presses]);
  });
  addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-rc-exit]")) return;
    event.preventDefault();
    leave();
  });
  addEventListener("DOMContentLoaded", () => {
    for (const words of document.querySelectorAll("[data-rc-exit-how]")) words.hidden = false;
    for (const words of document.querySelectorAll("[data-rc-exit-plain]")) words.hidden = true;
  });
})();
