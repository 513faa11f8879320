"""How words are compared: lower case, no accents, one form for singular and plural.

The database builder and the matcher use the same functions, so a key made by one is found by the other. The forms
are keys for comparing, never shown to a person.
"""

from functools import lru_cache
import re
import unicodedata

WORD = re.compile(r"[0-9]+(?:[./][0-9]+)*%?|[^\W\d_]+(?:'[^\W\d_]+)?|[^\W_]+")
"""Numbers (with percent sign, fraction or decimals), words, mixtures."""

_IRREGULAR = {
    "leaves": "leaf",
    "halves": "half",
    "loaves": "loaf",
    "knives": "knife",
    "calves": "calf",
    "anchovies": "anchovi",
    "chilies": "chili",
    "chilis": "chili",
    "chillies": "chili",
    "chilli": "chili",
    "chiles": "chili",
    "chile": "chili",
    "pastries": "pastri",
    "yoghurt": "yogurt",
    "yoghurts": "yogurt",
    "mangoes": "mango",
    "potatos": "potato",
    "tomatos": "tomato",
    "grammes": "gram",
    "colour": "color",
    "colouring": "coloring",
    "flavour": "flavor",
    "flavoured": "flavored",
    "doughnuts": "donut",
    "doughnut": "donut",
    "omelette": "omelet",
    "wholewheat": "whole wheat",
    "skinon": "skin on",
    "flour": "flour",
}
_KEEP = frozenset({
    "asparagus", "hummus", "couscous", "swiss", "citrus", "octopus", "molasses", "schnapps", "watercress", "grass",
    "less", "boneless", "skinless", "seedless", "bass", "glass", "cress", "plus", "hibiscus", "us", "this", "is",
    "as", "its", "das", "des", "les", "gas", "swedes", "bus", "process", "express", "sous", "jus", "cos", "rhubarbs",
})  # fmt: skip


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return the comparable form of one lower-case word: `tomatoes` and `tomato` share one."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word in _KEEP or not word.isalpha():
        return word
    if word.endswith("ies"):
        return word[:-2]
    if word.endswith("oes"):
        return word[:-2]
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ie"):
        return word[:-1]
    if word.endswith("y") and len(word) > 3:
        return word[:-1] + "i"
    return word


def plain(text: str) -> str:
    """Return the text in lower case without accents, ligatures and typographic apostrophes."""
    if text.isascii():
        return text.lower()
    text = text.replace("ß", "ss").replace("œ", "oe").replace("æ", "ae").replace("’", "'").replace("ø", "o")
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """Return the comparable words of a phrase, in order: `All-Purpose flours` gives `all purpose flour`."""
    found: list[str] = []
    for word in WORD.findall(plain(text)):
        base = word.removesuffix("'s").replace("'", "")
        found.extend(stem(base).split())
    return tuple(found)


def key(text: str) -> str:
    """Return the phrase as one comparable string."""
    return " ".join(words(text))
