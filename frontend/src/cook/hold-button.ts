import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../components/define";
import "../components/icon";
import tapHold from "mdi:mdiGestureTapHold";
import { base } from "../styles/tokens";

/** How long a button that raises heat is held (ms). */
export const HOLD_MS = 600;

/**
 * `<ht-hold-button label note icon hold>`: a large button. With `hold` it acts after it was held, and `note` names burner
 * and level. Without a pointer a first press asks, and a second one on the same words agrees. Fires `go`.
 */
@element("ht-hold-button")
export class HoldButton extends LitElement {
  @property() label = "";
  /** What it raises: "Front left to 80 %". */
  @property() note = "";
  @property({ attribute: false }) hint = "";
  @property({ attribute: false }) icon = "";
  @property({ type: Boolean, reflect: true }) hold = false;
  @property({ type: Boolean }) disabled = false;
  @property({ type: Boolean, reflect: true }) quiet = false;
  /** Only its icon is seen; the label is read out. */
  @property({ type: Boolean, reflect: true }) compact = false;
  @state() private holding = false;
  @state() private short = false;
  @state() private asks = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private done = false;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        min-inline-size: 72px;
      }

      button {
        position: relative;
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 12px;
        inline-size: 100%;
        min-block-size: 72px;
        min-inline-size: 72px;
        padding: 8px 20px;
        border: 0;
        border-radius: 24px;
        font: inherit;
        font-size: var(--ht-size-24);
        font-weight: 500;
        line-height: 1.2;
        color: var(--ht-on-accent);
        background: var(--ht-accent);
        overflow: hidden;
        cursor: pointer;
        touch-action: manipulation;
        user-select: none;
        -webkit-user-select: none;
        -webkit-touch-callout: none;
        -webkit-tap-highlight-color: transparent;
        --ht-icon-size: 32px;
      }

      :host([quiet]) button {
        border: 2px solid var(--ht-outline);
        color: var(--ht-text);
        background: transparent;
      }

      button:disabled {
        border: 2px solid var(--ht-line);
        color: var(--ht-text-2);
        background: transparent;
        cursor: default;
      }

      .fill {
        position: absolute;
        inset: 0;
        background: color-mix(in srgb, var(--ht-on-accent) 35%, transparent);
        transform: scaleX(0);
        transform-origin: left;
      }

      :host(:dir(rtl)) .fill {
        transform-origin: right;
      }

      .holding .fill {
        transform: scaleX(1);
        transition: transform ${HOLD_MS}ms linear;
      }

      .words {
        position: relative;
        display: flex;
        flex-direction: column;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }

      .note {
        font-size: var(--ht-size-16);
        font-weight: 400;
      }

      :host([compact]) button {
        padding: 4px;
      }

      :host([compact]) .note {
        font-size: var(--ht-size-12);
      }

      ht-icon {
        position: relative;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override render() {
    const note = this.short || this.asks ? this.hint : this.note;
    return html`<button
      type="button"
      class=${this.holding ? "holding" : nothing}
      ?disabled=${this.disabled}
      aria-label=${this.compact ? [this.label, this.note].filter(Boolean).join(": ") : nothing}
      @pointerdown=${this.pressed}
      @pointerup=${this.released}
      @pointerleave=${this.released}
      @pointercancel=${this.released}
      @contextmenu=${(event: Event) => event.preventDefault()}
      @click=${this.clicked}
      @blur=${() => {
        this.asks = false;
      }}
    >
      <span class="fill"></span>
      ${this.hold && !this.compact ? html`<ht-icon .path=${tapHold}></ht-icon>` : this.icon ? html`<ht-icon .path=${this.icon}></ht-icon>` : nothing}
      ${!this.compact || this.short || this.asks ? html`<span class="words">${this.compact ? nothing : html`<span>${this.label}</span>`}${note ? html`<span class="note" aria-live="polite">${note}</span>` : nothing}</span>` : nothing}
    </button>`;
  }

  /** Show that it has to be held; called when a key or a pedal wanted to raise heat. */
  showHint(): void {
    this.short = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.short = false;
    }, 4000);
  }

  private pressed(event: PointerEvent): void {
    this.done = false;
    if (!this.hold || this.disabled || event.button !== 0) return;
    this.holding = true;
    this.short = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.done = true;
      this.holding = false;
      this.fire();
    }, HOLD_MS);
  }

  private released(): void {
    if (!this.holding) return;
    this.holding = false;
    clearTimeout(this.timer);
    if (!this.done) this.showHint();
  }

  private clicked(event: MouseEvent): void {
    // Releasing the pointer that held the button is not a second press, even if its action has changed since.
    const held = this.done && event.detail > 0;
    this.done = false;
    if (this.disabled || held) return;
    if (!this.hold) {
      this.fire();
      return;
    }
    // The pointer's own click follows a hold or a press that was too short. Keys and screen readers have none.
    if (event.detail > 0) return;
    if (this.asks) {
      this.asks = false;
      this.fire();
    } else this.asks = true;
  }

  private fire(): void {
    this.dispatchEvent(new Event("go"));
  }
}
