"""Split text at headings into the parts of a recipe; of duplicate parts, choose the recipe card.

A page often contains its ingredients twice: in the article, and in the recipe card. The card is the one whose
lines begin with amounts, and the steps are those that follow it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
import re

from .cleaning import is_heading
from .headings import RecipePart, part_of
from .line_classifier import ClassifiedLine, LineRole, begins_with_amount
from .word_lists import expressions, word_lists

_SECTION_THEN_AMOUNT = re.compile(r"[^\W\d_][^\d,.;:!?]{2,40}\s(?=\d)")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(slots=True)
class TextSegment:
    """The lines under one heading, each with its section.

    Without `part` they are not part of the recipe, but may contain yield and times.
    """

    part: RecipePart | None
    level: int = 0
    first: bool = False
    """Whether it is the first section, which contains the title and the introduction of the recipe."""
    lines: list[tuple[ClassifiedLine, str | None]] = field(default_factory=list)

    def amounts(self) -> float:
        """The share of its lines that begin with an amount."""
        return sum(begins_with_amount(line.text) for line, _ in self.lines) / max(len(self.lines), 1)


def segments_of(lines: Sequence[ClassifiedLine]) -> list[TextSegment]:
    """The segments that belong to the recipe, in order."""
    return _chosen(_cut(lines))


def _cut(lines: Sequence[ClassifiedLine]) -> list[TextSegment]:
    now = TextSegment(part=None, first=True)
    segments = [now]
    section: str | None = None
    named = _names_of_sections(lines)
    for at, line in enumerate(lines):
        found = part_of(line.text)
        if line.part is not None:
            segments.append(TextSegment(part=line.part, level=now.level, lines=[(line, None)]))
            now = TextSegment(part=now.part, level=now.level, first=now.first)
            segments.append(now)
        elif found is not None and not (found is RecipePart.END and now.first):
            now, section = TextSegment(part=found, level=line.level), None
            segments.append(now)
        elif not now.first and line.level and now.level and line.level <= now.level:
            # A heading of the same level as that of the part ends the part.
            now, section = TextSegment(part=None, level=line.level), None
            segments.append(now)
        elif (
            _is_section(line, now.part)
            or (now.part is RecipePart.STEPS and _names_steps(line, lines[at + 1 : at + 2], named))
            or (now.part is not None and names_section(line, lines[at + 1 : at + 2]))
        ):
            section = is_heading(line.text) or line.text.strip(" :")
        else:
            now.lines.append((line, section))
    return segments


def _names_of_sections(lines: Sequence[ClassifiedLine]) -> frozenset[str]:
    """The headings of lists of ingredients, without `for the`, in lower case."""
    titles = (
        line.text if _FOR_THE.fullmatch(line.text) else is_heading(line.text)
        for line in lines
        if len(line.text) <= 80
    )
    return frozenset(_bare(title) for title in titles if title)


_WORDS = expressions("text_words")
_FOR_THE = re.compile(
    rf"(?:{_WORDS['part_of_dish']})\s[^\W\d][^\d:;.!?]{{1,40}}|(?:{_WORDS['part_elided']})[’'][^\d:;.!?]{{2,40}}",
    re.IGNORECASE,
)
"""A title such as "For the sauce", without a colon."""


def _bare(title: str) -> str:
    return _FOR.sub("", title.lower()).strip(" :")


_FOR = re.compile(rf"^(?:{_WORDS['for']})\s+(?:(?:{_WORDS['article']})\s+|l['’])?")

_PURPOSE = re.compile(rf"(?:{_WORDS['for']}|{_WORDS['for_doing']})\s", re.IGNORECASE)
"""A name of a part of a dish that can't be a food: `For serving`, `Zum Bestreuen`."""


def _names_steps(line: ClassifiedLine, following: Sequence[ClassifiedLine], named: frozenset[str]) -> bool:
    """Whether a short line without an end names the steps below it: they are numbered, or it names ingredients too."""
    if line.role is not LineRole.PLAIN or not following or len(line.text.split()) > 5 or len(line.text) > 40:
        return False
    if (
        line.text.endswith((".", "!", "?", ",", ";", "。", "！"))
        or line.is_ingredient
        or line.text[:1].islower()
    ):
        return False
    numbered = following[0].role is LineRole.NUMBERED
    return _bare(line.text) in named or (numbered and not line.is_step)


@cache
def _section_names() -> frozenset[str]:
    content: dict[str, list[str]] = word_lists("section_names")
    return frozenset(name for names in content.values() for name in names)


def is_section_name(text: str) -> bool:
    """Whether a text is a usual name of a part of a dish: "Dry ingredients", "Für den Teig", "Außerdem"."""
    name = _ASIDE.sub("", text)
    return _bare(name) in _section_names() or name.strip(" :").lower() in _section_names()


def amount_of_section(text: str) -> int | None:
    """Where the first amount begins after the name of a part of the dish: "Für den Boden 200 g Butter, …"."""
    match = _SECTION_THEN_AMOUNT.match(text)
    return match.end() if match is not None and is_section_name(match[0]) else None


def names_section(line: ClassifiedLine, following: Sequence[ClassifiedLine]) -> bool:
    """Whether a line without a colon names a part of the dish ("Dry", "Teig"), with ingredients or steps below it."""
    if line.role is not LineRole.PLAIN or not following or len(line.text) > 40:
        return False
    below = following[0]
    return (
        (is_section_name(line.text) or _FOR_THE.fullmatch(line.text) is not None)
        and not below.gap
        and (begins_with_amount(below.text) or below.is_step or below.role is not LineRole.PLAIN)
    )


def _is_section(line: ClassifiedLine, part: RecipePart | None) -> bool:
    if part not in {RecipePart.INGREDIENTS, RecipePart.STEPS}:
        return False
    if line.role is LineRole.HEADING:
        return True
    if line.role is not LineRole.PLAIN:
        return False
    if is_heading(line.text) is not None and len(line.text.split()) <= 8:
        return True
    capitals = line.text.isupper() and len(line.text) > 3 and not line.is_ingredient
    named = len(line.text.split()) <= 7 and (
        _FOR_THE.fullmatch(line.text) or (_PURPOSE.match(line.text) and is_section_name(line.text))
    )
    return capitals or (part is RecipePart.INGREDIENTS and bool(named))


def _chosen(segments: list[TextSegment]) -> list[TextSegment]:
    """Remove a first list of the ingredients in the article, and the steps that belong to it."""
    listed = [segment for segment in segments if segment.part is RecipePart.INGREDIENTS and segment.lines]
    best = max(listed, key=lambda segment: segment.amounts(), default=None)
    if best is not None and len(listed) > 1 and best.amounts() >= 0.5:
        chatter = {id(segment) for segment in listed if segment.amounts() < 0.34}
        start = segments.index(best)
        if any(segment.part is RecipePart.STEPS and segment.lines for segment in segments[start:]):
            chatter |= {
                id(segment) for segment in segments[:start] if segment.part is RecipePart.STEPS and chatter
            }
        segments = [segment for segment in segments if id(segment) not in chatter]
    kept: list[TextSegment] = []
    for segment in segments:
        have = {other.part for other in kept if other.lines}
        if segment.part is RecipePart.END and {RecipePart.INGREDIENTS, RecipePart.STEPS} <= have:
            break
        if segment.lines:
            kept.append(segment)
    return kept
