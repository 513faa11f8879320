"""Gatherings by actions: a potluck and a cook-off of a host."""

from datetime import timedelta
import json
from pathlib import Path
import re
from typing import Any
import zipfile

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
import voluptuous as vol

from custom_components.hearthtech.events import EVENT_GATHERING
from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.gatherings.model import GuestNeeds, PotluckDish, Rsvp
from custom_components.hearthtech.kitchen.gatherings.outside_answers import read_answers
from custom_components.hearthtech.kitchen.people.model import Allergen
from custom_components.hearthtech.models import loaded_kitchen
from custom_components.hearthtech.services import gathering_changes, gathering_results, gatherings

from .helpers import act, until
from .test_blueprints import make

WHEN = "2099-06-01 17:00:00"
PIE = "Apple pie\n\nServes 8\n\nIngredients\n1 kg apples\n200 g flour\n\nMethod\n1. Mix.\n2. Bake."
VOTE = {letter: {"taste": 5} for letter in "AB"}


@pytest.mark.usefixtures("kitchen_entry")
async def test_a_potluck_and_cook_off_by_actions(hass: HomeAssistant) -> None:
    made = await act(hass, "create_gathering", name="Park day", starts_at=WHEN, courses=["salad"], portions=1)
    assert made["gathering"]["courses"] == ["salad"]
    # Home Assistant can't be reached from outside in this test.
    shared = await act(hass, "invite_guest")
    assert (shared["guest"], shared["url"], len(shared["code"])) == (None, None, 43)
    kitchen = loaded_kitchen(hass)
    codes = {}
    for name in ("Ann", "Ben"):
        codes[name] = (await act(hass, "invite_guest", gathering="park day", name=name))["code"]
        await kitchen.guests.answer(codes[name], Rsvp.YES)
        await kitchen.guests.bring(
            codes[name], PotluckDish(gathering_id="", name=f"Stew of {name}", portions=1, competes=True)
        )
    await act(hass, "request_dish", name="Green salad", course="salad", portions=4)
    told = await act(hass, "get_gathering")
    assert [(gap["kind"], gap["what"]) for gap in told["overview"]["gaps"]] == [
        ("no_course", "salad"),
        ("not_claimed", "Green salad"),
    ]
    assert told["result"] is None
    opened = await act(hass, "open_voting")
    assert sorted(opened["letters"]) == ["A", "B"]
    text = f"HearthTech answer\nname: Ann\ncode: {codes['Ann']}\ncoming: yes\nscores: A taste 4, B taste 4"
    assert (await act(hass, "paste_answers", text=text))["votes"] == 1
    result = (await act(hass, "close_voting"))["result"]
    assert result["ballots"] == 1
    [winner] = [entry for entry in result["entries"] if entry["place"] == 1]
    assert winner["dish"] == "Stew of Ben"
    assert (await act(hass, "get_gathering"))["result"] == result
    await act(hass, "close_gathering")
    assert kitchen.guests.link(codes["Ann"]) is None


@pytest.mark.usefixtures("kitchen_entry")
async def test_a_gathering_that_does_not_exist(hass: HomeAssistant) -> None:
    with pytest.raises(ServiceValidationError) as missing:
        await act(hass, "get_gathering", gathering="nothing")
    assert missing.value.translation_key == "kitchen_gathering_not_found"


async def _contest(hass: HomeAssistant) -> dict[str, str]:
    """Create a gathering with two entries. Returns the secrets of their cooks."""
    await act(hass, "create_gathering", name="Park day", starts_at=WHEN)
    kitchen, codes = loaded_kitchen(hass), {}
    for name in ("Ann", "Ben"):
        codes[name] = (await act(hass, "invite_guest", name=name))["code"]
        dish = PotluckDish(gathering_id="", name=f"Stew of {name}", portions=4, competes=True)
        await kitchen.guests.bring(codes[name], dish)
    return codes


