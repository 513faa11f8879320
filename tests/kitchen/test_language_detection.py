"""Detection of the language of a recipe."""

import pytest

from custom_components.hearthtech.kitchen.recipes.file_formats import File
from custom_components.hearthtech.kitchen.recipes.form_parser import typed_recipe
from custom_components.hearthtech.kitchen.recipes.importers import read_file
from custom_components.hearthtech.kitchen.recipes.language_detection import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Stir the milk into the flour and cook until thick.", "en"),
        ("Die Zwiebeln würfeln und mit der Brühe 20 Minuten kochen, dann den Rahm dazugeben.", "de"),
        ("Faites revenir les oignons dans le beurre, puis mouillez avec du vin blanc.", "fr"),
        ("Sofríe los ajos y añade el tomate; deja cocer durante veinte minutos.", "es"),
        ("Fate soffriggere la cipolla, poi aggiungere il riso e cuocere per quindici minuti.", "it"),
        ("Crème brûlée", None),
        ("Spaghetti con le vongole", None),
        ("2 eggs\n250 ml milk", None),
        ("", None),
    ],
)
def test_small_words_tell(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_foreign_name_does_not_turn_a_recipe_foreign() -> None:
    text = "Pasta e fagioli della nonna\n\n2 cups beans\n1 cup pasta\n\nBoil the beans until soft and add the pasta."
    [found] = read_file(File(content=text.encode()))
    assert found.recipe.language == "en"


def test_what_is_pasted_or_typed_is_known_by_its_words() -> None:
    text = "Kürbissuppe\n\nZutaten\n1 Kürbis\n750 ml Brühe\n\nZubereitung\nDen Kürbis würfeln und mit der Brühe 20 Minuten kochen."
    [found] = read_file(File(content=text.encode()))
    assert found.recipe.language == "de"
    fields = {
        "name": "Soupe",
        "steps": ["Couper les carottes, puis les cuire dans le bouillon avec du thym."],
    }
    assert typed_recipe(fields).language == "fr"
    assert typed_recipe({**fields, "language": "en"}).language == "en"
