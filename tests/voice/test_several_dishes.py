"""Requests about one of several dishes being cooked, in five languages; heat rises only after a question and a yes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from hypothesis import given, settings, strategies as st
import pytest
import yaml

from custom_components.hearthtech.kitchen.recipes.model import Heat, HelpLevel, Recipe, Step
from custom_components.hearthtech.kitchen.sessions.service import DishOrder
from custom_components.hearthtech.voice.data_files import LANGUAGES
from custom_components.hearthtech.voice.dish_mentions import named_dishes, of_dish
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.recognizer import Recognition, Recognizer
from tools.cli.talk import Talk, opened

DATA = yaml.safe_load(Path(__file__).with_name("several_dishes.yaml").read_text(encoding="utf-8"))
STEPS = (
    Step(text="Cut everything.", heat=Heat(power=0.0)),
    Step(text="Boil it hard.", heat=Heat(power=0.9)),
    Step(text="Serve.", heat=Heat(power=0.0)),
)


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    made = Recognizer()
    names = [name for one in DATA.values() for name in one["dishes"]]
    made.update("recipe", [Named(str(number), name) for number, name in enumerate(names)])
    return made


def heard(recognizer: Recognizer, text: str, language: str, dishes: list[str]) -> Recognition:
    found = recognizer.recognize(text, language=language, session=True, dishes=dishes)
    return of_dish(recognizer, text, found, dishes, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_requests_name_their_dish(recognizer: Recognizer, language: str) -> None:
    dishes = DATA[language]["dishes"]
    for text, kind, dish in DATA[language]["requests"]:
        found = heard(recognizer, text, language, dishes)
        assert (found.kind.value, found.slots.get("dish")) == (kind, dish), text


@pytest.mark.parametrize(
    ("text", "dishes", "kind"),
    [
        ("turn off the burner under the soup", ["Onion Soup"], Kind.HEAT_OFF),
        ("next step", ["Two Step Cake"], Kind.NEXT_STEP),
        ("skip the step", ["Two Step Cake"], Kind.SKIP_STEP),
        ("set a timer for the soup for ten minutes", ["Onion Soup"], Kind.TIMER),
        ("how hot should the pan be", ["Hot Dogs"], Kind.ASK_TEMPERATURE),
        ("put onions on the list", ["Onion Soup"], Kind.SHOPPING_ADD),
        ("how many calories does the onion soup have", ["Onion Soup"], Kind.NUTRITION),
    ],
)
def test_other_requests_stay_as_they_are(
    recognizer: Recognizer, text: str, dishes: list[str], kind: Kind
) -> None:
    found = heard(recognizer, text, "en", dishes)
    assert found.kind is kind
    assert found == recognizer.recognize(text, language="en", session=True, dishes=dishes)


def test_words_that_fit_two_dishes_are_asked_about() -> None:
    assert named_dishes("the soup", ["Onion Soup", "Pea Soup"]) == ("Onion Soup", "Pea Soup")
    assert named_dishes("the pea soup", ["Onion Soup", "Pea Soup"]) == ("Pea Soup",)
    assert named_dishes("die Suppe", ["Gemüsesuppe", "Grießbrei"], "de") == ("Gemüsesuppe",)
    assert named_dishes("it", ["Onion Soup"]) == ()


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60), dishes=st.lists(st.text(max_size=20), max_size=3))
def test_any_words_and_names(recognizer: Recognizer, text: str, dishes: list[str]) -> None:
    found = heard(recognizer, text, "en", dishes)
    assert found.slots.get("dish") in {None, *dishes}


@asynccontextmanager
async def cooking(language: str) -> AsyncIterator[Talk]:
    """Two dishes on two burners, both before a step that heats."""
    async with opened(language, (), None) as (talk, problems):
        assert not problems
        for name in (*DATA[language]["dishes"], DATA[language]["words"]["other"]):
            await talk.kitchen.recipes.add(Recipe(id="", name=name, language=language, steps=STEPS))
        await talk.prepare()
        for line in ("!arm", "!pan 1", "!pan 2"):
            await talk.line(line)
        ids = {name: recipe_id for recipe_id, name in (await talk.kitchen.recipes.names()).items()}
        for number, name in enumerate(DATA[language]["dishes"], start=1):
            burner = talk.stove.burners[number].id
            order = DishOrder(recipe_id=ids[name], burner_id=burner, level=HelpLevel.ASSIST)
            permit = talk.home.permit(await talk.kitchen.cooking.heat_of([order]))
            await talk.kitchen.cooking.start_meal([order], heat=permit)
        await talk.line("!state")
        yield talk


def steps(talk: Talk) -> dict[str, int]:
    return {
        dish.name: dish.step for session in talk.kitchen.sessions.active for dish in session.view().dishes
    }


def heated(result: dict[str, object]) -> set[str]:
    """The numbers of the burners that heat."""
    burners = result["burners"]
    assert isinstance(burners, dict)
    return {name[-1] for name, one in burners.items() if one["power"] > 0}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_step_that_heats_asks_and_moves_only_the_named_dish(language: str) -> None:
    first, second = DATA[language]["dishes"]
    words = DATA[language]["words"]
    async with cooking(language) as talk:
        for number, name in ((1, first), (2, second)):
            said = words["next"][number - 1]
            asked = (await talk.line(said))[-1]
            assert asked["ends"] is False, asked
            assert "yes" in asked["expects"], asked  # type: ignore[operator]
            assert str(number) not in heated(asked), asked
            assert steps(talk)[name] == 0
            done = (await talk.line(words["no"]))[-1]
            assert str(number) not in heated(done), done
            assert steps(talk)[name] == 0
            await talk.line(said)
            done = (await talk.line(words["yes"]))[-1]
            assert heated(done) == {str(one) for one in range(1, number + 1)}, done
            assert steps(talk)[name] == 1
        unknown = (await talk.line(words["unknown"]))[-1]
        assert first in str(unknown["answer"]), unknown
        assert second in str(unknown["answer"]), unknown
        assert steps(talk) == {first: 1, second: 1}
        told = [str((await talk.line(said))[-1]["answer"]) for said in words["left"]]
        assert told[0].startswith(first), told
        assert told[1].startswith(second), told
        assert steps(talk) == {first: 1, second: 1}


async def test_a_dish_in_focus_stays_until_another_is_named() -> None:
    async with cooking("en") as talk:
        first, second = DATA["en"]["dishes"]
        told = (await talk.line("where are we with the soup"))[-1]
        assert str(told["answer"]).startswith(first)
        asked = (await talk.line("next"))[-1]
        assert "yes" in asked["expects"]  # type: ignore[operator]
        await talk.line("yes")
        assert steps(talk) == {first: 1, second: 0}
        for said in ("how long for the soup", "where are we with the soup"):
            told = (await talk.line(said))[-1]
            assert str(told["answer"]).startswith(first), told
            told = (await talk.line("and the pudding?"))[-1]
            assert str(told["answer"]).startswith(second), told
        assert steps(talk) == {first: 1, second: 0}, told


async def test_a_name_of_two_dishes_is_asked_about() -> None:
    async with opened("en", (), None) as (talk, _):
        for name in ("Onion Soup", "Pea Soup"):
            recipe = await talk.kitchen.recipes.add(Recipe(id="", name=name, language="en", steps=STEPS))
            await talk.kitchen.cooking.start(recipe.id, None)
        await talk.prepare()
        told = (await talk.line("next step for the soup"))[-1]
        assert "Onion Soup or Pea Soup" in str(told["answer"])
        assert steps(talk) == {"Onion Soup": 0, "Pea Soup": 0}
        await talk.line("next step for the pea soup")
        assert steps(talk) == {"Onion Soup": 0, "Pea Soup": 1}
