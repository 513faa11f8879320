"""What people say to the kitchen, by language: templates per kind, with shared rules and courtesies."""

from functools import cache
from importlib import import_module

from .format import Language, Phrases

LANGUAGES = ("en", "de", "fr", "es", "it")

__all__ = ["LANGUAGES", "Language", "Phrases", "language"]


def supported(tag: str) -> str:
    """The language to listen in for a tag such as `de-CH`; English where nothing is written for it."""
    base = tag.replace("_", "-").split("-", 1)[0].lower()
    return base if base in LANGUAGES else "en"


@cache
def language(code: str) -> Language:
    """The sentences of a language of `LANGUAGES`."""
    module = import_module(f"{__name__}.{code}")
    sentences: Language = module.SENTENCES
    return sentences
