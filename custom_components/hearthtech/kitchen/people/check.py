"""Check a recipe for people: contains, may contain, not checked, or free of.

`verdict` computes the answer to one need; pages, suggestions, plans, voice and the command line all use it.
Missing information never means "free of": while one line of a recipe is not checked, the recipe is free only
of what that line itself excludes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .amounts import CARBOHYDRATE_EXCHANGE_G, Measured, measured
from .avoided_food_resolver import Meaning, meaning
from .diet_words import CHOICE
from .diets import RULES, DietRule, Matter
from .model import Allergen, Diet, Person, Severity
from .profile import Finding, Gap, How, RecipeProfile, UncheckedLine


class Standing(StrEnum):
    """Result for one need. For diets `CONTAINS` breaks the rule and `FREE_OF` keeps it."""

    CONTAINS = "contains"
    MAY_CONTAIN = "may_contain"
    NOT_CHECKED = "not_checked"
    FREE_OF = "free_of"


class DietaryNeed(StrEnum):
    """The kind of need of a verdict."""

    ALLERGEN = "allergen"
    AVOID = "avoid"
    DIET = "diet"
    DISLIKE = "dislike"


class Why(StrEnum):
    """The reason, translated by its code; those of `How` and `Gap` have the same values."""

    LINE = How.LINE.value
    COMPOSED_OFTEN = "composed_often"
    """A composed food that often contains it."""
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
    """The recipe has no profile yet, or the meal is only free text."""
    RELATED = "related"
    """A food of the same kind as the avoided one."""
    NOT_A_KNOWN_FOOD = "not_a_known_food"
    """The avoided food is unknown, so that only its own words are searched."""
    APART = "apart"
    """Two foods that the diet separates."""
    DEPENDS = "depends"
    """It depends on the preparation."""
    IF_PREPARED = "if_prepared"
    """Allowed from an appropriate shop."""
    OVER = "over"
    NEAR = "near"
    """The limit is inside the figure's interval."""
    WITHIN = "within"
    AMOUNT = "amount"
    """The amount in one serving, to be counted."""
    NOT_KNOWN = "not_known"
    """The figure is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReason:
    """A reason, with the line of the recipe and the finding; with figures if it concerns amounts."""

    why: Why
    line: str = ""
    what: str = ""
    amount: float | None = None
    limit: float | None = None
    unit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The result of a recipe for one need of one person.

    `code` is an `Allergen`, a `Diet`, or the person's own text.
    """

    person_id: str
    need: DietaryNeed
    code: str
    standing: Standing
    severe: bool = False
    reasons: tuple[CheckReason, ...] = ()

    @property
    def harms(self) -> bool:
        """Whether this person must not eat it: for severe needs everything that is not free of it."""
        if self.need not in {DietaryNeed.ALLERGEN, DietaryNeed.AVOID}:
            return False
        return self.standing is Standing.CONTAINS or (self.severe and self.standing is not Standing.FREE_OF)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedVerdict:
    """The result of a dish for one allergen or diet, with the lines that are the reason."""

    need: Allergen | Diet
    standing: Standing
    reasons: tuple[CheckReason, ...] = ()


_NO_PROFILE = (CheckReason(why=Why.NO_PROFILE),)
_HOW = {How.COMPOSED: Why.COMPOSED_OFTEN}
_NOBODY = Person(name="")


def need_named(code: str) -> Allergen | Diet:
    """Return the need of a code such as `milk`, `sulphites` or `low_fodmap`.

    Raises:
        ValueError: The code is neither an `Allergen` nor a `Diet`.
    """
    try:
        return Allergen(code)
    except ValueError:
        return Diet(code)


def verdict(
    profile: RecipeProfile | None, need: Allergen | Diet, person: Person | None = None
) -> NeedVerdict:
    """Return the result for one need, with the reasons. Without a profile it is not checked.

    `person` provides own maximum targets for the diets about amounts.
    """
    if isinstance(need, Allergen):
        standing, reasons = _allergen(profile, need)
    else:
        standing, reasons = _diet(profile, need, person or _NOBODY)
    return NeedVerdict(need=need, standing=standing, reasons=reasons)


