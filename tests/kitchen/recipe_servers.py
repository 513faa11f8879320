"""A fake Mealie and a fake Tandoor, after the schemas that their APIs publish (`/openapi.json`, `/openapi/`)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from aiohttp import web

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
TOKEN = "a-token"


@dataclass(kw_only=True)
class FakeServer:
    """State of a fake server: its recipes, and what it was asked."""

    recipes: list[dict[str, Any]]
    answers: dict[str, Callable[[], web.StreamResponse]] = field(default_factory=dict)
    """Answers that replace the proper ones, by path."""
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """Paths with their query, and the token that came with them."""
    app: web.Application = field(default_factory=web.Application)

    def __post_init__(self) -> None:
        self.app.middlewares.append(self._middleware)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    @web.middleware
    async def _middleware(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.asked.append((request.path_qs, request.headers.get("Authorization")))
        if request.path in self.answers:
            return self.answers[request.path]()
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"detail": "Could not validate credentials"}, status=401)
        answer: web.StreamResponse = await handler(request)
        return answer


def mealie_recipe(number: int, name: str, **more: Any) -> dict[str, Any]:
    """A recipe as `GET /api/recipes/{slug}` returns it (`Recipe-Output`)."""
    return {
        "id": str(UUID(int=number)), "userId": str(UUID(int=1)), "groupId": str(UUID(int=2)), "name": name,
        "slug": name.lower().replace(" ", "-"), "image": None, "recipeServings": 4.0, "recipeYieldQuantity": 0.0, "recipeYield": "",
        "totalTime": None, "prepTime": "20 minutes", "cookTime": None, "performTime": None, "description": "From the server.",
        "recipeCategory": [], "tags": [], "tools": [], "rating": None, "orgURL": None, "dateAdded": "2025-03-01",
        "recipeIngredient": [
            {"quantity": 200.0 + number, "unit": {"name": "gram", "abbreviation": "g"}, "food": {"name": "flour"}, "note": "sifted",
             "display": f"{200 + number} g flour sifted", "title": "", "originalText": None, "referenceId": str(UUID(int=9))},
            {"quantity": 2.0, "unit": None, "food": {"name": "eggs"}, "note": "", "display": "2 eggs", "title": None},
        ],
        "recipeInstructions": [
            {"id": str(UUID(int=7)), "title": "", "summary": "", "text": "Mix everything.", "ingredientReferences": []},
            {"id": str(UUID(int=8)), "title": "", "summary": "", "text": "Bake for 30 minutes.", "ingredientReferences": []},
        ],
        "nutrition": {}, "settings": {"public": True}, "assets": [], "notes": [], "extras": {}, "comments": [], **more,
    }  # fmt: skip


def mealie(recipes: list[dict[str, Any]]) -> FakeServer:
    """Mealie: pages of at most 50 recipes, `total_pages`, pictures in `/api/media`."""
    server = FakeServer(recipes=recipes)

    async def listed(request: web.Request) -> web.Response:
        page, size = int(request.query["page"]), int(request.query["perPage"])
        rows = server.recipes[(page - 1) * size : page * size]
        pages = -(-len(server.recipes) // size)
        items = [{key: row[key] for key in ("id", "name", "slug", "image")} for row in rows]
        return web.json_response(
            {"page": page, "per_page": size, "total": len(server.recipes), "total_pages": pages, "items": items,
             "next": f"/recipes?page={page + 1}" if page < pages else None, "previous": None}
        )  # fmt: skip

    async def one(request: web.Request) -> web.Response:
        for row in server.recipes:
            if row["slug"] == request.match_info["slug"]:
                return web.json_response(row)
        return web.json_response({"detail": {"message": "Unknown Error"}}, status=404)

    async def picture(_: web.Request) -> web.Response:
        return web.Response(body=PNG, content_type="image/webp")

    server.app.router.add_get("/api/recipes", listed)
    server.app.router.add_get("/api/recipes/{slug}", one)
    server.app.router.add_get("/api/media/recipes/{id}/images/original.webp", picture)
    return server


def tandoor_recipe(number: int, name: str, **more: Any) -> dict[str, Any]:
    """A recipe as `GET /api/recipe/{id}/` returns it (`Recipe`)."""
    return {
        "id": number, "name": name, "description": "From the server.", "image": None, "keywords": [{"id": 1, "name": "bread", "label": "bread"}],
        "working_time": 20, "waiting_time": 40, "servings": 3, "servings_text": "plates", "internal": True, "private": False,
        "source_url": None, "created_by": {"id": 1, "username": "cook"}, "nutrition": None, "properties": [], "file_path": "",
        "steps": [
            {"id": 5, "name": "", "instruction": "Knead the dough for 10 minutes.", "time": 10, "order": 0, "show_as_header": False,
             "ingredients": [
                 {"id": 3, "food": {"id": 1, "name": "rye flour"}, "unit": {"id": 1, "name": "g"}, "amount": 500.0 + number, "note": "",
                  "order": 0, "is_header": False, "no_amount": False},
             ]},
        ],
        **more,
    }  # fmt: skip


def tandoor(recipes: list[dict[str, Any]]) -> FakeServer:
    """Tandoor: pages with `count`, `next` and `results`; pictures at the address in `image`."""
    server = FakeServer(recipes=recipes)

    async def listed(request: web.Request) -> web.Response:
        page, size = int(request.query["page"]), int(request.query["page_size"])
        rows = server.recipes[(page - 1) * size : page * size]
        more = page * size < len(server.recipes)
        after = f"http://never-asked.example/api/recipe/?page={page + 1}" if more else None
        items = [{key: row[key] for key in ("id", "name", "image", "keywords")} for row in rows]
        return web.json_response(
            {"count": len(server.recipes), "next": after, "previous": None, "results": items}
        )

    async def one(request: web.Request) -> web.Response:
        for row in server.recipes:
            if str(row["id"]) == request.match_info["id"]:
                return web.json_response(row)
        return web.json_response({"detail": "Not found."}, status=404)

    async def picture(_: web.Request) -> web.Response:
        return web.Response(body=PNG, content_type="image/png")

    server.app.router.add_get("/api/recipe/", listed)
    server.app.router.add_get("/api/recipe/{id}/", one)
    server.app.router.add_get("/media/recipes/{name}", picture)
    return server
