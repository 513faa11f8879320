import { css, html, nothing } from "lit";
import { state } from "lit/decorators.js";
import "../../../components/button";
import { element } from "../../../components/define";
import "../../../components/field";
import * as icons from "../../../components/icons";
import "../../../components/label";
import "../../../components/list";
import "../../../components/row";
import { base } from "../../../styles/tokens";
import { type GatheringGuest, type Invitation, openPage, rsvpWords } from "./data";
import "./guest-link";
import { parts } from "./parts";
import { GatheringSection } from "./section";

/** `<ht-guests-section>`: who is invited and what they answered; invites guests and shows their links once. */
@element("ht-guests-section")
export class GuestsSection extends GatheringSection {
  @state() private shown: (Invitation & { name: string }) | undefined;

  static override styles = [
    base,
    parts,
    css`
      .link {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-3);
        padding: var(--ht-space-3);
        border: 1px solid var(--ht-line);
        border-radius: 12px;
      }
    `,
  ];

  protected override render() {
    const { locale, gathering, list } = this;
    const open = gathering.open;
    return html`<section>
      <h2>${locale.t("g_guests")}</h2>
      ${list.guest_pages ? nothing : html`<p class="soft">${locale.t("g_pages_off")}</p>`}
      ${list.reachable ? nothing : html`<p class="soft">${locale.t("g_unreachable")}</p>`}
      ${
        gathering.guests.length === 0
          ? nothing
          : html`<ht-list>${gathering.guests.map((guest) => this.renderGuest(guest))}</ht-list>`
      }
      ${
        open
          ? html`<div class="actions">
              <ht-field id="name" label=${locale.t("g_guest_name")} maxlength="80"></ht-field>
              <ht-button
                kind="primary"
                label=${locale.t("g_invite")}
                ?disabled=${this.locked}
                @click=${this.invite}
              ></ht-button>
              <ht-button label=${locale.t("g_shared")} ?disabled=${this.locked} @click=${this.share}></ht-button>
            </div>`
          : nothing
      }
      ${this.renderFailure()}
      <div role="status">${this.renderLink()}</div>
    </section>`;
  }

  private renderGuest(guest: GatheringGuest) {
    const { locale } = this;
    const values = { name: guest.name };
    return html`<ht-row>
      ${guest.name}
      <p class="soft">${rsvpWords(locale, guest)}${guest.invited ? "" : ` · ${locale.t("g_unconfirmed")}`}</p>
      ${
        guest.invited
          ? nothing
          : html`<ht-button
              slot="end"
              compact
              .icon=${icons.check}
              label=${locale.t("g_confirm", values)}
              ?disabled=${this.locked}
              @click=${() => this.run("confirm_guest", { guest: guest.id })}
            ></ht-button>`
      }
      <ht-button
        slot="end"
        compact
        .icon=${icons.lock}
        label=${locale.t("g_revoke", values)}
        ?disabled=${this.locked}
        @click=${() => this.run("revoke_links", { guest: guest.id })}
      ></ht-button>
      <ht-button
        slot="end"
        compact
        .icon=${icons.close}
        label=${locale.t("g_remove", values)}
        ?disabled=${this.locked}
        @click=${() => this.run("remove_guest", { guest: guest.id })}
      ></ht-button>
    </ht-row>`;
  }

  private renderLink() {
    const { locale, shown } = this;
    if (shown === undefined) return nothing;
    return html`<div class="link">
      <h3>${shown.name === "" ? locale.t("g_shared") : locale.t("g_link_for", { name: shown.name })}</h3>
      ${
        shown.url === null
          ? html`<p class="soft">${locale.t("g_unreachable")}</p>`
          : html`<ht-guest-link .locale=${locale} url=${shown.url}></ht-guest-link>`
      }
      ${
        shown.name === ""
          ? nothing
          : html`<div class="actions">
              <ht-button label=${locale.t("g_file")} ?disabled=${this.locked} @click=${this.file}></ht-button>
            </div>`
      }
    </div>`;
  }

  private async invite(): Promise<void> {
    const name = this.written("name");
    if (name === "") return;
    const made = await this.run<Invitation>("invite_guest", { name });
    if (made === undefined) return;
    this.shown = { ...made, name };
    this.empty("name");
  }

  private async share(): Promise<void> {
    const made = await this.run<Invitation>("invite_guest");
    if (made !== undefined) this.shown = { ...made, name: "" };
  }

  private async file(): Promise<void> {
    const code = this.shown?.code;
    const made = await this.run<{ path: string }>("get_gathering_page", { page: "outside", code });
    if (made !== undefined) openPage(made.path);
  }
}
