"""Answers about whether a person can eat something.

Restrictions come from the profiles of people, never from the sentence; a dish that was not checked is never called
safe.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
import re

from ...kitchen.people.avoided_food_resolver import meaning
from ...kitchen.people.check import CheckResult, DietaryNeed, NeedVerdict, Standing, check
from ...kitchen.people.model import Allergen, Diet, Person, Severity
from ...language.fold import fold
from ...voice.automaton import Slots
from ...voice.data_files import LANGUAGES, small_words
from ...voice.intents import Kind
from ...voice.reply import Reply, speakable
from ..turn import IntentHandlers, TurnContext
from .allergen_words import allergen_name, allergen_word, diet_word, listed
from .food_log import meant_person
from .nutrition import meant_recipe, recipe_called
from .who_eats import Eaters, eaters, named_allergen

_ANYBODY = "anybody"
_NO_MILK = re.compile(rf"\b(?:{'|'.join(small_words(code)['no_milk'] for code in LANGUAGES)})")
_WORST = (Standing.CONTAINS, Standing.MAY_CONTAIN, Standing.NOT_CHECKED)


async def fits_person(turn: TurnContext) -> Reply:
    """Answer whether a dish or food is suitable for a person, meets a diet, or contains an allergen."""
    if turn.text("diet") == Diet.LOW_LACTOSE and _NO_MILK.search(fold(turn.said)):
        # Lactose-free food may contain milk; a question about dairy is a question about milk.
        return await holds(turn, "milk")
    if (diet := turn.text("diet")) in set(Diet):
        return await keeps_diet(turn, Diet(str(diet)))
    said = turn.text("allergen")
    if said is not None and (other := await _other_dish(turn, said)) is not None:
        turn = other
    elif said is not None:
        return await holds(turn, said)
    people = await turn.kitchen.people.all()
    dish = await _dish(turn)
    who = eaters(
        turn.said, turn.language, people, (dish.name, turn.text("recipe") or turn.text("food") or "")
    )
    named = turn.text("person_id") or turn.text("person")
    if named is not None:
        _add_named(who, named, people)
    if who.nobody and (food := named_allergen(turn.said, (dish.name,))) is not None:
        return await holds(turn, food)
    if who.diets and dish.recipe_id is not None and not (who.names or who.known or who.everybody):
        return await keeps_diet(turn, min(who.diets))
    if who.everybody or (who.nobody and not turn.said):
        reply = await for_everybody(turn, dish.name, await dish.verdicts())
        return _joined(reply, [_facts(turn, who, await dish.allergens())]) if who.unknown else reply
    if who.speaker:
        who.known.append(await meant_person(turn))
    return await for_these(turn, dish, who)


async def _other_dish(turn: TurnContext, said: str) -> TurnContext | None:
    """Return the question for another dish, if what was read as an allergen is one, and who eats was said before."""
    if meaning(said).known or not turn.focus.person:
        return None
    recipe_id = recipe_called(turn, said, await turn.kitchen.recipes.names())
    if recipe_id is None:
        return None
    slots: Slots = {"recipe": said, "recipe_id": recipe_id}
    heard = replace(turn.recognition, slots=slots)
    return replace(turn, recognition=heard, said=turn.focus.person)


def _add_named(who: Eaters, named: str, people: Sequence[Person]) -> None:
    """Add the person of a slot, who may be unknown to the household."""
    found = [one for one in people if named in {one.id, one.name} or named.lower() == one.name.lower()]
    if found:
        who.known += [one for one in found if one not in who.known]
    elif not who.strangers and fold(named) not in {fold(name) for name in who.names}:
        who.names.append(named)


async def for_these(turn: TurnContext, dish: _Dish, who: Eaters) -> Reply:
    """Answer for several persons. If one of them is unknown, only state what the dish contains; never call it safe."""
    verdicts = await dish.verdicts()
    answers = [
        (person, for_one(turn, dish.name, person, [one for one in verdicts if one.person_id == person.id]))
        for person in {one.id: one for one in who.known}.values()
    ]
    if not who.unknown and not who.nobody:
        return _joined(answers[0][1], [reply.say for _, reply in answers[1:]])
    warned = [
        reply.say
        for person, reply in answers
        if any(one.person_id == person.id and one.standing is not Standing.FREE_OF for one in verdicts)
    ]
    facts = _facts(turn, who, await dish.allergens())
    if not warned:
        return turn.reply("fits_facts", facts=facts)
    return _joined(turn.reply("fits_facts", facts=warned[0]), [*warned[1:], facts])


def _joined(reply: Reply, more: Iterable[str]) -> Reply:
    return replace(reply, say=" ".join([reply.say, *more]))


def _facts(turn: TurnContext, who: Eaters, found: Mapping[Allergen, NeedVerdict]) -> str:
    """State who is unknown, and which main allergens the dish contains; for a known allergy only that allergen."""
    asked = who.allergens or set(found)
    sure = [one for one in found.values() if one.need in asked and one.standing is Standing.CONTAINS]
    may = [one for one in found.values() if one.need in asked and one.standing is Standing.MAY_CONTAIN]
    unsure = any(one.need in asked and one.standing is Standing.NOT_CHECKED for one in found.values())
    sentences = []
    if who.names:
        sentences.append(
            turn.words("fits_unknown", people=listed([speakable(name) for name in who.names], turn.language))
        )
    elif who.strangers and not who.allergens:
        sentences.append(turn.words("fits_strangers"))
    if sure:
        what = listed([allergen_word(one, turn.language) for one in sure], turn.language)
        sentences.append(turn.words("facts_contains", what=what))
    if may:
        what = listed([allergen_word(one, turn.language) for one in may], turn.language)
        sentences.append(turn.words("facts_may_contain", what=what))
    if unsure:
        sentences.append(turn.words("facts_not_checked"))
    elif not sure and not may:
        words = [allergen_name(one, turn.language) for one in sorted(who.allergens)]
        none = (
            turn.words("facts_none_of", what=listed(words, turn.language))
            if words
            else turn.words("facts_none")
        )
        sentences.append(none)
    return " ".join(sentences)


@dataclass(slots=True, kw_only=True)
class _Dish:
    """The subject of the question: a recipe of the book, or a food in words."""

    turn: TurnContext
    name: str
    recipe_id: str | None = None

    async def verdicts(self) -> Sequence[CheckResult]:
        """Return the verdicts for the restrictions of all persons."""
        if self.recipe_id is None:
            return await self.turn.kitchen.people.check_lines([self.name], language=self.turn.language)
        return await self.turn.kitchen.people.check_recipe(self.recipe_id)

    async def allergens(self) -> Mapping[Allergen, NeedVerdict]:
        """Return the verdict for each of the fourteen allergens."""
        lines = [self.name] if self.recipe_id is None else []
        return await self.turn.kitchen.people.allergens_in(
            self.recipe_id, lines=lines, language=self.turn.language
        )


async def _dish(turn: TurnContext) -> _Dish:
    food = turn.text("food")
    if turn.text("recipe_id") is None and food is not None:
        meant = await meant_recipe(turn, food)
        if meant is None and not meaning(food).known:
            meant = recipe_called(turn, food, await turn.kitchen.recipes.names())
        if meant is None:
            return _Dish(turn=turn, name=speakable(food))
        turn.conversation.recipe_id = meant
        return _Dish(turn=turn, name=(await turn.kitchen.recipes.get(meant)).name, recipe_id=meant)
    recipe = await turn.recipe()
    return _Dish(turn=turn, name=recipe.name, recipe_id=recipe.id)


def for_one(turn: TurnContext, name: str, person: Person, verdicts: Sequence[CheckResult]) -> Reply:
    """Return the most serious verdict for one person in one sentence."""
    who = speakable(person.name)
    harmful = [verdict for verdict in verdicts if verdict.harms]
    told = next(_worst(harmful), None)
    if told is not None:
        key = "fits_no" if told.standing is Standing.CONTAINS else "fits_unsure"
        return turn.reply(key, recipe=name, person=who, what=_what(turn, told))
    told = next(_worst(one for one in verdicts if one.need is not DietaryNeed.DISLIKE), None)
    if told is not None:
        key = (
            "fits_diet"
            if told.need is DietaryNeed.DIET and told.standing is Standing.CONTAINS
            else "fits_unsure"
        )
        return turn.reply(key, recipe=name, person=who, what=_what(turn, told))
    disliked = next((one for one in verdicts if one.standing is Standing.CONTAINS), None)
    if disliked is not None:
        return turn.reply("fits_disliked", recipe=name, person=who, what=speakable(disliked.code))
    return turn.reply("fits_yes" if verdicts else "fits_no_needs", recipe=name, person=who)


async def for_everybody(turn: TurnContext, name: str, verdicts: Sequence[CheckResult]) -> Reply:
    """Answer for which persons the dish is not suitable."""
    people = await turn.kitchen.people.all()
    if not people:
        return turn.reply("nobody_known")
    harmed = {verdict.person_id for verdict in verdicts if verdict.harms}
    names = [speakable(person.name) for person in people if person.id in harmed]
    if names:
        return turn.reply("fits_not_all", recipe=name, people=turn.listed(names))
    return turn.reply("fits_all", recipe=name)


async def keeps_diet(turn: TurnContext, diet: Diet) -> Reply:
    """Answer whether a recipe meets a diet."""
    recipe = await turn.recipe()
    anybody = Person(id=_ANYBODY, name="", diets=frozenset({diet}))
    [verdict] = check(await turn.kitchen.profiles.get(recipe.id), [anybody])
    said = diet_word(diet, turn.language)
    match verdict.standing:
        case Standing.CONTAINS:
            return turn.reply("diet_no", recipe=recipe.name, diet=said, what=_what(turn, verdict))
        case Standing.FREE_OF:
            return turn.reply("diet_yes", recipe=recipe.name, diet=said)
        case _:
            return turn.reply("diet_unsure", recipe=recipe.name, diet=said, what=_what(turn, verdict))


async def holds(turn: TurnContext, said: str) -> Reply:
    """Answer whether a recipe contains something. This is a fact about the recipe, not advice about who may eat it."""
    recipe = await turn.recipe()
    meant = meaning(said)
    if not meant.known:
        return turn.reply("holds_unknown", food=speakable(turn.as_said(said)))
    allergens = dict.fromkeys(meant.allergens, Severity.MILD)
    anybody = Person(id=_ANYBODY, name="", allergens=allergens, avoids=() if allergens else (said,))
    verdicts = check(await turn.kitchen.profiles.get(recipe.id), [anybody])
    verdict = next(_worst(verdicts), verdicts[0])
    key = {
        Standing.CONTAINS: "holds",
        Standing.MAY_CONTAIN: "holds_perhaps",
        Standing.NOT_CHECKED: "holds_unsure",
        Standing.FREE_OF: "holds_none",
    }[verdict.standing]
    if key == "holds_none" and _several(said):
        key = "holds_none_several"
    return turn.reply(key, recipe=recipe.name, food=speakable(turn.as_said(said)), what=_what(turn, verdict))


def _worst(verdicts: Iterable[CheckResult]) -> Iterator[CheckResult]:
    found = [one for one in verdicts if one.standing in _WORST]
    return iter(sorted(found, key=lambda one: _WORST.index(one.standing)))


def _what(turn: TurnContext, verdict: CheckResult) -> str:
    """Return the ingredient line of a verdict, as written in the recipe."""
    reason = next((one for one in verdict.reasons if one.line or one.what), None)
    if reason is None:
        return turn.phrase("fits_not_checked")
    return speakable(reason.line or reason.what)


ANSWERS: IntentHandlers = {Kind.FITS_PERSON: fits_person}


def _several(food: str) -> bool:
    """Whether a food is named in the English plural: "nuts", but not "asparagus"."""
    return food.endswith("s") and not food.endswith(("ss", "us", "is"))
