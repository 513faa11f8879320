"""Other wordings of a search: joined or separated words, and the same dish in another language.

A wording is a list of terms, all of which must be in the name of a recipe. Translation uses the names of the
food data and a table of dishes, and only if every word of the search is understood.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise, product
from pathlib import Path
from typing import Final

from ...language.fold import fold
from ...language.singular import forms
from ..nutrition.database import shipped
from ..nutrition.text import singular_words
from ..yaml_files import read_yaml
from .index import IndexedField, Term
from .words import STOP_WORDS, words_of

# Read at import, which Home Assistant does outside its event loop.
ALSO_AND: Final = frozenset(
    word
    for listed in read_yaml(Path(__file__).parent / "data" / "search_joins.yaml").values()
    for word in listed
)
"""Words for "and" besides the English one, which may be typed for it or for `&`."""
_FILE: Final = Path(__file__).parent / "data" / "search_words.yaml"
LANGUAGES: Final = ("en", "de", "fr", "es", "it")
MOST_WORDS: Final = 6
MOST_WORDINGS: Final = 6
"""Wordings in one language."""
SHORTEST_PREFIX: Final = 5
"""Translated words of at least this length are found as the beginning of a word, for their plural."""


@dataclass(frozen=True, slots=True)
class _SearchWords:
    """The content of the file of words of searches."""

    dishes: tuple[Mapping[str, Sequence[str]], ...]
    """The names of each dish by language."""
    links: frozenset[str]
    """Words of all languages that join the words of a name."""
    elided: Mapping[str, tuple[str, ...]]
    """Articles and prepositions with an apostrophe, which search texts omit."""


@lru_cache(maxsize=1)
def _search_words() -> _SearchWords:
    content = read_yaml(_FILE)
    listed = frozenset(word for line in content["links"].values() for word in line.split())
    elided = {language: tuple(line.split()) for language, line in content["elided"].items()}
    return _SearchWords(tuple(content["dishes"]), STOP_WORDS | ALSO_AND | listed, elided)


@dataclass(frozen=True, slots=True)
class _Concept:
    """A food (the number of its entry) or a dish (the negative number of its row)."""

    number: int


def rewritten(words: Sequence[str], holds: Callable[[Sequence[str]], frozenset[str]]) -> Iterator[list[Term]]:
    """Wordings with two words joined (`pan cakes`), or one separated (`meatloaf`), into words of the book.

    `holds` returns those of some words that are in the book.
    """
    if not 0 < len(words) <= MOST_WORDS:
        return
    joined = {at: first + second for at, (first, second) in enumerate(pairwise(words))}
    either = {form for word in joined.values() for form in forms(word)}
    halves = {half for word in words for cut in _cuts(word) for half in cut}
    known = holds(sorted(either | halves)) if either | halves else frozenset()
    for at, word in joined.items():
        if known.intersection(forms(word)):
            yield [_named(forms(one)) for one in (*words[:at], word, *words[at + 2 :])]
    for at, word in enumerate(words):
        for left, right in _cuts(word):
            if left in known and right in known:
                yield [_named(forms(one)) for one in (*words[:at], left, right, *words[at + 1 :])]


def translated(words: Sequence[str]) -> Iterator[list[Term]]:
    """Wordings of a dish in the other languages; none if a word is not understood."""
    if not 0 < len(words) <= MOST_WORDS:
        return
    seen: set[tuple[_Concept, ...]] = set()
    for language in LANGUAGES:
        concepts = _concepts(tuple(words), language)
        if not any(concept.number > 0 for concept in concepts) or concepts in seen:
            continue
        seen.add(concepts)
        for other in LANGUAGES:
            if other != language:
                yield from _wordings(concepts, other)


def _named(words: tuple[str, ...], *, prefix: bool = False) -> Term:
    return Term(forms=words, prefix=prefix, field=IndexedField.NAME)


def _cuts(word: str) -> list[tuple[str, str]]:
    return [(word[:at], word[at:]) for at in range(3, len(word) - 2)] if word.isascii() else []


@lru_cache(maxsize=256)
def _concepts(words: tuple[str, ...], language: str) -> tuple[_Concept, ...]:
    """The foods and dishes that the words name in a language, without order; empty if not all are understood."""
    found: set[_Concept] = set()
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + 4), at, -1):
            phrase = " ".join(words[at:end])
            concepts = _of_phrase(phrase, language)
            if not concepts and end == at + 1:
                concepts = _of_compound(phrase) if language == "de" else _of_elided(phrase, language)
            if concepts:
                found.update(concepts)
                at = end
                break
        else:
            if words[at] not in _search_words().links:
                return ()
            at += 1
    return tuple(sorted(found, key=lambda concept: concept.number))


def _of_phrase(phrase: str, language: str) -> tuple[_Concept, ...]:
    one = " ".join(singular_words(phrase, language))
    dishes = _dishes(language)
    if (row := dishes.get(phrase) or dishes.get(one)) is not None:
        return (_Concept(-row),)
    entry = shipped().lookup(phrase, language)
    return () if entry is None else (_Concept(entry.id),)


def _of_elided(word: str, language: str) -> tuple[_Concept, ...]:
    """`loignon`: an article or preposition, its apostrophe, and the word."""
    for article in _search_words().elided.get(language, ()):
        rest = word.removeprefix(article)
        if rest != word and rest[:1] in set("aeiouh") and (concepts := _of_phrase(rest, language)):
            return concepts
    return ()


def _of_compound(word: str) -> tuple[_Concept, ...]:
    """`kartoffelsuppe`: a food and a dish."""
    for dish, row in _dishes("de").items():
        if not word.endswith(dish) or len(word) - len(dish) < 3:
            continue
        stem = word[: -len(dish)]
        for food in (
            stem,
            stem.removesuffix("n"),
            stem.removesuffix("en"),
            stem.removesuffix("s"),
            stem + "e",
        ):
            if (entry := shipped().lookup(food, "de")) is not None:
                return (_Concept(entry.id), _Concept(-row))
    return ()


def _alternatives(phrases: Sequence[Sequence[str]]) -> list[list[Term]]:
    """The terms for a food or dish: any of its names of one word, or all words of one of the others."""
    single = sorted({words[0] for words in phrases if len(words) == 1})
    several = [[term for word in words for term in _as_terms([word])] for words in phrases if len(words) > 1]
    return [*([_as_terms(single)] if single else []), *several]


def _wordings(concepts: Sequence[_Concept], language: str) -> Iterator[list[Term]]:
    phrases = [_phrases(concept, language) for concept in concepts]
    if not all(phrases):
        return
    for chosen in islice(product(*map(_alternatives, phrases)), MOST_WORDINGS):
        yield [term for terms in chosen for term in terms]
    if language == "de" and len(concepts) == 2:
        dishes, foods = sorted(concepts, key=lambda concept: concept.number)
        if dishes.number < 0 < foods.number:
            compounds = {
                stem + link + dish[0]
                for food in _phrases(foods, "de")
                for dish in _phrases(dishes, "de")
                for stem in {food[0], food[0].removesuffix("e")}
                for link in ("", "n", "en", "s")
                if len(food) == len(dish) == 1
            }
            if compounds:
                yield [_named(tuple(sorted(compounds)), prefix=True)]


def _as_terms(words: Sequence[str]) -> list[Term]:
    """One term for any of these words; long ones also with another ending."""
    if all(len(word) >= SHORTEST_PREFIX for word in words):
        return [_named(tuple(words), prefix=True)]
    return [
        _named(tuple(sorted({form for word in words for form in (word, f"{word}s", f"{word}n", f"{word}x")})))
    ]


@lru_cache(maxsize=1024)
def _phrases(concept: _Concept, language: str) -> tuple[tuple[str, ...], ...]:
    """The names of a food or dish in a language, shortest first, without linking words."""
    if concept.number < 0:
        return tuple((word,) for word, row in _dishes(language).items() if row == -concept.number)
    names = [phrase for phrase, entry in shipped().aliases(language).items() if entry == concept.number]
    split = {tuple(word for word in words_of(name) if word not in _search_words().links) for name in names}
    return tuple(sorted((words for words in split if words), key=lambda words: (len(words), words)))


@lru_cache(maxsize=8)
def _dishes(language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for row, dish in enumerate(_search_words().dishes, 1):
        for word in dish[language]:
            found.setdefault(fold(word), row)
    return found