@pytest.mark.usefixtures("kitchen_entry")
async def test_a_guest_of_the_shared_link_votes_after_the_host_has_confirmed(hass: HomeAssistant) -> None:
    codes = await _contest(hass)
    kitchen = loaded_kitchen(hass)
    shared = (await act(hass, "invite_guest"))["code"]
    joined, own = await kitchen.guests.join(shared, "Cid")
    double, _ = await kitchen.guests.join(shared, "Ann")
    await act(hass, "open_voting")
    with pytest.raises(KitchenError):
        await kitchen.guests.vote(own, VOTE)
    confirmed = (await act(hass, "confirm_guest", guest="cid"))["guest"]
    assert (confirmed["id"], confirmed["invited"]) == (joined.id, True)
    await kitchen.guests.vote(own, VOTE)
    # Two guests of one name: only the id says which.
    for action in ("confirm_guest", "remove_guest"):
        with pytest.raises(ServiceValidationError):
            await act(hass, action, guest="Ann")
    assert (await act(hass, "remove_guest", guest=double.id))["guest"]["name"] == "Ann"
    assert [guest["name"] for guest in (await act(hass, "get_gathering"))["guests"]] == ["Ann", "Ben", "Cid"]
    await act(hass, "remove_guest", guest="Cid")
    assert kitchen.guests.link(own) is None
    assert kitchen.guests.link(codes["Ann"]) is not None
    assert (await act(hass, "close_voting"))["result"]["ballots"] == 1
    with pytest.raises(ServiceValidationError) as missing:
        await act(hass, "confirm_guest", guest="Cid")
    assert missing.value.translation_key == "kitchen_gathering_not_found"


@pytest.mark.usefixtures("kitchen_entry")
async def test_ballots_on_paper(hass: HomeAssistant) -> None:
    await _contest(hass)
    codes = (await act(hass, "create_paper_ballots", count=3))["codes"]
    assert len(set(codes)) == 3
    with pytest.raises(ServiceValidationError) as early:
        await act(hass, "count_paper_ballot", code=codes[0], scores=VOTE)
    assert early.value.translation_key == "kitchen_voting_not_open"
    await act(hass, "open_voting")
    typed = codes[0].lower().replace("-", " ")
    for code, replaced in ((codes[0], False), (typed, True), (codes[1], False)):
        scores = {"a": {"taste": 2}, "b": {"taste": 4, "look": 5}}
        counted = await act(hass, "count_paper_ballot", code=code, scores=scores)
        assert counted == {"replaced": replaced}
    with pytest.raises(ServiceValidationError):
        await act(hass, "count_paper_ballot", code="AAAA-AAAA-AAAA", scores=VOTE)
    for wrong in ({"taste": 6}, {"smell": 3}, {"taste": 4.5}):
        with pytest.raises(vol.Invalid):
            await act(hass, "count_paper_ballot", code=codes[2], scores={"A": wrong})
    result = (await act(hass, "close_voting"))["result"]
    assert result["ballots"] == 2
    assert [entry["letter"] for entry in result["entries"] if entry["place"] == 1] == ["B"]


