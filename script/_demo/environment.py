"""The environment of the demo: broker, stove, Home Assistant with the integration, and the voice skill."""

import asyncio
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
import json
from pathlib import Path
import sys
from types import TracebackType
from typing import Self

import aiomqtt

from .broker import start_broker
from .dashboard import Burner, burners_of, lay_out, stove_of
from .home_assistant_client import HomeAssistant
from .processes import DemoError, Program
from .stove_process import CLIENT, Stove

SITES = ("kitchen", "bedroom")
"""Sites with a satellite."""
VIRTUAL_NAME = "Virtual stove"
VIRTUAL_BURNERS = 2
MOST_RATE = 100.0


@dataclass
class DemoEnvironment:
    """All programs of the demo, in one folder."""

    folder: Path
    rate: float
    """Seconds of stove time per second of real time."""
    home: HomeAssistant = field(init=False)
    stove: Stove = field(init=False)
    skill: Program = field(init=False)
    mqtt_port: int = field(init=False, default=0)
    burners: list[Burner] = field(init=False, default_factory=list)
    virtual_burners: list[Burner] = field(init=False, default_factory=list)
    """Burners of the second stove, a radiant one that runs inside Home Assistant."""
    recorded: dict[str, str] = field(init=False, default_factory=dict)
    """Names of recorded dishes, and their sessions."""

    def __post_init__(self) -> None:
        """Create the programs that are started later."""
        self.home = HomeAssistant(self.folder)
        self.stove = Stove(self.folder, name="Kitchen stove", rate=self.rate)
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Start all programs; stop those already started if one fails."""
        try:
            await self._start()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop all programs in reverse order."""
        await self._stack.aclose()

    async def _start(self) -> None:
        broker, self.mqtt_port = await start_broker(self.folder)
        self._stack.push_async_callback(broker.stop)
        self._stack.push_async_callback(self.stove.stop)
        await self.stove.start()
        self.home.prepare()
        self._stack.push_async_callback(self.home.stop)
        await self.home.start()
        await self.home.onboard()
        await self.home.wait_until_running()
        await self._set_up_integration()
        self.skill = await self._start_skill()
        self._stack.push_async_callback(self.skill.stop)

    async def _set_up_integration(self) -> None:
        await self.home.configure([{"next_step_id": "kitchen"}])
        await self.home.configure(
            [
                {"next_step_id": "link"},
                {"host": "127.0.0.1", "port": self.stove.port},
                {"next_step_id": "key"},
                {"key_id": CLIENT, "key": self.stove.key},
            ]
        )
        self.burners = await burners_of(self.home, self.stove.id)
        self.virtual_burners = await self._add_virtual_stove()
        await lay_out(self.home)

    async def _add_virtual_stove(self) -> list[Burner]:
        entry_id = await self.home.configure([{"next_step_id": "virtual"}])
        kind = {
            "burner_count": VIRTUAL_BURNERS,
            "burner_kind": "radiant",
            "clock_rate": min(self.rate, MOST_RATE),
        }
        await self.home.reconfigure(entry_id, [kind])
        async with asyncio.timeout(30):
            while True:
                stove_id = await stove_of(self.home, entry_id)
                burners = [] if stove_id is None else await burners_of(self.home, stove_id)
                if len(burners) == VIRTUAL_BURNERS and await self._are_here(burners):
                    return burners
                await asyncio.sleep(0.1)

    async def _are_here(self, burners: list[Burner]) -> bool:
        states = [await self.home.state(burner.entity("state")) for burner in burners]
        return all(state == "idle" for state in states)

    async def virtual_hands(self, gesture: str, number: int, **more: object) -> None:
        """Operate the virtual stove by hand."""
        call = {"stove": self.virtual_burners[0].id, "gesture": gesture, "burner_number": number, **more}
        await self.home.action("hearthtech", "use_hands", call, response=False)

    async def _start_skill(self) -> Program:
        token = await self.home.command(
            "auth/long_lived_access_token", client_name="HearthTech skill", lifespan=1
        )
        token_file = self.folder / "skill-token"
        token_file.touch(mode=0o600)
        token_file.write_text(token)
        environment = {
            "HEARTHTECH_SKILL_MQTT_HOST": "127.0.0.1",
            "HEARTHTECH_SKILL_MQTT_PORT": str(self.mqtt_port),
            "HEARTHTECH_SKILL_HOME_ASSISTANT_URL": self.home.url,
            "HEARTHTECH_SKILL_HOME_ASSISTANT_TOKEN_FILE": str(token_file),
            "HEARTHTECH_SKILL_SITES": ",".join(SITES),
        }
        command = [sys.executable, "-m", "hearthtech_skill"]
        skill = await Program.start("skill", command, self.folder, environment=environment)
        await self._wait_for_skill(skill)
        return skill

    async def _wait_for_skill(self, skill: Program) -> None:
        """Wait until the health topic of the skill reports connections to the broker and Home Assistant."""
        async with aiomqtt.Client("127.0.0.1", self.mqtt_port) as client:
            await client.subscribe("hearthtech/skill/+/health")
            with suppress(TimeoutError):
                async with asyncio.timeout(30):
                    async for message in client.messages:
                        if json.loads(bytes(message.payload)).get("home_assistant") == "connected":
                            return
        skill.check()
        raise DemoError(f"the skill did not reach Home Assistant: {skill.log_tail(2)}")
