"""A shopping list from free lines, without a book: for the command line."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..nutrition.analyze import Analyzer
from ..pantry.pantry_item import PantryItem
from .requirements import RequirementReader
from .shopping_list import ShoppingItem, Wanted, planned, with_thing


def shopping_list(
    recipes: Sequence[Sequence[str]],
    *,
    typed: Iterable[str] = (),
    pantry: Iterable[tuple[str, float | None, str]] = (),
    language: str = "en",
    analyzer: Analyzer | None = None,
) -> list[ShoppingItem]:
    """Return the shopping list for recipes (lists of ingredient lines) and typed items, by aisle.

    `pantry` contains (name, amount, unit) of the stock; an amount of `None` is enough for every recipe. Typed
    items are bought independent of the pantry.
    """
    reader = RequirementReader(analyzer, language)
    stock = []
    enough = set()
    for name, amount, unit in pantry:
        need = reader.named(name, amount, unit)
        if amount is None:
            enough.add(need.key)
        else:
            stock.append(PantryItem(name=name, amount=amount, unit=unit, food=need.food))
    wanted = [
        Wanted(need=found, recipe=str(place), name=str(place))
        for place, lines in enumerate(recipes)
        for line in lines
        for found in reader.lines(line)
        if found.key not in enough
    ]
    made = [
        replace(item, id=str(place)) for place, item in enumerate(planned([], wanted, stock, reader), start=1)
    ]
    for words in typed:
        if words.strip():
            for asked in reader.lines(words) or (reader.named(words, None, ""),):
                made = [
                    replace(item, id=item.id or f"typed {words} {asked.name}")
                    for item in with_thing(made, asked)
                ]
    return made
