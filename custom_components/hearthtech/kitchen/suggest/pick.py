"""From ranking to suggestions: nothing is told that was not checked, as a whole, for everybody who eats."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from custom_components.hearthtech.kitchen.people.check import fits, is_safe
from custom_components.hearthtech.kitchen.people.model import Person
from custom_components.hearthtech.kitchen.people.profile import RecipeProfile

from .columns import BookColumns
from .model import Answer, Request, Suggestion, Suggestions
from .rank import Ranked, breaks_diet, in_batches, ranked
from .reasons import reasons_for
from .taste import Taste

type Profiles = Callable[[Sequence[str]], Mapping[str, RecipeProfile]]
"""The profiles of recipes, by id; a recipe that has none is left out of the answer."""

MOST_LOOKED_AT: Final = 4096
"""Where so many of the best are not safe, the rest will not be."""


def suggest(columns: BookColumns, taste: Taste, request: Request, profiles: Profiles) -> Suggestions:
    """The best recipes of the book for a request. Blocks."""
    if not len(columns):
        return Suggestions(answer=Answer.EMPTY_BOOK)
    found = ranked(columns, taste, request)
    places, harmed, broken = admitted(columns, request.people, found, profiles, request.limit)
    suggestions = tuple(_suggestion(columns, taste, request, found, place) for place in places)
    return Suggestions(
        answer=Answer.FOUND if suggestions else _why_nothing(columns, request, found),
        found=suggestions,
        book=len(columns),
        left_out={
            "harm": found.harmed + harmed,
            "diet": found.broken + broken,
            "wishes": found.unwished,
        },
    )


def admitted(
    columns: BookColumns, people: Sequence[Person], found: Ranked, profiles: Profiles, limit: int
) -> tuple[list[int], int, int]:
    """The best rows that are safe for everybody and keep their diets; how many before them harm, and break a diet."""
    places: list[int] = []
    harmed = broken = looked_at = 0
    for batch in in_batches(found.order, limit):
        loaded = profiles([columns.ids[place] for place in batch]) if people else {}
        for place in batch:
            profile = loaded.get(columns.ids[place])
            if not all(is_safe(profile, person) for person in people):
                harmed += 1
            elif not all(fits(profile, person) for person in people):
                broken += 1
            else:
                places.append(place)
                if len(places) == limit:
                    return places, harmed, broken
        looked_at += len(batch)
        if looked_at >= MOST_LOOKED_AT:
            break
    return places, harmed, broken


def _suggestion(
    columns: BookColumns, taste: Taste, request: Request, found: Ranked, place: int
) -> Suggestion:
    time_s = float(columns.time_s[place])
    return Suggestion(
        recipe_id=columns.ids[place],
        name=columns.names[place],
        score=round(float(found.score[place]), 4),
        reasons=reasons_for(columns, taste, request, found, place),
        total_time_s=time_s if time_s > 0 else None,
        parts={name: round(float(part[place]), 4) for name, part in found.parts.items() if part[place]},
    )


def _why_nothing(columns: BookColumns, request: Request, found: Ranked) -> Answer:
    if found.unwished and not len(found.order):
        return Answer.NOTHING_FITS
    diets = {diet for person in request.people for diet in person.diets}
    each_alone = all(not breaks_diet(columns, {diet}).all() for diet in diets)
    if len(diets) > 1 and each_alone and breaks_diet(columns, diets).all():
        return Answer.DIETS_CONTRADICT
    return Answer.NOTHING_SAFE
