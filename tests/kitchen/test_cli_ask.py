"""`script/hearth ask --json`: one answer for each line, in order, whatever the line holds."""

import json
from pathlib import Path
import subprocess
import sys
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from tools.cli.ask import HANDLERS, answer
from tools.cli.ask_requests import LONGEST_REQUEST

ROOT = Path(__file__).resolve().parents[2]


def ask(**request: Any) -> dict[str, Any]:
    reply = answer(json.dumps(request).encode())
    json.dumps(reply, allow_nan=False)
    return reply


def test_check_answers_for_each_need() -> None:
    reply = ask(
        do="check",
        id="a",
        lines=["200 g wheat flour", "2 eggs"],
        needs=["gluten", "peanuts", "vegan", "vegetarian"],
    )
    assert reply == {
        "gluten": "contains",
        "peanuts": "free_of",
        "vegan": "contains",
        "vegetarian": "free_of",
        "id": "a",
    }


def test_check_reads_steps_and_languages() -> None:
    assert (
        ask(do="check", language="de", lines=["200 g Dinkelmehl"], needs=["gluten"])["gluten"] == "contains"
    )
    assert (
        ask(do="check", lines=["500 g potatoes"], steps=["Sprinkle with peanuts."], needs=["peanuts"])[
            "peanuts"
        ]
        != "free_of"
    )
    assert ask(do="check", lines=[], needs=["milk"]) == {"milk": "not_checked"}
    assert ask(do="check", lines=["1 xyzzy"], needs=["milk", "vegan"]) == {
        "milk": "not_checked",
        "vegan": "not_checked",
    }


def test_check_of_diets_about_amounts() -> None:
    dish = ["500 g potatoes", "10 g salt"]
    assert ask(do="check", lines=dish, needs=["low_salt"]) == {"low_salt": "contains"}
    assert ask(do="check", lines=dish, needs=["kidney"]) == {"kidney": "not_checked"}
    assert ask(do="check", lines=dish, needs=["kidney"], servings=1) == {"kidney": "contains"}


def test_check_refuses_unknown_needs() -> None:
    reply = ask(do="check", id=7, lines=["2 eggs"], needs=["eggs", "gluteen"])
    assert reply["id"] == 7
    assert "gluteen" in reply["error"]
    assert set(reply) == {"id", "error"}


@pytest.mark.parametrize(
    ("line", "how", "low", "high"),
    [
        ("250 g flour", "weight", 249, 251),
        ("2 cups flour", "volume", 230, 270),
        ("3 eggs", "count", 130, 170),
        ("2 x 400 g tins tomatoes", "package", 790, 810),
        ("1 can chickpeas", "package", 200, 450),
    ],
)
def test_ingredient_says_how_it_was_weighed(line: str, how: str, low: float, high: float) -> None:
    reply = ask(do="ingredient", line=line)
    assert reply["how"] == how
    assert low < reply["grams"] < high
    [item] = reply["items"]
    assert set(item) == {"name", "food", "amount", "unit", "grams", "grams_low", "grams_high", "how"}
    assert item["grams_low"] <= item["grams"] <= item["grams_high"]


def test_ingredient_without_an_amount_is_null_and_not_zero() -> None:
    reply = ask(do="ingredient", line="salt, to taste")
    assert reply["name"] == "salt"
    assert (reply["grams"], reply["how"]) == (None, "none")
    assert ask(do="ingredient", line="For the sauce:")["items"] == []
    assert ask(do="ingredient", line="3 xyzzies")["grams"] is None


def test_nutrition_states_intervals_and_what_was_counted() -> None:
    reply = ask(do="nutrition", lines=["200 g sugar", "1 xyzzy", "For the top:"], servings=4)
    energy = reply["total"]["ENERC_KCAL"]
    assert energy["low"] < energy["amount"] < energy["high"]
    assert 700 < energy["amount"] < 830
    assert reply["per_serving"]["ENERC_KCAL"]["amount"] == pytest.approx(energy["amount"] / 4, rel=0.01)
    assert (reply["counted"], reply["of"]) == (1, 2)
    first, unknown, heading = reply["lines"]
    assert first["grams"] == 200
    assert first["grams_eaten"] == 200
    assert unknown == {"line": "1 xyzzy", "name": "xyzzy", "grams": None, "grams_eaten": None}
    assert heading["name"] is None


