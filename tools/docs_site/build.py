"""Assembles the pages of the site and builds it with Zensical."""

from pathlib import Path
import re
import shutil
import subprocess
import sys

from tools.docs_site.reference import PAGES, ROOT

DIST = ROOT / "dist"
SOURCES = DIST / "pages"
SITE = DIST / "site"
REPOSITORY = "https://github.com/hearthtech/hearthtech/blob/main"
OUTSIDE = re.compile(r"\]\((?:\.\./)+((?!docs/)[\w./-]+)\)")
"""A link of a page to a file of the repository that is not part of the site."""
COLORS = re.compile(r"\x1b\[[0-9;]*m")


class SiteError(Exception):
    """The site can't be built; the message is what the builder printed."""


def assemble(target: Path) -> list[Path]:
    """Write the pages of `docs/` and the generated reference into a folder; returns the pages, sorted.

    Links to files outside `docs/` become links into the repository.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT / "docs", target)
    for page in target.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(OUTSIDE.sub(rf"]({REPOSITORY}/\1)", text), encoding="utf-8")
    reference = target / "reference"
    reference.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        (reference / name).write_text(make() + "\n", encoding="utf-8")
    return sorted(page.relative_to(target) for page in target.rglob("*.md"))


def build(root: Path = ROOT) -> Path:
    """Build the site; returns its folder.

    Raises:
        SiteError: on any warning, for example a dead link.
    """
    assemble(root / SOURCES.relative_to(ROOT))
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 - a constant command
    if done.returncode:
        raise SiteError(COLORS.sub("", done.stdout + done.stderr).partition("Traceback")[0])
    return root / SITE.relative_to(ROOT)


def main() -> int:
    """Build and say where the site is. Returns the exit code."""
    try:
        site = build()
    except SiteError as error:
        print(f"docs: {error}", file=sys.stderr)
        return 1
    print(f"docs: {len(list(site.rglob('*.html')))} pages in {site.relative_to(ROOT)}")
    return 0
