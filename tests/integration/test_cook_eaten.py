"""Who ate a dish, on the last screen of cook mode."""

from homeassistant.util import dt as dt_util

from custom_components.hearthtech.kitchen.kitchen import Kitchen
from custom_components.hearthtech.kitchen.people.model import Person
from custom_components.hearthtech.kitchen.recipes.model import Recipe

from .test_cook_mode import child_page, cooked, kitchen, page, soup
from .test_frontend_feed import Page

__all__ = ["child_page", "kitchen", "page", "soup"]
"""The fixtures of these tests."""


async def test_who_ate_goes_into_the_food_log_once_and_out_again(
    page: Page, child_page: Page, kitchen: Kitchen, soup: Recipe
) -> None:
    ada = await kitchen.people.add(Person(name="Ada"))
    await kitchen.people.add(Person(name="Tim", birth_year=dt_util.now().year - 5))
    session = await cooked(page, soup, servings=2)
    at = {"session": session, "dish": "1"}

    async def eaters(who: Page) -> dict[str, bool]:
        (told,) = (await who.result("cook/result", session=session))["dishes"]
        return {one["name"]: one["eaten"] for one in told["eaters"]}

    async def logged(name: str) -> list[float]:
        day = await kitchen.food_log.on_day(name, dt_util.now().date(), dt_util.get_default_time_zone())
        return [portion.portions for portion in day.portions]

    assert await eaters(page) == {"Ada": False, "Tim": False}
    ids = {person.name: person.id for person in await kitchen.people.all()}
    for name in ("Ada", "Tim", "Ada"):
        await page.result("cook/eaten", **at, person=ids[name], eaten=True)
    assert await eaters(page) == {"Ada": True, "Tim": True}
    # Twice is once, and a child eats half.
    assert (await logged("Ada"), await logged("Tim")) == ([1.0], [0.5])
    # Whoever may not read the food log neither sees nor changes it.
    assert await eaters(child_page) == {}
    assert await child_page.refusal("cook/eaten", **at, person=ada.id, eaten=False) == "refused"
    await page.result("cook/eaten", **at, person=ada.id, eaten=False)
    assert (await logged("Ada"), await logged("Tim")) == ([], [0.5])
