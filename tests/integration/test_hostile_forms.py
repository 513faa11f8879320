"""Every form of the flows with hostile values: a form error or a stored plain value, never another exception."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
import json
from pathlib import Path
import socket
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_USER, ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowManager, FlowResultType, InvalidData
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.const import DOMAIN, KITCHEN_UNIQUE_ID, SUBENTRY_PERSON, EntryKind
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

from .conftest import stove_data
from .test_config_flow import address_of, begin, step
from .test_people import ANNA

HOSTILE: tuple[object, ...] = (
    "", " ", "\x00", "a\x00b", "\x1b[31m", "\ud800", "\u202egnirts", "\r\nX-Header: 1", "x" * 100_000, "1e400", "nan", "inf",
    "9" * 400, "²", "٣", "<script>alert(1)</script>", "{{ 1 / 0 }}", "{slots}", "%s%n", "../outside.db", "//", "http://[",
    "postgresql://[", "postgresql://u@127.0.0.1:1e400/x", "sqlite://", "[::1", "999.999.999.999", "a..b", "xn--\x00", "sensor.",
    "sensor.unknown", "person.unknown", "'; DROP TABLE people; --", float("nan"), float("inf"), -float("inf"), 1e308, 10**400,
    -1, 0, 2.5, True, None, [], {}, [None], [[]], ["\x00"], ["\ud800"], ["unknown"], {"a": 1}, b"\xff", object(),
)  # fmt: skip
"""Values for every field. A browser can't send all of them, but another client of the API can."""

type Result = Any
type Opener = Callable[[], Awaitable[Result]]


@dataclass
class Form:
    """A form: how to open it, a valid answer, and the manager of its flow."""

    open: Opener
    answer: Mapping[str, Any]
    manager: FlowManager[Any, Any, Any]

    def answers(self) -> Iterator[dict[str, Any]]:
        """The valid answer with each of its fields replaced by each hostile value, or missing."""
        for path in _paths(self.answer):
            for value in HOSTILE:
                changed = deepcopy(dict(self.answer))
                inner = changed
                for key in path[:-1]:
                    inner = inner[key]
                inner[path[-1]] = value
                yield changed
            changed = deepcopy(dict(self.answer))
            inner = changed
            for key in path[:-1]:
                inner = inner[key]
            del inner[path[-1]]
            yield changed

    async def attack(self) -> tuple[int, int]:
        """Give all answers. Returns how many were refused, and how many accepted."""
        refused = accepted = 0
        flow = await self.open()
        for answer in self.answers():
            try:
                result = await self.manager.async_configure(flow["flow_id"], answer)
            except InvalidData:
                refused += 1
                continue
            if result["type"] is FlowResultType.FORM and result["step_id"] == flow["step_id"]:
                assert result["errors"], answer
                refused += 1
                continue
            accepted += 1
            if result["type"] not in {FlowResultType.CREATE_ENTRY, FlowResultType.ABORT}:
                self.manager.async_abort(flow["flow_id"])
            flow = await self.open()
        with suppress(Exception):
            self.manager.async_abort(flow["flow_id"])
        return refused, accepted


