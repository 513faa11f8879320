/** Words in the user's language, and numbers, temperatures and durations by the user's settings. */
import type { HomeAssistant } from "../data/hass";
import { AREAS, type Area, type AreaKey } from "./areas";
import type english from "./en.json";

export type Words = typeof english;
export type Key = keyof Words | AreaKey;

export const LANGUAGES = ["en", "de", "es", "fr", "it"] as const;
export type Language = (typeof LANGUAGES)[number];

const LOADERS: Record<Language, () => Promise<{ default: Words }>> = {
  en: () => import("./en.json"),
  de: () => import("./de.json"),
  es: () => import("./es.json"),
  fr: () => import("./fr.json"),
  it: () => import("./it.json"),
};

/** The language of our words for a language of Home Assistant; English for all others. */
export function languageOf(code: string | undefined): Language {
  const short = (code ?? "en").split(/[-_]/)[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === short) ?? "en";
}

const LOADED = new Map<Language, Words>();
const LOADING = new Map<Language, Promise<Words>>();

/** The words of a language if they are loaded. */
export function wordsOf(language: Language): Words | undefined {
  return LOADED.get(language);
}

export function loadWords(language: Language): Promise<Words> {
  let loading = LOADING.get(language);
  if (loading === undefined) {
    loading = LOADERS[language]().then((module) => {
      // A copy, because the words of areas are added to it.
      const words = { ...module.default };
      LOADED.set(language, words);
      return words;
    });
    loading.catch(() => LOADING.delete(language));
    LOADING.set(language, loading);
  }
  return loading;
}

const LOADED_AREAS = new Set<string>();

/** Whether the words of an area are loaded. */
export function hasArea(area: Area, language: Language): boolean {
  return LOADED_AREAS.has(`${area} ${language}`);
}

/** Load the words of an area too. Every locale of this language has them from then on. */
export async function loadArea(area: Area, language: Language): Promise<void> {
  if (hasArea(area, language)) return;
  const [words, more] = await Promise.all([loadWords(language), AREAS[area](language)]);
  Object.assign(words, more.default);
  LOADED_AREAS.add(`${area} ${language}`);
}

export type Values = Record<string, string | number>;

/** Fill `{name}` in a sentence. A value is text, never markup. */
export function fill(sentence: string, values: Values = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? `${values[name]}` : whole,
  );
}

/** Words and formats of one user. Elements pass it on to the components below them. */
export class Locale {
  private readonly numbers: Intl.NumberFormat;
  private readonly percents: Intl.NumberFormat;

  constructor(
    private readonly words: Readonly<Record<string, string>>,
    readonly language: string,
    readonly fahrenheit: boolean,
    numberFormat?: string,
  ) {
    const locale = localeOf(language, numberFormat);
    this.numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    this.percents = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  }

  t(key: Key, values?: Values): string {
    return fill(this.words[key] ?? key, values);
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  /** A power of 0-1 as percent. */
  percent(value: number): string {
    return this.percents.format(value);
  }

  /** Degrees without unit, in the unit of the home. */
  degrees(celsius: number): number {
    return Math.round(this.fahrenheit ? celsius * 1.8 + 32 : celsius);
  }

  get unit(): string {
    return this.fahrenheit ? "°F" : "°C";
  }

  /** A temperature with its unit, in whole degrees. */
  temperature(celsius: number): string {
    return `${this.numbers.format(this.degrees(celsius))}\u202f${this.unit}`;
  }

  /** `4:05`, or `1:04:05` from an hour on. */
  clock(seconds: number): string {
    const whole = Math.ceil(seconds - 1e-6);
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor((whole % 3600) / 60);
    const two = (value: number) => `${value}`.padStart(2, "0");
    return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  }

  /** A duration in words, for screen readers: "4 minutes 5 seconds". */
  spoken(seconds: number): string {
    const whole = Math.ceil(seconds - 1e-6);
    const parts: [number, string][] = [
      [Math.floor(whole / 3600), "hour"],
      [Math.floor((whole % 3600) / 60), "minute"],
      [whole % 60, "second"],
    ];
    const shown = parts.filter(([count], index) => count > 0 || (index === 2 && whole === 0));
    const locale = this.language;
    return shown
      .map(([count, unit]) =>
        new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count),
      )
      .join(" ");
  }
}

function localeOf(language: string, numberFormat?: string): string | undefined {
  switch (numberFormat) {
    case "comma_decimal":
      return "en-US";
    case "decimal_comma":
      return "de";
    case "space_comma":
      return "fr";
    case "system":
      return undefined;
    default:
      return language;
  }
}

/** The locale of a user, once the words are loaded. */
export function localeFor(hass: HomeAssistant): Locale | undefined {
  const words = wordsOf(languageOf(hass.language));
  if (words === undefined) return undefined;
  return new Locale(
    words,
    hass.locale?.language ?? hass.language,
    hass.config.unit_system.temperature === "°F",
    hass.locale?.number_format,
  );
}
