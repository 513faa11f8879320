import { css, html, nothing } from "lit";
import { state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import "../../components/button";
import { element } from "../../components/define";
import "../../components/failure";
import "../../components/field";
import "../../components/label";
import { ask } from "../../data/commands";
import { navigate } from "../../panel/address";
import * as icons from "../../panel/icons";
import { aisleName, renderItem } from "../../panel/views/shopping/item-row";
import { ListChanges, type ListHost } from "../../panel/views/shopping/list-changes";
import {
  aislesOf,
  keepList,
  keptList,
  SHOP,
  type ShoppingState,
  withChanges,
} from "../../panel/views/shopping/queue";
import { shoppingStyles } from "../../panel/views/shopping/shopping-styles";
import { base, tokens } from "../../styles/tokens";
import { cardStyles } from "../area-card";
import { ReadingCard } from "../reading-card";

export interface ShoppingCardConfig {
  type: string;
  /** The heading; empty for none. */
  name?: string;
  /** Whether something can be added here. */
  add?: boolean;
}

/** The shopping card: what is to be bought, ticked with one thumb. `hearthtech-shopping-card` loads it. */
@element("hearthtech-shopping-card-content")
export class ShoppingCard extends ReadingCard<ShoppingState> implements ListHost {
  protected readonly area = "shopping";
  protected readonly changedBy = /^(shopping|household)_/;
  @state() private config: ShoppingCardConfig = { type: "" };
  private readonly changes = new ListChanges(this);

  static override styles = [
    tokens,
    base,
    shoppingStyles,
    cardStyles,
    css`
      :host {
        max-inline-size: none;
        margin: 0;
      }

      section section {
        display: block;
        block-size: auto;
        padding: 0;
        border: 0;
      }

      .undo {
        position: static;
        justify-content: flex-start;
      }

      .actions {
        margin-block-start: auto;
      }
    `,
  ];

  constructor() {
    super();
    this.value = keptList() ?? undefined;
  }

  setConfig(config: ShoppingCardConfig): void {
    this.config = config;
    this.requestUpdate();
  }

  protected override async ask(): Promise<ShoppingState> {
    const list = await ask<ShoppingState>(this.hass, "shopping");
    keepList(list);
    return list;
  }

  protected override render() {
    const { locale, value: list } = this;
    if (locale === undefined) return nothing;
    const heading = this.config.name || locale.t("shopping_list");
    const waiting = this.connected ? 0 : this.changes.waiting.length;
    return html`<section aria-label=${heading}>
      ${this.config.name === "" ? nothing : html`<h2>${heading}</h2>`}
      <div role="status">
        ${this.connected ? nothing : html`<ht-label tone="fault" .icon=${icons.offline} .text=${waiting > 0 ? locale.t("shopping_not_sent", { count: waiting }) : locale.t("offline")}></ht-label>`}
      </div>
      <ht-failure .text=${this.failed} .retryLabel=${locale.t("retry")} @retry=${this.again}></ht-failure>
      ${
        this.config.add === false
          ? nothing
          : html`<div class="add" @keydown=${this.changes.pressed}>
              <ht-field label=${locale.t("shopping_add")} maxlength="200"></ht-field>
              <ht-button kind="primary" compact .icon=${icons.plus} label=${locale.t("shopping_add")} @click=${this.changes.added}></ht-button>
            </div>`
      }
      ${list === undefined ? (this.failed === "" ? html`<ht-label .text=${locale.t("loading")}></ht-label>` : nothing) : this.renderList(list)}
      ${
        this.changes.last === null
          ? nothing
          : html`<div class="undo"><ht-button label=${locale.t("shopping_undo", { name: this.changes.last.name })} @click=${this.changes.undo}></ht-button></div>`
      }
      <div class="actions">
        <ht-button .icon=${icons.cart} label=${locale.t("shopping_open")} @click=${() => navigate("/hearthtech/shopping")}></ht-button>
      </div>
    </section>`;
  }

  private renderList(list: ShoppingState) {
    const { locale } = this;
    if (locale === undefined) return nothing;
    const chosen = localStorage.getItem(SHOP);
    const shop = list.shops.some(({ id }) => id === chosen) ? chosen : list.here;
    const { aisles } = aislesOf(
      withChanges(list.items, this.changes.waiting),
      list,
      shop,
      this.changes.staying,
    );
    if (aisles.length === 0) return html`<p class="note">${locale.t("shopping_empty")}</p>`;
    return aisles.map(
      ({ name, items }) => html`<section aria-label=${aisleName(locale, name)}>
        <h3>${aisleName(locale, name)}</h3>
        <ul>
          ${repeat(
            items,
            ({ id }) => id,
            (item) => renderItem(locale, item, this.changes.tick),
          )}
        </ul>
      </section>`,
    );
  }

  private readonly again = (): void => {
    void this.read();
    void this.changes.flush();
  };

  // Of the controller

  get shown(): ShoppingState | null {
    return this.value ?? null;
  }

  set shown(list: ShoppingState | null) {
    this.value = list ?? undefined;
  }

  readList(): Promise<void> {
    return this.read();
  }

  sendFailed(error: unknown): void {
    if (error !== null) void this.fail(error);
  }
}
