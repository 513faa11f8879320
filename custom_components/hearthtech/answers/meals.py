"""Answers about what to eat: the plan, suggestions with their reasons, what the pantry gives."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
import re

from custom_components.hearthtech.kitchen.plan.meal import Meal, Slot
from custom_components.hearthtech.kitchen.suggest.model import (
    Answer as Outcome,
    ReasonCode,
    Suggestion,
    Suggestions,
)
from custom_components.hearthtech.kitchen.suggest.words import answer_words, reason_words
from custom_components.hearthtech.kitchen.suggest_work import MEAL_TIMES
from custom_components.hearthtech.voice.kinds import CONFIRMING, Kind
from custom_components.hearthtech.voice.lists import DAYS
from custom_components.hearthtech.voice.recognizer import Recognition
from custom_components.hearthtech.voice.reply import Reply, speakable
from custom_components.hearthtech.voice.sentences import supported
from custom_components.hearthtech.voice.text import tokens

from .turn import Answers, Turn, Unanswered, either, say_list

QUICK_S = 1800.0
"""What counts as quick when nobody says how long."""
SAID_MEALS = 3
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WARNINGS = {ReasonCode.NOT_CHECKED, ReasonCode.DISLIKED}


def meant_day(turn: Turn, said: str) -> date:
    """The day that was named: a weekday is the next one of its name, today included."""
    today = turn.home.local(turn.kitchen.clock.now()).date()
    if said in _WEEK:
        return today + timedelta(days=(_WEEK.index(said) - today.weekday()) % 7)
    return today + timedelta(days=said == "tomorrow")


def meant_slot(turn: Turn) -> Slot | None:
    """The meal of the day that was named."""
    meal = turn.text("meal")
    return Slot(meal) if meal in set(Slot) else None


# The plan


async def plan_query(turn: Turn) -> Reply:
    """What is eaten on a day; without one, what is next."""
    said = turn.text("day")
    if said is None:
        meal = await turn.kitchen.current_or_next_meal()
        if meal is None:
            return turn.reply("plan_none")
        return turn.reply(
            "next_meal", meal=speakable(await meal_name(turn, meal)), when=said_when(turn, meal.starts_at)
        )
    day, slot = meant_day(turn, said), meant_slot(turn)
    meals = [meal for meal in await turn.kitchen.meals_on(day) if slot in {None, meal.slot}]
    when = said_day(turn, day)
    if not meals:
        return turn.reply("plan_empty", when=when)
    names = [speakable(await meal_name(turn, meal)) for meal in meals]
    return turn.reply("plan", when=when[:1].upper() + when[1:], meals=say_list(names))


async def meal_name(turn: Turn, meal: Meal) -> str:
    """A planned meal's words, or its recipe's name."""
    if meal.words or meal.recipe_id is None:
        return meal.words
    return (await turn.kitchen.recipe(meal.recipe_id)).name


def said_day(turn: Turn, day: date) -> str:
    """A day as it is said: "tomorrow", "on Friday"."""
    days = (day - turn.home.local(turn.kitchen.clock.now()).date()).days
    return {0: "today", 1: "tomorrow"}.get(days, day.strftime("on %A"))


def said_when(turn: Turn, moment: datetime) -> str:
    """A moment as it is said: "today at 18:30"."""
    local = turn.home.local(moment)
    return f"{said_day(turn, local.date())} at {local:%H:%M}"


async def plan_meal(turn: Turn) -> Reply:
    """Plan a dish for a day, or propose a week."""
    if turn.text("what") == "week":
        return await propose_week(turn)
    recipe_id, said = await _what(turn)
    if recipe_id is None and said is None:
        return turn.reply("plan_which", expects=(Kind.PLAN_MEAL,))
    day = turn.text("day")
    if day is None:
        details = {"recipe": recipe_id or "", "words": said or "", "meal": turn.text("meal") or ""}
        turn.dialogue.ask(turn.conversation, "plan_day", details)
        return turn.reply("plan_when", expects=(Kind.PLAN_MEAL, Kind.CANCEL))
    return await plan(turn, recipe_id, said or "", meant_day(turn, day), meant_slot(turn) or Slot.DINNER)


async def _what(turn: Turn) -> tuple[str | None, str | None]:
    if (words := turn.text("what")) is None:
        return await turn.recipe_id(), None
    winner, _ = turn.recognizer.near_names("recipe", words, language=turn.language)
    return (winner.id, None) if winner is not None else (None, speakable(words))


async def plan(turn: Turn, recipe_id: str | None, words: str, day: date, slot: Slot) -> Reply:
    """Plan it; what would harm somebody at the table is asked about first."""
    kitchen = turn.kitchen
    name = words if recipe_id is None else (await kitchen.recipe(recipe_id)).name
    meal = Meal(starts_at=kitchen.home.at(day, MEAL_TIMES[slot]), slot=slot, recipe_id=recipe_id, words=name)
    people = "" if recipe_id is None else await _harmed(turn, recipe_id)
    if people:
        details = {"recipe": recipe_id, "words": words, "day": day.isoformat(), "meal": slot.value}
        turn.dialogue.ask(turn.conversation, "plan", details)
        return turn.reply("plan_not_safe", recipe=speakable(name), people=people, expects=CONFIRMING)
    await kitchen.plan_meal(meal, who=turn.who)
    return turn.reply("planned", recipe=speakable(name), when=said_when(turn, meal.starts_at))


async def _harmed(turn: Turn, recipe_id: str) -> str:
    """The names of those whom it may harm."""
    harmed = {verdict.person_id for verdict in await turn.kitchen.check_recipe(recipe_id) if verdict.harms}
    people = await turn.kitchen.people() if harmed else ()
    return say_list([speakable(person.name) for person in people if person.id in harmed])


async def plan_anyway(turn: Turn, details: Mapping[str, object]) -> Reply:
    """Plan what was asked about."""
    slot = Slot(str(details["meal"]))
    recipe = await turn.kitchen.recipe(str(details["recipe"]))
    starts_at = turn.kitchen.home.at(date.fromisoformat(str(details["day"])), MEAL_TIMES[slot])
    meal = Meal(starts_at=starts_at, slot=slot, recipe_id=recipe.id, words=recipe.name)
    await turn.kitchen.plan_meal(meal, who=turn.who)
    return turn.reply("planned", recipe=speakable(recipe.name), when=said_when(turn, starts_at))


async def chosen_day(turn: Turn, text: str) -> Reply | None:
    """The answer to "for which day?", when this is one."""
    pending = turn.conversation.pending
    if pending is None or pending.action != "plan_day":
        return None
    day = next((DAYS[word] for word in tokens(text) if word in DAYS), None)
    if day is None:
        return None
    turn.dialogue.take(turn.conversation)
    details = pending.details
    slot = Slot(str(details["meal"])) if details["meal"] else Slot.DINNER
    heard = replace(turn, recognition=Recognition(kind=Kind.PLAN_MEAL, confidence=1.0, layer=1))
    recipe_id = str(details["recipe"]) or None
    return await plan(heard, recipe_id, str(details["words"]), meant_day(turn, day), slot)


async def propose_week(turn: Turn) -> Reply:
    """Dinners for a week, planned on a yes."""
    language = supported(turn.language)
    proposal = await turn.kitchen.propose_week()
    if not proposal.meals:
        return Reply(say=answer_words(proposal.answer, language), kind=turn.kind)
    told = [
        f"{one.day:%A}: {speakable(await meal_name(turn, one.meal))}"
        for one in sorted(proposal.meals, key=lambda one: one.day)
    ]
    turn.dialogue.ask(turn.conversation, "accept_plan", {"proposal": proposal.id})
    said = "; ".join(told[:7])
    return turn.reply("plan_proposed", meals=said, show="\n".join(told), expects=CONFIRMING)


async def accept_plan(turn: Turn, details: Mapping[str, object]) -> Reply:
    """Plan the week that was proposed."""
    planned = await turn.kitchen.accept_plan(str(details["proposal"]), who=turn.who)
    return turn.reply("plan_accepted", count=len(planned))


# Suggestions


async def suggest_meal(turn: Turn) -> Reply:
    """What could be cooked for those who eat, and why."""
    when = None
    if (day := turn.text("day")) is not None:
        when = turn.kitchen.home.at(meant_day(turn, day), MEAL_TIMES[meant_slot(turn) or Slot.DINNER])
    quick = QUICK_S if turn.text("quick") else None
    return await suggested(
        turn,
        await turn.kitchen.suggest(
            people=await _eaters(turn),
            when=when,
            slot=meant_slot(turn),
            max_time_s=turn.number("duration") or quick,
            use_up=turn.text("use_up") is not None,
            in_season=turn.text("season") is not None,
            limit=SAID_MEALS,
            language=supported(turn.language),
        ),
    )


async def what_can_i_make(turn: Turn) -> Reply:
    """Recipes that use what was named, or what is in the house."""
    said = turn.text("foods") or turn.text("food") or turn.text("query")
    if said is None and turn.text("from") is None:
        return turn.reply("with_what", expects=(Kind.WHAT_CAN_I_MAKE,))
    if said is None and not await turn.kitchen.pantry():
        return turn.reply("pantry_empty")
    foods = [] if said is None else [food for food in re.split(r"\s+and\s+|,\s*", said) if food]
    found = await turn.kitchen.suggest(with_foods=foods, limit=SAID_MEALS, language=supported(turn.language))
    if found.answer is Outcome.NOTHING_FITS and foods:
        return turn.reply("can_make_none", foods=say_list([speakable(food) for food in foods]))
    if said is None:
        house = [one for one in found.found if any(r.code is ReasonCode.IN_HOUSE for r in one.reasons)]
        if found.answer is Outcome.FOUND and not house:
            return turn.reply("can_make_little")
        found = replace(found, found=tuple(house))
    return await suggested(turn, found)


async def _eaters(turn: Turn) -> list[str] | None:
    if (named := turn.text("person_id") or turn.text("person")) is None:
        return None
    people = await turn.kitchen.people()
    found = [one.id for one in people if named in {one.id, one.name} or named.lower() == one.name.lower()]
    if not found:
        raise Unanswered(turn.reply("no_such_person", name=speakable(named)))
    return found


async def suggested(turn: Turn, told: Suggestions) -> Reply:
    """The best with its reason, the others by name; on a screen all of them with all reasons."""
    language = supported(turn.language)
    if told.answer is not Outcome.FOUND or not told.found:
        return Reply(say=answer_words(told.answer, language), kind=turn.kind)
    best, *others = told.found
    turn.conversation.recipe_id = best.recipe_id
    show = "\n".join(f"{one.name}: {' '.join(_reasons(one, language))}" for one in told.found)
    reasons = _spoken_reasons(best, language)
    if not others:
        return turn.reply(
            "suggest_one",
            name=speakable(best.name),
            reason=reasons,
            show=show,
            expects=(Kind.START_RECIPE,),
            ends=True,
        )
    names = either(speakable(one.name) for one in others)
    return turn.reply(
        "suggest_more",
        name=speakable(best.name),
        reason=reasons,
        others=names,
        show=show,
        expects=(Kind.START_RECIPE,),
        ends=True,
    )


def _reasons(one: Suggestion, language: str) -> Sequence[str]:
    return [reason_words(reason, language) for reason in one.reasons]


def _spoken_reasons(one: Suggestion, language: str) -> str:
    """The strongest reason, and what has to be known of it."""
    strongest = next((reason for reason in one.reasons if reason.code not in _WARNINGS), None)
    told = [strongest] if strongest is not None else []
    told += [reason for reason in one.reasons if reason.code in _WARNINGS]
    return " ".join(reason_words(reason, language) for reason in told)


ANSWERS: Answers = {
    Kind.PLAN_QUERY: plan_query,
    Kind.PLAN_MEAL: plan_meal,
    Kind.SUGGEST_MEAL: suggest_meal,
    Kind.WHAT_CAN_I_MAKE: what_can_i_make,
}
