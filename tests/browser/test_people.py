"""People in a real browser: needs and plots for those who may see them, the form of a person, and what the book holds."""

import re
from typing import Any

from playwright.async_api import Locator, expect

from .environment import BrowserEnvironment, Wire, in_environment, until
from .kitchen_data import add_person, add_recipe
from .recipe_data import only_samples
from .test_kitchen import press
from .test_quality import OURS, needs_node, scrolls_sideways, violations

_PROTEIN = re.compile("^Protein today")


@in_environment
async def test_needs_and_plots_are_for_those_who_may_read_them(env: BrowserEnvironment) -> None:
    await add_person(env, "Ada", body={"birth_year": 1985, "sex": "female"})
    await add_person(env, "Gina", needs={"severe_allergens": ["milk"]}, guest=True)
    eaten = {"person": "Ada", "ingredients": ["300 g rice"], "name": "Rice bowl"}
    await env.home.action("hearthtech", "log_eaten", eaten)
    async with env.page("/hearthtech/people") as page:
        gina = page.get_by_role("article", name="Gina")
        await expect(gina).to_contain_text("Must not eat: milk")
        ada = page.get_by_role("article", name="Ada")
        await expect(ada).to_contain_text("Rice bowl")
        await expect(ada).to_contain_text("Energy today")
        await page.locator("ht-people ht-chip", has_text="Protein").click()
        await expect(ada.get_by_role("img")).to_have_accessible_name(_PROTEIN)
    wire = Wire()
    async with env.page("/hearthtech/people", user="Kim", before=wire.attach) as other:
        await expect(other.get_by_role("article", name="Gina")).to_contain_text("is shown only to them")
        answers = [one for one in wire.received if "people" in (one.get("result") or {})]
        assert answers
        assert "health" not in str(answers)
        assert "milk" not in str(answers)


@in_environment
async def test_the_household_keeps_its_measures_and_corrections(env: BrowserEnvironment) -> None:
    async with env.page("/hearthtech/people") as page:
        await page.locator("ht-people ht-chip", has_text="Household").click()
        view = page.locator("ht-household")
        measures = view.get_by_role("region", name="Our measures")
        for grams in ("30", "34"):
            await measures.get_by_label("Whose, e.g. Nonna").fill("Nonna")
            await measures.get_by_label("Measure, e.g. handful").fill("handful")
            await measures.get_by_label("Of what, if it matters").fill("parsley")
            await measures.get_by_label("Weight in grams").fill(grams)
            await measures.get_by_label("Weight in grams").press("Enter")
            await expect(measures.get_by_label("Weight in grams")).to_have_value("")
        row = measures.locator("ht-row", has_text="Nonna: handful of parsley")
        await expect(row).to_contain_text("32 g on average (30 g to 34 g, weighed 2 times)")
        told = await env.home.action("hearthtech", "get_measures", {})
        assert [(one["person"], one["mean"]) for one in told["measures"]] == [("Nonna", 32.0)]
        # What is missing is said beside the field, and nothing is sent.
        await press(measures, "Keep this weight").click()
        await expect(measures).to_contain_text("Say whose measure it is")
        corrections = view.get_by_role("region", name="Corrections of foods")
        await corrections.get_by_label("Name in the recipe").fill("kitchen flour")
        await corrections.get_by_label("Food that is meant").fill("butter")
        await press(corrections, "Keep this correction").click()
        meant = corrections.locator("ht-row", has_text="kitchen flour")
        await expect(meant).to_contain_text("means: butter")
        await corrections.get_by_label("Name in the recipe").fill("kitchen sink")
        await corrections.get_by_label("Food that is meant").fill("no such thing")
        await press(corrections, "Keep this correction").click()
        await expect(view.locator("ht-failure").first).to_contain_text("That did not work")
        await press(meant, "Forget: kitchen flour").click()
        await expect(meant).to_have_count(0)
        await press(row, "Forget: Nonna: handful of parsley").click()
        await expect(row).to_have_count(0)
        archive = view.get_by_role("region", name="Archive")
        async with page.expect_download() as saved:
            await press(archive, "Save the archive").click()
        assert (await saved.value).suggested_filename == "recipes.zip"
        await press(archive, "Read in an archive").click()
        await page.wait_for_url("**/hearthtech/recipes/import/file")
        await page.go_back()
        await press(view, "Open the options").click()
        await page.wait_for_url("**/config/integrations/integration/hearthtech")


