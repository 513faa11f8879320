"""Convert a Cooklang document to a recipe."""

from collections.abc import Sequence
from dataclasses import replace
import re

from ....language.durations import durations_in, seconds_of_unit
from ....language.number_format import as_decimal
from ....language.numbers import span_at
from ..model import DurationGoal, Ingredient, Recipe, Step
from .metadata import CooklangFacts
from .model import (
    CooklangQuantity,
    CookwareItem,
    Document,
    IngredientItem,
    Item,
    StepBlock,
    TextItem,
    TimerItem,
)

MISE_EN_PLACE = "Ingredients"
"""The section of our writer for ingredients that no step mentions."""
_WORD_KEY = re.compile("ı|i\u0307")
_MOST_SEARCHED = 2_000_000


def recipe_of_document(document: Document, name: str = "") -> Recipe:
    """The recipe; `name` (of the file) is used when the metadata has no title."""
    facts = CooklangFacts(document.metadata)
    listed = facts.listed_ingredients()
    blocks = document.steps
    if listed and blocks and _is_mise_en_place(blocks[0]):
        blocks = blocks[1:]
    builder = _Builder()
    headlines = facts.mapping("headlines")
    steps = tuple(
        builder.step(block, str(headlines.get(str(at), ""))) for at, block in enumerate(blocks, start=1)
    )
    if listed:
        places = _Places(listed)
        steps = tuple(
            replace(step, ingredients=places.of(builder.names(step), step.section)) for step in steps
        )
    settings = facts.step_settings(len(steps))
    steps = tuple(_with_settings(step, settings.get(at)) for at, step in enumerate(steps, start=1))
    author, source = facts.author_and_source()
    return Recipe(
        id="",
        name=facts.text("title", "name") or name,
        description=facts.text("introduction", "description"),
        story=facts.text("story"),
        author=author,
        language=facts.text("locale", "language").replace("_", "-") or "en",
        yields=facts.yields(),
        ingredients=listed or tuple(builder.ingredients),
        steps=steps,
        prep_time_s=facts.time("prep time", "prep_time", "time.prep"),
        cook_time_s=facts.time("cook time", "cook_time", "cooking time", "time.cook"),
        total_time_s=facts.time(
            "time required", "total time", "total_time", "time.total", "time", "duration"
        ),
        equipment=facts.words("equipment") or tuple(builder.cookware),
        categories=facts.words("course", "category"),
        cuisines=facts.words("cuisine"),
        keywords=(*facts.words("tags", "keywords"), *facts.words("diet")),
        source_url=source,
        nutrition={key: str(value) for key, value in facts.mapping("nutrition").items()},
        notes=document.notes,
        unparsed=(*document.unparsed, *facts.rest()),
    )


def _with_settings(step: Step, settings: Step | None) -> Step:
    if settings is None:
        return step
    return replace(
        step,
        heat=settings.heat,
        goal=settings.goal or step.goal,
        oven_c=settings.oven_c,
        help=settings.help,
        needs_hands=settings.needs_hands,
    )


class _Builder:
    """Collects the ingredient lines while the steps are converted."""

    def __init__(self) -> None:
        self.ingredients: list[Ingredient] = []
        self.cookware: dict[str, None] = {}
        self._places: dict[str, int] = {}
        self._names: dict[int, tuple[str, ...]] = {}

    def step(self, block: StepBlock, headline: str) -> Step:
        used: dict[int, None] = {}
        timer: float | None = None
        longest: float | None = None
        words: list[str] = []
        timer_names: list[str] = []
        for item in block.items:
            words.append(shown(item))
            match item:
                case IngredientItem() if (place := self._place(item, block.section)) is not None:
                    used[place] = None
                case CookwareItem():
                    self.cookware[_cookware_line(item)] = None
                case TimerItem():
                    timer_names.append(item.name if item.quantity is not None else "")
                    if timer is None:
                        timer, longest = _seconds(item)
        step = Step(
            text="".join(words).strip(),
            name=headline,
            section=block.section,
            ingredients=tuple(used),
            timer_s=timer,
            timer_names=tuple(timer_names) if any(timer_names) else (),
            goal=DurationGoal(seconds=timer, maximum_s=longest) if timer is not None else None,
        )
        self._names[id(step)] = tuple(
            item.name.lower() for item in block.items if isinstance(item, IngredientItem)
        )
        return step

    def names(self, step: Step) -> tuple[str, ...]:
        """The names of the ingredients that a step of this builder marks."""
        return self._names.get(id(step), ())

    def _place(self, item: IngredientItem, section: str | None) -> int | None:
        name = item.name.lower()
        known = self._places.get(name)
        if known is not None and item.quantity is None and not item.preparation:
            return known
        if known is not None and item.again and item.quantity is not None:
            line = self.ingredients[known]
            self.ingredients[known] = replace(line, text=_with_more(line.text, item))
            return known
        if item.hidden or item.intermediate:
            return None
        self._places[name] = len(self.ingredients)
        fixed = item.quantity is not None and item.quantity.fixed
        self.ingredients.append(
            Ingredient(
                text=line_of_item(item),
                section=section,
                fixed=fixed,
                reference=item.name if item.reference is not None and "/" in item.name else "",
            )
        )
        return len(self.ingredients) - 1


