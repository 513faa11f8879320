"""What the last page of each flow links to."""

from typing import Final

LINKS: Final = {
    "panel": "/hearthtech",
    "integration": "/config/integrations/integration/hearthtech",
    "dashboards": "/config/lovelace/dashboards",
    "automations": "/config/automation/dashboard",
    "documentation": "https://github.com/hearthtech/hearthtech",
}
