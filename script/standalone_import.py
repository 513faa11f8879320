"""Imports parts of the integration without Home Assistant.

The parts are in the integration's package, whose `__init__` imports Home Assistant (4 s, 120 MB). This module replaces
it by an empty package with the same name and path, so that the parts can be imported under their own names.
"""

from pathlib import Path
import sys
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


def prepare_standalone_import() -> None:
    """Make `custom_components.hearthtech.<part>` importable without the integration itself."""
    name = "custom_components.hearthtech"
    if name in sys.modules:
        return
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    package = ModuleType(name, "Stand-in for the integration's package.")
    package.__path__ = [str(ROOT / "custom_components" / "hearthtech")]
    sys.modules[name] = package
