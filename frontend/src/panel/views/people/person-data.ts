/** The form of a person: its values as the kitchen keeps them, and as somebody types them. */

export type Severity = "mild" | "severe";
/** At least and at most, of a day. */
export type Ends = readonly [number | null, number | null];

export interface PersonValues {
  name: string;
  guest: boolean;
  home_assistant_person: string | null;
  health_readers: readonly string[];
  allergens: Readonly<Record<string, Severity>>;
  diets: readonly string[];
  avoids: readonly string[];
  dislikes: readonly string[];
  favorites: readonly string[];
  birth_year: number | null;
  sex: string | null;
  height_cm: number | null;
  weight_kg: number | null;
  portion: number | null;
  activity: string | null;
  goal: string;
  targets: Readonly<Record<string, Ends>>;
}

export interface PersonForm {
  /** Empty for a new person. */
  id: string;
  values: PersonValues;
  /** What the tables say for a day, by INFOODS tag. */
  reference: Record<string, number>;
  readers: { id: string; name: string }[];
  linked: { id: string; name: string }[];
}

export const ALLERGENS = [
  "gluten",
  "crustaceans",
  "eggs",
  "fish",
  "peanuts",
  "soybeans",
  "milk",
  "nuts",
  "celery",
  "mustard",
  "sesame",
  "sulphites",
  "lupin",
  "molluscs",
] as const;

export const DIETS = [
  "vegan",
  "vegetarian",
  "pescatarian",
  "halal",
  "kosher",
  "hindu",
  "gluten_free",
  "low_lactose",
  "low_fodmap",
  "low_histamine",
  "pregnancy",
  "low_salt",
  "low_fat",
  "low_calorie",
  "diabetic",
  "kidney",
  "carbohydrate_counting",
] as const;

/** The nutrients whose targets are in the form, by INFOODS tag, with their units. */
export const TARGETS = {
  ENERC_KCAL: "kcal",
  PROCNT: "g",
  CHOCDF: "g",
  FAT: "g",
  FIBTG: "g",
  FASAT: "g",
  NA: "mg",
} as const;

export const NUMBERS = ["birth_year", "height_cm", "weight_kg", "portion"] as const;
export type NumberField = (typeof NUMBERS)[number];

/** A number as it is typed, with a point or a comma; `null` for nothing, `NaN` for what is no number. */
export function numberOf(words: string): number | null {
  const typed = words.trim().replace(",", ".");
  if (typed === "") return null;
  return /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : Number.NaN;
}

/** What is separated by commas or semicolons. */
export function wordsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[,;\n]/)
        .map((word) => word.trim())
        .filter((word) => word !== ""),
    ),
  ];
}

/** The values with an allergen as severe, mild or none; it is never both. */
export function withAllergen(values: PersonValues, code: string, severity: Severity): PersonValues {
  const { [code]: known, ...others } = values.allergens;
  return { ...values, allergens: known === severity ? others : { ...others, [code]: severity } };
}

/** A list with an entry put in, or taken out if it is there. */
export function toggled(list: readonly string[], entry: string): string[] {
  return list.includes(entry) ? list.filter((one) => one !== entry) : [...list, entry];
}
