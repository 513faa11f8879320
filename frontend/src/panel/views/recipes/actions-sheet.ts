import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/icon";
import "../../../components/label";
import "../../../components/sheet";
import { act, actFor, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import type { Collection } from "./collections";
import "./collections-list";
import * as icons from "./icons";
import type { RecipePage, System } from "./model";
import "./plan-form";
import { printRecipe, saveText } from "./take-away";

/** `<ht-actions-sheet>`: what can be done with a recipe. Fires `edit`, `erase`, `note`, `done` and `closed`. */
@element("ht-actions-sheet")
export class ActionsSheet extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) page!: RecipePage;
  @property({ type: Number }) factor = 1;
  @property({ type: Number }) servings = 0;
  @property({ attribute: false }) units: System | null = null;
  @property({ attribute: false }) collections: readonly Collection[] = [];
  @property({ type: Boolean }) open = false;
  @state() private shownPart: "all" | "plan" | "collect" = "all";
  @state() private said = "";
  @state() private reason = "";

  static override styles = [
    base,
    css`
      button {
        display: flex;
        gap: var(--ht-space-4);
        align-items: center;
        inline-size: 100%;
        min-block-size: 56px;
        padding: var(--ht-space-2);
        border: 0;
        border-radius: 12px;
        font: inherit;
        line-height: 1.35;
        text-align: start;
        color: var(--ht-text);
        background: transparent;
        cursor: pointer;
      }

      button:hover {
        background: color-mix(in srgb, var(--ht-text) 6%, transparent);
      }

      ht-icon {
        color: var(--ht-accent);
      }
    `,
  ];

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has("open") || !this.open) return;
    this.shownPart = "all";
    this.said = this.reason = "";
  }

  protected override render() {
    const { locale, page } = this;
    return html`<ht-sheet
      .open=${this.open}
      heading=${page.recipe.name}
      .closeLabel=${locale.t("close")}
      @closed=${() => this.dispatchEvent(new Event("closed"))}
    >
      ${this.open ? this.renderPart() : nothing}
      ${this.said ? html`<ht-label tone="good" role="status" .icon=${icons.check} .text=${this.said}></ht-label>` : nothing}
      <ht-failure .text=${this.reason}></ht-failure>
    </ht-sheet>`;
  }

  private renderPart() {
    const { locale, page } = this;
    if (this.shownPart === "plan") {
      return html`<ht-plan-form
        .hass=${this.hass}
        .locale=${locale}
        .recipe=${page.recipe.id}
        .servings=${page.servings === null ? 0 : this.servings}
        @planned=${(event: CustomEvent<string>) => {
          this.shownPart = "all";
          this.said = event.detail;
        }}
      ></ht-plan-form>`;
    }
    if (this.shownPart === "collect") {
      return html`<ht-collections
        .hass=${this.hass}
        .locale=${locale}
        .recipe=${page.recipe.id}
        .collections=${this.collections}
      ></ht-collections>`;
    }
    const row = (icon: string, label: string, pressed: () => void) =>
      html`<button type="button" @click=${pressed}><ht-icon .path=${icon}></ht-icon><span>${label}</span></button>`;
    const tell = (name: string) => () => {
      this.dispatchEvent(new Event(name));
      if (name !== "note") this.dispatchEvent(new Event("closed"));
    };
    return html`${row(icons.calendar, locale.t("plan_it"), () => {
      this.shownPart = "plan";
    })}
    ${row(icons.cart, locale.t("shop_it"), () => this.shop())}
    ${row(icons.folder, locale.t("collect_it"), () => {
      this.shownPart = "collect";
    })}
    ${row(icons.note, locale.t("note_new"), tell("note"))} ${row(icons.pencil, locale.t("edit"), tell("edit"))}
    ${row(icons.print, locale.t("print"), () => this.print())}
    ${row(icons.download, locale.t("export_cooklang"), () => this.export("cooklang"))}
    ${row(icons.download, locale.t("export_json_ld"), () => this.export("json_ld"))}
    ${row(icons.remove, locale.t("erase"), tell("erase"))}`;
  }

  private async shop(): Promise<void> {
    await this.try(async () => {
      const servings = this.page.servings === null ? {} : { servings: this.servings };
      await act(this.hass, "make_shopping_list", { recipes: [this.page.recipe.id], ...servings });
      this.said = this.locale.t("shopped");
    });
  }

  private async print(): Promise<void> {
    await this.try(async () => {
      const { recipe } = this.page;
      await printRecipe(this.hass, this.locale, recipe.id, recipe.version ?? 1, this.factor, this.units);
    });
  }

  private async export(format: "cooklang" | "json_ld"): Promise<void> {
    await this.try(async () => {
      const { recipe } = this.page;
      const { text } = await actFor<{ text: string }>(this.hass, "export_recipe", {
        recipe: recipe.id,
        format,
      });
      saveText(recipe.name, format === "cooklang" ? "cook" : "json", text);
    });
  }

  private async try(work: () => Promise<void>): Promise<void> {
    this.said = this.reason = "";
    try {
      await work();
    } catch (error) {
      this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
    }
  }
}
