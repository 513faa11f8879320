import { css, html, nothing } from "lit";
import { query, state } from "lit/decorators.js";
import { element } from "../../../components/define";
import * as common from "../../../components/icons";
import "../../../components/button";
import "../../../components/empty-state";
import "../../../components/failure";
import "../../../components/field";
import "../../../components/label";
import "../../../components/list";
import "../../../components/row";
import "../../../components/sheet";
import { act, ask, Latest, reasonOf } from "../../../data/commands";
import { Soon } from "../../../data/soon";
import { base } from "../../../styles/tokens";
import { PanelView } from "../../panel-view";
import "./barcode";
import { type BarcodeReader, isBarcode, KeyboardScanner, ScanSupport } from "./barcode";
import { minus, scanIcon } from "./icons";
import { decimal } from "./queue";
import "./standing-form";
import { type WrittenItem, writtenItem } from "./written";

interface PantryItem {
  id: string;
  name: string;
  amount: number | null;
  unit: string;
  use_by: string | null;
  days_left: number | null;
  place: string;
}

interface Frozen {
  id: string;
  name: string;
  left: number;
  days_left: number;
  place: string;
}

interface Standing {
  id: string;
  kind: "minimum" | "weekly";
  name: string;
  amount: number | null;
  unit: string;
}

interface House {
  items: PantryItem[];
  frozen: Frozen[];
  standing: Standing[];
}

const SOON_DAYS = 3;
/** What plus and minus change, by unit. */
const STEPS: Record<string, number> = { g: 100, ml: 100, kg: 0.5, l: 0.5 };

