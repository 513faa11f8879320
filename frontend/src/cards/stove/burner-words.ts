/** What a burner shows in words: its number in the ring, its status and its description for screen readers. */

import type { RingState } from "../../components/heat-ring";
import * as icons from "../../components/icons";
import type { Tone } from "../../components/label";
import { type Burner, foodCelsius, heatOf, onlyMeasures, setterOf } from "../../data/burners";
import type { Key, Locale } from "../../localize/localize";

export interface Shown {
  ring: RingState;
  share: number;
  value: string;
  note: string;
  status: Status;
}

export interface Status {
  icon: string;
  text: string;
  tone: Tone;
}

/** A surface from this temperature on burns the skin (°C). */
export const HOT_C = 60;

/** The temperature of the surface: glass or pan, where it is measured. */
export function surfaceCelsius(burner: Burner): number | null {
  return burner.glass_c ?? burner.pan_c;
}

/** The level in words: "60 %", "boost", or "90 °C". Unknown is `null`. */
export function levelWords(burner: Burner, locale: Locale): string | null {
  if (burner.target_c !== null) return locale.temperature(burner.target_c);
  if (burner.power === null) return null;
  return burner.power > 1 ? locale.t("boost") : locale.percent(burner.power);
}

export function shownOf(burner: Burner, locale: Locale): Shown {
  const heat = heatOf(burner);
  const celsius = foodCelsius(burner);
  const measured = celsius === null ? null : `${locale.number(locale.degrees(celsius))}°`;
  const status = statusOf(burner, locale);
  if (heat === "unknown" && !onlyMeasures(burner))
    return { ring: "unknown", share: 0, value: "?", note: "", status };
  if (onlyMeasures(burner)) {
    return {
      ring: measured === null ? "unknown" : "off",
      share: 0,
      value: measured ?? "?",
      note: measured === null ? "" : locale.unit,
      status,
    };
  }
  if (heat === "fault") return { ring: "fault", share: 0, value: "", note: measured ?? "", status };
  if (heat === "off") {
    return {
      ring: burner.residual_heat ? "hot" : "off",
      share: 0,
      value: measured ?? locale.t("off"),
      note: measured === null ? "" : locale.t("off"),
      status,
    };
  }
  const level = levelWords(burner, locale);
  return {
    ring: "on",
    share: shareOf(burner),
    value: measured ?? level ?? "?",
    note: measured === null || level === null ? "" : burner.target_c === null ? level : `→ ${level}`,
    status,
  };
}

/** Swept share of the ring: the power, or for a held temperature its share of the hottest that can be held. */
function shareOf(burner: Burner): number {
  if (burner.target_c !== null) {
    const most = burner.range.temperature?.[1] ?? 250;
    return burner.target_c / most;
  }
  return burner.power ?? 0;
}

const LATCHES: Record<string, Key> = {
  overheat: "latch_overheat",
  boil_dry: "latch_boil_dry",
  lease_lost: "latch_lease_lost",
  sensor_failed: "latch_sensor_failed",
  time_limit: "latch_time_limit",
  pan_timeout: "latch_pan_timeout",
};

/** The one thing to know about a burner, the most urgent first. */
export function statusOf(burner: Burner, locale: Locale): Status {
  if (!burner.available || (burner.source === null && !onlyMeasures(burner))) {
    return { icon: icons.help, text: locale.t("unknown"), tone: "unknown" };
  }
  if (onlyMeasures(burner)) {
    return foodCelsius(burner) === null
      ? { icon: icons.help, text: locale.t("no_reading"), tone: "unknown" }
      : { icon: icons.thermometer, text: locale.t("thermometer"), tone: "plain" };
  }
  if (burner.source === "latched") {
    return { icon: icons.alert, text: locale.t(LATCHES[burner.latch ?? ""] ?? "latch_other"), tone: "fault" };
  }
  const heat = heatOf(burner);
  if (heat === "on" && burner.pan !== null && burner.pan !== "placed") {
    const key =
      burner.pan === "unsuitable" ? "pan_unsuitable" : burner.pan === "moved" ? "pan_moved" : "pan_none";
    return { icon: icons.panAlert, text: locale.t(key), tone: "fault" };
  }
  if (heat === "on") return setterWords(burner, locale);
  const surface = surfaceCelsius(burner);
  if (burner.residual_heat) {
    const text =
      surface !== null && surface >= HOT_C
        ? locale.t("hot_at", { temperature: locale.temperature(surface) })
        : locale.t("hot");
    return { icon: icons.thermometer, text, tone: "fault" };
  }
  if (burner.residual_heat === null && surface !== null && surface >= HOT_C) {
    return {
      icon: icons.thermometer,
      text: locale.t("hot_at", { temperature: locale.temperature(surface) }),
      tone: "fault",
    };
  }
  return burner.pan === "placed"
    ? { icon: icons.pot, text: locale.t("pan_placed"), tone: "plain" }
    : { icon: "", text: locale.t("off"), tone: "plain" };
}

function setterWords(burner: Burner, locale: Locale): Status {
  switch (setterOf(burner)) {
    case "hand":
      return { icon: icons.hand, text: locale.t("by_hand"), tone: "heat" };
    case "kitchen":
      return { icon: icons.chefHat, text: burner.dish?.name ?? locale.t("by_kitchen"), tone: "heat" };
    case "automation":
      return { icon: icons.robot, text: locale.t("by_automation"), tone: "heat" };
    case "user":
      return { icon: icons.person, text: burner.actor?.name ?? locale.t("by_someone"), tone: "heat" };
    default:
      return { icon: icons.person, text: locale.t("by_someone"), tone: "heat" };
  }
}
