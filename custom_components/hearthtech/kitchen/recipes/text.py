"""Plain words, pasted or dictated, as a recipe: name, yield, times, ingredients, steps.

With headings ("Ingredients", "Method") their lines are taken as they stand. Without, each line is judged by what
ingredients and steps look like; running text is taken apart by its sentences. What is no recipe is said to be none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
import re

from custom_components.hearthtech.kitchen.errors import ErrorCode, KitchenError

from .cleaning import is_heading, is_step_number, lines_of, uncounted
from .durations import seconds_of
from .headed import segments_of
from .labels import Fact, Part, facts_of, is_label, part_of
from .looks import Line, Role, begins_with_amount, looks_like_ingredient, looks_like_step
from .model import Ingredient, Recipe, Step, Yield
from .numerals import NUMBER, WORD_NUMBER
from .yields import yield_of

_BULLET = re.compile(r"[•●▪■◦○‣∙·*▢□☐✓✔►▸+]\s*(?=\S)|[-–—]\s+")
_COUNTER = re.compile(
    r"(?:step|schritt|étape|paso|passo)\s*\d{1,3}\s*[.:)\-–]?\s*|\(?\d{1,3}\s*[.)]\s+(?=\D)", re.IGNORECASE
)
_MARKDOWN = re.compile(r"#{1,6}\s+|={2,}\s*|_{2,}")
_EMPHASIS = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__):?$")

_NAMED_LEAD_IN = re.compile(
    r"(?:(?:so|okay|ok|well|now)[, ]+)*(?:for|to make)\s+(?P<name>[^,.;]{3,60}?),?\s+"
    r"(?:you(?:'|’)?(?:ll| will)? need|we(?:'|’)?(?:ll| will)? need|i need|you take|i take)\b:?\s*",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"(?<=[.!?…])(?<!\b[a-z]\.)(?<!\btsp\.)(?<!\btbsp\.)(?<!\bmin\.)(?<!\boz\.)(?<!\blb\.)\s+"
)
_FEEDS = re.compile(
    r"(?:it|that|this|which)?\s*(?:feeds|serves|makes|is enough for|is for)\s.{1,40}", re.IGNORECASE
)
_TELLS_YIELD = re.compile(
    rf"\b(?:serves|feeds|makes|yields)\s+(?:about |around )?(?:{NUMBER}|{WORD_NUMBER})(?:\s*(?:-|–|to|or)\s*{NUMBER})?(?:\s+[^\W\d_]+)?",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:so\s+)?(?:for (?:it|this|that)[, ]+)?(?:you(?:'|’)?(?:ll| will)?(?: also)? need|we need|i need|you take|take|i use|we use|the ingredients are|ingredients(?: are)?:?|it needs|get|gather)\b:?\s*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?<!\b[A-Za-z]\.)(?<!\btsp\.)(?<!\btbsp\.)(?<!\bapprox\.)(?<!\bmin\.)(?<!\boz\.)(?<!\bca\.)(?<!\blb\.)(?<!\bStd\.)\s+(?=[A-ZÄÖÜÀ-Ý\"“(])"
)


@dataclass(slots=True)
class _Draft:
    name: str = ""
    facts: dict[Fact, str] = field(default_factory=dict)
    description: list[str] = field(default_factory=list)
    ingredients: list[Ingredient] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    equipment: list[str] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)


def recipe_of_text(text: str, source_url: str | None = None) -> Recipe:
    """The recipe that a text tells.

    Raises:
        KitchenError: `not_a_recipe`, when it tells none.
    """
    return recipe_of_lines(list(as_lines(text)), source_url=source_url)


def recipe_of_lines(lines: Sequence[Line], *, name: str = "", source_url: str | None = None) -> Recipe:
    """The same for lines whose roles are known from a page; `name` is used when no line gives a better one.

    Raises:
        KitchenError: `not_a_recipe`, when they tell none.
    """
    if not lines:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="empty")
    lines = list(_with_values(lines))
    draft = _Draft(name=name)
    parts = {part for line in lines if (part := part_of(line.text))}
    if Part.INGREDIENTS in parts:
        _by_headings(lines, draft)
    elif Part.STEPS in parts:
        _by_headings(lines, draft, guess_ingredients=True)
    if not draft.ingredients and not draft.steps:
        draft = _Draft(name=name)
        _by_looks(lines, draft)
    if not draft.ingredients:
        _dictated(lines, draft)
    # One ingredient and one sentence are what any shopping list or chat holds.
    if not (draft.ingredients and draft.steps) and len(draft.ingredients) < 3 and len(draft.steps) < 3:
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="no ingredients and steps found")
    if not draft.ingredients and not any(looks_like_step(step.text) for step in draft.steps):
        raise KitchenError(ErrorCode.NOT_A_RECIPE, reason="no ingredients found")
    return _finished(draft, source_url)


def _with_values(lines: Sequence[Line]) -> Iterator[Line]:
    """Labels joined with the values that stand on the line after them."""
    label: Line | None = None
    for line in lines:
        if label is not None:
            value = len(line.text) <= 40 and re.match(r"\W*(?:\d|[½¼¾])", line.text)
            if value:
                yield replace(label, text=f"{label.text.rstrip(': ')}: {line.text}", role=Role.PLAIN)
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


def as_lines(text: str) -> Iterable[Line]:
    """The lines of pasted text, with what their bullets, numbers and marks of Markdown tell."""
    gap = False
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        cleaned = lines_of(raw)
        if not cleaned:
            gap = True
            continue
        for line in cleaned:
            yield _line(line, gap)
            gap = False


def _line(text: str, gap: bool) -> Line:
    role = Role.PLAIN
    if match := _MARKDOWN.match(text):
        text, role = text[match.end() :].strip("#= "), Role.HEADING
    elif match := _EMPHASIS.fullmatch(text):
        text, role = match[1].strip(), Role.HEADING
    elif match := _BULLET.match(text):
        text, role = text[match.end() :], Role.ITEM
        text = re.sub(r"^\[[ xX]?\]\s*", "", text)
    elif (match := _COUNTER.match(text)) and match.end() < len(text):
        text, role = text[match.end() :], Role.NUMBERED
    return Line(text=text.replace("**", "").strip(), role=role, gap=gap)


def _by_headings(lines: Sequence[Line], draft: _Draft, *, guess_ingredients: bool = False) -> None:
    for segment in segments_of(lines):
        for line, section in segment.lines:
            if segment.part is not Part.STEPS and _take_fact(line.text, draft):
                continue
            match segment.part:
                case Part.INGREDIENTS:
                    draft.ingredients.extend(_lines_of_list(line, section))
                case Part.STEPS if not is_step_number(line.text):
                    draft.steps.append(Step(text=line.text, section=section))
                case Part.NOTES:
                    draft.notes.append(line.text)
                case Part.EQUIPMENT:
                    draft.equipment.append(line.text)
                case None | Part.DESCRIPTION if segment.first or segment.part:
                    _take_beginning(line, draft, guess_ingredients=guess_ingredients)


def _take_beginning(line: Line, draft: _Draft, *, guess_ingredients: bool) -> None:
    """A line before any part: the name, a word about it, or, where nothing heads them, an ingredient."""
    if guess_ingredients and line.role is not Role.HEADING and looks_like_ingredient(line):
        draft.ingredients.extend(_lines_of_list(line, None))
    elif not draft.name:
        draft.name = line.text
    elif line.role is not Role.HEADING:
        draft.description.append(line.text)


def _by_looks(lines: Sequence[Line], draft: _Draft) -> None:
    """No headings: a line is what it looks like, and what its neighbours are when it looks like nothing."""
    section: str | None = None
    for at, line in enumerate(lines):
        if (
            at == 0
            and not draft.name
            and not looks_like_ingredient(line)
            and len(line.text) <= 120
            and len(lines) > 1
        ):
            draft.name = line.text.rstrip(":")
            continue
        if _take_fact(line.text, draft):
            continue
        if (title := is_heading(line.text)) is not None and len(title.split()) <= 6:
            section = title
        elif is_step_number(line.text):
            continue
        elif line.role is Role.NUMBERED or looks_like_step(line.text):
            draft.steps.append(Step(text=line.text, section=section))
        elif not draft.steps and looks_like_ingredient(line):
            draft.ingredients.extend(_lines_of_list(line, section))
        elif draft.steps:
            draft.steps.append(Step(text=line.text, section=section))
        elif draft.ingredients and not line.gap and len(line.text) < 60:
            draft.ingredients.extend(_lines_of_list(line, section))
        else:
            draft.description.append(line.text)


def _dictated(lines: Sequence[Line], draft: _Draft) -> None:
    """Running text: the sentence that says what is needed gives the ingredients, those with a cook's verbs the steps."""
    sentences = _sentences(lines)
    found = next((at for at, sentence in enumerate(sentences) if _lead_in(sentence)), None)
    match = _lead_in(sentences[found]) if found is not None else None
    if found is None or match is None:
        return
    needs = sentences[found][match.end() :].rstrip(". ")
    items = [
        re.sub(r"^(?:and|plus|und|et)\s+", "", part.strip())
        for part in re.split(r",\s*|;\s*|\s+(?:and|plus)\s+(?=an?\s|\d|some\s|salt\b|[a-z]+\s+\w)", needs)
    ]
    if len(items) < 2:
        return
    draft.ingredients = [Ingredient(text=item) for item in items if item]
    before, draft.description, draft.steps = sentences[:found], [], []
    if before:
        called = re.split(r",\s|\s+(?:for|serves)\s+(?=\w+ (?:people|persons)|\d)", before[0])[0]
        draft.name = called.rstrip(". ")
    elif match.groupdict().get("name"):
        draft.name = match["name"]
    for sentence in before:
        if yield_of(sentence) is not None and re.search(r"\b(?:for|serves|makes)\b", sentence, re.IGNORECASE):
            draft.facts.setdefault(Fact.YIELD, sentence)
    draft.description = [sentence for sentence in before[1:] if not _take_fact(sentence.rstrip("."), draft)]
    for sentence in sentences[found + 1 :]:
        if _FEEDS.fullmatch(sentence) and yield_of(sentence) is not None:
            draft.facts.setdefault(Fact.YIELD, sentence)
        elif not _take_fact(sentence.rstrip("."), draft):
            draft.steps.append(Step(text=sentence))


