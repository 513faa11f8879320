import { html, nothing } from "lit";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/field";
import * as icons from "../../icons";
import "../../../components/label";
import "../../../components/list";
import "../../../components/row";
import { base } from "../../../styles/tokens";
import { COURSES, type GatheringDish, TECHNIQUES } from "./data";
import { parts } from "./parts";
import { GatheringSection } from "./section";

/** `<ht-dishes-section>`: what is brought and still needed; asks for dishes, and adds those of the household. */
@element("ht-dishes-section")
export class DishesSection extends GatheringSection {
  static override styles = [base, parts];

  protected override render() {
    const { locale, gathering } = this;
    return html`<section>
      <h2>${locale.t("g_dishes")}</h2>
      ${
        gathering.dishes.length === 0
          ? nothing
          : html`<ht-list>${gathering.dishes.map((dish) => this.renderDish(dish))}</ht-list>`
      }
      <div class="actions">
        <ht-field id="dish" label=${locale.t("g_dish_name")} maxlength="80"></ht-field>
        <label class="field"
          >${locale.t("g_course")}<select id="course">
            ${COURSES.map((course) => html`<option value=${course}>${locale.t(`g_course_${course}`)}</option>`)}
          </select></label
        >
        <ht-field id="portions" label=${locale.t("g_portions_field")} inputmode="decimal" value="4"></ht-field>
        <label class="field"
          >${locale.t("g_technique")}<select id="technique">
            <option value="">${locale.t("g_technique_none")}</option>
            ${TECHNIQUES.map((one) => html`<option value=${one}>${locale.t(`g_technique_${one}`)}</option>`)}
          </select></label
        >
      </div>
      <label class="tick"><input id="competes" type="checkbox" />${locale.t("g_compete")}</label>
      <div class="actions">
        <ht-button label=${locale.t("g_request")} ?disabled=${this.locked} @click=${this.request}></ht-button>
        <ht-button label=${locale.t("g_add")} ?disabled=${this.locked} @click=${this.add}></ht-button>
      </div>
      ${this.renderFailure()}
    </section>`;
  }

  private renderDish(dish: GatheringDish) {
    const { locale } = this;
    const values = { name: dish.name };
    const notes = [
      locale.t(`g_course_${dish.course}`),
      dish.portions > 0 ? locale.t("g_portions", { count: locale.number(dish.portions) }) : "",
      dish.still_needed ? locale.t("g_still_needed") : dish.cook,
      dish.competes ? locale.t("g_entry") : "",
      dish.consent && dish.recipe_text !== "" && dish.recipe_id === null ? locale.t("g_consents") : "",
      dish.recipe_id === null ? "" : locale.t("g_in_book"),
    ];
    return html`<ht-row>
      ${dish.name}
      <p class="soft">${notes.filter((note) => note !== "").join(" · ")}</p>
      ${
        dish.consent && dish.recipe_text !== "" && dish.recipe_id === null
          ? html`<ht-button
              slot="end"
              compact
              .icon=${icons.book}
              label=${locale.t("g_take", values)}
              ?disabled=${this.locked}
              @click=${() => this.run("take_recipe", { dish: dish.id })}
            ></ht-button>`
          : nothing
      }
      <ht-button
        slot="end"
        compact
        .icon=${icons.close}
        label=${locale.t("g_remove", values)}
        ?disabled=${this.locked}
        @click=${() => this.run("remove_dish", { dish: dish.id })}
      ></ht-button>
    </ht-row>`;
  }

  private fields(): object | undefined {
    const name = this.written("dish");
    const portions = Number(this.written("portions").replace(",", "."));
    if (name === "") return undefined;
    return { name, course: this.written("course"), portions: Number.isFinite(portions) ? portions : 0 };
  }

  private async request(): Promise<void> {
    const fields = this.fields();
    if (fields === undefined) return;
    if ((await this.run("request_dish", fields)) !== undefined) this.empty("dish");
  }

  private async add(): Promise<void> {
    const fields = this.fields();
    if (fields === undefined) return;
    const technique = this.written("technique");
    const more = { competes: this.ticked("competes"), ...(technique === "" ? {} : { technique }) };
    if ((await this.run("add_dish", { ...fields, ...more })) === undefined) return;
    this.empty("dish", "technique");
    const competes = this.renderRoot.querySelector<HTMLInputElement>("#competes");
    if (competes !== null) competes.checked = false;
  }
}
