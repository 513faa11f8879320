"""The complete virtual stove: logic, persistent data and link, in any event loop or as a separate process."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
import logging
from pathlib import Path
from typing import Any, Final

from ...burners.model import RefusalCode
from ..errors import LinkRefused
from ..messages import VERSION, BurnerKind
from .burner_spec import BurnerSpec
from .dispatch import Dispatcher, ParameterSpec, Result, check
from .keys import Interrupted, Keys
from .manual_controls import ManualControls
from .pairing_server import PairingServer
from .reported_state import ReportedState, Values
from .server import LinkServer
from .session import Session
from .stove import Stove
from .stove_options import StoveOptions
from .zones import ZonesSpec, usual_zones

_LOGGER = logging.getLogger(__name__)

TICK_S: Final = 0.2
MANUFACTURER: Final = "HearthTech"
MODEL: Final = "Virtual stove"
FIRMWARE: Final = "1.0.0"
USUAL: Final = (("Front left", 1800.0, 0.18), ("Back left", 1400.0, 0.145), ("Back right", 1800.0, 0.18),
                ("Front right", 2300.0, 0.21), ("Middle", 3000.0, 0.26), ("Side", 1200.0, 0.145))  # fmt: skip


def usual_burners(
    count: int = 4, kind: BurnerKind | str = BurnerKind.INDUCTION, names: Sequence[str] | None = None
) -> tuple[BurnerSpec, ...]:
    """Burners of a typical hob, of different power and size. `names`: those of the places of `USUAL`, if not English.

    Raises:
        ValueError: for a count outside 1 to 12 or an unknown kind.
    """
    if not 1 <= count <= 12:
        raise ValueError("a stove has 1 to 12 burners")
    kind = BurnerKind(kind)
    burners = []
    for place in range(count):
        name, rated_w, diameter_m = USUAL[place % len(USUAL)]
        if names is not None:
            name = names[place % len(USUAL)]
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
    """A stove without hardware.

    `controls` are the manual controls; all other commands are received over the link.

    `burners` is their number, or the construction of each; `zones` the properties across burners. `rate` is
    the speed of stove time; `folder` contains the persistent data. Nothing is written elsewhere, nothing is
    announced.
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
        self._options = StoveOptions(name=name, seed=seed, rate=rate)
        self._keys: Keys | None = None
        self._stove: Stove | None = None
        self._dispatcher: Dispatcher | None = None
        self._server: LinkServer | None = None
        self._ticking: asyncio.Task[None] | None = None
        self._saving: set[asyncio.Task[None]] = set()
        self._host = ""
        self._shown_fingerprint: str | None = None
        """Fingerprint of the running server's certificate.

        A renewed certificate is used from the next start on.
        """
        self.controls = ManualControls(self)
        self.pairing = PairingServer(self)

    # Used by the integration

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
        """The persistent data, once opened."""
        if self._keys is None:
            raise RuntimeError("the stove's folder has not been opened")
        return self._keys

    @property
    def server(self) -> LinkServer:
        """The server of the link, while running."""
        if self._server is None:
            raise RuntimeError("the stove is not running")
        return self._server

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self.server.port

    @property
    def stove_id(self) -> str:
        """Its permanent id."""
        return self.keys.stove_id

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate that it shows, hexadecimal."""
        return self._shown_fingerprint or self.keys.fingerprint

    @property
    def clock_rate(self) -> float:
        """Stove seconds per real second."""
        return self._options.rate

    def open(self) -> None:
        """Read the folder, or create a new stove in it. Blocking; `start` does it in an executor.

        Raises:
            OSError: when the folder can't be used.
            ValueError: when its content is not that of a stove.
        """
        if self._keys is None:
            self._keys = Keys.open(self.folder)

    def provision(self, client_id: str, *, key: bytes | None = None) -> bytes:
        """Give a client a key without pairing, as a factory would. Blocking (writes a file)."""
        self.open()
        return self.keys.provision(client_id, key=key)

    async def revoke(self, client_id: str) -> bool:
        """Take a client's key back, at once: its sessions end and so does its heat.

        Raises:
            OSError: when that can't be written. The key stays invalid until the stove is started again.
        """
        # The key is invalid from here on, even if writing takes long or fails.
        found = self.keys.forget(client_id)
        if self._stove is not None and self._server is not None:
            self._stove.forget(client_id)
            for session in self._server.of_client(client_id):
                session.revoke()
        if found:
            await asyncio.get_running_loop().run_in_executor(None, self.keys.save)
        return found

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Start the stove, cold and with everything off.

        Raises:
            OSError: when the port is taken or the folder can't be used.
            ValueError: when the folder contains anything else than a stove's data.
        """
        await asyncio.get_running_loop().run_in_executor(None, self.open)
        self._boot()
        await self._listen(host, port)
        self._ticking = asyncio.create_task(self._tick())

    async def _listen(self, host: str, port: int) -> None:
        context = await asyncio.get_running_loop().run_in_executor(None, self.keys.server_context)
        self._shown_fingerprint = self.keys.fingerprint
        server = LinkServer(self)
        await server.start(host, port, context)
        self._server, self._host = server, host

    async def stop(self) -> None:
        """Stop the stove."""
        if self._ticking is not None:
            self._ticking.cancel()
            self._ticking = None
        server, self._server = self._server, None
        if server is not None:
            await server.stop()
        await self.pairing.close()
        if self._saving:
            await asyncio.wait(self._saving)
        self._shown_fingerprint = None

    async def renew_certificate(self, *, interrupted: bool = False) -> None:
        """Renew the certificate and start again.

        With `interrupted`, cut the power before the renewal is complete.

        Raises:
            OSError: when the folder can't be used, or the port can't be opened again.
        """
        with suppress(Interrupted):
            await asyncio.to_thread(self.keys.renew_certificate, interrupted=interrupted)
        await self.power_cut()
        port = self.port
        await self.server.stop()
        if self._saving:
            await asyncio.wait(self._saving)
        # After a start, the stove knows only the content of its folder.
        self._keys = None
        await asyncio.to_thread(self.open)
        await self._listen(self._host, port)

    async def power_cut(self) -> None:
        """Simulate a power cut: everything off, nothing resumes; pots keep their temperature."""
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
        """Store the names and the power cap for the next start: a cap protects a supply line permanently."""
        stove, keys = self.stove, self.keys
        keys.power_cap_w = stove.zones.cap_w
        keys.name = stove.name
        keys.names = {n: burner.name for n, burner in stove.burners.items()}
        self.save()

    def save(self) -> None:
        """Write the persistent data, outside the event loop."""
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
                # If the logic fails, the stove gives no heat.
                _LOGGER.exception("the stove's logic failed; everything off")
                for burner in self.stove.burners.values():
                    burner.off()

    # Used by the sessions

    @property
    def reported(self) -> ReportedState:
        """Reported state of the stove."""
        return self.stove.reported

    @property
    def pairing_open(self) -> bool:
        """Whether a new client may pair now."""
        return self.pairing.is_open

    def key_of(self, client_id: str) -> bytes | None:
        """The client's key, `None` if it has none."""
        known = self.keys.clients.get(client_id)
        return None if known is None else known.key

    def describe(self) -> Values:
        """Data sent after authentication: identity and capabilities."""
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
            check(params, {"client_id": ParameterSpec(str, needed=True)})
            return {"revoked": await self.revoke(params["client_id"])}
        return self._dispatcher.call(session.client_id, method, params)

    async def pair(self, session: Session, method: str, params: Mapping[str, Any]) -> Result:
        """Serve a step of pairing."""
        if session.client_id is not None:
            raise LinkRefused(RefusalCode.INVALID, {"reason": "already authenticated"})
        return await self.pairing.serve(session, method, params)
