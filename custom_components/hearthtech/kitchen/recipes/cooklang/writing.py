"""Convert a recipe to Cooklang that other programs read and that is read back without changes.

Ingredients are marked where a step names them, with their amount at the first place. Text that components
can't represent (the exact text of an ingredient line) is in the front matter, in plain YAML.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
import re
from typing import Any

from ....language.durations import UNIT
from ....language.lazy_pattern import LazyPattern
from ....language.numbers import NUMBER
from ...nutrition import parse_line
from ..model import Ingredient, Recipe, Step
from ..yields import words_of
from . import front_matter
from .parser import MARKS, NEWLINES, parse
from .reading import MISE_EN_PLACE, recipe_of_document

_TIMER = LazyPattern(
    rf"(?<![\w.,/])((?:{NUMBER} {UNIT} )?{NUMBER}(?:\s*[-–]\s*{NUMBER})?) ({UNIT})", re.IGNORECASE
)
# Text that can be in a component unchanged; two dashes would begin a comment.
_COOKWARE = re.compile(r"(?:(\d{1,4}) )?([^\W_](?:[\w '’-]*[^\W_])?)(?: \(([^(){}]{1,40})\))?")
_SIMPLE = re.compile(r"[^\W_](?:(?:[\w '’]|-(?!-))*[^\W_])?")
_LINE_START = re.compile(r"^([^\S\n]*)(?=[>=])", re.MULTILINE)


def write(recipe: Recipe) -> str:
    """Write the file. Reading it gives the same name, yield, times, lines, steps and notes.

    Cooklang has one kind of line end, no white space around a step and no step without words.
    """
    recipe = replace(
        recipe,
        steps=tuple(
            replace(step, text=words) for step in recipe.steps if (words := _plain_lines(step.text).strip())
        ),
        notes=tuple(_plain_lines(note) for note in recipe.notes),
    )
    lines = [_CooklangLine(line) for line in recipe.ingredients]
    cookware = [match.groups("") for item in recipe.equipment if (match := _COOKWARE.fullmatch(item))]
    steps = [_step(step, lines, cookware) for step in recipe.steps]
    unnamed = [line for line in lines if not line.named]
    body = list(_body(recipe.steps, steps, unnamed))
    metadata = dict(_metadata(recipe))
    text = _file(metadata, body, recipe.notes)
    again = recipe_of_document(parse(text))
    if again.ingredients != recipe.ingredients or len(again.steps) != len(recipe.steps):
        metadata["ingredients"] = list(_listed(recipe.ingredients))
        text = _file(metadata, body, recipe.notes)
    return text


def _plain_lines(text: str) -> str:
    return NEWLINES.sub("\n", text).replace("\x00", "")


def _file(metadata: dict[str, Any], body: list[str], notes: Sequence[str]) -> str:
    blocks = [
        *("\n".join(f"> {_escaped(part)}".rstrip() for part in note.split("\n")) for note in notes),
        *body,
    ]
    return (
        front_matter.write(metadata) + "\n" + "".join(f"{block}\n\n" for block in blocks).rstrip("\n") + "\n"
    )


def _metadata(recipe: Recipe) -> Iterator[tuple[str, Any]]:
    yield "title", recipe.name
    if recipe.yields is not None:
        plain = recipe.yields.unit == "servings" and recipe.yields.maximum is None
        whole = recipe.yields.amount == int(recipe.yields.amount)
        yield "servings", int(recipe.yields.amount) if plain and whole else words_of(recipe.yields)
    for key, seconds in (
        ("prep time", recipe.prep_time_s),
        ("cook time", recipe.cook_time_s),
        ("time required", recipe.total_time_s),
    ):
        if seconds:
            yield key, _time(seconds)
    for key, value in (
        ("author", recipe.author),
        ("source", recipe.source_url),
        ("course", list(recipe.categories)),
        ("cuisine", list(recipe.cuisines)),
        ("tags", list(recipe.keywords)),
        ("locale", "" if recipe.language == "en" else recipe.language.replace("-", "_")),
        ("introduction", recipe.description),
        ("story", recipe.story),
        ("equipment", list(recipe.equipment)),
        ("nutrition", dict(recipe.nutrition)),
        ("headlines", {str(at): step.name for at, step in enumerate(recipe.steps, start=1) if step.name}),
    ):
        if value:
            yield key, value


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (rest, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "1s"


def _listed(ingredients: Sequence[Ingredient]) -> Iterator[Any]:
    for section, inside in groupby(ingredients, key=lambda line: line.section):
        lines = [_marked(line) for line in inside]
        if section is None:
            yield from lines
        else:
            yield {section: lines}


def _marked(line: Ingredient) -> str:
    """The line with `=` before it if never scaled, and a backslash if it begins with one of these characters."""
    return ("=" if line.fixed else "\\" if line.text[:1] in {"=", "\\"} else "") + line.text


class _CooklangLine:
    """An ingredient line, and whether a step has already marked it."""

    def __init__(self, ingredient: Ingredient) -> None:
        parsed = parse_line(ingredient.text)
        self.names = [name for name in dict.fromkeys((parsed.phrase, parsed.name)) if _SIMPLE.fullmatch(name)]
        self.name = self.names[0] if self.names else ""
        self.named = False
        self.fixed = ingredient.fixed
        self.preparation = parsed.preparation if _SIMPLE.fullmatch(parsed.preparation or "-") else ""
        amount, _, _ = ingredient.text.partition(self.name) if self.name else ("", "", "")
        match = re.match(rf"\s*({NUMBER}(?:\s*[-–]\s*{NUMBER})?)\s*([^\W\d_]+\.?)?\s*$", amount)
        self.quantity, self.units = (match[1].strip(), match[2] or "") if match else ("", "")
        self.ingredient = ingredient

    def component(self, name: str) -> str:
        """`@name{…}`, with the amount the first time."""
        amount = ""
        if not self.named and self.quantity:
            amount = ("=" if self.fixed else "") + self.quantity + (f"%{self.units}" if self.units else "")
        first, self.named = not self.named, True
        rest = f"({self.preparation})" if first and self.preparation else ""
        if (path := self.ingredient.reference) and path.rsplit("/", 1)[-1].lower() == name.lower():
            name = path
        return f"@{name}{{{amount}}}{rest}"


def _step(step: Step, lines: Sequence[_CooklangLine], cookware: list[tuple[str, ...]]) -> str:
    """The text of a step with its ingredients and times marked; reading it gives the same text."""
    spots: list[tuple[int, int, str | _CooklangLine]] = []
    for place in step.ingredients:
        line = lines[place] if 0 <= place < len(lines) else None
        if line is not None and (found := _find(line, step.text, spots)) is not None:
            spots.append((*found, line))
    for at, match in enumerate(_TIMER.finditer(step.text)):
        if not any(start < match.end() and match.start() < end for start, end, _ in spots):
            name = step.timer_names[at] if at < len(step.timer_names) else ""
            name = name if _SIMPLE.fullmatch(name) else ""
            # The point of "8 min." stays in the text.
            unit = match[2].rstrip(".")
            end = match.start(2) + len(unit)
            spots.append((match.start(), end, f"~{name}{{{match[1]}%{unit}}}"))
    for item in tuple(cookware):
        count, tool, size = item
        seen = re.search(rf"(?<![\w]){re.escape(tool)}(?![\w({{])", step.text) if count or size else None
        if seen is not None and not any(start < seen.end() and seen.start() < end for start, end, _ in spots):
            spots.append((*seen.span(), f"#{tool}{{{count or size}}}"))
            cookware.remove(item)
    written: list[str] = []
    at = 0
    for start, end, what in sorted(spots, key=lambda spot: spot[0]):
        words = step.text[start:end]
        written.append(_escaped(step.text[at:start]))
        written.append(what if isinstance(what, str) else what.component(words))
        at = end
    written.append(_escaped(step.text[at:]))
    text = _LINE_START.sub(r"\1\\", "".join(written))
    return text.replace("\n", "\\\n") if "\n" in text else text


def _find(line: _CooklangLine, text: str, spots: Sequence[tuple[int, int, Any]]) -> tuple[int, int] | None:
    for name in line.names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            free = not any(start < match.end() and match.start() < end for start, end, _ in spots)
            # Text in brackets after it would be read as a preparation.
            if free and text[match.end() : match.end() + 1] not in {"(", "{"}:
                return match.span()
    return None


def _body(steps: Sequence[Step], written: Sequence[str], unnamed: Sequence[_CooklangLine]) -> Iterator[str]:
    section: str | None = None
    have = [line.component(line.name) for line in unnamed if line.name]
    if have:
        yield f"== {MISE_EN_PLACE} =="
        yield ", ".join(have)
        section = MISE_EN_PLACE
    for step, text in zip(steps, written, strict=True):
        if step.section != section:
            section = step.section
            yield f"== {_escaped(section)} ==" if section else "=="
        yield text


def _escaped(text: str) -> str:
    text = re.sub(rf"[\\{MARKS}]", lambda match: f"\\{match[0]}", text)
    return text.replace("--", "\\-\\-").replace("[-", "\\[-").replace("-]", "-\\]")