def _paths(answer: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for key, value in answer.items():
        yield (key,)
        if isinstance(value, Mapping):
            yield from ((key, *rest) for rest in _paths(value))


@pytest.fixture(autouse=True)
def _no_names() -> Iterator[None]:
    """No name is looked up in the network; it is unknown."""
    look_up = socket.getaddrinfo

    def local(host: str | None, *arguments: Any, **options: Any) -> Any:
        if host not in {None, "127.0.0.1"}:
            raise socket.gaierror("unknown")
        return look_up(host, *arguments, **options)

    with (
        patch("aiohttp.resolver.AsyncResolver.resolve", side_effect=OSError("unknown")),
        patch("socket.getaddrinfo", local),
    ):
        yield


@pytest.fixture
async def stored(hass: HomeAssistant) -> AsyncIterator[list[ConfigEntry]]:
    """Entries are stored, but not set up; everything stored is plain and can be saved."""
    entries: list[ConfigEntry] = []

    async def setup(_: HomeAssistant, entry: ConfigEntry) -> bool:
        entries.append(entry)
        stored = [entry.title, dict(entry.data), dict(entry.options)]
        written = json.dumps(stored, allow_nan=False, ensure_ascii=False)
        written.encode()  # fails for a lone surrogate, which would prevent saving all entries of Home Assistant
        assert entry.as_storage_fragment
        assert len(written) < 20_000
        return True

    async def unload(_: HomeAssistant, entry: ConfigEntry) -> bool:
        return True

    with (
        patch(f"custom_components.{DOMAIN}.async_setup_entry", setup),
        patch(f"custom_components.{DOMAIN}.async_unload_entry", unload),
    ):
        yield entries
        await hass.async_block_till_done()
        for entry in hass.config_entries.async_loaded_entries(DOMAIN):
            await hass.config_entries.async_unload(entry.entry_id)


async def fresh(hass: HomeAssistant) -> None:
    """Remove the open flows and new hobs, so that a flow with the same answers can begin."""
    for flow in hass.config_entries.flow.async_progress_by_handler(DOMAIN):
        hass.config_entries.flow.async_abort(flow["flow_id"])
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.data["kind"] == EntryKind.EXISTING_HOB:
            await hass.config_entries.async_remove(entry.entry_id)


async def chosen(hass: HomeAssistant, choice: str, *answers: Mapping[str, Any]) -> Result:
    """Open the flow, choose what to add, and give the first answers."""
    await fresh(hass)
    flow = await begin(hass, choice)
    for answer in answers:
        flow = await step(hass, flow, dict(answer))
        assert not flow.get("errors"), flow["errors"]
    return flow


async def test_forms_of_a_stove(hass: HomeAssistant, stove: VirtualStove, stored: list[ConfigEntry]) -> None:
    flows = hass.config_entries.flow
    address = address_of(stove)
    refused, _ = await Form(lambda: chosen(hass, "link"), address, flows).attack()
    assert refused > 50
    key = {"key_id": "home-assistant", "key": "00" * 32}
    answers: dict[str, dict[str, Any]] = {"key": key, "pair": {"code": "000000"}}
    for way, answer in answers.items():
        form = Form(partial(chosen, hass, "link", address, {"next_step_id": way}), answer, flows)
        assert (await form.attack())[0] > 10
    assert not stored


async def test_form_of_a_stove_that_moved(
    hass: HomeAssistant, stove: VirtualStove, stored: list[ConfigEntry]
) -> None:
    entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=stove.stove_id,
        data=await hass.async_add_executor_job(stove_data, hass, stove),
    )
    entry.add_to_hass(hass)
    form = Form(lambda: entry.start_reconfigure_flow(hass), address_of(stove), hass.config_entries.flow)
    assert (await form.attack())[0] > 50


async def test_form_of_a_virtual_stove(hass: HomeAssistant, stored: list[ConfigEntry]) -> None:
    entry = MockConfigEntry(domain=DOMAIN, data={"kind": "virtual_stove"})
    entry.add_to_hass(hass)
    answer = {"burner_count": 4, "burner_kind": "induction", "clock_rate": 1}
    form = Form(lambda: entry.start_reconfigure_flow(hass), answer, hass.config_entries.flow)
    refused, accepted = await form.attack()
    assert refused > accepted > 0


