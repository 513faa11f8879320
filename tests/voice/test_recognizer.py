"""What is understood, exactly and nearly, and what is left to others."""

import json
from pathlib import Path
import subprocess
import sys

from hypothesis import given, settings, strategies as st
import pytest

from benchmarks.voice_mutations import ExactHeat
from custom_components.hearthtech.voice.asr_export import vocabulary
from custom_components.hearthtech.voice.classifier import load_model
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.recognizer import Recognizer
from tests.voice.conftest import RECIPES
from tools.voice_training.examples import examples, fingerprint

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "kind", "slots"),
    [
        (
            "Start grandma's chicken soup on the front left burner",
            Kind.START_RECIPE,
            {"recipe_id": "r0", "burner_id": "stove/1"},
        ),
        (
            "on the rear left one start the beef stew please",
            Kind.START_RECIPE,
            {"recipe_id": "r1", "burner_id": "stove/3"},
        ),
        ("start grandma chicken soup", Kind.START_RECIPE, {"recipe_id": "r0"}),
        (
            "cook creme brulee on the left front burner",
            Kind.START_RECIPE,
            {"recipe_id": "r2", "burner_id": "stove/1"},
        ),
        ("start a timer for five minutes", Kind.TIMER, {"action": "set", "duration": 300.0}),
        ("set a 10 minute egg timer", Kind.TIMER, {"action": "set", "duration": 600.0, "name": "egg"}),
        ("cancel the egg timer", Kind.TIMER, {"action": "cancel", "name": "egg"}),
        ("turn off the back right burner", Kind.HEAT_OFF, {"burner_id": "stove/4"}),
        ("set the front left burner to 120 degrees", Kind.SET_HEAT, {"temperature": 120.0}),
        ("set front left to 50 percent", Kind.SET_HEAT, {"level": 0.5}),
        ("turn the heat down a bit", Kind.SET_HEAT, {"change": "down"}),
        ("okay, what's next?", Kind.NEXT_STEP, {}),
        ("stop", Kind.STOP, {}),
        ("everything off", Kind.ALL_OFF, {}),
        ("yes please", Kind.YES, {}),
        (
            "how many grams are in 2 cups of flour",
            Kind.CONVERT_UNITS,
            {"from": "cup", "to": "g", "amount": 2.0},
        ),
        ("what does it contain", Kind.LIST_INGREDIENTS, {}),
    ],
)
def test_exact_sentences(recognizer: Recognizer, text: str, kind: Kind, slots: dict[str, object]) -> None:
    found = recognizer.recognize(text)
    assert (found.kind, found.layer) == (kind, 1)
    assert slots.items() <= found.slots.items()


@pytest.mark.parametrize(
    ("text", "session", "kind"),
    [
        ("Ok great. I stirred everything together. What should I do now?", True, Kind.NEXT_STEP),
        ("i didn't quite catch that could you say it once more", True, Kind.REPEAT),
        ("would you mind telling me how many calories a blueberry muffin has", False, Kind.NUTRITION),
        ("is there anything i could use in place of buttermilk", False, Kind.SUBSTITUTE),
        ("how long will cooked rice stay good in the fridge", False, Kind.SHELF_LIFE),
        ("please jot down bananas on my grocery list", False, Kind.SHOPPING_ADD),
    ],
)
def test_near_sentences(recognizer: Recognizer, text: str, session: bool, kind: Kind) -> None:
    assert recognizer.recognize(text, session=session).kind is kind


@pytest.mark.parametrize("session", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "what's the weather tomorrow", "transfer fifty dollars to savings", "turn on the living room lights", "who wrote hamlet",
        "book a table for two at seven", "how far is the moon", "play some jazz", "", "    ", "?!", "asdf qwer", "turn on the front door light",
    ],
)  # fmt: skip
def test_what_is_not_the_kitchens(recognizer: Recognizer, text: str, session: bool) -> None:
    assert recognizer.recognize(text, session=session).kind is Kind.NONE


def test_a_misheard_burner_still_turns_off(recognizer: Recognizer) -> None:
    found = recognizer.recognize("turn off the front lef burner")
    assert (found.kind, found.layer) == (Kind.HEAT_OFF, 1)
    assert found.slots["burner_id"] == "stove/1"


@pytest.mark.parametrize(
    "text",
    [
        "don't start grandma's chicken soup on the front left burner", "start grandmas chicken soap on the front left burner",
        "turn on front lef burner", "start start beef stew on the front left burner", "start beef on the front left burner",
        "start grandma's chicken soup on the front light burner", "turn up the burner story", "set the front left burner too",
    ],
)  # fmt: skip
def test_nothing_misheard_raises_heat(recognizer: Recognizer, text: str) -> None:
    assert not recognizer.recognize(text, session=True).may_raise_heat


_ORACLE = ExactHeat(RECIPES)
"""Reads our templates with hassil, so that the recognizer does not judge itself."""
_WORDS = (
    "start", "cook", "turn", "set", "on", "off", "up", "the", "a", "front", "left", "right", "back", "burner", "heat", "to",
    "five", "not", "grandmas", "chicken", "soup", "beef", "stew", "timer", "more", "please", "dont", "degrees", "120", "without",
)  # fmt: skip
_EXACT = (
    "start grandmas chicken soup on the front left burner",
    "on the back right burner start beef stew",
    "cook pancakes on the front right",
    "set the front left burner to five",
    "turn the back left burner up",
    "turn on the back right burner",
    "turn the heat up",
    "more heat",
    "heat the front left burner to 120 degrees",
    "right start grandmas chicken soup on the front left burner",
)