@pytest.mark.usefixtures("kitchen_entry")
async def test_reviews_recipes_and_the_keepsake(hass: HomeAssistant, tmp_path: Path) -> None:
    codes = await _contest(hass)
    kitchen = loaded_kitchen(hass)
    pie = PotluckDish(gathering_id="", name="Pie", recipe_text=PIE, portions=8)
    brought = await kitchen.guests.bring(codes["Ann"], pie)
    with pytest.raises(ServiceValidationError):
        # Its giver has not agreed.
        await act(hass, "take_recipe", dish="Pie")
    await kitchen.guests.give_consent(codes["Ann"], brought.id, consent=True)
    taken = (await act(hass, "take_recipe", dish="pie"))["dish"]
    recipe = await kitchen.recipes.get(taken["recipe_id"])
    review = (await act(hass, "add_review", dish="Pie", critic="Maud", words="Crisp.", taste=4.5))["review"]
    assert (review["dish_id"], review["stars"]) == (brought.id, {"taste": 4.5})
    assert (review["recipe_id"], review["recipe_version"]) == (recipe.id, recipe.version)
    whole = (await act(hass, "add_review", critic="Maud", story=5))["review"]
    assert whole["dish_id"] == ""
    with pytest.raises(ServiceValidationError):
        await act(hass, "add_review", dish="Cake", critic="Maud", taste=1)
    with pytest.raises(vol.Invalid):
        await act(hass, "add_review", dish="Pie", critic="Maud", taste=6)
    target = tmp_path / "day.zip"
    with pytest.raises(HomeAssistantError) as refused:
        await act(hass, "export_keepsake", path=str(target))
    assert refused.value.translation_key == "path_not_allowed"
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    await act(hass, "open_voting")
    with pytest.raises(ServiceValidationError):
        await act(hass, "export_keepsake", path=str(target))
    assert not target.exists()
    await act(hass, "close_voting")
    assert await act(hass, "export_keepsake", path=str(target)) == {"recipes": 1, "path": str(target)}
    with zipfile.ZipFile(target) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
    assert "Crisp." in text
    assert not any(code in text for code in codes.values())


@pytest.mark.usefixtures("kitchen_entry")
async def test_a_link_to_one_recipe(hass: HomeAssistant) -> None:
    shared = await act(hass, "share_recipe", recipe="grandma's chicken soup", days=2)
    assert (shared["url"], len(shared["code"])) == (None, 43)
    recipe = await loaded_kitchen(hass).guests.shared_recipe(shared["code"])
    assert recipe.id == shared["recipe"]["id"]
    with pytest.raises(vol.Invalid):
        await act(hass, "share_recipe", recipe="grandma's chicken soup", days=366)
    with pytest.raises(ServiceValidationError):
        await act(hass, "share_recipe", recipe="no such soup")


@pytest.mark.usefixtures("kitchen_entry")
async def test_events_and_triggers_name_no_guest_and_no_need(hass: HomeAssistant) -> None:
    kinds = ("guest_answered", "gap_found", "voting_opened", "winner_revealed")
    automations = [
        {
            "alias": kind,
            "triggers": [{"trigger": f"hearthtech.{kind}"}],
            "actions": [{"event": "told", "event_data": {"type": "{{ trigger.gathering.type }}"}}],
            "mode": "queued",
            "max": 50,
        }
        for kind in kinds
    ]
    assert await async_setup_component(hass, "automation", {"automation": automations})
    await hass.async_block_till_done()
    fired, told = async_capture_events(hass, EVENT_GATHERING), async_capture_events(hass, "told")
    codes = await _contest(hass)
    kitchen = loaded_kitchen(hass)
    await kitchen.guests.answer(codes["Ann"], Rsvp.YES, heads=20)
    await kitchen.guests.state_needs(codes["Ann"], GuestNeeds(severe=frozenset({Allergen.PEANUTS})))

    def gaps() -> set[str]:
        return {event.data["gap"] for event in fired if event.data["type"] == "gap_found"}

    await until(hass, lambda: "nothing_safe" in gaps(), within_s=60)
    await act(hass, "open_voting")
    await kitchen.guests.vote(codes["Ann"], VOTE)
    await act(hass, "close_voting")
    await hass.async_block_till_done()
    data = [dict(event.data) for event in fired]
    assert {one["type"] for one in data} == set(kinds)
    for one in data:
        if one["type"] != "winner_revealed":
            assert not any(name in str(one) for name in ("Ann", "Ben", "peanuts"))
    assert {"type": "guest_answered", "gathering_id": data[0]["gathering_id"], "answer": "yes"} in data
    assert [one for one in data if one.get("gap") == "nothing_safe"] == [
        {"type": "gap_found", "gathering_id": data[0]["gathering_id"], "gap": "nothing_safe"}
    ]
    assert (data[-1]["type"], data[-1]["name"], data[-1]["tie"]) == ("winner_revealed", "Stew of Ben", False)
    assert sorted(event.data["type"] for event in told) == sorted(one["type"] for one in data)


