"""Answers about the next gathering: who comes, what is missing, who brings what, the vote and its result."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final

from ...kitchen.gatherings.model import (
    CookOffResult,
    Course,
    GapKind,
    Gathering,
    GatheringStage,
    PotluckDish,
    PotluckGap,
    Rsvp,
)
from ...kitchen.gatherings.validation import voting_is_open
from ...kitchen.people.model import Allergen, Diet
from ...language.fold import fold
from ...language.singular import singulars
from ...voice.intents import Kind
from ...voice.reply import Reply, speakable
from ..turn import IntentHandlers, TurnContext
from .allergen_words import allergen_name, diet_word
from .meal_days import said_day

MOST_NAMES: Final = 8
"""Names that are said; the rest is a number."""
WEEK_DAYS: Final = 6
"""Days for which a day is named by its weekday."""
_SECRET: Final = frozenset({GatheringStage.VOTING, GatheringStage.COUNTED})
_ALLERGENS: Final = frozenset(one.value for one in Allergen)


async def potluck_query(turn: TurnContext) -> Reply:
    """Answer a question about the next gathering; for a vote or a result, about the last one if none is coming."""
    every = await turn.kitchen.gatherings.all()
    if not every:
        return turn.reply("potluck_none")
    now = turn.kitchen.clock.now()
    gathering = next((one for one in every if one.closes_at > now), every[-1])
    about = turn.text("about") or "overview"
    if gathering.closes_at <= now and about not in {"voting", "result"}:
        return turn.reply("potluck_none")
    return await _TOPICS.get(about, _overview)(turn, gathering)


async def _overview(turn: TurnContext, gathering: Gathering) -> Reply:
    """When it is, who comes, and what is missing."""
    if gathering.stage is not GatheringStage.PLANNING:
        return await _result(turn, gathering)
    parts = [
        await _when(turn, gathering),
        await _coming(turn, gathering),
        await _missing(turn, gathering),
    ]
    return _joined(turn, parts)


async def _when(turn: TurnContext, gathering: Gathering) -> Reply:
    local = turn.home.local(gathering.starts_at)
    days = (local.date() - turn.home.local(turn.kitchen.clock.now()).date()).days
    time = f"{local:%H:%M}"
    if 0 <= days <= WEEK_DAYS:
        when = turn.phrase("day_at", day=said_day(turn, local.date()), time=time)
    else:
        when = turn.phrase("potluck_in_days", days=turn.said_number(days), time=time)
    return turn.reply("potluck_when", name=speakable(gathering.title), what=when)


async def _coming(turn: TurnContext, gathering: Gathering) -> Reply:
    guests = await turn.kitchen.gatherings.guests(gathering.id)
    coming = [guest for guest in guests if guest.rsvp is Rsvp.YES]
    if not coming:
        first = turn.reply("potluck_nobody" if guests else "potluck_no_guests")
    elif len(coming) > MOST_NAMES:
        first = turn.reply("potluck_coming_number", count=turn.said_number(sum(one.heads for one in coming)))
    else:
        first = turn.reply(
            "potluck_coming",
            name=turn.listed(speakable(guest.name) for guest in coming),
            count=turn.said_number(sum(guest.heads for guest in coming)),
        )
    open_answers = any(guest.rsvp is Rsvp.OPEN for guest in guests)
    return _joined(turn, [first, await _answers(turn, gathering)]) if open_answers else first


async def _answers(turn: TurnContext, gathering: Gathering) -> Reply:
    state = await turn.kitchen.gatherings.overview(gathering.id)
    if not state.guests:
        return turn.reply("potluck_no_guests")
    if not state.unanswered:
        return turn.reply("potluck_all_answered")
    names = [speakable(name) for name in state.unanswered[:MOST_NAMES]]
    if (more := len(state.unanswered) - len(names)) > 0:
        names.append(turn.phrase("more_things", count=turn.said_number(more)))
    return turn.reply("potluck_unanswered", name=turn.listed(names))


async def _missing(turn: TurnContext, gathering: Gathering) -> Reply:
    state = await turn.kitchen.gatherings.overview(gathering.id)
    gaps = [_gap(turn, gap) for gap in state.gaps]
    if not gaps:
        return turn.reply("potluck_complete")
    return turn.reply("potluck_missing", what=turn.listed(gaps))


def _gap(turn: TurnContext, gap: PotluckGap) -> str:
    match gap.kind:
        case GapKind.NO_COURSE:
            return _course(turn, Course(gap.what))
        case GapKind.TOO_FEW_PORTIONS:
            return turn.phrase("potluck_gap_portions", count=turn.said_number(round(gap.count or 0.0, 1)))
        case GapKind.NOT_CLAIMED:
            return speakable(gap.what)
    if gap.what in _ALLERGENS:
        return turn.phrase("potluck_gap_without", what=_need(turn, gap.what))
    return turn.phrase("potluck_gap_diet", what=_need(turn, gap.what))


def _need(turn: TurnContext, code: str) -> str:
    """Return an allergen or a diet in words."""
    if code in _ALLERGENS:
        return allergen_name(Allergen(code), turn.language)
    return diet_word(Diet(code), turn.language)


def _course(turn: TurnContext, course: Course) -> str:
    return turn.phrase(f"course_{course.value}").partition("|")[0]


async def _brings(turn: TurnContext, gathering: Gathering) -> Reply:
    """Who brings a dish, named by its name or its course."""
    said = turn.text("dish")
    if said is None:
        return await _dishes(turn, gathering)
    dishes = await turn.kitchen.gatherings.dishes(gathering.id)
    open_dishes = [dish for dish in dishes if not _is_secret(gathering, dish)]
    found = _meant(turn, said, open_dishes)
    if any(not dish.still_needed for dish in found):
        parts = [
            turn.reply("potluck_brings", cook=_cook(turn, dish), dish=speakable(dish.name))
            for dish in found[:MOST_NAMES]
            if not dish.still_needed
        ]
        return _joined(turn, parts)
    if found:
        return turn.reply("potluck_wanted", dish=speakable(found[0].name))
    if len(open_dishes) < len(dishes):
        return turn.reply("potluck_blind")
    return turn.reply("potluck_brings_none", dish=speakable(said))


def _meant(turn: TurnContext, said: str, dishes: Iterable[PotluckDish]) -> list[PotluckDish]:
    """Return the dishes whose name contains the words that were said, or that are of the said course."""
    wanted = singulars(fold(said), turn.language)
    courses = {
        course
        for course in Course
        for name in turn.phrase(f"course_{course.value}").split("|")
        if singulars(fold(name), turn.language) == wanted
    }
    return [
        dish
        for dish in dishes
        if dish.course in courses or wanted <= singulars(fold(dish.name), turn.language)
    ]


async def _dishes(turn: TurnContext, gathering: Gathering) -> Reply:
    every = await turn.kitchen.gatherings.dishes(gathering.id)
    dishes = [dish for dish in every if not dish.still_needed and not _is_secret(gathering, dish)]
    if not dishes:
        return turn.reply("potluck_blind" if gathering.stage in _SECRET else "potluck_no_dishes")
    names = [
        turn.phrase("potluck_brings_phrase", dish=speakable(dish.name), cook=_cook(turn, dish))
        for dish in dishes[:MOST_NAMES]
    ]
    if (more := len(dishes) - len(names)) > 0:
        names.append(turn.phrase("more_things", count=turn.said_number(more)))
    return turn.reply("potluck_dishes", dish=turn.listed(names))


def _is_secret(gathering: Gathering, dish: PotluckDish) -> bool:
    """Whether the cook of a dish may not be told: an entry, from the opening of the vote to the reveal."""
    return dish.competes and gathering.stage in _SECRET


def _cook(turn: TurnContext, dish: PotluckDish) -> str:
    return speakable(dish.cook) or turn.phrase("title_kitchen")


async def _needs(turn: TurnContext, gathering: Gathering) -> Reply:
    """What guests can't eat, only as numbers of several guests; severe allergies without a number."""
    needs = (await turn.kitchen.gatherings.overview(gathering.id)).needs
    parts = []
    if needs.severe:
        severe = [_need(turn, one) for one in sorted(needs.severe)]
        parts.append(turn.reply("potluck_severe", what=turn.listed(severe)))
    count = turn.said_number(needs.answers)
    if not needs.answers:
        parts.append(turn.reply("potluck_needs_few"))
    elif not needs.counts:
        parts.append(turn.reply("potluck_needs_none", count=count))
    else:
        told = [
            turn.phrase(
                "potluck_need_without" if code in _ALLERGENS else "potluck_need_diet",
                count=turn.said_number(guests),
                what=_need(turn, code),
            )
            for code, guests in needs.counts.items()
        ]
        parts.append(turn.reply("potluck_needs", count=count, what=turn.listed(told)))
    return _joined(turn, parts)


