"""Answers about meals: the plan, suggestions with reasons, and recipes that use the pantry."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ...kitchen.meal_plan.meal import Meal, MealSlot, coming_slot
from ...kitchen.suggestions.empty_answers import cause_words
from ...kitchen.suggestions.messages import answer_words, reason_words
from ...kitchen.suggestions.model import (
    ReasonCode,
    Suggestion,
    SuggestionOutcome as Outcome,
    SuggestionReason,
    Suggestions,
)
from ...kitchen.suggestions.service import MEAL_TIMES
from ...voice.data_files import supported
from ...voice.dialogue import NamedChoice, Pending
from ...voice.intents import CONFIRMING, Kind
from ...voice.lists import texts_of
from ...voice.recognizer import Recognition
from ...voice.reply import Reply, speakable
from ...voice.text import tokens
from ..turn import IntentHandlers, ReplyDirectly, TurnContext
from .food_words import between_items
from .meal_days import (
    SAID_MEALS,
    meal_name,
    meant_day,
    meant_slot,
    plan_of_days,
    said_day,
    said_when,
    span_of_plan,
)
from .pieces import without_last_sentence

QUICK_S = 1800.0
"""The time that counts as quick if none is given (s)."""
SUGGESTION_LENGTH = 125
"""About how many characters of a suggestion are said at once; the names of the other dishes follow on request."""
SUGGESTING = frozenset({Kind.SUGGEST_MEAL, Kind.WHAT_CAN_I_MAKE})
_WARNINGS = {ReasonCode.NOT_CHECKED, ReasonCode.DISLIKED}


# The plan


async def plan_query(turn: TurnContext) -> Reply:
    """Answer what is planned for a day; without a day, what is next."""
    said = turn.text("day")
    if said is None and (span := span_of_plan(turn)) is not None:
        return await plan_of_days(turn, span)
    if said is None:
        meal = await turn.kitchen.meal_plan.current_or_next_meal()
        if meal is None:
            return turn.reply("plan_none")
        turn.focus.meal_id = meal.id
        return turn.reply(
            "next_meal", meal=speakable(await meal_name(turn, meal)), when=said_when(turn, meal.starts_at)
        )
    day, slot = meant_day(turn, said), meant_slot(turn)
    meals = [meal for meal in await turn.kitchen.meal_plan.on_day(day) if slot in {None, meal.slot}]
    when = said_day(turn, day)
    if not meals:
        return turn.reply("plan_empty", when=when)
    turn.focus.meal_id = meals[0].id if len(meals) == 1 else None
    names = [speakable(await meal_name(turn, meal)) for meal in meals]
    return turn.reply("plan", when=when[:1].upper() + when[1:], meals=turn.listed(names))


async def plan_meal(turn: TurnContext) -> Reply:
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
    return await plan(turn, recipe_id, said or "", meant_day(turn, day), meant_slot(turn) or MealSlot.DINNER)


async def _what(turn: TurnContext) -> tuple[str | None, str | None]:
    if (words := turn.text("what")) is None:
        return await turn.recipe_id(), None
    winner, _ = turn.recognizer.near_names("recipe", words, language=turn.language)
    return (winner.id, None) if winner is not None else (None, speakable(turn.as_said(words)))


async def plan(turn: TurnContext, recipe_id: str | None, words: str, day: date, slot: MealSlot) -> Reply:
    """Plan a meal; ask first if it would harm an eater."""
    kitchen = turn.kitchen
    name = words if recipe_id is None else (await kitchen.recipes.get(recipe_id)).name
    meal = Meal(
        starts_at=kitchen.locale.at(day, MEAL_TIMES[slot]), slot=slot, recipe_id=recipe_id, words=name
    )
    people = "" if recipe_id is None else await _harmed(turn, recipe_id)
    if people:
        details = {"recipe": recipe_id, "words": words, "day": day.isoformat(), "meal": slot.value}
        turn.dialogue.ask(turn.conversation, "plan", details)
        return turn.reply("plan_not_safe", recipe=speakable(name), people=people, expects=CONFIRMING)
    return await _plan(turn, meal)


async def _plan(turn: TurnContext, meal: Meal) -> Reply:
    """Plan a meal; it can be moved, cancelled and taken back by the next words."""
    planned = await turn.kitchen.meal_plan.plan(meal, actor=turn.actor_name)
    turn.focus.meal_id = planned.id
    name = speakable(await meal_name(turn, planned))

    async def back() -> Reply:
        await turn.kitchen.meal_plan.remove(planned.id, actor=turn.actor_name)
        return turn.reply("meal_cancelled", recipe=name, when=said_when(turn, planned.starts_at))

    turn.focus.undo = back
    return turn.reply("planned", recipe=name, when=said_when(turn, planned.starts_at))


async def _harmed(turn: TurnContext, recipe_id: str) -> str:
    """Return the names of the persons that the meal may harm."""
    harmed = {
        verdict.person_id for verdict in await turn.kitchen.people.check_recipe(recipe_id) if verdict.harms
    }
    people = await turn.kitchen.people.all() if harmed else ()
    return turn.listed([speakable(person.name) for person in people if person.id in harmed])


async def plan_anyway(turn: TurnContext, details: Mapping[str, object]) -> Reply:
    """Plan the meal that the question was about."""
    slot = MealSlot(str(details["meal"]))
    recipe = await turn.kitchen.recipes.get(str(details["recipe"]))
    starts_at = turn.kitchen.locale.at(date.fromisoformat(str(details["day"])), MEAL_TIMES[slot])
    meal = Meal(starts_at=starts_at, slot=slot, recipe_id=recipe.id, words=recipe.name)
    return await _plan(turn, meal)


async def chosen_day(turn: TurnContext, text: str) -> Reply | None:
    """Return the answer to "for which day?", if this is one."""
    pending = turn.conversation.pending
    if pending is None or pending.action != "plan_day":
        return None
    days = texts_of("day", turn.language)
    said = f" {' '.join(tokens(text, supported(turn.language)))} "
    day = next((days[name] for name in sorted(days, key=len, reverse=True) if f" {name} " in said), None)
    if day is None:
        return None
    turn.dialogue.take(turn.conversation)
    details = pending.details
    slot = MealSlot(str(details["meal"])) if details["meal"] else MealSlot.DINNER
    heard = replace(turn, recognition=Recognition(kind=Kind.PLAN_MEAL, confidence=1.0, layer=1))
    recipe_id = str(details["recipe"]) or None
    return await plan(heard, recipe_id, str(details["words"]), meant_day(turn, day), slot)


async def propose_week(turn: TurnContext) -> Reply:
    """Propose dinners for a week, which are planned on a yes; "go on" reads those after the first `SAID_MEALS`."""
    language = supported(turn.language)
    proposal = await turn.kitchen.suggestions.propose_week()
    if not proposal.meals:
        sentences = (answer_words(proposal.answer, language), cause_words(proposal.explanation, language))
        return Reply(say=" ".join(filter(None, sentences)), kind=turn.kind)
    told = [
        f"{said_day(turn, one.day)}: {speakable(await meal_name(turn, one.meal))}"
        for one in sorted(proposal.meals, key=lambda one: one.day)
    ]
    turn.dialogue.ask(turn.conversation, "accept_plan", {"proposal": proposal.id, "meals": tuple(told)})
    return _proposed(turn, told)


def more_proposed(turn: TurnContext, pending: Pending) -> Reply | None:
    """Read the next meals of the proposed week, on "go on"; the question stays open."""
    meals, said = pending.details.get("meals"), pending.details.get("said", SAID_MEALS)
    if not isinstance(meals, tuple) or not isinstance(said, int) or said >= len(meals):
        return None
    details = {**pending.details, "said": said + SAID_MEALS}
    turn.dialogue.ask(turn.conversation, pending.action, details)
    return _proposed(turn, meals[said:])


def _proposed(turn: TurnContext, told: Sequence[str]) -> Reply:
    """Ask whether to plan these meals: at most `SAID_MEALS` are said, the screen shows all."""
    asked = turn.reply(
        "plan_proposed", meals="; ".join(told[:SAID_MEALS]), show="\n".join(told), expects=CONFIRMING
    )
    return (
        asked if len(told) <= SAID_MEALS else replace(asked, say=f"{asked.say} {turn.words('more_follows')}")
    )


async def accept_plan(turn: TurnContext, details: Mapping[str, object]) -> Reply:
    """Plan the proposed week."""
    planned = await turn.kitchen.suggestions.accept_plan(str(details["proposal"]), actor=turn.actor_name)
    return turn.reply("plan_accepted", count=len(planned))


# Suggestions


async def suggest_meal(turn: TurnContext) -> Reply:
    """Suggest meals for the eaters, with reasons."""
    when, slot = None, meant_slot(turn)
    if (day := turn.text("day")) is not None:
        now = turn.home.local(turn.kitchen.clock.now())
        meant = meant_day(turn, day)
        if turn.text("ask") == "plan" and await turn.kitchen.meal_plan.on_day(meant):
            return await plan_query(turn)  # "what do we eat on Sunday" may ask either
        slot = slot or (coming_slot(now.time()) if meant == now.date() else MealSlot.DINNER)
        when = turn.kitchen.locale.at(meant, MEAL_TIMES[slot])
    quick = QUICK_S if turn.text("quick") else None
    return await suggested(
        turn,
        await turn.kitchen.suggestions.suggest(
            people=await _eaters(turn),
            when=when,
            slot=slot,
            max_time_s=turn.number("duration") or quick,
            use_up=turn.text("use_up") is not None,
            in_season=turn.text("season") is not None,
            limit=SAID_MEALS,
            language=supported(turn.language),
        ),
    )


async def what_can_i_make(turn: TurnContext) -> Reply:
    """Suggest recipes that use the named ingredients, or those of the pantry."""
    said = turn.text("foods") or turn.text("food") or turn.text("query")
    if said is None and turn.text("from") is None:
        return turn.reply("with_what", expects=(Kind.WHAT_CAN_I_MAKE,))
    if said is None and not await turn.kitchen.pantry.items():
        return turn.reply("pantry_empty")
    foods = (
        [] if said is None else [food for food in between_items(supported(turn.language)).split(said) if food]
    )
    found = await turn.kitchen.suggestions.suggest(
        with_foods=foods, limit=SAID_MEALS, language=supported(turn.language)
    )
    if found.answer is Outcome.NOTHING_FITS and foods:
        return turn.reply("can_make_none", foods=turn.listed([speakable(food) for food in foods]))
    if said is None:
        house = [one for one in found.found if any(r.code is ReasonCode.IN_HOUSE for r in one.reasons)]
        if found.answer is Outcome.FOUND and not house:
            return turn.reply("can_make_little")
        found = replace(found, found=tuple(house))
    return await suggested(turn, found)


async def _eaters(turn: TurnContext) -> list[str] | None:
    if isinstance(several := turn.recognition.slots.get("people"), tuple):
        return list(several)
    if (named := turn.text("person_id") or turn.text("person")) is None:
        return None
    people = await turn.kitchen.people.all()
    found = [one.id for one in people if named in {one.id, one.name} or named.lower() == one.name.lower()]
    if not found:
        raise ReplyDirectly(turn.reply("no_such_person", name=speakable(named)))
    return found


async def suggested(turn: TurnContext, told: Suggestions) -> Reply:
    """Say the best suggestion with its reason and the names of the others; the screen shows all with all reasons."""
    language = supported(turn.language)
    if told.answer is not Outcome.FOUND or not told.found:
        sentences = (answer_words(told.answer, language), cause_words(told.explanation, language))
        lines = () if told.explanation is None else told.explanation.lines
        return Reply(say=" ".join(filter(None, sentences)), show="\n".join(lines), kind=turn.kind)
    best, *others = told.found
    turn.conversation.recipe_id = best.recipe_id
    turn.focus.choices = tuple(
        NamedChoice(Kind.FIND_RECIPE, one.recipe_id, one.name, _spoken_reasons(one, language))
        for one in told.found
    )
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
    names = turn.either(speakable(one.name) for one in others)
    reply = turn.reply(
        "suggest_more",
        name=speakable(best.name),
        reason=reasons,
        others=names,
        show=show,
        expects=(Kind.START_RECIPE,),
        ends=True,
    )
    if len(reply.say) <= SUGGESTION_LENGTH:
        return reply
    first, turn.focus.rest = without_last_sentence(reply.say)
    return replace(reply, say=f"{first} {turn.words('more_follows')}")


async def next_suggestion(turn: TurnContext) -> Reply | None:
    """Suggest the next of the meals that were found, with its reason and warnings: "something else".

    `None` if the last request was no suggestion.
    """
    if turn.focus.topic not in SUGGESTING:
        return None
    _, *others = turn.focus.choices or (None,)
    if not others:
        return Reply(say=answer_words(Outcome.NOTHING_FITS, supported(turn.language)), kind=Kind.SUGGEST_MEAL)
    turn.focus.choices, turn.focus.rest = tuple(others), ""
    turn.conversation.recipe_id = others[0].id
    return turn.as_kind(Kind.SUGGEST_MEAL).reply(
        "suggest_one",
        name=speakable(others[0].name),
        reason=others[0].note,
        expects=(Kind.START_RECIPE,),
        ends=True,
    )


async def accept_suggestion(turn: TurnContext, number: int = 1) -> Reply | None:
    """Take the suggested meal of this number: plan it for the day that was asked about, else offer to guide through it.

    `None` if the last request was no suggestion, or named fewer meals.
    """
    focus = turn.focus
    fresh = turn.spoken and turn.dialogue.is_fresh(focus)
    if not fresh or focus.topic not in SUGGESTING or len(focus.choices) < number:
        return None
    taken = focus.choices[number - 1]
    focus.recipe_id = taken.id
    if isinstance(day := focus.slots.get("day"), str):
        slots = {"meal": focus.slots["meal"]} if "meal" in focus.slots else {}
        heard = Recognition(kind=Kind.PLAN_MEAL, confidence=1.0, layer=1, slots=slots)
        asked = replace(turn, recognition=heard)
        return await plan(
            asked, taken.id, taken.name, meant_day(turn, day), meant_slot(asked) or MealSlot.DINNER
        )
    turn.dialogue.ask(turn.conversation, "guide", {"recipe": taken.id})
    return turn.as_kind(Kind.FIND_RECIPE).reply("guide_through", name=taken.name, expects=CONFIRMING)


def _reasons(one: Suggestion, language: str) -> Sequence[str]:
    return [reason_words(reason, language) for reason in one.reasons]


def _spoken_reasons(one: Suggestion, language: str) -> str:
    """Return the main reason up to its first semicolon, and all warnings."""
    warnings = [reason for reason in one.reasons if _is_warning(reason)]
    strongest = next((reason for reason in one.reasons if reason not in warnings), None)
    told = (
        [] if strongest is None else [reason_words(strongest, language).partition(";")[0].rstrip(".") + "."]
    )
    return " ".join([*told, *(reason_words(reason, language) for reason in warnings)])


def _is_warning(reason: SuggestionReason) -> bool:
    """Whether a reason is always said. So are declared figures on which somebody's diet relies."""
    return reason.code in _WARNINGS or (
        reason.code is ReasonCode.DECLARED and bool(reason.data.get("people"))
    )


ANSWERS: IntentHandlers = {
    Kind.PLAN_QUERY: plan_query,
    Kind.SUGGEST_MEAL: suggest_meal,
    Kind.WHAT_CAN_I_MAKE: what_can_i_make,
}