def test_nutrition_without_servings_or_lines() -> None:
    reply = ask(do="nutrition", lines=["200 g sugar"])
    assert reply["per_serving"] is None
    reply = ask(do="nutrition", lines=[], servings=2)
    assert (reply["counted"], reply["of"], reply["lines"]) == (0, 0, [])
    assert set(reply["total"].values()) == {None}


def test_what_other_parts_of_the_kitchen_answer() -> None:
    assert ask(do="scale", line="2 cups flour", factor=2) == {"line": "4 cups flour", "scaled": True}
    assert ask(do="scale", line="salt", factor=2) == {"line": "salt", "scaled": False}
    assert ask(do="scale", line="2 eggs", factor=1)["scaled"] is True
    assert ask(do="timer", step="Bake for 20-25 minutes.")["timers"] == [
        {"seconds": 1200, "low": 1200, "high": 1500}
    ]
    assert ask(do="timer", step="Serve at once.") == {"seconds": None, "timers": []}
    assert ask(do="duration", text="1 h 20 min") == {"seconds": 4800}
    assert ask(do="duration", text="soon") == {"seconds": None}
    assert ask(do="yield", text="Serves 4") == {"amount": 4, "unit": "servings", "servings": 4}
    assert ask(do="yield", text="12 muffins") == {"amount": 12, "unit": "muffins", "servings": None}
    assert ask(do="yield", text="") == {"amount": None, "unit": None, "servings": None}


def test_shopping_merges_and_subtracts() -> None:
    reply = ask(
        do="shopping",
        recipes=[["150 g sugar", "1 tsp salt", "2 onions"], ["100 g sugar", "1 onion"]],
        typed=["milk", "Milk"],
        pantry=[["salt", None, ""], ["onion", 1, ""]],
    )
    items = {item["name"]: item["amount"] for item in reply["items"]}
    assert items == {"sugar": "250 g", "onions": "2", "milk": None}


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"null",
        b"[]",
        b'"check"',
        b"{",
        b'{"do": "check", "lines": ["x"], "needs": ["milk"]',
        b'{"do": NaN}',
        b'{"do": "scale", "line": "2 eggs", "factor": NaN}',
        b'{"do": "scale", "line": "2 eggs", "factor": 1e999}',
        b'{"do": "scale", "line": "2 eggs", "factor": -1}',
        b'{"do": "scale", "line": "2 eggs", "factor": true}',
        b'{"do": "scale", "line": "2 eggs", "factor": "2"}',
        b'{"do": "scale", "line": "2 eggs", "factor": ' + b"9" * 400 + b"}",
        b'{"do": "scale", "line": "2 eggs", "factor": ' + b"9" * 9000 + b"}",
        b'{"do": "scale", "line": 5, "factor": 2}',
        b'{"do": ["check"]}',
        b'{"do": {"a": 1}}',
        b'{"do": "CHECK", "lines": [], "needs": []}',
        b'{"do": "check", "lines": "2 eggs", "needs": ["eggs"]}',
        b'{"do": "check", "lines": [2], "needs": ["eggs"]}',
        b'{"do": "check", "lines": [["2 eggs"]], "needs": ["eggs"]}',
        b'{"do": "check", "lines": ["2 eggs"], "needs": "eggs"}',
        b'{"do": "check", "lines": ["2 eggs"]}',
        b'{"do": "check", "lines": ["2 eggs"], "needs": [null]}',
        b'{"do": "check", "lines": ["2 eggs"], "needs": ["eggs"], "steps": "boil"}',
        b'{"do": "check", "lines": ["2 eggs"], "needs": ["eggs"], "language": 5}',
        b'{"do": "nutrition", "lines": ["2 eggs"], "servings": 0}',
        b'{"do": "nutrition", "lines": ["2 eggs"], "servings": "four"}',
        b'{"do": "ingredient"}',
        b'{"do": "shopping", "recipes": ["2 eggs"]}',
        b'{"do": "shopping", "recipes": {}, "pantry": [["salt"]]}',
        b'{"do": "shopping", "pantry": [["salt", -1, ""]]}',
        b'{"do": "shopping", "pantry": [["", 1, ""]]}',
        b"\xff\xfe{}",
        b"\x00",
        b"[" * 200_000,
        b'{"do": "duration", "text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"do": "ingredient", "line": "' + b"2 eggs " * 10_000 + b'"}',
    ],
)
def test_a_bad_line_is_an_error_and_nothing_else(line: bytes) -> None:
    reply = answer(line)
    assert set(reply) == {"error"}
    assert len(reply["error"]) < 600
    json.dumps(reply, allow_nan=False)


