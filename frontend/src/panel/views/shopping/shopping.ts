import { css, html } from "lit";
import { element } from "../../../components/define";
import "../../../components/chip";
import { base } from "../../../styles/tokens";
import { cart } from "../../icons";
import { PanelView } from "../../panel-view";
import "./pantry";
import "./shopping-list";

/** `<ht-shopping>`: the shopping list, and the pantry. */
@element("ht-shopping")
export class Shopping extends PanelView {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-3);
        max-inline-size: 760px;
        margin-inline: auto;
      }

      .top {
        display: flex;
        flex-wrap: wrap;
        gap: var(--ht-space-2);
      }
    `,
  ];

  protected override render() {
    const { locale } = this;
    const pantry = this.rest[0] === "pantry";
    return html`
      <div class="top" role="group" aria-label=${locale.t("shopping")}>
        <ht-chip label=${locale.t("shopping_list")} .icon=${cart} ?selected=${!pantry} @click=${() => this.navigate(["shopping"])}></ht-chip>
        <ht-chip label=${locale.t("shopping_pantry")} ?selected=${pantry} @click=${() => this.navigate(["shopping", "pantry"])}></ht-chip>
      </div>
      ${
        pantry
          ? html`<ht-pantry
              .hass=${this.hass}
              .locale=${locale}
              .feeds=${this.feeds}
              .navigate=${this.navigate}
              .connected=${this.connected}
            ></ht-pantry>`
          : html`<ht-shopping-list
              .hass=${this.hass}
              .locale=${locale}
              .feeds=${this.feeds}
              .connected=${this.connected}
            ></ht-shopping-list>`
      }
    `;
  }
}