async def test_form_of_the_book(
    hass: HomeAssistant, stored: list[ConfigEntry], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")  # a file without a folder is created here
    kitchen_entry = MockConfigEntry(
        domain=DOMAIN, unique_id=KITCHEN_UNIQUE_ID, data={"kind": EntryKind.KITCHEN.value}
    )
    kitchen_entry.add_to_hass(hass)
    form = Form(
        lambda: kitchen_entry.start_reconfigure_flow(hass),
        {"book": hass.config.path("other.db")},
        hass.config_entries.flow,
    )
    refused, accepted = await form.attack()
    assert refused > 20
    assert accepted > 0
    assert stored


async def test_forms_of_options(hass: HomeAssistant, stove: VirtualStove, stored: list[ConfigEntry]) -> None:
    kitchen_entry = MockConfigEntry(
        domain=DOMAIN, unique_id=KITCHEN_UNIQUE_ID, data={"kind": EntryKind.KITCHEN.value}
    )
    kitchen_entry.add_to_hass(hass)
    stove_entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=stove.stove_id,
        data=await hass.async_add_executor_job(stove_data, hass, stove),
    )
    stove_entry.add_to_hass(hass)
    options = hass.config_entries.options
    kitchen: dict[str, Any] = {
        "heat_users": [], "heat_automations": True, "heat_satellites": [], "fallback_agent": "conversation.home_assistant",
        "notify_entities": [], "satellites": [], "guest_pages": False, "again_after": 14,
    }  # fmt: skip
    for entry, answer in (
        (kitchen_entry, kitchen),
        (stove_entry, {"power_scale": "percent", "lease_time": 10}),
    ):
        form = Form(partial(options.async_init, entry.entry_id), answer, options)
        refused, accepted = await form.attack()
        assert refused > accepted > 0


async def test_forms_of_a_person(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> None:
    manager = hass.config_entries.subentries
    answer = {
        **ANNA,
        "home_assistant_person": "person.anna",
        "needs": {"severe_allergens": ["peanuts"], "mild_allergens": ["milk"], "avoids": ["figs"], "diets": ["vegetarian"],
                  "dislikes": ["liver"], "favorites": ["soup"]},
        "body": {"birth_year": 1990, "sex": "female", "height": 170, "weight": 60, "activity": "light", "goal": "keep"},
    }  # fmt: skip
    handler = (kitchen_entry.entry_id, SUBENTRY_PERSON)

    async def new() -> Result:
        for subentry_id in list(kitchen_entry.subentries):
            hass.config_entries.async_remove_subentry(kitchen_entry, subentry_id)
        await hass.async_block_till_done()
        return await manager.async_init(handler, context={"source": SOURCE_USER})

    refused, accepted = await Form(new, answer, manager).attack()
    assert refused > accepted > 0
    done = await manager.async_configure((await new())["flow_id"], answer)
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    (subentry,) = kitchen_entry.subentries.values()
    change = lambda: kitchen_entry.start_subentry_reconfigure_flow(hass, subentry.subentry_id)  # noqa: E731
    refused, accepted = await Form(change, answer, manager).attack()
    assert refused > accepted > 0
    people = [dict(one.data) | {"title": one.title} for one in kitchen_entry.subentries.values()]
    json.dumps(people, allow_nan=False, ensure_ascii=False).encode()


async def test_forms_of_a_hob(hass: HomeAssistant, stored: list[ConfigEntry]) -> None:
    assert await async_setup_component(
        hass,
        "input_select",
        {"input_select": {"odd": {"options": ["a", "b", "c"]}}},
    )
    assert await async_setup_component(
        hass, "input_number", {"input_number": {"level": {"min": 0, "max": 9, "step": 1}}}
    )
    await hass.async_block_till_done()
    flows = hass.config_entries.flow
    hob = {"name": "Old hob"}
    more = {"control": "start", "level_max": 9, "answers_within": 5, "stale_after": 60, "confirms": False}
    burner = {"name": "Left", "level": "input_number.level", "probe": "sensor.soup", "more": more}
    forms = (
        ((), {**hob, "device": "unknown"}),
        ((hob,), burner),
        ((hob, {"name": "Left", "level": "input_select.odd"}), {"levels": ["a", "b", "c"]}),
        ((hob, burner, {"next_step_id": "hob_change"}), {"burner": "1", "remove": False}),
        ((hob, burner, {"next_step_id": "hob_finish"}), {"understood": True}),
    )
    for before, answer in forms:
        form = Form(partial(chosen, hass, "hob", *before), answer, flows)
        refused, _ = await form.attack()
        assert refused > 5
