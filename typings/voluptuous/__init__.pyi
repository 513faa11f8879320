# Home Assistant serves `import voluptuous` by probatio, its own compatible and typed engine.
from probatio import *  # noqa: F403
