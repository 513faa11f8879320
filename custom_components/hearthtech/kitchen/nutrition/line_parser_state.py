"""Parser state of one ingredient line, and the separation of name, preparation and purpose."""

from dataclasses import dataclass, field
from functools import lru_cache
import re

from ...language.fold import fold
from .adjectives import is_adjective
from .amount_lexer import Cursor, read_amount, unglue
from .model import Amount
from .vocabulary import LineVocabulary, vocabulary

_CHUNK = re.compile(r",\s*|;\s*|\s-\s|\s\|\s")


@dataclass(slots=True)
class LineParserState:
    """The parts that have been found so far."""

    words: LineVocabulary
    phrase: str = ""
    amount: Amount | None = None
    added: list[Amount] = field(default_factory=list)
    stated: list[Amount] = field(default_factory=list)
    package: Amount | None = None
    size: str | None = None
    part: str | None = None
    optional: bool = False
    to_taste: bool = False
    divided: bool = False
    extra: str = ""
    purpose: list[str] = field(default_factory=list)
    preparation: list[str] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)


def take_flags(chunk: str, reading: LineParserState) -> bool:
    """Record optional, to taste, divided, extra; returns whether the chunk contains nothing else."""
    words = reading.words
    lowered = fold(chunk).strip(" .*!")
    hit = False
    for flag in words.optional:
        if flag in lowered:
            reading.optional = True
            lowered = lowered.replace(flag, "").strip(" ;,-")
            hit = True
    for flag in words.to_taste:
        if flag in lowered:
            reading.to_taste = True
            lowered = lowered.replace(flag, "").strip(" ;,-")
            hit = True
    if lowered in words.divided or lowered.startswith(tuple(f"{word} " for word in words.divided)):
        reading.divided = True
        hit = True
        lowered = lowered.partition(" ")[2]
    if lowered.startswith(words.extra):
        reading.extra = lowered
        return True
    if hit and lowered:
        reading.comment.append(lowered)
    return hit


def read_rest(rest: str, reading: LineParserState) -> str:
    """Extract the name from the text after the amount; the rest is preparation and purpose."""
    words = reading.words
    rest = rest.strip(" ,.;:-")
    chunks = [chunk.strip(" .;:*") for chunk in _CHUNK.split(rest)]
    chunks = [chunk for chunk in chunks if chunk]
    name = ""
    while chunks:
        chunk = chunks.pop(0)
        if not name:
            candidate = _name_chunk(chunk, reading)
            if candidate is not None:
                name = candidate
                if chunks and _continues(candidate, chunks[0], words):
                    chunks[0] = f"{name} {chunks[0]}"
                    name = ""
            continue
        _read_chunk(chunk, reading)
    return name


def _continues(name: str, following: str, words: LineVocabulary) -> bool:
    """Whether the name so far has only adjectives (`boneless, skinless chicken breasts`)."""
    tokens = fold(name).replace(",", "").split()
    return (
        bool(tokens)
        and all(is_adjective(token) or token in words.preparation for token in tokens)
        and not fold(following).startswith(words.alternatives_openings())
        and not fold(following).startswith(tuple(f"{opening} " for opening in words.purposes))
    )


@lru_cache(maxsize=8)
def _hint(language: str) -> re.Pattern[str]:
    """Return a pattern that matches wherever extra, flags or a purpose may be.

    It avoids the search in most lines.
    """
    words = vocabulary(language)
    openings = {
        opening.split()[0] for opening in (*words.extra, *words.purposes, *words.optional, *words.to_taste)
    }
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(openings)))


