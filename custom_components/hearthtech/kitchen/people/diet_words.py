"""Words of a line with a meaning for diets, beyond the named foods.

Called by `allergen_scanner` for every line.

It changes only diet codes (`Matter`), never an allergen, and makes no word known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from ..nutrition.database import shipped
from ..nutrition.text import words
from .diets import FLESH, FROM_ANIMALS, RULES, SEA, Matter
from .model import Diet
from .word_tables import food_blocks, phrases, word_lists

LANGUAGES = ("en", "de", "fr", "es", "it")
CHOICE = {diet: f"choice_{diet.value}" for diet in RULES}
"""Code of a finding: every alternative of a choice breaks this diet, each possibly for another reason."""

type Words = tuple[str, ...]


@dataclass(slots=True)
class CodedPhrase:
    """A phrase of the line with its codes; the caller copies them back into its own tiles."""

    start: int
    end: int
    contains: frozenset[str]
    may_contain: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()
    entry: str = ""
    """Entry of the food database, if the phrase is one."""
    added: bool = False
    """Found here; not a phrase of the caller."""


@dataclass(slots=True)
class _PhraseCodes:
    """Phrases by their comparable words, and the length of the longest."""

    known: dict[Words, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    longest: int = 1

    def add(self, phrase: str, contains: frozenset[str], may: frozenset[str]) -> None:
        """Add one phrase; codes of several headers are joined."""
        said = words(phrase)
        if not said:
            return
        old = self.known.get(said, (frozenset(), frozenset()))
        self.known[said] = (old[0] | contains, old[1] | may)
        self.longest = max(self.longest, len(said))


@lru_cache(maxsize=1)
def _foods() -> tuple[_PhraseCodes, Mapping[str, tuple[frozenset[str], frozenset[str]]]]:
    """The table: by phrase, and by entry of the food database."""
    known = _PhraseCodes()
    by_entry: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    english = shipped().aliases("en")
    for codes, said in food_blocks("diet_foods"):
        contains = frozenset(code for code in codes.split() if code[0] not in "?-")
        may = frozenset(code[1:] for code in codes.split() if code[0] == "?")
        for phrase in said:
            known.add(phrase, contains, may)
            found = english.get(" ".join(words(phrase)))
            entry = None if found is None else shipped().entry(found)
            if entry is not None and words(entry.name) == words(phrase) and (contains or may):
                old = by_entry.get(entry.name, (frozenset(), frozenset()))
                by_entry[entry.name] = (old[0] | contains, old[1] | may)
    return known, by_entry


def load_diet_words() -> None:
    """Read the tables, before their first use."""
    _foods()
    word_lists("diet_phrases")


@lru_cache(maxsize=32)
def _set(name: str) -> frozenset[Words]:
    return frozenset(words(phrase) for phrase in phrases(word_lists("diet_phrases")[name]))


@cache
def _single(name: str) -> frozenset[str]:
    """A list of single words, as they are among the comparable words of a line."""
    return frozenset(phrases(word_lists("diet_phrases")[name]))


@cache
def _joins() -> frozenset[str]:
    return frozenset(word for phrase in _set("joins") for word in phrase)


def adjusted(
    said: Sequence[str], clauses: Sequence[tuple[int, int]], parts: list[CodedPhrase], language: str
) -> list[CodedPhrase]:
    """Return the phrases of a line with adjusted diet codes.

    `said` are the comparable words of the line, `clauses` the clause and the alternative of each; `parts` the phrases
    that the caller found. Phrases of diets that the caller did not find are appended, with `added` set.
    """
    found = [*parts]
    for part in found:
        if part.contains & {Matter.PORK, Matter.BEEF, Matter.POULTRY}:
            # The animal is named.
            part.contains -= {Matter.MEAT}
    _overlay(said, clauses, found, language)
    _grains(said, found)
    _green_parts(said, found)
    _forms(said, clauses, found)
    _claims(said, clauses, found)
    _lactose(said, clauses, found)
    _alcohol_free(said, clauses, found)
    _raw(said, clauses, found)
    _serrano(said, found, language)
    return found


def _runs(
    said: Sequence[str], clauses: Sequence[tuple[int, int]], longest: int
) -> Iterator[tuple[int, int, Words]]:
    """All runs of words inside one alternative, longest first at each place."""
    for start in range(len(said)):
        for end in range(min(len(said), start + longest), start, -1):
            if clauses[end - 1] == clauses[start]:
                yield start, end, tuple(said[start:end])


def _overlay(
    said: Sequence[str], clauses: Sequence[tuple[int, int]], parts: list[CodedPhrase], language: str
) -> None:
    phrases, by_entry = _foods()
    taken = 0
    spans: list[tuple[int, int, frozenset[str], frozenset[str]]] = []
    aliases = [shipped().aliases(one) for one in dict.fromkeys((language, "en"))]
    for start, end, run in _runs(said, clauses, max(phrases.longest, 7)):
        if start < taken:
            continue
        codes = phrases.known.get(run)
        if run == ("pate",) and language == "fr":
            # Without accents "pâté" and "pâtes" are one word.
            continue
        if codes is None:
            joined = " ".join(run)
            number = next((shelf[joined] for shelf in aliases if joined in shelf), None)
            if number is None:
                continue
            codes = by_entry.get(shipped().entry(number).name)
            if codes is None and end - start == 1:
                continue
        spans.append((start, end, *(codes or (frozenset(), frozenset()))))
        taken = end
    for start, end, contains, may in spans:
        inside = [part for part in parts if part.start < end and start < part.end]
        if not contains and not may:
            # The longer phrase has no information on the codes of the shorter ones in it.
            for part in inside:
                if (tuple(said[start:end])) in phrases.known:
                    part.contains -= {Matter.FODMAP}
            continue
        whole = next((part for part in inside if part.start <= start and end <= part.end), None)
        if whole is not None:
            whole.contains |= contains
            whole.may_contain = (whole.may_contain | may) - whole.contains
        else:
            parts.append(CodedPhrase(start, end, contains, may, added=True))


def _grains(said: Sequence[str], parts: Iterable[CodedPhrase]) -> None:
    """Wheat, rye and barley contain fructans; products with little of them are listed."""
    for part in parts:
        run = tuple(said[part.start : part.end])
        if (
            Matter.GLUTEN in part.contains
            and run not in _set("few_fructans")
            and words(part.entry) not in _set("few_fructans")
        ):
            part.contains |= {Matter.FODMAP}


def separated(said: Sequence[str], one: int, other: int) -> bool:
    """Return whether another food begins between two places of a line, at a number or a word such as "and"."""
    joins = _joins()
    first, last = min(one, other), max(one, other)
    return any(word in joins or word[:1].isdigit() for word in said[first + 1 : last])


def _has(said: Sequence[str], phrases: frozenset[Words]) -> bool:
    return any(
        tuple(said[start:end]) in phrases
        for start in range(len(said))
        for end in range(start + 1, min(len(said), start + 4) + 1)
    )


def _green_parts(said: Sequence[str], parts: Iterable[CodedPhrase]) -> None:
    rest = [word for word in said if word not in _single("only")]
    if not (_has(said, _set("green_parts")) or _has(rest, _set("green_parts"))):
        return
    if _has(said, _set("white_parts")):
        return
    for part in parts:
        if _has(said[part.start : part.end], _set("leafy_onions")):
            part.contains -= {Matter.FODMAP}


def _forms(said: Sequence[str], clauses: Sequence[tuple[int, int]], parts: Iterable[CodedPhrase]) -> None:
    """Add to a cut or a product the animal that the word beside it names: `tuna steak`, `turkey ham`."""
    animal = FLESH | SEA
    listed = list(parts)
    for part in listed:
        if tuple(said[part.start : part.end]) not in _set("forms") or not part.contains & animal:
            continue
        here = clauses[part.start]
        beside = [
            other
            for other in listed
            if other is not part
            and clauses[other.start] == here
            and not (other.start < part.end and part.start < other.end)
            and tuple(said[other.start : other.end]) not in _set("forms")
        ]
        named = [other for other in beside if other.contains & animal]
        if named:
            part.contains -= animal
            part.may_contain -= animal
        elif _imitated(said, part):
            part.may_contain |= part.contains & animal
            part.contains -= animal


def _imitated(said: Sequence[str], part: CodedPhrase) -> bool:
    """Whether a plant that replaces meat is directly before the word, or behind `of`."""
    before = said[max(0, part.start - 3) : part.start]
    after = said[part.end : part.end + 4]
    plants = _set("imitated_with")
    if any(tuple(before[place:]) in plants for place in range(len(before))):
        return True
    if after[:1] and after[0] in _single("links"):
        after = after[1:]
        if after[:1] and after[0] in _single("articles"):
            after = after[1:]
        return any(tuple(after[:length]) in plants for length in (1, 2, 3))
    return False


def _claims(said: Sequence[str], clauses: Sequence[tuple[int, int]], parts: Iterable[CodedPhrase]) -> None:
    """Apply `vegan`, `vegetarian` and words like `plant-based` to the diet codes."""
    for start, end, run in _runs(said, clauses, 3):
        if run in _set("plant_claims"):
            dropped, promised = FROM_ANIMALS, True
        elif run in _set("vegetarian_claims"):
            dropped, promised = FROM_ANIMALS - {Matter.MILK, Matter.EGG, Matter.HONEY, Matter.RENNET}, True
        elif run in _set("plant_based") and not (run == ("vegetable",) and end == len(said)):
            dropped, promised = FROM_ANIMALS, False
        else:
            continue
        if said[max(0, start - 1) : start] and said[start - 1] in _single("negations"):
            continue
        here = [part for part in parts if clauses[part.start] == clauses[start] and not part.added]
        if not [part for part in here if (part.start, part.end) != (start, end)]:
            # "dark chocolate (vegan)": a remark on what is before it.
            here = [part for part in parts if clauses[part.start][0] == clauses[start][0] - 1]
        only_next = len(run) == 1 and run in _set("not_from_plants_alone")
        for part in here:
            if separated(said, start, part.start):
                continue
            if only_next and not (part.start <= end and start <= part.end):
                continue
            doubt = frozenset[str]() if promised else part.contains & dropped
            part.contains -= dropped
            part.may_contain |= doubt
            if promised:
                part.may_contain -= dropped
                part.free |= dropped


def _lactose(said: Sequence[str], clauses: Sequence[tuple[int, int]], parts: Iterable[CodedPhrase]) -> None:
    claimed = [start for start, _, run in _runs(said, clauses, 3) if run in _set("lactose_free")]
    for part in parts:
        if any(
            clauses[part.start] == clauses[start] and not separated(said, start, part.start)
            for start in claimed
        ):
            part.free |= {Matter.LACTOSE}
        elif tuple(said[part.start : part.end]) not in _set("little_lactose"):
            continue
        part.contains -= {Matter.LACTOSE}
        part.may_contain -= {Matter.LACTOSE}


def _alcohol_free(
    said: Sequence[str], clauses: Sequence[tuple[int, int]], parts: Iterable[CodedPhrase]
) -> None:
    for start, end, run in _runs(said, clauses, 3):
        if run not in _set("alcohol_free"):
            continue
        for part in parts:
            if clauses[part.start][0] != clauses[start][0] or separated(said, start, part.start):
                continue
            if Matter.ALCOHOL in part.contains or (part.start < end and start < part.end):
                part.contains -= {Matter.ALCOHOL}
                part.may_contain |= {Matter.ALCOHOL}


def _raw(said: Sequence[str], clauses: Sequence[tuple[int, int]], parts: Iterable[CodedPhrase]) -> None:
    raw = {clauses[start][0] for start, _, run in _runs(said, clauses, 2) if run in _set("raw")}
    pasteurized = any((word,) in _set("pasteurized") for word in said)
    for part in parts:
        if clauses[part.start][0] in raw and part.contains & (FLESH | SEA | {Matter.EGG}):
            part.may_contain |= {Matter.PREGNANCY} - part.contains
        if pasteurized and part.contains & {Matter.MILK, Matter.EGG}:
            part.contains -= {Matter.PREGNANCY}
            part.may_contain -= {Matter.PREGNANCY}


def _serrano(said: Sequence[str], parts: list[CodedPhrase], language: str) -> None:
    """In English a serrano is a chili when it is counted, and perhaps a ham when it is weighed or sliced."""
    if language != "en" or "serrano" not in said:
        return
    place = said.index("serrano")
    if {"slice", "g", "gram", "oz", "ounce", "lb", "rasher", "wafer", "thin"} & set(said[:place]) and not {
        "chili",
        "pepper",
    } & set(said):
        for part in parts:
            if part.start <= place < part.end:
                part.may_contain |= {Matter.PORK} - part.contains


def broken_by_choice(sides: Sequence[frozenset[str]]) -> list[Diet]:
    """Return the diets that every alternative of a choice breaks: `beef or lamb` for vegetarians."""
    if len(sides) < 2:
        return []
    return [diet for diet, rule in RULES.items() if all(side & rule.forbids for side in sides)]
