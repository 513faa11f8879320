"""Pages of a gathering to print and to pass around, over the real HTTP server of Home Assistant."""

from base64 import b64encode
import hashlib
import json
from pathlib import Path
import re
from typing import Any

from aiohttp import ClientResponse
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.hearthtech.burners.clock import ManualClock
from custom_components.hearthtech.http import gathering_pages
from custom_components.hearthtech.kitchen.gatherings.model import PotluckDish, Reaction, Rsvp
from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act

EVIL = '</script><img src=x onerror="alert(1)">'
PIE = "Apple pie\n\nServes 8\n\nIngredients\n1 kg apples\n200 g flour\n\nMethod\n1. Mix.\n2. Bake."
WHEN = "2099-06-01 17:00:00"


@pytest.fixture
async def codes(hass: HomeAssistant, kitchen_entry: MockConfigEntry) -> dict[str, str]:
    """A gathering with two entries of hostile names, one of which has a recipe with consent. Secrets by guest."""
    await act(hass, "create_gathering", name=f"Park {EVIL}", starts_at=WHEN, words=EVIL)
    kitchen, secrets = loaded_kitchen(hass), {}
    for name in ("Ann", "Ben"):
        secrets[name] = (await act(hass, "invite_guest", name=name))["code"]
        await kitchen.guests.answer(secrets[name], Rsvp.YES)
        dish = PotluckDish(
            gathering_id="", name=f"Pie of {name} {EVIL}", portions=4, competes=True, recipe_text=PIE
        )
        brought = await kitchen.guests.bring(secrets[name], dish)
        await kitchen.guests.react(secrets[name], brought.id, Reaction.YUM)
        if name == "Ann":
            await kitchen.guests.give_consent(secrets[name], brought.id, consent=True)
    return secrets


async def fetched(
    hass_client_no_auth: ClientSessionGenerator, path: str, language: str = "en"
) -> tuple[ClientResponse, str]:
    client = await hass_client_no_auth()
    response = await client.get(path, headers={"Accept-Language": language})
    return response, await response.text()


def check_printed(response: ClientResponse, text: str) -> None:
    """Check that a printed page contains no script and may load nothing."""
    assert response.status == 200
    policy = response.headers["Content-Security-Policy"]
    [nonce] = re.findall(r"style-src 'nonce-([\w-]+)'", policy)
    assert f'<style nonce="{nonce}">' in text
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert policy.endswith("sandbox")
    assert response.headers["Cache-Control"] == "no-store"
    assert "<script" not in text
    assert "<img src=x" not in text


async def test_place_cards_and_their_letters(
    hass: HomeAssistant, codes: dict[str, str], hass_client_no_auth: ClientSessionGenerator
) -> None:
    path = (await act(hass, "get_gathering_page", page="cards"))["path"]
    response, text = await fetched(hass_client_no_auth, path)
    check_printed(response, text)
    assert text.count("<article class=card>") == 2
    assert "Pie of Ann" in text
    assert "Contains: Cereals with gluten" in text or "Contains: Gluten" in text
    await act(hass, "open_voting")
    response, text = await fetched(hass_client_no_auth, path, "de")
    check_printed(response, text)
    assert "Pie of" not in text
    assert "<h2 class=letter>A</h2>" in text
    assert "Enthält" in text


async def test_ballots_have_the_codes_and_nobody_else_reads_them(
    hass: HomeAssistant, codes: dict[str, str], hass_client_no_auth: ClientSessionGenerator
) -> None:
    await act(hass, "open_voting")
    made = await act(hass, "create_paper_ballots", count=3)
    response, text = await fetched(hass_client_no_auth, made["path"])
    check_printed(response, text)
    assert re.findall(r"<span class=code>([\w-]+)</span>", text) == made["codes"]
    assert not any(code in made["path"] for code in made["codes"])
    plain = made["path"].partition("?")[0]
    assert (await fetched(hass_client_no_auth, plain))[0].status == 401
    other = re.sub(r"page/[\w-]+", "page/other", made["path"])
    assert (await fetched(hass_client_no_auth, other))[0].status == 401


async def test_the_keepsake_has_recipes_with_consent_only(
    hass: HomeAssistant, codes: dict[str, str], hass_client_no_auth: ClientSessionGenerator
) -> None:
    kitchen = loaded_kitchen(hass)
    [gathering] = await kitchen.gatherings.all()
    await act(hass, "open_voting")
    await kitchen.guests.vote(codes["Ann"], {letter: {"taste": 5} for letter in "AB"})
    await act(hass, "close_voting")
    await act(hass, "add_review", critic="Maud", words=f"Crisp. {EVIL}", taste=4.5)
    path = (await act(hass, "get_gathering_page", page="keepsake"))["path"]
    response, text = await fetched(hass_client_no_auth, path)
    check_printed(response, text)
    assert ("Crisp." in text, "Taste 4.5/5" in text, "Place 1" in text, "😋" in text) == (True,) * 4
    assert text.count("1 kg apples") == 1
    assert "The recipe stays with its giver." in text
    assert not any(code in text for code in codes.values())
    # A withdrawn consent counts for every later page.
    [pie] = (await kitchen.guests.view(codes["Ann"])).own
    await kitchen.guests.give_consent(codes["Ann"], pie.id, consent=False)
    assert "1 kg apples" not in (await fetched(hass_client_no_auth, path))[1]
    await act(hass, "remove_gathering", gathering=gathering.id)
    assert (await fetched(hass_client_no_auth, path))[0].status == 404


