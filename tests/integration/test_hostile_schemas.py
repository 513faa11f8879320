"""Schemas of actions, websocket commands, triggers and conditions: they accept a value or raise `vol.Invalid`."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
import importlib
from pathlib import Path
import pkgutil
import re
from types import ModuleType
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest
import voluptuous as vol

from custom_components import hearthtech as integration
from custom_components.hearthtech import automations, services, websocket
from custom_components.hearthtech.validators import LONGEST_PERIOD, entity_in, positive_period, time_of_day

type Validator = Callable[[object], object]

HUGE = 10**400
NUMBERS: tuple[object, ...] = (
    float("inf"),
    -float("inf"),
    float("nan"),
    HUGE,
    -HUGE,
    1e308,
    10**12,
    -1,
    0.5,
    True,
)
WORDS: tuple[str, ...] = (
    "", "\x00", "\ud800", "1\ud800", "2026-12-01 18:00\udfff", "inf", "nan", "1e400", "9" * 5000, "b'\\xff'", "²", "٣",
    "99999999999:00", "inf:00", "00:00:1e400", "0000-00-00", "2024-99-99", "camera.\ud800", "a.b.c",
)  # fmt: skip
HOSTILE: tuple[object, ...] = (
    *NUMBERS, *WORDS, None, b"\xff", object(), (), [], {}, set(), [[]], [None], [1, "\ud800"], [{"a": {"b": []}}], {5},
    {1: 2}, {"a": 1, 2: 3}, {"days": float("inf")}, {"days": float("nan")}, {"hours": "inf"}, {"minutes": []},
    {"minutes": HUGE}, {"seconds": None}, {"milliseconds": 1e308},
)  # fmt: skip

_SCALARS = (
    st.sampled_from([*NUMBERS, *WORDS, None])
    | st.integers()
    | st.floats()
    | st.binary(max_size=8)
    | st.text(st.characters(), max_size=20)
    | st.text(st.characters(categories=["Cs", "Nd"]), max_size=8)
)
_PERIODS = st.dictionaries(st.sampled_from(["days", "hours", "minutes", "seconds", "milliseconds"]), _SCALARS)
VALUES = st.recursive(
    _SCALARS | _PERIODS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_SCALARS, inner, max_size=3),
    max_leaves=6,
)


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    for info in pkgutil.iter_modules(package.__path__):
        yield importlib.import_module(f"{package.__name__}.{info.name}")


def dictionaries_of(schema: object) -> Iterator[dict[Any, Any]]:
    """The dictionaries of fields in a schema and in its alternatives, at every depth."""
    if isinstance(schema, vol.Schema):
        yield from dictionaries_of(schema.schema)
    elif isinstance(schema, dict):
        yield schema
        for field in schema.values():
            yield from dictionaries_of(field)
    elif isinstance(schema, list):
        for item in schema:
            yield from dictionaries_of(item)
    else:
        for part in getattr(schema, "validators", ()):
            yield from dictionaries_of(part)


def collect_schemas() -> dict[str, Validator]:
    """Every schema of the integration by its name."""
    found: dict[str, Validator] = {}
    for module in modules_of(services):
        found |= {f"action {action.name}": action.schema for action in getattr(module, "ACTIONS", ())}
    for module in modules_of(websocket):
        for handler in vars(module).values():
            schema = getattr(handler, "_ws_schema", None)
            if isinstance(schema, vol.Schema):
                found[f"command {handler._ws_command}"] = schema
    for module in modules_of(automations):
        for name, schema in vars(module).items():
            if isinstance(schema, vol.Schema):
                found[f"{module.__name__.rpartition('.')[2]} {name}"] = schema
    return found


SCHEMAS = collect_schemas()
FIELDS: dict[str, Validator] = {
    f"{name} {field}": vol.Schema({vol.Optional(str(field)): validator})
    for name, schema in SCHEMAS.items()
    for fields in dictionaries_of(schema)
    for field, validator in fields.items()
    if not callable(field) or isinstance(field, vol.Marker)
}
"""A schema of one field each, under the name of its schema and its own name."""


def check(schema: Validator, value: object) -> None:
    """Validate `value`. The message of a refusal is also formed, as Home Assistant does for the caller."""
    try:
        schema(value)
    except vol.Invalid as error:
        str(error)


def test_the_schemas_are_found() -> None:
    for name in ("action tell_session", "action set_burner", "command hearthtech/timer/set"):
        assert name in SCHEMAS
    for name in ("action tell_session order", "action log_eaten at", "action create_gathering starts_at"):
        assert name in FIELDS
    assert "burner_triggers LEFT_ON_SCHEMA for" in FIELDS


def test_hostile_values_are_accepted_or_refused() -> None:
    for value in HOSTILE:
        for schema in SCHEMAS.values():
            check(schema, value)
        for name, schema in FIELDS.items():
            field = name.rpartition(" ")[2]
            for form in (value, [value], {"id": value}):
                check(schema, {field: form})


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(FIELDS)), VALUES)
def test_any_value_of_a_field_is_accepted_or_refused(name: str, value: object) -> None:
    check(FIELDS[name], {name.rpartition(" ")[2]: value})


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_data_of_an_action_is_accepted_or_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SCHEMAS)))
    fields = sorted({str(field) for found in dictionaries_of(SCHEMAS[name]) for field in found})
    keys = st.sampled_from(fields) if fields else st.text(max_size=4)
    check(SCHEMAS[name], data.draw(st.dictionaries(keys, VALUES, max_size=6)))


def test_a_period_is_read_in_every_form() -> None:
    values: tuple[object, ...] = ("00:10:00", {"minutes": 10}, 600, "600", timedelta(minutes=10))
    for value in values:
        assert positive_period(value) == timedelta(minutes=10)


def test_a_period_out_of_range_is_refused() -> None:
    values: tuple[object, ...] = (
        float("inf"),
        {"days": float("nan")},
        {"days": 36_501},
        "-00:00:01",
        -1,
        HUGE,
        None,
    )
    for value in values:
        with pytest.raises(vol.Invalid):
            positive_period(value)


def test_a_date_can_be_moved_by_every_period() -> None:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    assert now - LONGEST_PERIOD < now < now + LONGEST_PERIOD
    assert positive_period({"days": LONGEST_PERIOD.days}) == LONGEST_PERIOD


def test_a_time_of_day_that_is_none_is_refused() -> None:
    assert time_of_day("18:30") == time(18, 30)
    values: tuple[object, ...] = ("99999999999:00", "24:00", "noon", "", None, 5)
    for value in values:
        with pytest.raises(vol.Invalid):
            time_of_day(value)


def test_one_entity_of_the_domain_is_accepted() -> None:
    camera = entity_in("camera")
    assert camera("camera.pot") == camera(["camera.pot"]) == "camera.pot"
    values: tuple[object, ...] = ("light.pot", ["camera.a", "camera.b"], 5, None, {}, float("inf"))
    for value in values:
        with pytest.raises(vol.Invalid):
            camera(value)


def test_no_schema_uses_the_validators_that_let_errors_escape() -> None:
    folder = Path(integration.__file__).parent
    escaping = re.compile(
        r"\bcv\.(datetime|time|(positive_)?time_period\w*|entity_domain|entities_domain)\b(?!`)"
    )
    found = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if path.name != "validators.py" and escaping.search(path.read_text("utf-8"))
    ]
    assert found == []
