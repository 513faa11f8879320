"""Every way through the config flow, against real stoves."""

from ipaddress import ip_address
from pathlib import Path
from typing import Any

from homeassistant.config_entries import SOURCE_USER, SOURCE_ZEROCONF, ConfigEntryState, ConfigFlowResult
from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hearthtech.burners.model import RefusalCode
from custom_components.hearthtech.const import (
    CONF_BOOK,
    CONF_BURNER_COUNT,
    CONF_FINGERPRINT,
    CONF_KEY,
    CONF_KEY_ID,
    CONF_KIND,
    DOMAIN,
    EntryKind,
)
from custom_components.hearthtech.flows.link_stove import link_error
from custom_components.hearthtech.hearth_link.errors import (
    CertificateChanged,
    LinkAuthError,
    LinkError,
    LinkProtocolError,
    LinkRefused,
    LinkUnavailable,
    ProtocolCode,
)
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove

from .conftest import CLIENT_ID, MakeStove, set_up_stove
from .helpers import state, until


async def begin(hass: HomeAssistant, choice: str) -> ConfigFlowResult:
    """Open the flow and choose what to add."""
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert flow["type"] is FlowResultType.MENU
    return await step(hass, flow, {"next_step_id": choice})


async def step(hass: HomeAssistant, flow: ConfigFlowResult, answer: dict[str, Any]) -> ConfigFlowResult:
    """Answer one form or menu."""
    return await hass.config_entries.flow.async_configure(flow["flow_id"], answer)


def address_of(stove: VirtualStove) -> dict[str, Any]:
    return {CONF_HOST: "127.0.0.1", CONF_PORT: stove.port}


def announcement(stove: VirtualStove, **changes: str) -> ZeroconfServiceInfo:
    """What zeroconf tells of a stove."""
    return ZeroconfServiceInfo(
        ip_address=ip_address("127.0.0.1"),
        ip_addresses=[ip_address("127.0.0.1")],
        port=stove.port,
        hostname=f"{stove.stove_id}.local.",
        type="_hearthlink._tcp.local.",
        name=f"{stove.stove_id}._hearthlink._tcp.local.",
        properties={"id": stove.stove_id, "model": stove.model, **changes},
    )


async def unload_all(hass: HomeAssistant) -> None:
    """Leave nothing connected."""
    await hass.async_block_till_done()
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.state is ConfigEntryState.LOADED:
            await hass.config_entries.async_unload(entry.entry_id)


# The kitchen


async def test_kitchen_in_two_clicks_and_only_once(hass: HomeAssistant) -> None:
    first = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    second = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    page = await step(hass, first, {"next_step_id": "kitchen"})
    assert page["step_id"] == "kitchen_assist"
    assert "assist_pipelines" not in page["data_schema"].schema, "without Assist there is nothing to choose"  # type: ignore[union-attr]
    made = await step(hass, first, {})
    assert made["type"] is FlowResultType.CREATE_ENTRY
    assert Path(hass.config.path("hearthtech.db")).exists()
    again = await step(hass, second, {"next_step_id": "kitchen"})
    assert again["type"] is FlowResultType.ABORT
    assert again["reason"] == "already_configured"
    await unload_all(hass)


async def test_kitchen_whose_book_can_not_be_opened(hass: HomeAssistant) -> None:
    Path(hass.config.path("hearthtech.db")).mkdir()
    result = await begin(hass, "kitchen")
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "book_unavailable"


