"""The published schemas say what really travels."""

import asyncio
import json
from pathlib import Path
import re
from typing import Any

from aiohttp import ClientSession
from jsonschema import Draft202012Validator
import pytest
import yaml

from custom_components.hearthtech.hearth_link import envelope
from custom_components.hearthtech.hearth_link.connection import Connection
from custom_components.hearthtech.hearth_link.decoding import BURNER_PROPERTIES, STOVE_PROPERTIES
from custom_components.hearthtech.hearth_link.errors import NUMBER, LinkCode, LinkRefused, link_code
from custom_components.hearthtech.hearth_link.messages import EventKind
from custom_components.hearthtech.hearth_link.pairing_client import pair
from custom_components.hearthtech.hearth_link.simulator.dispatch import PARAMS
from custom_components.hearthtech.hearth_link.simulator.session import Session
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove
from tools.hearth_link_check.rules_list import RULES

from .conftest import Connect
from .test_client import until

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMA: dict[str, Any] = json.loads((DOCS / "hearth-link.schema.json").read_text("utf-8"))
DEFS: dict[str, Any] = SCHEMA["$defs"]
ASYNCAPI: dict[str, Any] = yaml.safe_load((DOCS / "hearth-link.asyncapi.yaml").read_text("utf-8"))
METHODS = {name.removesuffix(".params") for name in DEFS if name.endswith(".params")}


def validator(name: str | None = None) -> Draft202012Validator:
    return Draft202012Validator(SCHEMA if name is None else {"$ref": f"#/$defs/{name}", "$defs": DEFS})


MESSAGE = validator()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_every_method_property_event_and_error() -> None:
    assert set(PARAMS) <= METHODS
    for method, fields in PARAMS.items():
        params = DEFS[f"{method}.params"]
        assert set(params["properties"]) == set(fields), method
        assert set(params.get("required", [])) == {name for name, one in fields.items() if one.needed}, method
    assert set(DEFS["burner_state"]["properties"]) == BURNER_PROPERTIES
    assert set(DEFS["stove_state"]["properties"]) == STOVE_PROPERTIES
    assert set(DEFS["event"]["properties"]["kind"]["enum"]) == {kind.value for kind in EventKind}
    assert set(DEFS["error"]["properties"]["message"]["enum"]) == {code.value for code in NUMBER}
    assert set(DEFS["error"]["properties"]["code"]["enum"]) == set(NUMBER.values())
    assert len(set(NUMBER.values())) == len(NUMBER)


def test_every_number_has_a_unit() -> None:
    for name in ("burner_state", "stove_state", "burner_info", "lease"):
        for prop, schema in DEFS[name]["properties"].items():
            if "number" in (schema.get("type") or ()):
                assert "x-unit" in schema, f"{name}.{prop}"


def test_the_asyncapi_document_names_what_the_schema_has() -> None:
    assert ASYNCAPI["asyncapi"].startswith("3.")
    messages = ASYNCAPI["channels"]["link"]["messages"]
    assert {message["name"] for message in messages.values()} >= METHODS

    def refs(value: object) -> list[str]:
        if isinstance(value, dict):
            own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
            return own + [ref for one in value.values() for ref in refs(one)]
        return [ref for one in value for ref in refs(one)] if isinstance(value, list) else []

    found = refs(ASYNCAPI)
    assert found
    for ref in found:
        where, _, pointer = ref.partition("#")
        target: Any = SCHEMA if where == "./hearth-link.schema.json" else ASYNCAPI
        for part in pointer.strip("/").split("/"):
            target = target[part]


class Tap:
    """Everything that passed, as text."""

    def __init__(self) -> None:
        self.asked: dict[int, str] = {}
        self.frames: list[dict[str, Any]] = []


