import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/button";
import "../../../components/failure";
import "../../../components/field";
import type { Field } from "../../../components/field";
import "../../../components/label";
import "../../../components/list";
import "../../../components/row";
import { act, ask, Latest, reasonOf } from "../../../data/commands";
import { Soon } from "../../../data/soon";
import { type Key, languageOf } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { navigate } from "../../address";
import * as icons from "../../icons";
import { PanelView } from "../../panel-view";

interface Measure {
  person: string;
  measure: string;
  food: string;
  mean: number;
  low: number;
  high: number;
  count: number;
}

interface HouseholdState {
  measures: Measure[];
  people: string[];
  corrections: { name: string; food: string }[];
  products: { name: string; contains: string[]; complete: boolean; food: boolean }[];
  barcodes: { id: string; name: string; amount: number | null; unit: string }[];
  food_facts: boolean;
}

/** Home Assistant's page of this integration: options, who may raise heat, phones, people. */
export const SETTINGS = "/config/integrations/integration/hearthtech";

/** `<ht-household>`: what the household has told the kitchen, its archive, and the way to its options. */
@element("ht-household")
export class Household extends PanelView {
  @state() private told: HouseholdState | null = null;
  @state() private failed = "";
  @state() private missing = "";
  private readonly latest = new Latest();
  private stop: (() => void) | null = null;
  private readonly reading = new Soon(() => this.read(), 60);

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr));
        align-items: start;
        gap: var(--ht-space-4);
      }

      ht-failure {
        grid-column: 1 / -1;
      }

      section {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-2);
        padding: var(--ht-space-4);
        border: 1px solid var(--ht-line);
        border-radius: var(--ht-radius);
        background: var(--ht-surface);
      }

      h2 {
        margin: 0;
        font-size: var(--ht-size-20);
        font-weight: 500;
        line-height: 1.35;
      }

      p {
        margin: 0;
        font-size: var(--ht-size-14);
        line-height: 1.45;
        color: var(--ht-text-2);
      }

      .about {
        display: block;
        font-size: var(--ht-size-14);
        color: var(--ht-text-2);
      }

      ht-row:not(:last-child) {
        border-block-end: 1px solid var(--ht-line);
      }

      .form {
        display: grid;
        grid-template-columns: 1fr 1fr;
        align-items: end;
        gap: var(--ht-space-2);
        padding-block-start: var(--ht-space-2);
      }

      .form ht-button {
        grid-column: 1 / -1;
        justify-self: start;
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
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

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (this.stop !== null || !this.isConnected) return;
    void this.read();
    this.stop = this.feeds.changes.on((message) => {
      if (message.type !== "kitchen" && !/^(measure|food|product|household|person)_/.test(message.kind ?? ""))
        return;
      this.reading.ask();
    });
  }

  protected override render() {
    const { told, locale } = this;
    if (told === null) {
      return this.failed === ""
        ? html`<ht-label .text=${locale.t("loading")}></ht-label>`
        : html`<ht-failure .text=${this.failed} .retryLabel=${locale.t("retry")} @retry=${() => void this.read()}></ht-failure>`;
    }
    return html`
      <ht-failure .text=${this.failed}></ht-failure>
      ${this.renderMeasures(told)} ${this.renderCorrections(told)} ${this.renderProducts(told)}
      ${this.renderBarcodes(told)} ${this.renderArchive()} ${this.renderSettings()}
    `;
  }

  private renderMeasures({ measures }: HouseholdState) {
    const { locale } = this;
    return this.section(
      "household_measures",
      "household_measures_text",
      measures.map((one) => {
        const { measure, person: who } = one;
        const name = one.food
          ? locale.t("household_measure_of", { who, measure, food: one.food })
          : locale.t("household_measure", { who, measure });
        const mean = this.grams(one.mean);
        const weight =
          one.count === 1
            ? mean
            : locale.t("household_weighed", {
                mean,
                low: this.grams(one.low),
                high: this.grams(one.high),
                count: one.count,
              });
        return this.row(name, weight, "forget_measure", {
          person: one.person,
          measure: one.measure,
          food: one.food,
        });
      }),
      html`<div class="form" role="group" @keydown=${(event: KeyboardEvent) => this.pressed(event, this.weighed)} aria-label=${locale.t("household_weigh")}>
        ${this.field("person", "household_whose")} ${this.field("measure", "household_what")}
        ${this.field("food", "household_food")}
        <ht-field name="grams" .label=${locale.t("household_grams")} inputmode="decimal" .error=${this.missing}></ht-field>
        <ht-button label=${locale.t("household_weigh")} ?disabled=${!this.connected} @click=${this.weighed}></ht-button>
      </div>`,
    );
  }

  private renderCorrections({ corrections }: HouseholdState) {
    const { locale } = this;
    return this.section(
      "household_corrections",
      "household_corrections_text",
      corrections.map(({ name, food }) =>
        this.row(name, locale.t("household_means", { food }), "forget_food_correction", { name }),
      ),
      html`<div class="form" role="group" @keydown=${(event: KeyboardEvent) => this.pressed(event, this.corrected)} aria-label=${locale.t("household_correct")}>
        ${this.field("name", "household_written")} ${this.field("means", "household_meant")}
        <ht-button label=${locale.t("household_correct")} ?disabled=${!this.connected} @click=${this.corrected}></ht-button>
      </div>`,
    );
  }

  private renderProducts({ products }: HouseholdState) {
    const { locale } = this;
    return this.section(
      "household_products",
      "household_products_text",
      products.map(({ name, contains, complete, food }) => {
        const names = contains.map((code) => locale.t(`allergen_${code}` as Key)).join(", ");
        const about = [
          food ? "" : locale.t("household_no_food"),
          names === "" ? "" : locale.t("household_contains", { names }),
          food && names === "" && complete ? locale.t("household_contains_none") : "",
          complete ? "" : locale.t("household_incomplete"),
        ];
        return this.row(name, about.filter((part) => part !== "").join(" · "), "forget_product", { name });
      }),
    );
  }

  private renderBarcodes({ barcodes, food_facts }: HouseholdState) {
    const { locale } = this;
    return this.section(
      "household_barcodes",
      food_facts ? "household_barcodes_facts" : "household_barcodes_text",
      barcodes.map((one) =>
        this.row(
          one.amount === null ? one.name : `${one.name}, ${locale.number(one.amount)} ${one.unit}`.trim(),
          one.id,
          "remove_barcode",
          { barcode: one.id },
        ),
      ),
    );
  }

  private renderArchive() {
    const { locale } = this;
    return html`<section aria-label=${locale.t("household_archive")}>
      <h2>${locale.t("household_archive")}</h2>
      <p>${locale.t("household_archive_text")}</p>
      <div class="buttons">
        <ht-button label=${locale.t("household_import")} @click=${() => this.navigate(["recipes", "import", "file"])}></ht-button>
        ${this.admin ? html`<ht-button label=${locale.t("household_export")} ?disabled=${!this.connected} @click=${this.exported}></ht-button>` : nothing}
      </div>
    </section>`;
  }

  private renderSettings() {
    const { locale } = this;
    return html`<section aria-label=${locale.t("household_options")}>
      <h2>${locale.t("household_options")}</h2>
      <p>${locale.t(this.admin ? "household_options_text" : "household_options_admin")}</p>
      ${
        this.admin
          ? html`<div class="buttons">
              <ht-button label=${locale.t("household_open_options")} @click=${() => navigate(SETTINGS)}></ht-button>
            </div>`
          : nothing
      }
    </section>`;
  }

  private section(title: Key, text: Key, rows: TemplateResult[], form?: TemplateResult) {
    const { locale } = this;
    return html`<section aria-label=${locale.t(title)}>
      <h2>${locale.t(title)}</h2>
      <p>${locale.t(text)}</p>
      ${rows.length === 0 ? nothing : html`<ht-list>${rows}</ht-list>`} ${form ?? nothing}
    </section>`;
  }

  private row(name: string, about: string, action: string, data: object): TemplateResult {
    const { locale } = this;
    return html`<ht-row>
      <span>${name}</span><span class="about">${about}</span>
      <ht-button slot="end" compact .icon=${icons.close} label=${locale.t("household_forget", { name })} ?disabled=${!this.connected} @click=${() => this.send(action, data)}></ht-button>
    </ht-row>`;
  }

  private field(name: string, label: Key) {
    return html`<ht-field name=${name} .label=${this.locale.t(label)}></ht-field>`;
  }

  private grams(value: number): string {
    return `${this.locale.number(value)} g`;
  }

  private get admin(): boolean {
    return this.hass.user?.is_admin ?? false;
  }

  // Changing

  /** What is written in these fields; `null` while one of those that are needed is empty. */
  private written(names: readonly string[], optional: readonly string[] = []): Record<string, string> | null {
    const found: Record<string, string> = {};
    for (const name of [...names, ...optional]) {
      found[name] =
        this.renderRoot.querySelector<Field & { name: string }>(`ht-field[name=${name}]`)?.value.trim() ?? "";
    }
    return names.every((name) => found[name] !== "") ? found : null;
  }

  private empty(names: readonly string[]): void {
    for (const name of names) {
      const field = this.renderRoot.querySelector<Field>(`ht-field[name=${name}]`);
      if (field !== null) field.value = "";
    }
  }

  private pressed(event: KeyboardEvent, done: () => Promise<void>): void {
    if (event.key === "Enter" && event.composedPath()[0] instanceof HTMLInputElement) void done();
  }

  private readonly weighed = async (): Promise<void> => {
    const said = this.written(["person", "measure", "grams"], ["food"]);
    const grams = Number(said?.grams?.replace(",", "."));
    this.missing = said === null || !(grams > 0) ? this.locale.t("household_missing") : "";
    if (this.missing !== "" || said === null) return;
    const { person, measure, food } = said;
    if (await this.send("weigh_measure", { person, measure, grams, ...(food ? { food } : {}) }))
      this.empty(["measure", "food", "grams"]);
  };

  private readonly corrected = async (): Promise<void> => {
    const said = this.written(["name", "means"]);
    if (said === null) return;
    const data = {
      name: said.name,
      food: said.means,
      language: languageOf(this.locale.language),
    };
    if (await this.send("correct_food", data)) this.empty(["name", "means"]);
  };

  private readonly exported = async (): Promise<void> => {
    try {
      const { path } = await ask<{ path: string }>(this.hass, "book/export");
      const link = document.createElement("a");
      link.href = path;
      link.download = "recipes.zip";
      link.click();
      this.failed = "";
    } catch (error) {
      await this.fail(error);
    }
  };

  private async send(action: string, data: object): Promise<boolean> {
    try {
      await act(this.hass, action, data);
      this.failed = "";
      await this.read();
      return true;
    } catch (error) {
      await this.fail(error);
      return false;
    }
  }

  private async fail(error: unknown): Promise<void> {
    this.failed = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
  }

  private read(): Promise<void> {
    return this.latest.of(
      ask<HouseholdState>(this.hass, "household"),
      (told) => {
        this.told = told;
      },
      (error) => void this.fail(error),
    );
  }
}
