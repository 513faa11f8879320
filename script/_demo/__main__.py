"""`script/demo`: start a complete kitchen, or check it."""

import argparse
import asyncio
from contextlib import suppress
from pathlib import Path
import signal
import sys
from tempfile import TemporaryDirectory

from .checks import Checks
from .environment import DemoEnvironment
from .home_assistant_client import PASSWORD, USERNAME
from .processes import DemoError
from .scenarios import SCENARIOS, play

CHECK_RATE = 30.0
"""Factor of stove time in the check, so that water boils within seconds."""


def main() -> int:
    """Run the demo. Returns 0, or 1 if a check or a program failed."""
    parser = argparse.ArgumentParser(prog="script/demo", description="A whole kitchen on this machine.")
    parser.add_argument("--check", action="store_true", help="play an evening in the kitchen, and check it")
    parser.add_argument(
        "--scene",
        action="append",
        default=[],
        choices=[scene.name for scene in SCENARIOS],
        help="check only this scene; may be given several times",
    )
    parser.add_argument(
        "--picture", type=Path, metavar="FILE", help="save a picture of the dashboard and end"
    )
    parser.add_argument(
        "--pictures", type=Path, metavar="DIR", help="save pictures of all screens in all variants and end"
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
        async with DemoEnvironment(Path(folder), CHECK_RATE if options.check else options.rate) as house:
            if options.check:
                checks = Checks()
                await play(house, checks, options.scene)
                return checks.close()
            if options.picture:
                await _take_picture(house, options.picture)
                return 0
            if options.pictures:
                await _take_pictures(house, options.pictures)
                return 0
            _invite(house)
            await asyncio.Event().wait()
    return 0


async def _take_picture(house: DemoEnvironment, file: Path) -> None:
    from .dashboard import PATH
    from .screenshot import take_picture
    from .seed_data import seed_demo

    await seed_demo(house)
    await take_picture(house.home, f"/{PATH}/0", file)
    print(f"demo: {file}")


async def _take_pictures(house: DemoEnvironment, folder: Path) -> None:
    from .screenshot import take_pictures
    from .seed_data import seed_demo

    values = await seed_demo(house)
    for file in await take_pictures(house.home, folder, values=values):
        print(f"demo: {file}", flush=True)


def _invite(house: DemoEnvironment) -> None:
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
