"""Language codes."""

from pathlib import Path

LANGUAGES = ("en", "de", "fr", "es", "it")
"""The languages that every part of the kitchen has words for."""

SPOKEN_LANGUAGES = (
    *LANGUAGES,
    *sorted(
        path.stem for path in Path(__file__).with_name("data").glob("??.json") if path.stem not in LANGUAGES
    ),
)
"""The languages with numbers and durations in words: one file `data/<language>.json` each."""


def base_language(code: str) -> str:
    """Return the language without its region: `de` of `de-AT` and `DE_de`."""
    return code.replace("_", "-").partition("-")[0].strip().lower()


def known_language(code: str) -> str:
    """Return the base language if every part of the kitchen has words for it, else `en`."""
    base = base_language(code)
    return base if base in LANGUAGES else "en"


def spoken_language(code: str) -> str:
    """Return the base language if its numbers and durations are known, else `en`."""
    base = base_language(code)
    return base if base in SPOKEN_LANGUAGES else "en"
