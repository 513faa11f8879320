import type { Locale } from "./localize";

const FORMATS = new Map<string, Intl.NumberFormat>();

/** The format of numbers in a language; making one takes longer than all that is shown with it. */
export function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  let format = FORMATS.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(language, options);
    FORMATS.set(key, format);
  }
  return format;
}

/** "1 h 20 min"; nothing for an unknown time. */
export function duration(locale: Locale, seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || seconds <= 0) return "";
  const minutes = Math.max(1, Math.round(seconds / 60));
  const unit = (value: number, name: string) =>
    numberFormat(locale.language, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  if (seconds < 60) return unit(Math.round(seconds), "second");
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return unit(Math.round(hours / 24), "day");
  if (hours === 0) return unit(minutes, "minute");
  return minutes % 60 === 0 ? unit(hours, "hour") : `${unit(hours, "hour")} ${unit(minutes % 60, "minute")}`;
}