@st.composite
def _heard(draw: st.DrawFn) -> str:
    """Return an exact request for heat with up to three words left out, added, replaced or moved; or any words."""
    words = draw(st.sampled_from(_EXACT)).split()
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(words) - 1))
        change = draw(st.sampled_from(("leave out", "add", "replace", "move")))
        if change == "add":
            words.insert(at, draw(st.sampled_from(_WORDS)))
        elif change == "replace":
            words[at] = draw(st.sampled_from(_WORDS))
        elif len(words) > 1:
            word = words.pop(at)
            if change == "move":
                words.insert(draw(st.integers(0, len(words))), word)
    return " ".join(words)


@settings(max_examples=300, deadline=None)
@given(st.one_of(_heard(), st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9).map(" ".join)))
def test_only_exact_sentences_may_raise_heat(recognizer: Recognizer, text: str) -> None:
    found = recognizer.recognize(text)
    if found.may_raise_heat:
        assert _ORACLE.is_exact(text)


@pytest.mark.parametrize("text", _EXACT, ids=_EXACT)
def test_exact_requests_for_heat_are_exact_for_the_oracle_too(recognizer: Recognizer, text: str) -> None:
    assert recognizer.recognize(text).may_raise_heat
    assert _ORACLE.is_exact(text)


@pytest.mark.parametrize(
    "text",
    [
        "do not start beef stew on the front left burner",
        "turn the front left burner off",
        "set a timer for five minutes",
        "start the beef soup on the front left burner",
        "turn the burner light on",
    ],
)
def test_oracle_refuses_what_asks_for_no_heat(text: str) -> None:
    assert not _ORACLE.is_exact(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=600), st.booleans())
def test_any_text_is_survived(recognizer: Recognizer, text: str, session: bool) -> None:
    found = recognizer.recognize(text, session=session)
    assert 0.0 <= found.confidence <= 1.0


@pytest.mark.parametrize(
    "name",
    [
        "{{ states('x') }} soup",
        "[a|b] (c) {list} <rule> stew",
        "<speak>loud</speak> pie",
        "soup\u0000\u202e",
        "",
    ],
)
def test_odd_recipe_names_are_only_names(name: str) -> None:
    recognizer = Recognizer(preload=["en"])
    recognizer.update("recipe", [Named("odd", name), Named("stew", "Beef stew")])
    assert recognizer.recognize("start beef stew").slots["recipe_id"] == "stew"
    assert recognizer.recognize(f"start {name}").kind in {*Kind}


def test_expected_words_are_read_as_meant(recognizer: Recognizer) -> None:
    assert recognizer.recognize("ok").kind is Kind.NEXT_STEP
    assert recognizer.recognize("ok", expects=(Kind.YES, Kind.NO)).kind is Kind.YES


def test_two_near_names_are_both_handed_on() -> None:
    recognizer = Recognizer(preload=["en"])
    recognizer.update("recipe", [Named("a", "Aunt Rosa's apple pie"), Named("b", "Uncle Tom's apple pie")])
    choices = recognizer.recognize("please tell me what ingredients i would need for apple pie").slots
    assert "recipe_id" not in choices
    assert set(choices["recipe_choices"]) == {"Aunt Rosa's apple pie", "Uncle Tom's apple pie"}  # type: ignore[arg-type]


def test_names_change_in_slices_and_the_last_change_wins(recognizer: Recognizer) -> None:
    made = Recognizer(preload=["en"])
    first = made.update_in_slices("recipe", [Named(str(n), f"Old dish {n}") for n in range(1000)])
    next(first)
    made.update("recipe", [Named("new", "New dish")])
    assert list(first) == []
    assert made.recognize("start new dish").slots["recipe_id"] == "new"
    assert "recipe_id" not in made.recognize("start old dish 7").slots


def test_the_weights_belong_to_the_examples() -> None:
    assert load_model("en").made_of == fingerprint(examples()), (
        "train again: python -m tools.voice_training en"
    )


def test_a_broken_model_file_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "classifier.bin"
    broken.write_bytes(b"something else")
    with pytest.raises(ValueError, match="no voice model"):
        load_model("en", broken)


def test_the_command_line_answers_in_order_without_home_assistant() -> None:
    asked = [
        {"text": "what now", "session": True},
        {"text": "how many calories are in a bagel", "session": False, "language": "en"},
        {"text": "will it rain"},
        {"text": ""},
    ]
    done = subprocess.run(
        [sys.executable, ROOT / "script" / "_hearth.py", "voice", "recognize", "--json"],
        input="\n".join(map(json.dumps, asked)),
        capture_output=True,
        text=True,
        check=True,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["kind"] for line in told] == ["next_step", "nutrition", "none", "none"]
    assert all(set(line) == {"kind", "slots", "confidence", "layer"} for line in told)


def test_a_line_that_is_no_json_is_told_and_the_rest_is_answered() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "script" / "_hearth.py", "voice", "recognize", "--json"],
        input='nonsense\n{"text": "stop"}\n[1]\n',
        capture_output=True,
        text=True,
        check=False,
    )
    assert [json.loads(line)["kind"] for line in done.stdout.splitlines()] == ["none", "stop", "none"]
    assert done.returncode == 1
    assert "2 lines" in done.stderr


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "start mac and cheese"),
        ("de", "koch mac und cheese"),
        ("fr", "commence mac et cheese"),
        ("es", "empieza mac y cheese"),
        ("it", "inizia mac e cheese"),
    ],
)
def test_signs_in_names_are_spoken(language: str, text: str) -> None:
    made = Recognizer()
    made.update("recipe", [Named("mac", "Mac & Cheese")])
    found = made.recognize(text, language=language)
    assert (found.kind, found.slots["recipe_id"], found.layer) == (Kind.START_RECIPE, "mac", 1)
    assert "&" not in " ".join(vocabulary(language, {"recipe": ["Mac & Cheese"]}).slots["recipe"])
