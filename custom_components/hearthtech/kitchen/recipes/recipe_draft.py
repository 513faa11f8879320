"""Collect what is found in a text: name, facts, lines, and the recipe they make together."""

from dataclasses import dataclass, field, replace
import re

from ...language.durations import seconds_of
from ...language.lazy_pattern import LazyPattern
from ...language.numbers import NUMBER, WORD_NUMBER
from .cleaning import uncounted
from .headings import Fact, facts_of
from .model import Ingredient, Recipe, Step, Yield
from .titles import title_and_servings
from .word_lists import alternatives, expressions, word_lists
from .yields import servings_in, states_only_pieces, states_only_servings, yield_of

# Read at import, which Home Assistant does outside its event loop.
_SERVINGS, _TEXTS = word_lists("servings"), expressions("text_words")
_STATES_YIELD = LazyPattern(
    rf"\b(?:{alternatives(_SERVINGS['states_yield'])})\s+(?:(?:{alternatives(_SERVINGS['about'])})\s+)?(?:{NUMBER}|{WORD_NUMBER})"
    rf"(?:\s*(?:-|–|{_TEXTS['range']})\s*{NUMBER})?(?:\s+[^\W\d_]+)?",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S+")
_OR = re.compile(rf"(?<![^\W_])(?:{_TEXTS['or']})(?![^\W_])", re.IGNORECASE)
_TIMES = frozenset({Fact.PREP_TIME, Fact.COOK_TIME, Fact.TOTAL_TIME})


@dataclass(slots=True)
class RecipeDraft:
    """The parts of a recipe while its text is read, in the order of the text."""

    name: str = ""
    facts: dict[Fact, str] = field(default_factory=dict)
    description: list[str] = field(default_factory=list)
    ingredients: list[Ingredient] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    equipment: list[str] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)

    def take_fact(self, line: str, *, certain: bool = False) -> bool:
        """Use the facts of a line such as "Serves 4 | Prep: 10 min"; returns whether it contained only facts.

        `certain`: leave a line that may be a step ("Cook 20 minutes").
        """
        if _LINK.fullmatch(line):
            self.facts.setdefault(Fact.SOURCE, line)
            return True
        facts = facts_of(line)
        if certain and len(facts) == 1 and facts[0][0] in _TIMES and ":" not in line:
            return False
        if not facts and (states_only_servings(line) or states_only_pieces(line)):
            self.facts.setdefault(Fact.YIELD, line)
            return True
        for kind, value in facts:
            if kind in _TIMES and _seconds(value) is None:
                return False
            if kind is Fact.YIELD and yield_of(value) is None:
                return False
        for kind, value in facts:
            if kind is Fact.NAME:
                self.name = value
            else:
                # The first word of "Makes 12" determines the unit, so the whole line is kept.
                self.facts.setdefault(kind, line if kind is Fact.YIELD and len(facts) == 1 else value)
        return bool(facts)

    def finished(self, source_url: str | None) -> Recipe:
        """The recipe of what was found."""
        facts = self.facts
        name, servings = title_and_servings(self.name)
        source = facts.get(Fact.SOURCE, "")
        address = source if re.fullmatch(r"https?://\S+", source) else None
        unparsed = [*self.unparsed]
        words = uncounted([step.text for step in self.steps])
        if source and address is None:
            unparsed.append(source)
        return Recipe(
            id="",
            name=name or "Recipe",
            description="\n".join(self.description),
            author=facts.get(Fact.AUTHOR, ""),
            yields=yield_of(facts.get(Fact.YIELD)) or yield_of(servings) or self._declared_yield(),
            ingredients=tuple(self.ingredients),
            steps=tuple(replace(step, text=text) for step, text in zip(self.steps, words, strict=True)),
            prep_time_s=_seconds(facts.get(Fact.PREP_TIME)),
            cook_time_s=_seconds(facts.get(Fact.COOK_TIME)),
            total_time_s=_seconds(facts.get(Fact.TOTAL_TIME)),
            equipment=tuple(self.equipment),
            categories=_listed(facts.get(Fact.CATEGORY)),
            cuisines=_listed(facts.get(Fact.CUISINE)),
            keywords=_listed(facts.get(Fact.KEYWORDS)),
            source_url=source_url or address,
            notes=tuple(self.notes),
            unparsed=tuple(unparsed),
        )

    def _declared_yield(self) -> Yield | None:
        """The yield in a sentence ("it serves 6 people")."""
        for line in (self.name, *self.description[:20]):
            if match := _STATES_YIELD.search(line):
                return yield_of(match[0])
            if (served := servings_in(line)) is not None:
                return served
        return None


def _seconds(value: str | None) -> float | None:
    """The time of a fact; of alternatives ("8 h on low or 4 h on high") the first."""
    return seconds_of(_OR.split(value)[0]) if value else None


def _listed(words: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(",") if part.strip()) if words else ()
