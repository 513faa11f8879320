import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../components/define";
import { tick } from "../components/ticker";
import type { ServerClock } from "../data/clock";
import type { HomeAssistant } from "../data/hass";
import type { Session } from "../data/sessions";
import type { Locale } from "../localize/localize";
import { base } from "../styles/tokens";
import { timeOfDay } from "./moments";
import { isOver } from "./state";

/** `<ht-cook-timeline>`: all dishes on one line of time, from the first beginning to the last end. Fires `chosen`. */
@element("ht-cook-timeline")
export class CookTimeline extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) clock!: ServerClock;
  @property({ attribute: false }) session!: Session;
  @property() focused = "";
  private stop: (() => void) | undefined;
  private shownAt = 0;

  static override styles = [
    base,
    css`
      :host {
        display: block;
        padding-inline: var(--ht-space-4);
      }

      ol {
        display: flex;
        flex-direction: column;
        gap: 4px;
        margin: 0;
        padding: 0;
        list-style: none;
      }

      button {
        display: grid;
        grid-template-columns: minmax(6em, 22%) minmax(0, 1fr) 8.5em;
        align-items: center;
        gap: var(--ht-space-3);
        inline-size: 100%;
        min-block-size: 32px;
        padding: 2px 8px;
        border: 0;
        border-radius: 12px;
        font: inherit;
        font-size: var(--ht-size-14);
        line-height: 1.2;
        text-align: start;
        color: var(--ht-text);
        background: none;
        cursor: pointer;
      }

      button[aria-pressed="true"] {
        font-weight: 500;
        background: color-mix(in srgb, var(--ht-text) 7%, transparent);
      }

      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .lane {
        position: relative;
        block-size: 14px;
      }

      .bar,
      .past {
        position: absolute;
        inset-block: 0;
        border-radius: 7px;
        border: 1px solid var(--ht-heat-edge);
        background: transparent;
      }

      .bar.open {
        border-style: dashed;
        border-inline-end: 0;
        border-start-end-radius: 0;
        border-end-end-radius: 0;
      }

      .past {
        background: var(--ht-heat-3);
      }

      .now {
        position: absolute;
        inset-block: -5px;
        inline-size: 2px;
        background: var(--ht-text);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = tick(() => {
      // Once in five seconds is as much as can be seen.
      if (this.clock.now() - this.shownAt >= 5) this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override render() {
    const { session, locale } = this;
    const now = this.clock.now();
    this.shownAt = now;
    const begun = now - session.elapsed_s / (session.clock_rate || 1);
    const ends = session.dishes.map((dish) => dish.ready_at ?? now);
    const from = Math.min(begun, now);
    const to = Math.max(now + 60, session.ready_at ?? 0, ...ends);
    const at = (moment: number) =>
      `${(Math.min(Math.max((moment - from) / (to - from), 0), 1) * 100).toFixed(2)}%`;
    const width = (start: number, end: number) =>
      `${((Math.max(end - start, 0) / (to - from)) * 100).toFixed(2)}%`;
    return html`<ol aria-label=${locale.t("cook_timeline")}>
      ${session.dishes.map((dish) => {
        const start = dish.begins_at ?? begun;
        const end = isOver(dish) ? now : (dish.ready_at ?? to);
        const ready =
          isOver(dish) || dish.phase === "warming"
            ? locale.t("cook_ready")
            : dish.phase === "planned" && dish.begins_at !== null
              ? locale.t("cook_begins_at", { time: timeOfDay(this.hass, dish.begins_at) })
              : dish.ready_at === null
                ? locale.t("cook_step_short", { step: dish.step + 1, steps: dish.steps })
                : locale.t("cook_ready_at", { time: timeOfDay(this.hass, dish.ready_at) });
        return html`<li>
          <button
            type="button"
            aria-pressed=${dish.id === this.focused ? "true" : "false"}
            @click=${() => this.dispatchEvent(new CustomEvent("chosen", { detail: dish.id }))}
          >
            <span class="name">${dish.name}</span>
            <span class="lane" aria-hidden="true">
              <span
                class=${dish.ready_at === null && !isOver(dish) ? "bar open" : "bar"}
                style="inset-inline-start:${at(start)};inline-size:${width(start, end)}"
              ></span>
              ${
                start < now
                  ? html`<span class="past" style="inset-inline-start:${at(start)};inline-size:${width(start, Math.min(now, end))}"></span>`
                  : nothing
              }
              <span class="now" style="inset-inline-start:${at(now)}"></span>
            </span>
            <span class="digits">${ready}</span>
          </button>
        </li>`;
      })}
    </ol>`;
  }
}
