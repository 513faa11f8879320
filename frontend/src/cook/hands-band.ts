import { css, html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../components/define";
import "../components/icon";
import { hand } from "../components/icons";
import type { Dish, Session } from "../data/sessions";
import type { Key, Locale } from "../localize/localize";
import { base } from "../styles/tokens";
import { soundCall } from "./sound";

/** Time after which an unanswered call sounds again (ms). */
export const AGAIN_MS = 30_000;

const REASONS: Record<string, Key> = {
  hands: "cook_call_hands",
  confirm: "cook_call_confirm",
  heat: "cook_call_heat",
  start: "cook_call_start",
  gate: "cook_call_gate",
  cook_sees: "cook_call_sees",
  pan_lifted: "cook_call_pan",
  cut: "cook_call_cut",
  sensor: "cook_call_sensor",
  stove_lost: "cook_call_stove",
  restart: "cook_call_restart",
  journal: "cook_call_journal",
};

/** `<ht-hands-band>`: the dishes that call, with pot and burner. It sounds until somebody answers. Fires `answered`. */
@element("ht-hands-band")
export class HandsBand extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) dishes: readonly Dish[] = [];
  /** The names of burners by their ids. */
  @property({ attribute: false }) burners: Readonly<Record<string, { name: string }>> = {};
  private sounded = new Map<string, number>();
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      .call {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        padding: 12px 16px;
        color: #fff;
        background: #9d3800;
        --ht-icon-size: 40px;
      }

      .call.answered {
        padding-block: 4px;
        --ht-icon-size: 24px;
      }

      .words {
        flex: 1 1 12em;
        min-inline-size: 0;
        font-size: var(--ht-size-28);
        font-weight: 500;
        line-height: 1.25;
        overflow-wrap: anywhere;
      }

      .answered .words {
        font-size: var(--ht-size-16);
      }

      .reason {
        display: block;
        font-size: var(--ht-size-16);
        font-weight: 400;
      }

      button {
        min-block-size: 56px;
        padding: 8px 24px;
        border: 2px solid #fff;
        border-radius: 28px;
        font: inherit;
        font-size: var(--ht-size-20);
        font-weight: 500;
        white-space: nowrap;
        color: #fff;
        background: transparent;
        cursor: pointer;
      }

      @media (max-width: 600px) {
        .call {
          flex-wrap: nowrap;
          padding: 8px 12px;
          --ht-icon-size: 28px;
        }

        .words {
          font-size: var(--ht-size-20);
        }

        button {
          min-block-size: 48px;
          padding: 4px 14px;
          font-size: var(--ht-size-16);
        }
      }

      button:focus-visible {
        outline-color: #fff;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.sound(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override updated(): void {
    this.sound();
  }

  protected override render() {
    const { locale } = this;
    return html`<div role="alert">
      ${this.dishes.map((dish) => {
        const burner = dish.burner_id === null ? undefined : this.burners[dish.burner_id]?.name;
        const reason = REASONS[dish.waiting === "resume" ? (dish.pause ?? "") : dish.waiting];
        return html`<div class=${dish.answered ? "call answered" : "call"}>
          <ht-icon .path=${hand}></ht-icon>
          <span class="words"
            >${locale.t("cook_hands", { dish: burner === undefined ? dish.name : `${dish.name}, ${burner}` })}
            ${reason === undefined ? "" : html`<span class="reason">${locale.t(reason)}</span>`}</span
          >
          ${
            dish.answered
              ? ""
              : html`<button
                  type="button"
                  @click=${() => this.dispatchEvent(new CustomEvent("answered", { detail: dish }))}
                >
                  ${locale.t("cook_answer")}
                </button>`
          }
        </div>`;
      })}
    </div>`;
  }

  /** Sound once for a new call, and again while it is not answered. */
  private sound(): void {
    const now = performance.now();
    const open = new Map<string, number>();
    let sounds = false;
    for (const dish of this.dishes) {
      if (dish.answered) continue;
      const key = `${this.session.id} ${dish.id} ${dish.step} ${dish.waiting} ${dish.pause ?? ""}`;
      const last = this.sounded.get(key);
      const due = last === undefined || now - last >= AGAIN_MS;
      open.set(key, due ? now : last);
      sounds ||= due;
    }
    this.sounded = open;
    if (sounds) soundCall();
  }
}
