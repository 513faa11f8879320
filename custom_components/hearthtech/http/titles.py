"""Titles of the panel, the page of the shopping list and the calendar of meals, by language (`data/titles.json`)."""

import json
from pathlib import Path

# Read at import, which Home Assistant does outside its event loop.
_TITLES: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "data" / "titles.json").read_text(encoding="utf-8")
)


def title_of(name: str, language: str) -> str:
    """The title `kitchen`, `meals` or `shopping_list` in a language such as `de`; English for other languages."""
    return _TITLES.get(language, _TITLES["en"])[name]
