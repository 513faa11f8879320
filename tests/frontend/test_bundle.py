"""The frontend as it is installed: equal to a fresh build, compressed, complete, and its unit tests."""

import gzip
import json
from pathlib import Path
import re
import shutil
import subprocess

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "frontend"
INSTALLED = ROOT / "custom_components" / "hearthtech" / "frontend"
TOOLS = SOURCES / "node_modules" / ".bin"

needs_node = pytest.mark.skipif(
    shutil.which("node") is None or not TOOLS.is_dir(),
    reason="no Node 20.19 or later with the tools of frontend/ (script/bootstrap installs them with npm ci)",
)


def run(*command: str | Path) -> str:
    done = subprocess.run(
        [str(word) for word in command], cwd=SOURCES, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


@needs_node
def test_the_installed_files_are_those_of_a_fresh_build(tmp_path: Path) -> None:
    built, installed = tmp_path / "built", tmp_path / "installed"
    run(TOOLS / "vite", "build", "--outDir", built, "--logLevel", "error")
    run("node", SOURCES / "scripts" / "install.mjs", built, installed)
    kept = {
        f"{name}{ending}"
        for name in json.loads((SOURCES / "released.json").read_text("utf-8"))
        for ending in ("", ".br", ".gz")
    }
    fresh, committed = files(installed), files(INSTALLED)
    assert sorted(committed.keys() - kept) == sorted(fresh.keys() - kept), "run `npm run build` in frontend/"
    different = [
        name
        for name, path in fresh.items()
        # Another version of zlib or brotli may compress the same content to other bytes.
        if not name.endswith((".br", ".gz")) and path.read_bytes() != committed[name].read_bytes()
    ]
    assert different == [], "run `npm run build` in frontend/"


def test_each_file_has_its_compressed_copies() -> None:
    plain = {
        name: path for name, path in files(INSTALLED).items() if not name.endswith((".br", ".gz", ".txt"))
    }
    assert "hearthtech.js" in plain
    for name, path in plain.items():
        assert gzip.decompress((INSTALLED / f"{name}.gz").read_bytes()) == path.read_bytes(), name
        assert 0 < (INSTALLED / f"{name}.br").stat().st_size <= path.stat().st_size + 16, name


def test_each_chunk_that_is_imported_is_there() -> None:
    for path in files(INSTALLED).values():
        if path.suffix == ".js":
            text = path.read_text("utf-8")
            for other in files(INSTALLED / "chunks"):
                if other.endswith(".js") and f"/{other}" in text:
                    assert (INSTALLED / "chunks" / other).exists()
    names = [name for name in files(INSTALLED / "chunks") if name.endswith(".js")]
    used = "".join(path.read_text("utf-8") for path in files(INSTALLED).values() if path.suffix == ".js")
    released = json.loads((SOURCES / "released.json").read_text("utf-8"))
    assert [name for name in names if name not in used and f"chunks/{name}" not in released] == []


def test_nothing_is_asked_of_another_place() -> None:
    for name, path in files(INSTALLED).items():
        if path.suffix == ".js":
            text = path.read_text("utf-8")
            for start in ("https://", "http://", "//fonts.", "wss://"):
                addresses = {part.split('"')[0].split("`")[0][:60] for part in text.split(start)[1:]}
                # The documentation that a picker of cards links to, and names of XML vocabularies in Lit.
                allowed = ("github.com/hearthtech", "www.w3.org/", "lit.dev/")
                assert [address for address in addresses if not address.startswith(allowed)] == [], name


LOCALIZE = SOURCES / "src" / "localize"
AREAS = ["", *sorted(path.name for path in LOCALIZE.iterdir() if path.is_dir())]


@pytest.mark.parametrize("area", AREAS, ids=[area or "common" for area in AREAS])
def test_words_are_complete_in_five_languages(area: str) -> None:
    folder = LOCALIZE / area
    words = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    assert sorted(words) == ["de", "en", "es", "fr", "it"]
    for language, sentences in words.items():
        assert list(sentences) == list(words["en"]), language
        for key, sentence in sentences.items():
            assert sentence.strip() == sentence != "", (language, key)
            assert "<" not in sentence, (language, key)
            wanted = sorted(part.split("}")[0] for part in words["en"][key].split("{")[1:])
            assert sorted(part.split("}")[0] for part in sentence.split("{")[1:]) == wanted, (language, key)
    long = [key for key, text in words["en"].items() if len(re.sub(r"\{\w+\}", "", text)) > 12]
    same = [key for key in long if words["de"][key] == words["en"][key]]
    assert same == []


def test_a_word_is_in_one_area_only() -> None:
    seen: dict[str, str] = {}
    for area in AREAS:
        for key in json.loads((LOCALIZE / area / "en.json").read_text("utf-8")):
            assert key not in seen, f"{key} is in {area or 'common'} and {seen[key] or 'common'}"
            seen[key] = area


def test_each_word_is_used() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in (SOURCES / "src").rglob("*.ts"))
    whole = set(re.findall(r"""["'`]([a-z0-9_]+)["'`]""", sources))
    whole |= set(re.findall(r"\bwords\.([a-z0-9_]+)", sources))
    beginnings = tuple(re.findall(r"`([a-z0-9_]+_)\$\{", sources))
    words = {
        key
        for path in (SOURCES / "src" / "localize").rglob("en.json")
        for key in json.loads(path.read_text("utf-8"))
    }
    assert sorted(key for key in words - whole if not key.startswith(beginnings)) == []


@needs_node
def test_the_unit_tests_of_the_frontend_hold() -> None:
    run(TOOLS / "vitest", "run", "--reporter=dot")
