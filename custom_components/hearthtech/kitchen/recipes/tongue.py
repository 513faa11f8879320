"""Which language a recipe is written in, told by its small words, where nobody said so."""

from collections import Counter
from dataclasses import replace
import re

from .model import Recipe

ENOUGH = 3
"""Small words of a language that must be there; fewer may be the name of a dish."""
CLEARLY = 3
"""How many times as many as those of any other language."""
DEFAULT = "en"
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 20_000
_SMALL_WORDS = {
    "en": "the and with until of to into then for add from over",
    "de": "und mit der die das den dem bis auf einen eine dann oder zum zur etwas lassen geben minuten nach",
    "fr": "et les des avec dans du au pour pendant puis jusqu le ajouter faire une sur",
    "es": "y los las del hasta para el minutos durante añadir cocinar una cucharada hervir con",
    "it": "di il della per fino nel minuti aggiungere cuocere gli dei una con cucchiai poi",
}
_OF_WORD: dict[str, list[str]] = {}
for _language, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _OF_WORD.setdefault(_word, []).append(_language)


def language_of(text: str) -> str | None:
    """`de`, `en`, `es`, `fr` or `it`; `None` when the words do not tell clearly."""
    hits: Counter[str] = Counter()
    for word in _WORD.findall(text[:_LONGEST].lower()):
        hits.update(_OF_WORD.get(word, ()))
    (best, count), (_, next_count) = [*hits.most_common(2), ("", 0), ("", 0)][:2]
    return best if count >= ENOUGH and count >= CLEARLY * next_count else None


def in_its_language(recipe: Recipe) -> Recipe:
    """The recipe with the language of its words, where only the default is known of it."""
    if recipe.language != DEFAULT:
        return recipe
    lines = (line.text for line in recipe.ingredients)
    steps = (step.text for step in recipe.steps)
    language = language_of("\n".join((recipe.name, recipe.description, *lines, *steps)))
    return recipe if language in {None, DEFAULT} else replace(recipe, language=language or DEFAULT)
