"""Final selection of suggestions: each returned recipe is checked completely for everybody who eats."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..numeric import np
from ..people.amounts import LIMITS, Base, measured
from ..people.check import Standing, check, fits, is_safe, verdict
from ..people.model import Diet, Person
from ..people.profile import RecipeProfile
from .dish_category import DishKind
from .feature_matrix import BookColumns
from .figures import TAGS, FigureSource
from .model import EmptyCause, EmptyExplanation, Suggestion, SuggestionOutcome, SuggestionRequest, Suggestions
from .rank import Ranked, breaks_diet, in_batches, ranked, unwished_by
from .reasons import reasons_for
from .taste import Taste

type Profiles = Callable[[Sequence[str]], Mapping[str, RecipeProfile]]
"""Returns the profiles of recipes, by id; a recipe without one is left out of the answer."""

MOST_LOOKED_AT: Final = 4096
"""If this many of the best are not safe, the search ends."""
MOST_LINES: Final = 31
"""Number of unchecked lines that an empty answer names."""


@dataclass(slots=True)
class Admitted:
    """The best rows that suit everybody, and the numbers of those before them that do not."""

    places: list[int] = field(default_factory=list)
    harmed: int = 0
    broken: int = 0
    unknown: int = 0
    """Figures of a diet about amounts are not known."""


def suggest(
    columns: BookColumns, taste: Taste, request: SuggestionRequest, profiles: Profiles
) -> Suggestions:
    """The best recipes of the book for a request. Blocking."""
    if not len(columns):
        return Suggestions(answer=SuggestionOutcome.EMPTY_BOOK)
    found = ranked(columns, taste, request)
    chosen = admitted(columns, request.people, found, profiles, request.limit)
    suggestions = tuple(_suggestion(columns, taste, request, found, place) for place in chosen.places)
    return Suggestions(
        answer=SuggestionOutcome.FOUND if suggestions else _why_nothing(columns, request, found),
        found=suggestions,
        book=len(columns),
        left_out={
            "harm": found.harmed + chosen.harmed,
            "diet": found.broken + chosen.broken,
            "unknown_figures": chosen.unknown,
            "wishes": found.unwished,
        },
        explanation=None if suggestions else explain(columns, request, found, chosen, profiles),
    )


def admitted(
    columns: BookColumns, people: Sequence[Person], found: Ranked, profiles: Profiles, limit: int
) -> Admitted:
    """The best rows that are safe for everybody and keep their diets."""
    chosen = Admitted()
    looked_at = 0
    for batch in in_batches(found.order, limit):
        loaded = profiles([columns.ids[place] for place in batch]) if people else {}
        for place in batch:
            profile = loaded.get(columns.ids[place])
            if not all(is_safe(profile, person) for person in people):
                chosen.harmed += 1
            elif any(
                not fits(profile, person) or _helping_over(columns, place, profile, person)
                for person in people
            ):
                chosen.broken += 1
            elif any(unknown_figures(columns, place, profile, person) for person in people):
                chosen.unknown += 1
            else:
                chosen.places.append(place)
                if len(chosen.places) == limit:
                    return chosen
        looked_at += len(batch)
        if looked_at >= MOST_LOOKED_AT:
            break
    return chosen


def unknown_figures(
    columns: BookColumns, place: int, profile: RecipeProfile | None, person: Person
) -> tuple[Diet, ...]:
    """The diets about amounts of a person that a recipe does not satisfy because its figures are unknown.

    What the page declares is used for limits per serving, if the page also states the number of servings.
    """
    return tuple(
        diet
        for diet in sorted(person.diets)
        if diet in LIMITS
        and verdict(profile, diet, person).standing is Standing.NOT_CHECKED
        and not _declared_within(columns, place, profile, diet, person)
    )


def _declared_within(
    columns: BookColumns, place: int, profile: RecipeProfile | None, diet: Diet, person: Person
) -> bool:
    if columns.figure_source[place] != FigureSource.DECLARED or profile is None:
        return False
    if columns.servings_estimated[place]:
        return False
    limits = [result.limit for result in measured(profile, diet, person)]
    return bool(limits) and all(
        limit.base is Base.PER_SERVING
        and limit.tag in TAGS
        and _in_a_helping(columns, place, limit.tag) <= limit.most
        for limit in limits
    )


def _helping_over(columns: BookColumns, place: int, profile: RecipeProfile | None, person: Person) -> bool:
    """Whether the servings (pieces) that one person eats as a meal exceed a limit that a single one keeps."""
    if profile is None or columns.helping[place] <= 1:
        return False
    return any(
        result.limit.base is Base.PER_SERVING
        and result.limit.tag in TAGS
        and _in_a_helping(columns, place, result.limit.tag) > result.limit.most
        for diet in person.diets
        for result in measured(profile, diet, person)
    )


def _in_a_helping(columns: BookColumns, place: int, tag: str) -> float:
    return float(columns.figures[place, TAGS.index(tag)] * columns.helping[place])


def _suggestion(
    columns: BookColumns, taste: Taste, request: SuggestionRequest, found: Ranked, place: int
) -> Suggestion:
    time_s = float(columns.time_s[place])
    return Suggestion(
        recipe_id=columns.ids[place],
        name=columns.names[place],
        score=round(float(found.score[place]), 4),
        reasons=reasons_for(columns, taste, request, found, place),
        total_time_s=time_s if time_s > 0 else None,
        parts={name: round(float(part[place]), 4) for name, part in found.parts.items() if part[place]},
        kind=DishKind(int(columns.kind[place])),
        confidence=round(float(columns.confidence[place]), 3),
        per_serving=per_serving(columns, place),
        declared=bool(columns.figure_source[place] == FigureSource.DECLARED),
        servings=float(columns.servings[place]),
        servings_estimated=bool(columns.servings_estimated[place]),
    )


def per_serving(columns: BookColumns, place: int) -> dict[str, float | None]:
    """The figures of one serving by INFOODS tag; `None` if unknown."""
    held: list[float] = columns.figures[place].tolist()
    return {
        tag: None if np.isnan(amount) else round(amount, 2) for tag, amount in zip(TAGS, held, strict=True)
    }


def explain(
    columns: BookColumns, request: SuggestionRequest, found: Ranked, chosen: Admitted, profiles: Profiles
) -> EmptyExplanation | None:
    """The largest cause of an empty answer. Recipes that the wishes exclude count for the wish alone."""
    causes: Counter[EmptyCause] = Counter(unwished_by(columns, request))
    causes[EmptyCause.DIET] += found.broken + chosen.broken
    causes[EmptyCause.UNKNOWN_FIGURES] += chosen.unknown
    lines: Counter[str] = Counter()
    if request.people and (found.harmed or chosen.harmed):
        places = range(min(len(columns), MOST_LOOKED_AT))
        for profile in profiles([columns.ids[place] for place in places]).values():
            results = [result for result in check(profile, request.people) if result.harms]
            if not results:
                continue
            if all(result.standing is Standing.NOT_CHECKED for result in results):
                causes[EmptyCause.NOT_CHECKED] += 1
                lines.update({reason.line for result in results for reason in result.reasons if reason.line})
            else:
                causes[EmptyCause.CONTAINS] += 1
    if not causes:
        return None
    cause = max(causes, key=lambda one: (causes[one], one.value))
    if not causes[cause]:
        return None
    named = (
        tuple(line for line, _ in lines.most_common(MOST_LINES)) if cause is EmptyCause.NOT_CHECKED else ()
    )
    return EmptyExplanation(cause=cause, count=causes[cause], lines=named)


def _why_nothing(columns: BookColumns, request: SuggestionRequest, found: Ranked) -> SuggestionOutcome:
    if found.unwished and not len(found.order):
        return SuggestionOutcome.NOTHING_FITS
    diets = {diet for person in request.people for diet in person.diets}
    each_alone = all(not breaks_diet(columns, {diet}).all() for diet in diets)
    if len(diets) > 1 and each_alone and breaks_diet(columns, diets).all():
        return SuggestionOutcome.DIETS_CONTRADICT
    return SuggestionOutcome.NOTHING_SAFE
