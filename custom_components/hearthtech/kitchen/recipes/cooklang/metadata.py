"""Read the facts of a recipe in the front matter of a Cooklang file."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
import re
from typing import Any

import yaml

from ....language.durations import seconds_of
from ..codec import step_from_json
from ..model import Ingredient, Step, Yield
from ..schema_org_extension import fits
from ..yields import yield_of

_SETTINGS = frozenset({"heat", "goal", "oven_c", "help", "needs_hands"})
_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?")


# The parser of libyaml is ten times faster; a build of PyYAML without it has the slow one only.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _other_keys() -> Mapping[str, str]:
    """Return the English key of each metadata key in another language: `portionen` is `servings`. Keys are in lower case."""
    path = Path(__file__).parent.parent / "data" / "front_matter_keys.yaml"
    content: dict[str, list[str]] = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    return {said: key for key, listed in content.items() for said in listed}


class CooklangFacts:
    """The metadata; each key is consumed once, unused keys are reported at the end."""

    def __init__(self, metadata: Mapping[str, Any]) -> None:
        self._left: dict[str, tuple[str, Any]] = {}
        for key, value in metadata.items():
            if key.lower() in {"time", "source"} and isinstance(value, Mapping):
                for inner, content in value.items():
                    self._left[f"{key.lower()}.{str(inner).lower()}"] = (f"{key}.{inner}", content)
            else:
                name = key.lower().strip()
                known = _other_keys().get(name)
                self._left[name if known is None or known in metadata else known] = (key, value)

    def take(self, *names: str) -> Any:
        """Consume the first of these keys that exists; returns its value."""
        found = next((name for name in names if name in self._left), None)
        return None if found is None else self._left.pop(found)[1]

    def text(self, *names: str) -> str:
        """Like `take`, for text; only text and numbers are consumed."""
        for name in names:
            if isinstance(self._left.get(name, ("", None))[1], (str, int, float)):
                return str(self._left.pop(name)[1]).strip()
        return ""

    def time(self, *names: str) -> float | None:
        """Like `take`, for a time, s."""
        for name in names:
            if (seconds := seconds_of(self._left.get(name, ("", None))[1])) is not None:
                self._left.pop(name)
                return seconds
        return None

    def words(self, *names: str) -> tuple[str, ...]:
        """A list, or one string with commas."""
        value = self.take(*names)
        if isinstance(value, list):
            return tuple(str(item).strip() for item in value if str(item).strip())
        return (
            tuple(part.strip() for part in str(value).split(",") if part.strip()) if value is not None else ()
        )

    def mapping(self, name: str) -> Mapping[str, Any]:
        """A nested mapping, or an empty one."""
        if not isinstance(self._left.get(name, ("", None))[1], Mapping):
            return {}
        value: Mapping[str, Any] = self._left.pop(name)[1]
        return value

    def author_and_source(self) -> tuple[str, str | None]:
        """Author and address of the source, from the many possible keys."""
        author = self.text("author", "source.author")
        address = self.text("source.url")
        source = self.text("source", "source.name")
        source, found = _name_and_address(source)
        address = address or found
        author, found = _name_and_address(author)
        address = address or found
        if source and author:
            self._left["source"] = ("source", source)
        return author or source, address if re.fullmatch(r"https?://\S+", address) else None

    def step_settings(self, steps: int) -> Mapping[int, Step]:
        """Heat, goal and help of steps, by number: our extension of Cooklang, as in `codec.step_to_json`."""
        value = self._left.get("step settings", ("", None))[1]
        if not isinstance(value, Mapping):
            return {}
        numbers = {str(number): number for number in range(1, steps + 1)}
        settings: dict[int, Step] = {}
        for number, given in value.items():
            if not isinstance(given, Mapping):
                return {}
            try:
                step = step_from_json({name: given[name] for name in _SETTINGS & set(given)} | {"text": ""})
            except ValueError, KeyError, TypeError, AttributeError:
                return {}
            if number not in numbers or not fits(step, Step):
                return {}
            settings[numbers[number]] = step
        self._left.pop("step settings")
        return settings

    def listed_ingredients(self) -> tuple[Ingredient, ...]:
        """The ingredient lines in the front matter, written if components can't represent their text."""
        value = self._left.get("ingredients", ("", None))[1]
        if not isinstance(value, list):
            return ()
        lines: list[Ingredient] = []
        for item in value:
            if isinstance(item, str):
                lines.append(_line(item, None))
            elif isinstance(item, Mapping):
                for section, inside in item.items():
                    lines += [_line(line, str(section)) for line in inside or () if isinstance(line, str)]
        self._left.pop("ingredients")
        return tuple(lines)

    def rest(self) -> Iterator[str]:
        """The keys that were not consumed."""
        for key, value in self._left.values():
            if value not in (None, "", [], {}):
                yield f"{key}: {', '.join(map(str, value)) if isinstance(value, list) else value}"

    def yields(self) -> Yield | None:
        """The yield, from the keys for servings and for the amount made."""
        served = self.take("servings", "serves")
        if isinstance(served, list):
            served = ", ".join(map(str, served))
        if isinstance(served, str) and (match := re.match(r"\s*(\d{1,4})\s*[,|]", served)):
            # "4, 300 g": the number of servings, then other amounts of the same yield.
            served = match[1]
        made = self.take("yield", "yields", "makes")
        return yield_of([value for value in (made, served) if value is not None])


def _name_and_address(words: str) -> tuple[str, str]:
    """Split `Name <https://…>` into name and address; the address is empty if there is none at the end."""
    *_, last = words.split() or [""]
    at = last.find("http")
    if at > 0 and last[at - 1] == "<":
        at -= 1
    match = _ADDRESS.fullmatch(last[at:]) if at >= 0 else None
    return (words.strip().removesuffix(match[0]).rstrip(), match[1]) if match else (words, "")


def _line(text: str, section: str | None) -> Ingredient:
    return Ingredient(
        text=text[1:] if text[:1] in {"=", "\\"} else text, section=section, fixed=text.startswith("=")
    )
