"""The scenarios of the check, in the order in which they run."""

from collections.abc import Sequence

from _demo.checks import Checks
from _demo.environment import SITES, DemoEnvironment
from _demo.satellite import Satellite
from _demo.scenario import Scenario

from .assist import Assist
from .dinner import Dinner
from .faults import Faults
from .heat import Heat
from .hobs import Hobs
from .plan import Plan
from .recipe_in_browser import RecipeInBrowser
from .recording import Keep
from .signed_recording import SignedRecording
from .stoves import Stoves
from .talk import Talk
from .two_dishes import Together
from .voice import Voice
from .week_in_browser import WeekInBrowser

SCENARIOS: tuple[type[Scenario], ...] = (
    Stoves,
    Voice,
    Heat,
    Plan,
    Assist,
    Talk,
    Keep,
    Together,
    Dinner,
    RecipeInBrowser,
    SignedRecording,
    WeekInBrowser,
    Hobs,
    Faults,
)


async def play(house: DemoEnvironment, checks: Checks, names: Sequence[str] = ()) -> None:
    """Run all scenarios, or those with these names."""
    async with (
        Satellite(SITES[0], house.mqtt_port) as kitchen,
        Satellite(SITES[1], house.mqtt_port) as bedroom,
    ):
        for make in SCENARIOS:
            if names and make.name not in names:
                continue
            scene = make(house, kitchen, bedroom)
            checks.begin(scene.name)
            if not await checks.run("nothing is left of the scene before", scene.prepare, quiet=True):
                continue
            for what, check in scene.checks():
                await checks.run(what, check)
            await checks.run("what the scene needed is put away", scene.clear, quiet=True)
