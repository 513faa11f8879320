"""Words of people's languages by which text is read are data files, those of English too: no Python file has them.

Messages and identifiers in code are English; they are no words by which text of people is read.
"""

import ast
from collections.abc import Iterable, Iterator
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
_FORMAT = "words of a file format or of markup"
_NAMES = "names in the ids of entities, which are English"
_CLASSES = "names of classes of words, which are in data files"
_FOODS = "names of the food database, which are English"
PATTERN_EXCEPTIONS = {
    "custom_components/hearthtech/adapters/entity_hob/power_levels.py": _NAMES,
    "custom_components/hearthtech/adapters/entity_hob/presets.py": _NAMES,
    "custom_components/hearthtech/adapters/entity_hob/probe_roles.py": _NAMES,
    "custom_components/hearthtech/entities/retired.py": _NAMES,
    "custom_components/hearthtech/kitchen/meal_plan/rules.py": "words of iCalendar",
    "custom_components/hearthtech/kitchen/nutrition/cooking.py": _FOODS,
    "custom_components/hearthtech/kitchen/nutrition/scores.py": _FOODS,
    "custom_components/hearthtech/kitchen/nutrition/yields.py": _FOODS,
    "custom_components/hearthtech/kitchen/recipes/cleaning.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/cooklang/front_matter.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/file_formats.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/line_classifier.py": "endings of German verbs",
    "custom_components/hearthtech/kitchen/recipes/line_sequence.py": "endings of German verbs",
    "custom_components/hearthtech/kitchen/recipes/loose_json.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/other_programs/meal_texts.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/other_programs/plan_to_eat.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/other_programs/records.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/other_programs/saved_pages.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/page/declared.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/page/markup.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/page/plain_text_fallback.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/page/scripts.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/picture_links.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/schema_org_values.py": _FORMAT,
    "custom_components/hearthtech/kitchen/recipes/structured_lines.py": _FORMAT,
}
"""Files of the integration whose patterns have words, and why they are no data."""
COMPARED_EXCEPTIONS = {
    "custom_components/hearthtech/kitchen/meal_plan/rules.py": "words of iCalendar",
    "custom_components/hearthtech/kitchen/nutrition/analyze.py": _FOODS,
    "custom_components/hearthtech/kitchen/people/personal_data.py": "names of fields",
    "custom_components/hearthtech/voice/burner_settings.py": _CLASSES,
    "custom_components/hearthtech/voice/keyword_reader.py": _CLASSES,
    "custom_components/hearthtech/voice/off/__init__.py": "names of the module",
    "custom_components/hearthtech/voice/off/clause.py": _CLASSES,
    "custom_components/hearthtech/voice/off/contrasts.py": _CLASSES,
    "custom_components/hearthtech/voice/off/reader.py": _CLASSES,
    "custom_components/hearthtech/voice/off/targets.py": _CLASSES,
    "custom_components/hearthtech/voice/replies.py": "a value of a slot",
}
"""Files whose comparisons have words, and why they are no data."""
READERS = ("kitchen", "language", "assist/handlers", "voice")
"""Folders that read text of people."""
_SMALL_WORDS = frozenset({
    "an", "the", "and", "or", "of", "with", "without", "for", "from", "about", "some", "any", "my", "our", "your",
    "half", "until", "till", "into", "plus", "then", "than", "one", "two", "three", "cut", "that", "which", "when",
    "this", "these", "those",
})  # fmt: skip
"""Words of English by which a table of words is noticed."""
_SHORT_WORDS = frozenset({"of", "an", "or", "to", "in", "by", "at", "on", "is", "it", "as", "no", "my", "we"})
_URL_WORDS = frozenset(("http", "https", "www"))
_LOOKS_LIKE_PATTERN = re.compile(r"\(\?|\\[bsdwW]|\[\^|\w\|\w")
_SYNTAX = re.compile(
    r"\(\?(?:P?<[=!]?(?:\w+>)?|P=\w+\)|[:=!])|\\u[0-9a-fA-F]{4}|\\[a-zA-Z]|\[[^\]]*\]|\{[^{}]*\}"
)
"""Openings of groups, escapes, classes and counts of a regular expression."""
_COMPARING = frozenset({
    "startswith", "removeprefix", "removesuffix", "replace", "split", "rsplit", "partition", "rpartition", "find", "rfind",
})  # fmt: skip
"""Methods that compare a text with their arguments."""
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


