// The page for guests who can't reach Home Assistant. It is opened from a file, sends nothing and loads nothing: it
// makes a text that the guest sends to the host. All words of people are set as text, never as markup.
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const wanted = (navigator.languages || [navigator.language || "en"]).map((one) => one.slice(0, 2).toLowerCase());
const language = wanted.find((one) => one in data.words) || "en";
const words = data.words[language];
document.documentElement.lang = language;

function make(tag, properties, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...inside.filter((one) => one !== null));
  return made;
}
const section = (title, ...inside) => make("section", {}, title ? make("h2", { textContent: title }) : null, ...inside);
const field = (text, input, between) => make("label", { className: between ? "between" : "" }, text + " ", input);
const box = (name, value, text) => make("label", {}, make("input", { type: "checkbox", name, value }), " " + text);
const radio = (name, value, text, on) =>
  make("label", {}, make("input", { type: "radio", name, value, checked: on || false }), " " + text);
const select = (name, options) =>
  make("select", { name }, ...options.map(([value, text]) => make("option", { value, textContent: text })));
const folded = (title, ...inside) => make("details", {}, make("summary", { textContent: title }), ...inside);
const grid = (...inside) => make("div", { className: "grid" }, ...inside);

const form = make("form", { autocomplete: "off" });
const main = document.getElementById("main");
main.replaceChildren(
  make("h1", { textContent: data.title }),
  make("p", {}, make("strong", { textContent: data.when[language] })),
  make("p", { textContent: [data.place, data.about].filter(Boolean).join("\n") }),
  make("p", { textContent: words.outside_how }),
  form,
);
const courses = data.courses.map((code) => [code, words["course." + code]]);
const standings = ["", "contains", "may_contain", "free_of"].map((code) => [code, words[code || "not_checked"]]);
form.append(
  section(
    "",
    field(words.your_name, make("input", { type: "text", name: "name", maxLength: 80, required: true, value: data.name })),
    make("fieldset", {}, make("legend", { textContent: words.coming }),
      ...["yes", "no", "maybe"].map((code) => radio("coming", code, words[code], code === "yes"))),
    field(words.heads, make("input", { type: "number", name: "people", min: 1, max: 20, value: 1 }), true),
  ),
  section(
    "",
    folded(
      words.needs,
      make("p", { textContent: words.needs_how_outside }),
      grid(...data.allergens.flatMap((code) => [
        box("cannot_eat", code, words["allergen." + code]),
        box("severe", code, words["allergen." + code] + ": " + words.severe),
      ])),
      grid(...data.diets.map((code) => box("diets", code, words["diet." + code]))),
    ),
  ),
  section(
    words.brought,
    make("ul", {}, ...data.dishes.map((dish) =>
      make("li", {}, make("strong", { textContent: dish.name }), " · " + words["course." + dish.course],
        make("br"), make("small", { textContent: dish.allergens[language] })))),
    data.needed.length === 0 ? null : make("p", { textContent: words.needed + ": " + data.needed.join(", ") }),
  ),
  section(
    "",
    folded(
      words.your_dish,
      field(words.dish_name, make("input", { type: "text", name: "dish", maxLength: 80 })),
      field(words.course, select("course", courses), true),
      field(words.portions, make("input", { type: "number", name: "portions", min: 0, max: 500, step: "any", value: 4 }), true),
      make("fieldset", {}, make("legend", { textContent: words.allergens }),
        grid(...data.allergens.map((code) => field(words["allergen." + code], select("a_" + code, standings), true)))),
      field(words.recipe, make("textarea", { name: "recipe", rows: 6, maxLength: 2000 })),
      box("competes", "yes", words.competes),
      field(words.technique, select("technique", [["", words.not_stated],
        ...data.techniques.map((code) => [code, words["technique." + code]])]), true),
      box("keepsake", "yes", words.consent),
    ),
  ),
);
if (data.voting) {
  form.append(
    section(
      words.vote,
      make("p", { textContent: data.code === "" ? words.vote_code : words.vote_how }),
      data.code === "" ? field(words.code, make("input", { type: "text", name: "code", maxLength: 64 })) : null,
      ...Object.entries(data.entries).map(([letter, allergens]) =>
        make("div", {}, make("span", { className: "letter", textContent: letter }), " ",
          make("small", { textContent: allergens[language] }),
          ...data.dimensions.map((dimension) =>
            make("fieldset", {}, make("legend", { textContent: letter + ": " + words[dimension] }),
              make("div", { className: "scores" }, radio(letter + " " + dimension, "", words.no_score, true),
                ...[1, 2, 3, 4, 5].map((score) => radio(letter + " " + dimension, String(score), String(score)))))))),
    ),
  );
}
const out = make("textarea", { rows: 12, readOnly: true, "aria-label": words.answer });
const status = make("p", { role: "status" });
const result = section(words.answer, make("p", { textContent: words.answer_how }), out, status);
result.hidden = true;
form.append(make("p", {}, make("button", { textContent: words.make_answer })));
main.append(result);

/** CRC-32 (IEEE) of a text as UTF-8. It shows that a chat program has not changed the answer on its way. */
function crc32(text) {
  let crc = -1;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ((crc ^ -1) >>> 0).toString(16).padStart(8, "0");
}

const line = (text) => String(text).replace(/\s+/g, " ").trim();

function answer() {
  const given = new FormData(form);
  const one = (name) => line(given.get(name) || "");
  const all = (name) => given.getAll(name).join(" ");
  const pairs = [["gathering", data.id], ["name", one("name")], ["code", data.code || one("code")], ["coming", one("coming")], ["people", one("people")]];
  pairs.push(["cannot_eat", all("cannot_eat")], ["severe", all("severe")], ["diets", all("diets")]);
  if (one("dish") !== "") {
    pairs.push(["dish", one("dish")], ["course", one("course")], ["portions", one("portions")]);
    for (const standing of ["contains", "may_contain", "free_of"]) {
      pairs.push([standing, data.allergens.filter((code) => one("a_" + code) === standing).join(" ")]);
    }
    pairs.push(["competes", one("competes")], ["technique", one("technique")], ["keepsake", one("keepsake")]);
  }
  const scores = Object.keys(data.entries).flatMap((letter) =>
    data.dimensions.filter((name) => one(letter + " " + name) !== "").map((name) => `${letter} ${name} ${one(letter + " " + name)}`));
  pairs.push(["scores", scores.join(", ")]);
  const needs = ["cannot_eat", "severe", "diets"];
  const stated = pairs.filter(([key, value]) => value !== "" || needs.includes(key));
  const recipe = one("dish") === "" ? [] : String(given.get("recipe") || "").split("\n").map((one) => line(one).replace(/^[>\s]+/, "")).filter(Boolean);
  const signed = [...stated.map(([key, value]) => `${key}:${value}`), ...recipe].join("\n");
  const lines = ["HearthTech answer", ...stated.map(([key, value]) => `${key}: ${value}`), `check: ${crc32(signed)}`];
  if (recipe.length > 0) lines.push("recipe:", ...recipe);
  return [...lines, "End of answer", ""].join("\n");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  out.value = answer();
  result.hidden = false;
  out.focus();
  out.select();
  const copied = navigator.clipboard ? navigator.clipboard.writeText(out.value) : Promise.reject(new Error("no clipboard"));
  copied.then(
    () => {
      status.textContent = words.copied;
    },
    () => {
      status.textContent = document.execCommand && document.execCommand("copy") ? words.copied : words.copy_by_hand;
    },
  );
});
