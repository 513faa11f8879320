"""Detect the language of a recipe by its function words, if it is not declared."""

from collections import Counter
from dataclasses import replace
import re

from .model import Recipe
from .word_lists import word_lists

ENOUGH = 3
"""Least number of function words of a language; fewer may be the name of a dish."""
CLEARLY = 3
"""Least ratio to the number of any other language."""
DEFAULT = "en"
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 20_000
_OF_WORD: dict[str, list[str]] = {}
# Read at import, which Home Assistant does outside its event loop.
for _language, _words in word_lists("grammar_words")["function_words"].items():
    for _word in _words:
        _OF_WORD.setdefault(_word, []).append(_language)


def language_of(text: str) -> str | None:
    """`de`, `en`, `es`, `fr` or `it`; `None` when the words are not clear."""
    hits: Counter[str] = Counter()
    for word in _WORD.findall(text[:_LONGEST].lower()):
        hits.update(_OF_WORD.get(word, ()))
    (best, count), (_, next_count) = [*hits.most_common(2), ("", 0), ("", 0)][:2]
    return best if count >= ENOUGH and count >= CLEARLY * next_count else None


def in_its_language(recipe: Recipe) -> Recipe:
    """The recipe with its detected language, if it has only the default language."""
    if recipe.language != DEFAULT:
        return recipe
    lines = (line.text for line in recipe.ingredients)
    steps = (step.text for step in recipe.steps)
    language = language_of("\n".join((recipe.name, recipe.description, *lines, *steps)))
    return recipe if language in {None, DEFAULT} else replace(recipe, language=language or DEFAULT)