def check(profile: RecipeProfile | None, people: Iterable[Person]) -> tuple[CheckResult, ...]:
    """Check a recipe for every need of these people. Without a profile everything is not checked."""
    return tuple(verdict for person in people for verdict in _for_person(profile, person))


def is_safe(profile: RecipeProfile | None, person: Person) -> bool:
    """Whether it is safe: no allergen of theirs, and for severe ones and avoided foods nothing uncertain."""
    if profile is None:
        return not person.avoids and Severity.SEVERE not in person.allergens.values()
    for allergen, severity in person.allergens.items():
        standing = allergen_standing(profile, allergen)
        if standing is Standing.CONTAINS:
            return False
        if severity is Severity.SEVERE and standing is not Standing.FREE_OF:
            return False
    return all(_avoid(profile, words)[0] is Standing.FREE_OF for words in person.avoids)


def fits(profile: RecipeProfile | None, person: Person) -> bool:
    """Whether it is safe and breaks none of their diets, as far as known."""
    return is_safe(profile, person) and not any(
        verdict(profile, diet, person).standing is Standing.CONTAINS
        for diet in person.diets
        if profile is not None
    )


def allergen_standing(profile: RecipeProfile, allergen: Allergen) -> Standing:
    """Check a recipe for one allergen."""
    if allergen in profile.contains:
        return Standing.CONTAINS
    if allergen in profile.may_contain:
        return Standing.MAY_CONTAIN
    if any(allergen not in line.free for line in profile.unchecked):
        return Standing.NOT_CHECKED
    return Standing.FREE_OF


def _for_person(profile: RecipeProfile | None, person: Person) -> list[CheckResult]:
    verdicts = []
    for allergen in sorted(person.allergens):
        severe = person.allergens[allergen] is Severity.SEVERE
        found = verdict(profile, allergen)
        verdicts.append(
            _verdict(person, DietaryNeed.ALLERGEN, allergen, found.standing, found.reasons, severe=severe)
        )
    for words in person.avoids:
        standing, reasons = (Standing.NOT_CHECKED, _NO_PROFILE) if profile is None else _avoid(profile, words)
        verdicts.append(_verdict(person, DietaryNeed.AVOID, words, standing, reasons, severe=True))
    for diet in sorted(person.diets):
        found = verdict(profile, diet, person)
        verdicts.append(_verdict(person, DietaryNeed.DIET, diet, found.standing, found.reasons))
    for words in person.dislikes:
        standing, reasons = (Standing.NOT_CHECKED, _NO_PROFILE) if profile is None else _avoid(profile, words)
        verdicts.append(_verdict(person, DietaryNeed.DISLIKE, words, standing, reasons))
    return verdicts


def _verdict(
    person: Person,
    need: DietaryNeed,
    code: str,
    standing: Standing,
    reasons: tuple[CheckReason, ...],
    *,
    severe: bool = False,
) -> CheckResult:
    return CheckResult(
        person_id=person.id, need=need, code=str(code), standing=standing, reasons=reasons, severe=severe
    )


def _allergen(profile: RecipeProfile | None, allergen: Allergen) -> tuple[Standing, tuple[CheckReason, ...]]:
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


def _avoid(profile: RecipeProfile, words: str) -> tuple[Standing, tuple[CheckReason, ...]]:
    meant = meaning(words)
    if found := _named(profile, meant):
        return Standing.CONTAINS, (CheckReason(why=Why.LINE, what=found),)
    related = [
        finding
        for allergen in meant.allergens
        for finding in (*profile.contains.get(allergen, ()), *profile.may_contain.get(allergen, ()))
    ]
    if related:
        return Standing.MAY_CONTAIN, tuple(
            CheckReason(why=Why.RELATED, line=finding.line, what=finding.what) for finding in related
        )
    if profile.unchecked:
        return Standing.NOT_CHECKED, _gaps(profile.unchecked)
    if not meant.known:
        return Standing.NOT_CHECKED, (CheckReason(why=Why.NOT_A_KNOWN_FOOD, what=words),)
    return Standing.FREE_OF, ()


def _named(profile: RecipeProfile, meant: Meaning) -> str:
    for entry in sorted(meant.entries & profile.named):
        return entry
    for phrase in meant.phrases:
        if phrase <= profile.words:
            return " ".join(sorted(phrase))
    return ""


