"""Read the training sentences of `tools/voice_training/data`, in the format of Home Assistant's intents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from custom_components.hearthtech.voice.intents import Kind

_FOLDER = Path(__file__).parent / "data" / "en"

type TemplatesByKind = Mapping[Kind, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextQuestions:
    """Templates of a statement and of the question after it; together they belong to one kind."""

    kind: Kind
    statements: Sequence[str]
    questions: Sequence[str]


@cache
def _read(name: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


def templates_by_kind(name: str) -> TemplatesByKind:
    """The templates of a file by kind."""
    return {
        Kind(kind): [sentence for block in intent["data"] for sentence in block["sentences"]]
        for kind, intent in _read(name)["intents"].items()
    }


def listed(name: str, key: str) -> Sequence[str]:
    """One of the lists beside the intents of a file."""
    sentences: Sequence[str] = _read(name)[key]
    return sentences


def context_questions() -> Sequence[ContextQuestions]:
    """Statements, each with the questions that are only clear after it."""
    return [
        ContextQuestions(
            kind=Kind(block["intent"]), statements=block["statements"], questions=block["questions"]
        )
        for block in _read("context_then_question")["context_then_question"]
    ]


def out_of_domain() -> Mapping[str, Sequence[str]]:
    """Templates of sentences that are not for the kitchen, by field."""
    fields: Mapping[str, Sequence[str]] = _read("out_of_domain")["fields"]
    return fields
