"""A document in the shape of Cooklang's own canonical tests: metadata, and the items of each step."""

from typing import Any

from .model import CooklangQuantity, CookwareItem, Document, IngredientItem, Item, TextItem, TimerItem


def document_to_json(document: Document) -> dict[str, Any]:
    """Plain JSON types.

    Steps are lists of items; sections, notes and unparsed text have keys of their own.
    """
    result: dict[str, Any] = {
        "metadata": dict(document.metadata),
        "steps": [[_item(item) for item in step.items] for step in document.steps],
    }
    if any(step.section for step in document.steps):
        result["sections"] = [step.section for step in document.steps]
    if document.notes:
        result["notes"] = list(document.notes)
    if document.unparsed:
        result["hearth:unparsed"] = list(document.unparsed)
    return result


def _item(item: Item) -> dict[str, Any]:
    match item:
        case TextItem():
            return {"type": "text", "value": item.text}
        case IngredientItem():
            found = {
                "type": "ingredient",
                "name": item.name,
                "quantity": _value(item.quantity, "some"),
                "units": item.units,
            }
            return found | _extras(item) | ({"reference": item.reference} if item.reference else {})
        case CookwareItem():
            found = {"type": "cookware", "name": item.name, "quantity": _value(item.quantity, 1), "units": ""}
            return found | _extras(item)
        case TimerItem():
            return {
                "type": "timer",
                "name": item.name,
                "quantity": _value(item.quantity, ""),
                "units": item.units,
            }


def _extras(item: IngredientItem | CookwareItem) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if item.preparation:
        found["preparation"] = item.preparation
    if item.alias:
        found["alias"] = item.alias
    if item.optional:
        found["optional"] = True
    if item.quantity is not None and item.quantity.fixed:
        found["fixed"] = True
    return found


def _value(quantity: CooklangQuantity | None, default: str | int) -> float | str | int:
    if quantity is None:
        return default
    if isinstance(quantity.value, float) and quantity.value.is_integer():
        return int(quantity.value)
    return quantity.value
