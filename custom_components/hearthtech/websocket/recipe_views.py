"""What the commands about recipes send: recipes, notes, pictures and verdicts as JSON data."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from homeassistant.core import HomeAssistant, callback

from ..http.pictures import known_color, picture_url
from ..json_encoding import to_json
from ..kitchen.nutrition.label import eu_figures
from ..kitchen.nutrition.model import Nutrition
from ..kitchen.people.check import CheckResult
from ..kitchen.recipes.codec import recipe_to_json
from ..kitchen.recipes.media import Picture
from ..kitchen.recipes.notes import Note
from ..kitchen.recipes.page_scaling import ScaledPage
from ..kitchen.recipes.shelf import ShelfItem, ShelfPart
from ..kitchen.recipes.sources import Original

LONGEST_ORIGINAL = 200_000
"""Size of a source document that is sent with the page (bytes); a larger one is opened by its address."""


@callback
def shelf_view(hass: HomeAssistant, part: ShelfPart) -> dict[str, Any]:
    """Return a part of the shelf."""
    return {
        "total": part.total,
        "more": part.more,
        "offset": part.offset,
        "items": [item_view(hass, item) for item in part.items],
    }


@callback
def item_view(hass: HomeAssistant, item: ShelfItem) -> dict[str, Any]:
    """Return a recipe of the shelf. `cover` is an address without its width."""
    shown: dict[str, Any] = to_json(item)
    if item.cover is not None:
        shown["cover"] = {
            "url": picture_url(hass, item.cover),
            "color": known_color(hass, item.cover),
        }
    return shown


@callback
def picture_view(hass: HomeAssistant, picture: Picture) -> dict[str, Any]:
    """Return a picture or clip of a recipe."""
    return {
        "id": picture.id,
        "hash": picture.medium.hash,
        "role": picture.role.value,
        "caption": picture.caption,
        "media_type": picture.medium.media_type,
        "url": picture_url(hass, picture.medium.hash),
        "color": known_color(hass, picture.medium.hash),
    }


@callback
def note_view(hass: HomeAssistant, note: Note) -> dict[str, Any]:
    """Return a margin note."""
    return {
        "id": note.id,
        "version": note.version,
        "part": note.part.value,
        "line": note.line,
        "words": note.words,
        "author": note.author,
        "created_at": to_json(note.created_at),
        "media": None if note.media is None else {"hash": note.media, "url": picture_url(hass, note.media)},
    }


@callback
def original_view(original: Original | None) -> dict[str, Any] | None:
    """Return the source document: its text if it is text, else only what it is."""
    if original is None:
        return None
    # The text of a page is markup; it is kept, and opened by its address.
    readable = original.media_type.startswith("text/") and not original.media_type.startswith("text/html")
    short = len(original.content) <= LONGEST_ORIGINAL
    return {
        "kind": original.kind.value,
        "media_type": original.media_type,
        "source": original.source,
        "text": original.text if readable and short and original.content else None,
        "hash": original.media,
    }


@callback
def scaled_view(page: ScaledPage) -> dict[str, Any]:
    """Return a recipe for other amounts and units."""
    return {
        "factor": page.factor,
        "recipe": recipe_to_json(page.recipe),
        "servings": page.recipe.servings,
        "fixed": list(page.fixed),
        "marks": [asdict(mark) for mark in page.marks],
    }


@callback
def nutrition_view(nutrition: Nutrition) -> dict[str, Any]:
    """Return the figures of a label with their intervals, and what is counted."""
    return {
        "servings": nutrition.servings,
        "per_serving": to_json(eu_figures(nutrition.per_serving)),
        "total": to_json(eu_figures(nutrition.total)),
        "counted": nutrition.counted,
        "lines_total": nutrition.lines_total,
        "grams": nutrition.grams,
        "lines": [
            {
                "text": line.text,
                "food": line.food,
                "grams": line.grams,
                "low": line.low,
                "high": line.high,
                "counted": line.counted,
                "how": line.how,
            }
            for line in nutrition.lines
            if line.kind.value == "ingredient"
        ],
    }


@callback
def verdicts_view(names: dict[str, str], results: Iterable[CheckResult]) -> list[dict[str, Any]]:
    """Return the people, each with the results for their needs; people without needs have none."""
    people: dict[str, dict[str, Any]] = {
        person_id: {"id": person_id, "name": name, "harms": False, "results": []}
        for person_id, name in names.items()
    }
    for result in results:
        person = people.get(result.person_id)
        if person is None:
            continue
        person["harms"] = person["harms"] or result.harms
        person["results"].append(
            {
                "need": result.need.value,
                "code": result.code,
                "standing": result.standing.value,
                "severe": result.severe,
                "reasons": to_json(result.reasons),
            }
        )
    return list(people.values())
