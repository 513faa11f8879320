"""Answers of guests who can't reach Home Assistant: plain text that the export page makes, pasted back by the host.

A text has lines `key: value`; keys are English words. Several answers may follow each other, each beginning with
`HearthTech answer`. Unknown lines are ignored: chat programs add names and times.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
import re
import zlib

from ..people.check import Standing
from ..people.model import Allergen, Diet
from .model import DIMENSIONS, Course, GuestNeeds, Rsvp, Technique
from .validation import LONGEST_RECIPE, MOST_HEADS, MOST_PORTIONS, one_line, several_lines

BEGIN = "HearthTech answer"
END = "End of answer"
MOST_ANSWERS = 500
LONGEST_TEXT = 256 * 1024
_LINE = re.compile(r"[ \t>*]*([a-z_]{1,20})[ \t]*:[ \t]*(.*)")
_QUOTED = re.compile(r"^[ \t>]+")
"""Marks of quoted lines in chats and mails."""
_SCORE = re.compile(r"([A-Z])[ \t]+([a-z]+)[ \t]+([1-5])")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideAnswer:
    """One answer from a pasted text."""

    name: str
    code: str = ""
    """The code of the guest, which the host put into the page; empty: a guest without a personal page."""
    rsvp: Rsvp = Rsvp.OPEN
    heads: int = 1
    dish: str = ""
    course: Course = Course.OTHER
    portions: float = 0.0
    allergens: Mapping[Allergen, Standing] = field(default_factory=dict)
    recipe: str = ""
    consent: bool = False
    needs: GuestNeeds | None = None
    scores: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    competes: bool = False
    technique: Technique | None = None
    gathering_id: str = ""
    """The gathering for which the page was made; empty in an answer that was written by hand."""
    damaged: bool = False
    """Its check sum is wrong: it was changed on its way."""


def read_answers(text: str) -> list[OutsideAnswer]:
    """Return the answers of a pasted text; one without a name is left out."""
    parts = several_lines(text, LONGEST_TEXT).split(BEGIN)[1 : MOST_ANSWERS + 1]
    return [answer for part in parts if (answer := _answer(part.partition(END)[0])) is not None]


def _answer(part: str) -> OutsideAnswer | None:
    lines = [_QUOTED.sub("", line) for line in part.splitlines()]
    pairs = list(_values(lines))
    values = dict(pairs)
    name = one_line(values.get("name", ""))
    if not name:
        return None
    heads = values.get("people", "1")
    portions = values.get("portions", "0").replace(",", ".")
    start = next((n for n, line in enumerate(lines) if line.strip() == "recipe:"), len(lines))
    recipe = "\n".join(lines[start + 1 :])
    severe = _codes(values.get("severe", ""), Allergen)
    allergens = _codes(values.get("cannot_eat", ""), Allergen) | severe
    diets = _codes(values.get("diets", ""), Diet)
    stated = {"cannot_eat", "severe", "diets"} & values.keys()
    return OutsideAnswer(
        name=name,
        code=one_line(values.get("code", "")),
        rsvp=_one(values.get("coming", ""), Rsvp, Rsvp.OPEN),
        heads=min(max(int(heads), 1), MOST_HEADS)
        if heads.isascii() and heads.isdigit() and len(heads) < 4
        else 1,
        dish=one_line(values.get("dish", "")),
        course=_one(values.get("course", ""), Course, Course.OTHER),
        portions=min(float(portions), MOST_PORTIONS)
        if re.fullmatch(r"\d{1,3}(\.\d{1,2})?", portions)
        else 0.0,
        allergens={
            **dict.fromkeys(_codes(values.get("free_of", ""), Allergen), Standing.FREE_OF),
            **dict.fromkeys(_codes(values.get("may_contain", ""), Allergen), Standing.MAY_CONTAIN),
            **dict.fromkeys(_codes(values.get("contains", ""), Allergen), Standing.CONTAINS),
        },
        recipe=several_lines(recipe, LONGEST_RECIPE // 4),
        consent=values.get("keepsake", "") == "yes",
        needs=GuestNeeds(allergens=allergens, severe=severe, diets=diets) if stated else None,
        scores=_scores(values.get("scores", "")),
        competes=values.get("competes", "") == "yes",
        technique=next((one for one in Technique if one.value == values.get("technique")), None),
        gathering_id=one_line(values.get("gathering", "")),
        damaged="check" in values and values["check"].lower() != check_sum(pairs, recipe),
    )


def check_sum(pairs: Iterable[tuple[str, str]], recipe: str) -> str:
    """Return the check sum of an answer (CRC-32), which does not depend on white space and added lines."""
    lines = [f"{key}:{' '.join(value.split())}" for key, value in pairs if key != "check"]
    lines += [" ".join(line.split()) for line in recipe.splitlines()]
    return f"{zlib.crc32('\n'.join(line for line in lines if line).encode()):08x}"


def _values(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line.strip() == "recipe:":
            return
        if (found := _LINE.fullmatch(line)) is not None:
            yield found[1], found[2].strip()


def _codes[T: (Allergen, Diet)](text: str, kind: type[T]) -> frozenset[T]:
    known = {one.value: one for one in kind}
    return frozenset(known[word] for word in re.split(r"[ ,;]+", text) if word in known)


def _one[T: (Rsvp, Course)](text: str, kind: type[T], default: T) -> T:
    return next((one for one in kind if one.value == text), default)


def _scores(text: str) -> dict[str, dict[str, int]]:
    """Scores of a line such as `A taste 5, A look 4, B taste 3`."""
    scores: dict[str, dict[str, int]] = {}
    for found in _SCORE.finditer(text):
        if found[2] in DIMENSIONS:
            scores.setdefault(found[1], {})[found[2]] = int(found[3])
    return scores