def _sentences(lines: Sequence[Line]) -> list[str]:
    """The sentences of running text; where nobody wrote capitals, a point and a space end one."""
    sentences = [part.strip() for line in lines for part in _SENTENCE_END.split(line.text) if part.strip()]
    if len(sentences) <= len(lines):
        sentences = [part.strip() for line in lines for part in _POINT.split(line.text) if part.strip()]
    return sentences


def _lead_in(sentence: str) -> re.Match[str] | None:
    return _LEAD_IN.match(sentence) or _NAMED_LEAD_IN.match(sentence)


def _lines_of_list(line: Line, section: str | None) -> Iterator[Ingredient]:
    """An ingredient line, or the several that stand on one: "3 bananas; 2 eggs; 250 g flour"."""
    for separator, least in ((r"\s*;\s*", 2), (r",\s+", 3)):
        parts = [part for part in re.split(separator, line.text) if part]
        if len(parts) >= least and all(
            re.match(r"[\d½¼¾⅓⅔]", part) and begins_with_amount(part) for part in parts
        ):
            yield from (Ingredient(text=part, section=section) for part in parts)
            return
    yield Ingredient(text=line.text, section=section)


def _take_fact(line: str, draft: _Draft) -> bool:
    """Keep what a line such as "Serves 4 | Prep: 10 min" tells; says whether it told only that."""
    facts = facts_of(line)
    for kind, value in facts:
        if kind in {Fact.PREP_TIME, Fact.COOK_TIME, Fact.TOTAL_TIME} and seconds_of(value) is None:
            return False
        if kind is Fact.YIELD and yield_of(value) is None:
            return False
    for kind, value in facts:
        if kind is Fact.NAME:
            draft.name = value
        else:
            # "Makes 12" says of what kind by its first word, so the whole line is kept.
            draft.facts.setdefault(kind, line if kind is Fact.YIELD and len(facts) == 1 else value)
    return bool(facts)


