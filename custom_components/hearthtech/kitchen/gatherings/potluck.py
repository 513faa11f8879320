"""Compute what is missing at a potluck, and the needs that may be shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
import math

from ..people.check import Standing
from ..people.model import Allergen, Diet
from .model import (
    Course,
    GapKind,
    Gathering,
    Guest,
    GuestNeeds,
    PotluckDish,
    PotluckGap,
    PotluckOverview,
    Reaction,
    ReactionMoment,
    Rsvp,
    ShownNeeds,
)

FEWEST_ANSWERS = 3
"""Answers from which on needs are counted."""
BATCH = 2
"""New or changed answers after which the numbers are shown anew: the difference of two never is one guest's."""
_ALLERGENS = frozenset(allergen.value for allergen in Allergen)


def numbers_due(answers: int, not_counted: int) -> bool:
    """Whether the shown numbers of needs may be computed anew, from this many answers and uncounted ones."""
    return answers >= FEWEST_ANSWERS and not_counted >= BATCH


def counted_needs(answers: Iterable[tuple[GuestNeeds, int]]) -> dict[str, int]:
    """Return the number of guests by need, in the order of the codes. An answer comes with the number of guests who gave it."""
    counts: Counter[str] = Counter()
    for needs, guests in answers:
        counts.update(dict.fromkeys(needs.codes, guests))
    return dict(sorted(counts.items()))


def reaction_counts(moments: Iterable[ReactionMoment]) -> dict[str, dict[Reaction, int]]:
    """Return the number of reactions by dish, in the order of `Reaction`; `""` is the whole meal."""
    counts: dict[str, Counter[Reaction]] = {}
    for moment in moments:
        counts.setdefault(moment.dish_id, Counter())[moment.reaction] += 1
    return {dish: {one: found[one] for one in Reaction if found[one]} for dish, found in counts.items()}


def overview(
    gathering: Gathering, guests: Sequence[Guest], dishes: Sequence[PotluckDish], needs: ShownNeeds
) -> PotluckOverview:
    """Return the state of a potluck."""
    coming = sum(guest.heads for guest in guests if guest.rsvp is Rsvp.YES)
    brought = [dish for dish in dishes if not dish.still_needed]
    portions = math.fsum(dish.portions for dish in brought if dish.course is not Course.DRINK)
    return PotluckOverview(
        guests=len(guests),
        coming=coming,
        maybe=sum(guest.heads for guest in guests if guest.rsvp is Rsvp.MAYBE),
        unanswered=tuple(sorted(guest.name for guest in guests if guest.rsvp is Rsvp.OPEN)),
        portions=portions,
        portions_per_head=portions / coming if coming else None,
        needs=needs,
        gaps=tuple(_gaps(gathering, coming, dishes, portions, needs)),
    )


def _gaps(
    gathering: Gathering, coming: int, dishes: Sequence[PotluckDish], portions: float, needs: ShownNeeds
) -> Iterable[PotluckGap]:
    brought = [dish for dish in dishes if not dish.still_needed]
    courses = {dish.course for dish in brought}
    for course in gathering.courses:
        if course not in courses:
            yield PotluckGap(kind=GapKind.NO_COURSE, what=course.value)
    wanted = coming * gathering.portions_per_head
    if portions < wanted:
        yield PotluckGap(kind=GapKind.TOO_FEW_PORTIONS, count=wanted - portions)
    for dish in dishes:
        if dish.still_needed:
            yield PotluckGap(kind=GapKind.NOT_CLAIMED, what=dish.name, count=dish.portions or None)
    food = [dish for dish in brought if dish.course is not Course.DRINK]
    for code in sorted({*needs.counts, *(allergen.value for allergen in needs.severe)}):
        standings = [need_standing(dish, code) for dish in food]
        if Standing.FREE_OF not in standings:
            yield PotluckGap(
                kind=GapKind.NOTHING_SAFE,
                what=code,
                count=needs.counts.get(code),
                not_checked=standings.count(Standing.NOT_CHECKED),
            )


def need_standing(dish: PotluckDish, code: str) -> Standing:
    """Return whether a dish is suitable for a need. What the guest did not state is not checked."""
    if code in _ALLERGENS:
        return dish.standing(Allergen(code))
    return Standing.FREE_OF if Diet(code) in dish.suits else Standing.NOT_CHECKED
