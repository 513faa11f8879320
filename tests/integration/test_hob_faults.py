"""Hobs that answer late, wrongly, or not at all; and the heat that must not stay behind."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from homeassistant.components.button.const import DATA_COMPONENT
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest

from custom_components.hearthtech.adapters.entity_hob.burner import EntityBurner
from custom_components.hearthtech.adapters.entity_hob.mapping import Control, EntityRole
from custom_components.hearthtech.burners.model import (
    Access,
    BurnerEventKind,
    BurnerRefused,
    HeatSource,
    RefusalCode,
)
from custom_components.hearthtech.const import DOMAIN
from custom_components.hearthtech.diagnostics import async_get_config_entry_diagnostics

from .helpers import owner, permit
from .hobs import CELSIUS, FakeHob, access, manual_clock, mapping, set_up_hob, source, the_burner

NINE: dict[str, Any] = {"min": 0, "max": 9, "step": 1}


@pytest.fixture
async def fake(hass: HomeAssistant) -> AsyncIterator[FakeHob]:
    """A hob with one burner of nine levels, and a probe."""
    hob = FakeHob(hass, manual_clock(hass))
    hob.level = hob.add("number", "level", 0, **NINE)  # type: ignore[attr-defined]
    hob.probe = hob.add("sensor", "probe", 20, unit=CELSIUS, device_class="temperature")  # type: ignore[attr-defined]
    yield hob
    await hass.async_block_till_done()
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.state is ConfigEntryState.LOADED:
            await hass.config_entries.async_unload(entry.entry_id)


def level(fake: FakeHob) -> str:
    return fake.level  # type: ignore[attr-defined, no-any-return]


def probe(fake: FakeHob) -> str:
    return fake.probe  # type: ignore[attr-defined, no-any-return]


async def hob(fake: FakeHob, control: Control = Control.START, **more: Any) -> EntityBurner:
    entities = {EntityRole.LEVEL: level(fake), EntityRole.PROBE: probe(fake)}
    await set_up_hob(fake.hass, mapping(fake.hass, entities, control, **more))
    return the_burner(fake.hass)


async def ask(
    fake: FakeHob, burner: EntityBurner, seconds: float = 200.0, **order: Any
) -> RefusalCode | None:
    """Ask, and let time go on until there is an answer."""
    task = asyncio.ensure_future(burner.set(**order, permit=permit(burner.id)))
    for _ in range(int(seconds * 2)):
        await asyncio.sleep(0)
        await fake.hass.async_block_till_done(wait_background_tasks=False)
        if task.done():
            break
        fake.clock.advance(0.5)
    try:
        await task
    except BurnerRefused as refused:
        return refused.code
    return None


def kinds_of(burner: EntityBurner) -> list[BurnerEventKind]:
    heard: list[BurnerEventKind] = []
    burner.subscribe(lambda _, event: None if event is None else heard.append(event.kind))
    return heard


# Writes that do not do what they should


async def test_ignored_twice_is_told_once_and_only_read_from_then_on(
    hass: HomeAssistant, fake: FakeHob, hass_storage: dict[str, Any]
) -> None:
    burner = await hob(fake)
    issues = ir.async_get(hass)
    fake.manners.ignores = True
    assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.REMOTE_OFF
    assert not [issue for issue in issues.issues.values() if issue.domain == DOMAIN]
    assert access(burner) is Access.START
    assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.REMOTE_OFF
    await hass.async_block_till_done()
    assert access(burner) is Access.READ
    (issue,) = [issue for issue in issues.issues.values() if issue.domain == DOMAIN]
    assert issue.translation_key == "hob_ignores"
    assert issue.is_fixable
    assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.REMOTE_OFF
    # It is kept over a restart …
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert access(the_burner(hass)) is Access.READ
    # … until somebody has seen to it.
    fake.manners.ignores = False
    assert await async_setup_component(hass, "repairs", {})
    from homeassistant.components.repairs import repairs_flow_manager

    manager = repairs_flow_manager(hass)
    assert manager is not None
    flow = await manager.async_init(DOMAIN, data={"issue_id": issue.issue_id})
    assert flow["step_id"] == "confirm"
    await manager.async_configure(flow["flow_id"], {})
    await hass.async_block_till_done()
    again = the_burner(hass)
    assert access(again) is Access.START
    assert await ask(fake, again, power=0.5, start=True) is None


async def test_one_that_is_taken_makes_the_ignored_one_forgotten(fake: FakeHob) -> None:
    burner = await hob(fake)
    for _ in range(3):
        fake.manners.ignores = True
        assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.REMOTE_OFF
        fake.manners.ignores = False
        assert await ask(fake, burner, power=0.5, start=True) is None
        await burner.off()
        await fake.pass_time(30.0)
    assert access(burner) is Access.START


async def test_an_optimistic_answer_that_is_taken_back_is_no_heat(fake: FakeHob) -> None:
    burner = await hob(fake)
    fake.manners.reverts_after_s = 4.0
    assert await ask(fake, burner, power=0.5, start=True) is None
    assert source(burner) is HeatSource.REMOTE
    await fake.pass_time(5.0)
    assert source(burner) is HeatSource.IDLE
    assert burner.state.power == 0
    await fake.pass_time(10.0)
    assert burner._memory._of(1)["ignored"] == 1


async def test_late_within_its_time_is_learned(fake: FakeHob) -> None:
    burner = await hob(fake, answers_within_s=10.0)
    fake.manners.answers_after_s = 8.0
    assert await ask(fake, burner, power=0.5, start=True) is None
    assert burner.answers_after_s == pytest.approx(8.0, abs=0.6)
    fake.manners.answers_after_s = 11.0
    assert await ask(fake, burner, power=0.2) is None
    assert burner.state.power == pytest.approx(2 / 9)


async def test_heat_that_comes_too_late_goes_off(fake: FakeHob) -> None:
    burner = await hob(fake, answers_within_s=5.0)
    fake.manners.answers_after_s = 9.0
    # The undoing off is as late as the order, and comes after it.
    assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.REMOTE_OFF
    await fake.pass_time(4.5, step=0.5)
    assert fake.says(level(fake)) in {"4", "5"}
    await fake.pass_time(20.0)
    assert fake.says(level(fake)) == "0"
    assert source(burner) is HeatSource.IDLE


async def test_a_rounded_answer_is_the_answer(fake: FakeHob) -> None:
    percent = fake.add("number", "percent", 0, unit="%", min=0, max=100, step=1)
    await set_up_hob(fake.hass, mapping(fake.hass, {EntityRole.LEVEL: percent}))
    burner = the_burner(fake.hass)
    fake.manners.rounds = lambda value: round(round(value / 100 * 9) / 9 * 100)
    assert await ask(fake, burner, power=0.5, start=True) is None
    assert burner.state.power == pytest.approx(0.44)
    assert source(burner) is HeatSource.REMOTE
    await fake.pass_time(60.0)
    assert source(burner) is HeatSource.REMOTE


async def test_steps_on_the_way_are_no_hand(fake: FakeHob) -> None:
    burner = await hob(fake)
    fake.manners.on_the_way = (1, 3, 5)
    fake.manners.answers_after_s = 1.0
    heard = kinds_of(burner)
    assert await ask(fake, burner, power=6 / 9, start=True) is None
    assert source(burner) is HeatSource.REMOTE
    assert heard == []


async def test_an_order_that_is_answered_by_something_else_was_a_hand(fake: FakeHob) -> None:
    burner = await hob(fake)
    assert await ask(fake, burner, power=3 / 9, start=True) is None
    fake.manners.ignores = True
    task = asyncio.ensure_future(burner.set(power=5 / 9, permit=permit(burner.id)))
    await asyncio.sleep(0)
    await fake.hass.async_block_till_done(wait_background_tasks=False)
    fake.show(level(fake), 9)
    await fake.hass.async_block_till_done()
    with pytest.raises(BurnerRefused) as why:
        await task
    assert why.value.code is RefusalCode.MANUAL
    assert source(burner) is HeatSource.MANUAL


@pytest.mark.parametrize(
    "error", [HomeAssistantError, ServiceValidationError, ValueError, TimeoutError, OSError]
)
async def test_an_action_that_fails_is_unavailable_and_leaves_nothing_on(
    fake: FakeHob, error: type[Exception]
) -> None:
    burner = await hob(fake)
    fake.manners.raises = error
    assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.UNAVAILABLE
    assert source(burner) is HeatSource.IDLE
    fake.manners.raises = None
    assert await ask(fake, burner, power=0.5, start=True) is None


async def test_a_press_on_the_hob_is_waited_for(fake: FakeHob) -> None:
    burner = await hob(fake, confirms=True)
    fake.manners.answers_after_s = 20.0
    assert await ask(fake, burner, power=0.5, start=True) is None
    await burner.off()
    await fake.pass_time(80.0)
    fake.manners.ignores = True
    assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.NOT_ARMED
    assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.NOT_ARMED
    assert access(burner) is Access.START


async def test_off_overtakes_an_order(fake: FakeHob) -> None:
    burner = await hob(fake)
    fake.manners.answers_after_s = 6.0
    task = asyncio.ensure_future(burner.set(power=0.5, start=True, permit=permit(burner.id)))
    await asyncio.sleep(0)
    await fake.hass.async_block_till_done(wait_background_tasks=False)
    fake.manners.answers_after_s = 0.0
    await burner.off()
    with pytest.raises(BurnerRefused) as why:
        await task
    assert why.value.code is RefusalCode.STALE
    await fake.pass_time(12.0)
    assert fake.says(level(fake)) == "0"
    assert source(burner) is HeatSource.IDLE


# Off


async def test_off_is_asked_for_until_it_is_seen(fake: FakeHob) -> None:
    burner = await hob(fake)
    assert await ask(fake, burner, power=0.5, start=True) is None
    fake.manners.deaf = True
    fake.calls.clear()
    await burner.off()
    await fake.pass_time(60.0)
    assert len(fake.calls) >= 4
    fake.manners.deaf = False
    await fake.pass_time(60.0)
    assert fake.says(level(fake)) == "0"
    asked = len(fake.calls)
    await fake.pass_time(120.0)
    assert len(fake.calls) == asked


async def test_a_hob_that_stays_on_is_told_of(hass: HomeAssistant, fake: FakeHob) -> None:
    burner = await hob(fake)
    assert await ask(fake, burner, power=0.5, start=True) is None
    fake.manners.deaf = True
    await burner.off()
    await fake.pass_time(2000.0, step=10.0)
    assert ir.async_get(hass).async_get_issue(
        DOMAIN, f"hob_stays_on_{hass.config_entries.async_entries(DOMAIN)[0].entry_id}_1"
    )


async def test_a_hand_ends_the_asking_for_off(fake: FakeHob) -> None:
    burner = await hob(fake)
    assert await ask(fake, burner, power=0.5, start=True) is None
    fake.manners.deaf = True
    await burner.off()
    await fake.pass_time(20.0)
    fake.show(level(fake), 8)
    await fake.hass.async_block_till_done()
    assert source(burner) is HeatSource.MANUAL
    fake.calls.clear()
    await fake.pass_time(100.0)
    assert fake.calls == []


async def test_off_goes_by_another_way_when_the_first_fails(hass: HomeAssistant, fake: FakeHob) -> None:
    stop = fake.add("button", "stop", STATE_UNAVAILABLE)
    await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: level(fake), EntityRole.STOP: stop}))
    burner = the_burner(hass)
    assert await ask(fake, burner, power=0.5, start=True) is None
    with pytest.raises(BurnerRefused):
        await burner.off()
    await fake.pass_time(10.0)
    assert fake.says(level(fake)) == "0"


# Hands


async def test_a_burner_that_may_only_be_adjusted_waits_for_a_hand(fake: FakeHob) -> None:
    burner = await hob(fake, Control.ADJUST)
    assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.REMOTE_OFF
    fake.show(level(fake), 3)
    await fake.hass.async_block_till_done()
    assert source(burner) is HeatSource.MANUAL
    assert await ask(fake, burner, power=6 / 9) is None
    assert source(burner) is HeatSource.REMOTE
    await fake.pass_time(15.0)
    fake.show(level(fake), 2)
    await fake.hass.async_block_till_done()
    assert source(burner) is HeatSource.MANUAL
    assert await ask(fake, burner, power=6 / 9) is RefusalCode.MANUAL
    fake.show(level(fake), 0)
    await fake.pass_time(1.0)
    fake.show(level(fake), 3)
    await fake.pass_time(1.0)
    assert await ask(fake, burner, power=6 / 9) is None


async def test_a_guided_hob_refuses_and_can_be_turned_off(fake: FakeHob) -> None:
    burner = await hob(fake, Control.GUIDE)
    assert access(burner) is Access.READ
    assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.REMOTE_OFF
    fake.show(level(fake), 5)
    await fake.pass_time(1.0)
    await burner.off()
    assert fake.says(level(fake)) == "0"


async def test_what_is_set_already_is_taken_without_asking(fake: FakeHob) -> None:
    burner = await hob(fake)
    fake.show(level(fake), 5)
    await fake.hass.async_block_till_done()
    fake.calls.clear()
    assert await ask(fake, burner, power=5 / 9, timer_s=30.0) is None
    assert fake.calls == []
    assert source(burner) is HeatSource.REMOTE
    await fake.pass_time(31.0)
    assert fake.says(level(fake)) == "0"


async def test_a_hand_ends_a_timer(fake: FakeHob) -> None:
    burner = await hob(fake)
    assert await ask(fake, burner, power=5 / 9, start=True, timer_s=60.0) is None
    await fake.pass_time(20.0)
    fake.show(level(fake), 2)
    await fake.pass_time(100.0)
    assert burner.state.timer_left_s is None
    assert fake.says(level(fake)) == "2"


# Out of sight


async def test_heat_out_of_sight_is_cut_and_waits_to_be_acknowledged(fake: FakeHob) -> None:
    burner = await hob(fake)
    heard = kinds_of(burner)
    assert await ask(fake, burner, power=0.5, start=True) is None
    fake.show(level(fake), STATE_UNAVAILABLE)
    await fake.pass_time(10.0)
    assert source(burner) is HeatSource.REMOTE
    await fake.pass_time(10.0)
    assert source(burner) is HeatSource.LATCHED
    assert BurnerEventKind.LEASE_LOST in heard
    fake.show(level(fake), 4)
    await fake.pass_time(40.0)
    assert fake.says(level(fake)) == "0"
    assert await ask(fake, burner, power=0.5, start=True) is RefusalCode.LATCHED
    await burner.acknowledge()
    assert source(burner) is HeatSource.IDLE
    assert await ask(fake, burner, power=0.5, start=True) is None


async def test_a_polled_hob_that_falls_silent_is_out_of_sight(fake: FakeHob) -> None:
    burner = await hob(fake, stale_after_s=60.0)
    assert await ask(fake, burner, power=0.5, start=True) is None
    for _ in range(8):  # it repeats itself, as polled integrations do
        fake.show(level(fake), fake.says(level(fake)))
        await fake.pass_time(20.0)
    assert source(burner) is HeatSource.REMOTE
    await fake.pass_time(46.0)
    assert burner.state.power is None
    await fake.pass_time(30.0)
    assert source(burner) is HeatSource.LATCHED


async def test_a_hob_that_only_reports_changes_is_not_silent(fake: FakeHob) -> None:
    burner = await hob(fake, stale_after_s=60.0)
    assert await ask(fake, burner, power=0.5, start=True) is None
    await fake.pass_time(600.0, step=5.0)
    assert source(burner) is HeatSource.REMOTE
    assert burner.state.power is not None


async def test_a_blink_is_nothing(fake: FakeHob) -> None:
    burner = await hob(fake)
    heard = kinds_of(burner)
    assert await ask(fake, burner, power=0.5, start=True) is None
    shown = fake.says(level(fake))
    for nothing in (STATE_UNAVAILABLE, STATE_UNKNOWN, "", "nan", "inf", "-3", "ouch"):
        fake.show(level(fake), nothing)
        await fake.pass_time(3.0)
        fake.show(level(fake), shown)
        await fake.pass_time(3.0)
    assert source(burner) is HeatSource.REMOTE
    assert heard == []


async def test_off_of_what_went_away_while_off_is_quiet(fake: FakeHob) -> None:
    burner = await hob(fake)
    fake.all_gone()
    await burner.off()


async def test_off_of_what_went_away_while_on_is_told(fake: FakeHob) -> None:
    burner = await hob(fake)
    fake.show(level(fake), 5)
    await fake.pass_time(1.0)
    fake.all_gone()
    with pytest.raises(BurnerRefused) as why:
        await burner.off()
    assert why.value.code is RefusalCode.UNAVAILABLE
    fake.show(level(fake), 5)
    await fake.pass_time(40.0)
    assert fake.says(level(fake)) == "0"


# Restarts


async def test_heat_is_given_back_when_the_entry_goes(hass: HomeAssistant, fake: FakeHob) -> None:
    burner = await hob(fake)
    assert await ask(fake, burner, power=0.5, start=True) is None
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    await hass.config_entries.async_unload(entry.entry_id)
    assert fake.says(level(fake)) == "0"


async def test_heat_of_a_hand_stays_when_the_entry_goes(hass: HomeAssistant, fake: FakeHob) -> None:
    await hob(fake)
    fake.show(level(fake), 5)
    await fake.pass_time(1.0)
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    await hass.config_entries.async_unload(entry.entry_id)
    assert fake.says(level(fake)) == "5"


@pytest.mark.parametrize(("found", "left"), [("4", "0"), ("8", "8"), ("0", "0")])
async def test_after_a_crash_only_heat_from_here_goes_off(
    hass: HomeAssistant, fake: FakeHob, found: str, left: str
) -> None:
    burner = await hob(fake)
    assert await ask(fake, burner, power=4 / 9, start=True) is None
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    fake.manners.raises = HomeAssistantError  # nothing can be sent any more: as good as a crash
    await hass.config_entries.async_unload(entry.entry_id)
    fake.manners.raises = None
    assert fake.says(level(fake)) == "4"
    fake.show(level(fake), found)
    await hass.config_entries.async_setup(entry.entry_id)
    await fake.pass_time(10.0)
    assert fake.says(level(fake)) == left
    assert source(the_burner(hass)) is (HeatSource.MANUAL if left == "8" else HeatSource.IDLE)


async def test_after_a_crash_a_hob_that_comes_back_later_goes_off_then(
    hass: HomeAssistant, fake: FakeHob
) -> None:
    burner = await hob(fake)
    assert await ask(fake, burner, power=4 / 9, start=True) is None
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    fake.show(level(fake), STATE_UNAVAILABLE)
    await hass.config_entries.async_unload(entry.entry_id)
    await hass.config_entries.async_setup(entry.entry_id)
    await fake.pass_time(100.0)
    fake.show(level(fake), 4)
    await fake.pass_time(10.0)
    assert fake.says(level(fake)) == "0"


async def test_heat_from_here_goes_off_when_home_assistant_stops(hass: HomeAssistant, fake: FakeHob) -> None:
    burner = await hob(fake)
    assert await ask(fake, burner, power=4 / 9, start=True) is None
    for job in hass._shutdown_jobs:
        await hass.async_run_hass_job(job.job, *job.args)  # type: ignore[misc]
    assert fake.says(level(fake)) == "0"


# Thermometers


@pytest.mark.parametrize(
    "nothing", [STATE_UNAVAILABLE, STATE_UNKNOWN, "", "nan", "inf", "warm", "-400", "5000"]
)
async def test_what_is_no_temperature_is_unknown(fake: FakeHob, nothing: str) -> None:
    burner = await hob(fake)
    assert burner.state.probe_temperature_c == 20
    fake.show(probe(fake), nothing)
    await fake.hass.async_block_till_done()
    assert burner.state.probe_temperature_c is None


async def test_units_may_change_at_any_moment(fake: FakeHob) -> None:
    burner = await hob(fake)
    for value, unit in ((212, "°F"), (100, "°C"), (373.15, "K")):
        fake.show(probe(fake), value, unit_of_measurement=unit)
        await fake.hass.async_block_till_done()
        assert burner.state.probe_temperature_c == pytest.approx(100.0)
    fake.show(probe(fake), 100, unit_of_measurement="%")
    await fake.hass.async_block_till_done()
    assert burner.state.probe_temperature_c is None


async def test_a_silent_thermometer_holds_and_then_is_stale(fake: FakeHob) -> None:
    burner = await hob(fake, stale_after_s=120.0)
    for celsius in (30, 40, 50):
        fake.show(probe(fake), celsius)
        await fake.pass_time(5.0)
    measured = burner.state.measured_at
    await fake.pass_time(5.0)
    assert burner.state.measured_at == measured  # nothing new is known
    await fake.pass_time(90.0)
    assert burner.state.probe_temperature_c == 50
    assert burner.state.measured_at > measured  # it has not changed since
    await fake.pass_time(40.0)
    assert burner.state.probe_temperature_c is None
    fake.show(probe(fake), 51)
    await fake.hass.async_block_till_done()
    assert burner.state.probe_temperature_c == 51


# Entities that move


async def test_a_renamed_entity_is_followed(hass: HomeAssistant, fake: FakeHob) -> None:
    burner = await hob(fake)
    er.async_get(hass).async_update_entity(level(fake), new_entity_id="number.renamed")
    hass.states.async_remove(level(fake))
    hass.states.async_set("number.renamed", "5", NINE)
    await hass.async_block_till_done()
    assert burner.state.power == pytest.approx(5 / 9)
    assert source(burner) is HeatSource.MANUAL


async def test_a_removed_entity_is_told_and_unknown(hass: HomeAssistant, fake: FakeHob) -> None:
    burner = await hob(fake)
    er.async_get(hass).async_remove(level(fake))
    hass.states.async_remove(level(fake))
    await hass.async_block_till_done()
    assert burner.state.power is None
    assert await ask(fake, burner, power=0.5, start=True) in {
        RefusalCode.UNAVAILABLE,
        RefusalCode.UNSUPPORTED,
    }
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    notice = f"hob_entity_missing_{entry.entry_id}_1"
    assert ir.async_get(hass).async_get_issue(DOMAIN, notice)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert ir.async_get(hass).async_get_issue(DOMAIN, notice)


# Who did it


async def test_who_asked_is_told_to_the_hob(hass: HomeAssistant, fake: FakeHob) -> None:
    await hob(fake)
    admin = await hass.auth.async_create_user("Nonna", group_ids=["system-admin"])
    context = Context(user_id=admin.id)
    await hass.services.async_call(
        DOMAIN,
        "set_burner",
        {"burner": "hob-1/1", "power": 50, "start": True},
        blocking=True,
        context=context,
    )
    assert fake.calls[-1].context is context
    await hass.services.async_call(DOMAIN, "stop", {"burner": level(fake)}, blocking=True)
    assert fake.says(level(fake)) == "0"


async def test_left_on_for_too_long(hass: HomeAssistant, fake: FakeHob) -> None:
    burner = await hob(fake)
    fake.show(level(fake), 9)
    await fake.pass_time(5300.0, step=100.0)
    assert not burner.forgotten
    await fake.pass_time(200.0, step=100.0)
    assert burner.forgotten
    assert fake.says(level(fake)) == "9"  # a hand's heat is only told of
    assert hass.states.is_state("binary_sensor.old_hob_front_left_left_on", "on")
    fake.show(level(fake), 0)
    await fake.pass_time(1.0)
    assert not burner.forgotten
    assert await ask(fake, burner, power=1.0, start=True) is None
    await fake.pass_time(5500.0, step=100.0)
    assert fake.says(level(fake)) == "0"
    assert source(burner) is HeatSource.LATCHED


async def test_diagnostics_tell_what_was_found_out(hass: HomeAssistant, fake: FakeHob) -> None:
    await hob(fake)
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    told = (await async_get_config_entry_diagnostics(hass, entry))["burners"]["1"]
    assert told["entities"] == sorted([level(fake), probe(fake)])
    assert told["gone"] == []
    assert told["ignores_orders"] is False
    assert told["capabilities"]["power"]["access"] == "start"
    assert told["state"]["probe_temperature_c"] == 20


# What a burner holds by itself, and other ways to be driven


async def test_a_temperature_that_the_burner_holds(hass: HomeAssistant, fake: FakeHob) -> None:
    target = fake.add("number", "target", 104, unit="°F", min=104, max=392, step=1)
    switch = fake.add("switch", "on", "off")
    await set_up_hob(hass, mapping(hass, {EntityRole.TARGET: target, EntityRole.SWITCH: switch}))
    burner = the_burner(hass)
    can = burner.capabilities.temperature
    assert can.access is Access.START
    assert can.minimum == pytest.approx(40.0)
    assert can.maximum == pytest.approx(200.0)
    assert await ask(fake, burner, temperature_c=300.0, start=True) is RefusalCode.OUT_OF_RANGE
    assert await ask(fake, burner, temperature_c=85.0) is RefusalCode.NOT_ON
    assert await ask(fake, burner, temperature_c=85.0, start=True) is None
    assert float(fake.says(target)) == pytest.approx(185.0)
    assert fake.says(switch) == "on"
    assert burner.state.target_temperature_c == pytest.approx(85.0)
    assert burner.state.power is None
    fake.calls.clear()
    assert await ask(fake, burner, temperature_c=85.0, timer_s=5.0) is None
    assert fake.calls == []
    await fake.pass_time(10.0)
    assert fake.says(switch) == "off"
    assert burner.state.target_temperature_c is None


async def test_a_temperature_without_any_off_is_only_read(hass: HomeAssistant, fake: FakeHob) -> None:
    target = fake.add("number", "target", 40, unit=CELSIUS, min=40, max=200, step=1)
    await set_up_hob(hass, mapping(hass, {EntityRole.TARGET: target}))
    assert the_burner(hass).capabilities.temperature.access is Access.READ


async def test_a_selection_is_set_by_name(hass: HomeAssistant, fake: FakeHob) -> None:
    select = fake.add(
        "select", "named", "off", options=["off", "low", "medium", "high", "boost", "keep warm"]
    )
    await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: select}))
    burner = the_burner(hass)
    assert await ask(fake, burner, power=1.0, start=True) is None
    assert fake.says(select) == "high"  # boost is never asked for
    await fake.pass_time(15.0)
    fake.show(select, "boost")
    await fake.pass_time(1.0)
    assert burner.state.power == 1.0
    fake.show(select, "keep warm")
    await fake.pass_time(1.0)
    assert burner.state.power == pytest.approx(1 / 6)


async def test_a_script_may_be_the_stop(hass: HomeAssistant, fake: FakeHob) -> None:
    hass.states.async_set("script.hob_off", "off")
    await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: level(fake), EntityRole.STOP: "script.hob_off"}))
    fake.wire_stop("script.hob_off", level(fake))
    fake.show(level(fake), 4)
    await fake.pass_time(1.0)
    await the_burner(hass).off()
    assert fake.calls[-1].domain == "script"


async def test_a_meter_alone_tells_of_heat_and_drives_nothing(hass: HomeAssistant, fake: FakeHob) -> None:
    meter = fake.add("sensor", "watts", 1.2, unit="kW", device_class="power")
    await set_up_hob(hass, mapping(hass, {EntityRole.POWER: meter}, Control.GUIDE))
    burner = the_burner(hass)
    assert burner.state.power_w == 1200
    assert burner.state.heating is True
    fake.show(meter, 0.002)
    await fake.pass_time(1.0)
    assert burner.state.heating is False
    fake.show(meter, -4)
    await fake.pass_time(1.0)
    assert burner.state.power_w is None
    assert await ask(fake, burner, power=1.0, start=True) is RefusalCode.UNSUPPORTED
    await burner.off()


async def test_a_pan_comes_and_goes(hass: HomeAssistant, fake: FakeHob) -> None:
    pan = fake.add("binary_sensor", "pan", "off")
    await set_up_hob(hass, mapping(hass, {EntityRole.LEVEL: level(fake), EntityRole.PAN: pan}))
    heard = kinds_of(the_burner(hass))
    for shown in ("on", STATE_UNAVAILABLE, "off", "no pot running", "Pot running"):
        fake.show(pan, shown)
        await fake.pass_time(1.0)
    assert heard == [
        BurnerEventKind.PAN_PLACED,
        BurnerEventKind.PAN_REMOVED,
        BurnerEventKind.PAN_PLACED,
    ]


@pytest.mark.usefixtures("enable_all_entities")
async def test_buttons_of_our_own(hass: HomeAssistant, fake: FakeHob) -> None:
    burner = await hob(fake)
    assert await ask(fake, burner, power=0.5, start=True) is None
    fake.show(level(fake), STATE_UNAVAILABLE)
    await fake.pass_time(20.0)
    fake.show(level(fake), 4)
    await fake.pass_time(60.0)
    assert source(burner) is HeatSource.LATCHED
    own = er.async_get(hass)
    for key in ("acknowledge", "stop"):
        button = own.async_get_entity_id("button", DOMAIN, f"hob-1_1_{key}")
        assert button is not None
        entity = hass.data[DATA_COMPONENT].get_entity(button)
        assert entity is not None
        await entity.async_press()
    assert source(burner) is HeatSource.IDLE


@pytest.mark.parametrize(
    ("control", "manners", "sentence"),
    [
        (Control.GUIDE, {}, "refused_guided"),
        (Control.ADJUST, {}, "refused_hand_first"),
        (Control.START, {"raises": HomeAssistantError}, "refused_unavailable"),
    ],
)
async def test_an_action_says_why_not(
    hass: HomeAssistant, fake: FakeHob, control: Control, manners: dict[str, Any], sentence: str
) -> None:
    await hob(fake, control)
    for name, value in manners.items():
        setattr(fake.manners, name, value)
    with pytest.raises(HomeAssistantError) as why:
        await hass.services.async_call(
            DOMAIN,
            "set_burner",
            {"burner": "hob-1/1", "power": 50, "start": True},
            blocking=True,
            context=await owner(hass),
        )
    assert why.value.translation_key == sentence


# Automations


async def test_triggers_and_actions_work_with_hobs(hass: HomeAssistant, fake: FakeHob) -> None:
    burner = await hob(fake)
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    (child,) = dr.async_child_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    told: dict[str, list[str]] = {"taken_over": [], "left_on": [], "timer_done": []}
    hass.states.async_set("person.nonna", "not_home")
    automations = [
        {
            "alias": trigger,
            "triggers": [{"trigger": f"hearthtech.{trigger}", "target": {"device_id": child.id}}],
            "actions": [{"event": trigger}],
        }
        for trigger in told
    ]
    for trigger, heard in told.items():
        hass.bus.async_listen(trigger, lambda event, heard=heard: heard.append(event.event_type))  # type: ignore[misc]
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    await hass.services.async_call(
        DOMAIN,
        "set_burner",
        {"burner": [child.id], "power": 50, "start": True, "duration": {"seconds": 30}},
        blocking=True,
        context=await owner(hass),
    )
    await fake.pass_time(5.0)
    assert told["left_on"]
    await fake.pass_time(30.0)
    assert told["timer_done"]
    assert fake.says(level(fake)) == "0"
    assert await ask(fake, burner, power=0.5, start=True) is None
    await fake.pass_time(15.0)
    fake.show(level(fake), 9)
    await fake.pass_time(2.0)
    assert told["taken_over"]
    await hass.services.async_call(DOMAIN, "everything_off", {}, blocking=True)
    assert fake.says(level(fake)) == "0"
    await hass.services.async_call(DOMAIN, "stop", {"burner": [entry.runtime_data.device_id]}, blocking=True)


async def test_the_logbook_tells_of_hands(hass: HomeAssistant, fake: FakeHob) -> None:
    events: list[dict[str, Any]] = []
    hass.bus.async_listen("hearthtech_event", lambda event: events.append(dict(event.data)))
    burner = await hob(fake)
    fake.show(level(fake), 3)
    await fake.pass_time(1.0)
    fake.show(level(fake), 0)
    await fake.pass_time(1.0)
    assert await ask(fake, burner, power=0.5, start=True) is None
    await fake.pass_time(15.0)
    fake.show(level(fake), 0)
    await fake.pass_time(1.0)
    assert [event["type"] for event in events] == ["knob_turned", "knob_turned", "turned_off"]
    assert {event["name"] for event in events} == {"Front left"}
