import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define";
import * as icons from "./icons";
import "../../../components/icon";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { duration, stars } from "./format";
import { follow } from "./link";
import type { ShelfItem } from "./model";
import "./picture";

/**
 * `<ht-recipe-tile>`: one recipe on the shelf; a link to its page. Without `item` it keeps the place of one. Fires
 * `open`, and `near` as soon as it is pressed.
 */
@element("ht-recipe-tile")
export class RecipeTile extends LitElement {
  @property({ attribute: false }) item: ShelfItem | undefined;
  @property({ attribute: false }) locale!: Locale;
  @property() href = "";

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }

      a {
        display: block;
        border-radius: 16px;
        color: inherit;
        text-decoration: none;
      }

      ht-picture {
        transition: filter var(--ht-quick);
      }

      a:hover ht-picture {
        filter: brightness(calc(1.05 * var(--ht-picture-light, 1)));
      }

      .name {
        display: -webkit-box;
        block-size: calc(2 * 1.3 * var(--ht-size-16));
        margin-block-start: var(--ht-space-2);
        overflow: hidden;
        font-size: var(--ht-size-16);
        font-weight: 500;
        line-height: 1.3;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow-wrap: anywhere;
      }

      .facts {
        display: flex;
        gap: var(--ht-space-3);
        block-size: calc(1.4 * var(--ht-size-14));
        margin-block-start: 2px;
        overflow: hidden;
        font-size: var(--ht-size-14);
        line-height: 1.4;
        color: var(--ht-text-2);
        white-space: nowrap;
        --ht-icon-size: 16px;
      }

      .facts span {
        display: inline-flex;
        align-items: center;
        gap: 4px;
      }

      .empty {
        aspect-ratio: 4 / 3;
        border-radius: 16px;
        background: color-mix(in srgb, var(--ht-text) 6%, transparent);
      }
    `,
  ];

  protected override render() {
    const { item, locale } = this;
    if (item === undefined) {
      return html`<div class="empty"></div><div class="name"></div><div class="facts"></div>`;
    }
    const time = duration(locale, item.total_time_s);
    return html`<a
      href=${this.href}
      @pointerdown=${this.near}
      @click=${(event: MouseEvent) => follow(event, () => this.dispatchEvent(new Event("open", { bubbles: true })))}
    >
      <ht-picture .cover=${item.cover} .name=${item.name}></ht-picture>
      <div class="name">${item.name}</div>
      <div class="facts">
        ${time ? html`<span><ht-icon .path=${icons.timer}></ht-icon>${time}</span>` : nothing}
        ${
          item.stars === null
            ? nothing
            : html`<span
                ><ht-icon .path=${icons.star}></ht-icon
                ><span class="visually-hidden">${locale.t("stars_of_five", { stars: "" })}</span>${stars(locale, item.stars)}</span
              >`
        }
      </div>
    </a>`;
  }

  private near(): void {
    this.dispatchEvent(new Event("near"));
  }
}
