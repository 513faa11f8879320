"""Limits and checks of what hosts and guests enter."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
import math

from ..errors import ErrorCode, KitchenError
from ..people.check import Standing
from ..people.model import Allergen
from ..recipes.cooking_log import MOST_STARS
from .model import Course, Gathering, Guest, PotluckDish, Review

LONGEST_NAME = 80
LONGEST_WORDS = 2000
LONGEST_RECIPE = 8192
"""Bytes of a pasted recipe."""
MOST_HEADS = 20
MOST_PORTIONS = 500.0
MOST_GUESTS = 500
MOST_JOINED = 200
"""Guests who joined by the shared link and are not confirmed yet."""
MOST_DISHES_OF_GUEST = 5
MOST_DISHES = 300
MOST_REACTIONS = 5000
LETTERS_DRAWN = "the letters are already drawn"
"""Reason for refusing to add or withdraw an entry."""
LONGEST_OPEN = timedelta(days=366)


def one_line(text: object, longest: int = LONGEST_NAME) -> str:
    """Return printable text in one line, without outer spaces, cut to a length."""
    words = "".join(letter if letter.isprintable() else " " for letter in _storable(text))
    return " ".join(words.split())[:longest].strip()


def several_lines(text: object, longest: int = LONGEST_WORDS) -> str:
    """Return text with its line breaks, without other control characters, cut to a length."""
    lines = _storable(text).replace("\r\n", "\n").replace("\r", "\n")[: longest * 2]
    return "".join(one for one in lines if one == "\n" or one.isprintable())[:longest].strip()


def _storable(text: object) -> str:
    return str(text).encode("utf-8", "replace").decode()


def named(text: object) -> str:
    """Return a name in one line.

    Raises:
        KitchenError: `INVALID` when it is empty.
    """
    if not (name := one_line(text)):
        raise KitchenError(ErrorCode.INVALID, field="name", reason="a name is missing")
    return name


def checked_gathering(gathering: Gathering) -> Gathering:
    """Return a gathering with tidied text.

    Raises:
        KitchenError: `INVALID`, with the reason.
    """
    begins = gathering.opens_at or gathering.starts_at
    moments = (gathering.starts_at, gathering.closes_at, gathering.opens_at, gathering.voting_ends_at)
    if any(moment is not None and moment.tzinfo is None for moment in moments):
        raise KitchenError(ErrorCode.INVALID, reason="a moment needs its time zone")
    if not begins <= gathering.closes_at or gathering.closes_at < gathering.starts_at:
        raise KitchenError(ErrorCode.INVALID, reason="the pages close after the gathering began")
    if gathering.closes_at - begins > LONGEST_OPEN:
        raise KitchenError(ErrorCode.INVALID, reason="the pages are open for a year at most")
    _figure(gathering.portions_per_head, 20.0)
    return replace(
        gathering,
        title=named(gathering.title),
        place=one_line(gathering.place, 200),
        words=several_lines(gathering.words),
        courses=tuple(dict.fromkeys(gathering.courses)),
    )


def checked_guest(guest: Guest) -> Guest:
    """Return a guest with tidied text.

    Raises:
        KitchenError: `INVALID`, with the reason.
    """
    if not 1 <= guest.heads <= MOST_HEADS:
        raise KitchenError(ErrorCode.INVALID, reason=f"a guest comes with 1 to {MOST_HEADS} people")
    return replace(guest, name=named(guest.name), words=several_lines(guest.words, 500))


def checked_dish(dish: PotluckDish) -> PotluckDish:
    """Return a dish with tidied text.

    Raises:
        KitchenError: `INVALID`, with the reason.
    """
    _figure(dish.portions, MOST_PORTIONS)
    if len(dish.recipe_text.encode("utf-8", "replace")) > LONGEST_RECIPE:
        raise KitchenError(ErrorCode.INVALID, reason=f"a recipe has {LONGEST_RECIPE} bytes at most")
    return replace(
        dish,
        name=named(dish.name),
        cook=one_line(dish.cook),
        recipe_text=several_lines(dish.recipe_text, LONGEST_RECIPE),
        competes=dish.competes and dish.course is not Course.DRINK,
    )


def checked_review(review: Review, dimensions: tuple[str, ...]) -> Review:
    """Return a review with tidied text.

    Raises:
        KitchenError: `INVALID`, with the reason.
    """
    for dimension, stars in review.stars.items():
        if dimension not in dimensions:
            raise KitchenError(ErrorCode.INVALID, reason="there is no such dimension")
        _figure(stars, MOST_STARS)
    return replace(
        review,
        critic=named(review.critic),
        words=several_lines(review.words, 10_000),
        stars=dict(review.stars),
    )


def stated_allergens(stated: Mapping[Allergen, Standing | None]) -> dict[Allergen, Standing]:
    """Return what is known: an allergen that is not checked is left out."""
    return {
        allergen: standing
        for allergen, standing in stated.items()
        if standing is not None and standing is not Standing.NOT_CHECKED
    }


def check_entries(gathering: Gathering, competed: bool, competes: bool) -> None:
    """Refuse to add or withdraw an entry after the letters were drawn."""
    if gathering.letters and competed is not competes:
        raise KitchenError(ErrorCode.INVALID, reason=LETTERS_DRAWN)


def voting_is_open(gathering: Gathering, now: datetime) -> bool:
    """Whether ballots are accepted: voting was opened, and its time is not over."""
    ends_at = min(gathering.closes_at, gathering.voting_ends_at or gathering.closes_at)
    return gathering.stage.value == "voting" and now < ends_at


def pages_are_open(gathering: Gathering, now: datetime) -> bool:
    """Whether the guests' pages are open."""
    return (gathering.opens_at is None or gathering.opens_at <= now) and now < gathering.closes_at


def _figure(value: float, most: float) -> None:
    if not (math.isfinite(value) and 0 <= value <= most):
        raise KitchenError(ErrorCode.INVALID, reason=f"a number of 0 to {most:g}")


_CAREFUL: Mapping[Standing, int] = {
    Standing.CONTAINS: 3,
    Standing.MAY_CONTAIN: 2,
    Standing.NOT_CHECKED: 1,
    Standing.FREE_OF: 0,
}


def more_careful(found: Standing | None, stated: Standing | None) -> Standing | None:
    """Return what is known of an allergen from a pasted recipe and from the guest's own statement.

    Containing it outweighs everything. A guest may state "free of" for what the text left unchecked, but not for what
    the text names.
    """
    if found is None or stated is None:
        return found if stated is None else stated
    if found is Standing.NOT_CHECKED:
        return stated
    return max(found, stated, key=lambda standing: _CAREFUL[standing])
