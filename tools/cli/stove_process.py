"""A virtual stove as a separate process."""

import asyncio
from dataclasses import dataclass
import json
from pathlib import Path
import signal
import sys
import tempfile

from custom_components.hearthtech.hearth_link.announce import announce
from custom_components.hearthtech.hearth_link.simulator.control_panel_server import ControlPanelServer
from custom_components.hearthtech.hearth_link.simulator.virtual import VirtualStove


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """Options of the command line."""

    burners: int = 4
    kind: str = "induction"
    host: str = "127.0.0.1"
    port: int = 0
    hands_port: int = 0
    folder: str | None = None
    rate: float = 1.0
    seed: int = 0
    name: str = "Virtual stove"
    provision: tuple[str, ...] = ()
    pans: tuple[tuple[int, str, float], ...] = ()
    arm: bool = False
    announce: bool = False
    as_json: bool = False


async def run(options: RunOptions) -> None:
    """Run until SIGTERM or SIGINT.

    Raises:
        OSError: a taken port, an unusable folder.
        ValueError: options out of range, or a folder that does not belong to a stove.
    """
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    with tempfile.TemporaryDirectory(prefix="hearth-stove-") as passing:
        stove = VirtualStove(
            Path(options.folder or passing),
            burners=options.burners,
            kind=options.kind,
            seed=options.seed,
            rate=options.rate,
            name=options.name,
        )
        keys = {
            client: (await asyncio.to_thread(stove.provision, client)).hex() for client in options.provision
        }
        await stove.start(options.host, options.port)
        hands = ControlPanelServer(stove)
        announcement = None
        try:
            await hands.start(options.hands_port)
            _prepare(stove, options)
            if options.announce:
                announcement = await announce(stove)
            _say(stove, hands, keys, options)
            await stopping.wait()
        finally:
            if announcement is not None:
                await announcement.close()
            await hands.stop()
            await stove.stop()


def _prepare(stove: VirtualStove, options: RunOptions) -> None:
    for n, kind, liters in options.pans:
        if n not in stove.stove.burners:
            raise ValueError(f"there is no burner {n}")
        stove.controls.pan(n, kind, water_l=liters)
    if options.arm:
        stove.controls.arm()


def _say(stove: VirtualStove, hands: ControlPanelServer, keys: dict[str, str], options: RunOptions) -> None:
    url = f"wss://{options.host}:{stove.port}/link"
    if options.as_json:
        ready = {
            "url": url,
            "host": options.host,
            "port": stove.port,
            "id": stove.stove_id,
            "fingerprint": stove.fingerprint,
            "hands": hands.url,
            "keys": keys,
            "folder": str(stove.folder),
            "rate": options.rate,
        }
        sys.stdout.write(json.dumps(ready) + "\n")
        sys.stdout.flush()
        return
    lines = [
        f"{options.name} ({stove.stove_id}): {url}",
        f"certificate: {stove.fingerprint}",
        f"hands: {hands.url}",
    ]
    lines += [f"key of {client}: {key}" for client, key in keys.items()]
    lines.append("Ctrl-C switches it off.")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