def words_of_patterns(source: str) -> list[tuple[int, str]]:
    """Words of natural languages in the regular expressions of a file. Keys of data (`_WORDS['oven']`) are left out."""
    tree = ast.parse(source)
    keys = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript)
        for part in ast.walk(node.slice)
    }
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) in keys | prose or not _LOOKS_LIKE_PATTERN.search(node.value):
            continue
        for word in re.findall(r"[^\W\d_]{2,}", _SYNTAX.sub(" ", node.value)):
            if (len(word) > 2 or word.lower() in _SHORT_WORDS) and word.lower() not in _URL_WORDS:
                found += [(node.lineno, word)]
    return sorted(found)


def compared_words(source: str) -> list[tuple[int, str]]:
    """Small words with which a file compares text: in sets, comparisons and methods such as `startswith`."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(source)):
        compared: list[ast.expr] = []
        if isinstance(node, ast.Set):
            compared = [node]
        elif isinstance(node, ast.Compare):
            compared = [node.left, *node.comparators]
        elif isinstance(node, ast.Call):
            method = isinstance(node.func, ast.Attribute) and node.func.attr in _COMPARING
            made = isinstance(node.func, ast.Name) and node.func.id in {"frozenset", "set"}
            compared = node.args if method or made else []
        elif isinstance(node, ast.Assign) and isinstance(node.value, (ast.Tuple, ast.List)):
            compared = [node.value]
        for line, text in _literals(compared):
            words = text.lower().split()
            if words and len(words) < 5 and _SMALL_WORDS.intersection(words):
                found.append((line, text))
    return found


def _literals(nodes: Iterable[ast.expr]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        elif isinstance(node, (ast.Tuple, ast.Set, ast.List)):
            yield from _literals(node.elts)


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


def test_words_of_patterns_are_in_data_files() -> None:
    found = {
        name: words[:5]
        for path in sorted(INTEGRATION.rglob("*.py"))
        if (name := path.relative_to(ROOT).as_posix()) not in PATTERN_EXCEPTIONS
        and (words := words_of_patterns(path.read_text("utf-8")))
    }
    assert found == {}


def test_words_that_are_compared_are_in_data_files() -> None:
    found = {
        name: words[:5]
        for folder in READERS
        for path in sorted((INTEGRATION / folder).rglob("*.py"))
        if (name := path.relative_to(ROOT).as_posix()) not in COMPARED_EXCEPTIONS
        and (words := compared_words(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize("name", PATTERN_EXCEPTIONS)
def test_every_exception_of_patterns_is_needed(name: str) -> None:
    assert words_of_patterns((ROOT / name).read_text("utf-8")) != []


@pytest.mark.parametrize("name", COMPARED_EXCEPTIONS)
def test_every_exception_of_comparisons_is_needed(name: str) -> None:
    assert compared_words((ROOT / name).read_text("utf-8")) != []


def test_words_of_patterns_are_found() -> None:
    source = (
        '"""Bake (?:slowly)."""\nA = re.compile(rf"(?P<leek>{_WORDS[\'leek\']})\\s+(?:about\\s+|ca)?[a-z]+")\n'
        'B = r"\\b(?:of|cm)\\b"\nraise ValueError("no such leek")\n'
    )
    assert words_of_patterns(source) == [(2, "about"), (3, "of")]


def test_compared_words_are_found() -> None:
    source = (
        'A = word in {"the", "pan"}\nB = text.startswith(("or ", "x"))\nC = {"the": 1}\nD = ("and", "&")\n'
        'raise ValueError("the leek")\nE = fold(text) == "half"\n'
    )
    assert sorted(compared_words(source)) == [(1, "the"), (1, "the"), (2, "or "), (4, "and"), (6, "half")]
