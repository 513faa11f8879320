"""Read a pronoun as the person that was mentioned last: "can she have the soup" after talk about Anna."""

from collections.abc import Callable
from dataclasses import replace
import re

from ..voice.data_files import supported
from ..voice.intents import Kind
from ..voice.recognizer import Recognition, Recognizer
from ..voice.text import tokens
from .handlers.who_eats import with_name
from .turn import TurnContext, either

_POSSESSIVE = re.compile(r"['’]s\b")
_OF_PERSONS = frozenset({Kind.FITS_PERSON, Kind.SUGGEST_MEAL, Kind.EATEN_TODAY, Kind.LOG_EATEN})
"""Requests that a person can be named in."""
_MAY_NAME = _OF_PERSONS | {Kind.NONE, Kind.IS_FINISHED, Kind.LIST_INGREDIENTS}
"""What a request about a person may be read as while its pronoun is not known."""


def with_person(turn: TurnContext, recognize: Callable[[str], Recognition]) -> TurnContext:
    """Return the turn with the person in place of the pronoun; unchanged if it has none, or is about something else."""
    focus = turn.focus
    if named := mentioned_people(turn.said, turn.language, turn.recognizer, turn.phrase("and_word")):
        focus.person = named
    if not focus.person or turn.kind not in _MAY_NAME:
        return turn
    text = with_name(turn.said, turn.language, focus.person)
    if text == turn.said:
        return turn
    heard = recognize(text)
    return replace(turn, recognition=heard, said=text) if heard.kind in _OF_PERSONS | {Kind.NONE} else turn


def mentioned_people(text: str, language: str, recognizer: Recognizer, joined: str) -> str:
    """Return the names of the known people in a text, with a word before the last; empty if it names none."""
    words, people = (
        tokens(_POSSESSIVE.sub("", text), supported(language)),
        recognizer.lists(language)["person"],
    )
    found = [
        str(value.value)
        for start in range(len(words))
        for value in people(words, start)
        if value.id is not None
    ]
    return either(dict.fromkeys(found), joined)
