"""Storage of the people in the book. Every function works inside the transaction of its connection."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
import json
import math
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from ..errors import ErrorCode, KitchenError
from ..field_merge import merged_change
from ..storage.damaged_rows import readable, strict_json
from ..storage.schema import PEOPLE
from ..storage.times import to_text
from .model import ActivityLevel, Allergen, Diet, Goal, Person, Severity, Sex

LONGEST_NAME = 100
MOST_WORDS = 100
"""Greatest number of dislikes, favorites and so on of one person."""
FIRST_YEAR = 1900
HEIGHT_CM = (30.0, 260.0)
WEIGHT_KG = (1.0, 400.0)
PORTION = (0.1, 4.0)


def add_person(connection: Connection, person: Person, now: datetime) -> Person:
    """Store a new person.

    Raises:
        KitchenError: `INVALID` when a value is invalid, or the name is in use.
    """
    person = _sound(connection, replace(person, id=person.id or uuid4().hex), now)
    if connection.scalar(select(PEOPLE.c.id).where(PEOPLE.c.id == person.id)) is not None:
        raise KitchenError(ErrorCode.INVALID, reason=f"there is a person {person.id} already")
    connection.execute(insert(PEOPLE).values(id=person.id, **_columns(person, now)))
    return person


def change_person(
    connection: Connection, person: Person, now: datetime, base: Person | None = None
) -> Person:
    """Replace the data of a person (`person.id`); with `base`, only what differs from it.

    Raises:
        KitchenError: `PERSON_NOT_FOUND` or `INVALID`.
    """
    if base is not None:
        person = merged_change(base, open_person(connection, person.id), person)
    person = _sound(connection, person, now)
    changed = connection.execute(
        update(PEOPLE)
        .where(PEOPLE.c.id == person.id, PEOPLE.c.removed_at.is_(None))
        .values(**_columns(person, now))
    )
    if changed.rowcount == 0:
        raise KitchenError(ErrorCode.PERSON_NOT_FOUND, name=person.name)
    return person


def remove_person(connection: Connection, person_id: str, now: datetime) -> Person:
    """Remove a person. By id they stay readable in plans.

    Raises:
        KitchenError: `PERSON_NOT_FOUND`.
    """
    row = connection.execute(
        select(PEOPLE).where(PEOPLE.c.id == person_id, PEOPLE.c.removed_at.is_(None))
    ).first()
    person = None if row is None else readable_person(row)
    if person is None:
        raise KitchenError(ErrorCode.PERSON_NOT_FOUND, name=person_id)
    connection.execute(update(PEOPLE).where(PEOPLE.c.id == person_id).values(removed_at=to_text(now)))
    return person


def bring_back_person(connection: Connection, person_id: str, now: datetime) -> Person:
    """Undo `remove_person`.

    Raises:
        KitchenError: `PERSON_NOT_FOUND`, or `INVALID` when the name is now in use.
    """
    person = _sound(connection, open_person(connection, person_id), now)
    connection.execute(update(PEOPLE).where(PEOPLE.c.id == person_id).values(removed_at=None))
    return person


def open_person(connection: Connection, person: str) -> Person:
    """A person by id (also when removed), or by name.

    Raises:
        KitchenError: `PERSON_NOT_FOUND`.
    """
    row = connection.execute(select(PEOPLE).where(PEOPLE.c.id == person)).first()
    if row is not None:
        if (found := readable_person(row)) is None:
            raise KitchenError(ErrorCode.PERSON_NOT_FOUND, name=person)
        return found
    wanted = name_key(person)
    for someone in list_people(connection):
        if name_key(someone.name) == wanted:
            return someone
    raise KitchenError(ErrorCode.PERSON_NOT_FOUND, name=person)


def list_people(connection: Connection) -> tuple[Person, ...]:
    """All present people of the household, sorted by name."""
    rows = connection.execute(
        select(PEOPLE).where(PEOPLE.c.removed_at.is_(None)).order_by(PEOPLE.c.name, PEOPLE.c.id)
    )
    return tuple(person for row in rows if (person := readable_person(row)) is not None)


def person_to_json(person: Person) -> dict[str, Any]:
    """Encode a person, for the book and for actions."""
    return {
        "name": person.name,
        "birth_year": person.birth_year,
        "sex": None if person.sex is None else person.sex.value,
        "height_cm": person.height_cm,
        "weight_kg": person.weight_kg,
        "activity": None if person.activity is None else person.activity.value,
        "goal": person.goal.value,
        "diets": sorted(person.diets),
        "allergens": {
            allergen.value: person.allergens[allergen].value for allergen in sorted(person.allergens)
        },
        "avoids": list(person.avoids),
        "dislikes": list(person.dislikes),
        "favorites": list(person.favorites),
        "targets": {tag: list(person.targets[tag]) for tag in sorted(person.targets)},
        "home_assistant_person": person.home_assistant_person,
        "health_readers": list(person.health_readers),
        "guest": person.guest,
        "portion": person.portion,
    }


def person_from_json(person_id: str, document: Mapping[str, Any]) -> Person:
    """Decode a person of `person_to_json`."""
    sex, activity = document.get("sex"), document.get("activity")
    return Person(
        id=person_id,
        name=document["name"],
        birth_year=document.get("birth_year"),
        sex=None if sex is None else Sex(sex),
        height_cm=document.get("height_cm"),
        weight_kg=document.get("weight_kg"),
        activity=None if activity is None else ActivityLevel(activity),
        goal=Goal(document.get("goal", Goal.KEEP)),
        diets=frozenset(map(Diet, document.get("diets", ()))),
        allergens={
            Allergen(code): Severity(severity) for code, severity in document.get("allergens", {}).items()
        },
        avoids=tuple(document.get("avoids", ())),
        dislikes=tuple(document.get("dislikes", ())),
        favorites=tuple(document.get("favorites", ())),
        targets={tag: (low, high) for tag, (low, high) in document.get("targets", {}).items()},
        home_assistant_person=document.get("home_assistant_person"),
        health_readers=tuple(document.get("health_readers", ())),
        guest=document.get("guest", False),
        portion=document.get("portion"),
    )


def _columns(person: Person, now: datetime) -> dict[str, object]:
    document = json.dumps(person_to_json(person), ensure_ascii=False, separators=(",", ":"))
    return {"name": person.name, "document": document, "changed_at": to_text(now)}


def readable_person(row: Row[Any]) -> Person | None:
    """The person of a row; `None` when it is damaged."""
    return readable(PEOPLE, row, lambda row: person_from_json(row.id, strict_json(row.document)), Person)


def name_key(name: str) -> str:
    """Return the comparable form of a person's name."""
    return " ".join(name.split()).casefold()


