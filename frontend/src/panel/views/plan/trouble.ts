/** What somebody at the table may not eat, in words: "Gina: contains milk". The area "food" has the names of needs. */
import type { Key, Locale } from "../../../localize/localize";
import type { Eater, Trouble } from "./model";

const STANDING = {
  contains: "plan_contains",
  may_contain: "plan_may_contain",
  not_checked: "plan_not_checked",
  free_of: "plan_contains",
} as const;

function needName(locale: Locale, trouble: Trouble): string {
  if (trouble.need !== "allergen" && trouble.need !== "diet") return trouble.code;
  const key = `${trouble.need}_${trouble.code}`;
  const name = locale.t(key as Key);
  return name === key ? trouble.code : name;
}

/** One sentence for each person. */
export function troubleWords(
  locale: Locale,
  trouble: readonly Trouble[],
  people: readonly Eater[],
): string[] {
  const sentences = new Map<string, string[]>();
  for (const one of trouble) {
    const need = needName(locale, one);
    const words =
      one.need === "diet" ? locale.t("plan_breaks", { need }) : locale.t(STANDING[one.standing], { need });
    sentences.set(one.person, [...(sentences.get(one.person) ?? []), words]);
  }
  return [...sentences].map(([id, words]) => {
    const name = people.find((person) => person.id === id)?.name ?? "";
    return `${name}: ${words.join(", ")}`;
  });
}
