"""The word tables of `kitchen/people/data`: their form, and the same keys in all languages."""

from pathlib import Path

import pytest

from custom_components.hearthtech.kitchen.people import word_tables
from custom_components.hearthtech.kitchen.people.lexicon import entries
from custom_components.hearthtech.kitchen.people.word_tables import (
    FOOD_TABLES,
    food_blocks,
    phrases,
    stop_word_lists,
    word_lists,
)
from custom_components.hearthtech.language.languages import LANGUAGES

FOLDER = Path(word_tables.__file__).parent / "data"
TABLES = (*FOOD_TABLES, "compounds", "diet_foods")


def test_every_file_is_read() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {
        *TABLES,
        "claims",
        "diet_phrases",
        "food_kinds",
        "labels",
        "substitutes",
        "vessels",
    }
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == set(LANGUAGES)


@pytest.mark.parametrize("table", TABLES)
def test_every_block_has_words_in_lower_case(table: str) -> None:
    blocks = list(food_blocks(table))
    assert blocks
    for codes, listed in blocks:
        assert codes
        assert all(phrase and phrase == phrase.lower() for phrase in listed), (codes, listed)


@pytest.mark.parametrize("table", FOOD_TABLES)
def test_every_code_is_known(table: str) -> None:
    assert all(set(facets.languages) <= set(LANGUAGES) for facets, _ in entries(table))


def test_an_unknown_code_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "allergens.yaml").write_text('- codes: "glutn"\n  words: rye\n', "utf-8")
    monkeypatch.setattr(word_tables, "_FOLDER", tmp_path)
    with pytest.raises(ValueError, match="'glutn' is neither an allergen nor a matter"):
        list(entries("allergens"))


def test_the_languages_have_the_same_lists() -> None:
    keys = {language: set(stop_word_lists(language)) for language in LANGUAGES}
    assert all(own == {"line_words", "recipe_words", "part_words"} for own in keys.values())
    assert set(word_lists("claims")["alternatives"]) == set(LANGUAGES)
    assert set(word_lists("claims")["product_heads"]) == set(LANGUAGES)


@pytest.mark.parametrize("name", ["claims", "diet_phrases"])
def test_lists_of_phrases_have_no_empty_phrase(name: str) -> None:
    for listed in word_lists(name).values():
        assert not isinstance(listed, str) or all(phrases(listed))
