import { css, html, nothing, svg } from "lit";
import { state } from "lit/decorators.js";
import { element } from "../../../components/define";
import * as common from "../../icons";
import "../../../components/button";
import "../../../components/chip";
import "../../../components/empty-state";
import "../../../components/failure";
import "../../../components/label";
import { ask, Latest, reasonOf } from "../../../data/commands";
import { Soon } from "../../../data/soon";
import type { Key } from "../../../localize/localize";
import { base } from "../../../styles/tokens";
import { PanelView } from "../../panel-view";
import "./household";
import "./person-book";
import "./person-form";

interface Health {
  allergens: Record<string, "mild" | "severe">;
  diets: string[];
  avoids: string[];
  dislikes: string[];
  favorites: string[];
  targets: Record<string, number>;
}

interface PersonView {
  id: string;
  name: string;
  guest: boolean;
  share: number;
  at_home: boolean | null;
  /** Absent for those who may not read it. */
  health?: Health;
  /** Absent for those who may not change it. */
  may_change?: true;
}

interface EatenDay {
  day: string;
  figures: Record<string, number>;
  portions: { name: string; at: string; portions: number }[];
}

const TAGS = ["ENERC_KCAL", "PROCNT", "FIBTG", "FASAT", "NA"] as const;
const UNITS: Record<string, string> = { ENERC_KCAL: "kcal", NA: "mg" };
const DAYS = 14;
const PLOT = { width: 280, height: 72 };

