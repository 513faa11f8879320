"""Answers that need no Home Assistant: the dialogue in the terminal, and units."""

from pathlib import Path
import subprocess
import sys

import pytest

from custom_components.hearthtech.assist.handlers.food import matching, short_name
from custom_components.hearthtech.assist.handlers.unit_conversion import convert, said

ROOT = Path(__file__).resolve().parents[2]


def test_a_dialogue_in_the_terminal_heats_a_virtual_stove_only_after_arm_and_yes() -> None:
    lines = (
        "start grandma's chicken soup on the front left burner", "!pan 1", "!arm", "start grandma's chicken soup on the front left burner",
        "yes", "is anything on", "!knob 99 1", "what's the weather", "stop", "is anything on", "!quit",
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, ROOT / "script" / "_hearth.py", "voice", "talk"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told = [line.strip() for line in done.stdout.splitlines()]
    answers = iter(told)
    for wanted in (
        "not armed",
        "[armed]",
        "Shall I?",
        "Started. Step 1",
        "is on at 100 percent",
        "can't be done",
        "silence",
        "Stopped.",
        "No burner is on.",
    ):
        assert any(wanted in line for line in answers), (wanted, told)


@pytest.mark.parametrize(
    ("amount", "one", "two", "result"),
    [
        (212, "F", "C", 100), (100, "C", "F", 212), (0, "C", "K", 273.15), (1, "lb", "g", 453.59237), (3, "tsp", "tbsp", 1), (4, "cup", "quart", 1),
        (8, "oz", "cup", 1), (16, "oz", "lb", 1), (12, "in", "ft", 1), (1, "kcal", "kJ", 4.184), (1, "kg", "cup", None), (1, "m", "kg", None), (1, "stick", "g", None),
    ],
)  # fmt: skip
def test_units(amount: float, one: str, two: str, result: float | None) -> None:
    found = convert(amount, one, two)
    assert found == (None if result is None else pytest.approx(result, rel=1e-6))


def test_amounts_are_said_as_people_say_them() -> None:
    assert said(1, "lb") == "one pound"
    assert said(2.5, "cup") == "two and a half cups"
    assert said(1, "F") == "one degree Fahrenheit"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("2½ cups (300g) plain flour, sifted", "plain flour"),
        ("a handful of fresh dill, chopped", "fresh dill"),
        ("3 carrots", "carrots"),
        ("salt", "salt"),
        ("1 (14 oz) can of tomatoes", "tomatoes"),
    ],
)
def test_ingredients_for_the_ear(line: str, name: str) -> None:
    assert short_name(line) == name


def test_lines_that_speak_of_a_food() -> None:
    lines = ["2 large tomatoes", "1 tsp salt", "salted butter", "100 g butter"]
    assert matching("tomato", lines) == ["2 large tomatoes"]
    assert matching("salted butter", lines) == ["salted butter"]
    assert matching("pepper", lines) == []
