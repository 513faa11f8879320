/** Numbers, times and dates on the pages of recipes, by the user's language. */
import { numberFormat } from "../../../localize/duration";
import type { Locale } from "../../../localize/localize";

export { duration } from "../../../localize/duration";

/** A number with at most two decimals, and the usual fractions. */
export function amount(locale: Locale, value: number): string {
  const whole = Math.floor(value);
  const parts: [number, string][] = [
    [0.25, "¼"],
    [0.5, "½"],
    [0.75, "¾"],
    [1 / 3, "⅓"],
    [2 / 3, "⅔"],
  ];
  const found = parts.find(([part]) => Math.abs(value - whole - part) < 0.01);
  if (found !== undefined) return `${whole === 0 ? "" : whole}${found[1]}`;
  return numberFormat(locale.language, { maximumFractionDigits: 2 }).format(value);
}

/** A figure of a label: three digits are enough. */
export function figure(locale: Locale, value: number): string {
  const digits = value >= 10 ? 0 : 1;
  return numberFormat(locale.language, { maximumFractionDigits: digits }).format(value);
}

/** "3 May 2024". */
export function day(locale: Locale, moment: string | null | undefined): string {
  const date = new Date(moment ?? "");
  if (Number.isNaN(date.getTime())) return "";
  return new Intl.DateTimeFormat(locale.language, { dateStyle: "medium" }).format(date);
}

export function stars(locale: Locale, value: number): string {
  return numberFormat(locale.language, { maximumFractionDigits: 1 }).format(value);
}

/** The first letter of a name, for a recipe without picture. */
export function initial(name: string): string {
  return [...name.trim()].find((letter) => /[\p{L}\p{N}]/u.test(letter))?.toLocaleUpperCase() ?? "·";
}

/** One of a few tints, the same for the same name. */
export function tint(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % 6;
}
