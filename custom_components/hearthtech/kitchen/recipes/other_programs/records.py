"""Turn the records of Paprika, Tandoor, Mealie backups, KitchenOwl, Chowdown, Plan to Eat and MasterCook into schema.org objects."""

from collections.abc import Iterable, Iterator, Mapping
import csv
import io
import re
from typing import Any
from xml.etree import ElementTree as ET

from ...errors import ErrorCode, KitchenError
from ..cooklang import front_matter

type Record = Mapping[str, Any]
_MOST_RECORDS = 50_000


def adapted(document: object) -> object:
    """The document with the records of known programs as schema.org objects; any other document unchanged."""
    if isinstance(document, list):
        return [adapted(item) for item in document[:_MOST_RECORDS]]
    if not isinstance(document, dict) or "@type" in document:
        return document
    if isinstance(document.get("directions"), str) and isinstance(document.get("ingredients"), str):
        return paprika(document)
    steps = document.get("steps")
    if isinstance(steps, list) and any(isinstance(step, dict) and "instruction" in step for step in steps):
        return tandoor(document)
    if (
        isinstance(document.get("items"), list)
        and "name" in document
        and isinstance(document.get("description"), str)
    ):
        return kitchen_owl(document)
    if "slug" in document and isinstance(
        document.get("recipeIngredient", document.get("recipe_ingredient")), list
    ):
        return mealie(document)
    if isinstance(document.get("recipes"), list):
        rows = document["recipes"]
        if "recipes_ingredients" in document:
            return list(mealie_backup(document))
        return [adapted(item) for item in rows[:_MOST_RECORDS]]
    return document


def paprika(record: Record) -> dict[str, Any]:
    """A recipe of Paprika."""
    return {
        "@type": "Recipe",
        "name": record.get("name"),
        "description": record.get("description"),
        "author": record.get("source"),
        "recipeYield": record.get("servings"),
        "prepTime": record.get("prep_time"),
        "cookTime": record.get("cook_time"),
        "totalTime": record.get("total_time"),
        "recipeIngredient": str(record.get("ingredients") or ""),
        "recipeInstructions": str(record.get("directions") or ""),
        "recipeCategory": record.get("categories"),
        "url": record.get("source_url"),
        "image": record.get("image_url"),
        "notes": [text for text in (record.get("notes"), record.get("nutritional_info")) if text],
    }


def tandoor(record: Record) -> dict[str, Any]:
    """A recipe of Tandoor: its ingredients belong to steps, whose names are sections."""
    ingredients: list[Any] = []
    instructions: list[Any] = []
    steps = [step for step in record["steps"] if isinstance(step, dict)]
    several = len(steps) > 1
    for step in steps:
        title = str(step.get("name") or "").strip() if several else ""
        inside: list[Any] = []
        for line in step.get("ingredients") or ():
            if not isinstance(line, dict):
                continue
            if line.get("is_header"):
                inside.append(f"[{line.get('note') or ''}]")
            elif isinstance(line.get("food"), dict) or line.get("food"):
                inside.append(dict(line))
            elif line.get("note"):
                inside.append(str(line["note"]))
        ingredients.append({"name": title, "itemListElement": inside} if title and inside else inside)
        text = str(step.get("instruction") or step.get("instructions_markdown") or "")
        if not text and isinstance(step.get("step_recipe_data"), dict):
            text = str(step["step_recipe_data"].get("name") or "")
        if text.strip():
            instructions.append(
                {"@type": "HowToSection", "name": title, "itemListElement": text} if title else text
            )
    keywords = record.get("keywords") or ()
    servings = record.get("servings")
    return {
        "@type": "Recipe",
        "name": record.get("name"),
        "description": record.get("description"),
        "recipeYield": f"{servings} {record.get('servings_text') or 'servings'}" if servings else None,
        "prepTime": record.get("working_time") or None,
        "cookTime": record.get("waiting_time") or None,
        "recipeIngredient": ingredients,
        "recipeInstructions": instructions if len(instructions) != 1 else instructions[0],
        "keywords": [
            (word.get("name") or word.get("label")) if isinstance(word, dict) else str(word)
            for word in keywords
        ],
        "url": record.get("source_url"),
        "notes": [
            comment.get("text") for comment in record.get("comments") or () if isinstance(comment, dict)
        ],
    }


def mealie(record: Record) -> dict[str, Any]:
    """A recipe of Mealie, of its API or of a migration archive, with the names of either version."""
    names = {
        "recipe_ingredient": "recipeIngredient", "recipe_instructions": "recipeInstructions", "recipe_yield": "recipeYield",
        "total_time": "totalTime", "prep_time": "prepTime", "perform_time": "performTime", "cook_time": "cookTime", "org_url": "orgURL",
        "recipe_category": "recipeCategory", "recipe_servings": "recipeServings",
    }  # fmt: skip
    return {"@type": "Recipe", **{names.get(key, key): value for key, value in record.items()}}


