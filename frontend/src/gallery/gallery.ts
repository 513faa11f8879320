/**
 * Every component in all its states, without Home Assistant. `?dark`, `?lang=de` and `?scale=2` choose how. For tests,
 * pictures and those who build; it is not installed.
 */
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import "../cards/stove/stove-card";
import "../cards/timers/timers-card";
import "../components/chip";
import { element } from "../components/define";
import "../components/empty-state";
import "../components/field";
import * as icons from "../components/icons";
import "../components/list";
import "../components/row";
import "../components/sheet";
import "../components/slider";
import { ServerClock } from "../data/clock";
import type { HomeAssistant } from "../data/hass";
import type { Point } from "../data/trace";
import { Locale, languageOf, loadWords } from "../localize/localize";
import { base, tokens } from "../styles/tokens";
import { burner, stove } from "../testing";
import { CARDS, type CardCase, now, timer } from "./cases";
import { fakeConnection } from "./fake-connection";

const query = new URLSearchParams(location.search);
const language = query.get("lang") ?? "en";
const dark = query.has("dark");
const LONG: Record<string, string[]> = {
  en: ["Front left", "Back left", "Back right", "Front right", "Middle", "Side"],
  de: [
    "Vorne links",
    "Hinten links",
    "Hinten rechts",
    "Vorne rechts",
    "Mittlere Zweikreis-Bräterzone",
    "Warmhaltezone",
  ],
};
const names = LONG[languageOf(language)] ?? LONG.en ?? [];

const rising: Point[] = Array.from({ length: 300 }, (_, index) => [
  now - 600 + index * 2,
  index > 120 && index < 130 ? null : 22 + 68 * (1 - Math.exp(-index / 90)) + Math.sin(index / 7),
  index > 60 ? 90 : null,
]);

/** One component or card of the page, with its name. */
@element("ht-gallery")
export class Gallery extends LitElement {
  private locale: Locale | undefined;