/** `<ht-pantry>`: shelves with amounts and days left, the freezer, and what is bought again and again. */
@element("ht-pantry")
export class Pantry extends PanelView {
  @state() private house: House | null = null;
  @state() private failed = "";
  @state() private using: PantryItem | null = null;
  @state() private found: { id: string; name: string }[] | null = null;
  @query("ht-barcode") private barcode!: BarcodeReader | null;
  private readonly latest = new Latest();
  private stop: (() => void) | null = null;
  private readonly scan = new ScanSupport(this);
  private readonly reading = new Soon(() => this.read(), 60);

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-4);
      }

      section {
        padding: 0 var(--ht-space-4);
        border: 1px solid var(--ht-line);
        border-radius: var(--ht-radius);
        background: var(--ht-surface);
      }

      h3 {
        margin: var(--ht-space-3) 0 0;
        font-size: var(--ht-size-16);
        font-weight: 500;
      }

      ht-row:not(:last-child) {
        border-block-end: 1px solid var(--ht-line);
      }

      .about {
        display: block;
        font-size: var(--ht-size-14);
        color: var(--ht-text-2);
      }

      .amount {
        min-inline-size: 4.5em;
        text-align: center;
        font-weight: 500;
      }

      .add {
        display: flex;
        align-items: flex-end;
        gap: var(--ht-space-2);
      }

      .add ht-field {
        flex: 1;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reading.stop();
    this.latest.drop();
    this.stop?.();
    this.stop = null;
  }

  constructor() {
    super();
    new KeyboardScanner(this, (code) => void this.barcode?.look(code));
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (this.stop !== null || !this.isConnected) return;
    void this.read();
    this.stop = this.feeds.changes.on((message) => {
      if (message.type !== "kitchen" && !/^(pantry|household|meal)_/.test(message.kind ?? "")) return;
      this.reading.ask();
    });
  }

  protected override render() {
    const { house, locale } = this;
    if (house === null) return html`<ht-label .text=${locale.t("loading")}></ht-label>`;
    const places = [...new Set(house.items.map(({ place }) => place))].sort((a, b) => a.localeCompare(b));
    return html`
      <ht-failure .text=${this.failed}></ht-failure>
      <div class="add" @keydown=${this.pressed}>
        <ht-field label=${locale.t("shopping_pantry_add")} maxlength="100"></ht-field>
        <ht-button kind="primary" compact .icon=${common.plus} label=${locale.t("shopping_pantry_add")} ?disabled=${!this.connected} @click=${this.added}></ht-button>
        ${this.scan.works ? html`<ht-button compact .icon=${scanIcon} label=${locale.t("shopping_scan")} ?disabled=${!this.connected} @click=${() => void this.barcode?.scan()}></ht-button>` : nothing}
      </div>
      ${this.scan.works ? nothing : html`<ht-label .text=${locale.t(this.scan.reason)}></ht-label>`}
      <ht-barcode .hass=${this.hass} .locale=${locale} @product=${this.scanned}></ht-barcode>
      ${
        house.items.length + house.frozen.length === 0
          ? html`<ht-empty-state heading=${locale.t("shopping_pantry_empty")} text=${locale.t("shopping_pantry_empty_text")}></ht-empty-state>`
          : nothing
      }
      ${places.map(
        (place) => html`<section aria-label=${place || locale.t("shopping_pantry")}>
          <h3>${place || locale.t("shopping_pantry")}</h3>
          <ht-list>${house.items.filter((item) => item.place === place).map((item) => this.renderItem(item))}</ht-list>
        </section>`,
      )}
      ${
        house.frozen.length === 0
          ? nothing
          : html`<section aria-label=${locale.t("shopping_freezer")}>
              <h3>${locale.t("shopping_freezer")}</h3>
              <ht-list>
                ${house.frozen.map(
                  (one) => html`<ht-row>
                    <span>${one.name}</span>
                    <span class="about">${[one.place, locale.t("shopping_portions", { count: decimal(locale, one.left) })].filter(Boolean).join(" · ")}</span>
                    ${this.renderDays(one.days_left)}
                    <ht-button slot="end" label=${locale.t("shopping_take_out")} ?disabled=${!this.connected} @click=${() => this.send("take_frozen", { frozen: one.id, portions: Math.min(1, one.left) })}></ht-button>
                  </ht-row>`,
                )}
              </ht-list>
            </section>`
      }
      ${html`<section aria-label=${locale.t("shopping_standing")}>
              <h3>${locale.t("shopping_standing")}</h3>
              <ht-list>
                ${house.standing.map(
                  (one) => html`<ht-row>
                    <span>${one.name}</span>
                    <span class="about">${locale.t(one.kind === "minimum" ? "shopping_minimum" : "shopping_weekly", { amount: this.amount(one.amount, one.unit) })}</span>
                    <ht-button slot="end" compact .icon=${common.close} label=${`${locale.t("shopping_remove")}: ${one.name}`} ?disabled=${!this.connected} @click=${() => this.send("remove_standing_item", { item: one.id })}></ht-button>
                  </ht-row>`,
                )}
              </ht-list>
              <ht-standing-form .locale=${locale} .connected=${this.connected} @standing=${this.keep}></ht-standing-form>
            </section>`}
      <ht-sheet .open=${this.using !== null} heading=${this.using === null ? "" : locale.t("shopping_cook_with", { name: this.using.name })} .closeLabel=${locale.t("close")} @closed=${this.close}>
        ${
          this.found === null
            ? html`<ht-label .text=${locale.t("loading")}></ht-label>`
            : html`<ht-list>
                ${this.found.map(
                  (one) => html`<ht-row><span>${one.name}</span>
                    <ht-button slot="end" label=${locale.t("open")} @click=${() => this.navigate(["recipes", one.id])}></ht-button></ht-row>`,
                )}
              </ht-list>`
        }
      </ht-sheet>
    `;
  }

  private renderItem(item: PantryItem) {
    const { locale } = this;
    const step = STEPS[item.unit] ?? 1;
    return html`<ht-row data-id=${item.id}>
      <span>${item.name}</span>
      ${this.renderDays(item.days_left)}
      ${
        item.amount === null
          ? html`<span slot="end" class="amount">${locale.t("shopping_some")}</span>`
          : html`<ht-button slot="end" compact label=${`${locale.t("shopping_less")}: ${item.name}`} .icon=${minus} ?disabled=${!this.connected} @click=${() => this.set(item, (item.amount ?? 0) - step)}></ht-button>
              <span slot="end" class="amount digits">${this.amount(item.amount, item.unit)}</span>
              <ht-button slot="end" compact label=${`${locale.t("shopping_more")}: ${item.name}`} .icon=${common.plus} ?disabled=${!this.connected} @click=${() => this.set(item, (item.amount ?? 0) + step)}></ht-button>`
      }
      <ht-button slot="end" compact .icon=${common.chefHat} label=${locale.t("shopping_cook_with", { name: item.name })} @click=${() => this.use(item)}></ht-button>
    </ht-row>`;
  }

  private renderDays(days: number | null) {
    if (days === null) return nothing;
    const { locale } = this;
    const words =
      days < 0
        ? locale.t("shopping_past", { days: -days })
        : days <= 1
          ? locale.t(days === 0 ? "shopping_today" : "shopping_tomorrow")
          : locale.t("shopping_days_left", { days });
    return html`<ht-label tone=${days < 0 ? "fault" : days <= SOON_DAYS ? "heat" : "plain"} .icon=${days <= SOON_DAYS ? common.alert : ""} .text=${words}></ht-label>`;
  }

  private amount(amount: number | null, unit: string): string {
    return amount === null
      ? this.locale.t("shopping_some")
      : `${decimal(this.locale, amount)} ${unit}`.trim();
  }

  private set(item: PantryItem, amount: number): void {
    const next = Math.round(amount * 1000) / 1000;
    const { house } = this;
    if (house === null) return;
    const items =
      next > 0
        ? house.items.map((one) => (one.id === item.id ? { ...one, amount: next } : one))
        : house.items.filter((one) => one.id !== item.id);
    this.house = { ...house, items };
    void (next > 0
      ? this.send("change_pantry", { item: item.id, amount: next })
      : this.send("remove_from_pantry", { item: item.id }));
  }

  private use(item: PantryItem): void {
    this.using = item;
    this.found = null;
    ask<{ recipes: { id: string; name: string }[] }>(this.hass, "plan/candidates", {
      query: item.name,
      language: this.locale.language,
    }).then(
      ({ recipes }) => {
        this.found = recipes;
      },
      (error) => void this.fail(error),
    );
  }

  private readonly close = (): void => {
    this.using = null;
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && event.composedPath()[0] instanceof HTMLInputElement) this.added();
  };

  private readonly added = (): void => {
    const field = this.renderRoot.querySelector<HTMLElement & { value: string }>(".add ht-field");
    const words = field?.value.trim() ?? "";
    if (field === null || words === "") return;
    field.value = "";
    if (isBarcode(words)) void this.barcode?.look(words);
    else void this.send("add_to_pantry", writtenItem(words));
  };

  private readonly scanned = ({ detail }: CustomEvent<WrittenItem>): void => {
    const { name, amount, unit } = detail;
    void this.send("add_to_pantry", { name, ...(amount ? { amount, ...(unit ? { unit } : {}) } : {}) });
  };

  private readonly keep = (event: CustomEvent<object>): void => {
    void this.send("set_standing_item", event.detail);
  };

  private async send(action: string, data: object): Promise<void> {
    const before = this.house;
    try {
      await act(this.hass, action, data);
      this.failed = "";
    } catch (error) {
      this.house = before;
      await this.fail(error);
    }
    await this.read();
  }

  private async fail(error: unknown): Promise<void> {
    this.failed = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
  }

  private async read(): Promise<void> {
    await this.latest.of(
      ask<House>(this.hass, "pantry"),
      (house) => {
        this.house = house;
      },
      (error) => void this.fail(error),
    );
  }
}
