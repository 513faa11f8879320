"""Apply a household's correction of a food to the other names of that food.

A correction of `yogurt` also holds for `plain yogurt`, `yogurts` and the German `Joghurt`, but not for a food of its
own (`Greek yogurt`), nor for another food that borrows the same figures (`cheddar` and `cheese`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...language.languages import LANGUAGES
from .database import FoodDatabase
from .household_overrides import FoodOverrides
from .model import FoodMatch, ParsedLine
from .text import singular_words


@dataclass(frozen=True, slots=True)
class _Correction:
    """A corrected name of a pantry entry: its words by language, and the food that the household means."""

    words: Mapping[str, frozenset[str]]
    food: int


class AppliedCorrections:
    """The corrections of a household by pantry entry, computed again when they change."""

    def __init__(self, database: FoodDatabase) -> None:
        """Create it without corrections."""
        self._database = database
        self._of: dict[str, int] = {}
        self._by_entry: dict[int, list[_Correction]] = {}

    def food_for(
        self, household: FoodOverrides, parsed: ParsedLine, matches: Sequence[FoodMatch]
    ) -> int | None:
        """Return the food that the household means in a line, if it corrected this food under any name."""
        own = household.food_for(parsed.phrase) or household.food_for(parsed.name)
        if own is not None or not matches:
            return own
        corrected = household.corrected()
        if corrected != self._of:
            self._of, self._by_entry = dict(corrected), self._index(corrected)
        entry = matches[0].entry
        found = self._by_entry.get(entry) if entry is not None else None
        if entry is None or not found or matches[0].food.number != self._database.entry(entry).food:
            return None
        said = frozenset(singular_words(parsed.name, parsed.language))
        fitting = [one for one in found if _fits(one, said, parsed.language)]
        best = max(fitting, key=lambda one: len(one.words.get(parsed.language, ())), default=None)
        return None if best is None else best.food

    def _index(self, corrected: Mapping[str, int]) -> dict[int, list[_Correction]]:
        index: dict[int, list[_Correction]] = {}
        for name, food in corrected.items():
            entries = {language: self._database.lookup(name, language) for language in LANGUAGES}
            by_entry: dict[int, dict[str, frozenset[str]]] = {}
            for language, entry in entries.items():
                if entry is not None:
                    said = frozenset(singular_words(name, language))
                    by_entry.setdefault(entry.id, {})[language] = said
            for entry_id, said_in in by_entry.items():
                index.setdefault(entry_id, []).append(_Correction(said_in, food))
        return index


def _fits(correction: _Correction, said: frozenset[str], language: str) -> bool:
    """Whether a line names the corrected food: with its words, or in a language that the correction is not in."""
    own = correction.words.get(language)
    return own <= said if own is not None else True