@pytest.fixture
def tap(monkeypatch: pytest.MonkeyPatch) -> Tap:
    made = Tap()
    take_stove, take_client = Session._take, Connection._take
    changed = Connection._read

    async def at_stove(self: Session, frame: str) -> None:
        made.frames.append(json.loads(frame))
        await take_stove(self, frame)

    def at_client(self: Connection, frame: bytes) -> None:
        message = json.loads(frame)
        made.frames.append(message)
        take_client(self, frame)

    async def read(self: Connection) -> None:
        original = self._socket.receive

        async def receive() -> Any:
            message = await original()
            if isinstance(message.data, bytes) and b'"state.changed"' in message.data:
                made.frames.append(json.loads(message.data))
            return message

        monkeypatch.setattr(self._socket, "receive", receive)
        await changed(self)

    monkeypatch.setattr(Session, "_take", at_stove)
    monkeypatch.setattr(Connection, "_take", at_client)
    monkeypatch.setattr(Connection, "_read", read)
    return made


async def test_real_traffic_is_what_the_schema_says(
    tap: Tap, stove: VirtualStove, connect: Connect, session: ClientSession
) -> None:
    code = stove.controls.pair()
    await pair(session, "127.0.0.1", stove.port, client_id="paired", code=code)
    client = await connect()
    stove.controls.pan(1, water_l=1.0)
    with pytest.raises(LinkRefused):
        await client.set_burner(1, power=0.5, start=True)
    stove.controls.arm()
    await client.set_burner(1, power=0.5, start=True, timer_s=600.0, boost=True)
    await client.set_burner(1, temperature_c=85.0)
    await asyncio.sleep(1.0)
    stove.controls.turn(1, 0.3)
    await client.lock(True)
    await client.lock(False)
    await client.rename("Left", 1)
    await client.set_power_cap(3_000.0)
    await client.bridge(1, joined=False)
    await client.keys()
    await client.revoke("paired")
    await client.acknowledge(1)
    await client.burner_off(1)
    await client.stove_off()
    await client._request("session.ping", {})
    await client._fetch_snapshot(client._connection)  # type: ignore[arg-type]
    await client._replay(client._connection)  # type: ignore[arg-type]
    for method, params in (("burner.set", {"n": 1}), ("no.such", {}), ("burner.off", {"n": 99})):
        with pytest.raises(LinkRefused):
            await client._request(method, params)
    await client._lease.close()
    await stove.server.hang_up()
    await until(lambda: client.connected)
    await client.close()
    asked: dict[tuple[int, int], str] = {}
    seen: set[str] = set()
    session_number = 0
    for frame in tap.frames:
        called = frame.get("method")
        if called == "session.hello":
            session_number += 1
        broken = (
            "params" in frame
            and frame.get("params") in ({"n": 1}, {})
            and called in {"burner.set", "no.such"}
        )
        if not broken:
            errors = [error.message for error in MESSAGE.iter_errors(frame)]
            assert not errors, (frame, errors)
        if called and "id" in frame:
            asked[session_number, frame["id"]] = called
        elif "result" in frame:
            answered = asked[session_number, frame["id"]]
            validator(f"{answered}.result").validate(frame["result"])
            seen.add(answered)
    assert METHODS - seen <= {"lease.renew"}
    assert {frame.get("method") for frame in tap.frames} >= {"state.changed", "event"}
    assert any("error" in frame for frame in tap.frames)


@pytest.mark.parametrize("code", list(NUMBER))
def test_every_error_is_framed_as_the_schema_says(code: LinkCode) -> None:
    MESSAGE.validate(json.loads(envelope.error(7, LinkRefused(code, {"why": 1}))))


def test_the_specification_names_every_rule_error_and_method() -> None:
    text = (DOCS / "hearth-link.md").read_text("utf-8")
    named = set(re.findall(r"`\[([a-z0-9.-]+)\]`", text))
    assert named == {one.name for one in RULES}
    for code, number in NUMBER.items():
        assert f"| {str(number).replace('-', '−')} | `{code.value}` |" in text
    for method in METHODS - {"session.ping", "lease.renew", "lease.release"}:
        assert f"`{method}`" in text, method


@pytest.mark.parametrize("message", ["unavailable", "no_such_code", "", None, 1008, ["busy"], {}])
def test_what_is_no_code_of_the_protocol_is_refused(message: object) -> None:
    with pytest.raises(ValueError, match="unknown error"):
        link_code(message)


def test_every_code_is_found_by_its_name() -> None:
    assert [link_code(code.value) for code in NUMBER] == list(NUMBER)
