"""Numbers in words: `two and a half`, `anderthalb`, `quatre-vingt-dix`, `media docena`, `zweitausend`.

Every number from 0 to 999 is spelled out once for each language and looked up by its words, which a speech recognizer
may have separated ("hundert achtzig") or joined ("hundertachtzig").
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from .languages import spoken_language
from .word_data import word_data

LARGEST = 999
_MOST_WORDS = 11
"""Greatest number of words of one number: "quatre vingt dix neuf mille neuf cent quatre vingt dix neuf" has eleven."""


@cache
def phrases(table: str, name: str, language: str) -> Mapping[tuple[str, ...], float]:
    """Return a table of the word data (`numbers` or `time`) by its words."""
    found: Mapping[str, float] = word_data(language)[table][name]
    return {tuple(said.split()): value for said, value in found.items()}


def longest_phrase(
    words: Sequence[str], start: int, known: Mapping[tuple[str, ...], float]
) -> tuple[float, int] | None:
    """Return the value of the longest known phrase that begins at `start`, and the index after it."""
    for end in range(min(len(words), start + 4), start, -1):
        value = known.get(tuple(words[start:end]))
        if value is not None:
            return value, end
    return None


@cache
def table(language: str) -> dict[str, int]:
    """All spellings of the numbers 0–999 of a language, without spaces and hyphens, and their values."""
    code = spoken_language(language)
    made = {
        said: int(value)
        for said, value in word_data(code)["numbers"]["others"].items()
        if value == int(value)
    }
    made = {said: value for said, value in made.items() if " " not in said}
    for value in range(LARGEST + 1):
        for spelling in spellings(value, code):
            made.setdefault(spelling, value)
    return made


def is_number_word(word: str, language: str = "en") -> bool:
    """Whether a folded word can be part of a number."""
    return word[:1].isdigit() or word in table(language)


def words_at(
    words: Sequence[str], start: int, language: str = "en", *, parts: bool = True
) -> tuple[float, int] | None:
    """Return the longest number in words that begins at `start`, and the index after it.

    Words are folded. `two and a half` → (2.5, 4). With `parts`, an expression for a part may stand alone:
    `half a` → (0.5, 2), `un quarto di` → (0.25, 3).
    """
    part = longest_phrase(words, start, phrases("numbers", "fractions", language)) if parts else None
    found = _cardinal(words, start, language)
    other = longest_phrase(words, start, phrases("numbers", "others", language))
    if other is not None and (found is None or other[1] > found[1]):
        found = other
    if part is not None and (found is None or part[1] >= found[1]):
        return part
    if found is None:
        return None
    value, end = found
    numbers = word_data(language)["numbers"]
    if words[end : end + 1] and words[end] in numbers["point"]:
        digit = table(language).get(words[end + 1]) if end + 1 < len(words) else None
        if digit is not None and digit < 10:
            return value + digit / 10, end + 2
    if value < 8 and words[end : end + 1] and (share := numbers["denominators"].get(words[end])):
        return value * share, end + 1
    return with_tail(value, words, end, language)


def with_tail(value: float, words: Sequence[str], end: int, language: str) -> tuple[float, int]:
    """Add `and a half`, `et demie`, `e un quarto` after a whole number."""
    tail = longest_phrase(words, end, phrases("numbers", "tails", language)) if value == int(value) else None
    return (value, end) if tail is None else (value + tail[0], tail[1])


def _cardinal(words: Sequence[str], start: int, language: str) -> tuple[float, int] | None:
    """The longest number without fractions, below a million, joined or separated."""
    known = table(language)
    marks: list[str] = word_data(language)["numbers"]["thousand"]
    if start >= len(words):
        return None
    if words[start] not in _prefixes(language) and not any(mark in words[start] for mark in marks):
        return None
    found: tuple[float, int] | None = None
    joined = ""
    for end in range(start + 1, min(len(words), start + _MOST_WORDS) + 1):
        if not words[end - 1].isalpha():
            break
        joined += words[end - 1]
        if (value := known.get(joined)) is not None:
            found = float(value), end
            continue
        for mark in marks:
            left, _, right = joined.partition(mark)
            if left == joined:
                continue
            many = known.get(left) if left else 1
            rest = _rest_of_thousand(right, known, language) if right else 0
            if many and rest is not None:
                found = many * 1000.0 + rest, end
                break
    return found


def _rest_of_thousand(right: str, known: Mapping[str, int], language: str) -> int | None:
    """The number behind "thousand", with or without a joining word: `thousandandfive`."""
    return next(
        (value for word in ("", *joining_words(language)) if (value := known.get(right.removeprefix(word)))),
        None,
    )


def joining_words(language: str) -> Sequence[str]:
    """Words between the parts of a number: `and`."""
    joins: Sequence[str] = word_data(language)["numbers"]["joins"]
    return joins


@cache
def _prefixes(language: str) -> frozenset[str]:
    """All beginnings of spelled numbers."""
    return frozenset(
        spelling[:length] for spelling in table(language) for length in range(1, len(spelling) + 1)
    )


def spellings(value: int, language: str) -> Iterator[str]:
    """The spellings of a number 0–999, folded, without spaces and hyphens."""
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        yield from _below_hundred(rest, language)
        return
    small = _atoms("small", language)
    one = "" if hundreds == 1 else small[hundreds]
    tails = [""] if not rest else list(_below_hundred(rest, language))
    if rest == 1:
        # Folding ends a word at an elision (`un'`), and the form without it is in the list.
        articles: list[str] = word_data(language)["numbers"]["articles"]
        tails += [article for article in articles if article.isalpha() and article not in tails]
    for tail in tails:
        match language:
            case "en":
                for lead in ("", "a", "one") if hundreds == 1 else (one,):
                    yield f"{lead}hundred{tail}"
                    yield f"{lead}hundred{'and' if tail else ''}{tail}"
            case "de":
                yield f"{one}hundert{tail}"
                yield f"{one or 'ein'}hundert{tail}"
                yield f"{one or 'ein'}hundert{'und' if tail else ''}{tail}"
            case "fr":
                yield f"{one}cent{tail}"
                yield f"{one}cents{tail}"
            case "es":
                many = "cien" if hundreds == 1 and not tail else _atoms("hundreds", "es")[hundreds - 1]
                yield many + tail
                if hundreds > 1:
                    yield f"{many[:-2]}as{tail}"
            case "it":
                yield f"{one}cento{tail}"
                if tail.startswith("o"):
                    yield f"{one}cent{tail}"
            case _:
                yield from _by_patterns("hundreds", language, one=one, rest=tail)


@cache
def _atoms(name: str, language: str) -> list[str]:
    found: str = word_data(language)["numbers"][name]
    return found.split()


def _below_hundred(value: int, language: str) -> Iterator[str]:
    small, tens = _atoms("small", language), _atoms("tens", language)
    ten, one = divmod(value, 10)
    if value < len(small) and language != "fr":
        yield small[value]
        if language == "es" and value == 21:
            yield from ("veinteyun", "veintiun", "veintiuna")
        return
    match language:
        case "en":
            yield tens[ten - 2] + (small[one] if one else "")
        case "de":
            lead = "ein" if one == 1 else small[one]
            yield f"{lead}und{tens[ten - 2]}" if one else tens[ten - 2]
        case "fr":
            yield from _french(value, small, tens)
        case "es":
            yield tens[ten - 3] + (f"y{small[one]}" if one else "")
            if one == 1:
                yield from (f"{tens[ten - 3]}yun", f"{tens[ten - 3]}yuna")
        case "it":
            if one in {1, 8}:
                yield f"{tens[ten - 2][:-1]}{small[one]}"
                if one == 1:
                    yield from (f"{tens[ten - 2][:-1]}un", f"{tens[ten - 2][:-1]}una")
            else:
                yield f"{tens[ten - 2]}{small[one] if one else ''}"
        case _:
            if one:
                yield from _by_patterns("tens", language, one=small[one], ten=tens[ten - 2])
            else:
                yield tens[ten - 2]


def _by_patterns(name: str, language: str, **parts: str) -> Iterator[str]:
    """The spellings by the patterns of the word data, for example `{one}en{ten}` in Dutch."""
    patterns: list[str] = word_data(language)["numbers"]["patterns"][name]
    for pattern in patterns:
        yield pattern.format(**parts)


def _french(value: int, small: list[str], tens: list[str]) -> Iterator[str]:
    """French tens, also as in Belgium and Switzerland."""
    ten, one = divmod(value, 10)
    unit = "" if not one else f"et{small[1]}" if one == 1 else small[one]
    if value < 20:
        yield small[value]
    elif value < 70:
        yield tens[ten - 2] + unit
        if one == 1:
            yield f"{tens[ten - 2]}etune"
    elif value < 80:
        yield f"soixante{'et' if value == 71 else ''}{small[value - 60]}"
        yield f"septante{unit}"
    else:
        yield "quatrevingt" + (small[value - 80] if value > 80 else "")
        if value == 80:
            yield "quatrevingts"
        if value == 81:
            yield "quatrevingtune"
        for word in ("huitante", "octante") if value < 90 else ("nonante",):
            yield word + unit
