"""The evening that checks the house, scene by scene, in the order in which they are played."""

from collections.abc import Sequence

from _demo.checks import Checks
from _demo.house import SITES, House
from _demo.satellite import Satellite
from _demo.scene import Scene

from .assist import Assist
from .faults import Faults
from .hobs import Hobs
from .keep import Keep
from .plan import Plan
from .stoves import Stoves
from .together import Together
from .voice import Voice

SCENES: tuple[type[Scene], ...] = (Stoves, Voice, Plan, Assist, Keep, Together, Hobs, Faults)


async def play(house: House, checks: Checks, names: Sequence[str] = ()) -> None:
    """Play all scenes, or those with these names."""
    async with (
        Satellite(SITES[0], house.mqtt_port) as kitchen,
        Satellite(SITES[1], house.mqtt_port) as bedroom,
    ):
        for make in SCENES:
            if names and make.name not in names:
                continue
            scene = make(house, kitchen, bedroom)
            checks.begin(scene.name)
            if not await checks.run("nothing is left of the scene before", scene.prepare, quiet=True):
                continue
            for what, check in scene.checks():
                await checks.run(what, check)
            await checks.run("what the scene needed is put away", scene.clear, quiet=True)