async def test_the_archive_is_downloaded_and_imported(
    hass: HomeAssistant,
    codes: dict[str, str],
    hass_client_no_auth: ClientSessionGenerator,
    tmp_path: Path,
    hass_read_only_user: MockUser,
) -> None:
    taken = await act(hass, "take_recipe", dish=f"Pie of Ann {EVIL}")
    path = (await act(hass, "get_gathering_page", page="archive"))["path"]
    client = await hass_client_no_auth()
    response = await client.get(path)
    assert response.headers["Content-Disposition"] == 'attachment; filename="keepsake.zip"'
    file = tmp_path / "keepsake.zip"
    file.write_bytes(await response.read())
    other = await Kitchen.open(tmp_path / "other.db", clock=ManualClock())
    try:
        restored = await other.files.import_archive(file)
        assert [recipe.id for recipe in restored.recipes] == [taken["dish"]["recipe_id"]]
        [gathering] = await other.gatherings.all()
        assert gathering.title == f"Park {EVIL}"
    finally:
        await other.close()
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            "hearthtech",
            "get_gathering_page",
            {"page": "archive"},
            blocking=True,
            return_response=True,
            context=Context(user_id=hass_read_only_user.id),
        )
    # While the vote is open there is none.
    await act(hass, "open_voting")
    assert (await client.get(path)).status == 404


async def test_pages_are_forgotten(
    hass: HomeAssistant,
    codes: dict[str, str],
    hass_client_no_auth: ClientSessionGenerator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gathering_pages, "MOST_JOBS", 2)
    paths = [(await act(hass, "get_gathering_page", page="cards"))["path"] for _ in range(3)]
    statuses = [(await fetched(hass_client_no_auth, path))[0].status for path in paths]
    assert statuses == [404, 200, 200]


def embedded(text: str) -> dict[str, Any]:
    [found] = re.findall(r'<script id="data" type="application/json">(.*?)</script>', text, re.DOTALL)
    data: dict[str, Any] = json.loads(found)
    return data


async def test_the_page_for_guests_outside_is_one_file(
    hass: HomeAssistant, codes: dict[str, str], hass_client_no_auth: ClientSessionGenerator
) -> None:
    path = (await act(hass, "get_gathering_page", page="outside"))["path"]
    response, text = await fetched(hass_client_no_auth, path)
    assert response.headers["Content-Disposition"] == 'attachment; filename="gathering.html"'
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    policy = re.findall(r'Content-Security-Policy" content="(.*?)"', text)[0].replace("&#x27;", "'")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    # Exactly the style and the script that the policy names; nothing is loaded.
    for element, source in (("style", "style-src"), ("script", "script-src")):
        [content] = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in policy
    assert not re.search(r"<(link|iframe|object|img|base)\b", text)
    assert "http://" not in text
    assert "https://" not in text
    data = embedded(text)
    assert data["title"] == f"Park {EVIL}"
    assert text.count("</script>") == 2
    assert (data["code"], data["voting"], data["entries"]) == ("", False, {})
    assert {*data["words"]} == {"en", "de", "es", "fr", "it"}
    assert not any(code in text for code in codes.values())
    assert "Ann" not in text.replace("Pie of Ann", "")


async def test_the_file_of_one_guest_has_their_code_and_no_cook_while_voting(
    hass: HomeAssistant, codes: dict[str, str], hass_client_no_auth: ClientSessionGenerator
) -> None:
    await act(hass, "open_voting")
    with pytest.raises(ServiceValidationError):
        await act(hass, "get_gathering_page", page="outside", code="x" * 43)
    made = await act(hass, "get_gathering_page", page="outside", code=codes["Ben"])
    assert codes["Ben"] not in made["path"]
    data = embedded((await fetched(hass_client_no_auth, made["path"]))[1])
    assert (data["code"], data["name"], data["voting"]) == (codes["Ben"], "Ben", True)
    assert sorted(data["entries"]) == ["A", "B"]
    assert data["dishes"] == []
    assert "Pie of" not in json.dumps(data)


def test_the_script_names_only_words_that_the_page_has() -> None:
    folder = Path(gathering_pages.__file__).parent
    script = (folder / "page_scripts" / "outside.js").read_text("utf-8")
    own = json.loads((folder / "page_words" / "en.json").read_text("utf-8"))
    named = set(re.findall(r"\bwords\.(\w+)", script))
    assert named <= own.keys()
    page = (folder / "outside_page.py").read_text("utf-8")
    assert {name for name in named if f'"{name}"' not in page} == set()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(", script)
