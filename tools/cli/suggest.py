"""`script/hearth suggest` and `week`: suggestions and a proposed week for a household of files, as JSON lines."""

import argparse
import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
import json
from pathlib import Path
import sys
from typing import Any

from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import MealSlot, coming_slot
from custom_components.hearthtech.kitchen.people.check import DietaryNeed, check
from custom_components.hearthtech.kitchen.people.model import Person
from custom_components.hearthtech.kitchen.people.profile import RecipeProfile
from custom_components.hearthtech.kitchen.suggestions.messages import reason_words
from custom_components.hearthtech.kitchen.suggestions.model import Suggestion

from .household_files import household_of

SUGGESTED = 5


def main(words: Sequence[str]) -> int:
    """Run `suggest` or `week`. Returns 0, 1 if nothing could be read."""
    options = _parser(words[0]).parse_args(list(words[1:]))
    now = datetime.now(UTC) if options.now is None else datetime.fromisoformat(options.now)
    if now.tzinfo is None:
        now = now.replace(tzinfo=UTC)
    try:
        return asyncio.run(_run(words[0], options, now))
    except KitchenError as error:
        print(f"{words[0]}: {error.data.get('reason', error)}", file=sys.stderr)
        return 1


async def _run(command: str, options: argparse.Namespace, now: datetime) -> int:
    async with household_of(options.imports, options.people, options.pantry, now) as (kitchen, problems):
        for problem in problems:
            print(f"{command}: {problem}", file=sys.stderr)
        if not await kitchen.recipes.names():
            print(f"{command}: no recipe could be read", file=sys.stderr)
            return 1
        write = _suggest if command == "suggest" else _week
        for line in await write(kitchen, options, now):
            print(json.dumps(line, ensure_ascii=False))
    return 0


async def _suggest(kitchen: Kitchen, options: argparse.Namespace, now: datetime) -> list[dict[str, Any]]:
    slot = MealSlot(options.slot) if options.slot else coming_slot(now.timetz())
    names = await kitchen.recipes.names()
    people = await kitchen.people.all()
    profiles = {profile.recipe_id: profile async for profile in kitchen.profiles.all()}
    request = await kitchen.suggestions.request(slot=slot, limit=len(names))
    found = (await kitchen.suggestions.answer(request)).found
    limit = options.limit or (len(names) if options.all else SUGGESTED)
    lines = [
        _line(one, profiles.get(one.recipe_id), people, options.language, why_not=None)
        for one in found[:limit]
    ]
    if options.all:
        admitted = {one.recipe_id for one in found}
        # The same ranking without the people and the meal gives the figures of the other recipes.
        others = (await kitchen.suggestions.answer(replace(request, slot=None, people=()))).found
        lines += [
            _line(
                one,
                profiles.get(one.recipe_id),
                people,
                options.language,
                why_not=_why_not(one, profiles.get(one.recipe_id), people, slot),
            )
            for one in others
            if one.recipe_id not in admitted
        ]
    return lines


def _line(
    one: Suggestion,
    profile: RecipeProfile | None,
    people: Sequence[Person],
    language: str,
    *,
    why_not: str | None,
) -> dict[str, Any]:
    return {
        "recipe": one.name,
        "kind": one.kind.name.lower(),
        "confidence": one.confidence,
        "admitted": why_not is None,
        "why_not": why_not,
        "reasons": [reason_words(reason, language) for reason in one.reasons],
        "verdicts": _verdicts(profile, people),
        "per_serving": dict(one.per_serving),
        "declared": one.declared,
        "servings": one.servings,
        "servings_estimated": one.servings_estimated,
    }


def _verdicts(profile: RecipeProfile | None, people: Sequence[Person]) -> Mapping[str, Mapping[str, str]]:
    return {
        person.name: {
            result.code: result.standing.value
            for result in check(profile, [person])
            if result.need is not DietaryNeed.DISLIKE
        }
        for person in people
    }


def _why_not(one: Suggestion, profile: RecipeProfile | None, people: Sequence[Person], slot: MealSlot) -> str:
    """The strongest cause: an allergen, a diet, else the kind of dish."""
    return next(_causes(profile, people), f"kind: {one.kind.name.lower()} is not for {slot.value}")


def _causes(profile: RecipeProfile | None, people: Sequence[Person]) -> Iterator[str]:
    results = [(person, result) for person in people for result in check(profile, [person])]
    for person, result in results:
        if result.harms:
            yield f"{result.code}: {result.standing.value} ({person.name})"
    for person, result in results:
        if result.need is DietaryNeed.DIET and result.standing.value == "contains":
            yield f"{result.code}: {result.standing.value} ({person.name})"
    for person, result in results:
        if result.need is DietaryNeed.DIET and any(
            reason.why.value == "not_known" for reason in result.reasons
        ):
            yield f"{result.code}: figures are unknown ({person.name})"


async def _week(kitchen: Kitchen, options: argparse.Namespace, now: datetime) -> list[dict[str, Any]]:
    slots = [MealSlot(slot) for slot in options.slots.split(",")]
    proposal = await kitchen.suggestions.propose_week(days=options.days, slots=slots)
    meals = [
        (one.day, one.meal.slot, one.meal.words, [reason_words(why, options.language) for why in one.reasons])
        for one in proposal.meals
    ]
    meals += [(wish.day, wish.slot, "", []) for wish in proposal.open]
    order = list(MealSlot)
    lines: list[dict[str, Any]] = [
        {"date": day.isoformat(), "slot": slot.value, "recipe": recipe or None, "reasons": reasons}
        for day, slot, recipe, reasons in sorted(meals, key=lambda one: (one[0], order.index(one[1])))
    ]
    not_counted = set(proposal.not_counted)
    lines.append(
        {
            "targets_missed": dict(proposal.missed),
            "targets_unknown": list(proposal.unknown_targets),
            "not_counted": len(not_counted),
            "not_counted_meals": [
                {"date": one.day.isoformat(), "slot": one.meal.slot.value, "recipe": one.meal.words}
                for one in proposal.meals
                if one.meal.id in not_counted
            ],
        }
    )
    return lines


def _parser(command: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"script/hearth {command}")
    parser.add_argument("--json", action="store_true", help="print JSON, the only form")
    parser.add_argument("--import", dest="imports", type=Path, action="append", default=[], help="recipes")
    parser.add_argument("--people", type=Path, help="a JSON list of people, see docs/people.md")
    parser.add_argument("--pantry", type=Path, help="a JSON list of pantry items, see docs/plans.md")
    parser.add_argument("--now", help="the time, ISO 8601")
    parser.add_argument("--language", default="en", help="of reasons")
    if command == "suggest":
        parser.add_argument("--slot", choices=[slot.value for slot in MealSlot])
        parser.add_argument("--limit", type=int)
        parser.add_argument("--all", action="store_true", help="also the recipes that are not admitted")
    else:
        parser.add_argument("--days", type=int, default=7)
        parser.add_argument("--slots", default=MealSlot.DINNER.value, help="separated by commas")
    return parser
