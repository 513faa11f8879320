"""Collect the unknown words of the whole book that leave recipes unchecked, with their lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .model import Allergen
from .profile import Gap, RecipeProfile

MOST_LINES = 5
"""Stored lines of each word."""
MOST_WORDS = 20_000
"""Greatest number of counted words."""
_ALLERGENS = frozenset(allergen.value for allergen in Allergen)
_ANSWERED = frozenset({Gap.UNKNOWN_WORD, Gap.COMPOSED, Gap.NO_FOOD})
"""Gaps that a statement on a product can close."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UncheckedWord:
    """An unknown word or food, with some of the lines that it leaves unchecked."""

    word: str
    why: Gap
    recipes: int
    """Number of recipes with it."""
    alone: int
    """Number of those without another unknown word: a statement makes these checked at once."""
    lines: tuple[tuple[str, str], ...]
    """(name of the recipe, line), the first few."""


@dataclass(slots=True)
class _CheckedWord:
    why: Gap
    recipes: int = 0
    alone: int = 0
    lines: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class UncheckedWords:
    """Collected words of the profiles so far."""

    words: dict[str, _CheckedWord] = field(default_factory=dict)

    def ranked(self, names: Mapping[str, str], limit: int) -> tuple[UncheckedWord, ...]:
        """Return the words by number of unchecked recipes, most first.

        `names` are those of recipes, by id.
        """
        order = sorted(self.words.items(), key=lambda item: (-item[1].recipes, -item[1].alone, item[0]))
        return tuple(
            UncheckedWord(
                word=word,
                why=one.why,
                recipes=one.recipes,
                alone=one.alone,
                lines=tuple((names.get(identity, ""), line) for identity, line in one.lines),
            )
            for word, one in order[: max(0, limit)]
        )


def collected(found: UncheckedWords, profile: RecipeProfile) -> None:
    """Add the gaps of one recipe. Gaps of its sub-recipes are counted with those recipes."""
    here: dict[str, tuple[Gap, str]] = {}
    for gap in profile.unchecked:
        # What is stated but for diets keeps no allergen unchecked.
        if gap.why in _ANSWERED and gap.what and not gap.free >= _ALLERGENS:
            here.setdefault(gap.what, (gap.why, gap.line))
    for word, (why, line) in here.items():
        if word not in found.words and len(found.words) >= MOST_WORDS:
            continue
        one = found.words.setdefault(word, _CheckedWord(why))
        one.recipes += 1
        one.alone += len(here) == 1
        if len(one.lines) < MOST_LINES:
            one.lines.append((profile.recipe_id, line))
