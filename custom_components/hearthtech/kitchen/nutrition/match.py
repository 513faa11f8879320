"""Match a food name to foods of the database, with score, reason and alternatives.

First our own pantry names (the usual meaning of `flour`), by the longest phrase that covers the head of the
name; then the descriptions of SR28 by the weight of the shared words.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from ...language.fold import fold
from .adjectives import LIGHT, light_words
from .database import Entry, FoodDatabase
from .model import FoodMatch, ParsedLine
from .name_words import food_of_compound, forms_said
from .quantity import GRAMS, ML
from .substitutes import substituted
from .text import key, singular_words, words
from .vocabulary import vocabulary

ACCEPT = 0.4
"""Matches with a lower score do not count as understood."""
ALL_BUT_ADJECTIVES = 0.98
"""Covered share of a name when only adjectives are unmatched."""
_SURE = 0.93
MAX_WORDS = 14
SEARCHED = 40
FRESH_UNITS = frozenset({"bunch", "handful", "sprig", "stalk"})
"""A bunch of coriander is the herb, a teaspoon of it the seed: variants may name these units."""
_LONGEST = 7
_SPOONS = frozenset({"tsp", "tbsp", "dessertspoon", "pinch"})
_BOUILLON = frozenset({"bouillon cube", "bouillon powder"})
_BROTH = "vegetable broth"

_VAGUE_HEADS = frozenset(
    words(
        "sauce mix powder meat blend product food recipe style packet topping seasoning paste crumb sheet puree"
    )
)
"""Last words with little meaning: in `tzatziki sauce` the food is the word before."""


class _Span(NamedTuple):
    """A known name inside a phrase.

    The covered share of the phrase, its length, and the positions of its words.
    """

    covered: float
    size: int
    places: frozenset[int]
    entry: int


def _with_gaps(
    tokens: Sequence[str], weights: Sequence[float], total: float, aliases: Mapping[str, int]
) -> list[_Span]:
    """Find names whose words are in order with others between: `red table wine`."""
    last = tokens[-8:]
    offset = len(tokens) - len(last)
    found = []
    for size in (2, 3):
        for places in combinations(range(len(last)), size):
            if places[-1] - places[0] >= size and (
                entry := aliases.get(" ".join(last[place] for place in places))
            ):
                covered = 0.97 * sum(weights[offset + place] for place in places) / total
                found.append(_Span(covered, size, frozenset(offset + place for place in places), entry))
    return found


def _specific(said: str) -> tuple[bool, int]:
    return any(char.isdigit() for char in said), len(said)


class Matcher:
    """Ranks foods for a name."""

    def __init__(self, database: FoodDatabase) -> None:
        self._database = database
        self._words: dict[str, dict[str, str]] = {}
        self._ranked = lru_cache(maxsize=2048)(self._rank)

    def match(self, line: ParsedLine) -> list[FoodMatch]:
        """Return the ranked foods for a parsed line, best first; empty when nothing fits."""
        name = line.name
        if not name:
            return []
        phrase = line.phrase or name
        if line.comment and self._says_nothing(name, line.language):
            phrase = name = f"{name} {line.comment}"
        if line.size in {"baby", "mini"}:
            phrase = f"{line.size} {phrase}"
        if line.size and key(f"{line.size} {name}") in self._database.aliases(line.language):
            phrase = name = f"{line.size} {name}"
        unit = line.amount.unit if line.amount else None
        if unit in {"can", "tin"} and key(f"canned {name}") in self._database.aliases("en"):
            phrase = name = f"canned {name}"
        if line.purpose and key(f"{name} {line.purpose}") in self._database.aliases(line.language):
            phrase = name = f"{name} {line.purpose}"
        if line.preparation:
            # "sugar, brown" is brown sugar.
            before = line.preparation.partition(",")[0]
            said = vocabulary(line.language).preparation
            if (
                len(before) <= 20
                and fold(before) not in said
                and key(f"{before} {name}") in self._database.aliases(line.language)
            ):
                phrase = name = f"{before} {name}"
            elif key(f"{name} {before}") in self._database.aliases(line.language):
                # "cut" of "steel cut oats" is no preparation.
                phrase = name = f"{name} {before}"
        language = line.language
        if line.part in {"juice", "zest"}:
            fruit = self._database.lookup(name, language)
            phrase = name = f"{fruit.name if fruit else name} {line.part}"
            language = "en"
        shared = self._shared_head(phrase, line)
        found = self._ranked(shared or phrase, shared or name, language)
        for alternative in line.alternatives if not found or found[0].score < 0.6 else ():
            better = self._ranked(alternative, alternative, line.language)
            if better and (not found or better[0].score > found[0].score + 0.2):
                found = better
                break
        if found and unit in ML and unit not in _SPOONS:
            found = self._dissolved(found)
        return [self._in_context(match, line) for match in substituted(found, line, self._database)]

    def _dissolved(self, found: list[FoodMatch]) -> list[FoodMatch]:
        """`400 ml stock cube`: the volume is that of the broth."""
        entry = self._database.entry(found[0].entry) if found[0].entry is not None else None
        if entry is None or entry.name not in _BOUILLON:
            return found
        return self._ranked(_BROTH, _BROTH, "en") or found

    def search(self, name: str, language: str = "en") -> list[FoodMatch]:
        """Return all foods that a name may mean, best first, also those with a score too low to be used."""
        tokens = [self._spelled(token, language) for token in words(name)[:MAX_WORDS]]
        if not tokens:
            return []
        found = [
            *self._pantry(tokens, language),
            *(self._pantry(tokens, "en") if language != "en" else []),
            *self._search(tokens, most=SEARCHED, floor=0.4),
        ]
        best: dict[int, FoodMatch] = {}
        for match in sorted(found, key=lambda match: -match.score):
            best.setdefault(match.food.number, match)
        return list(best.values())

    def _says_nothing(self, name: str, language: str) -> bool:
        """Whether a name has only adjectives (`4 boneless (skinless chicken breasts)`)."""
        tokens = words(name)
        aliases = self._database.aliases(language)
        return all(token in LIGHT for token in tokens) and not any(
            " ".join(tokens[place:]) in aliases for place in range(len(tokens))
        )

    def _shared_head(self, phrase: str, line: ParsedLine) -> str | None:
        """`corn or flour tortillas` means corn tortillas: return that name if it is known."""
        aliases = self._database.aliases(line.language)
        for alternative in line.alternatives:
            other = alternative.split()[:5]
            for place in range(1, len(other)):
                for said in (phrase, line.name):
                    joined = f"{said} {' '.join(other[place:])}"
                    if " ".join(words(joined)) in aliases:
                        return joined
        return None

    def _in_context(self, match: FoodMatch, line: ParsedLine) -> FoodMatch:
        """Prefer the variant (cooked, canned, fat free …) that the line mentions."""
        if match.entry is None:
            return match
        entry = self._database.entry(match.entry)
        if not entry.variants:
            return match
        before = set(words(line.phrase))
        after = set(words(f"{line.preparation} {line.comment}"))
        if line.language != "en":
            before |= forms_said(before, line.language)
            after |= forms_said(after, line.language)
        unit = line.amount.unit if line.amount else None
        if unit in {"can", "tin"}:
            before.add("canned")
        elif unit in FRESH_UNITS:
            before.add(unit)
        best: str | None = None
        for said in entry.variants:
            tokens = set(said.split())
            if tokens & {"cooked", "steamed"} and unit in GRAMS:
                fits = tokens <= before
            else:
                fits = tokens <= before | after
            if (
                fits
                and not (tokens & {"dry", "dried"} and unit in {"can", "tin"})
                and (best is None or _specific(said) > _specific(best))
            ):
                best = said
        if best is None or "uncooked" in before | after:
            return match
        food = self._database.food(entry.variants[best])
        return FoodMatch(
            food=food,
            score=match.score,
            reason=f"{match.reason}, {best}",
            entry=match.entry,
            words=match.words,
        )

    def _rank(self, phrase: str, name: str, language: str) -> list[FoodMatch]:
        tokens = [self._spelled(token, language) for token in words(phrase)[:MAX_WORDS]]
        if not tokens:
            return []
        found = self._pantry(tokens, language)
        if language != "en" and (not found or found[0].score < _SURE):
            one = singular_words(phrase, language)[:MAX_WORDS]
            better = self._pantry(one, language, self._database.singular_aliases(language)) if one else []
            if better and (not found or better[0].score > found[0].score):
                found = better
        if language == "de" and (not found or found[0].score < _SURE):
            known = self._database.aliases(language)
            parts = tuple(
                token if token in known else food_of_compound(token, language, known) or token
                for token in tokens
            )
            better = self._pantry(parts, language) if parts != tuple(tokens) else []
            if better and (not found or better[0].score > found[0].score):
                found = better
        if language != "en":
            english = self._pantry(tokens, "en")
            if english and (not found or english[0].score > found[0].score):
                found = english
        if not found or found[0].score < 0.75:
            found = sorted(
                [*found, *self._search(words(name)[:MAX_WORDS] or tokens)], key=lambda match: -match.score
            )
        return [match for match in found if match.score >= ACCEPT][:5]

    def _spelled(self, token: str, language: str) -> str:
        """Return the known word that an unknown one misspells (`jarlsburg`), else the word itself."""
        if len(token) < 6 or not token.isalpha() or token in LIGHT:
            return token
        known = self._vocabulary(language)
        if token in known or self._database.term(token)[1]:
            return token
        found = extractOne(token, known, scorer=OSA.distance, score_cutoff=1 if len(token) < 8 else 2)
        return token if found is None or found[0][0] != token[0] else str(found[0])

    def _vocabulary(self, language: str) -> Mapping[str, str]:
        if language not in self._words:
            phrases = self._database.aliases(language)
            self._words[language] = {
                word: word for phrase in phrases for word in phrase.split() if len(word) > 4
            }
        return self._words[language]

    def _pantry(
        self, tokens: Sequence[str], language: str, names: Mapping[str, int] | None = None
    ) -> list[FoodMatch]:
        """Rank pantry entries by the known names in a phrase; `names` instead of the aliases of the language."""
        aliases = self._database.aliases(language) if names is None else names
        light = light_words(language)
        weights = [0.12 if token in light or token[0].isdigit() else 1.0 for token in tokens]
        head = max((place for place, weight in enumerate(weights) if weight == 1.0), default=len(tokens) - 1)
        if language in {"en", "de"}:
            weights[head] = max(weights[head], 1.0) + 0.6
            if tokens[head] in _VAGUE_HEADS and len(tokens) > 1:
                weights[head] = 0.7
        else:
            first = min((place for place, weight in enumerate(weights) if weight == 1.0), default=0)
            weights[first] = max(weights[first], 1.0) + 0.6
        total = sum(weights)
        spans: list[_Span] = []
        for start in range(len(tokens)):
            for end in range(min(len(tokens), start + _LONGEST), start, -1):
                entry = aliases.get(" ".join(tokens[start:end]))
                if entry is not None:
                    covered = sum(weights[start:end]) / total
                    spans.append(_Span(covered, end - start, frozenset(range(start, end)), entry))
        if not spans or max(span.covered for span in spans) < 0.9:
            spans.extend(_with_gaps(tokens, weights, total, aliases))
        spans.sort(key=lambda span: (-span.covered, -span.size, -max(span.places), span.entry))
        matches: list[FoodMatch] = []
        seen: set[int] = set()
        for span in spans:
            if span.entry in seen:
                continue
            seen.add(span.entry)
            share = span.covered + (0.1 * (1 - span.covered) if head in span.places else 0.0)
            if all(weight < 1 or place in span.places for place, weight in enumerate(weights)):
                share = max(share, ALL_BUT_ADJECTIVES)
            said = [tokens[place] for place in sorted(span.places)]
            matches.append(
                self._pantry_match(self._database.entry(span.entry), share, said, span.covered > 0.999)
            )
        return matches[:5]

    def _pantry_match(self, entry: Entry, covered: float, said: Sequence[str], exact: bool) -> FoodMatch:
        return FoodMatch(
            food=self._database.food(entry.food),
            score=round(0.99 if exact else 0.95 * covered, 3),
            reason=f"pantry: {entry.name}" if exact else f"pantry: {entry.name}, from '{' '.join(said)}'",
            entry=entry.id,
            words=tuple(said),
        )

    def _search(self, tokens: Sequence[str], *, most: int = 4, floor: float = 0.8) -> list[FoodMatch]:
        """Rank SR28's descriptions by the words shared with the name."""
        points: dict[int, float] = {}
        total = 0.0
        if all(token in LIGHT for token in tokens):
            return []
        for token in dict.fromkeys(tokens):
            weight, foods = self._database.term(token)
            if token in LIGHT:
                weight = min(weight, 1.0)
            elif not foods:
                weight = 6.0
            total += weight
            for food in foods if len(foods) < 3000 else ():
                points[food] = points.get(food, 0.0) + weight
        if not points or not total:
            return []
        best = sorted(points.items(), key=lambda pair: (-pair[1], pair[0]))[:40]
        least = best[0][1] * floor
        matches = []
        for number, gained in best:
            if gained < least:
                break
            candidate = self._database.food(number)
            described = words(candidate.name)
            share = gained / total
            lead = 1.0 if described and described[0] in tokens else 0.8
            brief = 1.0 / (1.0 + 0.03 * max(0, len(described) - len(tokens)))
            raw = 1.05 if "raw" in described else 1.0
            matches.append(
                FoodMatch(
                    food=candidate,
                    score=round(min(0.9, 0.85 * share * lead * brief * raw), 3),
                    reason="description",
                    words=tuple(tokens),
                )
            )
        matches.sort(key=lambda match: (-match.score, match.food.number))
        return matches[:most]
