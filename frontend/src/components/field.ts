import { css, html, LitElement, nothing } from "lit";
import { property, query } from "lit/decorators.js";
import { base, controls } from "../styles/tokens";
import { element } from "./define";

/** `<ht-field label value error>`: one line of text. Fires `input` and `change`; `value` is what is written. */
@element("ht-field")
export class Field extends LitElement {
  @property() label = "";
  @property() value = "";
  @property() help = "";
  @property() error = "";
  @property({ type: Number }) maxlength = 120;
  @property() inputmode: "text" | "numeric" | "decimal" = "text";
  @property({ type: Boolean }) disabled = false;
  @query("input") private input!: HTMLInputElement;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
      }

      input[aria-invalid="true"] {
        border: 2px solid var(--ht-fault);
      }

      .note {
        margin: 4px 0 0;
        font-size: var(--ht-size-14);
        line-height: 1.35;
        color: var(--ht-text-2);
      }

      .error {
        color: var(--ht-fault-text);
      }
    `,
  ];

  protected override render() {
    const note = this.error || this.help;
    return html`
      <label for="input">${this.label}</label>
      <input
        id="input"
        .value=${this.value}
        maxlength=${this.maxlength}
        inputmode=${this.inputmode}
        autocomplete="off"
        ?disabled=${this.disabled}
        aria-invalid=${this.error ? "true" : "false"}
        aria-describedby=${note ? "note" : nothing}
        @input=${this.written}
        @change=${this.changed}
      />
      ${note ? html`<p id="note" class=${this.error ? "note error" : "note"}>${note}</p>` : nothing}
    `;
  }

  private written(): void {
    this.value = this.input.value;
  }

  private changed(): void {
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