async def test_the_book_can_be_moved(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, tmp_path: Path
) -> None:
    flow = await kitchen_entry.start_reconfigure_flow(hass)
    assert flow["step_id"] == "book"
    wrong = await step(hass, flow, {CONF_BOOK: str(tmp_path)})
    assert wrong["errors"] == {"base": "book_unavailable"}
    done = await step(hass, flow, {CONF_BOOK: str(tmp_path / "other.db")})
    assert done["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert kitchen_entry.data[CONF_BOOK] == str(tmp_path / "other.db")
    assert kitchen_entry.state is ConfigEntryState.LOADED


# A virtual stove


async def test_virtual_stove_in_one_click(hass: HomeAssistant) -> None:
    first = await begin(hass, "virtual")
    assert first["type"] is FlowResultType.CREATE_ENTRY
    assert first["title"] == "Virtual stove"
    second = await begin(hass, "virtual")
    assert second["title"] == "Virtual stove 2"
    await hass.async_block_till_done()
    entry = first["result"]
    assert entry.state is ConfigEntryState.LOADED
    assert len(entry.runtime_data.burners) == 4

    flow = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": "reconfigure", "entry_id": entry.entry_id}
    )
    assert flow["step_id"] == "virtual_kind"
    answer = {CONF_BURNER_COUNT: 2, "burner_kind": "gas", "clock_rate": 5}
    done = await step(hass, flow, answer)
    assert done["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert len(entry.runtime_data.burners) == 2
    assert entry.runtime_data.clock_rate == 5
    await unload_all(hass)


# A stove by its address


async def test_stove_by_address_and_provisioned_key(hass: HomeAssistant, stove: VirtualStove) -> None:
    key = await hass.async_add_executor_job(stove.provision, CLIENT_ID)
    flow = await begin(hass, "link")
    assert flow["step_id"] == "link"
    flow = await step(hass, flow, address_of(stove))
    assert flow["type"] is FlowResultType.MENU
    flow = await step(hass, flow, {"next_step_id": "key"})
    flow = await step(hass, flow, {CONF_KEY_ID: CLIENT_ID, CONF_KEY: "not a key"})
    assert flow["errors"] == {CONF_KEY: "malformed_key"}
    flow = await step(hass, flow, {CONF_KEY_ID: CLIENT_ID, CONF_KEY: "abcd"})
    assert flow["errors"] == {CONF_KEY: "malformed_key"}
    flow = await step(hass, flow, {CONF_KEY_ID: CLIENT_ID, CONF_KEY: "0" * 64})
    assert flow["errors"] == {"base": "invalid_auth"}
    done = await step(hass, flow, {CONF_KEY_ID: CLIENT_ID, CONF_KEY: key.hex()})
    assert done["type"] is FlowResultType.CREATE_ENTRY
    assert done["result"].unique_id == stove.stove_id
    assert done["data"][CONF_FINGERPRINT] == stove.fingerprint
    assert done["data"][CONF_KIND] == EntryKind.LINK_STOVE
    await unload_all(hass)


async def test_stove_paired_by_the_code_it_shows(hass: HomeAssistant, stove: VirtualStove) -> None:
    flow = await begin(hass, "link")
    flow = await step(hass, flow, address_of(stove))
    flow = await step(hass, flow, {"next_step_id": "pair"})
    assert flow["step_id"] == "pair"
    flow = await step(hass, flow, {"code": "123456"})
    assert flow["errors"] == {"base": "pairing_closed"}
    done = await step(hass, flow, {"code": stove.controls.pair()})
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert done["result"].state is ConfigEntryState.LOADED
    await unload_all(hass)


async def test_a_wrong_code_is_told_and_guessing_is_slowed(hass: HomeAssistant, stove: VirtualStove) -> None:
    flow = await begin(hass, "link")
    flow = await step(hass, flow, address_of(stove))
    flow = await step(hass, flow, {"next_step_id": "pair"})
    code = stove.controls.pair()
    wrong = "000000" if code != "000000" else "111111"
    flow = await step(hass, flow, {"code": wrong})
    assert flow["errors"] == {"base": "wrong_code"}
    flow = await step(hass, flow, {"code": wrong})
    assert flow["errors"] == {"base": "rate_limited"}


async def test_nobody_answers_and_then_somebody_does(hass: HomeAssistant, stove: VirtualStove) -> None:
    flow = await begin(hass, "link")
    flow = await step(hass, flow, {CONF_HOST: "127.0.0.1", CONF_PORT: 1})
    assert flow["errors"] == {"base": "cannot_connect"}
    flow = await step(hass, flow, address_of(stove))
    assert flow["type"] is FlowResultType.MENU


async def test_the_same_stove_twice_only_updates_its_address(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(stove_entry, data={**stove_entry.data, CONF_HOST: "10.0.0.1"})
    flow = await begin(hass, "link")
    result = await step(hass, flow, address_of(stove))
    assert result["reason"] == "already_configured"
    assert stove_entry.data[CONF_HOST] == "127.0.0.1"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (LinkRefused(ProtocolCode.PAIRING_CLOSED), "pairing_closed"),
        (LinkRefused(ProtocolCode.WRONG_CODE), "wrong_code"),
        (LinkRefused(ProtocolCode.RATE_LIMITED), "rate_limited"),
        (LinkRefused(RefusalCode.VERSION), "version"),
        (LinkRefused(ProtocolCode.INTERNAL), "not_a_stove"),
        (LinkUnavailable("gone"), "cannot_connect"),
        (CertificateChanged("a", "b"), "certificate_changed"),
        (LinkAuthError("no"), "invalid_auth"),
        (LinkProtocolError("what"), "not_a_stove"),
        (LinkError("else"), "unknown"),
    ],
)
def test_every_error_of_the_link_has_its_sentence(error: LinkError, sentence: str) -> None:
    assert link_error(error) == sentence


