"""Which ingredients a step uses, and how much of each."""

from hypothesis import given, strategies as st
import pytest

from custom_components.hearthtech.kitchen.recipes.model import Ingredient, Recipe, Step
from custom_components.hearthtech.kitchen.recipes.step_amounts import (
    StepAmount,
    has_own_amounts,
    step_amounts,
    step_times,
)
from custom_components.hearthtech.kitchen.recipes.step_extraction import with_guesses


def amounts_of(
    lines: list[str], texts: list[str], language: str = "en", factor: float = 1.0
) -> list[list[StepAmount]]:
    recipe = with_guesses(
        Recipe(
            id="r",
            name="r",
            language=language,
            ingredients=tuple(Ingredient(text=line) for line in lines),
            steps=tuple(Step(text=text) for text in texts),
        )
    )
    return [list(step) for step in step_amounts(recipe.steps, lines, factor=factor, language=language)]


def told(amounts: list[StepAmount]) -> list[tuple[str, str]]:
    return [(amount.text, amount.words) for amount in amounts]


@pytest.mark.parametrize(
    ("language", "line", "first", "second", "words"),
    [
        pytest.param(
            "en",
            "120 g butter",
            "Melt half of the butter.",
            "Stir in the remaining butter.",
            ("half of the butter", "remaining butter"),
            id="en",
        ),
        pytest.param(
            "de",
            "120 g Butter",
            "Die Hälfte der Butter schmelzen.",
            "Restliche Butter unterrühren.",
            ("Hälfte der Butter", "Restliche Butter"),
            id="de",
        ),
        pytest.param(
            "fr",
            "120 g de beurre",
            "Faites fondre la moitié du beurre.",
            "Ajoutez le beurre restant.",
            ("moitié du beurre", "beurre restant"),
            id="fr",
        ),
        pytest.param(
            "es",
            "120 g de mantequilla",
            "Derrite la mitad de la mantequilla.",
            "Añada el resto de la mantequilla.",
            ("mitad de la mantequilla", "resto de la mantequilla"),
            id="es",
        ),
        pytest.param(
            "it",
            "120 g di burro",
            "Sciogliete metà del burro.",
            "Unite il burro rimanente.",
            ("metà del burro", "burro rimanente"),
            id="it",
        ),
    ],
)
def test_a_split_amount_is_named_in_both_steps(
    language: str, line: str, first: str, second: str, words: tuple[str, str]
) -> None:
    halved = line.replace("120", "60")
    one, other = amounts_of([line], [first, second], language)
    assert told(one) == [(halved, words[0])]
    assert told(other) == [(halved, words[1])]


def test_a_third_leaves_two_thirds() -> None:
    one, other = amounts_of(["300 g sugar"], ["Add a third of the sugar.", "Then the rest of the sugar."])
    assert [one[0].text, other[0].text] == ["100 g sugar", "200 g sugar"]
    assert one[0].share is not None
    assert other[0].share is not None
    assert one[0].share + other[0].share == pytest.approx(1.0)


def test_an_amount_in_the_step_is_scaled_and_leaves_an_unknown_rest() -> None:
    lines = ["240 g butter", "800 g flour"]
    one, other = amounts_of(
        lines, ["Melt 2 tablespoons of the butter.", "Rub the rest of the butter into the flour."], factor=2.0
    )
    assert told(one) == [("4 tablespoons of the butter", "2 tablespoons of the butter")]
    assert told(other) == [("rest of the butter", "rest of the butter"), ("800 g flour", "")]


def test_what_is_in_the_pot_already_is_not_used_again() -> None:
    first, second, third = amounts_of(
        ["1 chicken", "2 onions"],
        ["Brown the chicken.", "Add the onions to the chicken.", "Serve the chicken."],
    )
    assert told(first) == [("1 chicken", "")]
    assert told(second) == [("2 onions", "")]
    assert third == []


def test_a_declared_line_without_its_name_is_shown_whole() -> None:
    steps = (Step(text="Mix everything well.", ingredients=(0, 1)),)
    (found,) = step_amounts(steps, ["200 g flour", "1 egg"])
    assert told(list(found)) == [("200 g flour", ""), ("1 egg", "")]


def test_a_line_that_is_not_there_is_left_out() -> None:
    assert step_amounts((Step(text="Mix.", ingredients=(0, 7, -1)),), ["1 egg"]) == (
        (StepAmount(line=0, text="1 egg", share=1.0),),
    )


def test_times_have_their_words_and_names() -> None:
    step = Step(text="Boil the eggs for 3 minutes, rest for 1 hour 20 minutes.", timer_names=("eggs", ""))
    times = step_times(step)
    assert [(step.text[time.start : time.end], time.seconds, time.name) for time in times] == [
        ("3 minutes", 180.0, "eggs"),
        ("1 hour 20 minutes", 4800.0, ""),
    ]


def test_measured_amounts_in_a_text_are_noticed() -> None:
    assert has_own_amounts(Step(text="Melt 60 g butter."))
    assert not has_own_amounts(Step(text="Simmer for 20 minutes at 180 °C."))


@given(
    st.lists(st.text(max_size=60), max_size=4),
    st.lists(st.text(max_size=120), min_size=1, max_size=4),
    st.sampled_from(["en", "de", "fr", "es", "it", "ja"]),
    st.floats(min_value=0.1, max_value=10),
)
def test_any_text_gives_known_lines_once_and_never_more_than_all(
    lines: list[str], texts: list[str], language: str, factor: float
) -> None:
    steps = tuple(Step(text=text, ingredients=tuple(range(len(lines)))) for text in texts)
    found = step_amounts(steps, lines, factor=factor, language=language)
    assert len(found) == len(steps)
    for step in found:
        numbers = [amount.line for amount in step]
        assert len(set(numbers)) == len(numbers)
        assert all(0 <= number < len(lines) for number in numbers)
        assert all(amount.share is None or 0 <= amount.share <= 1 for amount in step)
