import { html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../../components/define";
import * as icons from "../../components/icons";
import { RootElement } from "../../components/root";
import "../../components/empty-state";
import "../../components/label";
import "../../components/sheet";
import "../../components/stop-button";
import "../../components/trace";
import {
  type Burner,
  bridgeOf,
  burnersOf,
  foodCelsius,
  heatOf,
  onlyMeasures,
  type Stove,
} from "../../data/burners";
import type { Feed, Feeds } from "../../data/feed";
import { type Traces, tracesOf } from "../../data/trace";
import { base, tokens } from "../../styles/tokens";
import "./burner-controls";
import "./burner-tile";
import { shownOf } from "./burner-words";
import type { StoveCardConfig } from "./config";
import { stoveStyles } from "./stove-styles";
import { worktop } from "./worktop";

/** The stove card: the hob as it lies in the worktop. `hearthtech-stove-card` loads it. */
@element("hearthtech-stove-card-content")
export class StoveCard extends RootElement {
  @property({ attribute: false }) config: StoveCardConfig = { type: "" };
  @state() private opened: string | undefined;
  private traces: Traces | undefined;

  static override styles = [tokens, base, stoveStyles];

  setConfig(config: StoveCardConfig): void {
    this.config = config;
  }

  protected override used(feeds: Feeds): Feed<unknown>[] {
    return [feeds.burners];
  }

  protected override feedChanged(): void {
    this.traces?.sample();
    super.feedChanged();
  }

  protected override isReady(): boolean {
    return this.feeds.burners.status !== "loading";
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.hasHass) this.traces ??= tracesOf(this.hass.connection, () => this.requestUpdate());
  }

  protected override render() {
    const { status, value } = this.feeds.burners;
    if (status === "missing")
      return this.frame(this.notice("integration_missing", "integration_missing_text"));
    if (status === "loading") {
      return this.frame(html`<ht-label .text=${this.t("loading")}></ht-label>`);
    }
    const stove = this.stoveOf();
    if (stove === undefined) {
      const none = Object.keys(value.stoves).length === 0;
      return this.frame(
        none ? this.notice("stove_none", "stove_none_text") : this.notice("stove_gone", "stove_choose"),
      );
    }
    const burners = this.burnersOf(stove);
    const heats = burners.filter((burner) => !onlyMeasures(burner));
    return this.frame(html`
      ${this.renderHeader(stove, heats)}
      ${heats.length > 0 ? this.renderWorktop(stove, heats) : nothing}
      ${this.renderReadings(burners)}
      ${this.renderSheet(stove, burners)}
    `);
  }

  private t = (key: Parameters<NonNullable<typeof this.locale>["t"]>[0]): string => this.locale?.t(key) ?? "";

  private frame(content: unknown) {
    return html`<section class="card" aria-label=${this.config.name ?? this.t("stove")}>${content}</section>`;
  }

  private notice(
    heading: "stove_none" | "stove_gone" | "integration_missing",
    text: "stove_none_text" | "stove_choose" | "integration_missing_text",
  ) {
    return html`<ht-empty-state .icon=${icons.stove} heading=${this.t(heading)} text=${this.t(text)}></ht-empty-state>`;
  }

  private get connected(): boolean {
    return this.hass.connected !== false && this.hass.connection.connected;
  }

  // Which stove, and which of its burners

  private stoveOf(): Stove | undefined {
    const { stoves, burners } = this.feeds.burners.value;
    const { device, stove } = this.config;
    if (device !== undefined) {
      const burner = Object.values(burners).find((one) => one.device_id === device);
      return burner === undefined
        ? Object.values(stoves).find((one) => one.device_id === device)
        : stoves[burner.stove];
    }
    if (stove !== undefined)
      return stoves[stove] ?? stoves[stove.slice(0, Math.max(stove.lastIndexOf("/"), 0))];
    return Object.values(stoves).find((one) => one.kind !== "thermometer") ?? Object.values(stoves)[0];
  }

  private burnersOf(stove: Stove): Burner[] {
    const all = burnersOf(this.feeds.burners.value, stove.id);
    const { device, stove: chosen } = this.config;
    const one = all.find(
      (burner) => burner.id === chosen || (device !== undefined && burner.device_id === device),
    );
    return one === undefined ? all : [one];
  }

  // Parts

  private renderHeader(stove: Stove, heats: Burner[]) {
    const { locale } = this;
    if (locale === undefined) return nothing;
    const on = heats.filter((burner) => heatOf(burner) === "on");
    const several = heats.length > 1;
    return html`<header>
      <div class="title">
        <h2>${this.config.name ?? stove.name_by_user ?? stove.name}</h2>
        <div class="facts">
          ${stove.available ? nothing : html`<ht-label .icon=${icons.help} .text=${locale.t("unknown")}></ht-label>`}
          ${this.connected ? nothing : html`<ht-label .icon=${icons.offline} tone="fault" .text=${locale.t("offline")}></ht-label>`}
          ${stove.armed ? html`<ht-label .icon=${icons.armed} tone="good" .text=${locale.t("armed")}></ht-label>` : nothing}
          ${stove.locked ? html`<ht-label .icon=${icons.lock} .text=${locale.t("locked")}></ht-label>` : nothing}
        </div>
      </div>
      ${
        several
          ? html`<ht-stop-button
              .hass=${this.hass}
              .locale=${locale}
              .burners=${heats.map((burner) => burner.id)}
              .label=${locale.t("stop_all")}
              .name=${stove.name}
              .on=${on.length > 0}
              .connected=${this.connected}
            ></ht-stop-button>`
          : nothing
      }
    </header>`;
  }

  private renderWorktop(stove: Stove, heats: Burner[]) {
    const { locale } = this;
    if (locale === undefined) return nothing;
    const plan = worktop(heats, this.config.arrangement);
    const places = new Map(plan.places.map((place) => [place.n, place]));
    return html`<div
      class=${`worktop columns-${plan.columns}`}
      style="grid-template-columns:repeat(${plan.columns},minmax(0,1fr));grid-template-rows:repeat(${plan.rows * 2},auto)"
    >
      ${heats.map((burner) => {
        const place = places.get(burner.n);
        const leads = bridgeOf(stove, burner.n);
        if (place === undefined || (leads !== null && leads !== burner.n)) return nothing;
        const pair = leads === null ? undefined : stove.bridges.find(([first]) => first === leads);
        const other = heats.find((one) => one.n === pair?.[1]);
        const beside = other === undefined ? undefined : places.get(other.n);
        const rows = [place.row, beside?.row ?? place.row];
        const columns = [place.column, beside?.column ?? place.column];
        const area = [
          Math.min(...rows) * 2 + 1,
          Math.min(...columns) + 1,
          Math.max(...rows) * 2 + 3,
          Math.max(...columns) + 2,
        ].join(" / ");
        return html`<div class=${other === undefined ? "place" : "place joined"} style="grid-area:${area}">
          <ht-burner-tile
            .hass=${this.hass}
            .locale=${locale}
            .clock=${this.feeds.clock}
            .burner=${burner}
            .bridged=${other?.name ?? ""}
            .connected=${this.connected}
            @opened=${this.open}
          ></ht-burner-tile>
        </div>`;
      })}
    </div>`;
  }

  /** Temperatures against their targets: of thermometers always, of burners while they are on. */
  private renderReadings(burners: Burner[]) {
    const { locale, traces } = this;
    if (locale === undefined || traces === undefined) return nothing;
    const alone = burners.filter(onlyMeasures);
    const cooking =
      this.config.trace === false
        ? []
        : burners.filter((burner) => heatOf(burner) === "on" && foodCelsius(burner) !== null);
    return html`${
      alone.length === 0
        ? nothing
        : html`<div class="measures">
            ${alone.map(
              (burner) => html`<div class="measure">
                <div>
                  ${alone.length > 1 ? html`<div>${burner.name}</div>` : nothing}
                  <div class="big digits">${foodCelsius(burner) === null ? "?" : locale.temperature(foodCelsius(burner) ?? 0)}</div>
                  <ht-label .icon=${shownOf(burner, locale).status.icon} .text=${shownOf(burner, locale).status.text}></ht-label>
                </div>
                <ht-trace scale .points=${traces.of(burner.id)} .now=${traces.changedAt} .locale=${locale}></ht-trace>
              </div>`,
            )}
          </div>`
    }
    ${
      cooking.length === 0
        ? nothing
        : html`<div>
            ${cooking.map(
              (burner) => html`<div class="reading">
                <div>
                  <div class="name">${burner.name}</div>
                  <span class="value digits">${locale.temperature(foodCelsius(burner) ?? 0)}</span>
                  ${burner.target_c === null ? nothing : html`<span class="goal digits">→ ${locale.temperature(burner.target_c)}</span>`}
                </div>
                <ht-trace .points=${traces.of(burner.id)} .now=${traces.changedAt} .locale=${locale}></ht-trace>
              </div>`,
            )}
          </div>`
    }`;
  }

  private renderSheet(stove: Stove, burners: Burner[]) {
    const burner = burners.find((one) => one.id === this.opened);
    const { locale } = this;
    if (locale === undefined) return nothing;
    return html`<ht-sheet
      .open=${burner !== undefined}
      heading=${burner?.name ?? ""}
      .closeLabel=${locale.t("close")}
      @closed=${this.close}
    >
      ${
        burner === undefined
          ? nothing
          : html`
              ${
                onlyMeasures(burner)
                  ? nothing
                  : html`<ht-stop-button
                      slot="pinned"
                      .hass=${this.hass}
                      .locale=${locale}
                      .burners=${[burner.id]}
                      .name=${burner.name}
                      .on=${heatOf(burner) === "on"}
                      .connected=${this.connected}
                    ></ht-stop-button>`
              }
              <ht-burner-controls
                .hass=${this.hass}
                .locale=${locale}
                .clock=${this.feeds.clock}
                .burner=${burner}
                .stove=${stove}
                .points=${this.traces?.of(burner.id) ?? []}
                .drawnAt=${this.traces?.changedAt ?? 0}
                .mayHeat=${this.feeds.burners.value.mayHeat}
                .connected=${this.connected}
              ></ht-burner-controls>`
      }
    </ht-sheet>`;
  }

  private open(event: CustomEvent<string>): void {
    this.opened = event.detail;
  }

  private close(): void {
    this.opened = undefined;
  }
}
