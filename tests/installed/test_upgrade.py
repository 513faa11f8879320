"""An update to the next release and the way back: by Home Assistant's backup, and without one."""

import json
import os
from pathlib import Path
import shutil
import sqlite3
import subprocess
import sys
from typing import Any
import zipfile

import pytest

from tools.release.archive import build

ROOT = Path(__file__).resolve().parents[2]
NEXT_STEP = """

def _add_table_of_the_next_release(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE of_the_next_release (number INTEGER)")


STEPS = (*STEPS, _add_table_of_the_next_release)
FORM = len(STEPS) + 1
"""
"""What a release with another form of the book adds to `migrations.py`."""


class Home:
    """A configuration folder, and the release in it."""

    def __init__(self, folder: Path, archive: Path) -> None:
        self.folder = folder
        self.archive = archive
        self.config = folder / "config"
        self.integration = self.config / "custom_components" / "hearthtech"
        self.book = self.config / "hearthtech.db"
        self.config.mkdir()
        for name in ("bare_home.py", "upgrade_home.py"):
            shutil.copy(Path(__file__).with_name(name), folder)

    def install(self, version: str | None = None) -> None:
        """Replace the integration as HACS does; with a version, by the release that follows."""
        shutil.rmtree(self.integration, ignore_errors=True)
        self.integration.mkdir(parents=True)
        with zipfile.ZipFile(self.archive) as archive:
            archive.extractall(self.integration)
        if version is None:
            return
        manifest = self.integration / "manifest.json"
        manifest.write_text(
            json.dumps(json.loads(manifest.read_text("utf-8")) | {"version": version}), "utf-8"
        )
        migrations = self.integration / "kitchen" / "storage" / "migrations.py"
        migrations.write_text(migrations.read_text("utf-8") + NEXT_STEP, "utf-8")

    def run(self, *steps: str) -> dict[str, Any]:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COVERAGE_"))
        }
        done = subprocess.run(
            [sys.executable, "-s", self.folder / "upgrade_home.py", str(self.config), str(ROOT), *steps],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=250,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    def tables(self) -> set[str]:
        with sqlite3.connect(self.book) as connection:
            return {
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }


@pytest.fixture
def home(tmp_path: Path) -> Home:
    archive = tmp_path / "hearthtech.zip"
    build(ROOT, archive)
    return Home(tmp_path, archive)


def test_update_and_return_by_home_assistants_backup(home: Home) -> None:
    loaded = {"kitchen": "loaded", "virtual_stove": "loaded"}
    home.install()
    first = home.run("add", "recipe=Before the update", "backup")
    assert first["states"] == loaded
    assert first["recipes"] == ["Before the update"]

    home.install("99.0.0")
    updated = home.run("recipe=After the update", "restore")
    assert updated["version"] == "99.0.0"
    assert updated["states"] == loaded
    assert updated["recipes"] == ["After the update", "Before the update"]
    assert updated["burners"] == first["burners"] > 0
    assert "of_the_next_release" in home.tables()

    returned = home.run()
    assert returned["version"] == first["version"]
    assert returned["states"] == loaded
    assert returned["recipes"] == ["Before the update"]
    assert "of_the_next_release" not in home.tables()


def test_an_older_release_leaves_the_book_of_a_newer_one_alone(home: Home) -> None:
    home.install("99.0.0")
    home.run("add", "recipe=After the update")
    before = home.book.read_bytes()

    home.install()
    older = home.run()
    assert older["states"] == {"kitchen": "setup_error", "virtual_stove": "loaded"}
    assert older["reasons"] == ["kitchen_book_of_newer_release"]
    assert older["burners"] > 0
    assert home.book.read_bytes() == before
