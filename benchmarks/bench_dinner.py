"""Dinners that a cook would accept: kinds of dishes of real pages, four weeks in a row for three households, speed."""

import argparse
import asyncio
from datetime import UTC, date, datetime, timedelta
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.bench_suggest import measure
from benchmarks.report import Goal, Table, report
from benchmarks.suggest_book import fill
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.meal_plan.meal import MealSlot
from custom_components.hearthtech.kitchen.pantry.pantry_item import PantryItem
from custom_components.hearthtech.kitchen.people.store import person_from_json
from custom_components.hearthtech.kitchen.suggestions.dish_category import SUITS
from custom_components.hearthtech.kitchen.suggestions.model import ReasonCode
from tools.cli.household_files import household_of

FITTED = "Fitted: the words that tell the kind of a dish were written with the pages of this book at hand; the households and the weeks were not used for them."
BOOK = Path(__file__).resolve().parents[2] / "shared" / "data" / "book-dev.json"
HOUSEHOLDS = Path(__file__).parent / "data" / "households.json"
MONDAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 14, 12, tzinfo=UTC)
WEEKS = 4
MAIN_LABELS = frozenset(
    ("main", "mains", "main course", "main courses", "main dish", "main dishes", "dinner", "entree", "entrée", "entrees",
     "plat principal", "hauptgericht", "main entree", "supper", "secondi", "primeros platos")
)  # fmt: skip
OTHER_LABELS = frozenset(
    ("dessert", "desserts", "sweets", "drink", "drinks", "beverage", "sauce", "sauces", "condiment", "condiments", "bread",
     "breads", "breakfast", "brunch", "snack", "side", "sides", "side dish", "side dishes", "appetizer", "appetizers",
     "cookies", "cakes", "candy", "postres", "dolci", "beilage")
)  # fmt: skip


async def kinds(kitchen: Kitchen) -> tuple[float, float, int, int]:
    """Return the shares of mains and of other dishes that are admitted as dinner, and their numbers."""
    request = await kitchen.suggestions.request(limit=100_000)
    kind_of = {one.recipe_id: one.kind for one in (await kitchen.suggestions.answer(request)).found}
    admitted: tuple[list[bool], list[bool]] = ([], [])
    for recipe_id in await kitchen.recipes.names():
        recipe = await kitchen.recipes.get(recipe_id)
        labels = {label.strip().lower() for one in recipe.categories for label in one.split(",")}
        main, other = bool(labels & MAIN_LABELS), bool(labels & OTHER_LABELS)
        if main != other and recipe_id in kind_of:
            admitted[other].append(kind_of[recipe_id] in SUITS[MealSlot.DINNER])
    mains, others = admitted
    return sum(mains) / len(mains), sum(others) / len(others), len(mains), len(others)


async def weeks(kitchen: Kitchen, household: dict[str, Any]) -> dict[str, Any]:
    """Plan four weeks in a row for one household; everything of the household is removed afterwards."""
    for document in household["people"]:
        await kitchen.people.add(person_from_json("", document))
    for thing in household["pantry"]:
        plain = {name: value for name, value in thing.items() if name != "days"}
        await kitchen.pantry.add(PantryItem(**plain, use_by=MONDAY + timedelta(days=thing["days"])))
    dinners: list[str] = []
    late = unreported = not_counted = 0
    planned: list[str] = []
    for number in range(WEEKS):
        first = MONDAY + timedelta(days=7 * number)
        proposal = await kitchen.suggestions.propose_week(start=first)
        not_counted += len(proposal.not_counted)
        for one in proposal.meals:
            dinners.append(str(one.meal.recipe_id))
            for reason in one.reasons:
                late += reason.code is ReasonCode.USES_EXPIRING and int(str(reason.data["days"])) < 0
            unknown = any(reason.code is ReasonCode.NOT_COUNTED for reason in one.reasons)
            unreported += unknown and one.meal.id not in proposal.not_counted
        planned += [meal.id for meal in await kitchen.suggestions.accept_plan(proposal.id)]
    for meal_id in planned:
        await kitchen.meal_plan.remove(meal_id)
    for person in await kitchen.people.all():
        await kitchen.people.remove(person.id)
    for item in await kitchen.pantry.items():
        await kitchen.pantry.remove(item.id)
    return {
        "name": household["name"], "dinners": len(dinners), "different": len(set(dinners)), "late": late,
        "not_counted": not_counted, "unreported": unreported,
    }  # fmt: skip


async def plan(book: Path) -> tuple[tuple[float, float, int, int], list[dict[str, Any]]]:
    """Measure one book."""
    async with household_of([book], now=NOW) as (kitchen, _):
        found = await kinds(kitchen)
        households = json.loads(HOUSEHOLDS.read_text(encoding="utf-8"))
        return found, [await weeks(kitchen, household) for household in households]


def main(arguments: list[str]) -> int:
    """Print the tables and goals. Returns 1 where the book is absent."""
    parser = argparse.ArgumentParser(prog="script/bench dinner")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--book", type=Path, default=BOOK)
    parser.add_argument(
        "--size", type=int, default=10_000, help="recipes of the book for the speed; 0: not measured"
    )
    options = parser.parse_args(arguments)
    if not options.book.is_file():
        print(f"dinner: {options.book} is not there")
        return 1
    (mains, others, main_count, other_count), households = asyncio.run(plan(options.book))
    goals = [
        Goal("mains admitted as dinner", mains, "share", ">= 0.92"),
        Goal("other dishes admitted as dinner", others, "share", "<= 0.04"),
        Goal("different dinners of 28, least", min(one["different"] for one in households), "", ">= 20"),
        Goal("reasons after their date", sum(one["late"] for one in households), "", "== 0"),
        Goal("meals not counted and not reported", sum(one["unreported"] for one in households), "", "== 0"),
    ]
    if options.size:
        with TemporaryDirectory(prefix="hearthtech-dinner-") as folder:
            path = Path(folder) / "book.db"
            fill(path, options.size)
            slowest = measure(path, exact=False)["week_ms"]["max"]
        goals.append(Goal(f"week at {options.size:,}, slowest", slowest, "ms", "< 1000"))
    columns = ("name", "dinners", "different", "late", "not_counted", "unreported")
    tables = (
        Table(
            "Kinds",
            ("of", "pages", "admitted"),
            [("mains", main_count, mains), ("others", other_count, others)],
        ),
        Table("Four weeks in a row", columns, [[one[name] for name in columns] for one in households]),
    )
    return report("dinner", goals, tables, fitted=FITTED, as_json=options.json)
