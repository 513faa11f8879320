"""What the prose of a step tells: times, temperatures, heat, ingredients, when it is done, whether it needs hands.

Each is a guess, says how sure it is, and points at its words; the cook corrects it. What a recipe states by itself (a
Cooklang timer, a goal set by hand) is never touched.
"""

from dataclasses import replace
import re
from typing import Any

from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Goal,
    Guess,
    Heat,
    HumanGate,
    PhenomenonGoal,
    Recipe,
    Step,
)

from .found import Found
from .goals import goals_in
from .heats import heats_in
from .mentions import Mentions
from .temperatures import temperatures_in
from .times import times_in

_LONGEST_STEP = 20_000
"""Characters; a longer text is no step and is left alone."""
_WAITING = re.compile(
    r"\b(?:bak(?:e|es|ing)|roast|simmer|boil|cook|chill|refrigerate|freeze|rest|leave|let|stand|marinate|prove|proof|rise|cool|steep|soak|infuse|steam|braise|stew|set aside|backen|köcheln|ruhen|ziehen|kühlen|gehen lassen)\b",
    re.IGNORECASE,
)
_WORKING = re.compile(
    r"\b(?:add|stir|whisk|turn|flip|bast(?:e|ing)|toss|chop|slice|mix|combine|pour|fold|knead|drain|mash|blend|beat|spread|roll|cut|shape|serve|season|sprinkle|transfer|place|put|remove|melt|heat|bring|fry|sauté|saute|brown|sear|toast|shak(?:e|ing)|press|squeeze|rub|brush|whip|stirring|turning|skim|taste|(?:per|each|other) side|rühren|geben|mischen|wenden|schneiden|servieren)\w*\b",
    re.IGNORECASE,
)


def with_guesses(recipe: Recipe) -> Recipe:
    """The recipe with what its steps tell. Steps that have been guessed before stay as they are."""
    mentions = Mentions(recipe.ingredients)
    return replace(recipe, steps=tuple(guessed(step, mentions) for step in recipe.steps))


def guessed(step: Step, mentions: Mentions | None = None) -> Step:
    """The step with what its words tell."""
    text = step.text
    if step.guesses or len(text) > _LONGEST_STEP:
        return step
    changes: dict[str, Any] = {}
    guesses: list[Guess] = []

    def take(field: str, value: object, *found: Found[Any]) -> None:
        changes[field] = value
        guesses.extend(
            Guess(field=field, confidence=round(item.confidence, 2), start=item.start, end=item.end)
            for item in found
        )

    times = times_in(text)
    temperatures = temperatures_in(text)
    if step.timer_s is None and times and (timer := _timer(times)) is not None:
        take("timer_s", timer.value.seconds, timer)
    if (
        step.goal is None
        and (goal := _goal(text, times, list(temperatures.goals), held=bool(temperatures.holds))) is not None
    ):
        take("goal", goal.value, goal)
    if temperatures.ovens and step.oven_c is None:
        take("oven_c", temperatures.ovens[0].value, *temperatures.ovens)
    if step.heat is None:
        heats: list[Found[Heat]] = [
            Found(
                value=Heat(temperature_c=hold.value),
                confidence=hold.confidence,
                start=hold.start,
                end=hold.end,
            )
            for hold in temperatures.holds
        ] or heats_in(text)
        if heats:
            # The first is what the cook sets first; with more to come it is less sure to hold for the step.
            sure = [
                replace(item, confidence=item.confidence * (0.6 if len(heats) > 1 else 1.0)) for item in heats
            ]
            take("heat", heats[0].value, *sure)
    if not step.ingredients and mentions is not None and (used := mentions.in_step(text, step.section)):
        take("ingredients", tuple(sorted({item.value for item in used})), *used)
    if step.needs_hands and (waiting := _waiting(text, times)) is not None:
        take("needs_hands", False, waiting)
    return replace(step, **changes, guesses=tuple(guesses)) if guesses else step


def _timer(times: list[Found[DurationGoal]]) -> Found[DurationGoal] | None:
    """The time to set a timer to: the surest, the later of equals, for a step ends with what it says last."""
    return max(times, key=lambda item: (item.confidence, item.start))


def _goal(
    text: str, times: list[Found[DurationGoal]], temperatures: list[Found[Any]], *, held: bool
) -> Found[Goal] | None:
    """When the step is done. What must be tasted or smelled comes before all a machine can tell."""
    told = goals_in(text)
    gates = [item for item in told if isinstance(item.value, HumanGate)]
    sure_gates = [item for item in gates if item.confidence >= 0.8]
    if sure_gates:
        return sure_gates[-1]
    if temperatures and not (held and times):
        return max(temperatures, key=lambda item: item.confidence)
    seen = [item for item in told if isinstance(item.value, PhenomenonGoal)]
    until = [
        item
        for item in (*seen, *gates)
        if not text[item.start : item.end].lower().startswith(("bring", "come"))
    ]
    if until:
        return max(until, key=lambda item: item.start)
    timer = _timer(times) if times else None
    brought = seen[-1] if seen else None
    if timer is None:
        return brought
    if brought is not None and brought.start > timer.end:
        return brought
    return Found(value=timer.value, confidence=timer.confidence, start=timer.start, end=timer.end)


def _waiting(text: str, times: list[Found[DurationGoal]]) -> Found[bool] | None:
    """Whether there is only waiting to do."""
    match = _WAITING.search(text)
    if match is None or not times or _WORKING.search(text):
        return None
    return Found(value=False, confidence=0.7, start=match.start(), end=match.end())
