"""The page for guests who can't reach Home Assistant: one file that the host passes around.

It works without a network. Its script makes a text, which the guest sends to the host, who pastes it back; see
`kitchen/gatherings/outside_answers.py` for the form of the text.
"""

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
import hashlib
from html import escape
from pathlib import Path
from typing import Any, Final

from ..kitchen.gatherings.guest_state import GuestView
from ..kitchen.gatherings.model import DIMENSIONS, Course, Technique
from ..kitchen.people.model import Allergen
from .guest_page import SHOWN_DIETS
from .page_parts import STYLE, Words, allergen_words, embedded_json, moment_words

_SCRIPT: Final = Path(__file__).with_name("page_scripts") / "outside.js"
_KINDS: Final = ("allergen.", "diet.", "course.", "technique.")
_NAMES: Final = (
    "your_name", "coming", "yes", "no", "maybe", "heads", "needs", "needs_how_outside", "severe", "brought", "needed",
    "your_dish", "dish_name", "course", "portions", "allergens", "contains", "may_contain", "free_of", "not_checked",
    "recipe", "competes", "technique", "not_stated", "consent", "vote", "vote_how", "vote_code", "code", "no_score",
    "taste", "look", "warmth", "story", "answer", "answer_how", "make_answer", "copied", "copy_by_hand", "outside_how",
)  # fmt: skip


def outside_page(shown: GuestView, code: str, words: Mapping[str, Words], starts_at: datetime) -> str:
    """Return the file. `code` is that of one guest, or empty for a file that several guests share. Blocking."""
    script = _SCRIPT.read_text("utf-8")
    document = embedded_json(_data(shown, code, words, starts_at))
    policy = (
        f"default-src 'none'; style-src 'sha256-{_hash(STYLE)}'; script-src 'sha256-{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    english = words["en"]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>HearthTech</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">'
        f"<style>{STYLE}</style></head><body><main id=main><h1>{escape(shown.gathering.title)}</h1>"
        f"<p>{english['outside_without_script']}</p><pre>HearthTech answer\nname: \ncoming: yes\npeople: 1\ndish: \n"
        f"course: main\nportions: 4\nEnd of answer</pre></main>"
        f'<script id="data" type="application/json">{document}</script><script>{script}</script></body></html>'
    )


def _data(shown: GuestView, code: str, words: Mapping[str, Words], starts_at: datetime) -> dict[str, Any]:
    gathering = shown.gathering
    return {
        "id": gathering.id,
        "title": gathering.title,
        "place": gathering.place,
        "about": gathering.words,
        "when": {language: moment_words(starts_at, each) for language, each in words.items()},
        "name": "" if shown.guest is None else shown.guest.name,
        "code": code,
        "voting": shown.voting,
        "entries": {
            letter: {language: allergen_words(dish, each) for language, each in words.items()}
            for letter, dish in shown.entries.items()
        },
        "dishes": [
            {
                "name": dish.name,
                "course": dish.course.value,
                "allergens": {language: allergen_words(dish, each) for language, each in words.items()},
            }
            for dish in shown.dishes
            if not dish.still_needed
        ],
        "needed": [dish.name for dish in shown.dishes if dish.still_needed],
        "courses": [one.value for one in Course],
        "allergens": [one.value for one in Allergen],
        "diets": [one.value for one in SHOWN_DIETS],
        "techniques": [one.value for one in Technique],
        "dimensions": list(DIMENSIONS),
        "words": {
            language: {name: text for name, text in each.items() if name in _NAMES or name.startswith(_KINDS)}
            for language, each in words.items()
        },
    }


def _hash(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()
