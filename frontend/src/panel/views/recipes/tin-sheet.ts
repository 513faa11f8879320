import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/field";
import type { Field } from "../../../components/field";
import "../../../components/sheet";
import type { Locale } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import * as icons from "./icons";

const CM_PER_INCH = 2.54;

/** The sides of a tin in cm: "20", "20 x 30", `9"`; a number without unit is in the unit of the home. */
export function sidesOf(words: string, inches: boolean): number[] {
  const scale = /cm/i.test(words) ? 1 : /in|["”″]/i.test(words) || inches ? CM_PER_INCH : 1;
  const numbers = words.match(/\d+(?:[.,]\d+)?/g) ?? [];
  return numbers
    .slice(0, 2)
    .map((number) => Number.parseFloat(number.replace(",", ".")) * scale)
    .filter((side) => side >= 3 && side <= 200);
}

/** The area of a tin: one side is the diameter of a round one. */
export function areaOf(sides: readonly number[]): number {
  const [first, second] = sides;
  if (first === undefined) return 0;
  return second === undefined ? (Math.PI * first * first) / 4 : first * second;
}

/** `<ht-tin-sheet>`: the recipe for another tin, by the area of both. Fires `factor` and `closed`. */
@element("ht-tin-sheet")
export class TinSheet extends LitElement {
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) tin: { words: string; sides_cm: number[] } | null = null;
  @property({ type: Boolean }) open = false;
  @state() private error = "";

  static override styles = [
    base,
    css`
      form {
        display: grid;
        gap: var(--ht-space-4);
      }
    `,
  ];

  protected override render() {
    const { locale, tin } = this;
    return html`<ht-sheet
      .open=${this.open}
      heading=${locale.t("scale_to_tin")}
      .closeLabel=${locale.t("close")}
      @closed=${() => this.dispatchEvent(new Event("closed"))}
    >
      ${
        this.open
          ? html`<form
              @submit=${(event: Event) => {
                event.preventDefault();
                this.scale();
              }}
            >
              <ht-field id="its" .label=${locale.t("tin_its")} .value=${tin?.words ?? ""}></ht-field>
              <ht-field
                id="mine"
                .label=${locale.t("tin_mine")}
                .help=${locale.t(locale.fahrenheit ? "tin_hint_inch" : "tin_hint_cm")}
                .error=${this.error}
              ></ht-field>
              <ht-button kind="primary" .icon=${icons.tin} label=${locale.t("scale")} @click=${() => this.scale()}></ht-button>
            </form>`
          : nothing
      }
    </ht-sheet>`;
  }

  private scale(): void {
    const read = (id: string) => {
      const field = this.renderRoot.querySelector<Field>(id);
      return areaOf(sidesOf(field?.value ?? "", this.locale.fahrenheit));
    };
    const [its, mine] = [read("#its"), read("#mine")];
    if (its === 0 || mine === 0) {
      this.error = this.locale.t("tin_unknown");
      return;
    }
    this.error = "";
    this.dispatchEvent(new CustomEvent("factor", { detail: mine / its }));
  }
}
