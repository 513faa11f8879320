"""Recipes in German, French, Spanish and Italian with the nutrition that their publishers declare.

`data/declared/*.txt` holds facts only: servings, the declared figures of one serving, the lines and the source.
`plausible` decides which recipes count. It looks at the declared figures and at the lines, never at our own results,
and is the same for all languages.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
import re
from typing import Any

DATA = Path(__file__).resolve().parent / "data" / "declared"
LEAST_ENERGY = 40
MOST_ENERGY = 1500
"""The energy of a serving, kcal. Below and above, the page means 100 g or the whole dish."""
MACROS_APART = 0.2
"""Greatest relative difference between the declared energy and that of the declared fat, carbohydrate and protein."""
STAPLES_OVER = 1.25
"""How much energy the weighed sugar, flour, fat and dry staples may give, in terms of the declared energy."""
STAPLES = (
    (4.0, r"zucker|sucre|azúcar|azucar|zucchero"),
    (3.4, r"mehl|farine|harina|farina"),
    (7.2, r"butter|beurre|mantequilla|burro"),
    (8.8, r"öl|huile|aceite|(?<!sott.)olio"),
    (3.4, r"reis|riz|arroz|riso|nudeln|spaghetti|pâtes|pasta|fusilli|couscous"),
)
"""kcal per gram and the word that names the food."""
WEIGHED = re.compile(
    r"(?:^|\s)(\d+(?:[.,]\d+)?)\s*(?:g|gr|gramm|grammes|gramos|grammi)\b|\bg\s+(\d+)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A recipe with declared figures of one serving; what is not declared is absent."""

    language: str
    title: str
    source: str
    servings: float
    figures: Mapping[str, float]
    lines: Sequence[str]

    def as_recipe(self) -> dict[str, Any]:
        """The recipe in the form of `recipes-dev.json`."""
        return {
            "language": self.language,
            "title": self.title,
            "servings": self.servings,
            "ingredients": list(self.lines),
            "declared_per_serving": dict(self.figures),
        }


KEYS = ("kcal", "fat_g", "carbohydrate_g", "protein_g")


def read(language: str) -> Iterator[Declared]:
    """The recipes of a language."""
    for block in (DATA / f"{language}.txt").read_text(encoding="utf-8").split("## ")[1:]:
        head, *lines = [line.strip() for line in block.splitlines() if line.strip()]
        servings, *figures, title, source = [part.strip() for part in head.split("|")]
        yield Declared(
            language=language,
            title=title,
            source=source,
            servings=float(servings),
            figures={key: float(figure) for key, figure in zip(KEYS, figures, strict=True) if figure},
            lines=lines,
        )


def plausible(recipe: Declared) -> bool:
    """Whether the declared figures can be those of one serving of these lines."""
    energy = recipe.figures["kcal"]
    if not LEAST_ENERGY <= energy <= MOST_ENERGY:
        return False
    fat, carbohydrate, protein = (recipe.figures.get(key) for key in KEYS[1:])
    if fat is not None and carbohydrate is not None and protein is not None:
        macros = 9 * fat + 4 * carbohydrate + 4 * protein
        if abs(macros - energy) > MACROS_APART * energy:
            return False
    return _staples(recipe.lines) / recipe.servings <= STAPLES_OVER * energy


def _staples(lines: Sequence[str]) -> float:
    total = 0.0
    for line in lines:
        weight = WEIGHED.search(line)
        if weight is None:
            continue
        grams = float((weight[1] or weight[2]).replace(",", "."))
        energy = next(
            (value for value, word in STAPLES if re.search(rf"\b(?:{word})", line, re.IGNORECASE)), 0.0
        )
        total += energy * grams
    return total
