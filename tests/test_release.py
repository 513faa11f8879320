"""The archive of a release, and the files around it."""

import json
from pathlib import Path
import re
import shutil
import subprocess
import sys
import zipfile

import pytest
import yaml

from tools.release.__main__ import build_release, find_uv
from tools.release.archive import FOLDER, ROOT, ReleaseError, build, changes, check_version, released_files
from tools.release.inventory import npm_components


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small checkout with an integration of three files, one of them not under version control."""
    root = tmp_path / "checkout"
    folder = root / FOLDER
    (folder / "translations").mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({"version": "1.2.3"}))
    (folder / "translations" / "en.json").write_text("{}")
    (root / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.3\n\n- A change.\n\n## 1.2.2\n\nOlder.\n")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "add", "."], cwd=root, check=True)
    (folder / "left_over.pyc").write_text("not released")
    return root


def test_the_same_sources_give_the_same_archive(checkout: Path, tmp_path: Path) -> None:
    build(checkout, tmp_path / "first.zip")
    other = tmp_path / "elsewhere"
    shutil.copytree(checkout, other, copy_function=shutil.copy)
    (other / FOLDER / "manifest.json").chmod(0o600)
    build(other, tmp_path / "second.zip")
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "first.zip") as archive:
        assert archive.namelist() == ["manifest.json", "translations/en.json"]


def test_versions_have_to_agree(checkout: Path) -> None:
    assert check_version(checkout, "1.2.3") == "1.2.3"
    with pytest.raises(ReleaseError, match=r"not 2\.0\.0"):
        check_version(checkout, "2.0.0")
    assert changes(checkout, "1.2.3") == "- A change.\n"
    for text in (
        "# Changelog\n",
        "# Changelog\n\n## 1.2.3\n\n## 1.2.2\n\n- Older.\n",
        "## 1.2.30\n\n- No.\n",
    ):
        (checkout / "CHANGELOG.md").write_text(text)
        with pytest.raises(ReleaseError, match="no section"):
            check_version(checkout)
    (checkout / "CHANGELOG.md").write_text("# Changelog\n")
    with pytest.raises(ReleaseError, match="no section"):
        check_version(checkout)
    (checkout / "pyproject.toml").write_text('[project]\nversion = "1.2.4"\n')
    with pytest.raises(ReleaseError, match="pyproject"):
        check_version(checkout)


def test_this_checkout_can_be_released() -> None:
    assert check_version(ROOT)
    hacs = json.loads((ROOT / "hacs.json").read_text(encoding="utf-8"))
    assert (hacs["zip_release"], hacs["filename"]) == (True, "hearthtech.zip")
    files = {path.as_posix() for path in released_files(ROOT)}
    assert {
        "manifest.json",
        "translations/en.json",
        "services.yaml",
        "kitchen/nutrition/foods.sqlite",
    } <= files


def test_workflows_run_what_a_developer_runs() -> None:
    folder = ROOT / ".github" / "workflows"
    steps = [
        step
        for path in sorted(folder.glob("*.yml"))
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
        for step in job["steps"]
    ]
    commands = " ".join(step.get("run", "") for step in steps)
    assert all(
        command in commands for command in ("script/lint", "script/test", "script/release", "script/docs")
    )
    actions = " ".join(step.get("uses", "") for step in steps)
    assert "home-assistant/actions/hassfest" in actions
    assert "hacs/action" in actions


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All files of a release of this checkout, by name."""
    files = build_release(ROOT, tmp_path_factory.mktemp("release"))
    return {path.name: path for path in files}


def test_all_files_of_a_release_are_the_same_when_built_again(
    release: dict[str, Path], tmp_path: Path
) -> None:
    again = build_release(ROOT, tmp_path / "again")
    assert {path.name for path in again} == set(release)
    assert [path.name for path in again if path.read_bytes() != release[path.name].read_bytes()] == []


def test_checksums_are_those_of_the_files(release: dict[str, Path]) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=release["SHA256SUMS"].parent,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.count(": OK") == len(release) - 1


def test_the_wheel_installs_and_starts(release: dict[str, Path], tmp_path: Path) -> None:
    wheel = next(path for name, path in release.items() if name.endswith(".whl"))
    command = [
        find_uv(),
        "pip",
        "install",
        "--quiet",
        "--offline",
        "--no-deps",
        "--target",
        str(tmp_path / "site"),
        str(wheel),
    ]
    subprocess.run(command, check=True)
    program = "import sys; sys.path.insert(0, sys.argv.pop(1)); import hearthtech_skill, runpy; print(hearthtech_skill.__file__); runpy.run_module('hearthtech_skill', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-P", "-s", "-c", program, str(tmp_path / "site"), "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "site" / "hearthtech_skill") in done.stdout
    assert "--config" in done.stdout


def test_the_bill_of_materials_names_what_the_release_needs(release: dict[str, Path]) -> None:
    document = json.loads(release["sbom.cdx.json"].read_text("utf-8"))
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.5")
    names = {component["name"].lower().replace("_", "-") for component in document["components"]}
    manifest = json.loads((ROOT / FOLDER / "manifest.json").read_text("utf-8"))
    asked = {re.split(r"[\[<>=]", one)[0].strip() for one in manifest["requirements"]}
    asked |= {"rhasspy-hermes", "aiomqtt", "psycopg", "lit"}
    assert asked - names == set()
    assert {"pytest", "ruff", "vite", "playwright"} & names == set()
    references = {component["bom-ref"] for component in document["components"]}
    assert len(references) == len(document["components"])
    assert all(set(one["dependsOn"]) <= references for one in document["dependencies"])


def test_every_requirement_is_pinned_by_hash(release: dict[str, Path]) -> None:
    for part in ("skill", "integration"):
        text = release[f"requirements-{part}.txt"].read_text("utf-8")
        entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
        assert len(entries) > 5
        assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_a_library_without_checksum_is_no_release(tmp_path: Path) -> None:
    (tmp_path / "frontend").mkdir()
    for integrity in ("", "sha1-AAAA", "sha512-!!"):
        package = {"version": "1.0.0", "license": "MIT", "integrity": integrity}
        lock = {"packages": {"": {}, "node_modules/one": package, "node_modules/two": {"dev": True}}}
        (tmp_path / "frontend" / "package-lock.json").write_text(json.dumps(lock))
        with pytest.raises(ReleaseError, match="one has"):
            npm_components(tmp_path)


def test_the_licenses_of_the_libraries_are_in_the_archive(release: dict[str, Path]) -> None:
    with zipfile.ZipFile(release["hearthtech.zip"]) as archive:
        texts = archive.read("frontend/licenses.txt").decode()
        assert archive.read("LICENSE") == (ROOT / "LICENSE").read_bytes()
    components = npm_components(ROOT)
    assert components
    assert [one["name"] for one in components if f"{one['name']} {one['version']} (" not in texts] == []
