"""What a recipe means for the people who eat it: contains, may contain, not checked, or free of.

Nothing is ever "free of" by silence: while one line of a recipe is not checked, it is free of nothing but what that
line itself excludes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .amounts import CARBOHYDRATE_EXCHANGE_G, Measured, measured
from .diets import RULES, Matter, Rule
from .model import Allergen, Diet, Person, Severity
from .own_words import Meaning, meaning
from .profile import Finding, Gap, How, RecipeProfile, Unchecked


class Standing(StrEnum):
    """How a recipe stands to one need. For diets `CONTAINS` breaks the rule and `FREE_OF` keeps it."""

    CONTAINS = "contains"
    MAY_CONTAIN = "may_contain"
    NOT_CHECKED = "not_checked"
    FREE_OF = "free_of"


class Need(StrEnum):
    """What kind of need a verdict is about."""

    ALLERGEN = "allergen"
    AVOID = "avoid"
    DIET = "diet"
    DISLIKE = "dislike"


class Why(StrEnum):
    """The reason, to be put into words in any language; those of `How` and `Gap` have the same values."""

    LINE = How.LINE.value
    COMPOSED_OFTEN = "composed_often"
    """A composed food that often holds it."""
    OPTIONAL = How.OPTIONAL.value
    ALTERNATIVE = How.ALTERNATIVE.value
    MISSPELLED = How.MISSPELLED.value
    PART = How.PART.value
    TITLE = How.TITLE.value
    STEP = How.STEP.value
    UNKNOWN_WORD = Gap.UNKNOWN_WORD.value
    NO_FOOD = Gap.NO_FOOD.value
    COMPOSED = Gap.COMPOSED.value
    PART_NOT_CHECKED = Gap.PART_NOT_CHECKED.value
    NO_LINES = Gap.NO_LINES.value
    NO_PROFILE = "no_profile"
    """The recipe was not looked through yet, or there are only free words."""
    RELATED = "related"
    """Something of the same kind as what they avoid."""
    NOT_A_KNOWN_FOOD = "not_a_known_food"
    """What they avoid is not known here, so that only its own words are found."""
    APART = "apart"
    """Two things that the diet keeps apart."""
    DEPENDS = "depends"
    """It depends on how it was made."""
    IF_PREPARED = "if_prepared"
    """Allowed when it comes from the right shop."""
    OVER = "over"
    NEAR = "near"
    """The figure's interval holds the limit."""
    WITHIN = "within"
    AMOUNT = "amount"
    """What one serving holds, to be counted."""
    NOT_KNOWN = "not_known"
    """The figure is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why, with the line as it stands in the recipe and what was found in it; figures where it is about amounts."""

    why: Why
    line: str = ""
    what: str = ""
    amount: float | None = None
    limit: float | None = None
    unit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a recipe stands to one need of one person. `code` is an `Allergen`, a `Diet`, or the person's own words."""

    person_id: str
    need: Need
    code: str
    standing: Standing
    severe: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def harms(self) -> bool:
        """Whether this person must not be given it: for severe needs all that is not free of it."""
        if self.need not in {Need.ALLERGEN, Need.AVOID}:
            return False
        return self.standing is Standing.CONTAINS or (self.severe and self.standing is not Standing.FREE_OF)


_NO_PROFILE = (Reason(why=Why.NO_PROFILE),)
_HOW = {How.COMPOSED: Why.COMPOSED_OFTEN}


def check(profile: RecipeProfile | None, people: Iterable[Person]) -> tuple[Verdict, ...]:
    """How a recipe stands to every need of these people. Without a profile everything is not checked."""
    return tuple(verdict for person in people for verdict in _for_person(profile, person))


def is_safe(profile: RecipeProfile | None, person: Person) -> bool:
    """Whether it harms nobody's body: no allergen they have, and for severe ones and avoided foods nothing unsure."""
    if profile is None:
        return not person.avoids and Severity.SEVERE not in person.allergens.values()
    for allergen, severity in person.allergens.items():
        if allergen in profile.contains:
            return False
        if severity is Severity.SEVERE and allergen_standing(profile, allergen) is not Standing.FREE_OF:
            return False
    return all(_avoid(profile, words)[0] is Standing.FREE_OF for words in person.avoids)


