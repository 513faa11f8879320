"""Avoid the dinners of the weeks before. Recipes with the same title or almost the same foods are the same dinner."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
import math
from pathlib import Path
from typing import Final

from ..nutrition.text import words
from ..suggestions.feature_matrix import BookColumns
from ..yaml_files import read_yaml

AGAIN: Final = 6.0
"""Penalty for a dinner that was planned the day before; it halves in `HALVES_AFTER` times the days of the wish."""
HALVES_AFTER: Final = 4.0
TOO_EARLY: Final = 30.0
"""Penalty for a dinner of the weeks before that is closer than the household wishes."""
SAME_FOODS: Final = 0.8
"""Least share of common foods (Jaccard index) of recipes that are the same dinner."""
LEAST_FOODS: Final = 5
"""Least number of foods of each; shorter lists of ingredients are alike by chance."""
# Read at import, which Home Assistant does outside its event loop.
_NOT_TELLING: Final = frozenset(
    words(" ".join(read_yaml(Path(__file__).parent / "data" / "title_words.yaml").values()))
)


def repeat_penalties(
    eaten: Mapping[int, int], groups: Mapping[int, int], places: Sequence[int], apart: int = 7
) -> dict[int, float]:
    """By row: the penalty for a dinner of the weeks before (`eaten`: days ago by row).

    `apart` is the number of days after which the household wants the same dinner again.
    """
    before: dict[int, int] = {}
    for place, days in eaten.items():
        before[groups[place]] = min(before.get(groups[place], days), days)
    found = dict.fromkeys(places, 0.0)
    for place in places if before else ():
        if (days_ago := before.get(groups[place])) is not None:
            found[place] = AGAIN * 0.5 ** (days_ago / (HALVES_AFTER * max(apart, 1)))
            if days_ago < apart:
                found[place] += TOO_EARLY
    return found


def same_dinners(columns: BookColumns, places: Sequence[int]) -> dict[int, int]:
    """A number for each row; rows of the same dinner share one."""
    leader = {place: place for place in places}

    def root(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    titles: dict[frozenset[str], int] = {}
    for place in places:
        leader[place] = titles.setdefault(dish_title(columns.names[place]), place)
    for first, second in _alike({place: frozenset(columns.foods_of(place)) for place in places}):
        one, other = sorted((root(first), root(second)))
        leader[other] = one
    return {place: root(place) for place in places}


def _alike(foods: Mapping[int, frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of rows with almost the same foods.

    Sets whose Jaccard index reaches a limit share one of their rarest foods (prefix filtering), so that only rows with a
    rare food in common are compared.
    """
    often = Counter(food for said in foods.values() for food in said)
    by_food: dict[int, list[int]] = {}
    for place, said in foods.items():
        if len(said) < LEAST_FOODS:
            continue
        rarest = sorted(said, key=lambda food: (often[food], food))
        seen: set[int] = set()
        for food in rarest[: len(said) - math.ceil(SAME_FOODS * len(said)) + 1]:
            there = by_food.setdefault(food, [])
            for other in there:
                if other not in seen:
                    seen.add(other)
                    common = len(said & foods[other])
                    if common >= SAME_FOODS * (len(said) + len(foods[other]) - common):
                        yield other, place
            there.append(place)


def dish_title(name: str) -> frozenset[str]:
    """The words that tell dinners apart: "Easy Tomato Risotto (vegan)" is "Tomato risotto recipe"."""
    said = frozenset(words(name.partition("(")[0])) - _NOT_TELLING
    return said or frozenset(words(name))
