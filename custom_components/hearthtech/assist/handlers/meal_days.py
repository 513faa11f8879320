"""Days of the meal plan: the named day, the names of days, and what is planned on several days."""

from calendar import monthrange
from datetime import date, datetime, timedelta
import re

from ...kitchen.meal_plan.meal import Meal, MealSlot
from ...voice.reply import Reply, speakable
from ..turn import TurnContext

_DAYS_OF_WEEK = 7
SAID_MEALS = 3
"""How many meals are said at a time."""
_DATE = re.compile(r"(0[1-9]|1[0-2])-([0-3]\d)")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def meant_day(turn: TurnContext, said: str) -> date:
    """Return the named day: a weekday is the next one of its name, today included; `MM-DD` is in the next year."""
    today = turn.home.local(turn.kitchen.clock.now()).date()
    name = said.removeprefix("next_")
    if name in _WEEK:
        days = (_WEEK.index(name) - today.weekday()) % 7
        return today + timedelta(days=days + 7 * (name != said))
    if (found := _DATE.fullmatch(said)) is not None:
        return _next_date(today, int(found[1]), int(found[2]))
    return today + timedelta(days={"tomorrow": 1, "day_after_tomorrow": 2}.get(said, 0))


def _next_date(today: date, month: int, day: int) -> date:
    """Return the next date with this month and day; the last day of the month if it has fewer days."""
    for year in (today.year, today.year + 1):
        found = date(year, month, min(day, monthrange(year, month)[1]))
        if found >= today:
            return found
    return today


def meant_slot(turn: TurnContext) -> MealSlot | None:
    """Return the named meal of the day."""
    meal = turn.text("meal")
    return MealSlot(meal) if meal in set(MealSlot) else None


async def meal_name(turn: TurnContext, meal: Meal) -> str:
    """Return the text of a planned meal, or the name of its recipe."""
    if meal.words or meal.recipe_id is None:
        return meal.words
    return (await turn.kitchen.recipes.get(meal.recipe_id)).name


def said_day(turn: TurnContext, day: date) -> str:
    """Return a day in words: "tomorrow", "on Friday"."""
    days = (day - turn.home.local(turn.kitchen.clock.now()).date()).days
    said = turn.phrase({0: "day_today", 1: "day_tomorrow"}.get(days, f"day_{_WEEK[day.weekday()]}"))
    next_week = _DAYS_OF_WEEK <= days < 2 * _DAYS_OF_WEEK
    return turn.phrase("day_next_week", day=said) if next_week else said


def said_when(turn: TurnContext, moment: datetime) -> str:
    """Return a time in words: "today at 18:30"."""
    local = turn.home.local(moment)
    return turn.phrase("day_at", day=said_day(turn, local.date()), time=f"{local:%H:%M}")


def span_of_plan(turn: TurnContext) -> str | None:
    """Return "week" or "weekend" if that was said."""
    if (said := turn.text("span")) is not None:
        return said
    parts = turn.recognizer.parts(turn.said, language=turn.language)
    return next((name for name in ("weekend", "week") if parts.has(name)), None)


async def plan_of_days(turn: TurnContext, span: str) -> Reply:
    """Answer what is planned in the next seven days, or on the coming Saturday and Sunday."""
    today = turn.home.local(turn.kitchen.clock.now()).date()
    first = max((_WEEK.index("saturday") - today.weekday()), 0) if span == "weekend" else 0
    last = _WEEK.index("sunday") - today.weekday() if span == "weekend" else _DAYS_OF_WEEK - 1
    said, found, slot = [], [], meant_slot(turn)
    for days in range(first, last + 1):
        day = today + timedelta(days=days)
        meals = [meal for meal in await turn.kitchen.meal_plan.on_day(day) if slot in {None, meal.slot}]
        if meals:
            names = turn.listed([speakable(await meal_name(turn, meal)) for meal in meals])
            when = said_day(turn, day)
            said.append(turn.words("plan", when=when[:1].upper() + when[1:], meals=names))
            found += meals
    turn.focus.meal_id = found[0].id if len(found) == 1 else None
    if not said:
        return turn.reply("plan_none")
    show = "\n".join(said)
    if len(said) <= SAID_MEALS:
        return Reply(say=" ".join(said), show=show, kind=turn.kind)
    turn.focus.rest = " ".join(said[SAID_MEALS:])
    return Reply(say=" ".join([*said[:SAID_MEALS], turn.words("more_follows")]), show=show, kind=turn.kind)