class _Places:
    """Positions of the names marked in steps in the ingredient list of the front matter.

    Only lines that contain the rarest word of a name are searched for it, and at most `_MOST_SEARCHED` characters of
    them in all; names behind that are not found. A recipe that people cook by needs a thousandth of it.
    """

    def __init__(self, listed: tuple[Ingredient, ...]) -> None:
        self._listed = listed
        self._known: dict[tuple[str, str | None], int | None] = {}
        self._left = _MOST_SEARCHED
        self._lines_of: dict[str, list[int]] = {}
        for at, line in enumerate(listed):
            for word in _words_of(line.text):
                self._lines_of.setdefault(word, []).append(at)

    def of(self, names: tuple[str, ...], section: str | None) -> tuple[int, ...]:
        found = (self._place(name, section) for name in names)
        return tuple(dict.fromkeys(place for place in found if place is not None))

    def _place(self, name: str, section: str | None) -> int | None:
        if (name, section) not in self._known:
            places = [at for at in self._candidates(name) if self._is_in(name, self._listed[at].text)]
            own = [at for at in places if self._listed[at].section == section]
            self._known[name, section] = next(iter(own or places), None)
        return self._known[name, section]

    def _candidates(self, name: str) -> Sequence[int]:
        lines = [self._lines_of.get(word, []) for word in _words_of(name)]
        return min(lines, key=len, default=range(len(self._listed)))

    def _is_in(self, name: str, line: str) -> bool:
        self._left -= len(name) + len(line)
        if self._left < 0:
            return False
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line, re.IGNORECASE) is not None


def _words_of(text: str) -> set[str]:
    """The words of a text; those that differ in case only are equal, at least as `re.IGNORECASE` sees it."""
    return {_WORD_KEY.sub("i", word.casefold()) for word in re.findall(r"\w+", text)}


def line_of_item(item: IngredientItem) -> str:
    """The component as a line of an ingredient list: `1 onion, peeled`."""
    name = _last_part(item.name) if item.reference else item.name
    amount = " ".join(part for part in (_quantity(item.quantity), item.units) if part)
    line = f"{amount} {name}".strip()
    if item.preparation:
        line += f", {item.preparation}"
    return f"{line} (optional)" if item.optional else line


def shown(item: Item) -> str:
    """The text of an item inside its step."""
    match item:
        case TextItem():
            return item.text
        case IngredientItem():
            return item.alias or (_last_part(item.name) if item.reference else item.name)
        case CookwareItem():
            return item.alias or item.name
        case TimerItem():
            return " ".join(part for part in (_quantity(item.quantity), item.units) if part) or item.name


def _with_more(line: str, item: IngredientItem) -> str:
    """The line with the further amount of an addition (`@&flour{2%g}`): summed when the units are the same."""
    words = item.quantity.words if item.quantity is not None else ""
    first, more = span_at(line), span_at(words)
    rest = line[first.end :].lstrip() if first is not None else line
    same = rest == item.name or rest.startswith((f"{item.units} {item.name}" if item.units else item.name,))
    if first is not None and more is not None and first.low == first.high and more.low == more.high and same:
        return f"{as_decimal(first.low + more.low)} {rest}"
    return f"{line} + {' '.join(part for part in (words, item.units) if part)}"


def _cookware_line(item: CookwareItem) -> str:
    """Cookware with its amount or size: `4 ramekins`, `saucepan (2-3 quart)`."""
    amount = _quantity(item.quantity)
    if not amount:
        return item.name
    return f"{amount} {item.name}" if amount.isdigit() else f"{item.name} ({amount})"


def _last_part(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1]


_BY_SERVINGS = re.compile(r"\s*[\d./]+(?:\s*\|\s*[\d./]+)+\s*")


def _quantity(quantity: CooklangQuantity | None) -> str:
    if quantity is None:
        return ""
    # "2|4|8": one amount for each number of servings, as older files have it; the first is that of the recipe.
    words = (
        quantity.words.partition("|")[0].strip() if _BY_SERVINGS.fullmatch(quantity.words) else quantity.words
    )
    return words.replace("--", "–")


def _seconds(item: TimerItem) -> tuple[float | None, float | None]:
    """The shorter and the longer duration of a timer, s."""
    unit = seconds_of_unit(item.units)
    whole = f"{_quantity(item.quantity)} {item.units}".strip()
    if item.quantity is not None and (unit is None or isinstance(item.quantity.value, str)):
        # "~{1 hour 40%minutes}", "~{10 minutes}"; a number without a unit is no duration.
        found = list(durations_in(whole, field=True))
        if len(found) == 1 and found[0].start == 0 and found[0].end == len(whole):
            return found[0].low, found[0].high if found[0].high > found[0].low else None
    span = span_at(item.quantity.words) if item.quantity is not None else None
    if unit is None or span is None or span.low <= 0:
        return None, None
    return span.low * unit, span.high * unit if span.high > span.low else None


def _is_mise_en_place(block: StepBlock) -> bool:
    return block.section == MISE_EN_PLACE and all(
        isinstance(item, IngredientItem) or (isinstance(item, TextItem) and item.text.strip(", .") == "")
        for item in block.items
    )
