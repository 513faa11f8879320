import { html, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { element } from "../../../components/define";
import * as common from "../../icons";
import "../../../components/button";
import "../../../components/chip";
import "../../../components/empty-state";
import "../../../components/failure";
import "../../../components/field";
import "../../../components/icon";
import "../../../components/label";
import { act, ask, Latest, reasonOf, write } from "../../../data/commands";
import { Soon } from "../../../data/soon";
import type { Key } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { PanelView } from "../../panel-view";
import "./barcode";
import { type BarcodeReader, KeyboardScanner, productWords, ScanSupport } from "./barcode";
import { scanIcon } from "./icons";
import { aisleName, renderItem } from "./item-row";
import { ListChanges, type ListHost } from "./list-changes";
import { aislesOf, keepList, keptList, SHOP, type ShoppingState, withChanges } from "./queue";
import { shoppingStyles } from "./shopping-styles";
import type { WrittenItem } from "./written";

/** The page of the list that opens without network. */
const LIST_PAGE = "/hearthtech_list/";

/** `<ht-shopping-list>`: what is to be bought by the aisles of a shop, ticked with one thumb, also without network. */
@element("ht-shopping-list")
export class ShoppingList extends PanelView implements ListHost {
  /** Whether this is the page of its own that opens without network. */
  @property({ type: Boolean }) alone = false;
  /** Whether that page is kept on this device. */
  @property({ type: Boolean }) kept = false;
  @state() shown: ShoppingState | null = keptList();
  @state() private shop: string | null = localStorage.getItem(SHOP);
  @state() private failed = "";
  @state() private busy = false;
  @state() private told = "";
  @query("ht-barcode") private barcode!: BarcodeReader | null;
  private again: (() => void) | null = null;
  private readonly changes = new ListChanges(this);
  private readonly scan = new ScanSupport(this);
  private readonly latest = new Latest();
  private stop: (() => void) | null = null;
  private readonly reading = new Soon(() => this.readList(), 60);

  static override styles = [base, shoppingStyles];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reading.stop();
    this.latest.drop();
    this.stop?.();
    this.stop = null;
  }

  constructor() {
    super();
    new KeyboardScanner(this, (code) => this.scanned(code));
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (this.stop === null && this.isConnected) {
      void this.readList();
      this.stop = this.feeds.changes.on((message) => {
        if (message.type === "kitchen" || /^(shopping|household)_/.test(message.kind ?? ""))
          this.reading.ask();
      });
    }
  }

  protected override render() {
    const { shown: list, locale } = this;
    const waiting = this.connected ? 0 : this.changes.waiting.length;
    if (list === null) {
      return html`<ht-label .text=${locale.t(this.connected ? "loading" : "shopping_never_read")}></ht-label>`;
    }
    const shop = list.shops.some(({ id }) => id === this.shop) ? this.shop : list.here;
    const items = withChanges(list.items, this.changes.waiting);
    const { aisles, bought } = aislesOf(items, list, shop, this.changes.staying);
    return html`
      <div role="status">
        ${waiting > 0 ? html`<ht-label tone="fault" .icon=${common.offline} .text=${locale.t("shopping_not_sent", { count: waiting })}></ht-label>` : nothing}
        ${this.connected ? nothing : html`<p class="note">${locale.t(this.way)}</p>`}
      </div>
      <ht-failure .text=${this.failed} .retryLabel=${this.again === null ? "" : locale.t("retry")} @retry=${() => this.again?.()}></ht-failure>
      ${
        list.shops.length === 0
          ? nothing
          : html`<div class="top" role="group" aria-label=${locale.t("shopping_shop")}>
              <ht-chip label=${locale.t("shopping_usual")} ?selected=${shop === null} @click=${() => this.choose("")}></ht-chip>
              ${list.shops.map((one) => html`<ht-chip label=${one.name} ?selected=${one.id === shop} @click=${() => this.choose(one.id)}></ht-chip>`)}
            </div>`
      }
      <div class="add" @keydown=${this.changes.pressed}>
        <ht-field label=${locale.t("shopping_add")} maxlength="200"></ht-field>
        <ht-button kind="primary" compact .icon=${common.plus} label=${locale.t("shopping_add")} @click=${this.changes.added}></ht-button>
        ${this.scan.works ? html`<ht-button compact .icon=${scanIcon} label=${locale.t("shopping_scan")} ?disabled=${!this.connected} @click=${() => void this.barcode?.scan()}></ht-button>` : nothing}
      </div>
      <ht-barcode .hass=${this.hass} .locale=${locale} @product=${this.found}></ht-barcode>
      ${
        items.length === 0
          ? html`<ht-empty-state .icon=${common.cart} heading=${locale.t("shopping_empty")} text=${locale.t("shopping_empty_text")}></ht-empty-state>`
          : nothing
      }
      ${aisles.map(
        (aisle) => html`<section aria-label=${aisleName(locale, aisle.name)}>
          <h3>${aisleName(locale, aisle.name)}</h3>
          <ul>
            ${repeat(
              aisle.items,
              ({ id }) => id,
              (item) => renderItem(locale, item, this.changes.tick),
            )}
          </ul>
        </section>`,
      )}
      ${
        bought.length === 0
          ? nothing
          : html`<section class="bought" aria-label=${locale.t("shopping_bought")}>
              <h3>${locale.t("shopping_bought")}</h3>
              <ul>
                ${repeat(
                  bought,
                  ({ id }) => id,
                  (item) => renderItem(locale, item, this.changes.tick),
                )}
              </ul>
            </section>`
      }
      <div class="actions">
        <ht-button .icon=${common.calendar} label=${locale.t("shopping_make")} ?disabled=${!this.connected || this.busy} @click=${() => this.call("make_shopping_list", { days: 7 })}></ht-button>
        ${bought.length > 0 ? html`<ht-button .icon=${common.check} label=${locale.t("shopping_put_away", { count: bought.length })} ?disabled=${!this.connected || this.busy} @click=${() => this.call("put_away_shopping")}></ht-button>` : nothing}
      </div>
      ${this.renderWays()}
      ${
        this.changes.last === null
          ? nothing
          : html`<div class="undo"><ht-button label=${locale.t("shopping_undo", { name: this.changes.last.name })} @click=${this.changes.undo}></ht-button></div>`
      }
    `;
  }

  /** What this device can do: shopping without network, a page that can do more, and reading barcodes. */
  private renderWays() {
    const { locale } = this;
    // Without network the same words stand at the top.
    if (!this.connected) return nothing;
    return html`<div class="ways" role="group" aria-label=${locale.t("shopping_ways")}>
      <h3>${locale.t("shopping_ways")}</h3>
      <p class="note">${locale.t(this.way)}</p>
      ${
        this.way === "shopping_offline_secure"
          ? html`<a href=${LIST_PAGE} target="_blank"><ht-icon .path=${common.cart}></ht-icon>${locale.t("shopping_open_page")}</a>`
          : nothing
      }
      ${this.alone ? nothing : html`<ht-button .icon=${common.bellRing} label=${locale.t("shopping_to_phone")} ?disabled=${!this.connected || this.busy} @click=${this.toPhone}></ht-button>`}
      <div role="status">${this.told === "" ? nothing : html`<p class="note">${this.told}</p>`}</div>
    </div>
    ${
      this.scan.works
        ? nothing
        : html`<div class="ways" role="group" aria-label=${locale.t("shopping_barcodes")}>
            <h3>${locale.t("shopping_barcodes")}</h3>
            <p class="note">${locale.t(this.scan.reason)}</p>
          </div>`
    }`;
  }

  /** Which of the ways without network applies here. */
  private get way(): Key {
    if (this.alone && this.kept) return "shopping_offline_page";
    if (this.alone) return window.isSecureContext ? "shopping_offline_keeping" : "shopping_offline_plain";
    if (/Home Assistant\//.test(navigator.userAgent)) return "shopping_offline_app";
    return window.isSecureContext ? "shopping_offline_secure" : "shopping_offline_plain";
  }

  /** Send the list to the user's own phones, to be read there without network. */
  private readonly toPhone = async (): Promise<void> => {
    this.busy = true;
    try {
      const { phones } = await write<{ phones: number }>(this.hass, "shopping/to_phone");
      this.told = this.locale.t(phones === 0 ? "shopping_no_phone" : "shopping_sent_to_phone");
    } catch (error) {
      await this.fail(error, this.toPhone);
    } finally {
      this.busy = false;
    }
  };

  scanned(code: string): void {
    if (this.connected) void this.barcode?.look(code);
    else this.failed = this.locale.t("shopping_scan_offline");
  }

  private readonly found = ({ detail }: CustomEvent<WrittenItem>): void => {
    this.changes.add(productWords(detail));
  };

  sendFailed(error: unknown): void {
    if (error === null) {
      this.failed = "";
      this.again = null;
    } else void this.fail(error, this.changes.flush);
  }

  private async fail(error: unknown, again: () => void): Promise<void> {
    this.failed = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
    this.again = again;
  }

  private choose(id: string): void {
    this.shop = id;
    localStorage.setItem(SHOP, id);
  }

  private async call(action: string, data: object = {}): Promise<void> {
    this.busy = true;
    try {
      await act(this.hass, action, data);
      this.failed = "";
      this.again = null;
      await this.readList();
    } catch (error) {
      await this.fail(error, () => void this.call(action, data));
    } finally {
      this.busy = false;
    }
  }

  // Reading

  async readList(): Promise<void> {
    await this.latest.of(
      ask<ShoppingState>(this.hass, "shopping"),
      (list) => {
        this.shown = list;
        keepList(list);
      },
      () => undefined,
    );
  }
}
