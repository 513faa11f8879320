"""Plans to turn off a burner and is killed as soon as that was acknowledged. Run as a program by `test_delayed_off`."""

import asyncio
import os
from pathlib import Path
import signal
import sys

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "script")]

from standalone_import import prepare_standalone_import  # noqa: E402

prepare_standalone_import()

from typing import cast  # noqa: E402

from custom_components.hearthtech.burners.burner import Burner  # noqa: E402
from custom_components.hearthtech.kitchen.kitchen import Kitchen  # noqa: E402


class _PlannedBurner:
    id = "hob/1"

    def subscribe(self, listener: object) -> object:
        return lambda: None


async def plan_and_die(book: Path, delay_s: float) -> None:
    kitchen = await Kitchen.open(book)
    await kitchen.timers.delayed_off.plan(cast(Burner, _PlannedBurner()), delay_s)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    asyncio.run(plan_and_die(Path(sys.argv[1]), float(sys.argv[2])))
