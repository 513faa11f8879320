"""What HACS installs: the archive of a release, and nothing of the repository around it."""

from collections import Counter
import json
import os
from pathlib import Path
import shutil
import subprocess
import sys
import zipfile

import pytest

from tools.release.archive import build

ROOT = Path(__file__).resolve().parents[2]
HACS_ENDS = {
    ".py",
    ".json",
    ".yaml",
    ".png",
    ".sqlite",
    ".bin",
    ".css",
    ".html",
    ".js",
    ".cook",
    ".csv",
    ".md",
    ".br",
    ".gz",
    ".txt",
    "",
}
DATA_LICENSES = {"kitchen/nutrition/FOODS.md"}
"""Pages that name the source and license of data, and so have to be where the data are."""
NOT_INSTALLED = {
    "tools",
    "tests",
    "test",
    "training",
    "voice_training",
    "conformance",
    "hearth_link_check",
    "cli",
}
NOT_INSTALLED_FILES = {"conftest.py", "conformance.py", "strings.json", "pyproject.toml", "__main__.py"}
LARGEST_BYTES = 24 * 1024 * 1024


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive that HACS unpacks into `custom_components/hearthtech`, as `script/release` builds it."""
    path = tmp_path_factory.mktemp("hacs") / "hearthtech.zip"
    build(ROOT, path)
    return path


def test_a_household_has_no_tools_no_training_and_no_tests(release: Path) -> None:
    names = [Path(name) for name in zipfile.ZipFile(release).namelist()]
    assert [str(name) for name in names if NOT_INSTALLED & set(name.parts[:-1])] == []
    assert [str(name) for name in names if name.name in NOT_INSTALLED_FILES] == []
    assert [str(name) for name in names if name.name.startswith("test_")] == []
    assert {str(name) for name in names if name.suffix == ".md"} == DATA_LICENSES


def test_a_household_has_only_these_kinds_of_files(release: Path) -> None:
    kinds = Counter(Path(name).suffix for name in zipfile.ZipFile(release).namelist())
    assert set(kinds) <= HACS_ENDS, kinds
    plain = {name for name in zipfile.ZipFile(release).namelist() if Path(name).suffix in {"", ".txt"}}
    assert plain == {"LICENSE", "frontend/licenses.txt"}
    assert sum(info.file_size for info in zipfile.ZipFile(release).infolist()) < LARGEST_BYTES


def test_hacs_finds_the_integration() -> None:
    hacs = json.loads((ROOT / "hacs.json").read_text("utf-8"))
    assert hacs["name"] == "HearthTech"
    assert (hacs["zip_release"], hacs["filename"]) == (True, "hearthtech.zip")
    assert not hacs.get("content_in_root")
    assert [
        path.name for path in (ROOT / "custom_components").iterdir() if (path / "manifest.json").exists()
    ] == ["hearthtech"]


def test_a_bare_home_assistant_sets_up_a_kitchen_and_a_virtual_stove(release: Path, tmp_path: Path) -> None:
    config = tmp_path / "config"
    target = config / "custom_components" / "hearthtech"
    target.mkdir(parents=True)
    zipfile.ZipFile(release).extractall(target)
    program = shutil.copy(Path(__file__).with_name("bare_home.py"), tmp_path)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE_"))
    }
    done = subprocess.run(
        [sys.executable, "-P", "-s", program, str(config), str(ROOT)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=250,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["results"] == ["create_entry", "create_entry"]
    assert told["kinds"] == ["kitchen", "virtual_stove"]
    assert told["loaded"]
    assert not told["recovery_mode"]
    assert told["recipes"] >= 1
    assert told["analyzed"]
    assert told["imported"] == ["Barley broth"]
    assert Path(told["integration"]).is_relative_to(target)
    assert told["from_repository"] == []
    assert any(name.startswith("sensor.") for name in told["states"])
    assert any("front_left" in name for name in told["states"]), told["states"]
    # Home Assistant itself may miss system libraries here; our own code logs no error.
    ours = [line for line in done.stderr.splitlines() if "ERROR" in line and "hearthtech" in line]
    assert ours == []
    assert str(target) not in done.stderr, done.stderr[-4000:]
    assert any(config.rglob("*.db")), "the recipe book is in the configuration folder"