def _diet(
    profile: RecipeProfile | None, diet: Diet, person: Person
) -> tuple[Standing, tuple[CheckReason, ...]]:
    if profile is None:
        return Standing.NOT_CHECKED, _NO_PROFILE
    if diet is Diet.CARBOHYDRATE_COUNTING:
        return _counted(profile)
    if (rule := RULES.get(diet)) is not None:
        return _by_rule(profile, diet, rule)
    return _by_amounts(profile, measured(profile, diet, person))


def _by_rule(profile: RecipeProfile, diet: Diet, rule: DietRule) -> tuple[Standing, tuple[CheckReason, ...]]:
    if broken := _of(profile.made_of, rule.forbids) or profile.made_of.get(CHOICE[diet], ()):
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
        return Standing.NOT_CHECKED, _gaps(open_lines, rule.source)
    return Standing.FREE_OF, _found(_of(profile.made_of, rule.if_prepared), rule.source, why=Why.IF_PREPARED)


def _perhaps_together(
    profile: RecipeProfile, apart: tuple[frozenset[Matter], frozenset[Matter]]
) -> tuple[Finding, ...]:
    one, other = (_of(profile.made_of, matters) + _of(profile.may_be_made_of, matters) for matters in apart)
    return (*one[:1], *other[:1]) if one and other else ()


def _by_amounts(
    profile: RecipeProfile, results: tuple[Measured, ...]
) -> tuple[Standing, tuple[CheckReason, ...]]:
    reasons = [_reason(result) for result in results]
    # An uncounted line can only add: a value over the limit stays over it.
    for why, standing in ((Why.OVER, Standing.CONTAINS), (Why.NOT_KNOWN, Standing.NOT_CHECKED)):
        if some := tuple(reason for reason in reasons if reason.why is why):
            return standing, some
    if profile.counted < profile.lines_total or not results:
        return Standing.NOT_CHECKED, (CheckReason(why=Why.NOT_KNOWN),)
    if near := tuple(reason for reason in reasons if reason.why is Why.NEAR):
        return Standing.MAY_CONTAIN, near
    return Standing.FREE_OF, tuple(reasons)


def _reason(result: Measured) -> CheckReason:
    limit, figure = result.limit, result.figure
    if figure is None:
        return CheckReason(
            why=Why.NOT_KNOWN, what=limit.tag, limit=limit.most, unit=limit.unit, source=limit.source
        )
    why = Why.NEAR
    if figure.amount > limit.most:
        why = Why.OVER
    elif figure.high <= limit.most:
        why = Why.WITHIN
    return CheckReason(
        why=why, what=limit.tag, amount=figure.amount, limit=limit.most, unit=limit.unit, source=limit.source
    )


def _counted(profile: RecipeProfile) -> tuple[Standing, tuple[CheckReason, ...]]:
    """Nothing is forbidden: report the meal's carbohydrate, without fiber, and the exchanges."""
    figure = profile.figures.get("CHOCDF")
    if figure is None or profile.counted < profile.lines_total:
        return Standing.NOT_CHECKED, (CheckReason(why=Why.NOT_KNOWN, what="CHOCDF", unit="g"),)
    fiber = profile.figures.get("FIBTG")
    grams = max(0.0, figure.amount - (0.0 if fiber is None else fiber.amount))
    return Standing.FREE_OF, (
        CheckReason(why=Why.AMOUNT, what="CHOAVL", amount=grams, limit=CARBOHYDRATE_EXCHANGE_G, unit="g"),
    )


def _of(made_of: Mapping[str, tuple[Finding, ...]], matters: frozenset[Matter]) -> tuple[Finding, ...]:
    return tuple(finding for matter in sorted(matters) for finding in made_of.get(matter, ()))


def _found(findings: Iterable[Finding], source: str = "", why: Why | None = None) -> tuple[CheckReason, ...]:
    return tuple(
        dict.fromkeys(
            CheckReason(
                why=why or _HOW.get(finding.how) or Why(finding.how.value),
                line=finding.line,
                what=finding.what,
                source=source,
            )
            for finding in findings
        )
    )


def _gaps(lines: Iterable[UncheckedLine], source: str = "") -> tuple[CheckReason, ...]:
    return tuple(
        CheckReason(why=Why(line.why.value), line=line.line, what=line.what, source=source) for line in lines
    )
