"""Read the page `recipes.html` in the exports of RecipeKeeper and CopyMeThat: all recipes on one page."""

from collections.abc import Iterator, Mapping
import re
from typing import Any

from bs4 import BeautifulSoup, Tag

_RECIPE_KEEPER = re.compile(r"""class=["']?recipe-details\b[\s\S]{0,20000}?itemprop=["']?recipeIngredients""")
_COPY_ME_THAT = re.compile(r"""class=["']?recipeIngredient\b""")
_NAME_OF_COPY = re.compile(r"""id=["']?(?:name|recipeIngredients)\b""")
_LOOKED_AT = 400_000
_NO_VALUES = frozenset({"", "PT0S", "PT0M", "0"})


def is_collection(html: str) -> bool:
    """Whether a page is the collection of one of these programs."""
    beginning = html[:_LOOKED_AT]
    return _RECIPE_KEEPER.search(beginning) is not None or _is_copy_me_that(beginning)


def _is_copy_me_that(html: str) -> bool:
    return _COPY_ME_THAT.search(html) is not None and _NAME_OF_COPY.search(html) is not None


def collected(html: str) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    """The recipes of a collection as schema.org objects, each with the paths or addresses of its pictures."""
    soup = BeautifulSoup(html, "lxml")
    if _RECIPE_KEEPER.search(html[:_LOOKED_AT]):
        for tag in soup.find_all("div", class_="recipe-details"):
            yield _recipe_keeper(tag), _pictures(tag)
        return
    for tag in soup.find_all("div", class_="recipe"):
        yield _copy_me_that(tag), _pictures(tag)


def _pictures(tag: Tag) -> tuple[str, ...]:
    found = [str(image.get("src") or "").strip() for image in tag.find_all("img")]
    return tuple(
        link for link in dict.fromkeys(found) if link and len(link) <= 2000 and not link.startswith("data:")
    )


def _recipe_keeper(tag: Tag) -> dict[str, Any]:
    def value(name: str) -> str | None:
        for found in tag.select(f'[itemprop="{name}"]'):
            text = (
                str(found.get("content") or "") if found.name == "meta" else found.get_text(" ", strip=True)
            )
            if text.strip() not in _NO_VALUES:
                return text.strip()
        return None

    def values(name: str) -> list[str]:
        found = (
            str(one.get("content") or "") if one.name == "meta" else one.get_text(" ", strip=True)
            for one in tag.select(f'[itemprop="{name}"]')
        )
        return [text for text in dict.fromkeys(found) if text]

    source = tag.select_one('[itemprop="recipeSource"]')
    link = (
        source.find("a", href=True) or source.find_parent("a", href=True) if isinstance(source, Tag) else None
    )
    return {
        "@type": "Recipe",
        "name": value("name"),
        "recipeYield": value("recipeYield"),
        "prepTime": value("prepTime"),
        "cookTime": value("cookTime"),
        "recipeIngredient": _with_sections(tag, "recipeIngredients"),
        "recipeInstructions": _with_sections(tag, "recipeDirections"),
        "recipeCategory": [*values("recipeCourse"), *values("recipeCategory")],
        "keywords": values("recipeCollection"),
        "url": str(link["href"]) if isinstance(link, Tag) else _address(value("recipeSource")),
        "author": None if isinstance(link, Tag) or _address(value("recipeSource")) else value("recipeSource"),
        "nutrition": _nutrition(tag),
        "notes": ["\n".join(_paragraphs(tag, "recipeNotes"))] if _paragraphs(tag, "recipeNotes") else [],
    }


def _with_sections(tag: Tag, name: str) -> list[str]:
    """The lines of a part; a bold one without an amount is the title of a section."""
    part = tag.select_one(f'[itemprop="{name}"]')
    lines: list[str] = []
    for paragraph in part.find_all(["p", "li"]) if isinstance(part, Tag) else ():
        text = paragraph.get_text(" ", strip=True)
        bold = paragraph.find(["b", "strong"])
        if isinstance(bold, Tag) and bold.get_text(" ", strip=True) == text and text:
            text = f"[{text.strip('[]: ')}]"
        if text:
            lines.append(text)
    if not lines and isinstance(part, Tag):
        lines = [line.strip() for line in part.get_text("\n").split("\n") if line.strip()]
    return lines


def _paragraphs(tag: Tag, name: str) -> list[str]:
    part = tag.select_one(f'[itemprop="{name}"]')
    if not isinstance(part, Tag):
        return []
    return [line.strip() for line in part.get_text("\n").split("\n") if line.strip()]


_NUTRIENTS: Mapping[str, str] = {
    "recipeNutCalories": "calories", "recipeNutTotalFat": "fatContent", "recipeNutSaturatedFat": "saturatedFatContent",
    "recipeNutSodium": "sodiumContent", "recipeNutTotalCarbohydrate": "carbohydrateContent",
    "recipeNutDietaryFiber": "fiberContent", "recipeNutSugars": "sugarContent", "recipeNutProtein": "proteinContent",
    "recipeNutCholesterol": "cholesterolContent",
}  # fmt: skip
_IN_MG = frozenset({"sodiumContent", "cholesterolContent"})


def _nutrition(tag: Tag) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for name, field in _NUTRIENTS.items():
        one = tag.select_one(f'meta[itemprop="{name}"]')
        content = str(one.get("content") or "").strip() if isinstance(one, Tag) else ""
        if re.fullmatch(r"\d+(?:\.\d+)?", content):
            unit = "kcal" if field == "calories" else "mg" if field in _IN_MG else "g"
            found[field] = f"{content} {unit}"
    return {"@type": "NutritionInformation", **found} if found else None


def _address(text: str | None) -> str | None:
    return text if text is not None and re.match(r"https?://\S+$", text) else None


def _copy_me_that(tag: Tag) -> dict[str, Any]:
    def text(*selectors: str) -> str | None:
        for selector in selectors:
            found = tag.select_one(selector)
            if found is not None and (words := found.get_text(" ", strip=True)):
                return words
        return None

    def lines(kind: str) -> list[str]:
        found: list[str] = []
        for item in tag.find_all(class_=re.compile(rf"^{kind}(?:_subheader|Subheader)?$")):
            words = item.get_text(" ", strip=True)
            heading = any("subheader" in name.lower() for name in item.get_attribute_list("class") if name)
            if words:
                found.append(f"[{words.rstrip(':')}]" if heading else words)
        return found

    link = tag.select_one("#original_link")
    return {
        "@type": "Recipe",
        "name": text("#name", "[itemprop=name]", "h1", "h2"),
        "description": text("#description"),
        "recipeYield": text("#recipeYield", "#servings", "#yield"),
        "prepTime": text("#prepTime", "[itemprop=prepTime]"),
        "cookTime": text("#cookTime", "[itemprop=cookTime]"),
        "recipeIngredient": lines("recipeIngredient"),
        "recipeInstructions": lines("instruction"),
        "recipeCategory": [one.get_text(" ", strip=True) for one in tag.find_all(class_="recipeCategory")],
        "url": _address(str(link.get("href") or "")) or _address(link.get_text(strip=True))
        if link is not None
        else None,
        "notes": lines("recipeNote"),
    }
