export interface AskedDish {
  recipe: string;
  servings: number | null;
}

/** The dishes that the address `/hearthtech/cook/recipe/ID/SERVINGS/ID/SERVINGS` asks to cook; `null` for a session. */
export function askedDishes(rest: readonly string[]): AskedDish[] | null {
  const [kind, ...parts] = rest;
  if (kind !== "recipe") return null;
  const asked: AskedDish[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const servings = Number(parts[at + 1]);
    asked.push({ recipe: parts[at] ?? "", servings: servings > 0 ? servings : null });
  }
  return asked.filter(({ recipe }) => recipe !== "");
}
