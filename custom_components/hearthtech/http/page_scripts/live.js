// Live reactions. The page runs in a sandbox without an origin: it can reach only this link, and stores nothing. All
// words of people are set as text, never as markup.
"use strict";
const { words, link, signs } = JSON.parse(document.getElementById("data").textContent);
const list = document.getElementById("dishes");
const timeline = document.getElementById("timeline");
const status = document.getElementById("status");
const EVERY_MS = 4000;
let asked = 0;
let shown = 0;
let timer = 0;

function show(state) {
  const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : "";
  list.replaceChildren(
    ...[{ id: "", name: words.whole_meal }, ...state.dishes].map((dish) => {
      const item = document.createElement("li");
      const name = document.createElement("strong");
      name.textContent = dish.name;
      const buttons = document.createElement("div");
      buttons.className = "react";
      for (const [code, sign] of Object.entries(signs)) {
        const button = document.createElement("button");
        const count = (state.counts[dish.id] || {})[code] || 0;
        button.type = "button";
        button.dataset.key = `${dish.id} ${code}`;
        button.textContent = count > 0 ? `${sign} ${count}` : sign;
        button.setAttribute("aria-label", `${words["reaction." + code]}: ${dish.name}, ${count}`);
        button.addEventListener("click", () => send(`dish=${encodeURIComponent(dish.id)}&reaction=${code}`));
        buttons.append(button);
      }
      item.append(name, buttons);
      return item;
    }),
  );
  const again = focused ? [...list.querySelectorAll("button")].find((one) => one.dataset.key === focused) : undefined;
  if (again !== undefined) again.focus();
  const names = new Map(state.dishes.map((dish) => [dish.id, dish.name]));
  timeline.replaceChildren(
    ...state.timeline.map((moment) => {
      const item = document.createElement("li");
      item.textContent = `${moment.at} ${moment.sign} ${names.get(moment.dish) || words.whole_meal}`;
      return item;
    }),
  );
}

async function send(body) {
  asked += 1;
  const mine = asked;
  clearTimeout(timer);
  try {
    const options = body === undefined ? {} : { method: "POST", body, headers: { "Content-Type": "application/x-www-form-urlencoded" } };
    const answer = await fetch(`${link}/live/${body === undefined ? "state" : "react"}`, { ...options, credentials: "omit", cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const state = await answer.json();
    if (mine > shown) {
      shown = mine;
      show(state);
    }
    status.textContent = "";
  } catch {
    status.textContent = words.live_away;
  }
  if (document.visibilityState !== "hidden") {
    clearTimeout(timer);
    timer = setTimeout(() => send(), EVERY_MS);
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") void send();
});
void send();
