"""Lines under headings, cut into the parts of a recipe; of parts told twice, the one that is the recipe.

A page often tells its ingredients twice: chatting about them, and in the card one cooks from. The card is the one
whose lines begin with amounts, and the steps are those that follow it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
import re

from .cleaning import is_heading
from .labels import Part, part_of
from .looks import Line, Role, begins_with_amount, looks_like_ingredient


@dataclass(slots=True)
class Segment:
    """The lines under one heading, each with the section it stands in.

    Without `part` they are no recipe's, but may still tell for how many it is and how long it takes.
    """

    part: Part | None
    level: int = 0
    first: bool = False
    """Nothing stood before it: here a recipe has its title and its story."""
    lines: list[tuple[Line, str | None]] = field(default_factory=list)

    def amounts(self) -> float:
        """The share of its lines that begin with an amount."""
        return sum(begins_with_amount(line.text) for line, _ in self.lines) / max(len(self.lines), 1)


def segments_of(lines: Sequence[Line]) -> list[Segment]:
    """The segments that belong to the recipe, in order."""
    return _chosen(_cut(lines))


def _cut(lines: Sequence[Line]) -> list[Segment]:
    now = Segment(part=None, first=True)
    segments = [now]
    section: str | None = None
    for line in lines:
        found = part_of(line.text)
        if found is not None and not (found is Part.END and now.first):
            now, section = Segment(part=found, level=line.level), None
            segments.append(now)
        elif not now.first and line.level and now.level and line.level <= now.level:
            # A heading as high as the one of the part ends the part.
            now, section = Segment(part=None, level=line.level), None
            segments.append(now)
        elif _is_section(line, now.part):
            section = is_heading(line.text) or line.text.strip(" :")
        else:
            now.lines.append((line, section))
    return segments


def _is_section(line: Line, part: Part | None) -> bool:
    if part not in {Part.INGREDIENTS, Part.STEPS}:
        return False
    if line.role is Role.HEADING:
        return True
    if line.role is not Role.PLAIN:
        return False
    if is_heading(line.text) is not None and len(line.text.split()) <= 8:
        return True
    capitals = line.text.isupper() and len(line.text) > 3 and not looks_like_ingredient(line)
    named = re.fullmatch(r"(?:for|to make) (?:the|a)\s[\w\s&,'’-]{2,40}", line.text, re.IGNORECASE)
    return capitals or (part is Part.INGREDIENTS and named is not None)


def _chosen(segments: list[Segment]) -> list[Segment]:
    """Without a first telling of the ingredients in prose, and without the steps that went with it."""
    listed = [segment for segment in segments if segment.part is Part.INGREDIENTS and segment.lines]
    best = max(listed, key=lambda segment: segment.amounts(), default=None)
    if best is not None and len(listed) > 1 and best.amounts() >= 0.5:
        chatter = {id(segment) for segment in listed if segment.amounts() < 0.34}
        start = segments.index(best)
        if any(segment.part is Part.STEPS and segment.lines for segment in segments[start:]):
            chatter |= {id(segment) for segment in segments[:start] if segment.part is Part.STEPS and chatter}
        segments = [segment for segment in segments if id(segment) not in chatter]
    kept: list[Segment] = []
    for segment in segments:
        have = {other.part for other in kept if other.lines}
        if segment.part is Part.END and {Part.INGREDIENTS, Part.STEPS} <= have:
            break
        if segment.lines:
            kept.append(segment)
    return kept