def _name_chunk(chunk: str, reading: LineParserState) -> str | None:
    """Return the name in a chunk, or `None` when it has none."""
    words = reading.words
    lowered = fold(chunk)
    hint = _hint(words.language).search
    for opening in words.extra if hint(lowered) else ():
        at = lowered.find(f" {opening}")
        if at > 0:
            reading.extra = lowered[at + 1 :]
            chunk, lowered = chunk[:at], lowered[:at]
    if hint(lowered):
        chunk = _strip_flags(chunk, reading)
        lowered = fold(chunk)
    for opening in words.purposes if hint(lowered) else ():
        at = lowered.find(f" {opening} ")
        if at < 0 and lowered.endswith(f" {opening}") and " " in opening:
            at = len(lowered) - len(opening) - 1
        if at > 0:
            reading.purpose.append(chunk[at + 1 :].strip())
            chunk, lowered = chunk[:at], lowered[:at]
    chunk = _split_alternatives(chunk, reading)
    reading.phrase = chunk
    tokens = chunk.split()
    front: list[str] = []
    while (
        tokens
        and _is_preparation(tokens[0], words)
        and len(tokens) > 1
        and not _is_compound(tokens, 0, words)
    ):
        front.append(tokens.pop(0))
        while len(tokens) > 1 and fold(tokens[0]) in words.plus and _is_preparation(tokens[1], words):
            front.append(tokens.pop(0))
    back: list[str] = []
    while len(tokens) > 1 and _is_preparation(tokens[-1], words):
        back.insert(0, tokens.pop())
        while len(tokens) > 2 and fold(tokens[-1]) in words.plus:
            back.insert(0, tokens.pop())
    end = _name_end(tokens, words)
    if end is not None:
        reading.phrase = " ".join([*front, *tokens[:end]])
        back = tokens[end:] + back
        tokens = tokens[:end]
    middle = [
        token
        for place, token in enumerate(tokens[:-1])
        if _is_preparation(token, words) and not _is_compound(tokens, place, words)
    ]
    if (
        middle
        and not words.plus & {fold(token) for token in tokens}
        and not _is_preparation(tokens[-1], words)
    ):
        # "fresh chopped cilantro", "mild diced green chiles"
        tokens = [token for token in tokens if token not in middle]
        front += middle
    if not tokens:
        reading.preparation.extend(front + back)
        return None
    if all(_is_preparation(token, words) for token in tokens):
        reading.preparation.extend(front + tokens + back)
        return None
    if front:
        reading.preparation.append(" ".join(front))
    if back:
        reading.preparation.append(" ".join(back))
    if tokens and fold(tokens[0]) in words.of and len(tokens) > 1:
        tokens = tokens[1:]
    return " ".join(tokens).strip(" .,;:-")


def _name_end(tokens: list[str], words: LineVocabulary) -> int | None:
    """Return where text begins that is not part of the name (`cut into …`); `None` when there is none."""
    for place, token in enumerate(tokens):
        if place == 0 or fold(token).strip(",.") not in words.breaks:
            continue
        if all(is_adjective(before) for before in tokens[:place]) and _is_preparation(token, words):
            continue
        joined = fold(" ".join(tokens))
        return None if any(phrase in joined for phrase in words.named_with) else place
    return None


def _is_compound(tokens: list[str], place: int, words: LineVocabulary) -> bool:
    return fold(" ".join(tokens[place : place + 2])) in words.compounds


def _is_preparation(token: str, words: LineVocabulary) -> bool:
    return fold(token).strip(",.") in words.preparation


def _strip_flags(chunk: str, reading: LineParserState) -> str:
    lowered = fold(chunk)
    for flags, attribute in ((reading.words.optional, "optional"), (reading.words.to_taste, "to_taste")):
        for flag in flags:
            at = lowered.find(flag)
            if at >= 0:
                setattr(reading, attribute, True)
                chunk = (chunk[:at] + chunk[at + len(flag) :]).strip(" ,-")
                lowered = fold(chunk)
    return chunk


def _split_alternatives(chunk: str, reading: LineParserState) -> str:
    tokens = chunk.split()
    for place, token in enumerate(tokens):
        if fold(token) in reading.words.alternatives and 0 < place < len(tokens) - 1:
            if all(_is_preparation(before, reading.words) for before in tokens[:place]):
                # "chopped or shredded chicken": the choice is between preparations, not foods.
                reading.preparation.append(" ".join(tokens[:place]))
                return _split_alternatives(" ".join(tokens[place + 1 :]), reading)
            reading.alternatives.append(" ".join(tokens[place + 1 :]))
            return " ".join(tokens[:place])
    return chunk


def _read_chunk(chunk: str, reading: LineParserState) -> None:
    """Read the text after the name."""
    words = reading.words
    if not chunk or take_flags(chunk, reading):
        return
    lowered = fold(chunk)
    if lowered.startswith(tuple(f"{opening} " for opening in words.purposes)) or lowered in words.purposes:
        reading.purpose.append(chunk)
        return
    if lowered.startswith(words.alternatives_openings()):
        reading.alternatives.append(chunk.partition(" ")[2])
        return
    cursor = Cursor(unglue(chunk), words)
    amount = read_amount(cursor)
    if amount is not None and (amount.unit is not None or not cursor.rest):
        tail = fold(cursor.rest)
        if reading.amount is None:
            reading.amount = amount
            return
        if amount.unit is not None and amount.unit != "inch" and not tail.startswith(words.piece_forms):
            each = bool(set(tail.split()) & words.each)
            reading.stated.append(Amount(low=amount.low, high=amount.high, unit=amount.unit, each=each))
            if not tail or each:
                return
    reading.preparation.append(chunk)