@in_environment
async def test_options_and_forms_of_people_are_for_administrators(env: BrowserEnvironment) -> None:
    async with env.page("/hearthtech/people/household", user="Kim") as page:
        view = page.locator("ht-household")
        await expect(view).to_contain_text("set by an administrator")
        await expect(view.locator("ht-button[label='Save the archive']")).to_have_count(0)
        await expect(view.locator("ht-button[label='Open the options']")).to_have_count(0)
        await page.locator("ht-people ht-chip", has_text="People").click()
        await expect(page.locator("ht-people")).to_contain_text(
            "An administrator of Home Assistant can change"
        )


async def people(env: BrowserEnvironment) -> dict[str, dict[str, Any]]:
    told = await env.home.action("hearthtech", "list_people", {})
    return {one["name"]: one for one in told["people"]}


def chip(place: Locator, group: str, words: str) -> Locator:
    return place.get_by_role("group", name=group).get_by_role("button", name=words, exact=True)


@in_environment
async def test_somebody_is_added_changed_removed_and_brought_back(env: BrowserEnvironment) -> None:
    await env.remove_everybody()
    async with env.page("/hearthtech/people", width=390, height=844) as page:
        await press(page.locator("ht-people"), "Add a person").click()
        await page.wait_for_url("**/hearthtech/people/new")
        form = page.locator("ht-person-form")
        # What can't be is said beside the field, and nothing is stored.
        await press(form, "Save").click()
        await expect(form.get_by_label("Name", exact=True)).to_have_attribute("aria-invalid", "true")
        await form.get_by_label("Name", exact=True).fill("Gina")
        await chip(form, "Must not eat (severe allergy)", "milk").click()
        await chip(form, "Does not tolerate (mild)", "nuts").click()
        await chip(form, "Does not tolerate (mild)", "milk").click()
        await chip(form, "Must not eat (severe allergy)", "milk").click()
        await chip(form, "Diets", "vegetarian").click()
        await form.get_by_label("Other foods they can’t eat").fill("kiwi, star fruit")
        await form.get_by_label("Year of birth").fill("1985")
        await form.get_by_label("Weight (kg)").fill("sixty")
        await form.get_by_label("Sex").select_option("female")
        protein = form.get_by_role("group", name="Protein")
        await protein.get_by_label("At least").fill("60,5")
        await press(form, "Save").click()
        await expect(form.get_by_label("Weight (kg)")).to_be_focused()
        await expect(form).to_contain_text("That can’t be the weight.")
        await form.get_by_label("Weight (kg)").fill("61,5")
        await press(form, "Save").click()
        await page.wait_for_url("**/hearthtech/people")
        gina = page.get_by_role("article", name="Gina")
        await expect(gina).to_contain_text("Must not eat: milk")
        await expect(gina).to_contain_text("Must not eat: kiwi")
        [stored] = (await people(env)).values()
        assert stored["allergens"] == {"milk": "severe", "nuts": "mild"}
        assert (stored["avoids"], stored["diets"]) == (["kiwi", "star fruit"], ["vegetarian"])
        assert (stored["birth_year"], stored["weight_kg"], stored["sex"]) == (1985, 61.5, "female")
        assert stored["targets"] == {"PROCNT": [60.5, None]}
        # Changed, while somebody else changes something else.
        await press(gina, "Change").click()
        await expect(form.get_by_label("Weight (kg)")).to_have_value("61.5")
        await expect(chip(form, "Diets", "vegetarian")).to_have_attribute("aria-pressed", "true")
        theirs = await env.home.command("hearthtech/person", person=stored["id"])
        await env.home.command(
            "hearthtech/person/save",
            person=stored["id"],
            values=theirs["values"] | {"dislikes": ["olives"]},
            base=theirs["values"],
        )
        await chip(form, "Diets", "vegetarian").click()
        await protein.get_by_label("At least").fill("")
        await press(form, "Save").click()
        await expect(gina).to_contain_text("Dislikes: olives")
        [stored] = (await people(env)).values()
        assert (stored["diets"], stored["dislikes"], stored["targets"]) == ([], ["olives"], {})
        await press(gina, "Change").click()
        await press(form, "Remove from the household").click()
        await expect(gina).to_have_count(0)
        await page.locator("ha-toast").get_by_text("Undo").click()
        await expect(gina).to_be_visible()
    assert list(await people(env)) == ["Gina"]
    await env.remove_everybody()


