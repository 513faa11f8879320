"""Words of ingredient lines that say how much, how, and what for, and never what."""

from functools import lru_cache

from custom_components.hearthtech.kitchen.food.adjectives import light_words
from custom_components.hearthtech.kitchen.food.text import words
from custom_components.hearthtech.kitchen.food.vocabulary import vocabulary

_NEVER = frozenset(
    words(
        "dairy free non mix flavored flavor style assorted egg butter cream half milk no less trader joe king arthur bob mill"
    )
)
"""Light in a name, and yet they may tell of a food."""

_WORDS = {
    "en": """
a an the of and for to in with on at by into from as about if you your it is are be can will used using use each per
plus more extra additional needed need desired taste serving serve servings garnish garnishing topping sprinkling dusting
greasing brushing rolling drizzling frying
""",
    "de": "",
    "fr": "",
    "es": "",
    "it": "",
}


@lru_cache(maxsize=8)
def neutral_words(language: str) -> frozenset[str]:
    """The neutral words of a language, in comparable form; those of English where it is not known."""
    known = language if language in _WORDS else "en"
    said = vocabulary(known)
    own: set[str] = set(words(_WORDS[known]))
    for listed in (
        said.units, said.sizes, said.numbers, said.about, said.to, said.plus, said.of, said.each, said.preparation, said.breaks,
        said.optional, said.to_taste, said.purposes, said.extra, said.divided, said.containers,
    ):  # fmt: skip
        for phrase in listed:
            own.update(words(phrase))
    own |= light_words(known)
    return frozenset(own - _NEVER)
