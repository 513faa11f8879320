import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/button";
import "../../../components/chip";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/field";
import type { Field } from "../../../components/field";
import { reasonOf, write } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { type Collection, collect } from "./collections";
import * as icons from "./icons";

/** `<ht-collections>`: in which collections a recipe is, and a new one. The shelf hears of a change by itself. */
@element("ht-collections")
export class CollectionsList extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property() recipe = "";
  @property({ attribute: false }) collections: readonly Collection[] = [];
  @state() private reason = "";

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--ht-space-4);
      }

      .chips,
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        align-items: end;
      }

      .row ht-field {
        flex: 1;
      }
    `,
  ];

  protected override render() {
    const { locale } = this;
    const byHand = this.collections.filter(({ search }) => search === "");
    return html`<div class="chips">
        ${byHand.map(({ id, name, recipes }) => {
          const there = recipes.includes(this.recipe);
          return html`<ht-chip
            .label=${id === "favorites" || id === "to_try" ? locale.t(id) : name}
            .icon=${there ? icons.check : icons.plus}
            ?selected=${there}
            @click=${() => this.try(() => collect(this.hass, id, this.recipe, !there))}
          ></ht-chip>`;
        })}
      </div>
      <div class="row">
        <ht-field .label=${locale.t("collection_new")} maxlength="80"></ht-field>
        <ht-button .icon=${icons.plus} label=${locale.t("collection_make")} @click=${() => this.make()}></ht-button>
      </div>
      ${this.reason ? html`<ht-failure .text=${this.reason}></ht-failure>` : nothing}`;
  }

  private async make(): Promise<void> {
    const field = this.renderRoot.querySelector<Field>("ht-field");
    const name = field?.value.trim() ?? "";
    if (!name) return;
    await this.try(async () => {
      const { id } = await write<Collection>(this.hass, "collection/make", { name });
      await collect(this.hass, id, this.recipe, true);
      if (field !== null) field.value = "";
    });
  }

  private async try(work: () => Promise<unknown>): Promise<void> {
    this.reason = "";
    try {
      await work();
    } catch (error) {
      this.reason = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
    }
  }
}
