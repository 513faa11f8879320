"""The MQTT broker of the demo: Mosquitto if it is installed, else a Python broker from PyPI."""

from pathlib import Path
from shutil import which
import sys

from .processes import Program, free_port, wait_for_port

MOSQUITTO = """\
listener {port} 127.0.0.1
allow_anonymous true
persistence false
"""

AMQTT = """\
listeners:
  default:
    type: tcp
    bind: 127.0.0.1:{port}
plugins:
  amqtt.plugins.authentication.AnonymousAuthPlugin:
    allow_anonymous: true
"""


async def start_broker(folder: Path) -> tuple[Program, int]:
    """Start a broker on loopback. Returns it and its port."""
    port = free_port()
    # Debian installs it in sbin, which is not in every user's PATH.
    mosquitto = which("mosquitto") or which("mosquitto", path="/usr/sbin")
    if mosquitto:
        configuration = folder / "mosquitto.conf"
        configuration.write_text(MOSQUITTO.format(port=port))
        command = [mosquitto, "-c", str(configuration)]
    else:
        configuration = folder / "amqtt.yaml"
        configuration.write_text(AMQTT.format(port=port))
        command = [str(Path(sys.executable).with_name("amqtt")), "-c", str(configuration)]
    broker = await Program.start("broker", command, folder)
    await wait_for_port(port, broker)
    return broker, port
