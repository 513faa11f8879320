import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/button";
import "../../../components/chip";
import { element } from "../../../components/define";
import "../../../components/failure";
import "../../../components/field";
import type { Field } from "../../../components/field";
import "../../../components/label";
import { ask, reasonOf, write } from "../../../data/commands";
import { fire, type HomeAssistant } from "../../../data/hass";
import { offerUndo } from "../../../data/undo";
import type { Key, Locale } from "../../../localize/localize";
import { base, controls } from "../../../styles/tokens";
import {
  ALLERGENS,
  DIETS,
  type Ends,
  NUMBERS,
  type NumberField,
  numberOf,
  type PersonForm,
  type PersonValues,
  type Severity,
  TARGETS,
  toggled,
  withAllergen,
  wordsOf,
} from "./person-data";
import { formStyles } from "./person-form-styles";

const LISTS = ["avoids", "dislikes", "favorites"] as const;
const CHOICES = {
  sex: ["female", "male"],
  activity: ["sedentary", "light", "active", "very_active"],
} as const;
const GOALS = ["lose", "keep", "gain"] as const;
/** Fields whose value the kitchen may refuse by name; others are said as a whole. */
const NAMED = new Set(["name", ...NUMBERS]);

/** `<ht-person-form person>`: add a person, or change needs, body, targets and who may see them. Fires `left`. */
@element("ht-person-form")
export class PersonFormView extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ type: Boolean }) connected = true;
  /** The id of the person; empty for a new one. */
  @property() person = "";
  @state() private form: PersonForm | null = null;
  @state() private values: PersonValues | null = null;
  @state() private failed = "";
  @state() private invalid = "";
  @state() private busy = false;

  static override styles = [base, controls, formStyles];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("person")) void this.read();
  }

  private async read(): Promise<void> {
    const { person } = this;
    this.form = this.values = null;
    this.failed = this.invalid = "";
    try {
      const form = await ask<PersonForm>(this.hass, "person", { person });
      if (person !== this.person) return;
      this.form = form;
      this.values = form.values;
    } catch (error) {
      await this.fail(error);
    }
  }

  private async fail(error: unknown): Promise<void> {
    this.failed = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
  }

  protected override render() {
    const { locale, form, values } = this;
    if (form === null || values === null) {
      return html`${this.failed === "" ? html`<ht-label .text=${locale.t("loading")}></ht-label>` : nothing}
        <ht-failure .text=${this.failed} .retryLabel=${locale.t("retry")} @retry=${() => this.read()}></ht-failure>`;
    }
    const admin = this.hass.user?.is_admin ?? false;
    return html`<h2>${form.id === "" ? locale.t("people_add") : form.values.name}</h2>
      ${admin ? this.renderWho(form, values) : nothing} ${this.renderNeeds(values)} ${this.renderBody(values)}
      ${this.renderTargets(form, values)} ${this.renderReaders(form, values)}
      <ht-failure .text=${this.failed}></ht-failure>
      <div class="row">
        <ht-button kind="primary" label=${locale.t("people_save")} ?disabled=${!this.connected || this.busy} @click=${this.save}></ht-button>
        <ht-button label=${locale.t("cancel")} @click=${this.leave}></ht-button>
        ${
          admin && form.id !== ""
            ? html`<ht-button label=${locale.t("people_remove")} ?disabled=${!this.connected || this.busy} @click=${this.takeOut}></ht-button>`
            : nothing
        }
      </div>`;
  }

  private renderWho(form: PersonForm, values: PersonValues) {
    const { locale } = this;
    return html`<section aria-label=${locale.t("people_who")}>
      <ht-field
        id="name"
        label=${locale.t("people_name")}
        maxlength="100"
        .value=${form.values.name}
        .error=${this.errorOf("name")}
      ></ht-field>
      ${this.renderSelect(
        "people_linked",
        values.home_assistant_person ?? "",
        form.linked.map(({ id, name }) => [id, name] as const),
        (id) => this.set({ home_assistant_person: id === "" ? null : id }),
        locale.t("people_linked_help"),
      )}
      <div class="row">
        <ht-chip
          label=${locale.t("people_is_guest")}
          ?selected=${values.guest}
          @click=${() => this.set({ guest: !values.guest })}
        ></ht-chip>
      </div>
    </section>`;
  }

  private renderNeeds(values: PersonValues) {
    const { locale } = this;
    const allergens = (severity: Severity) =>
      html`<h4 id=${severity}>${locale.t(severity === "severe" ? "people_allergens_severe" : "people_allergens_mild")}</h4>
        <div class="row" role="group" aria-labelledby=${severity}>
          ${ALLERGENS.map(
            (code) => html`<ht-chip
              label=${locale.t(`allergen_${code}`)}
              ?selected=${values.allergens[code] === severity}
              @click=${() => {
                this.values = withAllergen(values, code, severity);
              }}
            ></ht-chip>`,
          )}
        </div>`;
    return html`<section aria-labelledby="needs">
      <h3 id="needs">${locale.t("people_needs")}</h3>
      ${allergens("severe")} ${allergens("mild")}
      <h4 id="diets">${locale.t("people_diets")}</h4>
      <div class="row" role="group" aria-labelledby="diets">
        ${DIETS.map(
          (code) => html`<ht-chip
            label=${locale.t(`diet_${code}`)}
            ?selected=${values.diets.includes(code)}
            @click=${() => this.set({ diets: toggled(values.diets, code) })}
          ></ht-chip>`,
        )}
      </div>
      ${LISTS.map(
        (name) => html`<ht-field
          id=${name}
          label=${locale.t(`people_list_${name}`)}
          .help=${locale.t("people_list_help")}
          .maxlength=${2000}
          .value=${values[name].join(", ")}
          @change=${(event: Event) => this.set({ [name]: wordsOf((event.target as Field).value) } as Partial<PersonValues>)}
        ></ht-field>`,
      )}
    </section>`;
  }

  private renderBody(values: PersonValues) {
    const { locale, form } = this;
    return html`<section aria-labelledby="body">
      <h3 id="body">${locale.t("people_body")}</h3>
      <div class="grid">
        ${NUMBERS.map(
          (name) => html`<ht-field
            id=${name}
            label=${locale.t(`people_${name}`)}
            inputmode="decimal"
            maxlength="8"
            .value=${this.shown(form?.values[name] ?? null, name === "birth_year")}
            .error=${this.errorOf(name)}
          ></ht-field>`,
        )}
        ${(["sex", "activity"] as const).map((name) =>
          this.renderSelect(
            `people_${name}`,
            values[name] ?? "",
            CHOICES[name].map((one) => [one, locale.t(`people_${name}_${one}` as Key)] as const),
            (one) => this.set({ [name]: one === "" ? null : one } as Partial<PersonValues>),
          ),
        )}
        ${this.renderSelect(
          "people_goal",
          values.goal,
          GOALS.map((one) => [one, locale.t(`people_goal_${one}`)] as const),
          (goal) => this.set({ goal }),
          "",
          false,
        )}
      </div>
    </section>`;
  }

  private renderTargets(form: PersonForm, values: PersonValues) {
    const { locale } = this;
    return html`<section aria-labelledby="targets">
      <h3 id="targets">${locale.t("people_targets")}</h3>
      <p>${locale.t("people_targets_help")}</p>
      ${Object.entries(TARGETS).map(([tag, unit]) => {
        const what = locale.t(`nutrient_${tag.toLowerCase()}` as Key);
        const [low, high] = values.targets[tag] ?? [null, null];
        const reference = form.reference[tag];
        return html`<div class="target" role="group" aria-label=${what}>
          <span>${what} (${unit})${
            reference === undefined
              ? nothing
              : html`<small>${locale.t("people_reference", { amount: locale.number(reference) })}</small>`
          }</span>
          <ht-field id=${`${tag}-low`} label=${locale.t("people_at_least")} inputmode="decimal" maxlength="8" .value=${this.shown(low)}></ht-field>
          <ht-field id=${`${tag}-high`} label=${locale.t("people_at_most")} inputmode="decimal" maxlength="8" .value=${this.shown(high)}></ht-field>
        </div>`;
      })}
      <ht-failure .text=${this.invalid === "targets" ? locale.t("people_invalid_targets") : ""}></ht-failure>
    </section>`;
  }

  private renderReaders(form: PersonForm, values: PersonValues) {
    const { locale } = this;
    return html`<section aria-labelledby="readers">
      <h3 id="readers">${locale.t("people_readers")}</h3>
      <p>${locale.t(form.readers.length === 0 ? "people_readers_none" : "people_readers_help")}</p>
      <div class="row" role="group" aria-labelledby="readers">
        ${form.readers.map(
          ({ id, name }) => html`<ht-chip
            label=${name}
            ?selected=${values.health_readers.includes(id)}
            @click=${() => this.set({ health_readers: toggled(values.health_readers, id) })}
          ></ht-chip>`,
        )}
      </div>
    </section>`;
  }

  private renderSelect(
    label: Key,
    chosen: string,
    options: readonly (readonly [string, string])[],
    choose: (value: string) => void,
    help = "",
    empty = true,
  ) {
    const { locale } = this;
    return html`<label class="select"
      >${locale.t(label)}
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${empty ? html`<option value="" ?selected=${chosen === ""}>${locale.t("people_unknown")}</option>` : nothing}
        ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
      </select>
      ${help === "" ? nothing : html`<small>${help}</small>`}</label
    >`;
  }

  private shown(value: number | null, year = false): string {
    if (value === null) return "";
    return year ? `${value}` : `${Math.round(value * 1000) / 1000}`;
  }

  private errorOf(field: string): string {
    return this.invalid === field ? this.locale.t(`people_invalid_${field}` as Key) : "";
  }

  private set(change: Partial<PersonValues>): void {
    if (this.values !== null) this.values = { ...this.values, ...change };
  }

  private text(id: string): string {
    return this.renderRoot.querySelector<Field>(`#${id}`)?.value.trim() ?? "";
  }

  /** Returns the values as changed in the form, or the name of the first field whose text is not a number. */
  private written(values: PersonValues): PersonValues | NumberField | "targets" {
    const made: PersonValues = { ...values };
    if (this.renderRoot.querySelector("#name") !== null) made.name = this.text("name");
    for (const name of LISTS) made[name] = wordsOf(this.text(name));
    for (const name of NUMBERS) {
      const value = numberOf(this.text(name));
      if (Number.isNaN(value) || (name === "birth_year" && !Number.isInteger(value ?? 0))) return name;
      made[name] = value;
    }
    const targets: Record<string, Ends> = {};
    for (const tag of Object.keys(TARGETS)) {
      const ends: Ends = [numberOf(this.text(`${tag}-low`)), numberOf(this.text(`${tag}-high`))];
      if (ends.some(Number.isNaN)) return "targets";
      if (ends.some((end) => end !== null)) targets[tag] = ends;
    }
    return { ...made, targets };
  }

  private readonly save = async (): Promise<void> => {
    const { form, locale } = this;
    if (form === null || this.values === null || this.busy) return;
    this.failed = this.invalid = "";
    const values = this.written(this.values);
    if (typeof values === "string") {
      this.refuse(values);
      return;
    }
    this.values = values;
    this.busy = true;
    try {
      const told = await write<{ id?: string; invalid?: string }>(this.hass, "person/save", {
        person: form.id,
        values,
        ...(form.id === "" ? {} : { base: form.values }),
      });
      if (told.invalid === undefined) {
        fire(this, "hass-notification", { message: locale.t("people_saved", { name: values.name }) });
        this.leave();
      } else this.refuse(told.invalid);
    } catch (error) {
      await this.fail(error);
    }
    this.busy = false;
  };

  /** Say which value can't be, beside it. */
  private refuse(field: string): void {
    if (NAMED.has(field) || field === "targets") {
      this.invalid = field;
      const place = field === "targets" ? "#ENERC_KCAL-low" : `#${field}`;
      this.renderRoot.querySelector<HTMLElement>(place)?.focus();
    } else this.failed = this.locale.t("people_invalid_person");
  }

  private readonly takeOut = async (): Promise<void> => {
    const { form, hass, locale } = this;
    if (form === null) return;
    this.busy = true;
    try {
      const { id, name } = await write<{ id: string; name: string }>(hass, "person/remove", {
        person: form.id,
      });
      offerUndo(hass, locale, {
        message: locale.t("people_removed", { name }),
        label: locale.t("people_undo"),
        undo: () => write(hass, "person/bring_back", { person: id }),
      });
      this.leave();
    } catch (error) {
      await this.fail(error);
    }
    this.busy = false;
  };

  private readonly leave = (): void => {
    this.dispatchEvent(new Event("left"));
  };
}
