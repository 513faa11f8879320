"""How long food keeps in a fridge at 4 °C and a freezer at −18 °C, from opening, buying or cooking it.

Facts of the US government's Cold Food Storage Chart (foodsafety.gov, Department of Health and Human Services; public
domain), read in November 2026. Foods that it does not list have no entry. Times in a freezer are for quality; frozen
food stays safe. The names of the foods are data (`voice/data/<language>/cold_storage.yaml`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ...language.singular import singulars
from ...voice.data_files import read_data, supported


@dataclass(frozen=True, slots=True)
class Keeps:
    """Storage times: days in the fridge and months in the freezer, from and to. `None`: not listed."""

    name: str
    fridge_days: tuple[int, int] | None
    freezer_months: tuple[int, int] | None = None


CHART: Mapping[str, tuple[tuple[int, int] | None, tuple[int, int] | None]] = {
    "salad": ((3, 4), None),
    "boiled_eggs": ((7, 7), None),
    "eggs": ((21, 35), None),
    "nuggets": ((3, 4), (1, 3)),
    "pizza": ((3, 4), (1, 2)),
    "soup": ((3, 4), (2, 3)),
    "hot_dogs": ((7, 7), (1, 2)),
    "luncheon": ((3, 5), (1, 2)),
    "bacon": ((7, 7), (1, 1)),
    "sausage": ((1, 2), (1, 2)),
    "ground": ((1, 2), (3, 4)),
    "leftovers": ((3, 4), (2, 6)),
    "poultry": ((1, 2), (9, 12)),
    "meat": ((3, 5), (4, 12)),
    "fat_fish": ((1, 3), (2, 3)),
    "lean_fish": ((1, 3), (4, 8)),
    "fish": ((1, 3), (2, 3)),
}
"""Days in the fridge and months in the freezer, by the keys of the names."""
_COOKED_MEANS = frozenset({"poultry", "meat", "ground", "sausage"})
"""Raw foods for which another entry holds once they are cooked."""
_LEFTOVERS = "leftovers"


@dataclass(frozen=True, slots=True)
class _StorageWords:
    names: Mapping[str, str]
    foods: tuple[tuple[frozenset[str], str], ...]
    """Words of a food and its key, in order: the first of which all occur is meant."""
    cooked: frozenset[str]


@cache
def _words(code: str) -> _StorageWords:
    content = read_data(code, "cold_storage.yaml")
    foods = content["foods"]
    return _StorageWords(
        names={key: str(one["name"]) for key, one in foods.items()},
        foods=tuple(
            (frozenset(singulars(words, code)), key)
            for key, one in foods.items()
            for words in str(one["words"]).split("|")
        ),
        cooked=frozenset().union(*(singulars(word, code) for word in str(content["cooked"]).split())),
    )


def prepare_cold_storage(code: str) -> None:
    """Read the names of a language. Blocking."""
    _words(code)


def keeps(said: str, language: str) -> Keeps | None:
    """Return the chart's entry for a food or a dish; `None` if it has none."""
    code = supported(language)
    words, stems = _words(code), singulars(said, code)
    key = next((key for food, key in words.foods if food <= stems), None)
    if key is None:
        return None
    if key in _COOKED_MEANS and stems & words.cooked:
        key = _LEFTOVERS
    return Keeps(words.names[key], *CHART[key])
