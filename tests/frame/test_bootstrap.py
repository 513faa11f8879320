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


def test_what_is_in_place_is_left_alone() -> None:
    subprocess.run([ROOT / "script" / "bootstrap"], capture_output=True, timeout=600, check=True)
    result = subprocess.run(
        [ROOT / "script" / "bootstrap"], capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0
    assert result.stderr.strip() == "bootstrap: everything is in place"
