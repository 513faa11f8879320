import { css, html, LitElement, type PropertyValues } from "lit";
import { property, query } from "lit/decorators.js";
import { base } from "../styles/tokens";
import { element } from "./define";
import { close } from "./icons";
import "./button";

/**
 * `<ht-sheet open heading closeLabel>`: a dialog above the page, from below on a phone. Esc and the close button fire
 * `closed`. The slot `pinned` stays in its corner while the rest scrolls.
 */
@element("ht-sheet")
export class Sheet extends LitElement {
  @property({ type: Boolean }) open = false;
  @property() heading = "";
  @property({ attribute: false }) closeLabel = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  static override styles = [
    base,
    css`
      dialog {
        inline-size: min(560px, 100vw);
        max-inline-size: 100vw;
        max-block-size: 92dvh;
        margin: auto;
        padding: 0;
        border: 1px solid var(--ht-line);
        border-radius: var(--ht-radius-sheet);
        color: var(--ht-text);
        background: var(--ht-surface);
        box-shadow: 0 8px 32px rgb(0 0 0 / 30%);
        overflow: hidden auto;
        overscroll-behavior: contain;
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }

      @media (max-width: 600px) {
        dialog {
          margin-block-end: 0;
          border-end-start-radius: 0;
          border-end-end-radius: 0;
        }
      }

      header {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        display: flex;
        align-items: center;
        gap: var(--ht-space-2);
        padding: var(--ht-space-2) var(--ht-space-2) var(--ht-space-2) var(--ht-space-4);
        background: var(--ht-surface);
      }

      h2 {
        flex: 1;
        margin: 0;
        min-inline-size: 0;
        font-size: var(--ht-size-20);
        font-weight: 500;
        line-height: 1.35;
        overflow-wrap: anywhere;
      }

      .body {
        padding: 0 var(--ht-space-4) calc(var(--ht-space-4) + var(--safe-area-inset-bottom, 0px));
      }
    `,
  ];

  protected override render() {
    return html`<dialog aria-labelledby="heading" @close=${this.closed} @click=${this.clicked}>
      ${
        this.open
          ? html`<header>
              <h2 id="heading">${this.heading}</h2>
              <slot name="pinned"></slot>
              <ht-button compact .icon=${close} label=${this.closeLabel} @click=${this.hide}></ht-button>
            </header>
            <div class="body"><slot></slot></div>`
          : ""
      }
    </dialog>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("open")) return;
    if (this.open && !this.dialog.open) this.dialog.showModal();
    if (!this.open && this.dialog.open) this.dialog.close();
  }

  private hide(): void {
    this.dialog.close();
  }

  private clicked(event: MouseEvent): void {
    // A tap beside the sheet is a tap on the dialog itself.
    if (event.target === this.dialog) this.dialog.close();
  }

  private closed(): void {
    this.open = false;
    this.dispatchEvent(new Event("closed"));
  }
}
