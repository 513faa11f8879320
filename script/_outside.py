"""Run a part of the integration outside Home Assistant.

The parts lie under the integration's package, whose `__init__` loads Home Assistant (4 s, 120 MB). Here an empty
package with the same name and path stands in for it, so that the parts are found under their own names.
"""

from pathlib import Path
import sys
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


def stand_in() -> None:
    """Make `custom_components.hearthtech.<part>` importable without the integration itself."""
    name = "custom_components.hearthtech"
    if name in sys.modules:
        return
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    package = ModuleType(name, "Stand-in for the integration's package.")
    package.__path__ = [str(ROOT / "custom_components" / "hearthtech")]
    sys.modules[name] = package
