"""The documentation site builds without a warning, names everything, and asks for nothing from elsewhere."""

from html.parser import HTMLParser
import json
from pathlib import Path
import re
import subprocess
import sys
from urllib.parse import unquote

import pytest
import yaml

from tools.docs_site import build as site_build
from tools.docs_site.reference import INTEGRATION, PAGES, cell, kind_of_value

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built in a folder of its own."""
    root = tmp_path_factory.mktemp("site")
    (root / "zensical.toml").write_text((ROOT / "zensical.toml").read_text("utf-8"), "utf-8")
    return site_build.build(root)


class Links(HTMLParser):
    """Collects what a page loads and where it leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.add(values.get("id", ""))
        if tag == "a":
            self.leads.append(values.get("href", ""))
        elif (
            tag == "link"
            and "stylesheet" not in values.get("rel", "")
            and "icon" not in values.get("rel", "")
        ):
            return
        elif address := values.get("src") or values.get("href"):
            self.loads.append(address)


def read(page: Path) -> Links:
    links = Links()
    links.feed(page.read_text("utf-8"))
    return links


def test_each_link_and_anchor_leads_somewhere(site: Path) -> None:
    pages = {page: read(page) for page in site.rglob("*.html") if page.name != "404.html"}
    assert len(pages) > 20
    dead = []
    for page, links in pages.items():
        for address in (*links.leads, *links.loads):
            if not address or re.match(r"[a-z]+:|//", address):
                continue
            path, _, anchor = address.partition("#")
            target = (page.parent / unquote(path)).resolve() if path else page
            if not target.exists() or (
                anchor and target in pages and unquote(anchor) not in pages[target].ids
            ):
                dead.append(f"{page.name}: {address}")
    assert dead == []


def test_a_page_loads_nothing_from_elsewhere(site: Path) -> None:
    loads = {address for page in site.rglob("*.html") for address in read(page).loads}
    assert loads
    assert [address for address in loads if re.match(r"https?:|//", address)] == []


def test_each_page_is_in_the_navigation() -> None:
    configured = set(re.findall(r'= "([\w./-]+\.md)"', (ROOT / "zensical.toml").read_text("utf-8")))
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    assert configured == pages | {f"reference/{name}" for name in PAGES}


def test_the_reference_has_every_action_trigger_condition_and_entity() -> None:
    for name in ("services", "triggers", "conditions"):
        page = PAGES["actions.md" if name == "services" else f"{name}.md"]()
        listed = yaml.safe_load((INTEGRATION / f"{name}.yaml").read_text("utf-8"))
        names = [one for one in listed if not one.startswith(".")]
        assert names
        assert [one for one in names if f"## `hearthtech.{one}`" not in page] == []
    entities = json.loads((INTEGRATION / "translations" / "en.json").read_text("utf-8"))["entity"]
    page = PAGES["entities.md"]()
    assert [key for kinds in entities.values() for key in kinds if f"`{key}`" not in page] == []


def test_a_dead_link_fails_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zensical.toml").write_text(
        '[project]\nsite_name = "t"\ndocs_dir = "dist/pages"\nsite_dir = "dist/site"\nnav = [{ "Home" = "index.md" }]\n'
    )

    def one_page(target: Path) -> list[Path]:
        target.mkdir(parents=True)
        (target / "index.md").write_text("# Home\n\n[away](nowhere.md)\n")
        return [Path("index.md")]

    monkeypatch.setattr(site_build, "assemble", one_page)
    with pytest.raises(site_build.SiteError, match=r"nowhere\.md"):
        site_build.build(tmp_path)


def test_words_of_a_cell_stay_words() -> None:
    assert cell("a | b\n<script> {x}") == "a \\| b &lt;script> &#123;x}"
    assert kind_of_value({"selector": {"number": {"min": 0, "max": 9, "unit_of_measurement": "%"}}}) == (
        "number, 0 to 9 %"
    )
    assert kind_of_value(
        {"selector": {"select": {"multiple": True, "options": ["a", {"value": "b", "label": "B"}]}}}
    ) == ("list of: one of a, b")
    assert kind_of_value({"selector": {"text": None}}) == "text"


def test_the_command_says_where_the_site_is() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.docs_site"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"docs: \d+ pages in dist/site", done.stdout)
