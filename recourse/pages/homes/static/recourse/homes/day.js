// Says how many beds are free on the day one chooses, before the page of that day is opened.
const form = document.querySelector("[data-rc-beds]");
const box = form.querySelector("[name=day]");
const says = form.querySelector("output");
let asking;

box.addEventListener("change", async () => {
  asking?.abort();
  asking = new AbortController();
  says.textContent = "";
  if (!box.value) return;
  try {
    const answer = await fetch(`${form.dataset.rcBeds}?day=${encodeURIComponent(box.value)}`, {
      signal: asking.signal,
    });
    if (answer.ok) says.textContent = counted(await answer.json());
  } catch (error) {
    if (error.name !== "AbortError") says.textContent = "";
  }
});

function counted({ free, beds }) {
  return `${free === 1 ? "1 bed" : `${free} beds`} of ${beds} free on that day.`;
}
