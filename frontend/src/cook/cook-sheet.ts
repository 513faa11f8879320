import { css, html, LitElement } from "lit";
import { property, query } from "lit/decorators.js";
import "../components/button";
import { element } from "../components/define";
import { close } from "../components/icons";
import { base } from "../styles/tokens";

/**
 * `<ht-cook-sheet heading closeLabel>`: a sheet of cook mode. It lies below the bar with Stop, which stays where it is and
 * works. Fires `closed`.
 */
@element("ht-cook-sheet")
export class CookSheet extends LitElement {
  @property() heading = "";
  @property({ attribute: false }) closeLabel = "";
  @query("ht-button") private button!: HTMLElement;

  static override styles = [
    base,
    css`
      :host {
        position: absolute;
        inset: 0;
        z-index: 3;
        display: grid;
        place-items: end center;
        background: rgb(0 0 0 / 50%);
      }

      section {
        display: flex;
        flex-direction: column;
        inline-size: min(720px, 100%);
        max-block-size: 100%;
        border: 1px solid var(--ht-line);
        border-radius: 24px 24px 0 0;
        background: var(--ht-surface);
        overflow: hidden;
      }

      header {
        display: flex;
        align-items: center;
        gap: var(--ht-space-2);
        padding: var(--ht-space-2) var(--ht-space-2) var(--ht-space-2) var(--ht-space-4);
      }

      h2 {
        flex: 1;
        margin: 0;
        font-size: var(--ht-size-24);
        font-weight: 500;
        line-height: 1.35;
        overflow-wrap: anywhere;
      }

      .body {
        padding: 0 var(--ht-space-4) var(--ht-space-4);
        overflow: auto;
        overscroll-behavior: contain;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("click", this.beside);
    this.addEventListener("keydown", this.pressed);
  }

  protected override firstUpdated(): void {
    this.button.focus();
  }

  protected override render() {
    return html`<section role="dialog" aria-modal="true" aria-labelledby="heading">
      <header>
        <h2 id="heading">${this.heading}</h2>
        <ht-button compact .icon=${close} label=${this.closeLabel} @click=${this.hide}></ht-button>
      </header>
      <div class="body" tabindex="-1"><slot></slot></div>
    </section>`;
  }

  private readonly beside = (event: Event): void => {
    if (event.composedPath()[0] === this) this.hide();
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.hide();
  };

  private hide(): void {
    this.dispatchEvent(new Event("closed"));
  }
}
