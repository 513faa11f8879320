"""Everything that `docs/architecture.md` names exists, and the page names every folder of the present tree."""

from pathlib import Path
import re

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "custom_components" / "hearthtech"
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
SUFFIXES = (".py", ".yaml", ".json", ".sqlite", ".md", ".bin")


def named(text: str) -> list[str]:
    """All paths in code spans, links and nodes of the picture."""
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    picture = re.findall(r'\["([^"]+)"\]', text)
    words = [word.strip(",:;…") for node in (*spans, *picture) for word in node.split()]
    links = [f"docs/{target}" for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    return sorted({word for word in words if "/" in word or word.endswith(SUFFIXES)} | set(links))


@pytest.mark.parametrize("name", named(PAGE))
def test_named_path_exists(name: str) -> None:
    paths = [ROOT / name, FOLDER / name]
    assert any(path.is_dir() if name.endswith("/") else path.exists() for path in paths)


def test_the_page_names_many_paths() -> None:
    assert len(named(PAGE)) > 80


def test_every_folder_has_its_paragraph() -> None:
    folders = [f"{path.name}/" for path in FOLDER.iterdir() if path.is_dir() and any(path.rglob("*.*"))]
    folders += [
        f"kitchen/{path.name}/" for path in (FOLDER / "kitchen").iterdir() if (path / "__init__.py").exists()
    ]
    folders += [
        f"{path.name}/"
        for path in ROOT.iterdir()
        if path.is_dir()
        and not path.name.startswith((".", "_"))
        and path.name not in {"custom_components", "dist", "htmlcov"}
    ]
    missing = [name for name in folders if f"`{name}`" not in PAGE and not name.startswith("__pycache__")]
    assert missing == []


def test_there_are_one_picture_and_three_walks() -> None:
    assert PAGE.count("```mermaid") == 1
    walks = re.findall(r"^## From .*?(?=^## |\Z)", PAGE, flags=re.MULTILINE | re.DOTALL)
    assert len(walks) == 3
    for walk in walks:
        steps = re.findall(r"^(\d+)\. ", walk, flags=re.MULTILINE)
        assert [int(step) for step in steps] == list(range(1, len(steps) + 1))
        assert len(steps) >= 5


def test_the_readme_links_the_page() -> None:
    assert "(docs/architecture.md)" in (ROOT / "README.md").read_text("utf-8")
