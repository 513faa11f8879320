"""The cook-off: blind letters, checked ballots, and the count."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
import secrets
from string import ascii_uppercase

from ..errors import ErrorCode, KitchenError
from .model import DIMENSIONS, HIGHEST_SCORE, LOWEST_SCORE, CookOffResult, PotluckDish, Standings

MOST_ENTRIES = len(ascii_uppercase)
type Scores = dict[str, dict[str, int]]
"""Scores by letter and dimension. An entry or a dimension without a score is left out."""


def drawn_letters(dishes: Iterable[PotluckDish]) -> dict[str, str]:
    """Draw a letter for each entry; returns their ids by letter.

    Raises:
        KitchenError: `INVALID` when there are fewer than two entries, or more than letters.
    """
    ids = sorted(dish.id for dish in dishes if dish.competes and not dish.still_needed)
    if not 2 <= len(ids) <= MOST_ENTRIES:
        raise KitchenError(ErrorCode.INVALID, reason=f"a cook-off has 2 to {MOST_ENTRIES} entries")
    secrets.SystemRandom().shuffle(ids)
    return dict(zip(ascii_uppercase, ids, strict=False))


def letters_of(dishes: Iterable[PotluckDish]) -> list[str]:
    """Return the letters that will be drawn for these dishes."""
    entries = sum(dish.competes and not dish.still_needed for dish in dishes)
    return list(ascii_uppercase[:entries])


def checked_scores(scores: Mapping[str, Mapping[str, object]], letters: Iterable[str]) -> Scores:
    """Return the scores of a ballot, in the order of letters and dimensions.

    Raises:
        KitchenError: `INVALID` for an unknown letter or dimension, or a score that is no whole number of 1 to 5.
    """
    known = set(letters)
    for letter, by_dimension in scores.items():
        if letter not in known or not isinstance(by_dimension, Mapping):
            raise KitchenError(ErrorCode.INVALID, reason="there is no such entry")
        for dimension, score in by_dimension.items():
            if dimension not in DIMENSIONS:
                raise KitchenError(ErrorCode.INVALID, reason="there is no such dimension")
            if not isinstance(score, int) or isinstance(score, bool):
                raise KitchenError(ErrorCode.INVALID, reason="a score is a whole number")
            if not LOWEST_SCORE <= score <= HIGHEST_SCORE:
                raise KitchenError(ErrorCode.INVALID, reason=f"a score is {LOWEST_SCORE} to {HIGHEST_SCORE}")
    return {
        letter: {name: int(str(scores[letter][name])) for name in DIMENSIONS if name in scores[letter]}
        for letter in sorted(scores)
        if scores[letter]
    }


def count_ballots(
    letters: Mapping[str, str], dishes: Iterable[PotluckDish], ballots: Sequence[Scores]
) -> CookOffResult:
    """Count the ballots.

    The score of an entry is the mean of its dimensions, each the mean of its scores; it is exact, so that equal
    scores are a tie. Entries without scores have no place.
    """
    by_id = {dish.id: dish for dish in dishes}
    exact: dict[str, Fraction | None] = {}
    means: dict[str, dict[str, Fraction]] = {}
    for letter in letters:
        means[letter] = {}
        for dimension in DIMENSIONS:
            given = [ballot[letter][dimension] for ballot in ballots if dimension in ballot.get(letter, {})]
            if given:
                means[letter][dimension] = Fraction(sum(given), len(given))
        own = means[letter]
        exact[letter] = sum(own.values(), Fraction(0)) / len(own) if own else None
    scored = [score for score in exact.values() if score is not None]
    entries = []
    for letter, dish_id in letters.items():
        dish, score = by_id.get(dish_id), exact[letter]
        entries.append(
            Standings(
                place=None if score is None else 1 + sum(other > score for other in scored),
                tied=score is not None and scored.count(score) > 1,
                letter=letter,
                dish="" if dish is None else dish.name,
                cook="" if dish is None else dish.cook,
                technique=None if dish is None else dish.technique,
                score=None if score is None else float(score),
                dimensions={name: float(mean) for name, mean in means[letter].items()},
                votes=sum(letter in ballot for ballot in ballots),
                dish_id=dish_id,
                recipe_id=None if dish is None else dish.recipe_id,
            )
        )
    entries.sort(key=lambda entry: (entry.place is None, entry.place or 0, entry.letter))
    return CookOffResult(ballots=len(ballots), entries=tuple(entries))