def mealie_backup(tables: Record) -> Iterator[dict[str, Any]]:
    """The recipes of the tables of a Mealie backup (`database.json`)."""

    def rows(name: str) -> list[dict[str, Any]]:
        value = tables.get(name)
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

    def by_recipe(name: str) -> dict[Any, list[dict[str, Any]]]:
        found: dict[Any, list[dict[str, Any]]] = {}
        for row in rows(name):
            found.setdefault(str(row.get("recipe_id")), []).append(row)
        return {key: sorted(value, key=lambda row: row.get("position") or 0) for key, value in found.items()}

    foods = {str(row.get("id")): row for row in rows("ingredient_foods")}
    units = {str(row.get("id")): row for row in rows("ingredient_units")}
    tags = {str(row.get("id")): row.get("name") for row in rows("tags")}
    lines, steps, notes = (
        by_recipe(name) for name in ("recipes_ingredients", "recipe_instructions", "notes")
    )
    tagged = by_recipe("recipes_to_tags")
    for row in rows("recipes")[:_MOST_RECORDS]:
        key = str(row.get("id"))
        ingredients = [
            {**line, "food": foods.get(str(line.get("food_id"))), "unit": units.get(str(line.get("unit_id")))}
            for line in lines.get(key, ())
        ]
        yield mealie(
            {
                **row,
                "recipeIngredient": ingredients,
                "recipeInstructions": [{"summary": "", **step} for step in steps.get(key, ())],
                "notes": notes.get(key, []),
                "tags": [tags.get(str(link.get("tag_id"))) for link in tagged.get(key, ())],
            }
        )


def kitchen_owl(record: Record) -> dict[str, Any]:
    """A recipe of KitchenOwl: its items are ingredients, its description has the steps."""
    lines = [
        " ".join(part for part in (str(item.get("description") or ""), str(item.get("name") or "")) if part)
        + (" (optional)" if item.get("optional") else "")
        for item in record["items"]
        if isinstance(item, dict)
    ]
    return {
        "@type": "Recipe",
        "name": record.get("name"),
        "recipeYield": record.get("yields") or None,
        "prepTime": record.get("prep_time") or None,
        "cookTime": record.get("cook_time") or None,
        "totalTime": record.get("time") or None,
        "recipeIngredient": lines,
        "recipeInstructions": record["description"],
        "keywords": [tag.get("name") if isinstance(tag, dict) else tag for tag in record.get("tags") or ()],
        "url": record.get("source"),
    }


def chowdown(text: str) -> dict[str, Any] | None:
    """A recipe of Chowdown: a Markdown file whose front matter has ingredients and directions; else `None`."""
    match = re.match(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n(.*))?\Z", text, re.DOTALL)
    if match is None:
        return None
    facts, _ = front_matter.read(match[1])
    if not isinstance(facts.get("ingredients"), list) or not isinstance(facts.get("directions"), (list, str)):
        return None
    return {
        "@type": "Recipe",
        "name": facts.get("title"),
        "recipeYield": facts.get("yield") or facts.get("servings"),
        "recipeIngredient": facts["ingredients"],
        "recipeInstructions": facts["directions"],
        "keywords": facts.get("tags"),
        "description": (match[2] or "").strip(),
        "url": facts.get("source"),
    }


def is_table(beginning: str) -> bool:
    """Whether a text begins with the header of a table of recipes (Plan to Eat)."""
    header = beginning.split("\n", 1)[0].lower()
    return (
        not beginning.startswith(("{", "[", "<", "---"))
        and "ingredients" in header
        and ("title" in header or "name" in header)
        and header.count(",") >= 2
    )


def table(text: str) -> Iterator[dict[str, Any]]:
    """The recipes of a table: Plan to Eat and others, by the names of its columns."""
    csv.field_size_limit(10_000_000)
    try:
        for row in csv.DictReader(io.StringIO(text)):
            fields = {str(key).strip().lower(): value for key, value in row.items() if isinstance(value, str)}
            yield {
                "@type": "Recipe",
                "name": fields.get("title") or fields.get("name"),
                "description": fields.get("description"),
                "author": fields.get("source"),
                "recipeYield": fields.get("yield") or fields.get("servings"),
                "prepTime": fields.get("prep time"),
                "cookTime": fields.get("cook time"),
                "totalTime": fields.get("total time"),
                "recipeIngredient": fields.get("ingredients"),
                "recipeInstructions": fields.get("directions")
                or fields.get("instructions")
                or fields.get("method"),
                "recipeCategory": fields.get("course"),
                "recipeCuisine": fields.get("cuisine"),
                "keywords": fields.get("tags"),
                "url": fields.get("url") or fields.get("source url"),
                "image": fields.get("photo url") or fields.get("image") or fields.get("image url"),
                "notes": fields.get("notes"),
            }
    except csv.Error as error:
        raise KitchenError(ErrorCode.INVALID, part="file", reason=f"the table is damaged: {error}") from error


def master_cook_xml(text: str) -> Iterator[dict[str, Any]]:
    """The recipes of a MasterCook `.mx2` file."""
    if "<!ENTITY" in text:
        raise KitchenError(ErrorCode.INVALID, part="file", reason="it defines entities")
    body = re.sub(r"<\?xml[^<>]*\?>|<!DOCTYPE[^<>]*>", "", text)
    try:
        root = ET.fromstring(body)  # noqa: S314 - without entities
    except ET.ParseError as error:
        raise KitchenError(ErrorCode.INVALID, part="file", reason=f"the XML is damaged: {error}") from error
    for node in root.iter("RcpE"):
        serve, time = node.find("Serve"), node.find("PrpT")
        yield {
            "@type": "Recipe",
            "name": node.get("name"),
            "author": node.get("author"),
            "recipeYield": None if serve is None else serve.get("qty"),
            "prepTime": None if time is None else time.get("elapsed"),
            "recipeCategory": [item.text for item in node.iter("CatT") if item.text],
            "recipeIngredient": list(_mx2_lines(node.iter("IngR"))),
            "recipeInstructions": [" ".join(item.text.split()) for item in node.iter("DirT") if item.text],
            "notes": [item.text for item in node.iter("Note") if item.text],
        }


def _mx2_lines(items: Iterable[ET.Element]) -> Iterator[str]:
    for item in items:
        made = item.find("IPrp")
        line = " ".join(part for part in (item.get("qty"), item.get("unit"), item.get("name")) if part)
        yield f"{line}, {made.text.strip()}" if made is not None and made.text else line
