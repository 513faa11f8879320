"""What the tutorials promise about their examples holds."""

from pathlib import Path
import re

from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.check import Standing
from custom_components.hearthtech.kitchen.people.model import Allergen, Person, Severity
from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.model import HumanGate

TUTORIALS = Path(__file__).resolve().parents[2] / "docs" / "tutorials"


async def test_the_card_of_the_first_heirloom(tmp_path: Path) -> None:
    page = (TUTORIALS / "first-heirloom.md").read_text("utf-8")
    card = re.findall(r"```text\n(.*?)```", page, flags=re.DOTALL)[0]
    (found,) = read_file(File(content=card.encode()))
    recipe = found.recipe
    assert recipe.name == "Nonna's lentils"
    assert recipe.yields is not None
    assert recipe.yields.amount == 4
    texts = [line.text for line in recipe.ingredients]
    assert "250 g lentils" in texts
    assert "a handful of parsley" in texts
    assert len(recipe.steps) == 2
    assert recipe.steps[0].timer_s == 35 * 60 or "35 minutes" in recipe.steps[0].text
    assert isinstance(recipe.steps[1].goal, HumanGate), "no machine smells Sunday"

    kitchen = await Kitchen.open(tmp_path / "book.db")
    try:
        added = await kitchen.recipes.add(recipe)
        anna = await kitchen.people.add(Person(name="Anna", allergens={Allergen.CELERY: Severity.SEVERE}))
        (verdict,) = await kitchen.people.check_recipe(added.id, [anna.id])
        assert verdict.standing is Standing.CONTAINS
    finally:
        await kitchen.close()
