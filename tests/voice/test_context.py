"""What "what next?" asks for, by what was asked before and said last."""

import json
from pathlib import Path

import pytest

from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step
from custom_components.hearthtech.voice.context import SpokenContext, recognize_in_context
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.recognizer import Recognizer
from tools.cli.talk import opened

DIALOGUES = Path(__file__).resolve().parents[3] / "shared" / "data" / "dialogues-dev.json"
INGREDIENT, STEP = Kind.INGREDIENT_OF_STEP, Kind.NEXT_STEP


@pytest.mark.parametrize(
    ("text", "before", "said", "kind"),
    [
        ("what next?", (INGREDIENT,), "You need 200 grams of flour.", INGREDIENT),
        ("what next?", (INGREDIENT,), "The last ingredient is one egg.", STEP),
        ("what next?", (INGREDIENT,), "Preheat the oven to 180 degrees.", STEP),
        ("what next?", (STEP,), "Stir in two cups of milk.", STEP),
        ("what next?", (), "", STEP),
        ("what is the next step?", (INGREDIENT,), "Two cups of milk.", STEP),
        ("what are the next ingredients?", (STEP,), "Combine five ingredients in a bowl.", STEP),
        ("how do i start?", (INGREDIENT,), "That was everything.", STEP),
        ("start grandma's chicken soup", (INGREDIENT,), "Two cups of milk.", Kind.START_RECIPE),
        ("turn off the stove", (INGREDIENT,), "Two cups of milk.", Kind.ALL_OFF),
        ("what is the weather tomorrow", (STEP,), "Stir in two cups of milk.", Kind.NONE),
    ],
)
def test_next_is_what_the_conversation_is_about(
    recognizer: Recognizer, text: str, before: tuple[Kind, ...], said: str, kind: Kind
) -> None:
    context = SpokenContext(before, said)
    assert recognize_in_context(recognizer, text, context, session=True).kind is kind


@pytest.mark.parametrize("language", ["de", "fr", "es", "it"])
def test_other_languages_are_recognized_without_it(recognizer: Recognizer, language: str) -> None:
    context = SpokenContext((INGREDIENT,), "200 g")
    found = recognize_in_context(recognizer, "stop", context, language=language)
    assert found.kind is recognizer.recognize("stop", language=language).kind


def test_dialogues_of_others(recognizer: Recognizer) -> None:
    if not DIALOGUES.is_file():
        pytest.skip(f"{DIALOGUES} is not there")
    turns = json.loads(DIALOGUES.read_text(encoding="utf-8"))
    kinds = {kind.value for kind in Kind}
    alike = {Kind.IS_FINISHED.value: STEP.value}
    right = wrong = 0
    for turn in turns:
        before = tuple(Kind(kind) for kind in turn["before"] if kind in kinds)
        context = SpokenContext(before, turn["said"])
        heard = recognize_in_context(recognizer, turn["text"], context, session=True).kind.value
        same = alike.get(heard, heard) == alike.get(turn["kind"], turn["kind"])
        right += same
        wrong += not same and heard != "none"
    assert right / len(turns) >= 0.93
    assert wrong / len(turns) <= 0.052


async def test_the_dialogue_uses_what_was_said_before_but_makes_no_question_an_order() -> None:
    async with opened("en", (), None) as (talk, _):
        steps = tuple(Step(text=text) for text in ("Mix it.", "Stir well.", "Bake it.", "Serve."))
        lines = (Ingredient(text="2 cups flour"), Ingredient(text="1 egg"))
        recipe = await talk.kitchen.recipes.add(
            Recipe(id="", name="Pancakes", language="en", ingredients=lines, steps=steps)
        )
        await talk.prepare()

        async def said(text: str) -> dict[str, object]:
            return (await talk.line(text))[-1]

        assert (await said("how do i start"))["kind"] != STEP.value, "nothing is being cooked"
        session = await talk.kitchen.cooking.start(recipe.id, None)
        assert "Stir well" in str((await said("next step"))["answer"])
        assert (await said("what are the ingredients"))["kind"] == Kind.LIST_INGREDIENTS.value
        assert (await said("what is the weather tomorrow"))["answer"] == ""
        assert session.view().dish.step == 1
        assert "Bake it" in str((await said("how do i start"))["answer"])
        assert session.view().dish.step == 2
