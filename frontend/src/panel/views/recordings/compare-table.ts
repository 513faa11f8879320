import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/label";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { duration } from "../recipes/format";
import * as icons from "./icons";
import type { Cell, ComparedStep, Comparison } from "./model";
import { goalOf, moment } from "./words";

/** `<ht-compare-table comparison>`: the steps of several cooks side by side, with the tolerance that they give together. */
@element("ht-compare-table")
export class CompareTable extends LitElement {
  @property({ attribute: false }) comparison!: Comparison;
  @property({ attribute: false }) locale!: Locale;

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      div {
        position: relative;
        overflow-x: auto;
      }

      table {
        inline-size: 100%;
        border-collapse: collapse;
        line-height: 1.35;
      }

      th,
      td {
        padding: var(--ht-space-2) var(--ht-space-3);
        border-block-end: 1px solid var(--ht-line);
        text-align: start;
        vertical-align: top;
      }

      th {
        font-weight: 500;
      }

      thead th,
      small {
        font-size: var(--ht-size-14);
      }

      thead small,
      td small {
        display: block;
        color: var(--ht-text-2);
        font-weight: 400;
      }

      tbody th {
        min-inline-size: 10em;
        overflow-wrap: anywhere;
      }

      td {
        min-inline-size: 5.5em;
      }

      tr[data-only] {
        color: var(--ht-text-2);
      }

      .bar {
        position: relative;
        display: block;
        min-inline-size: 80px;
        block-size: 8px;
        margin-block-start: 6px;
        border-radius: 4px;
        background: color-mix(in srgb, var(--ht-text) 10%, transparent);
      }

      .bar i {
        position: absolute;
        inset-block: 0;
        min-inline-size: 4px;
        border-radius: 4px;
        background: var(--ht-heat-3);
      }

      .bar b {
        position: absolute;
        inset-block: -3px;
        inline-size: 2px;
        background: var(--ht-text);
      }
    `,
  ];

  protected override render() {
    const { locale, comparison } = this;
    const longest = Math.max(...comparison.steps.map((step) => step.longest_s), 1);
    return html`<div role="region" tabindex="0" aria-label=${locale.t("rec_compare")}><table>
      <thead>
        <tr>
          <th scope="col">${locale.t("rec_step")}</th>
          ${comparison.cooks.map(
            (cook) => html`<th scope="col">
              ${cook.cook || locale.t("rec_cook_unknown")}<small>${moment(locale, cook.started_at)}</small>
            </th>`,
          )}
          <th scope="col">${locale.t("rec_tolerance")}</th>
        </tr>
      </thead>
      <tbody>${comparison.steps.map((step) => this.renderStep(step, longest))}</tbody>
    </table></div>`;
  }

  private renderStep(step: ComparedStep, longest: number) {
    const { locale } = this;
    return html`<tr ?data-only=${!step.kept}>
      <th scope="row">
        ${step.text}${
          step.kept
            ? nothing
            : html`<small><ht-label .icon=${icons.out} .text=${locale.t("rec_only_here")}></ht-label></small>`
        }
      </th>
      ${step.cooks.map((cell) => html`<td class="digits">${this.renderCell(cell)}</td>`)}
      <td>${this.renderTolerance(step, longest)}</td>
    </tr>`;
  }

  private renderCell(cell: Cell | null) {
    const { locale } = this;
    if (cell === null)
      return html`<span aria-hidden="true">–</span><span class="visually-hidden">${locale.t("rec_not_done")}</span>`;
    const more = [
      cell.celsius === null ? "" : locale.temperature(cell.celsius),
      cell.power === null ? "" : locale.percent(cell.power),
    ].filter(Boolean);
    return html`${duration(locale, cell.seconds) || "·"}<small>${more.join(", ")}</small>`;
  }

  private renderTolerance(step: ComparedStep, longest: number) {
    const { locale } = this;
    if (!step.kept || step.activity === null) return nothing;
    const share = (seconds: number) => `${((100 * seconds) / longest).toFixed(1)}%`;
    const range = [...new Set([step.shortest_s, step.longest_s].map((seconds) => duration(locale, seconds)))];
    return html`${goalOf(locale, step.goal) || range.join(" – ")}<span class="bar" aria-hidden="true"
        ><i style="inset-inline-start:${share(step.shortest_s)};inline-size:${share(step.longest_s - step.shortest_s)}"></i
        ><b style="inset-inline-start:${share(step.usual_s)}"></b></span
      ><small class="digits">${range.join(" – ")}</small>`;
  }
}
