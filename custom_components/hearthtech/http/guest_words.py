"""The words of the pages for guests and for printing, in five languages.

They are data in `page_words`. Names of allergens, diets, courses and techniques are those of the translations.
"""

import json
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).resolve().parent.parent
LANGUAGES: Final = ("en", "de", "es", "fr", "it")
_NAMES: Final = ("allergen", "diet", "course", "technique")


def load_guest_words() -> dict[str, dict[str, str]]:
    """Return all words by language; those of the translations as `allergen.nuts`. Blocking."""
    words = {}
    for language in LANGUAGES:
        selectors = json.loads((_FOLDER / "translations" / f"{language}.json").read_text("utf-8"))["selector"]
        own = json.loads((_FOLDER / "http" / "page_words" / f"{language}.json").read_text("utf-8"))
        words[language] = (
            own
            | {"language": language}
            | {f"{kind}.{code}": text for kind in _NAMES for code, text in selectors[kind]["options"].items()}
        )
    return words


def language_of(accept_language: str) -> str:
    """Return the first known language of the header `Accept-Language`, else English."""
    for part in accept_language[:200].split(","):
        language = part.partition(";")[0].strip().partition("-")[0].lower()
        if language in LANGUAGES:
            return language
    return "en"
