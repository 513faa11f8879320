"""Files and folders that pages, comments and docstrings name are there: a renamed file is renamed there as well."""

from collections.abc import Iterator
import io
from pathlib import Path
import re
import subprocess
import tokenize

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASES = ("", "custom_components/hearthtech/", "tests/", "docs/")
PATH = re.compile(
    r"(?<![\w./:$-])(?:[\w.-]+/)*[\w-]+\.(?:py|md|txt|yaml|sql|toml|ini|psv|bin|sqlite)\b"
    r"|(?<=`)[a-z_]+(?:/[a-z_]+)*/(?=`)"
)
OTHERS = re.compile(
    r"^(homeassistant/components/|custom_components/(?!hearthtech)|(miele|home_connect|smartthings|lg_thinq|matter|tuya|meater)/"
    r"|docs/Config_Reference\.md$|intents/hearthtech\.ini$)"
)
"""Files of other programs."""
WRITTEN = {
    "files",
    "benchmarks/bench_NAME.py",
    "story.md",
    "book.json",
    "recipe.cook",
    "overrides.txt",
    "automations.yaml",
    "configuration.yaml",
    "requirements.txt",
}
"""Files and folders that a user or the program writes, and placeholders."""


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: the files of the repository can't be listed")
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def prose(name: str) -> Iterator[tuple[int, str]]:
    """The lines of a file that people read: all of a page; comments and docstrings of code."""
    text = (ROOT / name).read_text("utf-8")
    if not name.endswith(".py"):
        for number, line in enumerate(text.splitlines(), 1):
            if name.endswith(".md") or "#" in line:
                yield number, line
        return
    if PATH.search(text) is None:
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT or (
            token.type == tokenize.STRING and token.string.lstrip("rR").startswith('"""')
        ):
            for offset, line in enumerate(token.string.splitlines()):
                yield token.start[0] + offset, line


def missing(files: list[str], among: list[str]) -> list[str]:
    have = set(files) | {parent.as_posix() for name in files for parent in Path(name).parents}
    names = {Path(name).name for name in files}
    found = []
    for name in among:
        beside = Path(name).parent.as_posix() + "/"
        for number, line in prose(name):
            for path in PATH.findall(line):
                bare = path.rstrip("/").removeprefix("../").removeprefix("./")
                if OTHERS.match(bare) or bare in WRITTEN or ("/" not in bare and bare in names):
                    continue
                if not any(base + bare in have for base in (*BASES, beside)):
                    found.append(f"{name}:{number}: {path}")
    return found


def test_named_files_and_folders_exist() -> None:
    files = tracked()
    read = [name for name in files if name.endswith((".py", ".md", ".toml", ".ini", "quality_scale.yaml"))]
    assert len(read) > 500
    assert missing(files, read) == []


def test_a_file_that_is_gone_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.md").write_text(
        "See `stove/client.py`, `page.md`, `answers/` and https://example.org/a/b.py.\n"
    )
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    assert missing(["page.md"], ["page.md"]) == ["page.md:1: stove/client.py", "page.md:1: answers/"]
