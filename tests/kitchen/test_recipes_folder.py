"""The book as a folder of plain files."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.hearthtech.kitchen.errors import KitchenError
from custom_components.hearthtech.kitchen.recipes.folder import (
    Bundle,
    folder_name,
    read_bundle,
    read_folder,
    write_folder,
)
from custom_components.hearthtech.kitchen.recipes.model import (
    DurationGoal,
    Guess,
    Heat,
    HumanGate,
    Ingredient,
    Recipe,
    Step,
    Yield,
)

SOUP = Recipe(
    id="soup",
    version=3,
    name="Nonna's Soup",
    story="She carried it over the pass.",
    yields=Yield(amount=4),
    ingredients=(Ingredient(text="2 leeks"), Ingredient(text="salt, a handful")),
    steps=(
        Step(text="Fry the leeks for 5 minutes.", timer_s=300.0, heat=Heat(power=0.5), ingredients=(0,),
             guesses=(Guess(field="timer_s", confidence=0.9, start=18, end=27),)),
        Step(text="Wait until it smells right.", goal=HumanGate(words="until it smells right")),
    ),
    notes=("Not too thick.",),
)  # fmt: skip
BUNDLE = Bundle(
    recipe=SOUP,
    beyond={"versions": [{"version": 1, "name": "Soup"}], "notes": [{"words": "É", "line": 0}]},
    files={"cover.jpg": b"\xff\xd8\xff", "voice.ogg": b"OggS"},
)


def test_a_folder_anybody_can_read(tmp_path: Path) -> None:
    [path] = write_folder(tmp_path, [BUNDLE])
    assert path.name == "Nonna s Soup"
    assert sorted(str(file.relative_to(path)) for file in path.rglob("*") if file.is_file()) == [
        "book.json", "files/cover.jpg", "files/voice.ogg", "recipe.cook", "recipe.json", "story.md",
    ]  # fmt: skip
    assert "~{5%minutes}" in (path / "recipe.cook").read_text()
    assert json.loads((path / "recipe.json").read_text())["@type"] == "Recipe"
    assert "over the pass" in (path / "story.md").read_text()
    assert list(read_folder(tmp_path)) == [BUNDLE]


def test_a_story_holds_no_markup_that_could_act(tmp_path: Path) -> None:
    evil = Recipe(
        id="x", name="<script>alert(1)</script>", story="I <3 it <img src=x>", steps=(Step(text="Stir."),)
    )
    [path] = write_folder(tmp_path, [Bundle(recipe=evil)])
    assert "<" not in (path / "story.md").read_text().replace("\\<", "")
    assert read_bundle(path).recipe == evil


TEXT = st.text(max_size=10)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            Bundle,
            recipe=st.builds(
                Recipe,
                id=st.uuids().map(str),
                name=TEXT.filter(str.strip),
                story=TEXT,
                ingredients=st.lists(
                    st.builds(Ingredient, text=TEXT, section=st.none() | TEXT), max_size=2
                ).map(tuple),
                steps=st.lists(
                    st.builds(
                        Step, text=TEXT, goal=st.none() | st.builds(DurationGoal, seconds=st.floats(0, 1e4))
                    ),
                    max_size=2,
                ).map(tuple),
            ),
            beyond=st.dictionaries(TEXT, st.none() | st.integers() | TEXT, max_size=2),
            files=st.dictionaries(
                st.from_regex(r"[a-z]{1,8}\.jpg", fullmatch=True), st.binary(max_size=20), max_size=2
            ),
        ),
        max_size=3,
    )
)
def test_everything_comes_back(tmp_path: Path, bundles: list[Bundle]) -> None:
    paths = write_folder(tmp_path, bundles)
    assert [read_bundle(path) for path in paths] == bundles
    assert len(list(read_folder(tmp_path))) == len(bundles)


def test_line_ends_changed_on_the_way_are_no_edit(tmp_path: Path) -> None:
    [path] = write_folder(tmp_path, [BUNDLE])
    cook = path / "recipe.cook"
    cook.write_bytes(cook.read_bytes().replace(b"\n", b"\r\n"))
    assert read_bundle(path) == BUNDLE


def test_it_is_kept_up_to_date(tmp_path: Path) -> None:
    other = Bundle(recipe=Recipe(id="pie", name="Pie", steps=(Step(text="Bake."),)))
    same_name = Bundle(recipe=Recipe(id="soup2", name="Nonna's Soup", steps=(Step(text="Boil."),)))
    write_folder(tmp_path, [BUNDLE, other])
    (tmp_path / "letter.txt").write_text("mine")
    (tmp_path / "My folder").mkdir()
    (tmp_path / "My folder" / "x.txt").write_text("mine")
    before = (tmp_path / "Nonna s Soup" / "recipe.json").stat().st_mtime_ns
    write_folder(tmp_path, [BUNDLE, same_name])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "My folder",
        "Nonna s Soup",
        "Nonna s Soup 2",
        "letter.txt",
    ]
    assert (tmp_path / "Nonna s Soup" / "recipe.json").stat().st_mtime_ns == before
    renamed = Bundle(recipe=Recipe(id="soup2", name="Broth", steps=(Step(text="Boil."),)))
    write_folder(tmp_path, [BUNDLE, renamed])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "Broth",
        "My folder",
        "Nonna s Soup",
        "letter.txt",
    ]


def test_a_folder_of_someone_else_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "Pie").mkdir()
    (tmp_path / "Pie" / "recipe.cook").write_text("Bake @apples{3}.")
    write_folder(tmp_path, [Bundle(recipe=Recipe(id="pie", name="Pie", steps=(Step(text="Bake."),)))])
    assert (tmp_path / "Pie" / "recipe.cook").read_text() == "Bake @apples{3}."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Pie", "Pie 2"]
    assert [bundle.recipe.name for bundle in read_folder(tmp_path)] == ["Pie", "Pie"]


def test_cooklang_edited_by_hand_wins(tmp_path: Path) -> None:
    [path] = write_folder(tmp_path, [BUNDLE])
    cook = path / "recipe.cook"
    cook.write_text(
        cook.read_text()
        .replace("title: Nonna's Soup", "title: Leek soup")
        .replace("smells right", "smells of home")
    )
    again = read_bundle(path).recipe
    assert (again.id, again.version, again.name, again.story) == ("soup", 3, "Leek soup", SOUP.story)
    assert again.steps[0] == SOUP.steps[0]
    assert again.steps[1].text == "Wait until it smells of home."
    assert again.ingredients == SOUP.ingredients


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Soup", "Soup"),
        ("../../etc/passwd", "etc passwd"),
        ("a/b\\c:d*e?f", "a b c d e f"),
        ("..", "Recipe"),
        ("", "Recipe"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("Crème brûlée", "Crème brûlée"),
        ("é" * 300, "é" * 50),
        ("x\x00y\n", "x y"),
        (" . ", "Recipe"),
    ],
)
def test_names_of_folders(name: str, folder: str) -> None:
    assert folder_name(name) == folder


def test_files_do_not_leave_the_folder(tmp_path: Path) -> None:
    root = tmp_path / "book"
    bundle = Bundle(recipe=SOUP, files={"../../out.jpg": b"x", "/etc/y.jpg": b"y"})
    [path] = write_folder(root, [bundle])
    assert sorted(file.name for file in (path / "files").iterdir()) == ["etc y.jpg", "out.jpg"]
    assert [file.name for file in tmp_path.iterdir()] == ["book"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    [path] = write_folder(tmp_path / "book", [BUNDLE])
    (path / "files" / "link.txt").symlink_to(secret)
    (tmp_path / "book" / "Elsewhere").symlink_to(tmp_path)
    assert "link.txt" not in read_bundle(path).files
    assert len(list(read_folder(tmp_path / "book"))) == 1


@pytest.mark.parametrize(
    ("file", "content"),
    [("recipe.json", b"{"), ("recipe.json", b"\xff"), ("recipe.cook", b"\xff"), ("book.json", b"[")],
)
def test_a_broken_file_is_named(tmp_path: Path, file: str, content: bytes) -> None:
    [path] = write_folder(tmp_path, [BUNDLE])
    (path / file).write_bytes(content)
    with pytest.raises(KitchenError) as raised:
        list(read_folder(tmp_path))
    assert str(raised.value.data["part"]).endswith(file)
