/** Base class of the sections of one gathering: what each is given, and how it calls actions. */
import { html, LitElement, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/failure";
import type { Field } from "../../../components/field";
import { actFor, reasonOf } from "../../../data/commands";
import type { HomeAssistant } from "../../../data/hass";
import type { Locale } from "../../../localize/localize";
import type { GatheringDetail, GatheringList } from "./data";

export abstract class GatheringSection extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) gathering!: GatheringDetail;
  @property({ attribute: false }) list!: GatheringList;
  @property({ type: Boolean }) connected = false;
  @state() protected failure = "";
  @state() protected busy = false;

  protected get locked(): boolean {
    return this.busy || !this.connected;
  }

  /** Call an action on this gathering. Returns its answer, or `undefined` when it was refused, which is then shown. */
  protected async run<T>(action: string, data: object = {}): Promise<T | undefined> {
    this.failure = "";
    this.busy = true;
    try {
      const answer = await actFor<T>(this.hass, action, { gathering: this.gathering.id, ...data });
      this.dispatchEvent(new CustomEvent("changed", { bubbles: true, composed: true }));
      return answer;
    } catch (error) {
      this.failure = await reasonOf(this.hass, this.locale, error);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  protected renderFailure(): TemplateResult {
    return html`<ht-failure .text=${this.failure}></ht-failure>`;
  }

  /** What is written in a field. */
  protected written(id: string): string {
    const field = this.renderRoot.querySelector<Field | HTMLInputElement | HTMLSelectElement>(`#${id}`);
    return field?.value.trim() ?? "";
  }

  protected empty(...ids: string[]): void {
    for (const id of ids) {
      const field = this.renderRoot.querySelector<Field | HTMLInputElement>(`#${id}`);
      if (field !== null) field.value = "";
    }
  }

  protected ticked(id: string): boolean {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.checked ?? false;
  }
}
