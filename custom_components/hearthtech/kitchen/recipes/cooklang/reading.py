"""From a Cooklang document to the working recipe."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
import re
from typing import Any

from custom_components.hearthtech.kitchen.recipes.durations import seconds_of, seconds_of_unit
from custom_components.hearthtech.kitchen.recipes.model import DurationGoal, Ingredient, Recipe, Step
from custom_components.hearthtech.kitchen.recipes.numerals import span_at
from custom_components.hearthtech.kitchen.recipes.yields import yield_of

from .model import CookwareItem, Document, IngredientItem, Item, Quantity, StepBlock, TextItem, TimerItem

MISE_EN_PLACE = "Ingredients"
"""The section our writer puts ingredients in that no step names."""
_NAME_AND_ADDRESS = re.compile(r"(.*?)\s*<?(https?://[^\s<>]+)>?\s*")


def recipe_of_document(document: Document, name: str = "") -> Recipe:
    """The recipe; `name` (of the file) is used when the metadata has no title."""
    facts = _Facts(document.metadata)
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
    author, source = facts.author_and_source()
    return Recipe(
        id="",
        name=facts.text("title", "name") or name,
        description=facts.text("introduction", "description"),
        story=facts.text("story"),
        author=author,
        language=facts.text("locale", "language").replace("_", "-") or "en",
        yields=yield_of(facts.take("servings", "serves", "yield")),
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


class _Facts:
    """The metadata, each taken once; what nobody took is told at the end."""

    def __init__(self, metadata: Mapping[str, Any]) -> None:
        self._left: dict[str, tuple[str, Any]] = {}
        for key, value in metadata.items():
            if key.lower() in {"time", "source"} and isinstance(value, Mapping):
                for inner, content in value.items():
                    self._left[f"{key.lower()}.{str(inner).lower()}"] = (f"{key}.{inner}", content)
            else:
                self._left[key.lower().strip()] = (key, value)

    def take(self, *names: str) -> Any:
        """The value of the first of these keys that is there."""
        found = next((name for name in names if name in self._left), None)
        return None if found is None else self._left.pop(found)[1]

    def text(self, *names: str) -> str:
        """The same as text; anything but text and numbers is left where it is."""
        for name in names:
            if isinstance(self._left.get(name, ("", None))[1], (str, int, float)):
                return str(self._left.pop(name)[1]).strip()
        return ""

    def time(self, *names: str) -> float | None:
        """The first of these that is a time, s."""
        for name in names:
            if (seconds := seconds_of(self._left.get(name, ("", None))[1])) is not None:
                self._left.pop(name)
                return seconds
        return None

    def words(self, *names: str) -> tuple[str, ...]:
        """A list, or one string with commas."""
        value = self.take(*names)
        if isinstance(value, list):
            return tuple(str(item).strip() for item in value if str(item).strip())
        return (
            tuple(part.strip() for part in str(value).split(",") if part.strip()) if value is not None else ()
        )

    def mapping(self, name: str) -> Mapping[str, Any]:
        """A nested mapping, or an empty one."""
        if not isinstance(self._left.get(name, ("", None))[1], Mapping):
            return {}
        value: Mapping[str, Any] = self._left.pop(name)[1]
        return value

    def author_and_source(self) -> tuple[str, str | None]:
        """Who wrote it and its address, out of the many ways to say so."""
        author = self.text("author", "source.author")
        address = self.text("source.url")
        source = self.text("source", "source.name")
        if match := _NAME_AND_ADDRESS.fullmatch(source):
            source, address = match[1], address or match[2]
        if match := _NAME_AND_ADDRESS.fullmatch(author):
            author, address = match[1], address or match[2]
        if source and author:
            self._left["source"] = ("source", source)
        return author or source, address if re.fullmatch(r"https?://\S+", address) else None

    def listed_ingredients(self) -> tuple[Ingredient, ...]:
        """The lines our writer keeps in the front matter, where components can't hold their words."""
        value = self._left.get("ingredients", ("", None))[1]
        if not isinstance(value, list):
            return ()
        lines: list[Ingredient] = []
        for item in value:
            if isinstance(item, str):
                lines.append(_line(item, None))
            elif isinstance(item, Mapping):
                for section, inside in item.items():
                    lines += [_line(line, str(section)) for line in inside or () if isinstance(line, str)]
        self._left.pop("ingredients")
        return tuple(lines)

    def rest(self) -> Iterator[str]:
        """What was not understood."""
        for key, value in self._left.values():
            if value not in (None, "", [], {}):
                yield f"{key}: {', '.join(map(str, value)) if isinstance(value, list) else value}"


