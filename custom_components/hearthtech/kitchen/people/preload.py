"""Load the word tables before their first use."""

from ...language.languages import LANGUAGES
from ..meal_plan.preparations import preparation_words
from ..sessions.learn.messages import words_of as draft_words
from ..shopping.liquids import liquid_words
from ..shopping.shop_data import entry_aisles, packages, shop_words, sold_forms
from ..shopping.varieties import load_varieties
from ..suggestions.food_families import food_groups
from ..suggestions.food_words import named_entries
from ..suggestions.messages import message_table
from .diet_words import load_diet_words
from .lexicon import lexicon
from .profile_builder import vessel_words
from .stop_words import neutral_words
from .substitutes import notes
from .word_tables import word_lists


def load_word_tables() -> None:
    """Read and index all word tables (about 0.1 s). Called in an executor, so that no event loop reads a file."""
    lexicon()
    load_diet_words()
    for language in LANGUAGES:
        neutral_words(language)
        preparation_words(language)
        message_table(language)
        draft_words(language)
        named_entries(language)
        shop_words(language)
    entry_aisles()
    packages()
    sold_forms()
    load_varieties()
    liquid_words()
    food_groups()
    vessel_words()
    notes()
    word_lists("labels")