  static override styles = [
    tokens,
    base,
    css`
      :host {
        display: block;
        min-block-size: 100vh;
        padding: 16px;
        background: #fafafa;
      }

      :host([dark]) {
        background: #111;
      }

      .cards,
      .parts {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr));
        align-items: start;
        gap: 16px;
      }

      figure {
        margin: 0;
        min-inline-size: 0;
      }

      .parts figure {
        display: flex;
        flex-direction: column;
        gap: 8px;
        padding: 16px;
        border-radius: 12px;
        background: var(--ht-surface);
      }

      figcaption {
        font-size: var(--ht-size-14);
        color: var(--ht-text-2);
      }

      h1 {
        font-size: var(--ht-size-24);
        line-height: 1.35;
        overflow-wrap: anywhere;
      }

      .wrap {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }

      .rings {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 8px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.toggleAttribute("dark", dark);
    void loadWords(languageOf(language)).then((words) => {
      this.locale = new Locale(words, language, false);
      this.requestUpdate();
    });
  }

  protected override render() {
    const { locale } = this;
    if (locale === undefined) return nothing;
    return html`<main>
      <h1>Components</h1>
      <div class="parts">${this.parts(locale).map(([name, part]) => html`<figure data-part=${name}>${part}<figcaption>${name}</figcaption></figure>`)}</div>
      <h1>Cards</h1>
      <div class="cards">
        ${CARDS.map(
          (one) => html`<figure data-card=${one.name}>
            <hearthtech-stove-card-content .hass=${this.hassOf(one)} .config=${{ type: "" }}></hearthtech-stove-card-content>
            <figcaption>${one.name}</figcaption>
          </figure>`,
        )}
        <figure data-card="timers">
          <hearthtech-timers-card-content .hass=${this.hassOf({ name: "timers", burners: [{ timer_ends_at: now + 90 }] }, true)}></hearthtech-timers-card-content>
          <figcaption>timers</figcaption>
        </figure>
        <figure data-card="timers empty">
          <hearthtech-timers-card-content .hass=${this.hassOf({ name: "none", burners: [{}] })}></hearthtech-timers-card-content>
          <figcaption>timers empty</figcaption>
        </figure>
      </div>
    </main>`;
  }

  private parts(locale: Locale): [string, TemplateResult][] {
    const clock = new ServerClock();
    const shown = { key: "a", kind: "kitchen" as const, id: "a", name: "Eggs", detail: "", lengthS: 300 };
    const ring = { ...shown, endsAt: now + 200, pausedLeftS: null, ringing: false };
    return [
      [
        "button",
        html`<div class="wrap">
          <ht-button label=${locale.t("retry")}></ht-button>
          <ht-button kind="primary" .icon=${icons.stove} label=${locale.t("start_at", { burner: names[0] ?? "", level: "60%" })}></ht-button>
          <ht-button kind="stop" .icon=${icons.octagon} label=${locale.t("stop")}></ht-button>
          <ht-button disabled label=${locale.t("retry")}></ht-button>
          <ht-button compact .icon=${icons.pause} label=${locale.t("pause")}></ht-button>
        </div>`,
      ],
      [
        "chip",
        html`<div class="wrap">
          <ht-chip selected label=${locale.t("level")}></ht-chip>
          <ht-chip label=${locale.t("hold")}></ht-chip>
          <ht-chip disabled label=${locale.t("hold")}></ht-chip>
        </div>`,
      ],
      [
        "label",
        html`<div class="wrap">
          <ht-label .icon=${icons.hand} tone="heat" text=${locale.t("by_hand")}></ht-label>
          <ht-label .icon=${icons.thermometer} tone="fault" text=${locale.t("hot_at", { temperature: locale.temperature(62) })}></ht-label>
          <ht-label .icon=${icons.armed} tone="good" text=${locale.t("armed")}></ht-label>
          <ht-label .icon=${icons.help} tone="unknown" text=${locale.t("unknown")}></ht-label>
        </div>`,
      ],
      [
        "slider",
        html`<ht-slider label=${locale.t("level")} .max=${100} .value=${60}></ht-slider>
          <ht-slider disabled label=${locale.t("temperature")} .max=${100} .value=${20}></ht-slider>`,
      ],
      [
        "field",
        html`<ht-field label=${locale.t("timer_name")} value="Eggs"></ht-field>
          <ht-field label=${locale.t("timer_minutes")} value="x" error=${locale.t("failed", { reason: "x" })}></ht-field>
          <ht-field disabled label=${locale.t("timer_name")} help=${locale.t("timer_none_text")}></ht-field>`,
      ],
      [
        "list",
        html`<ht-list>
          <ht-row><ht-icon slot="start" .path=${icons.timer}></ht-icon>${locale.t("timers")}</ht-row>
          <ht-row>${locale.t("not_allowed")}<ht-button slot="end" label=${locale.t("open")}></ht-button></ht-row>
        </ht-list>`,
      ],
      [
        "ring",
        html`<div class="rings">
          <ht-heat-ring state="off" value="21°" note=${locale.t("off")}></ht-heat-ring>
          <ht-heat-ring state="on" .share=${0.15} value="45°" note="15%"></ht-heat-ring>
          <ht-heat-ring state="on" .share=${0.5} value="74°" note="50%"></ht-heat-ring>
          <ht-heat-ring state="on" .share=${1} value="104°" note="100%"></ht-heat-ring>
          <ht-heat-ring state="hot" value="62°" note=${locale.t("off")}></ht-heat-ring>
          <ht-heat-ring state="unknown" value="?"></ht-heat-ring>
          <ht-heat-ring state="fault" note="240°"></ht-heat-ring>
        </div>`,
      ],
      [
        "timer ring",
        html`<div class="wrap">
          <ht-timer-ring .timer=${ring} .clock=${clock} .locale=${locale}></ht-timer-ring>
          <ht-timer-ring .timer=${{ ...ring, pausedLeftS: 75 }} .clock=${clock} .locale=${locale}></ht-timer-ring>
          <ht-timer-ring .timer=${{ ...ring, endsAt: now, ringing: true }} .clock=${clock} .locale=${locale}></ht-timer-ring>
          <ht-timer-ring .timer=${{ ...ring, endsAt: now + 5400, lengthS: null }} .clock=${clock} .locale=${locale}></ht-timer-ring>
        </div>`,
      ],
      ["trace", html`<ht-trace scale .points=${rising} .now=${now} .locale=${locale}></ht-trace>`],
      [
        "empty state",
        html`<ht-empty-state .icon=${icons.stove} heading=${locale.t("stove_none")} text=${locale.t("stove_none_text")}>
          <ht-button kind="primary" label=${locale.t("open")}></ht-button>
        </ht-empty-state>`,
      ],
      [
        "stop button",
        html`<div class="wrap">
          <ht-stop-button on .hass=${this.hassOf({ name: "", burners: [{}] })} .locale=${locale} name="x"></ht-stop-button>
          <ht-stop-button .hass=${this.hassOf({ name: "", burners: [{}] })} .locale=${locale} label=${locale.t("stop_all")}></ht-stop-button>
          <ht-stop-button on .connected=${false} .hass=${this.hassOf({ name: "", burners: [{}] })} .locale=${locale}></ht-stop-button>
        </div>`,
      ],
    ];
  }

  private hassOf(one: CardCase, timers = false): HomeAssistant {
    const diameters = [0.18, 0.145, 0.18, 0.21, 0.26, 0.145];
    const burners = one.burners.map((change, index) =>
      burner({ n: index + 1, name: names[index] ?? "", diameter_m: diameters[index] ?? 0.18, ...change }),
    );
    const connection = fakeConnection({
      connected: one.connected ?? true,
      trace: rising,
      burners: {
        type: "snapshot",
        time: now,
        may_heat: true,
        stoves: { s: stove(one.stove) },
        burners: Object.fromEntries(burners.map((each) => [each.id, each])),
      },
      ...(timers
        ? {
            timers: {
              time: now,
              timers: [
                timer({ name: "Eggs" }),
                timer({
                  name: "Dough for Sunday’s bread, second rise in the warm oven",
                  ends_at: now + 5400,
                  set_at: now - 60,
                }),
                timer({ name: "Rice", left_s: 75 }),
              ],
              ringing: [timer({ name: "Tea", ends_at: now - 1 })],
            },
          }
        : {}),
    });
    return {
      connection,
      connected: one.connected ?? true,
      states: {},
      entities: {},
      devices: {},
      language,
      locale: { language },
      config: { unit_system: { temperature: "°C" } },
      user: { id: "u", name: "Anna", is_admin: true },
      themes: { darkMode: dark },
    };
  }
}

if (query.has("scale"))
  document.documentElement.style.setProperty("--ha-font-size-scale", query.get("scale"));
if (dark) document.documentElement.style.colorScheme = "dark";
if (dark) document.documentElement.style.setProperty("--primary-text-color", "#e1e1e1");
document.documentElement.lang = language;
document.body.append(document.createElement("ht-gallery"));
