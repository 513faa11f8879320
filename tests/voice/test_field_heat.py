"""The conversations of the field data: the first two sections of `voice.md`, and the sentences about heat, steps and yes."""

from collections.abc import Iterator
import json
from pathlib import Path
import re

import pytest

from custom_components.hearthtech.voice.names import Named
from custom_components.hearthtech.voice.recognizer import Recognizer

from .test_heat_conversations import heat, kitchen, more

FIELD = Path(__file__).resolve().parents[3] / "shared" / "data" / "field"
pytestmark = pytest.mark.skipif(not FIELD.is_dir(), reason="the field data lies beside the repository only")
LANGUAGES = ("de", "fr", "es", "it")
KINDS = {"set_heat", "yes", "no", "cancel"}
BURNERS = ("Front left", "Front right", "Back left", "Back right")
SHARE = 0.95
"""The share of the sentences about heat that has to be understood with all of their values."""


def rows(section: str) -> Iterator[tuple[str, str, str]]:
    """Language, utterance and row of each quoted utterance in a section's table."""
    text = (FIELD / "voice.md").read_text(encoding="utf-8")
    part = text.split(f"## {section}")[1].split("\n## ")[0]
    for line in part.splitlines():
        if not line.startswith("|") or line.startswith("| ---"):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        language = "en"
        for cell in cells[:2] if len(cells) > 2 else cells[:1]:
            for mark, quoted in re.findall(r"\b(de|fr|es|it) (?=\")|\"([^\"]+)\"", cell):
                if mark:
                    language = mark
                elif not quoted.rstrip().endswith("Shall I?"):
                    yield language, quoted, line


def table(section: str) -> list[tuple[str, str, str]]:
    return list(rows(section)) if FIELD.is_dir() else []


@pytest.mark.parametrize("user", ["cook may", "cook may_not"])
async def test_nothing_of_the_first_section_raises_heat_by_itself(user: str) -> None:
    said = table("Heat that rises without a proper yes (safety)")
    assert len(said) > 10
    for site in ("kitchen", "bedroom"):
        async with kitchen("en") as talk:
            for line in (
                "start test soup on the front left",
                "yes",
                "next",
                f"!user {user}",
                f"!site {site}",
            ):
                before = heat((await talk.line(line))[-1])
            assert before == {"1": (0.2, None)}
            for _, quoted, row in said:
                if "yes" in quoted.split():
                    continue  # the end of a conversation, which has a test of its own
                after = heat((await talk.line(quoted))[-1])
                assert not more(before, after), (quoted, row)
                await talk.line("no")


async def test_nothing_of_the_second_section_raises_heat_and_less_lowers_at_once() -> None:
    said = table("Off, and less")
    assert len(said) > 20
    for language in ("en", *LANGUAGES):
        async with kitchen(language) as talk:
            for n, (_, quoted, row) in enumerate(one for one in said if one[0] == language):
                for line in (f"!site room{n}", "!tap 1 0", "!tap 1 0.9", "!state"):
                    before = heat((await talk.line(line))[-1])
                assert before == {"1": (0.9, None)}, row
                result = (await talk.line(quoted))[-1]
                after = heat(result)
                assert not more(before, after), (quoted, row)
                if "turn it down" in row:
                    assert after, (quoted, row)
                    assert more(after, before), (quoted, result)


def cases() -> Iterator[dict[str, object]]:
    for name in ("voice-en", *(f"voice-{code}" for code in LANGUAGES), "voice-slots"):
        for case in json.loads((FIELD / f"{name}.json").read_text(encoding="utf-8")):
            kinds = case["kind"] if isinstance(case["kind"], list) else [case["kind"]]
            if KINDS & set(kinds):
                yield {**case, "kind": kinds}


def agrees(wanted: object, found: object) -> bool:
    if wanted is None:
        return found is None
    if isinstance(wanted, int | float):
        return isinstance(found, int | float) and found == pytest.approx(wanted, rel=0.02)
    return str(found).casefold() == str(wanted).casefold()


def test_sentences_about_heat_are_understood_with_their_values() -> None:
    recognizer = Recognizer(preload=("en", *LANGUAGES))
    recognizer.update("burner", [Named(str(n), name) for n, name in enumerate(BURNERS, 1)])
    wrong, count = [], 0
    for case in cases():
        count += 1
        found = recognizer.recognize(
            str(case["text"]), language=str(case["language"]), session=bool(case["session"])
        )
        slots = case["slots"]
        assert slots is None or isinstance(slots, dict)
        right = found.kind.value in case["kind"] and all(  # type: ignore[operator]
            agrees(value, found.slots.get(name))
            for name, value in (slots or {}).items()
            if not name.endswith("_not")
        )
        if not right:
            wrong.append((case["text"], found.kind.value, dict(found.slots)))
    assert count > 80
    assert len(wrong) <= (1 - SHARE) * count, wrong
