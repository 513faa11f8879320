import { css, html, nothing } from "lit";
import { state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import * as icons from "../../../components/icons";
import "../../../components/label";
import "../../../components/sheet";
import { base } from "../../../styles/tokens";
import "./afterwards-section";
import "./cook-off-section";
import { gapWords, momentWords, needName } from "./data";
import "./dishes-section";
import "./gathering-form";
import "./guests-section";
import { parts } from "./parts";
import { GatheringSection } from "./section";

/** `<ht-gathering>`: one gathering for its host. */
@element("ht-gathering")
export class GatheringPage extends GatheringSection {
  @state() private changing = false;

  static override styles = [
    base,
    parts,
    css`
      :host,
      ht-afterwards-section {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
        align-items: start;
        gap: var(--ht-space-4);
      }

      .head {
        grid-column: 1 / -1;
      }

      .head h2 {
        font-size: var(--ht-size-28);
      }

      ht-afterwards-section {
        grid-column: 1 / -1;
      }

      .between {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: var(--ht-space-2);
      }
    `,
  ];

  protected override render() {
    const { hass, locale, gathering, list, connected } = this;
    const head = html`<section class="head">
      <div class="between">
        <h2>${gathering.title}</h2>
        <ht-label .text=${locale.t(gathering.open ? `g_stage_${gathering.stage}` : "g_closed")}></ht-label>
      </div>
      <p>${momentWords(locale, gathering.starts_at)}${gathering.place ? ` · ${gathering.place}` : ""}</p>
      ${gathering.words ? html`<p class="story">${gathering.words}</p>` : nothing}
      <div class="actions">
        <ht-button
          label=${locale.t("g_change")}
          ?disabled=${this.locked}
          @click=${() => {
            this.changing = true;
          }}
        ></ht-button>
      </div>
    </section>`;
    return html`${head}${this.renderOverview()}
      <ht-guests-section
        .hass=${hass}
        .locale=${locale}
        .gathering=${gathering}
        .list=${list}
        .connected=${connected}
      ></ht-guests-section>
      <ht-dishes-section
        .hass=${hass}
        .locale=${locale}
        .gathering=${gathering}
        .list=${list}
        .connected=${connected}
      ></ht-dishes-section>
      <ht-cook-off-section
        .hass=${hass}
        .locale=${locale}
        .gathering=${gathering}
        .list=${list}
        .connected=${connected}
      ></ht-cook-off-section>
      <ht-afterwards-section
        .hass=${hass}
        .locale=${locale}
        .gathering=${gathering}
        .list=${list}
        .connected=${connected}
      ></ht-afterwards-section>
      <ht-sheet
        .open=${this.changing}
        heading=${locale.t("g_change")}
        .closeLabel=${locale.t("close")}
        @closed=${() => {
          this.changing = false;
        }}
      >
        ${
          this.changing
            ? html`<ht-gathering-form
                .hass=${hass}
                .locale=${locale}
                .gathering=${gathering}
                @saved=${() => {
                  this.changing = false;
                  this.dispatchEvent(new CustomEvent("changed", { bubbles: true, composed: true }));
                }}
              ></ht-gathering-form>`
            : nothing
        }
      </ht-sheet>`;
  }

  private renderOverview() {
    const { hass, locale, gathering } = this;
    const { overview } = gathering;
    const needs = Object.entries(overview.needs.counts);
    return html`<section>
      <h2>${locale.t("g_overview")}</h2>
      <p>
        ${[
          locale.t("g_coming", { count: locale.number(overview.coming) }),
          locale.t("g_maybe", { count: locale.number(overview.maybe) }),
          locale.t("g_portions", { count: locale.number(overview.portions) }),
        ].join(" · ")}
      </p>
      ${
        overview.unanswered.length === 0
          ? nothing
          : html`<p>${locale.t("g_open_answers", { names: overview.unanswered.join(", ") })}</p>`
      }
      <h3>${locale.t("g_missing")}</h3>
      ${
        overview.gaps.length === 0
          ? html`<ht-label tone="good" .icon=${icons.check} .text=${locale.t("g_complete")}></ht-label>`
          : html`<ul>${overview.gaps.map((gap) => html`<li>${gapWords(hass, locale, gap)}</li>`)}</ul>`
      }
      ${overview.needs.severe.map(
        (code) => html`<ht-label
          tone="fault"
          .icon=${icons.alert}
          .text=${locale.t("g_severe", { what: needName(hass, code) })}
        ></ht-label>`,
      )}
      ${
        overview.needs.answers === 0
          ? html`<p class="soft">${locale.t("g_needs_few")}</p>`
          : html`<h3>${locale.t("g_needs", { count: locale.number(overview.needs.answers) })}</h3>
              <ul>${needs.map(([code, count]) => html`<li>${needName(hass, code)}: ${locale.number(count)}</li>`)}</ul>`
      }
    </section>`;
  }
}