@in_environment
async def test_who_may_see_is_chosen_in_the_form(env: BrowserEnvironment) -> None:
    await env.remove_everybody()
    await env.tokens_of("Kim")
    await add_person(env, "Gina", needs={"severe_allergens": ["milk"]})
    async with env.page("/hearthtech/people") as page, env.page("/hearthtech/people", user="Kim") as kims:
        seen = kims.get_by_role("article", name="Gina")
        await expect(seen).to_contain_text("is shown only to them")
        await expect(seen.get_by_role("button")).to_have_count(0)
        gina = page.get_by_role("article", name="Gina")
        for words in ("Must not eat: milk", "is shown only to them"):
            await press(gina, "Change").click()
            form = page.locator("ht-person-form")
            await chip(form, "Who may see this", "Kim").click()
            await press(form, "Save").click()
            await expect(seen).to_contain_text(words)
        assert (await people(env))["Gina"]["health_readers"] == []
        # An address that is not for them says so.
        wire = Wire()
        async with env.page(
            f"/hearthtech/people/edit/{(await people(env))['Gina']['id']}", user="Kim", before=wire.attach
        ) as refused:
            await expect(refused.locator("ht-person-form ht-failure")).to_contain_text("That did not work")
            results = [one for one in wire.received if one.get("type") == "result"]
            # What Home Assistant sends of translations and actions contains the names of all allergens.
            assert not [one for one in results if "Gina" in str(one) and "milk" in str(one)]
    await env.remove_everybody()


@in_environment
async def test_what_the_book_holds_for_somebody(env: BrowserEnvironment) -> None:
    await env.remove_everybody()
    await only_samples(env)
    await add_recipe(env, "Book milk rice", ["1 l milk", "250 g rice"], ["Cook."])
    await add_recipe(env, "Book plain rice", ["250 g rice", "500 ml water"], ["Cook."])
    gina = await add_person(env, "Gina", needs={"severe_allergens": ["milk"], "diets": ["vegetarian"]})
    await until(lambda: _looked_through(env, gina), "every recipe is looked through")
    async with env.page("/hearthtech/people", width=390, height=844) as page:
        await press(page.get_by_role("article", name="Gina"), "What the book holds").click()
        book = page.locator("ht-person-book")
        told = await env.home.command("hearthtech/people/book", person=gina)
        await expect(book).to_contain_text(f"{told['suitable']} of {told['recipes']} recipes suit.")
        against = book.get_by_role("region", name="What stands against the others")
        milk = next(
            one for one in told["obstacles"] if (one["code"], one["standing"]) == ("milk", "contains")
        )
        await expect(against.locator("ht-row", has_text="contains milk").first).to_contain_text(
            f"{milk['recipes']} recipes"
        )
        await expect(against).to_contain_text("not vegetarian")
        suitable = book.get_by_role("region", name="Recipes that suit")
        await expect(suitable).to_contain_text("Book plain rice")
        await expect(suitable).not_to_contain_text("Book milk rice")
        await suitable.get_by_role("link", name="Book plain rice").click()
        await expect(page.locator("ht-recipe-page h1")).to_have_text("Book plain rice")
        await page.go_back()
        await press(book, "Show all in the book").click()
        await expect(page.locator("ht-shelf ht-chip[selected]", has_text="Gina")).to_have_count(1)
        await expect(page.locator("ht-shelf")).to_contain_text("Book plain rice")
        await expect(page.locator("ht-shelf")).not_to_contain_text("Book milk rice")
    await only_samples(env)
    await env.remove_everybody()


async def _looked_through(env: BrowserEnvironment, person: str) -> bool:
    return bool((await env.home.command("hearthtech/people/book", person=person))["unread"] == 0)


@needs_node
@in_environment
async def test_form_and_book_are_accessible_and_fit(env: BrowserEnvironment) -> None:
    await env.remove_everybody()
    gina = await add_person(env, "Gina", needs={"severe_allergens": ["milk"], "diets": ["vegan"]})
    told: list[str] = []

    async def look(path: str, width: int, *, dark: bool, language: str, shown: str) -> None:
        async with env.page(path, width=width, height=800, dark=dark, language=language) as page:
            await expect(page.locator(shown).first).to_be_visible()
            found: list[str] = [*await scrolls_sideways(page), *await violations(page, OURS)]
            told.extend(f"{path} {width} {language}: {one}" for one in found)

    await look("/hearthtech/people/new", 360, dark=False, language="de", shown="ht-person-form section")
    await look(
        f"/hearthtech/people/edit/{gina}", 1280, dark=True, language="en", shown="ht-person-form section"
    )
    await look(
        f"/hearthtech/people/book/{gina}", 360, dark=True, language="it", shown="ht-person-book section"
    )
    assert told == [], "\n".join(told)
    await env.remove_everybody()
