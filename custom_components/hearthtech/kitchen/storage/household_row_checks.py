"""Checks of the rows of an exported household, one function a table. Each raises an error for a damaged row."""

from collections.abc import Mapping
from datetime import date, datetime
import json
import math
from string import ascii_uppercase
from typing import Any, Final

from ..gatherings.cook_off import checked_scores
from ..gatherings.documents import from_document, to_document
from ..gatherings.model import DIMENSIONS, Gathering, Guest, GuestNeeds, PotluckDish, Review
from ..gatherings.storage import COLUMNS, MOMENT_KINDS
from ..gatherings.validation import checked_dish, checked_gathering, checked_guest, checked_review
from ..household.records import decoded_record, encoded_record
from ..meal_plan import rules
from ..meal_plan.meal import MealSlot
from ..nutrition.text import key
from ..people import household_products
from ..people.store import person_from_json, person_to_json, tidy_person
from .times import from_text

LONGEST_TEXT: Final = 20_000
type Row = dict[str, Any]


def check_person(row: Row, now: datetime) -> None:
    """Check a person, and tidy the stored document."""
    document = shaped(_completed(row["document"], {"guest": False, "portion": None}), _PERSON)
    person = tidy_person(person_from_json(row["id"], document), now)
    row["name"], row["document"] = person.name, person_to_json(person)


def check_measure(row: Row, _: datetime) -> None:
    """Check a weighing."""
    if not (0 < row["grams"] <= 5000 and row["owner"] and row["measure"]):
        raise ValueError("a weighing needs whose measure it is, and between 0 and 5 kg")


def check_correction(row: Row, _: datetime) -> None:
    """Check a food correction, and add the key of its name."""
    row["name_key"] = key(row["name"])
    if not row["name_key"] or row["food"] < 0:
        raise ValueError("a correction needs a name and a food")


def check_product(row: Row, _: datetime) -> None:
    """Check a product."""
    document = shaped(row["document"], _PRODUCT)
    product = household_products.checked(household_products.from_json(row["name"], document))
    row["name"], row["name_key"] = product.name, " ".join(product.key)
    row["document"] = household_products.product_to_json(product)


def check_rule(row: Row, _: datetime) -> None:
    """Check a rule of the meal plan."""
    document = shaped(_completed(row["document"], {"cook": None}), _RULE)
    if document["id"] != row["id"]:
        raise ValueError("the rule has another id")
    walls = [document["first"], *document["left_out"], *filter(None, [document["last"]])]
    if any(datetime.fromisoformat(wall).tzinfo or int(wall[:4]) not in rules.YEARS for wall in walls):
        raise ValueError("times of rules are wall times of our centuries")
    # A rule whose meals are all exceptions is still a rule.
    rules.sound(rules.rule_from_text(json.dumps({**document, "last": None, "left_out": []})))


def check_meal(row: Row, _: datetime) -> None:
    """Check a planned meal."""
    shaped(row["people"], [str])
    MealSlot(row["slot"])
    if row["ends_at"] <= row["starts_at"] or int(row["starts_at"][:4]) not in rules.YEARS:
        raise ValueError("the meal has no sound time")
    if (row["servings"] is not None and row["servings"] <= 0) or row["leftover_of"] == row["id"]:
        raise ValueError("a meal serves somebody, and is not its own leftovers")


def check_pantry(row: Row, _: datetime) -> None:
    """Check a pantry item."""
    if not row["name"].strip() or (row["amount"] is not None and row["amount"] <= 0):
        raise ValueError("a thing needs a name, and its amount is more than nothing")
    if row["use_by"] is not None:
        date.fromisoformat(row["use_by"])


def check_shopping(row: Row, _: datetime) -> None:
    """Check a shopping item."""
    shaped(row["amounts"], [_QUANTITY])
    row["sources"] = [
        _completed(source, {"standing": "", "who": ""}) for source in shaped(row["sources"], [dict])
    ]
    shaped(row["sources"], [_SOURCE])
    if not row["name"].strip():
        raise ValueError("what to buy has a name")


def check_record(row: Row, _: datetime) -> None:
    """Check a small record of the household."""
    record = decoded_record(row["id"], row["kind"], json.dumps(row["document"]))
    row["document"] = json.loads(encoded_record(record))


def check_eaten(row: Row, _: datetime) -> None:
    """Check a portion of the food log."""
    figures = shaped(row["figures"], {str: (float, float, float, str)})
    if not 0 < row["portions"] <= 100 or min(row["counted"], row["lines_total"]) < 0 or len(figures) > 200:
        raise ValueError("portions are more than 0 and at most 100")


