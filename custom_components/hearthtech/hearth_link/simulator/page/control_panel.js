"use strict";
const token = new URLSearchParams(location.search).get("token") ?? "";
const headers = { "X-Token": token, "Content-Type": "application/json" };
const error = document.getElementById("error");

async function act(verb, args) {
  const answer = await fetch(`do/${verb}`, { method: "POST", headers, body: JSON.stringify(args) });
  const body = await answer.json();
  error.textContent = body.error ?? "";
  await show();
}

const cards = new Map();
function card(n) {
  if (!cards.has(n)) {
    const section = document.getElementById("burner").content.cloneNode(true).firstElementChild;
    section.dataset.n = n;
    section.querySelector(".knob").addEventListener("change", (event) =>
      act("turn", { n: Number(n), level: Number(event.target.value) }));
    section.querySelector(".sensor").addEventListener("change", (event) =>
      act("sensor", { n: Number(n), fault: event.target.value }));
    document.getElementById("burners").append(section);
    cards.set(n, section);
  }
  return cards.get(n);
}

const row = (name, value) => {
  const term = document.createElement("dt");
  const text = document.createElement("dd");
  term.textContent = name;
  text.textContent = value;
  return [term, text];
};
const celsius = (value) => (value === null ? "–" : `${value} °C`);

const cap = document.querySelector(".cap");
cap.addEventListener("change", () => act("cap", { watts: Number(cap.value) }));

async function show() {
  const answer = await fetch("state", { headers });
  if (!answer.ok) {
    error.textContent = await answer.text();
    return;
  }
  const state = await answer.json();
  const stove = state.stove;
  document.getElementById("stove").textContent = [
    stove.armed ? "armed" : "not armed",
    stove.locked ? "locked" : "unlocked",
    stove.remote_enabled ? "remote on" : "remote off",
    stove.power_cap_w === null ? "" : `at most ${stove.power_cap_w} W`,
    state.code ? `pairing code ${state.code}` : "",
  ].filter(Boolean).join(" · ");
  cap.parentElement.hidden = stove.power_cap_w === null;
  if (document.activeElement !== cap) cap.value = stove.power_cap_w;
  for (const [n, burner] of Object.entries(state.burners)) {
    const section = card(n);
    const pot = state.pots[n];
    section.classList.toggle("hot", burner.residual_heat);
    const bridge = section.querySelector("[data-verb=bridge]");
    const joined = stove.bridged.includes(Number(n));
    bridge.hidden = !state.bridges.some(([first]) => first === Number(n));
    bridge.textContent = joined ? "Part" : "Bridge";
    bridge.dataset.args = JSON.stringify({ joined: !joined });
    section.querySelector("h2").textContent = `${n}. ${burner.name}`;
    const knob = section.querySelector(".knob");
    if (document.activeElement !== knob) knob.value = burner.knob;
    section.querySelector("dl").replaceChildren(
      ...row("heat", `${burner.source}${burner.latch ? ` (${burner.latch})` : ""}`),
      ...row("power", `${burner.power_w} W${burner.limited ? " (limited)" : ""}`),
      ...row("pan base", celsius(burner.pan_temperature_c)),
      ...row("glass", celsius(burner.glass_temperature_c)),
      ...row("in the pot", pot ? `${pot.water_l} l water, ${pot.oil_l} l oil, ${pot.food_kg} kg, ${pot.food_c} °C` : "no pot"),
    );
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-verb]");
  if (!button) return;
  const args = JSON.parse(button.dataset.args ?? "{}");
  const section = button.closest("section");
  if (section) args.n = Number(section.dataset.n);
  act(button.dataset.verb, args);
});
show();
setInterval(show, 1000);
