"""Parse plain text, pasted or dictated, as a recipe: name, yield, times, ingredients, steps.

Lines under headings ("Ingredients", "Method") are used unchanged. Without headings, each line is classified
by its form; running text is split into sentences. Text that is no recipe is refused.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
import re

from ..errors import ErrorCode, KitchenError
from .cleaning import is_heading, is_step_number, lines_of
from .headings import Fact, RecipePart, announced, is_label, part_of
from .ingredient_lists import listed_ingredients
from .line_classifier import ClassifiedLine, LineRole, looks_like_step
from .line_sequence import TextPart, language_of_lines, parts_of_lines
from .model import Ingredient, Recipe, Step
from .pasted_lines import counted_parts, joined_ingredients, joined_wraps, with_step_marks
from .pasted_text import cleaned_text
from .recipe_draft import RecipeDraft
from .running_text import read_running_text
from .section_splitter import TextSegment, amount_of_section, is_section_name, names_section, segments_of
from .word_lists import expressions
from .yields import states_only_servings, yield_of

_BULLET = re.compile(r"[•●▪■◦○‣∙·*▢□☐✓✔►▸+]\s*(?=\S)|[-–—]\s+")
_COUNTER = re.compile(
    rf"(?:(?:{expressions('text_words')['step_first']})\s*\d{{1,3}}\s*[.:)\-–]?\s*|"
    r"\(?\d{1,3}\s*[.)]\s+(?=\D)|\d{1,2}/\s+(?=[^\W\d_])|\d{1,2}\s?[ºª°][.)]?\s+(?![CF]\b)(?=[^\W\d_])|\d{1,3}\s*(?:[、．]|[.)](?=[^\W\d_a-z]))\s*|[①-⑳]\s*|第?[一二三四五六七八九十]{1,2}[、.]\s*)|\d{1,2},\s+(?=[^\W\d_a-z])",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"#{1,6}\s+|={2,}\s*|_{2,}")
_EMPHASIS = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__):?$")


_HASHTAGS = re.compile(r"(?:[#@][\w.]+[\s,]*)+(?P<rest>.{0,80})")
_ANY = frozenset(TextPart)
_LISTED = frozenset({TextPart.INGREDIENT})
_AFTER_LIST = frozenset({TextPart.INGREDIENT, TextPart.STEP})
_BEFORE_STEPS = frozenset({TextPart.INTRODUCTION, TextPart.INGREDIENT})


def recipe_of_text(text: str, source_url: str | None = None) -> Recipe:
    """The recipe of a text.

    Raises:
        KitchenError: `not_a_recipe`, when it contains none.
    """
    return recipe_of_lines(list(as_lines(text)), source_url=source_url, keep=True)


def recipe_of_lines(
    lines: Sequence[ClassifiedLine], *, name: str = "", source_url: str | None = None, keep: bool = False
) -> Recipe:
    """Like `recipe_of_text`, for lines whose roles are known from a page.

    `name` is used if no line has a better one. With `keep`, lines outside the parts of the recipe are put into
    `unparsed`; a page has too many of them.

    Raises:
        KitchenError: `not_a_recipe`, when they contain none.
    """
    if not lines:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="empty")
    draft = RecipeDraft(name=name)
    lines = [part for line in _with_values(lines) for part in _split_at_heading(line, draft)]
    common = replace(draft, facts={**draft.facts}, unparsed=[*draft.unparsed])
    for line in lines:
        served = (
            yield_of(line.text)
            if part_of(line.text) is RecipePart.INGREDIENTS and len(line.text) <= 80
            else None
        )
        if served is not None and served.amount > 0:
            draft.facts.setdefault(Fact.YIELD, line.text)
    segments = segments_of(lines)
    _read_segments(segments, draft, keep=keep)
    if not draft.ingredients and not draft.steps and len(segments) > 1:
        # Its headings are not those of a recipe.
        draft = common
        _read_by_form([(line, None) for line in lines], draft)
    if not draft.ingredients:
        read_running_text(lines, draft)
    # One ingredient and one sentence occur in any shopping list or chat.
    if not (draft.ingredients and draft.steps) and len(draft.ingredients) < 3 and len(draft.steps) < 3:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="no ingredients and steps found")
    if not draft.ingredients and not any(looks_like_step(step.text) for step in draft.steps):
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="no ingredients found")
    return draft.finished(source_url)


def _split_at_heading(line: ClassifiedLine, draft: RecipeDraft) -> Iterator[ClassifiedLine]:
    """A line that begins with a heading as the heading and its content; hashtags become keywords."""
    if (tags := _HASHTAGS.fullmatch(line.text)) is not None:
        words = re.findall(r"#(\w+)", line.text)
        if words:
            draft.facts.setdefault(Fact.KEYWORDS, ", ".join(words))
        if rest := tags["rest"].strip():
            draft.unparsed.append(rest)
        return
    found = announced(line.text)
    if found is None:
        yield from _split_at_section(line)
        return
    part, content = found
    match part:
        case RecipePart.INGREDIENTS:
            yield replace(
                line, text=line.text[: len(line.text) - len(content)].strip(), role=LineRole.HEADING
            )
            for item in listed_ingredients(content, announced=True):
                yield replace(line, text=item, role=LineRole.ITEM, gap=False)
        case RecipePart.STEPS:
            yield replace(
                line, text=line.text[: len(line.text) - len(content)].strip(), role=LineRole.HEADING
            )
            yield replace(line, text=content, role=LineRole.PLAIN, gap=False)
        case _:
            yield replace(line, text=content if part is RecipePart.EQUIPMENT else line.text, part=part)


def _with_values(lines: Sequence[ClassifiedLine]) -> Iterator[ClassifiedLine]:
    """Join labels with their values on the next line."""
    label: ClassifiedLine | None = None
    for line in lines:
        if label is not None:
            value = len(line.text) <= 40 and re.match(r"\W*(?:\d|[½¼¾])", line.text)
            if value:
                yield replace(label, text=f"{label.text.rstrip(': ')}: {line.text}", role=LineRole.PLAIN)
                label = None
                continue
            yield label
            label = None
        if is_label(line.text) and part_of(line.text) is None:
            label = line
        else:
            yield line
    if label is not None:
        yield label


def as_lines(text: str) -> Iterable[ClassifiedLine]:
    """The lines of pasted text, with the roles of their bullets, numbers and marks of Markdown."""
    gap = False
    for raw in with_step_marks(cleaned_text(text).split("\n")):
        indented = len(raw) - len(raw.lstrip())
        cleaned = [part for line in lines_of(raw) for part in _counted(line)]
        if not any(letter.isalnum() for line in cleaned for letter in line):
            # An empty line, or a rule such as "-----".
            gap = True
            continue
        for line in cleaned:
            yield replace(_line(line, gap), indented=indented)
            gap = False


def _counted(line: str) -> list[str]:
    """Several counted steps in one line as lines of their own, with their numbers."""
    parts = counted_parts(line) if len(line) > 20 and line[:1].isdigit() else [line]
    return [line] if len(parts) < 2 else [f"{number}. {part}" for number, part in enumerate(parts, start=1)]


def _line(text: str, gap: bool) -> ClassifiedLine:
    role = LineRole.PLAIN
    if match := _MARKDOWN.match(text):
        text, role = text[match.end() :].strip("#= "), LineRole.HEADING
    elif match := _EMPHASIS.fullmatch(text):
        text, role = match[1].strip(), LineRole.HEADING
    elif match := _BULLET.match(text):
        text, role = text[match.end() :], LineRole.ITEM
        text = re.sub(r"^\[[ xX]?\]\s*", "", text)
    elif (match := _COUNTER.match(text)) and match.end() < len(text):
        text, role = text[match.end() :], LineRole.NUMBERED
    return ClassifiedLine(text=text.replace("**", "").strip(), role=role, gap=gap)


def _split_at_section(line: ClassifiedLine) -> Iterator[ClassifiedLine]:
    """A line that begins with the name of a part of the dish and lists its ingredients: "Außerdem: Butter, Zucker"."""
    name, colon, content = line.text.partition(":")
    if not colon and (first := amount_of_section(line.text)):
        name, colon, content = line.text[:first].strip(), ":", line.text[first:]
    items = listed_ingredients(content.strip(), announced=True) if colon and is_section_name(name) else []
    if not content.strip() or not items or any(item.endswith((".", "!")) or len(item) > 60 for item in items):
        yield line
        return
    yield replace(line, text=f"{name}:", role=LineRole.PLAIN)
    for item in items:
        yield replace(line, text=item, role=LineRole.ITEM, gap=False)


def _read_segments(segments: Sequence[TextSegment], draft: RecipeDraft, *, keep: bool) -> None:
    """Read the segments of a recipe: those under a heading by their heading, others by the form of their lines."""
    parts = {segment.part for segment in segments}
    for segment in segments:
        match segment.part:
            case RecipePart.INGREDIENTS if RecipePart.STEPS not in parts:
                # Without a heading for the steps, they follow the ingredients.
                _read_by_form(segment.lines, draft, first=_LISTED, allowed=_AFTER_LIST)
            case None | RecipePart.DESCRIPTION if segment.first and RecipePart.INGREDIENTS not in parts:
                allowed = _BEFORE_STEPS if RecipePart.STEPS in parts else _ANY
                _read_by_form(segment.lines, draft, first=allowed, allowed=allowed)
            case _:
                _by_heading(segment, draft, keep=keep)


def _by_heading(segment: TextSegment, draft: RecipeDraft, *, keep: bool) -> None:
    for line, section in _whole_lines(segment):
        if segment.part is not RecipePart.STEPS and draft.take_fact(line.text):
            continue
        match segment.part:
            case RecipePart.INGREDIENTS:
                draft.ingredients.extend(_lines_of_list(line, section))
            case RecipePart.STEPS if not is_step_number(line.text):
                draft.steps.append(Step(text=line.text, section=section))
            case RecipePart.NOTES:
                draft.notes.append(line.text)
            case RecipePart.EQUIPMENT:
                draft.equipment.append(line.text)
            case None | RecipePart.DESCRIPTION if segment.first or segment.part:
                _take_beginning(line, draft)
            case None | RecipePart.NUTRITION | RecipePart.END if keep:
                draft.unparsed.append(line.text)


def _whole_lines(segment: TextSegment) -> Iterable[tuple[ClassifiedLine, str | None]]:
    if segment.part is RecipePart.STEPS:
        return joined_wraps(segment.lines)
    return joined_ingredients(segment.lines) if segment.part is RecipePart.INGREDIENTS else segment.lines


def _take_beginning(line: ClassifiedLine, draft: RecipeDraft) -> None:
    """A line before any part: the name, or a line of the description."""
    if not draft.name:
        draft.name = line.text
    elif line.role is not LineRole.HEADING:
        draft.description.append(line.text)


def _read_by_form(
    lines: Sequence[tuple[ClassifiedLine, str | None]],
    draft: RecipeDraft,
    *,
    first: frozenset[TextPart] = _ANY,
    allowed: frozenset[TextPart] = _ANY,
) -> None:
    """Read lines without a heading: each belongs to the part that its form and its neighbors suggest."""
    lines = list(lines)
    if (
        TextPart.INTRODUCTION in first
        and not draft.name
        and len(lines) > 1
        and _is_title(lines[0][0], lines[1][0])
    ):
        draft.name = lines.pop(0)[0].text.rstrip(":")
    lines = [(line, section) for line, section in lines if not _take_plain_fact(line, draft)]
    only = [line for line, _ in lines]
    parts = parts_of_lines(only, language_of_lines(only), first=first, allowed=allowed)
    heading: str | None = None
    steps: list[tuple[ClassifiedLine, str | None]] = []
    ingredients: list[tuple[ClassifiedLine, str | None]] = []
    before: TextPart | None = None
    listed_under: str | None = None
    for at, ((line, section), part) in enumerate(zip(lines, parts, strict=True)):
        if part is TextPart.STEP and before is TextPart.INGREDIENT:
            # The name over the last ingredients does not name the steps.
            heading, listed_under = None, section
        before = part
        title = is_heading(line.text)
        if (title is not None and len(title.split()) <= 6) or names_section(line, only[at + 1 : at + 2]):
            heading = title or line.text
            before = None
        elif (
            not draft.name
            and part is TextPart.INGREDIENT
            and line.gap
            and parts[at + 1 : at + 2] == [TextPart.STEP]
            and not line.is_ingredient
        ):
            # A name between the list and the steps.
            draft.name = line.text
        elif part is TextPart.INGREDIENT:
            ingredients.append((line, section or heading))
        elif part is TextPart.STEP:
            if not is_step_number(line.text) and not draft.take_fact(line.text, certain=True):
                steps.append((line, (section if section != listed_under else None) or heading))
        elif not draft.take_fact(line.text):
            _take_beginning(line, draft)
    for line, section in joined_ingredients(ingredients):
        draft.ingredients.extend(_lines_of_list(line, section))
    draft.steps.extend(Step(text=line.text, section=section) for line, section in joined_wraps(steps))


def _is_title(line: ClassifiedLine, following: ClassifiedLine) -> bool:
    """Whether the first line is the name of the recipe; a name may begin with a number ("7-Up Cake")."""
    if len(line.text) > 120 or states_only_servings(line.text):
        return False
    return not line.is_ingredient or (following.gap and line.role is LineRole.PLAIN and len(line.text) <= 60)


def _take_plain_fact(line: ClassifiedLine, draft: RecipeDraft) -> bool:
    """Use a line that is surely no step: it has only facts, and a colon or several of them."""
    return line.role is not LineRole.NUMBERED and draft.take_fact(line.text, certain=True)


def _lines_of_list(line: ClassifiedLine, section: str | None) -> Iterator[Ingredient]:
    """The ingredients of a line, which may list several."""
    return (Ingredient(text=text, section=section) for text in listed_ingredients(line.text))