async def _voting(turn: TurnContext, gathering: Gathering) -> Reply:
    """Whether the vote is open and how many ballots there are; never what is on them."""
    if gathering.stage is GatheringStage.PLANNING:
        return turn.reply("potluck_voting_none")
    if gathering.stage is GatheringStage.REVEALED:
        return await _result(turn, gathering)
    count = turn.said_number(await turn.kitchen.cook_offs.turnout(gathering.id))
    if not voting_is_open(gathering, turn.kitchen.clock.now()):
        return turn.reply("potluck_voting_over", count=count)
    if gathering.voting_ends_at is None:
        return turn.reply("potluck_voting_open", count=count)
    time = f"{turn.home.local(gathering.voting_ends_at):%H:%M}"
    return turn.reply("potluck_voting_until", time=time, count=count)


async def _result(turn: TurnContext, gathering: Gathering) -> Reply:
    result = await turn.kitchen.cook_offs.result(gathering.id)
    return await _voting(turn, gathering) if result is None else _told_result(turn, result)


def _told_result(turn: TurnContext, result: CookOffResult) -> Reply:
    if not result.winners:
        return turn.reply("potluck_no_votes")
    names = [
        turn.phrase("potluck_brings_phrase", dish=speakable(one.dish), cook=speakable(one.cook))
        for one in result.winners
    ]
    return turn.reply(
        "potluck_winner" if len(names) == 1 else "potluck_tie",
        dish=turn.listed(names),
        score=turn.said_number(round(result.winners[0].score or 0.0, 1)),
        count=turn.said_number(result.ballots),
    )


def _joined(turn: TurnContext, parts: Iterable[Reply]) -> Reply:
    return Reply(say=" ".join(part.say for part in parts), kind=turn.kind)


_TOPICS: Final[Mapping[str, Callable[[TurnContext, Gathering], Awaitable[Reply]]]] = {
    "when": _when,
    "coming": _coming,
    "answers": _answers,
    "missing": _missing,
    "brings": _brings,
    "dishes": _dishes,
    "needs": _needs,
    "voting": _voting,
    "result": _result,
}
ANSWERS: IntentHandlers = {Kind.POTLUCK_QUERY: potluck_query}
