"""Nutrition of a dish: lines to foods to grams to nutrients, with an interval for each figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .applied_corrections import AppliedCorrections
from .cooking import Method, is_heated, kept
from .database import FoodDatabase, shipped
from .gram_converter import GramConverter, GramEstimate
from .household_overrides import FoodOverrides
from .match import Matcher
from .model import FoodMatch, LineKind, LineResult, Nutrition, ParsedLine
from .nutrient_sums import LEFT_BEHIND, NutrientSums, divided
from .parse import parse_line
from .piece_sizes import without_brand, without_brand_behind
from .several_foods import foods_in
from .text import key, words
from .yields import eaten_grams

LONGEST_SEARCH = 200
"""Greatest length of a search in characters."""

type SubRecipe = Callable[[str], Nutrition | None]
"""Returns the nutrition of the recipe named in a line, `None` if there is none."""
WHOLE_NAME = 0.93
"""From this score on only adjectives of the name are unmatched.

In `cheesy rice` the rice is not the whole dish.
"""
JOINED_NAMES = frozenset({"salt and pepper"})
"""Entries of the food database that are two foods."""
PART_UNITS = frozenset({"recipe", "batch", "serving"})
SURE = 0.7
"""Above this score of a food, recipes of the same name are not searched."""


@dataclass(slots=True)
class _AnalyzedLine:
    """State of one line during the calculation."""

    text: str
    parsed: ParsedLine
    section: str
    matches: list[FoodMatch]
    weighed: GramEstimate | None
    part: Nutrition | None = None
    """The recipe that the line names, in place of a food."""
    share: float = 1.0
    """Share of that recipe."""
    minutes: float | None = None
    """Cooking time, min."""
    others: Sequence[tuple[ParsedLine, list[FoodMatch], GramEstimate | None]] = ()
    """The further foods of a line with several, such as the onions of `1 carrot and 2 onions`."""

    @property
    def checked(self) -> bool:
        """Whether the allergens of the line are complete.

        Every word is known and names a food with complete data.
        """
        return (
            bool(self.matches)
            and self.matches[0].score >= WHOLE_NAME
            and self.matches[0].food.checked
            and not self.parsed.alternatives
            and not self.parsed.extra
            and not self.others
        )

    @property
    def counted(self) -> bool:
        """Whether food and grams are known."""
        return bool(self.matches) and self.weighed is not None


class Analyzer:
    """Nutrition of ingredient lists. Reuse one instance: it caches its matches.

    `household` provides the household's own corrections and weighings.
    """

    def __init__(self, database: FoodDatabase | None = None, household: FoodOverrides | None = None) -> None:
        self.database = database or shipped()
        self.household = household
        self._matcher = Matcher(self.database)
        self._corrections = AppliedCorrections(self.database)
        self._scale = GramConverter(self.database, household)

    def line(
        self, text: str, language: str = "en"
    ) -> tuple[ParsedLine, list[FoodMatch], GramEstimate | None]:
        """Parse a line; returns the ranked foods, and the grams of the first."""
        parsed = parse_line(text, language)
        if not parsed.is_ingredient:
            return parsed, [], None
        matches, weighed = self.weigh(parsed)
        return parsed, matches, weighed

    def items(
        self, text: str, language: str = "en", *, apart: bool = False
    ) -> list[tuple[ParsedLine, list[FoodMatch], GramEstimate | None]]:
        """Parse a line that may name several foods; returns what `line` does, for each of them."""
        return [self.line(piece, language) for piece in self.foods_in(text, language, apart=apart)]

    def foods_in(self, text: str, language: str = "en", *, apart: bool = False) -> tuple[str, ...]:
        """Return a line for each food that a line names; mostly the line itself.

        `apart` also splits foods that share an amount (`2 tbsp parsley and chives`) or an entry (salt and pepper), as
        they are bought.
        """
        pieces = foods_in(text, language, lambda name: self._is_food(name, language), apart=apart)
        if len(pieces) == 1:
            return pieces
        name = parse_line(text, language).name
        whole = self.database.lookup(name, language) if set(words(pieces[-1])) <= set(words(name)) else None
        return (text,) if whole is not None and not (apart and whole.name in JOINED_NAMES) else pieces

    def _is_food(self, name: str, language: str) -> bool:
        """Whether a name is known, when its adjectives are left out."""
        if key(name) in self.database.aliases(language):
            return True
        parsed = parse_line(name, language)
        if not parsed.is_ingredient or parsed.amount is not None or len(name.split()) > 4:
            return False
        matches = self._matches(parsed)
        return bool(matches) and matches[0].score >= WHOLE_NAME and matches[0].entry is not None

    def weigh(self, parsed: ParsedLine) -> tuple[list[FoodMatch], GramEstimate | None]:
        """Return the ranked foods of a parsed line, and the grams of the first."""
        matches = self._matches(parsed)
        return matches, self._scale.weigh(parsed, matches[0]) if matches else None

    def grams_of(self, parsed: ParsedLine, match: FoodMatch, unit: str) -> float:
        """Return the weight of one unit of volume (`ml`, `cup`, `l` …) of a food, g."""
        return self._scale.volume_grams(unit, parsed, match)

    def _matches(self, parsed: ParsedLine) -> list[FoodMatch]:
        matches = self._matcher.match(parsed)
        for plain in (without_brand(parsed.name), without_brand_behind(parsed.name, parsed.language)):
            if not matches and plain != parsed.name:
                matches = self._matcher.match(replace(parsed, name=plain, phrase=plain))
        if self.household is not None:
            number = self._corrections.food_for(self.household, parsed, matches)
            if number is not None and self.database.has_food(number):
                own = FoodMatch(
                    food=self.database.food(number),
                    score=1.0,
                    reason="corrected by the household",
                    entry=self._entry_for(number, matches),
                )
                return [own, *(match for match in matches if match.food.number != number)]
        return matches

    def _entry_for(self, number: int, matches: Sequence[FoodMatch]) -> int | None:
        """The pantry entry whose piece and cup weights fit a corrected food."""
        named = next((match.entry for match in matches if match.food.number == number), None)
        if named is not None:
            return named
        entry = self.database.entry_of(number)
        return None if entry is None else entry.id

    def search(self, name: str, language: str = "en", limit: int = 20) -> list[FoodMatch]:
        """Return foods to choose from for a name, best first, with their reasons."""
        parsed = parse_line(name[:LONGEST_SEARCH], language)
        name = parsed.name or name[:LONGEST_SEARCH]
        own = [match for match in self._matches(parsed) if match.score == 1.0] if parsed.is_ingredient else []
        found = self._matcher.search(name, language)
        taken = {match.food.number for match in own}
        return [*own, *(match for match in found if match.food.number not in taken)][:limit]

    def analyze(
        self,
        lines: Sequence[str],
        servings: float | None,
        language: str = "en",
        method: Method | Sequence[Method | None] | None = None,
        subrecipe: SubRecipe | None = None,
        sections: Sequence[str | None] | None = None,
        minutes: Sequence[float | None] | None = None,
    ) -> Nutrition:
        """Return the nutrition of the lines in total and per serving.

        `minutes` is how long each line is cooked, where that is known; alcohol depends on it. `method` is how
        the dish is cooked, or how each line is (`methods.methods_of`); vitamins depend on it. `sections` are
        the headings over the lines, one for each, where they are not lines themselves. `subrecipe` is called
        for lines such as `1 recipe pizza dough`, and for names that are no food.
        """
        read = self._read(lines, language, sections, minutes)
        methods = [method] * len(read) if method is None or isinstance(method, Method) else list(method)
        if subrecipe is not None:
            for line in read:
                _find_part(line, subrecipe)
        parts = [line.part for line in read if line.part is not None]
        foods = [line.matches[0].food for line in read if line.counted and line.part is None]
        heated = is_heated(foods) or any(one not in {None, Method.RAW} for one in methods)
        solids = sum(
            line.weighed.grams
            for line in read
            if line.weighed is not None
            and line.matches
            and line.matches[0].food.group not in {400, 1400, 200}
        )
        sums = NutrientSums()
        results = []
        unchecked = []
        for line, cooked in zip(read, methods, strict=True):
            if not line.parsed.is_ingredient:
                results.append(LineResult(text=line.text, kind=line.parsed.kind, how=line.parsed.kind.value))
                continue
            if line.part is not None:
                unchecked.extend([line.text] if line.part.unchecked else [])
                results.append(sums.add_part(line.part, line.share, line.text))
                continue
            if not line.checked:
                unchecked.append(line.text)
            if not line.counted:
                results.append(LineResult(text=line.text, kind=line.parsed.kind))
                continue
            result = self._count(line, sums, solids, heated, cooked)
            for parsed, matches, weighed in line.others:
                if matches and weighed is not None:
                    other = replace(line, parsed=parsed, matches=matches, weighed=weighed, others=())
                    result = _joined(result, self._count(other, sums, solids, heated, cooked))
            results.append(result)
        ingredients = sum(result.kind is LineKind.INGREDIENT for result in results)
        counted = sum(result.counted for result in results)
        units = {nutrient.tag: nutrient.unit for nutrient in self.database.nutrients} | {"SUGAR_ADDED": "g"}
        weights = [
            (self.database.food(result.number), result.grams or 0.0)
            for result in results
            if result.number is not None
        ]
        missing = 1 - counted / ingredients if ingredients else 0.0
        total = sums.figures(units, missing)
        named = [
            matches[0].food
            for line in read
            if line.part is None
            for matches in (line.matches, *(others for _, others, _ in line.others))
            if matches
        ]
        contains = frozenset().union(*(food.contains for food in named), *(part.contains for part in parts))
        may = frozenset().union(*(food.may_contain for food in named), *(part.may_contain for part in parts))
        return Nutrition(
            servings=servings,
            per_serving=divided(total, servings),
            total=total,
            counted=counted,
            lines_total=ingredients,
            lines=tuple(results),
            grams=eaten_grams(weights, heated=heated) * (1 - LEFT_BEHIND) + sums.part_grams,
            left_behind=LEFT_BEHIND,
            contains=contains,
            may_contain=may - contains,
            unchecked=tuple(unchecked),
            made_of=frozenset().union(*(food.made_of for food in named), *(part.made_of for part in parts)),
        )

    def _read(
        self,
        lines: Sequence[str],
        language: str,
        sections: Sequence[str | None] | None,
        minutes: Sequence[float | None] | None,
    ) -> list[_AnalyzedLine]:
        read: list[_AnalyzedLine] = []
        section = ""
        for place, text in enumerate(lines):
            if sections is not None:
                section = sections[place] or ""
            (parsed, matches, weighed), *others = self.items(text, language)
            if parsed.kind is LineKind.HEADING:
                section = parsed.name
            read.append(
                _AnalyzedLine(
                    text=text,
                    parsed=parsed,
                    section=section,
                    matches=matches,
                    weighed=weighed,
                    others=others,
                )
            )
            if minutes is not None:
                read[-1].minutes = minutes[place]
        return read

    def _count(
        self, line: _AnalyzedLine, sums: NutrientSums, solids: float, heated: bool, method: Method | None
    ) -> LineResult:
        assert line.weighed is not None
        best = line.matches[0]
        share = self._scale.eaten_share(line.parsed, best, line.weighed)
        eaten = kept(
            line.parsed,
            best.food,
            line.weighed.grams,
            section=line.section,
            solids=solids,
            heated=heated,
            minutes=line.minutes,
        )
        factor = share * eaten.weight
        weighed = replace(
            line.weighed,
            grams=line.weighed.grams * factor,
            low=line.weighed.low * factor,
            high=line.weighed.high * factor,
        )
        sums.add(best, weighed, eaten, method)
        how = f"{weighed.how}; {eaten.why}" if eaten.why else weighed.how
        if share < 1:
            how += "; without bones and peel"
        return LineResult(
            text=line.text,
            kind=line.parsed.kind,
            food=best.food.name,
            number=best.food.number,
            entry=None if best.entry is None else self.database.entry(best.entry).name,
            grams=weighed.grams,
            low=weighed.low,
            high=weighed.high,
            how=how,
            score=best.score,
            others=tuple(match.food.name for match in line.matches[1:4]),
            counted=True,
        )


def _joined(first: LineResult, second: LineResult) -> LineResult:
    """Return the result of a line with the grams of a further food; the food shown is the first."""
    return replace(
        first,
        grams=(first.grams or 0.0) + (second.grams or 0.0),
        low=(first.low or 0.0) + (second.low or 0.0),
        high=(first.high or 0.0) + (second.high or 0.0),
    )


def _find_part(line: _AnalyzedLine, subrecipe: SubRecipe) -> None:
    """Use another recipe of the book for a line that names one."""
    parsed = line.parsed
    if not parsed.is_ingredient or not parsed.name:
        return
    unit = parsed.amount.unit if parsed.amount else None
    known = bool(line.matches) and line.matches[0].score >= SURE
    if unit not in PART_UNITS and known and parsed.amount is not None:
        return
    part = subrecipe(parsed.name)
    if part is None or not part.total:
        return
    amount = parsed.amount.middle if parsed.amount else 1.0
    line.part = part
    line.share = amount / (part.servings or 1.0) if unit == "serving" else amount


def analyze(
    lines: Sequence[str],
    servings: float | None,
    *,
    language: str = "en",
    database: FoodDatabase | None = None,
    household: FoodOverrides | None = None,
    method: Method | Sequence[Method | None] | None = None,
    subrecipe: SubRecipe | None = None,
    sections: Sequence[str | None] | None = None,
) -> Nutrition:
    """Return the nutrition of a list of ingredient lines."""
    return Analyzer(database, household).analyze(lines, servings, language, method, subrecipe, sections)
