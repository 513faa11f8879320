import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../components/define";
import "../components/icon";
import "../components/sheet";
import type { Locale } from "../localize/localize";
import { base } from "../styles/tokens";
import * as icons from "./icons";
import { VIEWS, type View } from "./views";

const PLACES = VIEWS.filter(({ hidden }) => hidden !== true);
/** As many places fit beside "More" in 360 px. */
const BESIDE_MORE = 4;

/**
 * `<ht-navigation>`: links to the views of the panel. A narrow one shows the first of them, and "More" opens a sheet with
 * all others. Fires `go` with the path of the view that was chosen.
 */
@element("ht-navigation")
export class Navigation extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ type: Boolean, reflect: true }) narrow = false;
  /** The path of the view that is shown. */
  @property() current = "";
  @property({ attribute: false }) href!: (path: string) => string;
  @state() private open = false;

  static override styles = [
    base,
    css`
      :host {
        display: block;
        container-type: inline-size;
        background: var(--ht-surface);
      }

      nav {
        display: flex;
        gap: var(--ht-space-2);
        padding: 0 var(--ht-space-2);
        border-block-end: 1px solid var(--ht-line);
      }

      nav > a,
      nav > button {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-inline-size: 0;
        min-block-size: 48px;
        padding: 0 var(--ht-space-3);
        border: 0;
        border-block-end: 3px solid transparent;
        font: inherit;
        line-height: 1.2;
        text-align: center;
        text-decoration: none;
        color: var(--ht-text);
        background: none;
        overflow-wrap: anywhere;
        hyphens: auto;
        cursor: pointer;
      }

      [aria-current],
      [data-current] {
        border-color: var(--ht-accent);
        font-weight: 500;
      }

      :host([narrow]) nav {
        gap: 0;
        padding: 0 0 var(--safe-area-inset-bottom, 0px);
        border-block: 1px solid var(--ht-line);
      }

      :host([narrow]) nav > * {
        flex: 1 1 0;
        flex-direction: column;
        justify-content: center;
        gap: 2px;
        /* With its borders as high as --ht-nav-height of the panel. */
        min-block-size: calc(21px + 35px * var(--ht-scale));
        padding: 4px 2px 2px;
        /* Five places share the width of a phone: larger words would break in the middle. */
        font-size: min(var(--ht-size-12), 4.4cqi);
      }

      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li a {
        display: flex;
        align-items: center;
        gap: var(--ht-space-4);
        min-block-size: 56px;
        line-height: 1.35;
        text-decoration: none;
        color: var(--ht-text);
      }

      li [aria-current] {
        color: var(--ht-heat-text);
      }

      /* Beside a sidebar six places need two lines each. */
      @container (max-width: 860px) {
        :host(:not([narrow])) nav > * {
          flex: 1 1 0;
          flex-direction: column;
          justify-content: center;
          gap: 2px;
          padding: 6px 4px;
          font-size: var(--ht-size-14);
        }
      }
    `,
  ];

  protected override render() {
    const { locale } = this;
    const all = !this.narrow || PLACES.length <= BESIDE_MORE + 1;
    const shown = all ? PLACES : PLACES.slice(0, BESIDE_MORE);
    const others = PLACES.slice(shown.length);
    const within = others.some(({ path }) => path === this.current);
    return html`<nav aria-label=${locale.t("views")}>
        ${shown.map((view) => this.renderLink(view))}
        ${
          all
            ? nothing
            : html`<button
                type="button"
                aria-haspopup="dialog"
                ?data-current=${within}
                @click=${() => {
                  this.open = true;
                }}
              ><ht-icon .path=${icons.dots}></ht-icon>${locale.t("more_views")}</button>`
        }
      </nav>
      ${
        all
          ? nothing
          : html`<ht-sheet
              .open=${this.open}
              heading=${locale.t("views")}
              .closeLabel=${locale.t("close")}
              @closed=${() => {
                this.open = false;
              }}
            ><ul>${others.map((view) => html`<li>${this.renderLink(view)}</li>`)}</ul></ht-sheet>`
      }`;
  }

  private renderLink({ path, icon, title }: View) {
    return html`<a
      href=${this.href(path)}
      aria-current=${path === this.current ? "page" : nothing}
      @click=${(event: MouseEvent) => this.follow(event, path)}
      ><ht-icon .path=${icon}></ht-icon>${this.locale.t(title)}</a
    >`;
  }

  private follow(event: MouseEvent, path: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    this.open = false;
    this.dispatchEvent(new CustomEvent("go", { detail: path }));
  }
}