def fits(profile: RecipeProfile | None, person: Person) -> bool:
    """Whether it is safe and breaks no diet of theirs, as far as is known."""
    return is_safe(profile, person) and not any(
        _diet(profile, diet, person)[0] is Standing.CONTAINS for diet in person.diets if profile is not None
    )


def allergen_standing(profile: RecipeProfile, allergen: Allergen) -> Standing:
    """How a recipe stands to one allergen."""
    if allergen in profile.contains:
        return Standing.CONTAINS
    if allergen in profile.may_contain:
        return Standing.MAY_CONTAIN
    if any(allergen not in line.free for line in profile.unchecked):
        return Standing.NOT_CHECKED
    return Standing.FREE_OF


def _for_person(profile: RecipeProfile | None, person: Person) -> list[Verdict]:
    verdicts = []
    for allergen in sorted(person.allergens):
        severe = person.allergens[allergen] is Severity.SEVERE
        standing, reasons = _allergen(profile, allergen)
        verdicts.append(_verdict(person, Need.ALLERGEN, allergen, standing, reasons, severe=severe))
    for words in person.avoids:
        standing, reasons = (Standing.NOT_CHECKED, _NO_PROFILE) if profile is None else _avoid(profile, words)
        verdicts.append(_verdict(person, Need.AVOID, words, standing, reasons, severe=True))
    for diet in sorted(person.diets):
        standing, reasons = _diet(profile, diet, person)
        verdicts.append(_verdict(person, Need.DIET, diet, standing, reasons))
    for words in person.dislikes:
        standing, reasons = (Standing.NOT_CHECKED, _NO_PROFILE) if profile is None else _avoid(profile, words)
        verdicts.append(_verdict(person, Need.DISLIKE, words, standing, reasons))
    return verdicts


def _verdict(
    person: Person,
    need: Need,
    code: str,
    standing: Standing,
    reasons: tuple[Reason, ...],
    *,
    severe: bool = False,
) -> Verdict:
    return Verdict(
        person_id=person.id, need=need, code=str(code), standing=standing, reasons=reasons, severe=severe
    )


def _allergen(profile: RecipeProfile | None, allergen: Allergen) -> tuple[Standing, tuple[Reason, ...]]:
    if profile is None:
        return Standing.NOT_CHECKED, _NO_PROFILE
    match standing := allergen_standing(profile, allergen):
        case Standing.CONTAINS:
            return standing, _found(profile.contains[allergen])
        case Standing.MAY_CONTAIN:
            return standing, _found(profile.may_contain[allergen])
        case Standing.NOT_CHECKED:
            return standing, _gaps(line for line in profile.unchecked if allergen not in line.free)
    return standing, ()


def _avoid(profile: RecipeProfile, words: str) -> tuple[Standing, tuple[Reason, ...]]:
    meant = meaning(words)
    if found := _named(profile, meant):
        return Standing.CONTAINS, (Reason(why=Why.LINE, what=found),)
    related = [
        finding
        for allergen in meant.allergens
        for finding in (*profile.contains.get(allergen, ()), *profile.may_contain.get(allergen, ()))
    ]
    if related:
        return Standing.MAY_CONTAIN, tuple(
            Reason(why=Why.RELATED, line=finding.line, what=finding.what) for finding in related
        )
    if profile.unchecked:
        return Standing.NOT_CHECKED, _gaps(profile.unchecked)
    if not meant.known:
        return Standing.NOT_CHECKED, (Reason(why=Why.NOT_A_KNOWN_FOOD, what=words),)
    return Standing.FREE_OF, ()


def _named(profile: RecipeProfile, meant: Meaning) -> str:
    for entry in sorted(meant.entries & profile.named):
        return entry
    for phrase in meant.phrases:
        if phrase <= profile.words:
            return " ".join(sorted(phrase))
    return ""


def _diet(profile: RecipeProfile | None, diet: Diet, person: Person) -> tuple[Standing, tuple[Reason, ...]]:
    if profile is None:
        return Standing.NOT_CHECKED, _NO_PROFILE
    if diet is Diet.CARBOHYDRATE_COUNTING:
        return _counted(profile)
    if (rule := RULES.get(diet)) is not None:
        return _by_rule(profile, rule)
    return _by_amounts(profile, measured(profile, diet, person))


