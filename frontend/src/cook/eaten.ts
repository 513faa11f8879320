import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import "../components/chip";
import { element } from "../components/define";
import "../components/failure";
import { ask, reasonOf } from "../data/commands";
import type { HomeAssistant } from "../data/hass";
import type { Locale } from "../localize/localize";
import { base } from "../styles/tokens";

export interface Eater {
  person: string;
  name: string;
  eaten: boolean;
}

/** `<ht-cook-eaten>`: who ate a dish, for those whose food log this user may read. A tap puts it there, another removes it. */
@element("ht-cook-eaten")
export class CookEaten extends LitElement {
  @property({ attribute: false }) hass!: HomeAssistant;
  @property({ attribute: false }) locale!: Locale;
  @property() session = "";
  @property() dish = "";
  @property({ attribute: false }) eaters: readonly Eater[] = [];
  @property({ attribute: false }) connected = true;
  /** What was tapped here, by person. */
  @state() private tapped: Readonly<Record<string, boolean>> = {};
  @state() private busy = false;
  @state() private failed = "";

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-2);
      }

      :host([hidden]) {
        display: none;
      }

      h3 {
        margin: 0;
        font-size: var(--ht-size-16);
        font-weight: 500;
        line-height: 1.35;
      }

      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }
    `,
  ];

  protected override render() {
    const { locale, eaters } = this;
    if (eaters.length === 0) return nothing;
    return html`<h3>${locale.t("cook_who_ate")}</h3>
      <div class="chips" role="group" aria-label=${locale.t("cook_who_ate")}>
        ${eaters.map(
          (eater) => html`<ht-chip
            label=${eater.name}
            ?selected=${this.ate(eater)}
            ?disabled=${!this.connected || this.busy}
            @click=${() => this.tap(eater)}
          ></ht-chip>`,
        )}
      </div>
      <ht-failure .text=${this.failed}></ht-failure>`;
  }

  private ate({ person, eaten }: Eater): boolean {
    return this.tapped[person] ?? eaten;
  }

  private async tap(eater: Eater): Promise<void> {
    const { person } = eater;
    const eaten = !this.ate(eater);
    this.tapped = { ...this.tapped, [person]: eaten };
    this.busy = true;
    this.failed = "";
    try {
      await ask(this.hass, "cook/eaten", { session: this.session, dish: this.dish, person, eaten });
    } catch (error) {
      this.tapped = { ...this.tapped, [person]: !eaten };
      this.failed = this.locale.t("failed", { reason: await reasonOf(this.hass, this.locale, error) });
    } finally {
      this.busy = false;
    }
  }
}
