import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { element } from "../../components/define";
import * as icons from "../../components/icons";
import "../../components/button";
import "../../components/chip";
import "../../components/empty-state";
import "../../components/field";
import "../../components/list";
import "../../components/row";
import "../../components/stop-button";
import "../../components/timer-ring";
import type { Burner, BurnerState } from "../../data/burners";
import type { ServerClock } from "../../data/clock";
import { type HomeAssistant, isRefusal } from "../../data/hass";
import { setHeat } from "../../data/heat";
import { refusalWords } from "../../data/refusal";
import type { ShownTimer } from "../../data/timers";
import type { Locale } from "../../localize/localize";
import { base } from "../../styles/tokens";

const CHOICES = [1, 3, 5, 10, 20];
/** The longest timer that the field takes (min): a week. */
const MOST_MINUTES = 7 * 24 * 60;

/**
 * `<ht-timer-list>`: every timer with its ring, one more minute, pause and stop; and a new one. A timer that turns a burner
 * off gets another minute only from those who may raise heat.
 */
@element("ht-timer-list")
export class TimerList extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) clock!: ServerClock;
  @property({ attribute: false }) timers: readonly ShownTimer[] = [];
  @property({ attribute: false }) burners!: BurnerState;
  @property({ type: Boolean }) connected = true;
  /** Whether a new timer can be set. */
  @property({ attribute: false }) offersNew = true;
  @state() private failedAt = "";
  @state() private reason = "";
  @state() private name = "";
  @state() private minutes = "";
  private again: (() => void) | undefined;

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-3);
      }

      .name {
        font-weight: 500;
        font-size: var(--ht-size-16);
      }

      .detail {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        font-size: var(--ht-size-14);
        color: var(--ht-text-2);
      }

      .detail.urgent {
        color: var(--ht-fault-text);
        font-weight: 500;
      }

      .new {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--ht-space-2);
        padding-block-start: var(--ht-space-2);
        border-block-start: 1px solid var(--ht-line);
      }

      .new ht-field {
        flex: 2 1 8em;
      }

      .new ht-field.minutes {
        flex: 1 1 5em;
      }

      .chips {
        display: flex;
        flex: 1 1 100%;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }

      .failed {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--ht-space-2);
        color: var(--ht-fault-text);
        font-size: var(--ht-size-14);
        line-height: 1.35;
      }
    `,
  ];

  protected override render() {
    const { locale } = this;
    return html`${
      this.timers.length === 0
        ? html`<ht-empty-state
              .icon=${icons.timer}
              heading=${locale.t("timer_none")}
              text=${locale.t("timer_none_text")}
            ></ht-empty-state>`
        : html`<ht-list aria-label=${locale.t("timers")}>
              ${repeat(
                this.timers,
                (timer) => timer.key,
                (timer) => this.renderTimer(timer),
              )}
            </ht-list>`
    }
      ${this.offersNew ? this.renderNew() : nothing}
      <div role="status">${this.failedAt === "new" ? this.renderFailed() : nothing}</div>`;
  }

  private nameOf(timer: ShownTimer): string {
    if (timer.kind === "burner") return this.locale.t("timer_of_burner", { burner: timer.name });
    return timer.name || this.locale.t("timer");
  }

  private renderTimer(timer: ShownTimer) {
    const { locale } = this;
    const name = this.nameOf(timer);
    const detail = timer.ringing
      ? locale.t("ringing")
      : timer.pausedLeftS !== null
        ? locale.t("paused")
        : timer.detail;
    return html`<ht-row data-key=${timer.key}>
      <ht-timer-ring slot="start" .timer=${timer} .clock=${this.clock} .locale=${locale}></ht-timer-ring>
      <div class="name">${name}</div>
      ${detail ? html`<div class=${timer.ringing ? "detail urgent" : "detail"}>${detail}</div>` : nothing}
      ${this.failedAt === timer.key ? this.renderFailed() : nothing}
      ${this.renderButtons(timer, name)}
    </ht-row>`;
  }

  private renderButtons(timer: ShownTimer, name: string) {
    const { locale } = this;
    const off = !this.connected;
    if (timer.kind === "step") return nothing;
    if (timer.kind === "burner") {
      const burner = this.burners.burners[timer.id];
      if (burner === undefined) return nothing;
      return html`${
        this.burners.mayHeat && burner.source === "remote"
          ? html`<ht-button
                slot="end"
                label=${locale.t("add_minute")}
                ?disabled=${off}
                @click=${() => this.extendBurner(timer, burner)}
              ></ht-button>`
          : nothing
      }
        <ht-stop-button
          slot="end"
          .hass=${this.hass}
          .locale=${locale}
          .burners=${[burner.id]}
          .name=${burner.name}
          .on=${burner.source !== "idle"}
          .connected=${this.connected}
        ></ht-stop-button>`;
    }
    if (timer.ringing) {
      return html`<ht-button
        slot="end"
        kind="primary"
        .icon=${icons.bellRing}
        label=${locale.t("silence")}
        ?disabled=${off}
        @click=${() => this.send(timer.key, { type: "hearthtech/timer/silence" })}
      ></ht-button>`;
    }
    const change = (what: string) => () =>
      this.send(timer.key, { type: "hearthtech/timer/change", timer: timer.id, change: what });
    const paused = timer.pausedLeftS !== null;
    return html`<ht-button slot="end" label=${locale.t("add_minute")} ?disabled=${off} @click=${change("extend")}></ht-button>
      <ht-button
        slot="end"
        compact
        .icon=${paused ? icons.play : icons.pause}
        label=${`${locale.t(paused ? "resume" : "pause")}: ${name}`}
        ?disabled=${off}
        @click=${change(paused ? "resume" : "pause")}
      ></ht-button>
      <ht-button
        slot="end"
        compact
        .icon=${icons.close}
        label=${`${locale.t("stop_timer")}: ${name}`}
        ?disabled=${off}
        @click=${change("cancel")}
      ></ht-button>`;
  }

  private renderNew() {
    const { locale } = this;
    return html`<div class="new" role="group" aria-label=${locale.t("timer_new")}>
      <div class="chips">
        ${CHOICES.map(
          (minutes) => html`<ht-chip
            label=${locale.t("minutes", { count: minutes })}
            ?disabled=${!this.connected}
            @click=${() => this.start(minutes)}
          ></ht-chip>`,
        )}
      </div>
      <ht-field label=${locale.t("timer_name")} .value=${this.name} @change=${this.named}></ht-field>
      <ht-field
        class="minutes"
        inputmode="decimal"
        maxlength="6"
        label=${locale.t("timer_minutes")}
        .value=${this.minutes}
        @change=${this.counted}
        @keydown=${this.entered}
      ></ht-field>
      <ht-button .icon=${icons.play} label=${locale.t("timer_start")} ?disabled=${!this.connected} @click=${this.startTyped}></ht-button>
    </div>`;
  }

  private renderFailed() {
    return html`<div class="failed">
      <span>${this.locale.t("failed", { reason: this.reason })}</span>
      <ht-button label=${this.locale.t("retry")} @click=${() => this.again?.()}></ht-button>
    </div>`;
  }

  private named(event: Event): void {
    this.name = (event.target as unknown as { value: string }).value;
  }

  private counted(event: Event): void {
    this.minutes = (event.target as unknown as { value: string }).value;
  }

  private entered(event: KeyboardEvent): void {
    if (event.key !== "Enter") return;
    this.counted(event);
    this.startTyped();
  }

  private startTyped(): void {
    const minutes = Number(this.minutes.trim().replace(",", "."));
    if (minutes > 0 && minutes <= MOST_MINUTES) this.start(minutes);
  }

  private start(minutes: number): void {
    const name = this.name.trim();
    this.send("new", { type: "hearthtech/timer/set", name, seconds: minutes * 60 }, () => {
      this.name = "";
      this.minutes = "";
    });
  }

  private extendBurner(timer: ShownTimer, burner: Burner): void {
    const level =
      burner.target_c === null ? { power: burner.power ?? 0 } : { temperature_c: burner.target_c };
    const left = Math.max(timer.endsAt - this.clock.now(), 0);
    this.attempt(timer.key, () => setHeat(this.hass, burner, { ...level, timer_s: left + 60 }, false));
  }

  private send(key: string, message: object, done?: () => void): void {
    this.attempt(key, () => this.hass.connection.sendMessagePromise(message), done);
  }

  private attempt(key: string, work: () => Promise<unknown>, done?: () => void): void {
    this.failedAt = "";
    this.again = () => this.attempt(key, work, done);
    work().then(done, async (error) => {
      this.reason = isRefusal(error)
        ? await refusalWords(this.hass, this.locale, error)
        : this.locale.t("unknown");
      this.failedAt = key;
    });
  }
}