# Zeroconf


async def test_a_stove_is_found_and_paired(hass: HomeAssistant, stove: VirtualStove) -> None:
    flow = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announcement(stove)
    )
    assert flow["step_id"] == "discovered"
    flow = await step(hass, flow, {})
    flow = await step(hass, flow, {"next_step_id": "pair"})
    done = await step(hass, flow, {"code": stove.controls.pair()})
    assert done["type"] is FlowResultType.CREATE_ENTRY
    assert done["result"].unique_id == stove.stove_id
    await unload_all(hass)


async def test_a_found_stove_that_lies_about_its_name_is_refused(
    hass: HomeAssistant, stove: VirtualStove
) -> None:
    flow = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announcement(stove, id="hl-somebodyelse")
    )
    result = await step(hass, flow, {})
    assert result["reason"] == "wrong_stove"


async def test_a_found_stove_that_is_gone_again(hass: HomeAssistant, stove: VirtualStove) -> None:
    flow = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announcement(stove)
    )
    await stove.stop()
    flow = await step(hass, flow, {})
    assert flow["errors"] == {"base": "cannot_connect"}


async def test_an_announcement_without_a_name_is_no_stove(hass: HomeAssistant, stove: VirtualStove) -> None:
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announcement(stove, id="")
    )
    assert result["reason"] == "not_a_stove"


async def test_a_known_stove_that_moved_keeps_its_entry(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(stove_entry, data={**stove_entry.data, CONF_PORT: 1})
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=announcement(stove)
    )
    assert result["reason"] == "already_configured"
    assert stove_entry.data[CONF_PORT] == stove.port


# Trusting again


