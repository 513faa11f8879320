import { css, html } from "lit";
import { Countdown } from "../cards/stove/countdown";
import { element } from "../components/define";
import { base } from "../styles/tokens";

/** `<ht-cook-time>`: the time left of a step in large digits. Its box keeps its size, so that nothing moves. */
@element("ht-cook-time")
export class CookTime extends Countdown {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      span {
        display: inline-block;
        font-weight: 500;
        white-space: nowrap;
      }
    `,
  ];

  protected override render() {
    return html`<span class="digits" role="timer" aria-live="off"></span>`;
  }

  protected override count(): void {
    if (!this.hasUpdated) return;
    super.count();
    // Digits have one width: the longest text so far keeps the room of shorter ones.
    const { style, textContent } = this.shown;
    const room = Number.parseInt(style.minInlineSize || "0", 10);
    if (textContent.length > room) style.minInlineSize = `${textContent.length}ch`;
  }
}