def _sound(connection: Connection, person: Person, now: datetime) -> Person:
    """The person with normalized text.

    Raises:
        KitchenError: `INVALID`, with `field` and `reason`.
    """
    name = " ".join(person.name.split())
    if any(
        name_key(other.name) == name_key(name) and other.id != person.id for other in list_people(connection)
    ):
        raise _invalid("name", f"there is somebody called {name} already")
    return tidy_person(person, now)


def tidy_person(person: Person, now: datetime) -> Person:
    """The person with normalized text, without a check of other people.

    Raises:
        KitchenError: `INVALID`, with `field` and `reason`.
    """
    name = " ".join(person.name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise _invalid("name", f"a name has between 1 and {LONGEST_NAME} letters")
    if person.birth_year is not None and not FIRST_YEAR <= person.birth_year <= now.year:
        raise _invalid("birth_year", f"a year of birth lies between {FIRST_YEAR} and this year")
    _within("height_cm", person.height_cm, HEIGHT_CM)
    _within("weight_kg", person.weight_kg, WEIGHT_KG)
    _within("portion", person.portion, PORTION)
    for tag, (low, high) in person.targets.items():
        if any(bound is not None and not (math.isfinite(bound) and bound >= 0) for bound in (low, high)):
            raise _invalid("targets", f"{tag} is no amount")
        if low is not None and high is not None and low > high:
            raise _invalid("targets", f"{tag}: at least {low:g} is more than at most {high:g}")
    return replace(
        person,
        name=name,
        avoids=_tidy("avoids", person.avoids),
        dislikes=_tidy("dislikes", person.dislikes),
        favorites=_tidy("favorites", person.favorites),
        health_readers=_tidy("health_readers", person.health_readers),
    )


def _within(field: str, value: float | None, bounds: tuple[float, float]) -> None:
    if value is not None and not bounds[0] <= value <= bounds[1]:
        raise _invalid(field, f"{value:g} is not between {bounds[0]:g} and {bounds[1]:g}")


def _tidy(field: str, words: tuple[str, ...]) -> tuple[str, ...]:
    tidy = tuple(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))
    if len(tidy) > MOST_WORDS or any(len(word) > LONGEST_NAME or not word.isprintable() for word in tidy):
        raise _invalid(field, f"at most {MOST_WORDS}, of at most {LONGEST_NAME} letters each")
    return tidy


def _invalid(field: str, reason: str) -> KitchenError:
    return KitchenError(ErrorCode.INVALID, field=field, reason=reason)
