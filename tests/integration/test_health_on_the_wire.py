"""What a user without permission gets over the WebSocket: no frame has a key or a value of another one's health."""

from datetime import timedelta
import json
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.hearthtech.kitchen.people.model import ActivityLevel, Goal, Person, Sex
from custom_components.hearthtech.models import loaded_kitchen

from .helpers import act

KEYS = (
    '"health"',
    '"targets"',
    '"targets_missed"',
    '"targets_unknown"',
    '"eaten"',
    '"needs"',
    '"allergens"',
    '"diets"',
    '"birth_year"',
    '"height_cm"',
    '"weight_kg"',
    '"activity"',
    '"sex"',
    '"health_readers"',
    "fits_the_day",
    "what is left of the day",
)
VALUES = (": 1987,", "163.5", "71.25", "1776.25", "moonberry porridge")
"""Of Ada, found nowhere else in this kitchen."""


class Frames:
    """A connection that keeps the text of every frame."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.texts: list[str] = []

    async def ask(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Send a command, and return its result; what is pushed meanwhile is kept, too."""
        await self._client.send_json_auto_id({"type": kind, **fields})
        while True:
            frame: dict[str, Any] = await self._client.receive_json()
            self.texts.append(json.dumps(frame))
            if frame["type"] == "result":
                return frame

    async def act(self, action: str, **data: Any) -> dict[str, Any]:
        """Call an action that responds, as the panel does."""
        asked = {"domain": "hearthtech", "service": action, "service_data": data, "return_response": True}
        return await self.ask("call_service", **asked)

    def leaks(self) -> list[str]:
        """The words of health in the frames so far, with the frame."""
        return [f"{word}: {text}" for text in self.texts for word in (*KEYS, *VALUES) if word in text.lower()]


async def household(hass: HomeAssistant, reader: str = "") -> dict[str, str]:
    kitchen = loaded_kitchen(hass)
    ada = await kitchen.people.add(
        Person(
            name="Ada",
            birth_year=1987,
            sex=Sex.FEMALE,
            height_cm=163.5,
            weight_kg=71.25,
            activity=ActivityLevel.ACTIVE,
            goal=Goal.GAIN,
            targets={"ENERC_KCAL": (1776.25, None)},
            health_readers=(reader,) if reader else (),
        )
    )
    bowl = {"ingredients": ["400 g rice", "300 g lentils"], "steps": ["Simmer for 2 hours."]}
    await act(hass, "add_recipe", name="Rice bowl", **bowl, **{"yield": "1 serving"})
    await act(hass, "log_eaten", person="Ada", ingredients=["50 g oats"], name="Moonberry porridge")
    day = dt_util.now().date() + timedelta(days=1)
    planned = await act(
        hass, "plan_meal", recipe="Rice bowl", starts_at=f"{day} 18:30:00", people=["Ada"], cook="Ada"
    )
    return {"ada": ada.id, "meal": planned["meal"]["id"], "recipe": planned["meal"]["recipe_id"]}


async def everything(frames: Frames, ids: dict[str, str]) -> None:
    """Ask all that a page of the panel asks about people, plans and recipes."""
    ada, recipe = ids["ada"], ids["recipe"]
    for feed in ("changes", "sessions", "imports"):
        assert (await frames.ask(f"hearthtech/{feed}"))["success"]
    start = str(dt_util.now().date())
    for kind, fields in (
        ("people", {}),
        ("people/names", {}),
        ("plan", {"start": start, "days": 7}),
        ("plan/check", {"recipes": [recipe], "people": [ada]}),
        ("plan/candidates", {"people": [ada]}),
        ("plan/candidates", {"query": "rice", "people": [ada]}),
        ("today", {}),
        ("today/suggestion", {}),
        ("cook/card", {}),
        ("recipes", {}),
        ("recipe", {"recipe": recipe}),
        ("recipe/verdicts", {"recipe": recipe}),
        ("recipe/nutrition", {"recipe": recipe}),
        ("recipe/past", {"recipe": recipe}),
        ("household", {}),
        ("shopping", {}),
        ("pantry", {}),
        ("gatherings", {}),
    ):
        assert (await frames.ask(f"hearthtech/{kind}", **fields))["success"], kind
    for action, data in (
        ("list_people", {}),
        ("get_meals", {}),
        ("get_preparations", {}),
        ("get_freezer", {}),
        ("get_recipe", {"recipe": recipe, "details": ["ratings", "diary"]}),
        ("suggest_meals", {"people": ["Ada"]}),
        ("suggest_meals", {}),
        ("propose_week", {"days": 3, "people": ["Ada"]}),
    ):
        assert (await frames.act(action, **data))["success"], action


async def test_no_frame_of_another_user_has_health(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
) -> None:
    ids = await household(hass)
    frames = Frames(await hass_ws_client(hass, hass_read_only_access_token))
    await everything(frames, ids)
    for kind, fields in (
        ("people/eaten", {"person": ids["ada"]}),
        ("people/book", {"person": ids["ada"]}),
        ("person", {"person": ids["ada"]}),
        ("person/remove", {"person": ids["ada"]}),
    ):
        assert not (await frames.ask(f"hearthtech/{kind}", **fields))["success"], kind
    for action in ("get_person_book", "get_eaten", "export_person"):
        assert not (await frames.act(action, person="Ada"))["success"], action
    # What is pushed while Ada eats and changes her targets.
    await act(hass, "log_eaten", person="Ada", ingredients=["60 g oats"], name="Moonberry porridge")
    await frames.ask("hearthtech/people")
    assert frames.leaks() == []


async def test_the_same_frames_have_it_for_whom_the_household_permits(
    hass: HomeAssistant,
    kitchen_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_user: MockUser,
    hass_read_only_access_token: str,
) -> None:
    ids = await household(hass, reader=hass_read_only_user.id)
    frames = Frames(await hass_ws_client(hass, hass_read_only_access_token))
    await everything(frames, ids)
    assert (await frames.act("get_person_book", person="Ada"))["success"]
    told = {leak.partition(":")[0] for leak in frames.leaks()}
    assert {'"health"', '"targets"', "1776.25"} <= told
    assert '"targets_missed"' in told
    assert "what is left of the day" in told
