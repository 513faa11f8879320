import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import "../components/button";
import { element } from "../components/define";
import type { BurnerState } from "../data/burners";
import type { HomeAssistant } from "../data/hass";
import type { Session } from "../data/sessions";
import type { Locale } from "../localize/localize";
import { base } from "../styles/tokens";
import "./behind";
import "./cook-sheet";
import "./help-sheet";
import type { CookPlan } from "./plan";
import { type CookSettings, type Distance, writeSettings } from "./settings";

export type Sheet = { kind: "settings" } | { kind: "help" | "behind"; dish: string };

const DISTANCES = [
  ["auto", "cook_distance_auto"],
  ["arm", "cook_distance_arm"],
  ["across", "cook_distance_across"],
] as const satisfies readonly (readonly [Distance, string])[];

/**
 * `<ht-cook-sheets .sheet>`: the sheet that is open in cook mode, if one is: settings, help with a dish, or what is behind
 * it. Fires `closed`, and `change` with other settings.
 */
@element("ht-cook-sheets")
export class CookSheets extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property({ attribute: false }) sheet: Sheet | undefined;
  @property({ attribute: false }) session: Session | undefined;
  @property({ attribute: false }) plan: CookPlan | undefined;
  @property({ attribute: false }) burners!: BurnerState;
  @property({ attribute: false }) settings!: CookSettings;
  /** The address of the session for another device; empty before it is started. */
  @property() address = "";
  @property({ type: Boolean }) connected = true;

  static override styles = [
    base,
    css`
      :host {
        display: contents;
      }

      h3 {
        margin: var(--ht-space-3) 0 0;
        font-size: var(--ht-size-16);
        font-weight: 500;
      }

      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
        padding-block: var(--ht-space-2);
      }

      .note {
        margin: 4px 0;
        line-height: 1.4;
        color: var(--ht-text-2);
      }
    `,
  ];

  protected override render() {
    const { sheet, locale, session } = this;
    if (sheet === undefined) return nothing;
    if (sheet.kind === "settings") return this.frame(locale.t("cook_settings"), this.renderSettings());
    const dish = session?.dishes.find(({ id }) => id === sheet.dish);
    const planned = this.plan?.dishes.find(({ id }) => id === sheet.dish);
    if (session === undefined || dish === undefined) return nothing;
    if (sheet.kind === "behind" && planned !== undefined) {
      return this.frame(
        dish.name,
        html`<ht-cook-behind .hass=${this.hass} .locale=${locale} .planned=${planned} .step=${dish.step}></ht-cook-behind>`,
      );
    }
    return this.frame(
      dish.name,
      html`<ht-cook-help
        .hass=${this.hass}
        .planned=${planned}
        .locale=${locale}
        .session=${session}
        .dish=${dish}
        .burner=${dish.burner_id === null ? undefined : this.burners.burners[dish.burner_id]}
        ?mayHeat=${this.burners.mayHeat}
        .connected=${this.connected}
        @done=${this.close}
      ></ht-cook-help>`,
    );
  }

  private frame(heading: string, content: unknown) {
    return html`<ht-cook-sheet .heading=${heading} .closeLabel=${this.locale.t("close")} @closed=${this.close}>
      ${content}
    </ht-cook-sheet>`;
  }

  private renderSettings() {
    const { locale, settings } = this;
    const set = (change: Partial<CookSettings>) => {
      const detail = { ...settings, ...change };
      writeSettings(detail);
      this.dispatchEvent(new CustomEvent("change", { detail }));
    };
    return html`<div class="sheet">
      <h3>${locale.t("cook_distance")}</h3>
      <div class="choices">
        ${DISTANCES.map(
          ([distance, key]) => html`<ht-button
            label=${locale.t(key)}
            .pressed=${settings.distance === distance}
            kind=${settings.distance === distance ? "primary" : "plain"}
            @click=${() => set({ distance })}
          ></ht-button>`,
        )}
      </div>
      <h3>${locale.t("cook_hand")}</h3>
      <div class="choices">
        ${(["right", "left"] as const).map(
          (hand) => html`<ht-button
            label=${locale.t(hand === "right" ? "cook_hand_right" : "cook_hand_left")}
            .pressed=${settings.hand === hand}
            kind=${settings.hand === hand ? "primary" : "plain"}
            @click=${() => set({ hand })}
          ></ht-button>`,
        )}
      </div>
      ${
        this.address === ""
          ? nothing
          : html`<h3>${locale.t("cook_other_device")}</h3>
              <p class="note">${locale.t("cook_other_device_text")}</p>
              <ht-cook-qr .locale=${locale} address=${this.address}></ht-cook-qr>`
      }
      <p class="note">${locale.t("cook_keys")}</p>
    </div>`;
  }

  private readonly close = (): void => {
    this.dispatchEvent(new Event("closed"));
  };
}
