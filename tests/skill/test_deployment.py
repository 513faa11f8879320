"""The systemd unit and the container file of the documentation, as far as they can be tried without a service manager."""

from pathlib import Path
import re
from shutil import which
import subprocess
import sys
import tomllib

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNIT = ROOT / "docs" / "skill" / "hearthtech-skill.service"
CONTAINER = ROOT / "docs" / "skill" / "Containerfile"


@pytest.mark.skipif(not which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_finds_nothing_to_complain_about(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("hearthtech-skill")
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text().replace("/opt/hearthtech/bin/hearthtech-skill", str(program)))
    checked = subprocess.run(
        ["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False, timeout=60
    )
    told = [line for line in checked.stderr.splitlines() if UNIT.name in line]
    assert (checked.returncode, told) == (0, [])


def test_the_container_copies_what_is_there_and_starts_the_command_that_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = CONTAINER.read_text().replace("\\\n", " ").splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY") and "--from" not in line]
    missing = [name for names in copied for name in names if not (ROOT / name).exists()]
    assert missing == []
    [entry] = [line for line in lines if line.startswith("ENTRYPOINT")]
    command = entry.rpartition("/")[2].strip('"]')
    assert command in project["project"]["scripts"]
    assert command in UNIT.read_text()
    pinned = {
        pin for line in lines for pin in re.findall(r"(paho-mqtt==[\d.]+|dataclasses-json[^'\\]+)", line)
    }
    assert pinned == set(project["tool"]["uv"]["override-dependencies"])
