"""Whole conversations about heat in five languages, with the power of the simulated stove as the measure."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
import re

import pytest

from custom_components.hearthtech.kitchen.recipes.model import Heat, HumanGate, Recipe, Step
from tools.cli.talk import Talk, opened

SCRIPTS = (
    "heat_conversations.txt",
    "stove_conversations.txt",
    "several_burners_conversations.txt",
    "stop_conversations.txt",
)
STEPS = (
    Step(text="Bring to the boil.", heat=Heat(power=0.9)),
    Step(text="Simmer gently.", heat=Heat(power=0.2)),
    Step(text="Boil down hard.", heat=Heat(power=0.9)),
    Step(text="Serve.", heat=Heat(power=0.0)),
)
ONION = (
    Step(text="Sweat the onions.", heat=Heat(power=0.2), goal=HumanGate(words="until the onion is soft")),
    Step(text="Boil up.", heat=Heat(power=0.9)),
    Step(text="Simmer for ten minutes.", heat=Heat(power=0.2)),
    Step(text="Serve.", heat=Heat(power=0.0)),
)


def scripts() -> list[tuple[str, str, list[str]]]:
    found: list[tuple[str, str, list[str]]] = []
    texts = [Path(__file__).with_name(name).read_text(encoding="utf-8") for name in SCRIPTS]
    for line in "\n".join(texts).splitlines():
        if line.startswith("== "):
            language, title = line[3:].split(" ", 1)
            found.append((language, title, []))
        elif line and not line.startswith("#") and found:
            found[-1][2].append(line)
    return found


@asynccontextmanager
async def kitchen(language: str) -> AsyncIterator[Talk]:
    async with opened(language, (), None) as (talk, problems):
        assert not problems
        await talk.kitchen.recipes.add(Recipe(id="", name="Test Soup", steps=STEPS))
        for name in ("Onion Soup", "Zwiebelsuppe"):
            await talk.kitchen.recipes.add(Recipe(id="", name=name, steps=ONION))
        await talk.prepare()
        for line in ("!arm", "!pan 1", "!pan 2", "!pan 3", "!pan 4"):
            await talk.line(line)
        yield talk


type State = dict[str, tuple[float, float | None]]


def heat(result: dict[str, object]) -> State:
    burners = result["burners"]
    assert isinstance(burners, dict)
    return {
        name[-1]: (one["power"], one["target_c"]) for name, one in burners.items() if one["source"] != "idle"
    }


def more(before: State, after: State) -> bool:
    """Whether any burner has more heat than before, or another kind of it."""
    for name, (power, target) in after.items():
        power_before, target_before = before.get(name, (0.0, None))
        if target is not None and (target_before is None or target > target_before):
            return True
        if target is None and (target_before is not None or power > power_before + 1e-6):
            return True
    return False


def check(wanted: str, before: State, after: State, result: dict[str, object], told: str) -> None:
    answer = str(result["answer"])
    match wanted.split(" ", 1):
        case ["ask"]:
            assert answer, told
            assert result["ends"] is False, told
        case ["no"]:
            assert result["ends"] is True, told
            assert "yes" not in result["expects"], told  # type: ignore[operator]
        case ["same"]:
            assert before.keys() == after.keys(), told
            assert not more(before, after), told
            assert not more(after, before), told
        case ["off"]:
            assert not after, told
        case ["error"]:
            assert result["error"], told
        case ["lower"]:
            assert not more(before, after), told
            assert more(after, before), told
        case ["says", pattern]:
            assert re.search(pattern, answer), told
        case [set_to] if "=" in set_to:
            n, level = set_to.split("=")
            assert n in after, told
            assert after[n][0] == pytest.approx(float(level), abs=0.002), told
            assert after[n][1] is None, told
        case [held] if "@" in held:
            n, celsius = held.split("@")
            assert n in after, told
            assert after[n][1] == pytest.approx(float(celsius), abs=0.2), told
        case _:
            pytest.fail(f"unknown check: {wanted}")


@pytest.mark.parametrize(
    ("language", "title", "lines"), [pytest.param(*one, id=f"{one[0]}: {one[1]}") for one in scripts()]
)
async def test_conversation(language: str, title: str, lines: list[str]) -> None:
    async with kitchen(language) as talk:
        if lines[0] == "!disarmed":
            talk.stove.stove.disarm()
            lines = lines[1:]
        before: State = {}
        open_question = False
        for line in lines:
            said, _, checks = line.partition("=>")
            result = (await talk.line(said.strip()))[-1]
            after = heat(result)
            told = f"{title}: {said.strip()!r} → {result['answer']!r} {before} → {after} {result}"
            for wanted in filter(None, (one.strip() for one in checks.split(";"))):
                check(wanted, before, after, result, told)
            if not said.startswith("!"):
                # Whatever was said: heat rises only by an answer to a question.
                assert open_question or not more(before, after), told
                open_question = result["ends"] is False or open_question
            before = after
