/** Parts of the page of a recording that only show what they are given. */
import { html, nothing } from "lit";
import "../../../components/chip";
import "../../../components/empty-state";
import "../../../components/label";
import type { Locale } from "../../../localize/localize";
import "./compare-table";
import * as icons from "./icons";
import type { Comparison, Entry, Phase, Recording } from "./model";
import { activityOf, factsOf, moment } from "./words";

/** As many others as can be compared with one recording. */
const MOST_BESIDE = 7;

/** Who signed the recording, and the recipe that it became. */
export function renderSigned(
  locale: Locale,
  { recording: entry, recipe_name: name }: Recording,
  navigate: (parts: readonly string[]) => void,
) {
  const words = { name: entry.signed_by, day: moment(locale, entry.signed_at) };
  return html`<div class="card signed">
    <ht-label tone="good" .icon=${icons.sign} .text=${locale.t("rec_signed", words)}></ht-label>
    ${
      name
        ? html`<ht-button
            .icon=${icons.book}
            label=${name}
            @click=${() => navigate(["recipes", entry.recipe_id])}
          ></ht-button>`
        : nothing
    }
  </div>`;
}

/** Why the recording has no steps. */
export function renderProblem(locale: Locale, { problem }: Recording) {
  const empty = problem === "empty";
  return html`<ht-empty-state
    .icon=${icons.thermometer}
    heading=${locale.t(empty ? "rec_empty" : "rec_cold")}
    text=${locale.t(empty ? "rec_empty_text" : "rec_cold_text")}
  ></ht-empty-state>`;
}

/** The button of a step, with its number, its words and what was said meanwhile. */
export function renderStepHead(
  locale: Locale,
  phase: Phase,
  number: number,
  open: boolean,
  choose: () => void,
) {
  const words = phase.out ? activityOf(locale, phase.activity) : phase.text;
  return html`<button class="step" type="button" aria-expanded=${open ? "true" : "false"} @click=${choose}>
    <span class="number">${
      number > 0 ? locale.number(number) : html`<ht-icon .path=${icons.out}></ht-icon>`
    }</span>
    <span class="words"
      >${words}<small>${phase.out ? locale.t("rec_is_out") : factsOf(locale, phase)}</small>${phase.remarks.map(
        (remark) => html`<small class="said">“${remark}”</small>`,
      )}${renderTags(locale, phase)}</span
    >
    <ht-icon .path=${icons.chevronRight}></ht-icon>
  </button>`;
}

function renderTags(locale: Locale, phase: Phase) {
  if (!phase.gate && !phase.asks) return nothing;
  return html`<span class="tags">
    ${phase.gate ? html`<ht-label .icon=${icons.hand} .text=${phase.gate}></ht-label>` : nothing}
    ${phase.asks ? html`<ht-label tone="heat" .icon=${icons.fire} .text=${locale.t("rec_asks")}></ht-label>` : nothing}
  </span>`;
}

/** The recordings of the same dish, those chosen among them, and the comparison. `choose` gets the chosen ones. */
export function renderCompare(
  locale: Locale,
  shown: Recording,
  beside: readonly string[],
  comparison: Comparison | null,
  off: boolean,
  choose: (beside: string[]) => void,
) {
  const others = shown.others.filter((one) => !one.running);
  if (others.length === 0) {
    return html`<h2>${locale.t("rec_compare")}</h2>
      <p><ht-label .icon=${icons.people} .text=${locale.t("rec_compare_none")}></ht-label></p>`;
  }
  const chip = (one: Entry) => {
    const selected = beside.includes(one.id);
    return html`<ht-chip
      label=${[one.cook || locale.t("rec_cook_unknown"), moment(locale, one.started_at)].join(", ")}
      ?selected=${selected}
      ?disabled=${off || (!selected && beside.length >= MOST_BESIDE)}
      @click=${() => choose(selected ? beside.filter((id) => id !== one.id) : [...beside, one.id])}
    ></ht-chip>`;
  };
  return html`<h2>${locale.t("rec_compare")}</h2>
    <div class="chips" role="group" aria-label=${locale.t("rec_compare_with")}>${others.map(chip)}</div>
    ${
      comparison === null
        ? nothing
        : html`<div class="card">
            <ht-compare-table .comparison=${comparison} .locale=${locale}></ht-compare-table>
          </div>`
    }`;
}
