"""Words after a number in the form for that number: `1 cup`, `2 cups`; `1 Zwiebel`, `2 Zwiebeln`; `1,5 gousse`."""

from collections.abc import Mapping
from functools import cache
import json
from pathlib import Path
import re
from typing import Any

from .fold import fold
from .languages import LANGUAGES, known_language
from .units import unit_spellings

_TABLES: Mapping[str, Mapping[str, Any]] = json.loads(
    Path(__file__).with_name("data").joinpath("count_words.json").read_text(encoding="utf-8")
)
_WORD = re.compile(
    r"(?P<gap>\s+|(?<=-))(?P<word>[^\W\d_]+(?:-[^\W\d_]+)?)(?P<ending>\(\w{1,2}\)|/\w{1,2}(?!\w))?(?!\w)"
)
_MOST_WORDS = 4
_FRENCH_PLURAL_FROM = 2.0
_ENDS_NAME = re.compile(rf"\s*(?:[^\w\s]|$)|\s+(?:{'|'.join(_TABLES['en']['ends_name'])}|[a-z]+ed)\b")
"""What may follow the name of a counted food in English: "1 onion, sliced", not "1 onion soup"."""


@cache
def _forms(language: str, kind: str) -> dict[str, tuple[str, str]]:
    """Singular and plural by either form in lower case."""
    pairs = list(_TABLES[language][kind].items())
    forms = {many.lower(): (one, many) for one, many in pairs}
    return forms | {one.lower(): (one, many) for one, many in pairs}


def is_plural(value: float, language: str) -> bool:
    """Whether a counted word after this number is in the plural."""
    return value >= _FRENCH_PLURAL_FROM if known_language(language) == "fr" else value > 1


def agreed(text: str, at: int, value: float, before: float, language: str) -> tuple[str, int]:
    """Return the counted words from `at` on in the form for a number, and the index after them.

    Only words of the tables change that are in the form for the number `before`, up to the first one that is not in
    the tables. The result is empty if none does.
    """
    found = _following(text, at)
    code = _language_of(found, known_language(language))
    if code is None:
        return "", at
    first = _form(found[0]["word"], code)
    was_plural = is_plural(before, code)
    if 1 < before < 2 and first is not None and found[0]["word"].lower() == first[0].lower():
        # "1½ taza": what follows one and a part is in the singular as often as in the plural.
        was_plural = False
    if is_plural(value, code) == was_plural:
        return "", at
    if first is not None and first[0] != first[1] and found[0]["word"].lower() != first[was_plural].lower():
        # "200 gram", "2 Zehe": the line does not inflect it.
        return "", at
    plural = not was_plural
    return (
        _english(text, at, found, plural=plural) if code == "en" else _other(found, at, code, plural=plural)
    )


def _following(text: str, at: int) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    while len(found) < _MOST_WORDS and (match := _WORD.match(text, at)):
        found.append(match)
        at = match.end()
    return found


def _language_of(found: list[re.Match[str]], code: str) -> str | None:
    """The language whose tables have the first word: that of the line, or the only one that fits."""
    if not found:
        return None
    word = found[0]["word"]
    known = {one: form for one in LANGUAGES if (form := _form(word, one)) is not None}
    if code in known:
        return code
    return next(iter(known)) if len(set(known.values())) == 1 else None


def _form(word: str, language: str) -> tuple[str, str] | None:
    form = _forms(language, "words").get(word.lower())
    if form is not None and form[0][0].isupper() and not word[0].isupper():
        # A German noun; in lower case it is a word of another language.
        form = None
    return form or _forms(language, "modifiers").get(word.lower())


def _other(found: list[re.Match[str]], at: int, code: str, *, plural: bool) -> tuple[str, int]:
    pieces: list[str] = []
    end = at
    units, measured = unit_spellings(code), False
    for match in found:
        form = _form(match["word"], code)
        if form is None or (measured and match["word"].lower() not in _forms(code, "modifiers")):
            # "2 Dosen Tomaten": what is in the can does not change.
            break
        measured = measured or fold(match["word"]) in units
        word = match["word"] if match["ending"] else _in_case_of(form[plural], match["word"])
        pieces.append(f"{match['gap']}{word}{match['ending'] or ''}")
        end = match.end()
    return "".join(pieces), end


def _english(text: str, at: int, found: list[re.Match[str]], *, plural: bool) -> tuple[str, int]:
    """English changes one word: the unit, or the last word of the name."""
    words, modifiers = _forms("en", "words"), _forms("en", "modifiers")
    units = unit_spellings("en")
    last: re.Match[str] | None = None
    for match in found:
        word = match["word"].lower()
        if word not in words and word not in modifiers:
            break
        if word in words:
            last = match
            if word in units:
                break
    if last is None or last["ending"]:
        return "", at
    word = last["word"]
    if word.lower() not in units and not _ENDS_NAME.match(text, last.end()):
        return "", at
    return f"{text[at : last.start('word')]}{_in_case_of(words[word.lower()][plural], word)}", last.end()


def _in_case_of(form: str, word: str) -> str:
    if word.isupper() and len(word) > 1:
        return form.upper()
    return form.capitalize() if word[:1].isupper() and form[:1].islower() else form
