"""The virtual stove as a whole: logic, memory and link, run inside any event loop or as a process of its own."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
import logging
from pathlib import Path
from typing import Any, Final

from custom_components.hearthtech.stove.errors import LinkCode, LinkRefused
from custom_components.hearthtech.stove.messages import VERSION, BurnerKind

from .board import Board, Values
from .burner import BurnerSpec
from .dispatch import Dispatcher, Field, Result, check
from .hands import Hands
from .keys import Keys
from .pairing_desk import PairingDesk
from .server import CLOSE_UNAUTHORIZED, LinkServer, Session
from .stove import Options, Stove
from .zones import ZonesSpec, usual_zones

_LOGGER = logging.getLogger(__name__)

TICK_S: Final = 0.2
MANUFACTURER: Final = "HearthTech"
MODEL: Final = "Virtual stove"
FIRMWARE: Final = "1.0.0"
USUAL: Final = (("Front left", 1800.0, 0.18), ("Back left", 1400.0, 0.145), ("Back right", 1800.0, 0.18),
                ("Front right", 2300.0, 0.21), ("Middle", 3000.0, 0.26), ("Side", 1200.0, 0.145))  # fmt: skip


def usual_burners(count: int = 4, kind: BurnerKind | str = BurnerKind.INDUCTION) -> tuple[BurnerSpec, ...]:
    """Burners as a household's hob has them, of different power and size.

    Raises:
        ValueError: for a count outside 1 to 12 or an unknown kind.
    """
    if not 1 <= count <= 12:
        raise ValueError("a stove has 1 to 12 burners")
    kind = BurnerKind(kind)
    burners = []
    for place in range(count):
        name, rated_w, diameter_m = USUAL[place % len(USUAL)]
        if place >= len(USUAL):
            name = f"{name} {place // len(USUAL) + 1}"
        induction = kind is BurnerKind.INDUCTION
        burners.append(
            BurnerSpec(
                kind=kind,
                name=name,
                rated_w=rated_w,
                diameter_m=diameter_m,
                boost=induction,
                sees_pan=induction,
            )
        )
    return tuple(burners)


class VirtualStove:
    """A stove without hardware. `hands` are the cook's; everything else comes over the link.

    `burners` is how many, or what each is like; `zones` what they can do together. `rate` is the speed of stove time; `folder` holds what the stove
    remembers. Nothing outside of it is written, nothing is announced.
    """

    def __init__(
        self,
        folder: Path | str,
        *,
        burners: int | Sequence[BurnerSpec] = 4,
        kind: BurnerKind | str = BurnerKind.INDUCTION,
        zones: ZonesSpec | None = None,
        seed: int = 0,
        rate: float = 1.0,
        name: str = "Virtual stove",
    ) -> None:
        if not 0.1 <= rate <= 10_000:
            raise ValueError("the speed of stove time is 0.1 to 10000")
        self.folder = Path(folder)
        self.specs = usual_burners(burners, kind) if isinstance(burners, int) else tuple(burners)
        self.zones = usual_zones(self.specs) if zones is None else zones
        self.zones.check(self.specs)
        self.model = MODEL
        self._options = Options(name=name, seed=seed, rate=rate)
        self._keys: Keys | None = None
        self._stove: Stove | None = None
        self._dispatcher: Dispatcher | None = None
        self._server: LinkServer | None = None
        self._ticking: asyncio.Task[None] | None = None
        self._saving: set[asyncio.Task[None]] = set()
        self.hands = Hands(self)
        self.pairing = PairingDesk(self)

    # What the house may ask it

    @property
    def running(self) -> bool:
        """Whether it has been started and not stopped."""
        return self._server is not None

    @property
    def stove(self) -> Stove:
        """The stove's logic, while running."""
        if self._stove is None:
            raise RuntimeError("the stove is not running")
        return self._stove

    @property
    def keys(self) -> Keys:
        """The stove's memory, once opened."""
        if self._keys is None:
            raise RuntimeError("the stove's folder has not been opened")
        return self._keys

    @property
    def server(self) -> LinkServer:
        """The link's end, while running."""
        if self._server is None:
            raise RuntimeError("the stove is not running")
        return self._server

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.server.port

    @property
    def stove_id(self) -> str:
        """Its lasting identity."""
        return self.keys.stove_id

    @property
    def fingerprint(self) -> str:
        """SHA-256 of its certificate, hexadecimal."""
        return self.keys.fingerprint

    @property
    def clock_rate(self) -> float:
        """Stove seconds per real second."""
        return self._options.rate

    def open(self) -> None:
        """Read the folder, or make a new stove of it. Blocking; `start` does it in an executor.

        Raises:
            OSError: when the folder can't be used.
            ValueError: when what lies in it is not a stove's.
        """
        if self._keys is None:
            self._keys = Keys.open(self.folder)

    def provision(self, client_id: str, *, key: bytes | None = None) -> bytes:
        """Give a client a key without pairing, as a factory would. Blocking (writes a file)."""
        self.open()
        return self.keys.provision(client_id, key=key)

    async def revoke(self, client_id: str) -> bool:
        """Take a client's key back, at once: its sessions end and so does its heat."""
        found = await asyncio.get_running_loop().run_in_executor(None, self.keys.revoke, client_id)
        if self._stove is not None and self._server is not None:
            self._stove.forget(client_id)
            for session in self._server.of_client(client_id):
                session.part(CLOSE_UNAUTHORIZED, "key revoked")
        return found

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Switch it on, cold and with everything off.

        Raises:
            OSError: when the port is taken or the folder can't be used.
            ValueError: when the folder holds something else than a stove's memory.
        """
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self.open)
        context = await loop.run_in_executor(None, self.keys.server_context)
        self._boot()
        server = LinkServer(self)
        await server.start(host, port, context)
        self._server = server
        self._ticking = asyncio.create_task(self._tick())

    async def stop(self) -> None:
        """Switch it off."""
        if self._ticking is not None:
            self._ticking.cancel()
            self._ticking = None
        server, self._server = self._server, None
        if server is not None:
            await server.stop()
        await self.pairing.close()
        if self._saving:
            await asyncio.wait(self._saving)

    async def power_cut(self) -> None:
        """Power goes and comes back: everything off, nothing resumes; pots stay as warm as they are."""
        old = self.stove
        old.zones.part_all()
        self._boot()
        for n, burner in self.stove.burners.items():
            former = old.burners[n]
            burner.physics = former.physics
            burner.physics.power_w = 0.0
            burner.pan_sensor = former.pan_sensor
            burner.probe_sensor = former.probe_sensor
            burner.probe_in = former.probe_in
        await self.pairing.close()
        await self.server.hang_up()

    def _boot(self) -> None:
        keys = self.keys
        options = replace(
            self._options, id=keys.stove_id, names=dict(keys.names), power_cap_w=keys.power_cap_w
        )
        if keys.name is not None:
            options.name = keys.name
        self._stove = Stove(self.specs, options, zones=self.zones)
        self._dispatcher = Dispatcher(self._stove, remember=self.remember)

    def remember(self) -> None:
        """Keep the names and the power cap over a restart: a cap protects a supply line, day and night."""
        stove, keys = self.stove, self.keys
        keys.power_cap_w = stove.zones.cap_w
        keys.name = stove.name
        keys.names = {n: burner.name for n, burner in stove.burners.items()}
        self.save()

    def save(self) -> None:
        """Write the memory down, off the event loop."""
        task = asyncio.create_task(asyncio.to_thread(self.keys.save))
        self._saving.add(task)
        task.add_done_callback(self._saving.discard)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            try:
                self.stove.advance()
                self.pairing.tick()
            except Exception:
                # A stove that can't think gives no heat.
                _LOGGER.exception("the stove's logic failed; everything off")
                for burner in self.stove.burners.values():
                    burner.off()

    # What its sessions ask it

    @property
    def board(self) -> Board:
        """What the stove shows."""
        return self.stove.board

    @property
    def pairing_open(self) -> bool:
        """Whether a new client may be paired now."""
        return self.pairing.is_open

    def key_of(self, client_id: str) -> bytes | None:
        """The client's key, if it has one."""
        known = self.keys.clients.get(client_id)
        return None if known is None else known.key

    def describe(self) -> Values:
        """What is told after authentication: identity and capabilities."""
        stove = self.stove
        return {
            "boot_id": stove.boot_id,
            "version": VERSION,
            "id": self.stove_id,
            "name": stove.name,
            "manufacturer": MANUFACTURER,
            "model": self.model,
            "firmware": FIRMWARE,
            "clock_rate": self.clock_rate,
            "capabilities": self.zones.capabilities(),
            "bridges": [list(pair) for pair in self.zones.bridges],
            "burners": [
                {
                    "n": n,
                    "name": burner.name,
                    "kind": burner.spec.kind.value,
                    "rated_w": burner.spec.rated_w,
                    "diameter_m": burner.spec.diameter_m,
                    "capabilities": burner.spec.capabilities(),
                }
                for n, burner in stove.burners.items()
            ],
        }

    async def call(self, session: Session, method: str, params: Mapping[str, Any]) -> Result:
        """Serve an authenticated request."""
        assert session.client_id is not None
        assert self._dispatcher is not None
        if method == "keys.list":
            check(params, {})
            known = self.keys.clients.values()
            clients = [
                {"client_id": one.client_id, "name": one.name, "created_ms": one.created_ms} for one in known
            ]
            return {"clients": clients}
        if method == "keys.revoke":
            check(params, {"client_id": Field(str, needed=True)})
            return {"revoked": await self.revoke(params["client_id"])}
        return self._dispatcher.call(session.client_id, method, params)

    async def pair(self, session: Session, method: str, params: Mapping[str, Any]) -> Result:
        """Serve a step of pairing."""
        if session.client_id is not None:
            raise LinkRefused(LinkCode.INVALID, {"reason": "already authenticated"})
        return await self.pairing.serve(session, method, params)
