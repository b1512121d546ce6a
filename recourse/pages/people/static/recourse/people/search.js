// Lists people while one types; without it the button finds them on a page of its own.
const WAIT = 120;
const SHORTEST = 3;
// Whoever is found counts as read: the list stays short, and the button finds the rest.
const MOST = 5;

for (const form of document.querySelectorAll("[data-rc-search]")) watch(form);

function watch(form) {
  const box = form.querySelector("[name=asked]");
  const found = document.querySelector("[data-rc-found]");
  const listed = document.querySelector("[data-rc-listed]");
  let waiting;
  let asking;

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    asking?.abort();
    const asked = box.value.trim();
    if (asked.length < SHORTEST) show(null);
    else waiting = setTimeout(() => ask(asked), WAIT);
  });

  async function ask(asked) {
    asking = new AbortController();
    try {
      const answer = await fetch(form.dataset.rcSearch, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
        },
        body: JSON.stringify({ asked, at_most: MOST }),
        signal: asking.signal,
      });
      show(answer.ok ? (await answer.json()).found : null);
    } catch (error) {
      if (error.name !== "AbortError") show(null);
    }
  }

  function show(people) {
    found.querySelector("[data-rc-count]").textContent = people === null ? "" : counted(people.length);
    const rows = found.querySelector("ul");
    rows.hidden = !people?.length;
    rows.replaceChildren(...(people ?? []).map((person) => row(found, person)));
    if (listed) listed.hidden = people !== null;
  }
}

function counted(number) {
  if (number === 0) return "Nobody you may see is called that. Try a nickname, or add a person.";
  if (number === MOST) return `The first ${MOST} found. Type more letters, or press the button to find all.`;
  return number === 1 ? "1 person found." : `${number} people found.`;
}

function row(found, person) {
  const drawn = found.querySelector("template").content.cloneNode(true);
  const says = (name, words) => {
    drawn.querySelector(`[data-rc-says=${name}]`).textContent = words;
  };
  drawn.querySelector("a").href = person.page;
  says("name", person.name);
  says("nickname", person.nickname && `“${person.nickname}”`);
  says("touched", person.touched);
  says("reference", `${person.reference}. `);
  says("place", person.place && `${person.place}. `);
  says("language", person.language && `${person.language}.`);
  says("why", person.why);
  return drawn;
}
