import { css, html, LitElement } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../../../components/define";
import "../../../components/button";
import "../../../components/chip";
import "../../../components/failure";
import "../../../components/field";
import type { Field } from "../../../components/field";
import { act, actFor, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { COURSES, type Course, type GatheringDetail } from "./data";
import { parts } from "./parts";

/** `<ht-gathering-form>`: make a gathering, or change one. Fires `saved` with the id. */
@element("ht-gathering-form")
export class GatheringForm extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) gathering: GatheringDetail | undefined;
  @state() private courses: readonly Course[] = ["main", "salad", "dessert", "drink"];
  @state() private failure = "";
  @state() private saving = false;

  static override styles = [
    base,
    parts,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-3);
      }
    `,
  ];

  protected override firstUpdated(): void {
    if (this.gathering !== undefined) this.courses = this.gathering.courses;
  }

  protected override render() {
    const { locale, gathering } = this;
    const starts = gathering === undefined ? "" : gathering.starts_at.slice(0, 16);
    return html`<ht-field id="title" label=${locale.t("g_title")} .value=${gathering?.title ?? ""} maxlength="80"></ht-field>
      <label class="field"
        >${locale.t("g_when")}<input id="starts" type="datetime-local" .value=${starts}
      /></label>
      <ht-field id="place" label=${locale.t("g_place")} .value=${gathering?.place ?? ""} maxlength="200"></ht-field>
      <label class="field"
        >${locale.t("g_words")}<textarea id="words" maxlength="2000" .value=${gathering?.words ?? ""}></textarea>
      </label>
      <h3 id="wanted">${locale.t("g_wanted")}</h3>
      <div class="actions" role="group" aria-labelledby="wanted">
        ${COURSES.map(
          (course) => html`<ht-chip
            label=${locale.t(`g_course_${course}`)}
            ?selected=${this.courses.includes(course)}
            @click=${() => this.toggle(course)}
          ></ht-chip>`,
        )}
      </div>
      <ht-failure .text=${this.failure}></ht-failure>
      <div class="actions">
        <ht-button kind="primary" label=${locale.t("g_save")} ?disabled=${this.saving} @click=${this.save}></ht-button>
      </div>`;
  }

  private toggle(course: Course): void {
    this.courses = this.courses.includes(course)
      ? this.courses.filter((one) => one !== course)
      : [...this.courses, course];
  }

  private text(id: string): string {
    return this.renderRoot.querySelector<Field | HTMLInputElement>(`#${id}`)?.value.trim() ?? "";
  }

  private async save(): Promise<void> {
    this.failure = "";
    this.saving = true;
    const data = {
      name: this.text("title"),
      place: this.text("place"),
      words: this.text("words"),
      courses: this.courses,
      ...(this.text("starts") === "" ? {} : { starts_at: this.text("starts") }),
    };
    try {
      let id = this.gathering?.id;
      if (id === undefined) {
        const made = await actFor<{ gathering: { id: string } }>(this.hass, "create_gathering", data);
        id = made.gathering.id;
      } else {
        await act(this.hass, "change_gathering", { gathering: id, ...data });
      }
      this.dispatchEvent(new CustomEvent("saved", { detail: id }));
    } catch (error) {
      this.failure = await reasonOf(this.hass, this.locale, error);
    } finally {
      this.saving = false;
    }
  }
}
