"""Words and sentences of people's languages are data files: no Python file of the product holds any but English ones."""

import ast
from collections.abc import Iterator
from pathlib import Path
import re

import pytest

ROOT = Path(__file__).resolve().parent.parent
INTEGRATION = ROOT / "custom_components" / "hearthtech"
PRODUCT = (INTEGRATION, ROOT / "hearthtech_skill", ROOT / "tools")
EXCEPTIONS = {
    "custom_components/hearthtech/adapters/entity_hob/power_levels.py": "letters with accents, and no words",
    "custom_components/hearthtech/assist/handlers/food_words.py": "vowels, and no words",
    "custom_components/hearthtech/kitchen/people/diets.py": "the name of an author",
    "custom_components/hearthtech/language/number_words.py": "rules by which number words are joined",
    "custom_components/hearthtech/language/singular.py": "rules of endings",
    "tools/fuzz/targets.py": "inputs from which fuzzing begins",
}
"""Files with other letters or words, and why they are no data."""
TELLING = frozenset({
    # German
    "und", "oder", "nicht", "mit", "ohne", "zum", "zur", "eine", "einen", "einer", "nach", "auf", "stunden", "minuten",
    "platte", "zwiebel", "wasser", "etwas",
    # French
    "avec", "pour", "une", "dans", "les", "heures", "eau", "feu", "plaque", "oignon", "beurre", "environ", "chaque",
    # Spanish
    "para", "sin", "hasta", "los", "las", "unos", "horas", "minutos", "agua", "fuego", "cebolla", "quemador", "cada",
    # Italian
    "senza", "della", "gli", "nella", "ore", "minuti", "acqua", "fuoco", "cipolla", "fornello", "burro", "circa",
})  # fmt: skip
"""Words without accents by which a table of another language is noticed."""
_ACCENTED = re.compile(r"(?=\w*[à-öø-ÿßœæ])[^\W\d_]{3,}", re.IGNORECASE)
_CLASS = re.compile(r"\[[^\]]*\]")
_WORD = re.compile(r"[^\W\d_]{3,}")


def strings(source: str) -> Iterator[tuple[int, str]]:
    """The literals of a file with their lines, without docstrings."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


def foreign_words(source: str) -> list[tuple[int, str]]:
    """Words of other languages in the literals of a file: with an accent, or among `TELLING`. Classes of letters are left out."""
    found: list[tuple[int, str]] = []
    for line, text in strings(source):
        plain = re.sub(r"\\[a-zA-Z]", " ", _CLASS.sub("", text))
        found += [(line, word) for word in _ACCENTED.findall(plain)]
        found += [(line, word) for word in _WORD.findall(plain.lower()) if word in TELLING]
    return found


def python_files() -> list[Path]:
    return sorted(path for folder in PRODUCT for path in folder.rglob("*.py"))


def test_words_of_other_languages_are_in_data_files() -> None:
    found = {
        name: words[:5]
        for path in python_files()
        if (name := path.relative_to(ROOT).as_posix()) not in EXCEPTIONS
        and (words := foreign_words(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_every_exception_is_needed(name: str) -> None:
    assert foreign_words((ROOT / name).read_text("utf-8")) != []


def test_words_of_other_languages_are_found() -> None:
    source = '"""Für alle."""\nA = {"müsli": "avec"}\nB = r"\\bhasta|[äöü]"\nC = "salt and pepper"\n'
    assert sorted(foreign_words(source)) == [(2, "avec"), (2, "müsli"), (3, "hasta")]