def test_the_id_is_echoed_also_with_an_error() -> None:
    for identity in (0, None, "x", [1, {"a": 2.5}], {"k": [True]}, "\ud800"):
        reply = answer(json.dumps({"do": "duration", "text": "5 min", "id": identity}).encode())
        assert reply == {"seconds": 300, "id": identity}
        assert answer(json.dumps({"do": "dance", "id": identity}).encode())["id"] == identity
    assert "id" not in ask(do="duration", text="5 min")


_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_FIELDS = (
    "lines",
    "steps",
    "needs",
    "line",
    "factor",
    "step",
    "text",
    "recipes",
    "typed",
    "pantry",
    "servings",
)


@settings(max_examples=80, deadline=None)
@given(
    do=st.sampled_from(sorted(HANDLERS)),
    fields=st.dictionaries(st.sampled_from((*_FIELDS, "language", "id")), _VALUE, max_size=5),
)
def test_any_request_gets_one_sound_answer(do: str, fields: dict[str, Any]) -> None:
    reply = answer(json.dumps({"do": do, **fields}).encode())
    json.dumps(reply, allow_nan=False)
    assert ("id" in reply) == ("id" in fields)


@settings(max_examples=80, deadline=None)
@given(line=st.binary(max_size=60))
def test_any_bytes_get_one_answer(line: bytes) -> None:
    assert json.dumps(answer(line), allow_nan=False)


def run(content: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(ROOT / "script" / "_hearth.py"), "ask", *options],
        input=content,
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_the_command_answers_every_line_in_order_and_exits_with_0() -> None:
    lines = [
        b'{"do": "duration", "text": "5 min", "id": 1}',
        b"no json",
        b"",
        b'{"do": "duration", "text": "' + b"a" * (LONGEST_REQUEST + 5) + b'", "id": 2}',
        '{"do": "scale", "line": "2 Äpfel", "factor": 2, "id": 3}'.encode(),
        b'{"do": "duration", "text": "\\ud800", "id": "\\ud800"}',
        b'{"do": "duration", "text": "1 h", "id": 4}',
    ]
    done = run(b"\n".join(lines), "--json")
    assert done.returncode == 0, done.stderr
    replies = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert len(replies) == len(lines)
    assert replies[0] == {"seconds": 300, "id": 1}
    assert [set(reply) for reply in replies[1:4]] == [{"error"}] * 3
    assert replies[4] == {"line": "4 Äpfel", "scaled": True, "id": 3}
    assert replies[6] == {"seconds": 3600, "id": 4}
    assert run(b"", "--json").returncode == 0
    assert run(b"").returncode == 2


def test_the_command_flushes_and_does_not_load_home_assistant() -> None:
    code = (
        "import sys; sys.argv = ['hearth', 'ask', '--json']; import _hearth; code = _hearth.main();"
        "assert not [name for name in sys.modules if name.split('.')[0] in"
        " {'homeassistant', 'aiohttp', 'numpy', 'hassil'}]; sys.exit(code)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT / "script", stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for request in (
            {"do": "duration", "text": "5 min"},
            {"do": "check", "lines": ["2 eggs"], "needs": ["eggs"]},
            {"do": "nutrition", "lines": ["2 eggs"], "servings": 1},
            {"do": "shopping", "recipes": [["2 eggs"]]},
        ):
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            # The answer comes before the input ends.
            assert b"error" not in process.stdout.readline()
        process.stdin.close()
        assert process.wait(timeout=60) == 0
