"""The guests' pages over the real HTTP server of Home Assistant."""

import asyncio
from datetime import timedelta
from pathlib import Path
import re
import tracemalloc
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.hearthtech.http import guest_gate, guest_live
from custom_components.hearthtech.http.guest_words import LANGUAGES, load_guest_words
from custom_components.hearthtech.kitchen.gatherings.model import (
    Gathering,
    PotluckDish,
    Reaction,
    ReactionMoment,
)
from custom_components.hearthtech.kitchen.people.check import Standing
from custom_components.hearthtech.kitchen.people.model import Allergen, Diet
from custom_components.hearthtech.models import loaded_kitchen

PATH = "/api/hearthtech/guest/"


@pytest.fixture
async def gathering(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> Gathering:
    hass.config_entries.async_update_entry(kitchen_entry, options={"guest_pages": True})
    now = dt_util.utcnow()
    return await loaded_kitchen(hass).gatherings.create(
        Gathering(
            title="Park <b>day</b>", starts_at=now + timedelta(days=1), closes_at=now + timedelta(days=3)
        )
    )


async def test_the_pages_are_off_by_default(
    hass: HomeAssistant,
    gathering: Gathering,
    kitchen_entry: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    token = await loaded_kitchen(hass).gatherings.shared_link(gathering.id)
    client = await hass_client_no_auth()
    assert (await client.get(PATH + token)).status == 200
    hass.config_entries.async_update_entry(kitchen_entry, options={})
    assert (await client.get(PATH + token)).status == 404


async def test_a_guest_joins_answers_brings_and_votes_without_scripts(
    hass: HomeAssistant, gathering: Gathering, hass_client_no_auth: ClientSessionGenerator
) -> None:
    kitchen = loaded_kitchen(hass)
    shared = await kitchen.gatherings.shared_link(gathering.id)
    client = await hass_client_no_auth()
    first = await client.get(PATH + shared, headers={"Accept-Language": "pt, de-AT;q=0.9, en;q=0.8"})
    text = await first.text()
    assert "Dein Name" in text
    assert "Park &lt;b&gt;day&lt;/b&gt;" in text
    assert "<title>HearthTech</title>" in text
    assert "<script" not in text
    policy = first.headers["Content-Security-Policy"]
    [nonce] = re.findall(r"style-src 'nonce-([\w-]+)'", policy)
    assert f'<style nonce="{nonce}">' in text
    assert "sandbox allow-forms allow-downloads" in policy
    assert "allow-same-origin" not in policy
    assert first.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in first.headers
    evil = '<img src=x onerror="alert(1)">'
    moved = await client.post(PATH + shared, data={"do": "join", "name": evil}, allow_redirects=False)
    assert moved.status == 303
    own = moved.headers["Location"]
    assert own.startswith(PATH)
    page = await (await client.get(own)).text()
    assert evil not in page
    assert "&lt;img" in page

    async def send(**data: str) -> str:
        answer = await client.post(own, data=data, headers={"Accept-Language": "en"})
        assert answer.status == 200
        text: str = await answer.text()
        return text

    assert "Saved." in await send(do="answer", rsvp="yes", heads="2")
    assert "Saved." in await send(do="needs", allergen="nuts", severe="peanuts", diet="vegan")
    assert "Saved." in await send(
        do="bring", name=evil, course="main", portions="4", recipe="2 eggs\n100 g flour", competes="on"
    )
    page = await (await client.get(own, headers={"Accept-Language": "en"})).text()
    assert re.search(r"Contains: [^.]*Eggs", page)
    assert "Not checked" in page
    assert evil not in page
    for odd in ({"do": "nothing"}, {"do": "answer", "rsvp": "x"}, {"do": "answer", "rsvp": "yes", "heads": "1e9"},
                {"do": "react", "reaction": "x"}, {"do": "claim", "dish": "x"}):  # fmt: skip
        assert "That could not be saved." in await send(**odd)
    assert "Voting is not open." in await send(do="vote")
    [guest] = await kitchen.gatherings.guests(gathering.id)
    assert (guest.heads, guest.invited) == (2, False)
    calendar = await client.get(f"{own}/event.ics")
    assert calendar.content_type == "text/calendar"
    text = (await calendar.text()).replace("\r\n ", "")
    assert "SUMMARY:Park <b>day</b>" in text
    # A reminder of the day before names what the guest brings.
    alarm = text[text.index("BEGIN:VALARM") : text.index("END:VALARM")]
    assert "TRIGGER:-P1D" in alarm
    assert evil.replace('"', '"') in alarm
    too_large = await client.post(own, data="do=needs&x=" + "x" * 70_000)
    assert too_large.status == 413


async def test_a_friend_reads_one_recipe(
    hass: HomeAssistant, gathering: Gathering, hass_client_no_auth: ClientSessionGenerator
) -> None:
    kitchen = loaded_kitchen(hass)
    soup = await kitchen.recipes.find("grandma's chicken soup")
    token = await kitchen.gatherings.share_recipe(soup.id)
    client = await hass_client_no_auth()
    text = await (await client.get(PATH + token)).text()
    assert "chicken soup" in text.lower()
    assert gathering.title not in text


async def test_wrong_links_are_all_alike_and_ban_nobody(
    hass: HomeAssistant,
    gathering: Gathering,
    hass_client_no_auth: ClientSessionGenerator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    kitchen = loaded_kitchen(hass)
    _, right = await kitchen.gatherings.invite(gathering.id, "Ann")
    [code] = await kitchen.cook_offs.paper_codes(gathering.id, 1)
    client = await hass_client_no_auth()
    before = await kitchen.gatherings.guests(gathering.id)
    caplog.clear()
    answers = set()
    for wrong in (
        "x" * 43,
        right[:-1],
        right.lower(),
        code,
        "%00",
        "a" * 2000,
        "é" * 43,
        f"{right}/event.ic",
    ):
        for method in ("GET", "POST"):
            response = await client.request(
                method, PATH + wrong, data=b"do=join" if method == "POST" else None
            )
            assert response.status == 404
            if "/" not in wrong:
                answers.add((await response.read(), *sorted(response.headers.keys())))
    assert len(answers) == 1
    tracemalloc.start()
    for number in range(1000):
        assert (await client.get(f"{PATH}{number:043}")).status == 404
    # Other parts of the kitchen read the recipes in the background meanwhile.
    wanted = [tracemalloc.Filter(True, f"*/hearthtech/{one}/*") for one in ("http", "kitchen/gatherings")]
    ours = tracemalloc.take_snapshot().filter_traces(wanted)
    tracemalloc.stop()
    grown = sum(one.size for one in ours.statistics("filename"))
    assert grown < 1_000_000
    # The debug mode of asyncio tells how slow this machine is.
    told = [one for one in caplog.records if one.levelname in {"WARNING", "ERROR"} and one.name != "asyncio"]
    assert len(told) <= 10
    assert not any(state.domain == "persistent_notification" for state in hass.states.async_all())
    assert await kitchen.gatherings.guests(gathering.id) == before
    assert (await client.get(PATH + right)).status == 200


async def test_a_link_that_asks_too_often_waits(
    hass: HomeAssistant,
    gathering: Gathering,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    kitchen = loaded_kitchen(hass)
    _, ann = await kitchen.gatherings.invite(gathering.id, "Ann")
    _, ben = await kitchen.gatherings.invite(gathering.id, "Ben")
    client = await hass_client_no_auth()
    statuses = [(await client.get(PATH + ann)).status for _ in range(130)]
    assert 429 in statuses
    assert (await client.get(PATH + ben)).status == 200


async def test_a_guest_claims_reacts_consents_and_votes(
    hass: HomeAssistant, gathering: Gathering, hass_client_no_auth: ClientSessionGenerator
) -> None:
    kitchen = loaded_kitchen(hass)
    client = await hass_client_no_auth()
    secrets = {}
    for name in ("Ann", "Ben"):
        _, secrets[name] = await kitchen.gatherings.invite(gathering.id, name)
    wanted = await kitchen.gatherings.put_dish(
        PotluckDish(gathering_id=gathering.id, name="Green salad", portions=4, still_needed=True)
    )

    async def send(guest: str, **data: str) -> str:
        answer = await client.post(PATH + secrets[guest], data=data, headers={"Accept-Language": "en"})
        assert answer.status == 200
        text: str = await answer.text()
        return text

    async def dish(name: str) -> PotluckDish:
        [found] = [one for one in await kitchen.gatherings.dishes(gathering.id) if one.name == name]
        return found

    assert "Saved." in await send("Ann", do="claim", dish=wanted.id)
    assert "Somebody was faster." in await send("Ben", do="claim", dish=wanted.id)
    assert (await dish("Green salad")).cook == "Ann"

    for guest in secrets:
        text = await send(
            guest, do="bring", name=f"Stew of {guest}", course="main", portions="4", competes="on",
            technique="guided", suits="vegan", a_nuts="free_of",
        )  # fmt: skip
        assert "Saved." in text
    changing = {"course": "main", "portions": "5", "competes": "on", "technique": "by_hand"}
    own = (await dish("Stew of Ben")).id
    assert "Saved." in await send("Ben", do="bring", dish=own, name="Stew of Ben", **changing)
    # The form of somebody else's dish changes nothing.
    assert "That could not be saved." in await send("Ann", do="bring", dish=own, name="Mine", **changing)
    assert (await dish("Stew of Ben")).portions == 5.0
    kept = await dish("Stew of Ann")
    assert (kept.suits, kept.standing(Allergen.NUTS)) == (frozenset({Diet.VEGAN}), Standing.FREE_OF)
    stew = await dish("Stew of Ben")
    assert "Saved." in await send("Ben", do="consent", dish=stew.id, consent="on")
    assert (await dish("Stew of Ben")).consent
    # Only the giver decides. A dish of somebody else is none to this link.
    await client.post(PATH + secrets["Ann"], data={"do": "consent", "dish": stew.id})
    assert (await dish("Stew of Ben")).consent
    assert "Saved." in await send("Ben", do="consent", dish=stew.id)
    assert not (await dish("Stew of Ben")).consent
    assert "Saved." in await send("Ben", do="react", dish=stew.id, reaction="yum")
    [moment] = await kitchen.gatherings.timeline(gathering.id)
    assert isinstance(moment, ReactionMoment)
    assert (moment.reaction, moment.dish_id) == (Reaction.YUM, stew.id)

    assert "Voting is not open." in await send("Ann", do="vote", s_A_taste="5")
    letters = {
        one: letter for letter, one in (await kitchen.cook_offs.open_voting(gathering.id)).letters.items()
    }
    page = await (await client.get(PATH + secrets["Ann"])).text()
    # There is nothing to fill in for the own dish.
    assert {letter for letter in "AB" if f'name="s_{letter}_taste"' in page} == {letters[stew.id]}
    assert "Stew of Ben" not in page
    assert "Saved." in await send("Ann", do="vote", s_A_taste="2", s_B_taste="2")
    # The last ballot of a guest counts, and nobody scores their own dish.
    assert "Saved." in await send("Ann", do="vote", s_A_taste="5", s_B_taste="5", s_A_look="", s_B_look="")
    for odd in ({"s_A_taste": "6"}, {"s_Z_taste": "3"}, {"s_A_smell": "3"}):
        assert "That could not be saved." in await send("Ann", do="vote", **odd)
    await kitchen.cook_offs.close_voting(gathering.id)
    assert "Voting is not open." in await send("Ben", do="vote", s_A_taste="5", s_B_taste="5")
    # Still blind, until the result is revealed.
    waiting = await (await client.get(PATH + secrets["Ann"])).text()
    assert "Stew of Ben" not in waiting
    assert "· By hand" not in waiting
    for refused in ({"do": "withdraw", "dish": own}, {"do": "leave"}):
        assert "The letters of the cook-off are already drawn." in await send("Ben", **refused)
    result = await kitchen.cook_offs.reveal(gathering.id)
    assert result.ballots == 1
    scored = {one.letter: one.dimensions for one in result.entries if one.votes}
    assert scored == {letters[stew.id]: {"taste": 5.0}}
    shown = await (await client.get(PATH + secrets["Ann"], headers={"Accept-Language": "en"})).text()
    first = shown[shown.index("Place 1") :].partition("</li>")[0]
    assert ("Stew of Ben" in first, "By hand" in first, "5.00" in first) == (True, True, True)


async def test_a_guest_deletes_their_answers(
    hass: HomeAssistant, gathering: Gathering, hass_client_no_auth: ClientSessionGenerator
) -> None:
    kitchen = loaded_kitchen(hass)
    client = await hass_client_no_auth()
    _, own = await kitchen.gatherings.invite(gathering.id, "Ann")
    await client.post(PATH + own, data={"do": "needs", "severe": "nuts"})
    await client.post(PATH + own, data={"do": "bring", "name": "Pie", "course": "dessert", "portions": "8"})
    gone = await client.post(PATH + own, data={"do": "leave"}, headers={"Accept-Language": "fr"})
    assert "Au revoir" in await gone.text()
    assert (await client.get(PATH + own)).status == 404
    assert await kitchen.gatherings.guests(gathering.id) == []
    assert await kitchen.gatherings.dishes(gathering.id) == []
    assert not (await kitchen.gatherings.overview(gathering.id)).needs.severe


async def test_no_vote_is_lost_or_doubled_while_hostile_requests_change_nothing(
    hass: HomeAssistant,
    strict_http: None,
    gathering: Gathering,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    kitchen = loaded_kitchen(hass)
    client = await hass_client_no_auth()
    for name in ("One", "Two"):
        await kitchen.gatherings.put_dish(
            PotluckDish(gathering_id=gathering.id, name=name, portions=4, competes=True)
        )
    tokens = [(await kitchen.gatherings.invite(gathering.id, f"G{number}"))[1] for number in range(40)]
    [code] = await kitchen.cook_offs.paper_codes(gathering.id, 1)
    await kitchen.cook_offs.open_voting(gathering.id)
    before = await kitchen.gatherings.guests(gathering.id), await kitchen.gatherings.dishes(gathering.id)

    async def vote(number: int) -> int:
        """Vote, and press again when too many guests are there at once. Returns the number of tries."""
        data = {"do": "vote", "s_A_taste": str(1 + number % 5), "s_B_look": "3"}
        for tried in range(100):
            answer = await client.post(PATH + tokens[number], data=data, headers={"Accept-Language": "en"})
            if answer.status != 503:
                assert "Saved." in await answer.text()
                return tried
            await asyncio.sleep(0.05)
        raise AssertionError("there was no room")

    async def attack(number: int) -> int:
        wrong = (f"{number:043}", code, tokens[number % 40][:-1], f"{'x' * 43}/live/state")[number % 4]
        body = (None, b"do=leave", b"do=vote&s_A_taste=5", b"\xff" * 500)[number % 3]
        answer = await client.request("POST" if body else "GET", PATH + wrong, data=body)
        return int(answer.status)

    votes = [vote(number) for number in range(40)]
    done = await asyncio.gather(*votes, *(attack(number) for number in range(400)))
    assert set(done[40:]) <= {404, 405}
    assert await kitchen.cook_offs.turnout(gathering.id) == 40
    after = await kitchen.gatherings.guests(gathering.id), await kitchen.gatherings.dishes(gathering.id)
    assert after == before
    assert not Path(hass.config.path("ip_bans.yaml")).exists()
    await kitchen.cook_offs.close_voting(gathering.id)
    result = await kitchen.cook_offs.reveal(gathering.id)
    scores = {one.letter: one.dimensions for one in result.entries}
    assert scores == {"A": {"taste": 3.0}, "B": {"look": 3.0}}


async def test_live_reactions_have_a_page_of_their_own(
    hass: HomeAssistant, gathering: Gathering, hass_client_no_auth: ClientSessionGenerator
) -> None:
    kitchen = loaded_kitchen(hass)
    _, own = await kitchen.gatherings.invite(gathering.id, "Ann")
    shared = await kitchen.gatherings.shared_link(gathering.id)
    evil = "</script><b>Pie"
    pie = await kitchen.guests.bring(own, PotluckDish(gathering_id="", name=evil, competes=True))
    await kitchen.guests.bring(own, PotluckDish(gathering_id="", name="Tart", competes=True))
    client = await hass_client_no_auth()
    live = await client.get(f"{PATH}{own}/live")
    text = await live.text()
    policy = live.headers["Content-Security-Policy"]
    assert policy.endswith("sandbox allow-scripts")
    [nonce] = re.findall(r"script-src 'nonce-([\w-]+)'", policy)
    assert text.count(f'nonce="{nonce}"') == text.count("<script") + 1
    assert "allow-same-origin" not in policy
    origin = {"Origin": "null"}
    state, react = f"{PATH}{own}/live/state", f"{PATH}{own}/live/react"
    sent = await client.post(react, data={"dish": pie.id, "reaction": "yum"}, headers=origin)
    assert sent.headers["Access-Control-Allow-Origin"] in {"*", "null"}
    told = await sent.json()
    assert told["counts"] == {pie.id: {"yum": 1}}
    assert [one["dish"] for one in told["timeline"]] == [pie.id]
    for odd in ({"dish": "x", "reaction": "yum"}, {"dish": pie.id, "reaction": "x"}, {}):
        assert (await client.post(react, data=odd)).status == 400
    # Guests without a name, wrong links and closed pages reach nothing.
    for wrong in (f"{PATH}{shared}/live", f"{PATH}{'x' * 43}/live/state"):
        assert (await client.get(wrong)).status == 404
    # The names of the entries are hidden, so that a reaction is no hint.
    await kitchen.cook_offs.open_voting(gathering.id)
    await asyncio.sleep(guest_live.FRESH_S)
    answer = await client.get(state, headers=origin)
    assert answer.headers["Access-Control-Allow-Origin"] in {"*", "null"}
    blind = await answer.json()
    assert (blind["dishes"], blind["counts"], blind["timeline"]) == ([], {}, [])
    main = await client.get(PATH + own, headers=origin)
    assert "Access-Control-Allow-Origin" not in main.headers


def test_the_words_of_the_pages_are_complete_in_every_language() -> None:
    words = load_guest_words()
    for language in LANGUAGES:
        assert words[language].keys() == words["en"].keys()
        for name, text in words[language].items():
            assert text.strip(), name
            assert set(re.findall(r"{\w*}", text)) == set(re.findall(r"{\w*}", words["en"][name])), name
        assert words[language]["months"].count(",") == 11


async def test_more_requests_at_once_than_permitted_get_503(
    hass: HomeAssistant,
    gathering: Gathering,
    hass_client_no_auth: ClientSessionGenerator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guest_gate, "LONGEST_BODY_S", 300.0)
    kitchen = loaded_kitchen(hass)
    _, own = await kitchen.gatherings.invite(gathering.id, "Ann")
    shared = await kitchen.gatherings.shared_link(gathering.id)
    client = await hass_client_no_auth()
    head = (
        f"POST {PATH}{own} HTTP/1.1\r\nHost: {client.host}\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 18\r\n\r\ndo=answer&"
    )
    slow = []
    try:
        for _ in range(guest_gate.AT_ONCE):
            reader, writer = await asyncio.open_connection(client.host, client.port)
            slow.append((reader, writer))
            writer.write(head.encode())
            await writer.drain()
        async with asyncio.timeout(60):
            while (refused := await client.get(PATH + shared)).status != 503:
                assert refused.status == 200
                await asyncio.sleep(0.2)
        assert await refused.read() == b""
        # A wrong link gets the same answer as at any other time.
        assert (await client.get(f"{PATH}{'x' * 43}")).status == 404
        for reader, writer in slow:
            writer.write(b"rsvp=yes")
            assert await reader.readline() == b"HTTP/1.1 200 OK\r\n"
    finally:
        for _, writer in slow:
            writer.close()
    assert (await client.get(PATH + shared)).status == 200


@pytest.fixture
async def strict_http(hass: HomeAssistant) -> None:
    """Set up Home Assistant's HTTP server so that it bans an address after one failed login."""
    config = {"http": {"ip_ban_enabled": True, "login_attempts_threshold": 1}}
    assert await async_setup_component(hass, "http", config)
    assert await async_setup_component(hass, "api", {})


async def test_wrong_links_ban_no_address(
    hass: HomeAssistant,
    strict_http: None,
    gathering: Gathering,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    _, own = await loaded_kitchen(hass).gatherings.invite(gathering.id, "Ann")
    client = await hass_client_no_auth()
    for number in range(50):
        wrong = f"{PATH}{number:043}"
        assert (await client.get(wrong)).status == 404
        assert (await client.post(wrong, data={"do": "join", "name": "x"})).status == 404
    assert (await client.post(PATH + own, data={"do": "vote", "s_A_taste": "5"})).status == 200
    assert (await client.get(PATH + own)).status == 200
    # The ban is on: one failed login suffices.
    with patch("homeassistant.components.http.ban.IpBanManager.async_add_ban") as ban:
        assert (await client.get("/api/config")).status == 401
    assert ban.call_count == 1