@pytest.mark.usefixtures("kitchen_entry")
async def test_the_host_changes_and_removes(hass: HomeAssistant) -> None:
    codes = await _contest(hass)
    kitchen = loaded_kitchen(hass)
    later = "2099-06-03 18:30:00"
    changed = await act(hass, "change_gathering", name="Lake day", starts_at=later, courses=["bread"])
    assert (changed["gathering"]["title"], changed["gathering"]["courses"]) == ("Lake day", ["bread"])
    assert (changed["gathering"]["place"], changed["gathering"]["portions_per_head"]) == ("", 2.0)
    gathering = await kitchen.gatherings.find("lake day")
    assert (gathering.closes_at - gathering.starts_at).days == 14
    # What the household brings from its book is checked as the book checks it.
    added = await act(
        hass, "add_dish", name="Soup", cook="The stove", recipe="grandma's chicken soup",
        course="starter", portions=6, technique="autopilot", competes=True,
    )  # fmt: skip
    soup = await kitchen.recipes.find("grandma's chicken soup")
    assert (added["dish"]["recipe_id"], added["dish"]["technique"]) == (soup.id, "autopilot")
    assert added["dish"]["allergens"]["celery"] == "contains"
    moved = await act(hass, "change_dish", dish="soup", name="Chicken soup", portions=8)
    assert (moved["dish"]["name"], moved["dish"]["portions"]) == ("Chicken soup", 8.0)
    assert (moved["dish"]["cook"], moved["dish"]["course"]) == ("The stove", "starter")
    await act(hass, "add_dish", name="Water", course="drink")
    await act(hass, "open_voting")
    for action, named in (("remove_dish", "Chicken soup"), ("remove_guest", "Ann")):
        field = "dish" if action == "remove_dish" else "guest"
        with pytest.raises(ServiceValidationError):
            await act(hass, action, **{field: named})
    assert (await act(hass, "remove_dish", dish="Water"))["dish"]["name"] == "Water"
    await act(hass, "revoke_links", guest="Ann")
    assert kitchen.guests.link(codes["Ann"]) is None
    assert kitchen.guests.link(codes["Ben"]) is not None
    await act(hass, "revoke_links")
    assert kitchen.guests.link(codes["Ben"]) is None
    shared = (await act(hass, "share_recipe", recipe=soup.name))["code"]
    await act(hass, "stop_sharing_recipe", recipe=soup.name)
    assert kitchen.guests.link(shared) is None
    with pytest.raises(vol.Invalid):
        await act(hass, "remove_gathering")
    await act(hass, "remove_gathering", gathering="Lake day")
    assert await kitchen.gatherings.all() == []