def _by_rule(profile: RecipeProfile, rule: Rule) -> tuple[Standing, tuple[Reason, ...]]:
    if broken := _of(profile.made_of, rule.forbids):
        return Standing.CONTAINS, _found(broken, rule.source)
    if rule.apart is not None:
        one, other = (_of(profile.made_of, matters) for matters in rule.apart)
        if one and other:
            return Standing.CONTAINS, _found((*one[:1], *other[:1]), rule.source, why=Why.APART)
    doubtful = _of(profile.may_be_made_of, rule.forbids)
    depends = _of(profile.made_of, rule.doubts) + _of(profile.may_be_made_of, rule.doubts)
    apart = () if rule.apart is None else _perhaps_together(profile, rule.apart)
    if doubtful or depends or apart:
        return Standing.MAY_CONTAIN, (
            *_found(doubtful, rule.source),
            *_found(depends, rule.source, why=Why.DEPENDS),
            *_found(apart, rule.source, why=Why.APART),
        )
    open_lines = [line for line in profile.unchecked if not rule.forbids <= line.free]
    if open_lines:
        return Standing.NOT_CHECKED, _gaps(open_lines)
    return Standing.FREE_OF, _found(_of(profile.made_of, rule.if_prepared), rule.source, why=Why.IF_PREPARED)


def _perhaps_together(
    profile: RecipeProfile, apart: tuple[frozenset[Matter], frozenset[Matter]]
) -> tuple[Finding, ...]:
    one, other = (_of(profile.made_of, matters) + _of(profile.may_be_made_of, matters) for matters in apart)
    return (*one[:1], *other[:1]) if one and other else ()


def _by_amounts(profile: RecipeProfile, results: tuple[Measured, ...]) -> tuple[Standing, tuple[Reason, ...]]:
    reasons = [_reason(result) for result in results]
    # A line that is not counted can only add: what is over the limit stays over it.
    for why, standing in ((Why.OVER, Standing.CONTAINS), (Why.NOT_KNOWN, Standing.NOT_CHECKED)):
        if some := tuple(reason for reason in reasons if reason.why is why):
            return standing, some
    if profile.counted < profile.lines_total or not results:
        return Standing.NOT_CHECKED, (Reason(why=Why.NOT_KNOWN),)
    if near := tuple(reason for reason in reasons if reason.why is Why.NEAR):
        return Standing.MAY_CONTAIN, near
    return Standing.FREE_OF, tuple(reasons)


def _reason(result: Measured) -> Reason:
    limit, figure = result.limit, result.figure
    if figure is None:
        return Reason(
            why=Why.NOT_KNOWN, what=limit.tag, limit=limit.most, unit=limit.unit, source=limit.source
        )
    why = Why.NEAR
    if figure.amount > limit.most:
        why = Why.OVER
    elif figure.high <= limit.most:
        why = Why.WITHIN
    return Reason(
        why=why, what=limit.tag, amount=figure.amount, limit=limit.most, unit=limit.unit, source=limit.source
    )


def _counted(profile: RecipeProfile) -> tuple[Standing, tuple[Reason, ...]]:
    """Nothing is forbidden: the meal tells its carbohydrate, without fiber, and the exchanges."""
    figure = profile.figures.get("CHOCDF")
    if figure is None or profile.counted < profile.lines_total:
        return Standing.NOT_CHECKED, (Reason(why=Why.NOT_KNOWN, what="CHOCDF", unit="g"),)
    fiber = profile.figures.get("FIBTG")
    grams = max(0.0, figure.amount - (0.0 if fiber is None else fiber.amount))
    return Standing.FREE_OF, (
        Reason(why=Why.AMOUNT, what="CHOAVL", amount=grams, limit=CARBOHYDRATE_EXCHANGE_G, unit="g"),
    )


def _of(made_of: Mapping[str, tuple[Finding, ...]], matters: frozenset[Matter]) -> tuple[Finding, ...]:
    return tuple(finding for matter in sorted(matters) for finding in made_of.get(matter, ()))


def _found(findings: Iterable[Finding], source: str = "", why: Why | None = None) -> tuple[Reason, ...]:
    return tuple(
        dict.fromkeys(
            Reason(
                why=why or _HOW.get(finding.how) or Why(finding.how.value),
                line=finding.line,
                what=finding.what,
                source=source,
            )
            for finding in findings
        )
    )


def _gaps(lines: Iterable[Unchecked]) -> tuple[Reason, ...]:
    return tuple(Reason(why=Why(line.why.value), line=line.line, what=line.what) for line in lines)
