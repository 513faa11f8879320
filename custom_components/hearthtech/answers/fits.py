"""Answers about whether somebody can eat something.

What people can't eat comes from their profiles, never from what was heard; what was not checked is never called safe.
"""

from collections.abc import Iterable, Iterator, Sequence

from custom_components.hearthtech.kitchen.people.check import Need, Standing, Verdict, check
from custom_components.hearthtech.kitchen.people.model import Diet, Person, Severity
from custom_components.hearthtech.kitchen.people.own_words import meaning
from custom_components.hearthtech.voice.kinds import Kind
from custom_components.hearthtech.voice.reply import Reply, speakable

from .eaten import meant_person
from .nutrition import meant_recipe
from .turn import Answers, Turn, say_list

_ANYBODY = "anybody"
_WORST = (Standing.CONTAINS, Standing.MAY_CONTAIN, Standing.NOT_CHECKED)


async def fits_person(turn: Turn) -> Reply:
    """Whether a dish or food is for a person, keeps a diet, or holds an allergen."""
    if (diet := turn.text("diet")) in set(Diet):
        return await keeps_diet(turn, Diet(str(diet)))
    if (said := turn.text("allergen")) is not None:
        return await holds(turn, said)
    name, verdicts = await _checked(turn)
    if turn.text("person") is None and turn.text("person_id") is None:
        return await for_everybody(turn, name, verdicts)
    person = await meant_person(turn)
    return for_one(turn, name, person, [one for one in verdicts if one.person_id == person.id])


async def _checked(turn: Turn) -> tuple[str, Sequence[Verdict]]:
    """The name of what is asked about, and how it stands to everybody's needs."""
    food = turn.text("food")
    if turn.text("recipe_id") is None and food is not None:
        meant = await meant_recipe(turn, food)
        if meant is None:
            return speakable(food), await turn.kitchen.check_lines([food], language=turn.language)
        turn.conversation.recipe_id = meant
        return (await turn.kitchen.recipe(meant)).name, await turn.kitchen.check_recipe(meant)
    recipe = await turn.recipe()
    return recipe.name, await turn.kitchen.check_recipe(recipe.id)


def for_one(turn: Turn, name: str, person: Person, verdicts: Sequence[Verdict]) -> Reply:
    """The worst that is known of it for one person, in one sentence."""
    who = speakable(person.name)
    harmful = [verdict for verdict in verdicts if verdict.harms]
    told = next(_worst(harmful), None)
    if told is not None:
        key = "fits_no" if told.standing is Standing.CONTAINS else "fits_unsure"
        return turn.reply(key, recipe=name, person=who, what=_what(turn, told))
    told = next(_worst(one for one in verdicts if one.need is not Need.DISLIKE), None)
    if told is not None:
        key = "fits_diet" if told.need is Need.DIET and told.standing is Standing.CONTAINS else "fits_unsure"
        return turn.reply(key, recipe=name, person=who, what=_what(turn, told))
    disliked = next((one for one in verdicts if one.standing is Standing.CONTAINS), None)
    if disliked is not None:
        return turn.reply("fits_disliked", recipe=name, person=who, what=speakable(disliked.code))
    return turn.reply("fits_yes" if verdicts else "fits_no_needs", recipe=name, person=who)


async def for_everybody(turn: Turn, name: str, verdicts: Sequence[Verdict]) -> Reply:
    """For whom it may not be."""
    people = await turn.kitchen.people()
    if not people:
        return turn.reply("nobody_known")
    harmed = {verdict.person_id for verdict in verdicts if verdict.harms}
    names = [speakable(person.name) for person in people if person.id in harmed]
    if names:
        return turn.reply("fits_not_all", recipe=name, people=say_list(names))
    return turn.reply("fits_all", recipe=name)


async def keeps_diet(turn: Turn, diet: Diet) -> Reply:
    """Whether a recipe keeps a diet."""
    recipe = await turn.recipe()
    anybody = Person(id=_ANYBODY, name="", diets=frozenset({diet}))
    [verdict] = check(await turn.kitchen.profile(recipe.id), [anybody])
    said = diet.value.replace("_", " ")
    match verdict.standing:
        case Standing.CONTAINS:
            return turn.reply("diet_no", recipe=recipe.name, diet=said, what=_what(turn, verdict))
        case Standing.FREE_OF:
            return turn.reply("diet_yes", recipe=recipe.name, diet=said)
        case _:
            return turn.reply("diet_unsure", recipe=recipe.name, diet=said, what=_what(turn, verdict))


async def holds(turn: Turn, said: str) -> Reply:
    """Whether a recipe holds something: a fact about the recipe, not a word about who may eat it."""
    recipe = await turn.recipe()
    meant = meaning(said)
    if not meant.known:
        return turn.reply("holds_unknown", food=speakable(said))
    allergens = dict.fromkeys(meant.allergens, Severity.MILD)
    anybody = Person(id=_ANYBODY, name="", allergens=allergens, avoids=() if allergens else (said,))
    verdicts = check(await turn.kitchen.profile(recipe.id), [anybody])
    verdict = next(_worst(verdicts), verdicts[0])
    key = {
        Standing.CONTAINS: "holds",
        Standing.MAY_CONTAIN: "holds_perhaps",
        Standing.NOT_CHECKED: "holds_unsure",
        Standing.FREE_OF: "holds_none",
    }[verdict.standing]
    return turn.reply(key, recipe=recipe.name, food=speakable(said), what=_what(turn, verdict))


def _worst(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    found = [one for one in verdicts if one.standing in _WORST]
    return iter(sorted(found, key=lambda one: _WORST.index(one.standing)))


def _what(turn: Turn, verdict: Verdict) -> str:
    """The line it is about, as it stands in the recipe."""
    reason = next((one for one in verdict.reasons if one.line or one.what), None)
    if reason is None:
        return turn.phrase("fits_not_checked")
    return speakable(reason.line or reason.what)


ANSWERS: Answers = {Kind.FITS_PERSON: fits_person}
