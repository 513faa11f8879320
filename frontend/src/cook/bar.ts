import { html, nothing } from "lit";
import "../components/button";
import "../components/icon";
import "../components/stop-button";
import type { BurnerState } from "../data/burners";
import type { HomeAssistant } from "../data/hass";
import type { Locale } from "../localize/localize";
import * as icons from "./icons";
import { soundWorks, unlockSound } from "./sound";
import { anyOn } from "./state";

interface Bar {
  hass: HomeAssistant;
  locale: Locale;
  name: string;
  burners: BurnerState;
  /** The burners of the session, which Stop turns off. */
  ids: readonly string[];
  connected: boolean;
  leave: () => void;
  openSettings: () => void;
}

/** The bar above a dish: leave, what is cooked, sound, settings, and Stop always in the same corner. */
export function renderBar({ hass, locale, name, burners, ids, connected, leave, openSettings }: Bar) {
  const sound = soundWorks();
  return html`<header class=${ids.length === 0 ? "bar" : "bar stops"}>
    <ht-button compact bare .icon=${icons.close} label=${locale.t("cook_leave")} @click=${leave}></ht-button>
    <h1 dir="auto">${name}</h1>
    <button
      class=${sound ? "state" : "state blocked"}
      type="button"
      aria-label=${locale.t(sound ? "cook_sound_on" : "cook_sound_off")}
      title=${locale.t(sound ? "cook_sound_on" : "cook_sound_off")}
      @click=${unlockSound}
    >
      <ht-icon .path=${sound ? icons.bell : icons.bellOff}></ht-icon>
    </button>
    <ht-button compact bare .icon=${icons.cog} label=${locale.t("cook_settings")} @click=${openSettings}></ht-button>
    ${
      ids.length === 0
        ? nothing
        : html`<ht-stop-button
            class="stop"
            .hass=${hass}
            .locale=${locale}
            .burners=${ids}
            .on=${anyOn(burners, ids)}
            .connected=${connected}
            .name=${name}
          ></ht-stop-button>`
    }
  </header>`;
}

interface Strips {
  locale: Locale;
  connected: boolean;
  /** The screen may turn off, which the browser can't prevent. */
  sleeps: boolean;
  closeHint: () => void;
}

/** What the cook has to know below the bar: no connection, and a screen that sleeps. */
export function renderStrips({ locale, connected, sleeps, closeHint }: Strips) {
  return html`<div role="status">
      ${
        connected
          ? nothing
          : html`<div class="strip offline"><ht-icon .path=${icons.offline}></ht-icon><span>${locale.t("cook_offline")}</span></div>`
      }
    </div>
    ${
      sleeps
        ? html`<div class="strip awake">
            <ht-icon .path=${icons.awake}></ht-icon><span>${locale.t("cook_awake_hint")}</span>
            <ht-button compact bare .icon=${icons.close} label=${locale.t("close")} @click=${closeHint}></ht-button>
          </div>`
        : nothing
    }`;
}
