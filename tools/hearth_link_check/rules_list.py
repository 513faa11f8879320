"""All rules of the specification that are checked, by name."""

from typing import Final

from tools.hearth_link_check import rules, rules_heat, rules_security, rules_zones
from tools.hearth_link_check.conformance import ConformanceRule

RULES: Final[tuple[ConformanceRule, ...]] = (
    *rules.RULES,
    *rules_heat.RULES,
    *rules_security.RULES,
    *rules_zones.RULES,
)
"""In the order in which they are checked."""
