"""Every shell command of README and docs runs, or at least starts: its program and its options exist."""

from collections.abc import Iterator
from pathlib import Path
import re
import shlex
import subprocess

import pytest

ROOT = Path(__file__).resolve().parents[2]
FENCED = re.compile(r"^ *```(?:sh|bash|console)\n(.*?)^ *```", flags=re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:script/|python -m |hearthtech-skill )[^`]+)`")
RUN = (
    "script/hearth recipe import --dry-run",
    "script/hearth nutrition",
    "script/hearth ask --json",
    "script/hearth voice recognize --language",
    "script/hearth voice talk --language",
)
"""Commands that are run as they stand, in a folder with the files that they name."""
FILES = {
    "page.html": "<h1>Soup</h1><h2>Ingredients</h2><ul><li>200 g lentils</li></ul><h2>Method</h2><p>Boil.</p>",
    "soup.cook": ">> servings: 2\nBoil @lentils{200%g} in @water{1%l} for ~{20%minutes}.\n",
}


def commands() -> Iterator[tuple[str, str]]:
    """Page and text of each command, without its remark."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        text = page.read_text("utf-8")
        lines = [line for block in FENCED.findall(text) for line in block.splitlines()]
        for line in [*lines, *INLINE.findall(text)]:
            for part in re.split(r"\s(?:&&|\|)\s", re.sub(r"\s+#.*", "", line).strip()):
                if part:
                    yield page.name, part


COMMANDS = sorted(set(commands()))


def plain(command: str) -> list[str]:
    """The words of a command up to the first that stands for something else: `URL`, `…`, `FOLDER`."""
    words = shlex.split(command)
    stop = next(
        (n for n, word in enumerate(words) if "…" in word or re.fullmatch(r"[A-Z_]+\S*", word)), len(words)
    )
    return words[:stop]


def options(command: str) -> list[str]:
    return re.findall(r"(?<!\S)(--[a-z][\w-]*)", command)


def hearth_help(words: list[str]) -> str:
    """The help of a command of `script/hearth`."""
    names = [word for word in words if re.fullmatch(r"[a-z]+", word)][:2]
    told = ""
    for count in range(len(names) + 1):
        done = subprocess.run(
            [".venv/bin/python", "script/_hearth.py", *names[:count], "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        told += done.stdout + done.stderr
    return told


@pytest.mark.parametrize(
    ("page", "command"), COMMANDS, ids=[f"{page}-{command[:50]}" for page, command in COMMANDS]
)
def test_command_exists(page: str, command: str, tmp_path: Path) -> None:
    words = plain(command)
    if not words:
        return
    program = words[0]
    if program == "script/hearth":
        if command.startswith(RUN) and not re.search(r"\b[A-Z]{2,}\b|…", command):
            for name, text in FILES.items():
                (tmp_path / name).write_text(text, "utf-8")
            done = subprocess.run(
                [str(ROOT / ".venv/bin/python"), str(ROOT / "script/_hearth.py"), *shlex.split(command)[1:]],
                cwd=tmp_path,
                input="",
                capture_output=True,
                text=True,
                check=False,
                timeout=120,
            )
            assert done.returncode == 0, done.stderr
            return
        told = hearth_help(words[1:])
        assert "usage: script/hearth" in told
        for name in [word for word in words[1:3] if re.fullmatch(r"[a-z]+", word)]:
            assert re.search(rf"\b{name}\b", told), f"script/hearth has no {name}"
        assert [one for one in options(command) if one not in told and one != "--help"] == []
    elif program.startswith("script/"):
        assert (ROOT / program).is_file(), f"{page} names {program}"
        if program == "script/bench" and len(words) > 1 and not words[1].startswith("-"):
            name = words[1].replace("-", "_")
            assert words[1] == "all" or (ROOT / "benchmarks" / f"bench_{name}.py").is_file()
    elif words[:2] == ["python", "-m"]:
        module = ROOT / words[2].replace(".", "/")
        assert module.with_suffix(".py").is_file() or (module / "__main__.py").is_file()
    elif program.endswith("hearthtech-skill"):
        source = (ROOT / "hearthtech_skill" / "__main__.py").read_text("utf-8")
        assert [one for one in options(command) if f'"{one}"' not in source] == []
    else:
        assert program in {"uv", "cp", "chmod", "curl", "docker", "podman"}


def test_there_are_commands() -> None:
    assert len(COMMANDS) > 15
    assert any(command.startswith("script/demo") for _, command in COMMANDS)
