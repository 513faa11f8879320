"""The data files of `voice/data`: the same files and keys in all languages, and what the code expects of them."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from hassil import Intents
import pytest

from custom_components.hearthtech.burners.model import RefusalCode
from custom_components.hearthtech.voice import data_files, replies
from custom_components.hearthtech.voice.data_files import (
    FOLDER,
    LANGUAGES,
    SPOKEN_LANGUAGES,
    DataFileError,
    read_data,
)
from custom_components.hearthtech.voice.intents import Kind
from custom_components.hearthtech.voice.sentences import sentences_of

INTEGRATION = FOLDER.parent.parent
FILES = sorted(path.name for path in (FOLDER / "de").iterdir())
ENGLISH_ONLY = {"word_classes.yaml", "request_words.yaml", "contractions.yaml", "context.yaml"}
"""The words of the classifier, contractions, and what "what next?" refers to: all are for English only."""


def slots_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_the_same_files(code: str) -> None:
    present = {path.name for path in (FOLDER / code).iterdir()}
    assert present - ENGLISH_ONLY == set(FILES)
    assert code == "en" or not present & ENGLISH_ONLY
    for name in present:
        assert name.endswith(".bin") or read_data(code, name)


@pytest.mark.parametrize("code", LANGUAGES)
def test_sentences_have_the_keys_of_english(code: str) -> None:
    english, own = read_data("en", "sentences.yaml"), read_data(code, "sentences.yaml")
    assert own["language"] == code
    assert set(own) - {"off_words", "heat_words"} == set(english)
    assert set(own["positions"]) == set(english["positions"])
    assert {"level", "duration_unit"} <= set(own["lists"]) <= set(english["lists"])
    assert set(own["intents"]) <= {kind.value for kind in Kind}
    assert all(
        set(block) <= {"sentences", "slots"} for one in own["intents"].values() for block in one["data"]
    )
    assert {"polite_before", "polite_after"} <= set(own["expansion_rules"])


def test_the_languages_beside_english_understand_the_same_intents() -> None:
    understood = {code: {phrases.kind for phrases in sentences_of(code).phrases} for code in LANGUAGES}
    assert understood["en"] == set(Kind) - {Kind.NONE}
    assert understood["de"] == understood["es"] == understood["fr"] == understood["it"]
    assert {Kind.HEAT_OFF, Kind.ALL_OFF, Kind.SET_HEAT, Kind.YES, Kind.NO, Kind.TIMER} <= understood["de"]


@pytest.mark.parametrize("code", SPOKEN_LANGUAGES)
def test_hassil_reads_the_sentences_as_home_assistants_own(code: str) -> None:
    intents = Intents.from_dict(read_data(code, "sentences.yaml"))
    parsed = [data.sentences for intent in intents.intents.values() for data in intent.data]
    assert len(parsed) >= len(read_data(code, "sentences.yaml")["intents"])
    assert all(parsed)
    assert all(rule.expression for rule in intents.expansion_rules.values())


@pytest.mark.parametrize("code", SPOKEN_LANGUAGES)
def test_replies_have_the_keys_and_slots_of_english(code: str) -> None:
    english, own = replies.catalog("en"), replies.catalog(code)
    assert set(own) <= set(english)
    assert {key: slots_of(text) for key, text in own.items()} == {key: slots_of(english[key]) for key in own}
    assert all(text.strip() == text or key in {"and_is_at", "eaten_at_least"} for key, text in own.items())


def test_the_languages_beside_english_have_the_same_replies() -> None:
    assert set(replies.catalog("de")) == set(replies.catalog("es"))
    assert set(replies.catalog("de")) == set(replies.catalog("fr"))
    assert set(replies.catalog("de")) == set(replies.catalog("it"))


def strings_of_the_code() -> Iterator[str]:
    """All texts of the integration's modules; the constant beginnings and ends of composed ones too."""
    for path in INTEGRATION.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def composed_keys() -> Iterator[tuple[str, str]]:
    """Beginning and end of each key that the code composes, for example `refusal_{code}`."""
    for path in INTEGRATION.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr) and any(
                isinstance(part, ast.FormattedValue) for part in node.values
            ):
                first, last = node.values[0], node.values[-1]
                begin = str(first.value) if isinstance(first, ast.Constant) else ""
                end = str(last.value) if isinstance(last, ast.Constant) else ""
                if begin.endswith("_") or end.startswith("_"):
                    yield begin, end


def test_every_reply_is_used_by_the_code() -> None:
    said = set(strings_of_the_code())
    composed = set(composed_keys())
    unused = [
        key
        for key in replies.catalog("en")
        if key not in said
        and not any(
            key.startswith(begin) and key.endswith(end) for begin, end in composed if len(begin + end) > 3
        )
    ]
    assert unused == []


def test_every_reply_that_the_code_names_exists() -> None:
    """`words("key", …)`, `turn.reply("key", …)` and the like, with a constant key."""
    missing = []
    for path in [*(INTEGRATION / "assist").rglob("*.py"), *(INTEGRATION / "notifications").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            key = node.args[0]
            if (
                called not in {"words", "phrase", "reply"}
                or not isinstance(key, ast.Constant)
                or " " in str(key.value)
            ):
                continue
            if not replies.has_words(str(key.value)):
                missing.append(f"{path.name}:{node.lineno}: {called}({key.value!r})")
    assert missing == []
    assert [code for code in RefusalCode if not replies.has_words(f"refusal_{code.value}")] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [("responses:\n  off: out\n", "quote the key False"), ("- off\n", "no mapping")],
    ids=["unquoted off", "a list"],
)
def test_a_file_of_another_form_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "replies.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(data_files, "FOLDER", tmp_path)
    with pytest.raises(DataFileError, match=message):
        read_data("en", "replies.yaml")
