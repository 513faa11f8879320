"""What belongs to the household and to no recipe, as files of JSON in the export of a book, and back without loss.

`_household/NAME.json` is `{"form": 1, "NAME": [row, …]}`. People and what they ate are health data: written only when
asked for. Reading back adds what is new by its id; what exists stays as it is. All of it is believed, or none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
import json
import math
from pathlib import Path
from typing import Any, Final
import zipfile

from sqlalchemy import Boolean, Column, Connection, Double, Integer, Table, func, insert, select

from .errors import ErrorCode, KitchenError
from .food.text import key
from .people.store import list_people, person_from_json, person_to_json, tidy_person
from .plan import rules
from .plan.meal import Slot
from .store.schema import EATEN, FOOD_CORRECTIONS, MEAL_RULES, MEALS, PANTRY, PEOPLE, SHOPPING, SOFT_MEASURES
from .store.times import from_text, to_text

FOLDER: Final = "_household"
FORM: Final = 1
"""Of the files; a later one is refused rather than half understood."""
LARGEST_BYTES: Final = 64 * 1024 * 1024
LONGEST_TEXT: Final = 20_000

type Row = dict[str, Any]
_DAMAGED = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What came in, by file: how many were new, stayed as they were here, or had nobody here they belong to."""

    added: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    """A portion of somebody unknown; a person whose name somebody else has."""
    loosened: dict[str, int] = field(default_factory=dict)
    """Came in without eaters or leftovers that are not here."""
    portions: dict[str, int] = field(default_factory=dict)
    """New ones by the id of who ate them."""
    unknown: tuple[str, ...] = ()
    """Files that this release knows nothing of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    name: str
    table: Table
    check: Callable[[Row, datetime], None]
    nested: tuple[str, ...] = ()
    """Columns that hold JSON, written as such."""
    health: bool = False


def write_household(connection: Connection, root: Path, *, people: bool = False) -> None:
    """Write the household's files; those of people only when asked for, else they are taken away.

    Raises:
        OSError: when the folder can't be written.
    """
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for kind in _KINDS:
        path = folder / f"{kind.name}.json"
        # Whatever lies there may be a link to somewhere else.
        path.unlink(missing_ok=True)
        if kind.health and not people:
            continue
        query = select(kind.table).order_by(*kind.table.primary_key.columns)
        rows = [dict(row) for row in connection.execute(query).mappings()]
        for row in rows:
            row |= {name: json.loads(row[name]) for name in kind.nested}
        document = {"form": FORM, kind.name: rows}
        path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def restore_household(connection: Connection, source: Path, now: datetime) -> Brought:
    """Bring in the household's files of an export (a folder or a `.zip`).

    Raises:
        KitchenError: `INVALID`, with the `part` that can't be read; nothing may be kept then.
        OSError: when the export can't be read.
    """
    files = _files(source)
    brought = Brought(unknown=tuple(sorted(set(files) - {kind.name for kind in _KINDS})))
    for kind in _KINDS:
        if kind.name not in files:
            continue
        try:
            rows = [_row(kind, row, now) for row in _rows(kind, files[kind.name])]
            _merge(connection, kind, rows, brought)
        except (*_DAMAGED, KitchenError) as error:
            raise KitchenError(
                ErrorCode.INVALID, part=f"{FOLDER}/{kind.name}.json", reason=f"it is damaged: {error}"[:300]
            ) from error
    return brought


def _files(source: Path) -> dict[str, bytes | None]:
    """Contents by name without ending; `None` for one that is too large. A link is left alone."""
    found: dict[str, bytes | None] = {}
    if source.is_dir():
        folder = source / FOLDER
        for path in sorted(folder.glob("*.json")) if not folder.is_symlink() else ():
            if path.is_file() and not path.is_symlink():
                found[path.stem] = path.read_bytes() if path.stat().st_size <= LARGEST_BYTES else None
        return found
    with zipfile.ZipFile(source) as packed:
        for entry in packed.infolist():
            folder_name, _, name = entry.filename.partition("/")
            if folder_name == FOLDER and name.endswith(".json") and "/" not in name:
                small = entry.file_size <= LARGEST_BYTES
                found[name.removesuffix(".json")] = packed.read(entry) if small else None
    return found


def _rows(kind: _Kind, content: bytes | None) -> list[Row]:
    if content is None:
        raise ValueError("it is too large")
    document = json.loads(content.decode("utf-8"))
    if _shaped(document["form"], int) > FORM:
        raise ValueError("it was written by a newer release")
    return _shaped(document[kind.name], [dict])  # type: ignore[no-any-return]


def _row(kind: _Kind, told: Row, now: datetime) -> Row:
    """The row as the table takes it."""
    row = {column.name: _value(kind, column, told.get(column.name)) for column in kind.table.columns}
    kind.check(row, now)
    for name in kind.nested:
        row[name] = json.dumps(row[name], ensure_ascii=False)
    return row


def _value(kind: _Kind, column: Column[Any], value: Any) -> Any:
    if value is None and column.nullable:
        return None
    if column.name in kind.nested:
        return _sound(value)
    match column.type:
        case Double():
            return _shaped(value, float)
        case Boolean():
            return _shaped(value, bool)
        case Integer():
            return _shaped(value, int)
    text: str = _shaped(value, str)
    if len(text) > (getattr(column.type, "length", None) or LONGEST_TEXT) or (
        column.primary_key and not text
    ):
        raise ValueError(f"{column.name} is too long, or empty")
    return to_text(from_text(text)) if column.name == "at" or column.name.endswith("_at") else text


def _merge(connection: Connection, kind: _Kind, rows: list[Row], brought: Brought) -> None:
    (primary,) = kind.table.primary_key.columns
    here = set(connection.scalars(select(primary)))
    people = set(connection.scalars(select(PEOPLE.c.id)))
    names = {key(person.name) for person in list_people(connection)}
    meals = set(connection.scalars(select(MEALS.c.id))) | {row["id"] for row in rows if kind.table is MEALS}
    behind = 0.0
    if kind.table is SHOPPING and here:
        behind = 1.0 + (connection.scalar(select(func.max(SHOPPING.c.position))) or 0.0)
    new: list[Row] = []
    for row in rows:
        if row[primary.name] in here:
            _count(brought.kept, kind)
            continue
        if kind.table is EATEN and row["person"] not in people:
            _count(brought.left_out, kind)
            continue
        if kind.table is PEOPLE and row["removed_at"] is None:
            if key(row["name"]) in names:
                _count(brought.left_out, kind)
                continue
            names.add(key(row["name"]))
        if "people" in row or kind.table is MEAL_RULES:
            _count(brought.loosened, kind, int(_loosened(row, people, meals)))
        if kind.table is SHOPPING:
            row["position"] += behind
        if kind.table is EATEN:
            brought.portions[row["person"]] = brought.portions.get(row["person"], 0) + 1
        here.add(row[primary.name])
        new.append(row)
    if new:
        connection.execute(insert(kind.table), new)
        _count(brought.added, kind, len(new))


def _loosened(row: Row, people: set[str], meals: set[str]) -> bool:
    """Let go of who and what is not here. Nobody left to eat means everybody: their allergies are all looked at."""
    document = json.loads(row["document"]) if "document" in row else None
    holder = row if document is None else document
    eaters = json.loads(row["people"]) if document is None else document["people"]
    staying = [person for person in eaters if person in people]
    loose: bool = staying != eaters
    if loose:
        if holder["servings"] is None:
            holder["servings"] = float(len(eaters))
        holder["people"] = staying if document is not None else json.dumps(staying)
        if document is not None:
            row["document"] = json.dumps(document, ensure_ascii=False)
    of = row.get("leftover_of")
    if of is not None and "@" not in of and of not in meals:
        row["leftover_of"], loose = None, True
    return loose


def _count(counts: dict[str, int], kind: _Kind, more: int = 1) -> None:
    if more:
        counts[kind.name] = counts.get(kind.name, 0) + more


def _check_person(row: Row, now: datetime) -> None:
    document = _shaped(row["document"], _PERSON)
    person = tidy_person(person_from_json(row["id"], document), now)
    row["name"], row["document"] = person.name, person_to_json(person)


def _check_measure(row: Row, _: datetime) -> None:
    if not (0 < row["grams"] <= 5000 and row["owner"] and row["measure"]):
        raise ValueError("a weighing needs whose measure it is, and between 0 and 5 kg")


def _check_correction(row: Row, _: datetime) -> None:
    row["name_key"] = key(row["name"])
    if not row["name_key"] or row["food"] < 0:
        raise ValueError("a correction needs a name and a food")


def _check_rule(row: Row, _: datetime) -> None:
    document = _shaped(row["document"], _RULE)
    if document["id"] != row["id"]:
        raise ValueError("the rule has another id")
    walls = [document["first"], *document["left_out"], *filter(None, [document["last"]])]
    if any(datetime.fromisoformat(wall).tzinfo or int(wall[:4]) not in rules.YEARS for wall in walls):
        raise ValueError("times of rules are wall times of our centuries")
    # One whose meals were all left out is a rule still.
    rules.sound(rules.rule_from_text(json.dumps({**document, "last": None, "left_out": []})))


def _check_meal(row: Row, _: datetime) -> None:
    _shaped(row["people"], [str])
    Slot(row["slot"])
    if row["ends_at"] <= row["starts_at"] or int(row["starts_at"][:4]) not in rules.YEARS:
        raise ValueError("the meal has no sound time")
    if (row["servings"] is not None and row["servings"] <= 0) or row["leftover_of"] == row["id"]:
        raise ValueError("a meal serves somebody, and is not its own leftovers")


def _check_pantry(row: Row, _: datetime) -> None:
    if not row["name"].strip() or (row["amount"] is not None and row["amount"] <= 0):
        raise ValueError("a thing needs a name, and its amount is more than nothing")
    if row["use_by"] is not None:
        date.fromisoformat(row["use_by"])


def _check_shopping(row: Row, _: datetime) -> None:
    _shaped(row["amounts"], [_QUANTITY])
    _shaped(row["sources"], [_SOURCE])
    if not row["name"].strip():
        raise ValueError("what to buy has a name")


def _check_eaten(row: Row, _: datetime) -> None:
    figures = _shaped(row["figures"], {str: (float, float, float, str)})
    if not 0 < row["portions"] <= 100 or min(row["counted"], row["lines_total"]) < 0 or len(figures) > 200:
        raise ValueError("portions are more than 0 and at most 100")


def _shaped(value: Any, shape: Any) -> Any:
    """The value, once it is known to have a shape.

    A shape is a type, `[each]`, `(fixed, …)`, `{"name": shape}`, `{str: shape}`, or `{shape}` for what may be `None`.
    """
    good = True
    match shape:
        case set():
            return None if value is None else _shaped(value, next(iter(shape)))
        case list():
            good = isinstance(value, list) and all(_shaped(one, shape[0]) is one for one in value)
        case tuple():
            good = isinstance(value, list) and len(value) == len(shape)
            good = good and all(_shaped(one, each) is one for one, each in zip(value, shape, strict=True))
        case dict() if str in shape:
            good = isinstance(value, dict) and all(_shaped(one, shape[str]) is one for one in value.values())
        case dict():
            good = isinstance(value, dict) and value.keys() == shape.keys()
            good = good and all(_shaped(value[name], each) is value[name] for name, each in shape.items())
        case type() if shape is float:
            good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        case type() if shape is int:
            good = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31
        case _:
            good = isinstance(value, shape)
    if not good:
        raise TypeError(f"{value!r:.60} is not what belongs there")
    return _sound(value) if isinstance(value, str) else value


def _sound(value: Any) -> Any:
    """The value, when every database can keep its words."""
    if isinstance(value, str):
        if "\x00" in value or len(value.encode()) > LONGEST_TEXT * 4:
            raise ValueError("words that can't be kept")
    elif isinstance(value, Mapping):
        for name, one in value.items():
            _sound(name)
            _sound(one)
    elif isinstance(value, list):
        for one in value:
            _sound(one)
    return value


_QUANTITY: Final = ({float}, str, {float})
_SOURCE: Final = {"q": _QUANTITY, "meal": str, "recipe": str, "name": str, "settled": bool}
_PERSON: Final = {
    "name": str, "birth_year": {int}, "sex": {str}, "height_cm": {float}, "weight_kg": {float}, "activity": {str},
    "goal": str, "diets": [str], "allergens": {str: str}, "avoids": [str], "dislikes": [str], "favorites": [str],
    "targets": {str: ({float}, {float})}, "home_assistant_person": {str},
}  # fmt: skip
_RULE: Final = {
    "id": str, "first": str, "length": float, "time_zone": str, "repeats": str, "slot": str, "recipe_id": {str},
    "words": str, "servings": {float}, "people": [str], "locked": bool, "last": {str}, "left_out": [str],
}  # fmt: skip
_KINDS: Final = (
    _Kind(name="people", table=PEOPLE, check=_check_person, nested=("document",), health=True),
    _Kind(name="measures", table=SOFT_MEASURES, check=_check_measure),
    _Kind(name="food-corrections", table=FOOD_CORRECTIONS, check=_check_correction),
    _Kind(name="rules", table=MEAL_RULES, check=_check_rule, nested=("document",)),
    _Kind(name="meals", table=MEALS, check=_check_meal, nested=("people",)),
    _Kind(name="pantry", table=PANTRY, check=_check_pantry),
    _Kind(name="shopping", table=SHOPPING, check=_check_shopping, nested=("amounts", "sources")),
    _Kind(name="eaten", table=EATEN, check=_check_eaten, nested=("figures",), health=True),
)
"""In the order in which they are brought in: those that others name come first."""