def check_gathering(row: Row, _: datetime) -> None:
    """Check a gathering, and tidy the stored document."""
    starts_at = from_text(row["starts_at"])
    gathering = from_document(Gathering, json.dumps(row["document"]), id=row["id"], starts_at=starts_at)
    row["document"] = json.loads(to_document(checked_gathering(gathering), without=COLUMNS))
    if any(len(letter) != 1 for letter in gathering.letters):
        raise ValueError("entries have letters")


def check_gathering_guest(row: Row, _: datetime) -> None:
    """Check a guest."""
    checked_guest(
        from_document(Guest, json.dumps(row["document"]), id=row["id"], gathering_id=row["gathering"])
    )


def check_gathering_dish(row: Row, _: datetime) -> None:
    """Check a dish of a gathering."""
    text = json.dumps(row["document"])
    checked_dish(from_document(PotluckDish, text, id=row["id"], gathering_id=row["gathering"]))


def check_moment(row: Row, _: datetime) -> None:
    """Check a review or a reaction."""
    kind = MOMENT_KINDS[row["kind"]]
    at = from_text(row["at"])
    moment = from_document(
        kind, json.dumps(row["document"]), id=row["id"], gathering_id=row["gathering"], at=at
    )
    if isinstance(moment, Review):
        checked_review(moment, DIMENSIONS)


def check_needs(row: Row, _: datetime) -> None:
    """Check the needs of a guest."""
    from_document(GuestNeeds, json.dumps(row["document"]))


def check_ballot(row: Row, _: datetime) -> None:
    """Check a ballot of a revealed cook-off."""
    checked_scores(shaped(row["document"], {str: {str: int}}), list(ascii_uppercase))


def _completed(document: Any, later: Mapping[str, Any]) -> Any:
    """The document with fields that files of earlier releases do not have."""
    return {**later, **document} if isinstance(document, Mapping) else document


def shaped(value: Any, shape: Any) -> Any:
    """The value, if it has the given shape.

    A shape is a type, `[each]`, `(fixed, …)`, `{"name": shape}`, `{str: shape}`, or `{shape}` for what may be `None`.
    """
    good = True
    match shape:
        case set():
            return None if value is None else shaped(value, next(iter(shape)))
        case list():
            good = isinstance(value, list) and all(shaped(one, shape[0]) is one for one in value)
        case tuple():
            good = isinstance(value, list) and len(value) == len(shape)
            good = good and all(shaped(one, each) is one for one, each in zip(value, shape, strict=True))
        case dict() if str in shape:
            good = isinstance(value, dict) and all(shaped(one, shape[str]) is one for one in value.values())
        case dict():
            good = isinstance(value, dict) and value.keys() == shape.keys()
            good = good and all(shaped(value[name], each) is value[name] for name, each in shape.items())
        case type() if shape is float:
            good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        case type() if shape is int:
            good = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31
        case _:
            good = isinstance(value, shape)
    if not good:
        raise TypeError(f"{value!r:.60} is not what belongs there")
    return sound(value) if isinstance(value, str) else value


def sound(value: Any) -> Any:
    """The value, if every database can store its text."""
    if isinstance(value, str):
        if "\x00" in value or len(value.encode()) > LONGEST_TEXT * 4:
            raise ValueError("words that can't be kept")
    elif isinstance(value, Mapping):
        for name, one in value.items():
            sound(name)
            sound(one)
    elif isinstance(value, list):
        for one in value:
            sound(one)
    return value


_QUANTITY: Final = ({float}, str, {float})
_SOURCE: Final = {
    "q": _QUANTITY,
    "meal": str,
    "recipe": str,
    "name": str,
    "settled": bool,
    "standing": str,
    "who": str,
}
_PERSON: Final = {
    "name": str, "birth_year": {int}, "sex": {str}, "height_cm": {float}, "weight_kg": {float}, "activity": {str},
    "goal": str, "diets": [str], "allergens": {str: str}, "avoids": [str], "dislikes": [str], "favorites": [str],
    "targets": {str: ({float}, {float})}, "home_assistant_person": {str},
    "health_readers": [str], "guest": bool, "portion": {float},
}  # fmt: skip
_PRODUCT: Final = {
    "contains": [str], "may_contain": [str], "made_of": [str], "suits": [str], "complete": bool, "is_food": bool, "label": str,
}  # fmt: skip
_RULE: Final = {
    "id": str, "first": str, "length": float, "time_zone": str, "repeats": str, "slot": str, "recipe_id": {str},
    "words": str, "servings": {float}, "people": [str], "locked": bool, "last": {str}, "left_out": [str], "cook": {str},
}  # fmt: skip
