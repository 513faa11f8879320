import { css, html, nothing } from "lit";
import { state } from "lit/decorators.js";
import { levelWords } from "../cards/stove/burner-words";
import { element } from "../components/define";
import * as icons from "../components/icons";
import { RootElement } from "../components/root";
import "../components/button";
import "../components/label";
import "../components/slider";
import "../components/stop-button";
import { type Burner, controls, heatOf } from "../data/burners";
import type { Feed, Feeds } from "../data/feed";
import { isRefusal } from "../data/hass";
import { isRaise, needsArming, setHeat } from "../data/heat";
import { refusalWords } from "../data/refusal";
import { base, tokens } from "../styles/tokens";

/** Feature of a tile: the level of its burner, and stop. A raise waits for a second tap that names the level. */
@element("hearthtech-burner-feature-content")
export class BurnerFeature extends RootElement {
  @state() private entity = "";
  @state() private asked: number | undefined;
  @state() private refused = "";

  static override styles = [
    tokens,
    base,
    css`
      :host {
        display: block;
        line-height: 1.25;
      }

      .row {
        display: flex;
        align-items: center;
        gap: var(--ht-space-2);
        min-block-size: 48px;
      }

      ht-slider,
      .grow {
        flex: 1 1 auto;
        min-inline-size: 0;
      }
    `,
  ];

  setConfig(_config: object): void {}

  set context(context: { entity_id?: string } | undefined) {
    this.entity = context?.entity_id ?? "";
  }

  protected override used(feeds: Feeds): Feed<unknown>[] {
    return [feeds.burners];
  }

  protected override isReady(): boolean {
    return this.feeds.burners.status !== "loading";
  }

  private get burner(): Burner | undefined {
    const device = this.hass.entities[this.entity]?.device_id;
    if (!device) return undefined;
    return Object.values(this.feeds.burners.value.burners).find((burner) => burner.device_id === device);
  }

  protected override render() {
    const { burner, locale } = this;
    if (locale === undefined || this.feeds.burners.status === "loading") return nothing;
    if (burner === undefined)
      return html`<ht-label .icon=${icons.help} .text=${locale.t("unknown")}></ht-label>`;
    const heat = heatOf(burner);
    if (heat === "unknown") {
      return html`<div class="row"><ht-label .icon=${icons.help} .text=${locale.t("unknown")}></ht-label></div>`;
    }
    const connected = this.hass.connected !== false && this.hass.connection.connected;
    return html`<div class="row">
        ${this.asked === undefined ? this.renderLevel(burner, connected) : this.renderQuestion(burner, this.asked, connected)}
        ${
          this.asked === undefined
            ? html`<ht-stop-button
                .hass=${this.hass}
                .locale=${locale}
                .burners=${[burner.id]}
                .name=${burner.name}
                .on=${heat === "on"}
                .connected=${connected}
              ></ht-stop-button>`
            : nothing
        }
      </div>
      ${this.refused ? html`<ht-label tone="fault" .icon=${icons.alert} .text=${this.refused} role="status"></ht-label>` : nothing}`;
  }

  private renderLevel(burner: Burner, connected: boolean) {
    const { locale } = this;
    if (locale === undefined) return nothing;
    const can = controls(burner);
    const may = this.feeds.burners.value.mayHeat;
    const usable =
      can.power && burner.source !== "latched" && (heatOf(burner) === "on" || (can.starts && may));
    if (!can.power || (burner.source === "manual" && burner.kind !== null)) {
      return html`<span class="grow">${levelWords(burner, locale) ?? locale.t("unknown")}</span>`;
    }
    const [, most, step] = burner.range.power ?? [null, null, null];
    return html`<ht-slider
      label=${`${burner.name}, ${locale.t("level")}`}
      .min=${0}
      .max=${Math.min(most ?? 1, 2)}
      .step=${step ?? 0.05}
      .value=${burner.power ?? 0}
      .text=${levelWords(burner, locale) ?? ""}
      ?disabled=${!usable || !connected}
      @change=${this.released}
    ></ht-slider>`;
  }

  private renderQuestion(burner: Burner, power: number, connected: boolean) {
    const { locale } = this;
    if (locale === undefined) return nothing;
    const stove = this.feeds.burners.value.stoves[burner.stove];
    const waits = needsArming(burner, stove?.armed ?? null);
    const level = power > 1 ? locale.t("boost") : locale.percent(power);
    const key = burner.source === "idle" ? "start_at" : "raise_to";
    return html`<ht-button
        class="grow"
        kind="primary"
        label=${waits ? locale.t("arm_heading") : locale.t(key, { burner: burner.name, level })}
        ?disabled=${waits || !connected}
        @click=${() => this.send(burner, power)}
      ></ht-button>
      <ht-button compact .icon=${icons.close} label=${locale.t("cancel")} @click=${this.forget}></ht-button>`;
  }

  private released(event: Event): void {
    const { burner } = this;
    if (burner === undefined) return;
    const power = (event.target as unknown as { value: number }).value;
    this.refused = "";
    if (!isRaise(burner, { power })) this.send(burner, power);
    else if (this.feeds.burners.value.mayHeat) this.asked = power;
    else {
      this.refused = this.locale?.t("not_allowed") ?? "";
      this.requestUpdate();
    }
  }

  private forget(): void {
    this.asked = undefined;
  }

  private send(burner: Burner, power: number): void {
    this.asked = undefined;
    setHeat(this.hass, burner, { power }, heatOf(burner) === "off").catch(async (error) => {
      if (this.locale === undefined) return;
      this.refused = isRefusal(error)
        ? await refusalWords(this.hass, this.locale, error)
        : this.locale.t("unknown");
    });
  }
}
