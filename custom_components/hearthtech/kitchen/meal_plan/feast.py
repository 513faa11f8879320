"""One timetable for a feast of several courses: shopping, preparing, cooking and serving.

Dishes share the burners and one oven. A dish that finds no free place begins earlier and waits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from ..locale import KitchenLocale
from ..recipes.model import Recipe
from ..sessions.duration_estimates import estimate_steps
from .preparations import RecipePreparation, begin_times, work_after

SHOPPING_AT: Final = time(10)
STEP: Final = timedelta(minutes=5)
LONGEST_EARLIER: Final = timedelta(hours=6)
BURNERS: Final = 4
DEFAULT_COOKING_S: Final = 3600.0
OVEN_APART_C: Final = 10.0
"""Dishes that need oven temperatures closer than this share the oven."""


class FeastTask(StrEnum):
    """What the timetable says to do."""

    SHOP = "shop"
    PREPARE = "prepare"
    COOK = "cook"
    READY = "ready"
    """A dish is ready earlier than it is served, and is kept warm or cold."""
    SERVE = "serve"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeastCourse:
    """A dish with the moment when it is on the table."""

    id: str
    name: str
    serve_at: datetime
    recipe: Recipe | None = None
    preparations: tuple[RecipePreparation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeastEntry:
    """One line of the timetable."""

    at: datetime
    task: FeastTask
    course: str = ""
    """The id of the course."""
    name: str = ""
    words: str = ""
    """The sentence of the recipe for a preparation."""
    kind: str = ""
    """The kind of a preparation."""
    minutes: int | None = None
    """How long it takes, for cooking."""


@dataclass(frozen=True, slots=True)
class _Busy:
    begin: datetime
    end: datetime
    hob: bool
    oven_c: float | None


def timetable(
    courses: Sequence[FeastCourse], locale: KitchenLocale, burners: int = BURNERS
) -> list[FeastEntry]:
    """The timetable of these courses, earliest first. The later a course is served, the later it is cooked."""
    busy: list[_Busy] = []
    entries: list[FeastEntry] = []
    for course in sorted(courses, key=lambda one: (one.serve_at, one.id), reverse=True):
        entries.append(_entry(course, course.serve_at, FeastTask.SERVE))
        if course.recipe is None:
            continue
        length = timedelta(seconds=cooking_time(course.recipe, course.preparations))
        oven_c = next((step.oven_c for step in course.recipe.steps if step.oven_c is not None), None)
        hob = oven_c is None or any(step.heat is not None for step in course.recipe.steps)
        end = _free(busy, course.serve_at, length, hob, oven_c, burners)
        busy.append(_Busy(end - length, end, hob, oven_c))
        begin = end - length
        entries.append(_entry(course, begin, FeastTask.COOK, minutes=round(length.total_seconds() / 60)))
        if end < course.serve_at:
            entries.append(_entry(course, end, FeastTask.READY))
        times = begin_times(course.preparations, end, length.total_seconds(), locale)
        entries += [
            _entry(course, at, FeastTask.PREPARE, words=one.words, kind=one.kind.value)
            for one, (at, _) in zip(course.preparations, times, strict=True)
        ]
    if entries:
        entries.append(FeastEntry(at=_shopping(min(one.at for one in entries), locale), task=FeastTask.SHOP))
    order = list(FeastTask)
    return sorted(entries, key=lambda one: (one.at, order.index(one.task), one.course))


def cooking_time(recipe: Recipe, preparations: Sequence[RecipePreparation]) -> float:
    """The time from the first work of the day to the table, without the long waits, in s."""
    stated = recipe.prep_time_s or recipe.cook_time_s or recipe.total_time_s
    if stated:
        return work_after(recipe, preparations)
    waiting = {one.step for one in preparations}
    told = [
        seconds
        for number, seconds in enumerate(estimate_steps(recipe, ()))
        if seconds is not None and number not in waiting
    ]
    return sum(told) + 900.0 if told else DEFAULT_COOKING_S


def _free(
    busy: Iterable[_Busy],
    wanted: datetime,
    length: timedelta,
    hob: bool,
    oven_c: float | None,
    burners: int,
) -> datetime:
    """The latest end at which there is a burner or an oven of this temperature; the wanted one if there is none."""
    others = list(busy)
    end = wanted
    while wanted - end <= LONGEST_EARLIER:
        together = [one for one in others if one.begin < end and one.end > end - length]
        pots = _most_at_once([one for one in together if one.hob])
        clash = oven_c is not None and any(
            one.oven_c is not None and abs(one.oven_c - oven_c) > OVEN_APART_C for one in together
        )
        if not clash and not (hob and pots >= burners):
            return end
        end -= STEP
    return wanted


def _most_at_once(together: Sequence[_Busy]) -> int:
    return max(
        (sum(other.begin <= one.begin < other.end for other in together) for one in together), default=0
    )


def _shopping(first: datetime, locale: KitchenLocale) -> datetime:
    """Ten in the morning before the first work: on the same day if that leaves an hour, else the day before."""
    day = locale.day(first)
    at = locale.at(day, SHOPPING_AT)
    return at if at + timedelta(hours=1) <= first else locale.at(day - timedelta(days=1), SHOPPING_AT)


def _entry(
    course: FeastCourse,
    at: datetime,
    task: FeastTask,
    *,
    words: str = "",
    kind: str = "",
    minutes: int | None = None,
) -> FeastEntry:
    return FeastEntry(
        at=at, task=task, course=course.id, name=course.name, words=words, kind=kind, minutes=minutes
    )
