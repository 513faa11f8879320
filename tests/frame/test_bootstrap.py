"""What bootstrap says when it can't do its work, and that it leaves alone what is done."""

from pathlib import Path
import shutil
import subprocess
import sys

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = (
    "bash",
    "cat",
    "cut",
    "dirname",
    "env",
    "grep",
    "head",
    "id",
    "mkdir",
    "sed",
    "sha256sum",
    "timeout",
    "uname",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with no environment, and a PATH with no Python, uv or apt that would help."""
    checkout = tmp_path / "checkout"
    (checkout / "script" / "_bootstrap").mkdir(parents=True)
    for name in ("script/bootstrap", "script/_bootstrap/debian_python", "pyproject.toml", "uv.lock"):
        shutil.copy(ROOT / name, checkout / name)
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found, f"{name} is part of every Debian"
        (tools / name).symlink_to(found)
    return checkout


def bootstrap(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = str(checkout.parent / "bin")
    return subprocess.run(
        [str(checkout / "script" / "bootstrap"), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PATH": path, "HOME": str(checkout.parent), **environment},
    )


def give(checkout: Path, name: str, script: str) -> Path:
    tool = checkout.parent / "bin" / name
    tool.write_text(f"#!/bin/bash\n{script}\n")
    tool.chmod(0o755)
    return tool


def test_no_python_anywhere_is_one_clear_sentence(checkout: Path) -> None:
    give(checkout, "uv", "exit 1")
    result = bootstrap(checkout)
    assert result.returncode == 1
    assert "no Python 3.14.2 or later could be found or obtained" in result.stderr.splitlines()[-1]
    assert not (checkout / ".venv").exists()


def test_a_wrong_python_is_not_taken(checkout: Path) -> None:
    give(checkout, "uv", "exit 1")
    give(checkout, "python3", "exit 1")
    result = bootstrap(checkout, "--python", HEARTHTECH_PYTHON="python3")
    assert result.returncode == 1
    assert result.stdout == ""


def test_no_uv_and_no_pip_is_one_clear_sentence(checkout: Path) -> None:
    give(checkout, "python3", "exit 1")
    result = bootstrap(checkout)
    assert result.returncode == 1
    assert "install uv or pip" in result.stderr


def test_a_refusing_registry_is_one_clear_sentence(checkout: Path) -> None:
    python = Path(sys.executable)
    give(checkout, "uv", '[ "$1" = venv ] && exit 0; exit 1')
    result = bootstrap(checkout, HEARTHTECH_PYTHON=str(python))
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].endswith("is PyPI reachable?")


GOOD_UV = """
case "$1" in
  venv) venv="${@: -1}"; mkdir -p "$venv/bin"; printf '#!/bin/bash\\nexit 0\\n' >"$venv/bin/python"; chmod +x "$venv/bin/python" ;;
esac
exit 0
"""


@pytest.fixture
def with_frontend(checkout: Path) -> Path:
    """A checkout with a frontend, in which everything but its tools can be installed."""
    (checkout / "frontend").mkdir()
    (checkout / "frontend" / "package-lock.json").write_text("{}")
    give(checkout, "uv", GOOD_UV)
    (checkout.parent / "bin" / "chmod").symlink_to(shutil.which("chmod") or "")
    return checkout


def test_without_node_the_built_frontend_is_used(with_frontend: Path) -> None:
    result = bootstrap(with_frontend, HEARTHTECH_PYTHON=sys.executable)
    assert result.returncode == 0
    assert "the frontend is used as it is built" in result.stderr
    again = bootstrap(with_frontend, HEARTHTECH_PYTHON=sys.executable)
    assert again.stderr.strip() == "bootstrap: everything is in place"


def test_an_old_node_is_no_node(with_frontend: Path) -> None:
    give(with_frontend, "node", "exit 1")
    give(with_frontend, "npm", "exit 0")
    result = bootstrap(with_frontend, HEARTHTECH_PYTHON=sys.executable)
    assert result.returncode == 0
    assert "no Node 20.19 or later" in result.stderr


def test_with_node_the_locked_tools_are_installed_once(with_frontend: Path) -> None:
    give(with_frontend, "node", "exit 0")
    give(with_frontend, "npm", 'mkdir -p node_modules; echo "$@" >>node_modules/asked')
    for _ in range(2):
        result = bootstrap(with_frontend, HEARTHTECH_PYTHON=sys.executable)
        assert result.returncode == 0
    assert result.stderr.strip() == "bootstrap: everything is in place"
    asked = (with_frontend / "frontend" / "node_modules" / "asked").read_text().splitlines()
    assert [line.split()[0] for line in asked] == ["ci"]
    (with_frontend / "frontend" / "package-lock.json").write_text('{"name": "new"}')
    bootstrap(with_frontend, HEARTHTECH_PYTHON=sys.executable)
    asked = (with_frontend / "frontend" / "node_modules" / "asked").read_text().splitlines()
    assert len(asked) == 2


def test_a_refusing_registry_of_node_is_said_once_and_stops_nothing(with_frontend: Path) -> None:
    give(with_frontend, "node", "exit 0")
    give(with_frontend, "npm", "exit 1")
    result = bootstrap(with_frontend, HEARTHTECH_PYTHON=sys.executable)
    assert result.returncode == 0
    assert "'npm ci' failed" in result.stderr
    again = bootstrap(with_frontend, HEARTHTECH_PYTHON=sys.executable)
    assert again.stderr.strip() == "bootstrap: everything is in place"


def test_what_is_in_place_is_left_alone() -> None:
    subprocess.run([ROOT / "script" / "bootstrap"], capture_output=True, timeout=600, check=True)
    result = subprocess.run(
        [ROOT / "script" / "bootstrap"], capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0
    assert result.stderr.strip() == "bootstrap: everything is in place"