async def test_sensors_of_the_next_gathering_name_nobody(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    entities = er.async_entries_for_config_entry(er.async_get(hass), kitchen_entry.entry_id)
    ids = {
        one.unique_id.removeprefix(f"{kitchen_entry.entry_id}_"): one.entity_id
        for one in entities
        if "gathering" in one.unique_id
    }
    assert set(ids) == {"next_gathering", "gathering_coming", "gathering_gaps", "gathering_stage"}

    def state(key: str) -> State:
        found = hass.states.get(ids[key])
        assert found is not None
        return found

    assert (state("next_gathering").state, state("gathering_stage").state) == ("unknown", "none")
    start = dt_util.utcnow() + timedelta(days=1)
    made = await act(
        hass, "create_gathering", name="Park day", starts_at=start.isoformat(), courses=["salad"]
    )
    codes = {name: (await act(hass, "invite_guest", name=name))["code"] for name in ("Ann", "Ben")}
    kitchen = loaded_kitchen(hass)
    await kitchen.guests.answer(codes["Ann"], Rsvp.YES, heads=3)
    await kitchen.guests.state_needs(codes["Ann"], GuestNeeds(severe=frozenset({Allergen.PEANUTS})))
    for name, code in codes.items():
        dish = PotluckDish(gathering_id="", name=f"Stew of {name}", portions=4, competes=True)
        await kitchen.guests.bring(code, dish)
    await kitchen.guests.answer(codes["Ben"], Rsvp.MAYBE)

    async def settled(key: str, value: str) -> None:
        for _ in range(20):
            if state(key).state == value:
                return
            freezer.tick(3)
            async_fire_time_changed(hass)
            await hass.async_block_till_done()
        assert state(key).state == value

    await settled("gathering_coming", "3")
    assert state("next_gathering").attributes["title"] == "Park day"
    assert state("gathering_coming").attributes["maybe"] == 1
    assert state("gathering_coming").attributes["unanswered"] == 0
    await settled("gathering_gaps", "2")
    assert state("gathering_gaps").attributes["gaps"] == [
        {"kind": "no_course", "what": "salad"},
        {"kind": "nothing_safe", "what": None},
    ]
    await act(hass, "open_voting")
    await settled("gathering_stage", "voting")
    everything = str([state(key).as_dict() for key in ids])
    assert not any(word in everything for word in ("Ann", "Ben", "Stew", "peanuts"))
    freezer.move_to(start + timedelta(days=14, seconds=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert (state("next_gathering").state, state("gathering_stage").state) == ("unknown", "none")
    assert made["gathering"]["title"] == "Park day"


async def test_the_reminder_comes_before_the_gathering(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    told = async_capture_events(hass, "told")
    tells = [{"event": "told", "event_data": {"open": "{{ unanswered }}", "gaps": "{{ gaps }}"}}]
    await make(hass, "gathering_reminder", before={"days": 2}, actions=tells)
    start = dt_util.utcnow().replace(microsecond=0) + timedelta(days=10)
    await act(hass, "create_gathering", name="Park day", starts_at=start.isoformat(), courses=["salad"])
    await act(hass, "invite_guest", name="Ann")
    # It was moved to an earlier day.
    start -= timedelta(days=1)
    await act(hass, "change_gathering", starts_at=start.isoformat())
    await hass.async_block_till_done()
    freezer.move_to(start - timedelta(days=2, seconds=5))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert told == []
    freezer.move_to(start - timedelta(days=2) + timedelta(seconds=1))
    async_fire_time_changed(hass)
    for _ in range(50):
        await hass.async_block_till_done(wait_background_tasks=True)
    assert len(told) == 1
    assert (told[0].data["open"], told[0].data["gaps"]) == (1, [{"gap": "no_course", "what": "salad"}])


@pytest.mark.usefixtures("kitchen_entry")
async def test_no_reminder_for_a_gathering_that_is_stored_after_its_time(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    told = async_capture_events(hass, "told")
    tells = [{"event": "told", "event_data": {"gaps": "{{ gaps }}"}}]
    await make(hass, "gathering_reminder", before={"days": 2}, actions=tells)
    freezer.tick(timedelta(days=5))
    now = dt_util.utcnow().replace(microsecond=0)
    for begins in (now - timedelta(days=1), now + timedelta(days=1)):
        await act(hass, "create_gathering", name=f"Lake {begins.day}", starts_at=begins.isoformat())
        await hass.async_block_till_done()
        freezer.tick(5)
        async_fire_time_changed(hass)
        for _ in range(20):
            await hass.async_block_till_done(wait_background_tasks=True)
    assert told == []
    begins = now + timedelta(days=4)
    await act(hass, "create_gathering", name="Lake", starts_at=begins.isoformat(), courses=["salad"])
    await hass.async_block_till_done()
    freezer.move_to(begins - timedelta(days=2) + timedelta(seconds=1))
    async_fire_time_changed(hass)
    for _ in range(50):
        await hass.async_block_till_done(wait_background_tasks=True)
    assert [one.data["gaps"] for one in told] == [[{"gap": "no_course", "what": "salad"}]]


@pytest.mark.usefixtures("kitchen_entry")
async def test_the_winner_by_blueprint(hass: HomeAssistant) -> None:
    told = async_capture_events(hass, "told")
    tells = [{"event": "told", "event_data": {"winner": "{{ winner }}", "tie": "{{ tie }}"}}]
    await make(hass, "cook_off_winner", actions=tells)
    codes = await _contest(hass)
    await act(hass, "open_voting")
    for code in codes.values():
        await loaded_kitchen(hass).guests.vote(code, VOTE)
    await act(hass, "close_voting")
    await until(hass, lambda: told)
    assert (told[0].data["winner"], told[0].data["tie"]) in {
        ("Stew of Ann, Stew of Ben", True),
        ("Stew of Ben, Stew of Ann", True),
    }


async def test_the_panel_reads_gatherings(
    hass: HomeAssistant, kitchen_entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    client = await hass_ws_client(hass)

    async def ask(command: str, **fields: object) -> dict[str, Any]:
        await client.send_json_auto_id({"type": f"hearthtech/{command}", **fields})
        answer: dict[str, Any] = await client.receive_json()
        return answer

    empty = (await ask("gatherings"))["result"]
    assert empty == {"gatherings": [], "guest_pages": False, "reachable": False}
    codes = await _contest(hass)
    hass.config_entries.async_update_entry(kitchen_entry, options={"guest_pages": True})
    hass.config.external_url = "https://home.example"
    told = (await ask("gatherings"))["result"]
    assert (told["guest_pages"], told["reachable"]) == (True, True)
    [one] = told["gatherings"]
    assert (one["title"], one["stage"], one["open"], one["voting"]) == ("Park day", "planning", True, False)
    kitchen = loaded_kitchen(hass)
    await act(hass, "open_voting")
    await kitchen.guests.vote(codes["Ann"], VOTE)
    await kitchen.guests.state_needs(codes["Ann"], GuestNeeds(allergens=frozenset({Allergen.MILK})))
    detail = (await ask("gathering", gathering=one["id"]))["result"]
    assert (detail["letters"], detail["ballots"], detail["voting"]) == (["A", "B"], 1, True)
    assert {guest["name"] for guest in detail["guests"]} == {"Ann", "Ben"}
    # Neither who cooked which letter, nor a ballot, nor a need of one guest.
    text = json.dumps(detail)
    letters = (await kitchen.gatherings.get(one["id"])).letters
    assert not any(f'"{letter}": "{dish}"' in text for letter, dish in letters.items())
    assert detail["result"] is None
    assert detail["overview"]["needs"] == {"answers": 0, "counts": {}, "severe": []}
    missing = await ask("gathering", gathering="nothing")
    assert missing["error"]["translation_key"] == "kitchen_gathering_not_found"
    assert not (await ask("gathering", gathering="x" * 65))["success"]


def test_the_documentation_has_every_action_and_a_pasted_answer() -> None:
    text = (Path(__file__).parents[2] / "docs" / "gatherings.md").read_text(encoding="utf-8")
    for action in (*gatherings.ACTIONS, *gathering_changes.ACTIONS, *gathering_results.ACTIONS):
        [row] = [line for line in text.splitlines() if line.startswith(f"| `hearthtech.{action.name}`")]
        missing = [str(field) for field in action.schema.schema if f"`{field}`" not in row]  # type: ignore[union-attr]
        assert missing == [], action.name
    [example] = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    [answer] = read_answers(example)
    assert (answer.name, answer.heads, answer.dish, answer.portions) == ("Maria", 2, "Lentil stew", 8.0)
    assert answer.scores == {"A": {"taste": 4}, "B": {"taste": 3}}