/** `<ht-people>`: who eats here; needs, targets and what was eaten only for those who may read it. */
@element("ht-people")
export class People extends PanelView {
  @state() private people: PersonView[] | null = null;
  @state() private eaten = new Map<string, EatenDay[]>();
  @state() private shown: (typeof TAGS)[number] = "ENERC_KCAL";
  @state() private failed = "";
  private readonly latest = new Latest();
  private stop: (() => void) | null = null;
  private readonly reading = new Soon(() => this.read(), 100);

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-4);
      }

      .people {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr));
        align-items: start;
        gap: var(--ht-space-4);
      }

      .wide {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--ht-space-2);
      }

      article {
        display: flex;
        flex-direction: column;
        gap: var(--ht-space-2);
        padding: var(--ht-space-4);
        border: 1px solid var(--ht-line);
        border-radius: var(--ht-radius);
        background: var(--ht-surface);
      }

      h2 {
        margin: 0;
        font-size: var(--ht-size-20);
        font-weight: 500;
        line-height: 1.35;
      }

      h3 {
        margin: var(--ht-space-2) 0 0;
        font-size: var(--ht-size-14);
        font-weight: 500;
        color: var(--ht-text-2);
      }

      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      .needs {
        display: flex;
        flex-direction: column;
        gap: 2px;
      }

      .eaten {
        display: flex;
        justify-content: space-between;
        gap: var(--ht-space-2);
        font-size: var(--ht-size-14);
      }

      svg {
        inline-size: 100%;
        block-size: auto;
      }

      rect {
        fill: var(--ht-heat-2);
      }

      rect[data-today] {
        fill: var(--ht-heat-4);
      }

      line {
        stroke: var(--ht-text-2);
        stroke-dasharray: 4 3;
      }

      p {
        margin: 0;
        font-size: var(--ht-size-14);
        color: var(--ht-text-2);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reading.stop();
    this.latest.drop();
    this.stop?.();
    this.stop = null;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (this.stop !== null || !this.isConnected) return;
    void this.read();
    this.stop = this.feeds.changes.on((message) => {
      if (!/^(person|portion)_/.test(message.kind ?? "")) return;
      this.reading.ask();
    });
  }

  protected override render() {
    const { locale } = this;
    const [place = "", id = ""] = this.rest;
    const household = place === "household";
    return html`
      <div class="wide" role="group" aria-label=${locale.t("people")}>
        <ht-chip label=${locale.t("people")} .icon=${common.people} ?selected=${!household} @click=${() => this.navigate(["people"])}></ht-chip>
        <ht-chip label=${locale.t("household")} ?selected=${household} @click=${() => this.navigate(["people", "household"])}></ht-chip>
      </div>
      ${
        household
          ? html`<ht-household
              .hass=${this.hass}
              .locale=${locale}
              .feeds=${this.feeds}
              .navigate=${this.navigate}
              .connected=${this.connected}
            ></ht-household>`
          : place === "edit" || place === "new"
            ? html`<ht-person-form
                .hass=${this.hass}
                .locale=${locale}
                .connected=${this.connected}
                .person=${id}
                @left=${() => this.navigate(["people"])}
              ></ht-person-form>`
            : place === "book"
              ? html`<ht-person-book
                  .hass=${this.hass}
                  .locale=${locale}
                  .person=${id}
                  .href=${this.href}
                  .navigate=${this.navigate}
                ></ht-person-book>`
              : this.renderPeople()
      }
    `;
  }

  private renderPeople() {
    const { locale, people } = this;
    if (people === null) {
      return html`<ht-failure .text=${this.failed} .retryLabel=${locale.t("retry")} @retry=${() => void this.read()}></ht-failure>`;
    }
    const readable = people.some(({ health }) => health !== undefined);
    return html`
      <ht-failure .text=${this.failed}></ht-failure>
      ${
        readable
          ? html`<div class="wide" role="group" aria-label=${locale.t("people_plots")}>
              ${TAGS.map(
                (tag) =>
                  html`<ht-chip label=${locale.t(`people_nutrient_${tag}` as Key)} ?selected=${tag === this.shown} @click=${() => this.show(tag)}></ht-chip>`,
              )}
            </div>`
          : nothing
      }
      ${
        people.length === 0
          ? html`<ht-empty-state class="wide" .icon=${common.people} heading=${locale.t("people_none")} text=${locale.t("people_none_text")}></ht-empty-state>`
          : html`<div class="people">${people.map((person) => this.renderPerson(person))}</div>`
      }
      <div class="wide">
        ${
          this.hass.user?.is_admin
            ? html`<ht-button kind="primary" .icon=${common.plus} label=${locale.t("people_add")} @click=${() => this.navigate(["people", "new"])}></ht-button>`
            : html`<p>${locale.t("people_edit_admin")}</p>`
        }
      </div>
    `;
  }

  private renderPerson(person: PersonView) {
    const { locale } = this;
    const { health } = person;
    const about = [
      person.guest ? locale.t("people_guest") : "",
      person.share === 1 ? "" : locale.t("people_share", { share: locale.percent(person.share) }),
      person.at_home === true ? locale.t("people_home") : "",
    ].filter((part) => part !== "");
    return html`<article aria-label=${person.name}>
      <h2>${person.name}</h2>
      ${about.length > 0 ? html`<p>${about.join(" · ")}</p>` : nothing}
      ${health === undefined ? html`<p>${locale.t("people_private")}</p>` : this.renderHealth(person, health)}
      ${
        health === undefined && !person.may_change
          ? nothing
          : html`<div class="wide">
              ${health === undefined ? nothing : html`<ht-button .icon=${common.book} label=${locale.t("people_book")} @click=${() => this.navigate(["people", "book", person.id])}></ht-button>`}
              ${person.may_change ? html`<ht-button .icon=${common.people} label=${locale.t("people_change")} @click=${() => this.navigate(["people", "edit", person.id])}></ht-button>` : nothing}
            </div>`
      }
    </article>`;
  }

  private renderHealth(person: PersonView, health: Health) {
    const { locale } = this;
    const days = this.eaten.get(person.id);
    const today = days?.at(-1);
    const needs = [
      ...Object.entries(health.allergens).map(([code, severity]) => ({
        text: locale.t(severity === "severe" ? "people_severe" : "people_mild", {
          need: locale.t(`allergen_${code}` as Key),
        }),
        severe: severity === "severe",
      })),
      ...health.avoids.map((need) => ({ text: locale.t("people_severe", { need }), severe: true })),
      ...health.diets.map((code) => ({ text: locale.t(`diet_${code}` as Key), severe: false })),
      ...health.dislikes.map((need) => ({ text: locale.t("people_dislikes", { need }), severe: false })),
    ];
    return html`
      <div class="needs">
        ${
          needs.length === 0
            ? html`<p>${locale.t("people_no_needs")}</p>`
            : needs.map(
                ({ text, severe }) =>
                  html`<ht-label tone=${severe ? "fault" : "plain"} .icon=${severe ? common.alert : ""} .text=${text}></ht-label>`,
              )
        }
      </div>
      ${days === undefined ? nothing : this.renderPlot(days, health.targets[this.shown])}
      ${
        today === undefined || today.portions.length === 0
          ? nothing
          : html`<h3>${locale.t("people_today")}</h3>
              <ul>${today.portions.map((one) => html`<li class="eaten"><span>${one.name}</span><span class="digits">${one.at}</span></li>`)}</ul>`
      }
    `;
  }

  private renderPlot(days: readonly EatenDay[], target: number | undefined) {
    const { locale, shown } = this;
    const values = days.map(({ figures }) => figures[shown] ?? 0);
    const top = Math.max(...values, target ?? 0, 1) * 1.05;
    const step = PLOT.width / days.length;
    const y = (value: number) => PLOT.height - (value / top) * PLOT.height;
    const last = values.at(-1) ?? 0;
    const amount = (value: number) => `${locale.number(Math.round(value))} ${UNITS[shown] ?? "g"}`;
    const words =
      target === undefined
        ? locale.t("people_plot", {
            nutrient: locale.t(`people_nutrient_${shown}` as Key),
            today: amount(last),
          })
        : locale.t("people_plot_of", {
            nutrient: locale.t(`people_nutrient_${shown}` as Key),
            today: amount(last),
            target: amount(target),
          });
    return html`<p>${words}</p>
      <svg viewBox=${`0 0 ${PLOT.width} ${PLOT.height + 2}`} role="img" aria-label=${`${words} ${locale.t("people_plot_days", { count: days.length, values: values.map((value) => locale.number(Math.round(value))).join(", ") })}`}>
        ${values.map(
          (value, index) =>
            svg`<rect ?data-today=${index === days.length - 1} x=${index * step + 2} y=${y(value)} width=${step - 4} height=${PLOT.height - y(value)} rx="2"></rect>`,
        )}
        ${target === undefined ? nothing : svg`<line x1="0" x2=${PLOT.width} y1=${y(target)} y2=${y(target)}></line>`}
      </svg>`;
  }

  private show(tag: (typeof TAGS)[number]): void {
    this.shown = tag;
  }

  private async read(): Promise<void> {
    const { hass, locale } = this;
    await this.latest.of(
      ask<{ people: PersonView[] }>(hass, "people").then(async ({ people }) => {
        const eaten = new Map<string, EatenDay[]>();
        for (const person of people) {
          if (person.health === undefined) continue;
          const { days } = await ask<{ days: EatenDay[] }>(hass, "people/eaten", {
            person: person.id,
            days: DAYS,
          });
          eaten.set(person.id, days);
        }
        return { people, eaten };
      }),
      ({ people, eaten }) => {
        this.people = people;
        this.eaten = eaten;
        this.failed = "";
      },
      (error) => {
        void reasonOf(hass, locale, error).then((reason) => {
          this.failed = locale.t("failed", { reason });
        });
      },
    );
  }
}
