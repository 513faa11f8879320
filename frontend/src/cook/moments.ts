/** Times of day by the user's settings. */
import type { HomeAssistant } from "../data/hass";
import type { Locale } from "../localize/localize";

export function timeOfDay(hass: HomeAssistant, seconds: number): string {
  const format = hass.locale?.time_format;
  const language = hass.locale?.language ?? hass.language;
  const twelve = format === "12" ? true : format === "24" ? false : undefined;
  return new Intl.DateTimeFormat(format === "system" ? undefined : language, {
    hour: "numeric",
    minute: "2-digit",
    ...(twelve === undefined ? {} : { hour12: twelve }),
  }).format(seconds * 1000);
}

/** A number of servings: "2.5". */
export function amountWords(locale: Locale, amount: number): string {
  return new Intl.NumberFormat(locale.language, { maximumFractionDigits: 2 }).format(amount);
}

/** Days from now in words: "tomorrow". */
export function dayWords(locale: Locale, days: number): string {
  return new Intl.RelativeTimeFormat(locale.language, { numeric: "auto" }).format(days, "day");
}