def _finished(draft: _Draft, source_url: str | None) -> Recipe:
    facts = draft.facts
    source = facts.get(Fact.SOURCE, "")
    address = source if re.fullmatch(r"https?://\S+", source) else None
    unparsed = [*draft.unparsed]
    words = uncounted([step.text for step in draft.steps])
    if source and address is None:
        unparsed.append(source)
    return Recipe(
        id="",
        name=draft.name.strip(" *_#:") or "Recipe",
        description="\n".join(draft.description),
        author=facts.get(Fact.AUTHOR, ""),
        yields=yield_of(facts.get(Fact.YIELD)) or _told_yield(draft),
        ingredients=tuple(draft.ingredients),
        steps=tuple(replace(step, text=text) for step, text in zip(draft.steps, words, strict=True)),
        prep_time_s=seconds_of(facts.get(Fact.PREP_TIME)),
        cook_time_s=seconds_of(facts.get(Fact.COOK_TIME)),
        total_time_s=seconds_of(facts.get(Fact.TOTAL_TIME)),
        equipment=tuple(draft.equipment),
        categories=_listed(facts.get(Fact.CATEGORY)),
        cuisines=_listed(facts.get(Fact.CUISINE)),
        keywords=_listed(facts.get(Fact.KEYWORDS)),
        source_url=source_url or address,
        notes=tuple(draft.notes),
        unparsed=tuple(unparsed),
    )


def _told_yield(draft: _Draft) -> Yield | None:
    """The yield that a sentence tells ("it serves 6 people")."""
    for line in (draft.name, *draft.description[:20]):
        if match := _TELLS_YIELD.search(line):
            return yield_of(match[0])
    return None


def _listed(words: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(",") if part.strip()) if words else ()
