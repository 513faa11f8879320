import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/label";
import { ask, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Key, Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { figure } from "./format";
import * as icons from "./icons";
import type { Figure, Nutrition } from "./model";

interface Row {
  tag: string;
  level: 0 | 1;
  /** The amount that counts as a whole day (Regulation (EU) 1169/2011 or 21 CFR 101.9). */
  daily?: number;
}

const EU: readonly Row[] = [
  { tag: "ENERC_KCAL", level: 0, daily: 2000 },
  { tag: "FAT", level: 0, daily: 70 },
  { tag: "FASAT", level: 1, daily: 20 },
  { tag: "CHOAVL", level: 0, daily: 260 },
  { tag: "SUGAR", level: 1, daily: 90 },
  { tag: "FIBTG", level: 0 },
  { tag: "PROCNT", level: 0, daily: 50 },
  { tag: "SALT", level: 0, daily: 6 },
];
const US: readonly Row[] = [
  { tag: "ENERC_KCAL", level: 0, daily: 2000 },
  { tag: "FAT", level: 0, daily: 78 },
  { tag: "FASAT", level: 1, daily: 20 },
  { tag: "CHOLE", level: 0, daily: 300 },
  { tag: "NA", level: 0, daily: 2300 },
  { tag: "CHOCDF", level: 0, daily: 275 },
  { tag: "FIBTG", level: 1, daily: 28 },
  { tag: "SUGAR", level: 1 },
  { tag: "PROCNT", level: 0, daily: 50 },
  { tag: "VITD", level: 0, daily: 20 },
  { tag: "CA", level: 0, daily: 1300 },
  { tag: "FE", level: 0, daily: 18 },
  { tag: "K", level: 0, daily: 4700 },
];

/** `<ht-nutrition>`: the label of a recipe: each figure with its interval, and how many lines are counted. */
@element("ht-nutrition")
export class NutritionLabel extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property() recipe = "";
  @property({ type: Number }) version = 0;
  @state() private nutrition: Nutrition | null = null;
  @state() private reason = "";

  static override styles = [
    base,
    css`
      :host {
        display: block;
        max-inline-size: 420px;
      }

      table {
        inline-size: 100%;
        border-collapse: collapse;
        font-size: var(--ht-size-14);
        line-height: 1.35;
      }

      caption {
        padding-block-end: var(--ht-space-2);
        text-align: start;
        color: var(--ht-text-2);
      }

      th,
      td {
        padding: 6px 0;
        border-block-start: 1px solid var(--ht-line);
        font-weight: 400;
        text-align: start;
        vertical-align: baseline;
      }

      tr:first-child > * {
        border-block-start: 3px solid var(--ht-text);
        font-size: var(--ht-size-20);
        font-weight: 600;
      }

      .inner th {
        padding-inline-start: var(--ht-space-4);
        color: var(--ht-text-2);
      }

      td {
        padding-inline-start: var(--ht-space-2);
        text-align: end;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      th,
      small {
        hyphens: auto;
        overflow-wrap: anywhere;
      }

      small {
        display: block;
        white-space: normal;
        font-size: var(--ht-size-12);
        font-weight: 400;
        color: var(--ht-text-2);
      }

      .counted {
        margin-block: var(--ht-space-3) 0;
      }

      summary {
        min-block-size: 48px;
        padding-block: 12px;
        cursor: pointer;
      }

      ul {
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: var(--ht-size-14);
        line-height: 1.4;
      }

      li {
        padding-block: 4px;
        border-block-end: 1px solid var(--ht-line);
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("recipe") && !changed.has("version")) return;
    this.nutrition = null;
    this.reason = "";
    const { recipe, version } = this;
    ask<Nutrition>(this.hass, "recipe/nutrition", { recipe, version }).then(
      (nutrition) => {
        if (recipe === this.recipe && version === this.version) this.nutrition = nutrition;
      },
      async (error) => {
        this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
      },
    );
  }

  protected override render() {
    const { locale, nutrition } = this;
    if (this.reason) return html`<ht-failure .text=${this.reason}></ht-failure>`;
    if (nutrition === null) return html`<ht-label .text=${locale.t("loading")}></ht-label>`;
    const alone = Object.keys(nutrition.per_serving).length === 0;
    const figures = alone ? nutrition.total : nutrition.per_serving;
    const complete = nutrition.counted === nutrition.lines_total;
    return html`<table>
        <caption>
          ${locale.t(alone ? "nutrition_whole" : "nutrition_serving")}
        </caption>
        <tbody>
          ${(locale.fahrenheit ? US : EU).map((row) => this.renderRow(row, figures[row.tag], alone))}
        </tbody>
      </table>
      <ht-label
        class="counted"
        .icon=${complete ? icons.good : icons.careful}
        .text=${locale.t("nutrition_counted", { counted: nutrition.counted, total: nutrition.lines_total })}
      ></ht-label>
      ${
        nutrition.lines.length === 0
          ? nothing
          : html`<details>
              <summary>${locale.t("nutrition_lines")}</summary>
              <ul>
                ${nutrition.lines.map(
                  (line) => html`<li>
                    ${line.text}
                    <small
                      >${
                        line.counted && line.food !== null && line.grams !== null
                          ? `${line.food}, ${figure(locale, line.grams)} g${interval(locale, line.low, line.high, "g")}`
                          : locale.t("nutrition_not_counted")
                      }</small
                    >
                  </li>`,
                )}
              </ul>
            </details>`
      }`;
  }

  private renderRow({ tag, level, daily }: Row, value: Figure | undefined, alone: boolean) {
    const { locale } = this;
    return html`<tr class=${level === 1 ? "inner" : ""}>
      <th scope="row">${locale.t(`nutrient_${tag.toLowerCase()}` as Key)}</th>
      <td>
        ${
          value === undefined
            ? html`? <small>${locale.t("unknown")}</small>`
            : html`${figure(locale, value.amount)} ${value.unit}
                <small>${interval(locale, value.low, value.high, value.unit).trim()}</small>`
        }
      </td>
      <td>${value === undefined || daily === undefined || alone ? "" : locale.percent(value.amount / daily)}</td>
    </tr>`;
  }
}

function interval(locale: Locale, low: number | null, high: number | null, unit: string): string {
  if (low === null || high === null) return "";
  const [least, most] = [figure(locale, low), figure(locale, high)];
  return least === most ? "" : ` (${least}–${most} ${unit})`;
}
