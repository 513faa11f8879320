"""`script/demo`: a whole kitchen to try, or to check."""

import argparse
import asyncio
from contextlib import suppress
from pathlib import Path
import signal
import sys
from tempfile import TemporaryDirectory

from .checks import Checks
from .home import PASSWORD, USERNAME
from .house import House
from .processes import DemoError
from .scenes import SCENES, play

CHECK_RATE = 30.0
"""Stove time runs this much faster in the check, so that water boils while one waits."""


def main() -> int:
    """Run the demo. Returns 0, or 1 when a check or a part of the house failed."""
    parser = argparse.ArgumentParser(prog="script/demo", description="A whole kitchen on this machine.")
    parser.add_argument("--check", action="store_true", help="play an evening in the kitchen, and check it")
    parser.add_argument(
        "--scene",
        action="append",
        default=[],
        choices=[scene.name for scene in SCENES],
        help="check only this scene; may be given several times",
    )
    parser.add_argument(
        "--picture", type=Path, metavar="FILE", help="save a picture of the dashboard and end"
    )
    parser.add_argument(
        "--rate", type=float, default=10.0, help="how much faster than life the stove runs (10)"
    )
    options = parser.parse_args()
    try:
        return asyncio.run(_run(options))
    except DemoError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


async def _run(options: argparse.Namespace) -> int:
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    with TemporaryDirectory(prefix="hearthtech-demo-") as folder, suppress(asyncio.CancelledError):
        print("demo: starting Home Assistant, a virtual stove, a broker and the voice skill …", flush=True)
        async with House(Path(folder), CHECK_RATE if options.check else options.rate) as house:
            if options.check:
                checks = Checks()
                await play(house, checks, options.scene)
                return checks.close()
            if options.picture:
                await _take_picture(house, options.picture)
                return 0
            _invite(house)
            await asyncio.Event().wait()
    return 0


async def _take_picture(house: House, file: Path) -> None:
    from .dashboard import PATH
    from .picture import take_picture
    from .tableau import set_the_scene

    await set_the_scene(house)
    await take_picture(house.home, f"/{PATH}/0", file)
    print(f"demo: {file}")


def _invite(house: House) -> None:
    print(
        f"""
  Home Assistant   {house.home.url}   (user {USERNAME}, password {PASSWORD})
  The stove's hands  {house.stove.told["hands"]}
  MQTT broker      127.0.0.1:{house.mqtt_port}
  Files and logs   {house.folder}

Ctrl-C ends all of it.""",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
