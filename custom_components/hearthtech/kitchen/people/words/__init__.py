"""The words of allergens, of foods that hide them, and of what only sounds like them. Tables for `lexicon`.

A line is `header: phrase, phrase …`. The header lists codes of allergens and of what diets ask about; `?code` may be
in it; `+` is made of many things; `~` is also sold without it; `-` is nothing of all that; `@es` in Spanish only.

Sources: Regulation (EU) 1169/2011, annex II with its exemptions (fully refined soybean oil, glucose syrups and
distillates of wheat or barley); FDA guidance on food allergen labeling, edition 5 (January 2025), for tree nuts;
Commission notice 2017/C 428/01; composed foods after their usual recipes and the labels of their best known brands.
"""

from .allergens import TABLE as ALLERGEN_WORDS
from .claims import (
    ALTERNATIVES,
    CLAIM_AFTER,
    CLAIM_BEFORE,
    CLAIMS_BY_LAW,
    DISHES_AND_DEEDS,
    EXAMPLES,
    FOOD_SIGNS,
    LACTOSE_WORDS,
    NO_CLAIM_AFTER,
    NO_MISSPELLING,
    NOT_A_CLAIM,
    OPTIONAL,
    SUFFIX_CLAIMS,
)
from .composed import TABLE as COMPOSED_WORDS
from .compounds import TABLE as COMPOUNDS
from .diets import TABLE as DIET_WORDS
from .harmless import TABLE as HARMLESS_WORDS

WORDS = (ALLERGEN_WORDS, COMPOSED_WORDS, HARMLESS_WORDS, DIET_WORDS)

__all__ = [
    "ALTERNATIVES",
    "CLAIMS_BY_LAW",
    "CLAIM_AFTER",
    "CLAIM_BEFORE",
    "COMPOUNDS",
    "DISHES_AND_DEEDS",
    "EXAMPLES",
    "FOOD_SIGNS",
    "LACTOSE_WORDS",
    "NOT_A_CLAIM",
    "NO_CLAIM_AFTER",
    "NO_MISSPELLING",
    "OPTIONAL",
    "SUFFIX_CLAIMS",
    "WORDS",
]