def _line(text: str, section: str | None) -> Ingredient:
    return Ingredient(
        text=text[1:] if text[:1] in {"=", "\\"} else text, section=section, fixed=text.startswith("=")
    )


class _Builder:
    """Gathers the ingredient lines while the steps are told."""

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
        for item in block.items:
            words.append(shown(item))
            match item:
                case IngredientItem() if (place := self._place(item, block.section)) is not None:
                    used[place] = None
                case CookwareItem():
                    self.cookware[item.name] = None
                case TimerItem() if timer is None:
                    timer, longest = _seconds(item)
        step = Step(
            text="".join(words).strip(),
            name=headline,
            section=block.section,
            ingredients=tuple(used),
            timer_s=timer,
            goal=DurationGoal(seconds=timer, maximum_s=longest) if timer is not None else None,
        )
        self._names[id(step)] = tuple(
            item.name.lower() for item in block.items if isinstance(item, IngredientItem)
        )
        return step

    def names(self, step: Step) -> tuple[str, ...]:
        """The names of the ingredients a step of this builder marks."""
        return self._names.get(id(step), ())

    def _place(self, item: IngredientItem, section: str | None) -> int | None:
        name = item.name.lower()
        known = self._places.get(name)
        if known is not None and (item.again or item.quantity is None) and not item.preparation:
            return known
        if item.hidden:
            return None
        self._places[name] = len(self.ingredients)
        fixed = item.quantity is not None and item.quantity.fixed
        self.ingredients.append(Ingredient(text=line_of_item(item), section=section, fixed=fixed))
        return len(self.ingredients) - 1


class _Places:
    """Where the names that steps mark stand in the list that the front matter keeps."""

    def __init__(self, listed: tuple[Ingredient, ...]) -> None:
        self._listed = listed
        self._known: dict[tuple[str, str | None], int | None] = {}

    def of(self, names: tuple[str, ...], section: str | None) -> tuple[int, ...]:
        found = (self._place(name, section) for name in names)
        return tuple(dict.fromkeys(place for place in found if place is not None))

    def _place(self, name: str, section: str | None) -> int | None:
        if (name, section) not in self._known:
            pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
            places = [at for at, line in enumerate(self._listed) if pattern.search(line.text)]
            own = [at for at in places if self._listed[at].section == section]
            self._known[name, section] = next(iter(own or places), None)
        return self._known[name, section]


def line_of_item(item: IngredientItem) -> str:
    """The component as a line of an ingredient list: `1 onion, peeled`."""
    name = _last_part(item.name) if item.reference else item.name
    amount = " ".join(part for part in (_quantity(item.quantity), item.units) if part)
    line = f"{amount} {name}".strip()
    if item.preparation:
        line += f", {item.preparation}"
    return f"{line} (optional)" if item.optional else line


def shown(item: Item) -> str:
    """The words of an item inside its step."""
    match item:
        case TextItem():
            return item.text
        case IngredientItem():
            return item.alias or (_last_part(item.name) if item.reference else item.name)
        case CookwareItem():
            return item.alias or item.name
        case TimerItem():
            return " ".join(part for part in (_quantity(item.quantity), item.units) if part) or item.name


def _last_part(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1]


def _quantity(quantity: Quantity | None) -> str:
    return quantity.words if quantity is not None else ""


def _seconds(item: TimerItem) -> tuple[float | None, float | None]:
    """The shorter and the longer end of a timer, s."""
    unit = seconds_of_unit(item.units)
    span = span_at(item.quantity.words) if item.quantity is not None else None
    if unit is None or span is None or span.low <= 0:
        return None, None
    return span.low * unit, span.high * unit if span.high > span.low else None


def _is_mise_en_place(block: StepBlock) -> bool:
    return block.section == MISE_EN_PLACE and all(
        isinstance(item, IngredientItem) or (isinstance(item, TextItem) and item.text.strip(", .") == "")
        for item in block.items
    )