async def test_a_revoked_key_asks_to_pair_again(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    await stove.revoke(CLIENT_ID)
    await until(hass, lambda: hass.config_entries.flow.async_progress_by_handler(DOMAIN), within_s=15)
    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    shown = await hass.config_entries.flow.async_configure(flow["flow_id"])
    assert shown["step_id"] == "reauth_confirm"
    menu = await step(hass, shown, {})
    assert menu["step_id"] == "authorize"
    form = await step(hass, menu, {"next_step_id": "pair"})
    done = await step(hass, form, {"code": stove.controls.pair()})
    assert done["reason"] == "reauth_successful"
    await hass.async_block_till_done()
    assert stove_entry.state is ConfigEntryState.LOADED
    assert stove_entry.data[CONF_KEY_ID] != CLIENT_ID


async def test_reauthentication_of_a_stove_that_is_away(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    flow = await stove_entry.start_reauth_flow(hass)
    await stove.stop()
    flow = await step(hass, flow, {})
    assert flow["errors"] == {"base": "cannot_connect"}


async def test_changed_certificate_raises_a_notice_and_is_confirmed_by_a_person(
    hass: HomeAssistant, stove: VirtualStove
) -> None:
    entry = await set_up_stove(hass, stove)
    await hass.config_entries.async_unload(entry.entry_id)
    old = stove.fingerprint
    await stove.stop()
    await hass.async_add_executor_job(stove.keys.renew_certificate)
    await stove.start(port=entry.data[CONF_PORT])
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.reason is not None
    issue_id = f"certificate_changed_{entry.entry_id}"
    assert ir.async_get(hass).async_get_issue(DOMAIN, issue_id) is not None

    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    shown = await hass.config_entries.flow.async_configure(flow["flow_id"])
    shown = await step(hass, shown, {})
    assert shown["step_id"] == "certificate"
    placeholders = shown["description_placeholders"]
    assert placeholders is not None
    assert placeholders["expected"].replace(":", "") == old[:32]
    assert placeholders["found"].replace(":", "") == stove.fingerprint[:32]
    assert entry.data[CONF_FINGERPRINT] == old
    done = await step(hass, shown, {})
    assert done["reason"] == "reauth_successful"
    await hass.async_block_till_done()
    assert entry.data[CONF_FINGERPRINT] == stove.fingerprint
    assert entry.state is ConfigEntryState.LOADED
    assert ir.async_get(hass).async_get_issue(DOMAIN, issue_id) is None
    await unload_all(hass)


async def test_changed_certificate_and_lost_key_need_pairing(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    data = {**stove_entry.data, CONF_FINGERPRINT: "0" * 64, CONF_KEY: "0" * 64}
    hass.config_entries.async_update_entry(stove_entry, data=data)
    flow = await stove_entry.start_reauth_flow(hass)
    flow = await step(hass, flow, {})
    assert flow["step_id"] == "certificate"
    menu = await step(hass, flow, {})
    assert menu["step_id"] == "authorize"


# Reconfiguring


async def test_a_stove_gets_another_address(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    flow = await stove_entry.start_reconfigure_flow(hass)
    assert flow["step_id"] == "reconfigure"
    flow = await step(hass, flow, {CONF_HOST: "127.0.0.1", CONF_PORT: 1})
    assert flow["errors"] == {"base": "cannot_connect"}
    done = await step(hass, flow, {CONF_HOST: " 127.0.0.1 ", CONF_PORT: stove.port})
    assert done["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert stove_entry.data[CONF_HOST] == "127.0.0.1"
    assert stove_entry.state is ConfigEntryState.LOADED


async def test_another_stove_at_the_new_address_is_refused(
    hass: HomeAssistant, make_stove: MakeStove, stove_entry: MockConfigEntry
) -> None:
    other = await make_stove("Other")
    flow = await stove_entry.start_reconfigure_flow(hass)
    result = await step(hass, flow, address_of(other))
    assert result["reason"] == "wrong_stove"
    assert stove_entry.data[CONF_PORT] != other.port


# Options


async def test_options_of_the_kitchen_say_who_may_raise_heat(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry
) -> None:
    cook = await hass.auth.async_create_user("Cook")
    flow = await hass.config_entries.options.async_init(kitchen_entry.entry_id)
    assert flow["type"] is FlowResultType.FORM
    done = await hass.config_entries.options.async_configure(
        flow["flow_id"], {"heat_users": [cook.id], "heat_automations": False}
    )
    assert done["type"] is FlowResultType.CREATE_ENTRY
    assert kitchen_entry.options == {
        "heat_users": [cook.id],
        "heat_automations": False,
        "again_after": 7,
        "push_servers": False,
        "guest_pages": False,
        "open_food_facts": False,
    }


async def test_options_of_a_stove(
    hass: HomeAssistant, stove: VirtualStove, stove_entry: MockConfigEntry
) -> None:
    flow = await hass.config_entries.options.async_init(stove_entry.entry_id)
    answer = {"power_scale": "levels", "lease_time": 5, "remote_burners": ["2"]}
    await hass.config_entries.options.async_configure(flow["flow_id"], answer)
    await hass.async_block_till_done()
    assert stove_entry.state is ConfigEntryState.LOADED
    power = state(hass, "number", stove, "power_level", 2)
    assert power.attributes["max"] == 100
    assert "unit_of_measurement" not in power.attributes
    assert stove_entry.runtime_data.client._lease._ttl_s == 5


async def test_options_of_a_stove_that_never_answered(hass: HomeAssistant, stove: VirtualStove) -> None:
    entry = await set_up_stove(hass, stove)
    await hass.config_entries.async_unload(entry.entry_id)
    await stove.stop()
    flow = await hass.config_entries.options.async_init(entry.entry_id)
    assert flow["type"] is FlowResultType.FORM
